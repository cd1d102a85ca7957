import { readFile } from 'node:fs/promises';
import type { ParameterDecoding } from '../document/compiled.ts';
import type {
  Contract,
  MediaType,
  OpenApiDocument,
  Operation,
  Parameter,
  Schema,
  Webhook,
} from '../document/document.ts';
import { isJson, isMultipart, isText, isUrlEncoded } from '../document/media-types.ts';
import { createFindSchema, type FindSchema } from '../document/references.ts';
import { type Definitions, NO_PROPERTIES } from './definitions.ts';
import { errorTemplates } from './error-templates.ts';
import { readForm, readParameters, readText } from './readings.ts';
import type { Serializers } from './serializers.ts';

/** An expression of generated code, told apart from a text. */
class Code {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Gathered = {
  document: OpenApiDocument;
  definitions: Definitions;
  serializers: Serializers;
  exported: Set<string>;
};

/**
 * The table of operations as a server runs it, as the text of statements of which the last exports `contract`. On the way
 * every schema that a request or a response is held to is added to the definitions, and every one that is answered to the
 * serializers.
 */
export function generateTable({ operations, webhooks, securitySchemes, texts }: Contract, gathered: Gathered): string {
  const parts = { ...gathered, findSchema: createFindSchema(gathered.document), schemes: securitySchemes };
  const table = operations.map((operation) => describeOperation(operation, parts));
  const schemas = Object.fromEntries(
    Object.keys(gathered.document.components?.schemas ?? {}).map((name) => {
      const reference = `#/components/schemas/${encodeURIComponent(name)}`;
      return [name, validator(gathered, `${name}Schema`, { $ref: reference }, 'response')];
    }),
  );
  return writeTable({
    operations: table,
    webhooks: webhooks.map((webhook) => describeWebhook(webhook, parts)),
    securitySchemes,
    texts,
    schemas,
  });
}

type Parts = Gathered & { findSchema: FindSchema; schemes: Contract['securitySchemes'] };

function describeOperation(operation: Operation, parts: Parts): object {
  const { operationId, method, path, basePaths, requestBody, security } = operation;
  const parameters = readParameters(operation.parameters, parts.findSchema);
  return {
    operationId,
    method,
    path,
    basePaths,
    parameters,
    validate: describeParameterValidators(operation, parameters, parts),
    ...(requestBody === undefined ? {} : { requestBody: describeBody(operationId, requestBody, parts) }),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, { content, headers }]) => {
        const name = `${operationId}${status}`;
        return [
          status,
          {
            content: mapValues(content ?? {}, (mediaType, type) =>
              describeResponseBody(`${name}${suffix(type)}`, { status, type, mediaType }, parts),
            ),
            ...describeHeaders(name, headers ?? {}, parts),
          },
        ];
      }),
    ),
    security,
  };
}

/** The API writes a webhook's request, so what the other side alone writes is rejected in it. */
function describeWebhook({ operationId, name, method, parameters, requestBody }: Webhook, parts: Parts): object {
  const headers = parameters.filter((parameter) => parameter.in === 'header');
  return {
    operationId,
    name,
    method,
    content: mapValues(requestBody?.content ?? {}, (mediaType, type) =>
      describeContent(`${operationId}Event${suffix(type)}`, type, mediaType, parts),
    ),
    ...describeHeaders(
      `${operationId}Event`,
      Object.fromEntries(headers.map((header) => [header.name, header])),
      parts,
    ),
  };
}

function describeParameterValidators(operation: Operation, read: ParameterDecoding[], parts: Parts): object {
  const isRead = (parameter: Parameter) =>
    read.some(
      ({ name, in: place }) => place === parameter.in && [parameter.name, parameter.name.toLowerCase()].includes(name),
    );
  const places = (['path', 'query', 'header', 'cookie'] as const).flatMap((place) => {
    const here = operation.parameters.filter((parameter) => parameter.in === place && isRead(parameter));
    // A query is held to what is declared of it even where that is nothing.
    if (here.length === 0 && place !== 'query') return [];
    const nameOf = ({ name }: Parameter) => (place === 'header' ? name.toLowerCase() : name);
    // A key in the query is for the check of its security scheme, whatever it is.
    const keys = place === 'query' ? queryKeys(operation, parts) : [];
    const schema: Schema = {
      type: 'object',
      [NO_PROPERTIES]: true,
      properties: Object.fromEntries([
        ...keys.map((name) => [name, true]),
        ...here.map((parameter) => [nameOf(parameter), schemaOf(parameter)]),
      ]),
      required: here.filter(({ required }) => required).map(nameOf),
      ...(place === 'query' ? { additionalProperties: false } : {}),
    };
    const name =
      here.length + keys.length === 0
        ? 'noQuery'
        : `${operation.operationId}${place[0]?.toUpperCase()}${place.slice(1)}`;
    return [[place, validator(parts, name, schema, 'request')]];
  });
  return Object.fromEntries(places);
}

/** Names of the query parameters that hold an API key of the operation's security schemes (OAS 3.1 §4.8.27). */
function queryKeys({ security }: Operation, { schemes }: Parts): string[] {
  return security.flatMap(Object.keys).flatMap((scheme) => {
    const { type, in: place, name } = schemes[scheme] ?? {};
    return type === 'apiKey' && place === 'query' && name !== undefined ? [name] : [];
  });
}

function schemaOf({ schema, content }: { schema?: Schema; content?: Record<string, MediaType> }): unknown {
  return schema ?? Object.values(content ?? {})[0]?.schema ?? true;
}

function describeBody(
  operationId: string,
  { required = false, content }: NonNullable<Operation['requestBody']>,
  parts: Parts,
): object {
  return {
    required,
    content: mapValues(content, ({ schema, encoding }, type) => {
      const isForm = isUrlEncoded(type) || isMultipart(type);
      if (schema === undefined || schema === null || !(isJson(type) || isForm || isText(type))) return {};
      const validate = validator(parts, `${operationId}Body${suffix(type)}`, schema, 'request');
      return isForm ? { validate, form: readForm(schema, encoding ?? {}, parts.findSchema) } : { validate };
    }),
  };
}

function describeResponseBody(
  name: string,
  { status, type, mediaType }: { status: string; type: string; mediaType: MediaType },
  parts: Parts,
): object {
  const content = describeContent(name, type, mediaType, parts);
  if (!isJson(type)) return content;
  const arrays = parts.serializers.arraysIn(mediaType.schema ?? {});
  const templates = errorTemplates(status, mediaType, parts.findSchema);
  return {
    ...content,
    ...(arrays === undefined ? {} : { arrays }),
    ...(templates.length === 0 ? {} : { templates }),
  };
}

function describeContent(name: string, type: string, { schema }: MediaType, parts: Parts): object {
  if (!isJson(type)) return {};
  const serialize = parts.serializers.add(name, schema ?? {});
  const code = { serialize: new Code(`serializers.${serialize}`) };
  return schema === undefined || schema === null
    ? code
    : { validate: validator(parts, name, schema, 'response'), ...code };
}

function describeHeaders(
  name: string,
  headers: Record<string, { required?: boolean; schema?: Schema; content?: Record<string, MediaType> }>,
  parts: Parts,
): object {
  // OAS 3.1 §4.8.17: a header named Content-Type is not a header of this list.
  const declared = Object.entries(headers).filter(([header]) => header.toLowerCase() !== 'content-type');
  if (declared.length === 0) return { headers: {} };
  const schema: Schema = {
    type: 'object',
    [NO_PROPERTIES]: true,
    properties: Object.fromEntries(declared.map(([header, facts]) => [header.toLowerCase(), schemaOf(facts)])),
    required: declared.filter(([, { required }]) => required).map(([header]) => header.toLowerCase()),
  };
  return {
    headers: Object.fromEntries(
      declared.map(([header, facts]) => [header.toLowerCase(), readText(schemaOf(facts), parts.findSchema)]),
    ),
    validateHeaders: validator(parts, `${name}Headers`, schema, 'response'),
  };
}

function validator(
  { definitions, exported }: Gathered,
  name: string,
  schema: unknown,
  direction: 'request' | 'response',
): Code {
  const found = definitions.add(name, schema, direction);
  exported.add(found);
  return new Code(`validators.${found}`);
}

/** Part of a name for a media type; nothing for plain JSON. */
function suffix(mediaType: string): string {
  if (mediaType === 'application/json') return '';
  return `_${mediaType.replaceAll(/[^A-Za-z0-9]+/g, '_')}`;
}

function mapValues<From, To>(
  object: Record<string, From>,
  convert: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, convert(value, name)]));
}

/** Parts of the table that are shorter than this are written wherever they stand. */
const SHORT = 60;

/** Writes the table. A part that stands in it more than once is written once, so that it is one object at run time too. */
function writeTable(table: object): string {
  const counts = new Map<string, number>();
  const texts = new Map<object, string>();
  const textOf = (value: unknown): string => {
    if (value instanceof Code) return value.text;
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    const parts = Array.isArray(value)
      ? value.map(textOf)
      : Object.entries(value).map(([name, member]) => `${keyOf(name)}: ${textOf(member)}`);
    const text = Array.isArray(value) ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
    texts.set(value, text);
    counts.set(text, (counts.get(text) ?? 0) + 1);
    return text;
  };
  textOf(table);

  const names = new Map<string, string>();
  const statements: string[] = [];
  const write = (value: unknown, indent: string): string => {
    if (value === null || typeof value !== 'object' || value instanceof Code) return textOf(value);
    const text = texts.get(value) ?? '';
    if ((counts.get(text) ?? 0) < 2 || text.length < SHORT) return writeParts(value, text, indent);
    const known = names.get(text);
    if (known !== undefined) return known;
    const written = writeParts(value, text, '');
    const name = `part${names.size + 1}`;
    names.set(text, name);
    statements.push(`const ${name} = ${written};\n`);
    return name;
  };
  const writeParts = (value: object, text: string, indent: string): string => {
    const inner = `${indent}  `;
    const isList = Array.isArray(value);
    const parts = isList
      ? value.map((item) => write(item, inner))
      : Object.entries(value).map(([name, member]) => `${keyOf(name)}: ${write(member, inner)}`);
    if (parts.length === 0) return isList ? '[]' : '{}';
    const line = isList ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
    if (text.length < 100 || (line.length < 100 && !line.includes('\n'))) return line;
    const [open, close] = isList ? ['[', ']'] : ['{', '}'];
    return `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close}`;
  };
  const whole = write(table, '');
  return `${statements.join('')}export const contract = ${whole};\n`;
}

/** A name before a colon; in brackets where it would set the prototype. */
function keyOf(name: string): string {
  return name === '__proto__' ? '["__proto__"]' : JSON.stringify(name);
}

const TEMPLATES = ['../document/compiled.ts', './handler-types.ts'];

/** The file `operations.ts`: types of the handlers, and with them the table that a server is made of. */
export async function writeOperations(header: string, operations: Operation[]): Promise<string> {
  const templates = await Promise.all(
    TEMPLATES.map((template) => readFile(new URL(template, import.meta.url), 'utf8')),
  );
  const types = templates
    .join('\n')
    .replaceAll(/^import type .*\n+/gm, '')
    .replaceAll(/\/\*\* [^\n]* \*\/\nexport interface (Operations|OperationSchemes) \{[^}]*\}\n/g, '');
  const members = operations.map(
    ({ operationId, path, method }) =>
      `  ${JSON.stringify(operationId)}: paths[${JSON.stringify(path)}][${JSON.stringify(method)}];\n`,
  );
  const schemes = operations.map(
    ({ operationId, security }) => `  ${JSON.stringify(operationId)}: ${schemesOf(security)};\n`,
  );
  return `${header}import type { paths, Readable, Writable } from './types.ts';

export { contract } from './contract.js';

${types}
/** Operations by operationId. */
export type Operations = {
${members.join('')}};

/** For each operation the security schemes that let a request in; with \`undefined\` where none need be met. */
export type OperationSchemes = {
${schemes.join('')}};
`;
}

/** The schemes of all alternatives (OAS 3.1 §4.8.30); where one asks for nothing, no credentials need be sent. */
function schemesOf(security: Operation['security']): string {
  const names = [...new Set(security.flatMap((alternative) => Object.keys(alternative)))];
  const isOptional = security.length === 0 || security.some((alternative) => Object.keys(alternative).length === 0);
  return [...names.map((name) => JSON.stringify(name)), ...(isOptional ? ['undefined'] : [])].join(' | ');
}
