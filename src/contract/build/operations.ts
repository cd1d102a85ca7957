import { constrainsBytes } from '../document/binary.ts';
import type { ParameterDecoding, SequenceFormat } from '../document/compiled.ts';
import type {
  Contract,
  DocumentFault,
  MediaType,
  OpenApiDocument,
  Operation,
  Parameter,
  Schema,
  Webhook,
} from '../document/document.ts';
import type { Direction } from '../document/marks.ts';
import { isXml, mayBeForm, mayBeJson, mayBeText } from '../document/media-types.ts';
import { queryKeys } from '../document/query-keys.ts';
import { createFindSchema, type FindSchema, mapValues, toPointer } from '../document/references.ts';
import { sequenceFormat } from '../document/sequences.ts';
import { hintOf, suffix } from './definition-names.ts';
import type { Definitions } from './definitions.ts';
import { errorTemplates } from './error-templates.ts';
import { eventContents } from './event-contents.ts';
import { type ExtraBodies, extraBody } from './extra-bodies.ts';
import { type DeclaredHeader, headerDecoding, schemaOf } from './header-readings.ts';
import { readForm, readText, toParameterDecodings } from './readings.ts';
import type { Serializers } from './serializers.ts';
import { code, shared, writeTable } from './table.ts';
import { NO_PROPERTIES } from './unwanted.ts';
import { xmlErrorTemplates } from './xml-errors.ts';

type Gathered = {
  document: OpenApiDocument;
  definitions: Definitions;
  serializers: Serializers;
  exported: Set<string>;
  /** Receives what cannot be checked, with its pointer. */
  warn: (fault: DocumentFault) => void;
  extra: ExtraBodies;
};

/**
 * The table of operations as a server runs it, as the text of statements of which the last exports `contract`. Adds
 * the schemas of requests and responses to the definitions, and the schemas of responses to the serializers.
 */
export function generateTable({ operations, webhooks, securitySchemes, texts }: Contract, gathered: Gathered): string {
  const context = { ...gathered, findSchema: createFindSchema(gathered.document), schemes: securitySchemes };
  const table = operations.map((operation) => toCompiledOperation(operation, context));
  const schemas = Object.fromEntries(
    Object.keys(gathered.document.components?.schemas ?? {}).map((name) => {
      const reference = `#/components/schemas/${encodeURIComponent(name)}`;
      return [name, validator(gathered, `${name}Schema`, { $ref: reference }, 'response')];
    }),
  );
  return writeTable({
    operations: table,
    webhooks: webhooks.map((webhook) => describeWebhook(webhook, context)),
    securitySchemes,
    texts,
    schemas,
  });
}

type OperationContext = Gathered & { findSchema: FindSchema; schemes: Contract['securitySchemes'] };

function toCompiledOperation(operation: Operation, context: OperationContext): object {
  const { operationId, method, path, basePaths, requestBody, security } = operation;
  const parameters = toParameterDecodings(operation.parameters, context.findSchema);
  return {
    operationId,
    method,
    path,
    basePaths,
    parameters: parameters.map((parameter) => shared(`${parameter.in}_${parameter.name}`, parameter)),
    validate: describeParameterValidators(operation, parameters, context),
    ...(requestBody === undefined ? {} : { requestBody: describeBody(operation, requestBody, context) }),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, { content, headers }]) => {
        const name = `${operationId}${status}`;
        const described = {
          content: mapValues(content ?? {}, (mediaType, type) =>
            describeResponseBody(`${name}${suffix(type)}`, { status, type, mediaType }, context),
          ),
          ...describeHeaders(headers ?? {}, context),
        };
        return [status, shared('response', described)];
      }),
    ),
    security: shared('security', security),
  };
}

/** The API writes a webhook's request, so what receivers alone write is rejected in it. */
function describeWebhook(
  { operationId, name, method, parameters, requestBody }: Webhook,
  context: OperationContext,
): object {
  const headers = parameters.filter((parameter) => parameter.in === 'header');
  return {
    operationId,
    name,
    method,
    content: mapValues(requestBody?.content ?? {}, (mediaType, type) =>
      describeContent(`${operationId}Event${suffix(type)}`, type, mediaType, context),
    ),
    ...describeHeaders(Object.fromEntries(headers.map((header) => [header.name, header])), context),
  };
}

function describeParameterValidators(
  operation: Operation,
  read: ParameterDecoding[],
  context: OperationContext,
): object {
  const isRead = (parameter: Parameter) =>
    read.some(
      ({ name, in: place }) => place === parameter.in && [parameter.name, parameter.name.toLowerCase()].includes(name),
    );
  const places = (['path', 'query', 'header', 'cookie'] as const).flatMap((place) => {
    const here = operation.parameters.filter((parameter) => parameter.in === place && isRead(parameter));
    // A query is validated even if no parameter is declared.
    if (here.length === 0 && place !== 'query') return [];
    const validatedName = ({ name }: Parameter) => (place === 'header' ? name.toLowerCase() : name);
    // A key in the query is for the check of its security scheme, whatever it is.
    const keys = place === 'query' ? queryKeys(operation.security, context.schemes) : [];
    const schema: Schema = {
      type: 'object',
      [NO_PROPERTIES]: true,
      properties: Object.fromEntries([
        ...keys.map((name) => [name, true]),
        ...here.map((parameter) => [validatedName(parameter), schemaOf(parameter)]),
      ]),
      required: here.filter(({ required }) => required).map(validatedName),
      ...(place === 'query' ? { additionalProperties: false } : {}),
    };
    return [[place, madeUpValidator(context, hintOf(place, [...here.map(validatedName), ...keys]), schema, 'request')]];
  });
  const whole = operation.parameters.find((parameter) => parameter.in === 'querystring');
  const querystring = whole && {
    querystring: validator(context, `${operation.operationId}Querystring`, schemaOf(whole) as Schema, 'request'),
  };
  return { ...Object.fromEntries(places), ...querystring };
}

function describeBody(
  { operationId, pointer }: Operation,
  { required = false, content }: NonNullable<Operation['requestBody']>,
  context: OperationContext,
): object {
  return {
    required,
    content: mapValues(content, (mediaType, type) => {
      const { schema, encoding } = mediaType;
      const sequence = sequenceOf(mediaType, type);
      if (sequence !== undefined) {
        const items = { type: 'array', items: mediaType.itemSchema };
        return { validate: validator(context, `${operationId}Body${suffix(type)}`, items, 'request'), sequence };
      }
      const extra = describeExtra(`${operationId}Body${suffix(type)}`, [type, mediaType], 'request', context);
      if (extra !== undefined) return extra;
      if (schema === undefined || schema === null) return {};
      const isRead = mayBeJson(type) || mayBeForm(type) || mayBeText(type);
      const isBytes = !isRead && constrainsBytes(type, schema, context.findSchema);
      // The build warns of it.
      if (!isRead && !isBytes) return {};
      const validate = validator(context, `${operationId}Body${suffix(type)}`, schema, 'request');
      if (isBytes) return { validate, isBytes };
      const text = mayBeText(type) ? describeText(`${pointer}/requestBody`, type, schema, context) : {};
      if (!mayBeForm(type)) return { validate, ...text };
      const { properties } = readForm(schema, encoding ?? {}, context.findSchema);
      const form = { properties: mapValues(properties, (decoding) => shared('text', decoding)) };
      return { validate, form: shared('form', form), ...text };
    }),
  };
}

/** A body that is validated only for verify and the mock. */
function describeExtra(
  name: string,
  [type, mediaType]: [type: string, mediaType: MediaType],
  direction: Direction,
  context: OperationContext,
): object | undefined {
  const { extra, findSchema } = context;
  if (extra[`${direction}s`] !== true) return undefined;
  const body = extraBody(type, mediaType, direction === 'response', findSchema);
  if (body === undefined) return undefined;
  const { schema, ...reading } = body;
  return { validate: validator(context, name, schema, direction), ...reading };
}

/** How the text of a body becomes a value of its schema, where that is not a text. */
function describeText(pointer: string, type: string, schema: Schema, { warn, findSchema }: OperationContext): object {
  const decoding = readText(schema, findSchema);
  const { shape, types } = decoding;
  if (shape !== 'primitive' && !types.includes('string') && !mayBeJson(type))
    warn({
      pointer: `${pointer}/content/${toPointer([type]).slice(2)}`,
      message: `A body of ${type} is a string, and its schema allows no string. Write type: string.`,
    });
  const isText = types.length === 0 || (types.length === 1 && types.includes('string'));
  return shape !== 'primitive' || isText ? {} : { text: shared('text', decoding) };
}

function describeResponseBody(
  name: string,
  { status, type, mediaType }: { status: string; type: string; mediaType: MediaType },
  context: OperationContext,
): object {
  const content = {
    ...describeContent(name, type, mediaType, context),
    ...(describeExtra(name, [type, mediaType], 'response', context) ?? describeTexts(name, type, mediaType, context)),
  };
  const isXmlOnly = isXml(type);
  if (!mayBeJson(type) && !isXmlOnly) return content;
  const arrays = isXmlOnly ? undefined : context.serializers.arraysIn(mediaType.schema ?? {});
  const templatesOf = isXmlOnly ? xmlErrorTemplates : errorTemplates;
  const templates = templatesOf(status, [type, mediaType], context.findSchema);
  return {
    ...content,
    ...(arrays === undefined ? {} : { arrays }),
    ...(templates.length === 0 ? {} : { templates: templates.map((template) => shared('error', template)) }),
  };
}

/**
 * A text is validated as the number, boolean, null or text that its schema asks for. The build reports other schemas.
 */
function describeTexts(
  name: string,
  type: string,
  { schema, itemSchema }: MediaType,
  context: OperationContext,
): object {
  if (!mayBeText(type) || itemSchema !== undefined || schema === undefined || schema === null) return {};
  const decoding = readText(schema, context.findSchema);
  if (decoding.shape !== 'primitive') return {};
  return { validate: validator(context, name, schema, 'response'), text: shared('text', decoding) };
}

/** Items of a response are validated one by one. Events are written as texts, everything else as JSON. */
function describeItems(name: string, itemSchema: Schema, sequence: SequenceFormat, context: OperationContext): object {
  const { extra, findSchema } = context;
  const contents = extra.responses && sequence === 'events' ? eventContents(itemSchema, findSchema) : undefined;
  const validate = validator(context, `${name}Item`, contents ?? itemSchema, 'response');
  if (sequence === 'events') return { validate, sequence, ...(contents === undefined ? {} : { hasContents: true }) };
  return { validate, serialize: code(`serializers.${context.serializers.add(`${name}Item`, itemSchema)}`), sequence };
}

/** How the items of a media type are written, where the contract describes them. */
function sequenceOf({ itemSchema }: MediaType, type: string): SequenceFormat | undefined {
  return itemSchema === undefined ? undefined : sequenceFormat(type);
}

function describeContent(name: string, type: string, mediaType: MediaType, context: OperationContext): object {
  const { schema, itemSchema } = mediaType;
  const sequence = sequenceOf(mediaType, type);
  if (sequence !== undefined) return describeItems(name, itemSchema as Schema, sequence, context);
  if (!mayBeJson(type)) return {};
  const serialize = context.serializers.add(name, schema ?? {});
  const written = { serialize: code(`serializers.${serialize}`) };
  return schema === undefined || schema === null
    ? written
    : { validate: validator(context, name, schema, 'response'), ...written };
}

function describeHeaders(headers: Record<string, DeclaredHeader>, context: OperationContext): object {
  // OAS 3.1 §4.8.17: a header named Content-Type is not a header of this list.
  const declared = Object.entries(headers).filter(([header]) => header.toLowerCase() !== 'content-type');
  if (declared.length === 0) return { headers: {} };
  const schema: Schema = {
    type: 'object',
    [NO_PROPERTIES]: true,
    properties: Object.fromEntries(declared.map(([header, facts]) => [header.toLowerCase(), schemaOf(facts)])),
    required: declared.filter(([, { required }]) => required).map(([header]) => header.toLowerCase()),
  };
  const names = declared.map(([header]) => header.toLowerCase());
  const decodings = declared.map(([, facts]) => shared('text', headerDecoding(facts, context.findSchema)));
  return {
    headers: shared('headers', Object.fromEntries(names.map((name, index) => [name, decodings[index]]))),
    validateHeaders: madeUpValidator(context, hintOf('headers', names), schema, 'response'),
  };
}

function validator(context: Gathered, wanted: string, schema: unknown, direction: Direction): object {
  return exportedValidator(context, context.definitions.add(wanted, schema, direction));
}

function madeUpValidator(context: Gathered, hint: string, schema: unknown, direction: Direction): object {
  return exportedValidator(context, context.definitions.addMadeUp(hint, schema, direction));
}

function exportedValidator({ exported }: Gathered, name: string): object {
  exported.add(name);
  return code(`validators.${name}`);
}
