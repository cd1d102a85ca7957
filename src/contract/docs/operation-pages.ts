import type { MediaType, OpenApiDocument, Operation, Webhook } from '../document/document.ts';
import { readContract } from '../document/operations.ts';
import { followReference, isObject } from '../document/references.ts';
import { declaredTags, tagsAbove } from '../document/tags.ts';
import { type FieldRow, listFields, typeText } from './fields.ts';
import { slug } from './guides.ts';
import { paragraphs } from './markdown.ts';

/** An operation or a webhook, as the pages around the reference need it. */
export type OperationPage = {
  /** The `operationId`, which is also the name of its page of Markdown. */
  id: string;
  isWebhook: boolean;
  /** The fragment of its place in the reference, with `#`. */
  anchor: string;
  title: string;
  description: string;
  tag: string;
  /** Upper case. */
  method: string;
  /** The path, or the name of the webhook. */
  path: string;
  /** Parameters, then the fields of the body. */
  fields: FieldRow[];
  markdown: string;
};

/** The members of an operation that the model of the contract does not type. */
type DescribedOperation = { summary?: unknown; description?: unknown; tags?: unknown; 'x-codeSamples'?: unknown };

/**
 * The operations and webhooks of a document, each with its page of Markdown.
 *
 * @param document as `preparePageDocument` returns it, so that code samples are in it
 */
export function readOperationPages(document: OpenApiDocument): OperationPage[] {
  const { operations, webhooks } = readContract(document);
  return [
    ...operations.map((operation) => readPage(document, operation, operation.path, false)),
    ...webhooks.map((webhook) => readPage(document, webhook, webhook.name, true)),
  ];
}

function readPage(
  document: OpenApiDocument,
  operation: Operation | Webhook,
  path: string,
  isWebhook: boolean,
): OperationPage {
  // The model keeps every other member of the operation as it is written.
  const { summary, description, tags } = operation as DescribedOperation;
  const tag = Array.isArray(tags) && typeof tags[0] === 'string' ? tags[0] : '';
  const title = typeof summary === 'string' ? summary : operation.operationId;
  const parameters = operation.parameters.map((parameter) => parameterRow(document, parameter));
  const content = operation.requestBody?.content ?? {};
  const body = Object.values(content)[0];
  const page = {
    id: operation.operationId,
    isWebhook,
    anchor: anchorOf(document, tag, operation, isWebhook),
    title,
    description: typeof description === 'string' ? description.trim() : '',
    tag,
    method: operation.method.toUpperCase(),
    path,
  };
  const fields = [...parameters, ...(body === undefined ? [] : listFields(document, body.schema))];
  const markdown = writeMarkdown(document, operation, { ...page, parameters });
  return { ...page, fields, markdown };
}

function parameterRow(document: OpenApiDocument, parameter: Operation['parameters'][number]): FieldRow {
  const { description } = parameter as { description?: unknown };
  const schema = parameter.schema ?? Object.values(parameter.content ?? {})[0]?.schema;
  const [row] = listFields(document, { type: 'object', properties: { [parameter.name]: schema } });
  return {
    name: parameter.name,
    type: `${typeText(document, schema)}, in ${parameter.in}`,
    isRequired: parameter.required === true,
    description: typeof description === 'string' ? description.trim() : (row?.description ?? ''),
    constraints: row?.constraints ?? [],
  };
}

/** The anchor of an operation in Redoc 3: below its tag and the parent tags, in lower case. */
function anchorOf(
  document: OpenApiDocument,
  tag: string,
  { operationId, pointer }: Operation | Webhook,
  isWebhook: boolean,
): string {
  const tags = declaredTags(document);
  const groups =
    tag === ''
      ? [isWebhook ? 'webhooks' : 'other']
      : [
          ...tagsAbove(tags, tag)
            .map(({ name }) => name)
            .reverse(),
          tag,
        ];
  const steps = [...groups.map(slug), slug(operationId)];
  const isNamed = isObject(followReference(document, { $ref: pointer })) && hasOwnId(document, pointer);
  return `#/${isNamed ? steps.join('/') : pointer.slice(2).toLowerCase()}`;
}

function hasOwnId(document: OpenApiDocument, pointer: string): boolean {
  const operation = followReference(document, { $ref: pointer });
  return isObject(operation) && typeof operation.operationId === 'string';
}

type PageFacts = Omit<OperationPage, 'fields' | 'markdown'> & { parameters: FieldRow[] };

function writeMarkdown(document: OpenApiDocument, operation: Operation | Webhook, page: PageFacts): string {
  const { title, description, method, path, isWebhook, parameters } = page;
  const contents = Object.entries(operation.requestBody?.content ?? {});
  const responses = Object.entries(operation.responses).map(([status, response]) =>
    paragraphs(
      `### ${status}`,
      response.description?.trim(),
      bodyTexts(document, Object.entries(response.content ?? {})),
    ),
  );
  return `${paragraphs(
    `# ${title}`,
    isWebhook ? `Webhook \`${path}\`` : `\`${method} ${path}\``,
    description,
    securityText(operation),
    parameters.length > 0 && paragraphs('## Parameters', fieldList(parameters)),
    contents.length > 0 && `## Request body\n\n${bodyTexts(document, contents)}`,
    samplesText(operation),
    responses.length > 0 && `## Responses\n\n${responses.join('\n\n')}`,
  )}\n`;
}

function securityText({ security }: Operation | Webhook): string {
  const named = security.map((alternative) =>
    Object.entries(alternative)
      .map(
        ([name, scopes]) =>
          `\`${name}\`${scopes.length > 0 ? ` (${scopes.map((scope) => `\`${scope}\``).join(', ')})` : ''}`,
      )
      .join(' and '),
  );
  if (named.length === 0) return '';
  return `Authentication: ${named.map((text) => (text === '' ? 'none' : text)).join(' or ')}.`;
}

function bodyTexts(document: OpenApiDocument, contents: [string, MediaType][]): string {
  const texts = contents.map(([type, media]) => {
    const fields = listFields(document, media.schema ?? media.itemSchema);
    const [example] = mediaExamples(document, media);
    const text = typeof example === 'string' ? example : JSON.stringify(example, null, 2);
    return paragraphs(
      `\`${type}\``,
      fields.length > 0 && fieldList(fields),
      example !== undefined && `\`\`\`${type.includes('json') ? 'json' : ''}\n${text}\n\`\`\``,
    );
  });
  return texts.join('\n\n');
}

/** The named examples of a media type, or its one example. */
function mediaExamples(document: OpenApiDocument, media: MediaType): unknown[] {
  const named = Object.values(media.examples ?? {}).map((example) => followReference(document, example));
  const values = named.flatMap((example) => (isObject(example) && example.value !== undefined ? [example.value] : []));
  return media.example === undefined ? values : [media.example, ...values];
}

function fieldList(fields: FieldRow[]): string {
  return fields
    .map(({ name, type, isRequired, description, constraints }) => {
      const facts = [type, ...(isRequired ? ['required'] : []), ...constraints].join(', ');
      const text = description === '' ? '' : `\n  ${description.replaceAll('\n', '\n  ')}`;
      return `- \`${name}\` (${facts})${text}`;
    })
    .join('\n');
}

function samplesText(operation: Operation | Webhook): string {
  const samples = (operation as DescribedOperation)['x-codeSamples'];
  const texts = (Array.isArray(samples) ? samples : []).flatMap((sample: unknown) =>
    isObject(sample) && typeof sample.source === 'string'
      ? [
          `### ${String(sample.label ?? sample.lang)}\n\n\`\`\`${String(sample.lang).toLowerCase()}\n${sample.source.trimEnd()}\n\`\`\``,
        ]
      : [],
  );
  return texts.length === 0 ? '' : `## Code samples\n\n${texts.join('\n\n')}`;
}
