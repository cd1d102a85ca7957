import type {
  Example,
  MediaType,
  OpenApiDocument,
  Parameter,
  Reference,
  Response,
  Schema,
} from '../document/document.ts';
import type { Direction } from '../document/marks.ts';
import { type ItemOperation, METHODS, operationsOf } from '../document/path-items.ts';
import { isObject, lookUp, mapValues } from '../document/references.ts';
import { createVariants, type Variants, withoutWriteOnly } from './variant.ts';

/** Prism takes this for each schema of the document, and validates by draft-07 where it finds anything else. */
const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

type Content = { content?: Record<string, MediaType | Reference>; [member: string]: unknown };

/**
 * The document that Prism is fed, so that it returns what the contract says: schemas are JSON Schema 2020-12, requests
 * reject what is read-only, responses are free of what is write-only, and named examples come before a schema's own.
 * The contract itself stays as it is.
 *
 * @param document a bundled document
 * @throws ContractError where a reference leads nowhere
 */
export function deriveMockDocument(document: OpenApiDocument): OpenApiDocument {
  const variants = { request: createVariants(document, 'request'), response: createVariants(document, 'response') };
  const found = <T extends object>(value: T | Reference): T =>
    // What stands at the end of a reference is of the kind that the place asks for: the document has been linted.
    '$ref' in value ? found(lookUp(document, String(value.$ref)) as T | Reference) : value;

  const deriveContent = <T extends Content>(holder: T, direction: Direction): T => {
    if (holder.content === undefined) return holder;
    return {
      ...holder,
      content: mapValues(holder.content, (mediaType) => deriveMediaType(found(mediaType), direction)),
    };
  };

  const deriveMediaType = (mediaType: MediaType, direction: Direction): MediaType => {
    if (mediaType.schema === undefined) return mediaType;
    const schema = variants[direction].of(mediaType.schema);
    if (direction === 'request') return { ...mediaType, schema };
    const readable = (value: unknown) => withoutWriteOnly(document, mediaType.schema, value);
    const derived: MediaType = { ...mediaType, schema };
    if (derived.example !== undefined) derived.example = readable(derived.example);
    if (mediaType.examples === undefined) return derived;
    // Prism returns the first example of the schema, where there is one, before any named example.
    derived.schema = withoutExamples(schema, variants.response);
    derived.examples = mapValues(mediaType.examples, (reference) => {
      const example: Example = found(reference);
      return { ...example, value: readable(example.value) };
    });
    return derived;
  };

  const deriveOperation = (operation: Record<string, unknown>): Record<string, unknown> => {
    const derived = { ...operation };
    if (isObject(operation.requestBody)) derived.requestBody = deriveContent(found(operation.requestBody), 'request');
    if (isObject(operation.responses)) {
      const responses = operation.responses as Record<string, Response | Reference>;
      derived.responses = mapValues(responses, (response) => deriveContent(found(response), 'response'));
    }
    if (Array.isArray(operation.parameters)) derived.parameters = deriveParameters(operation.parameters);
    return derived;
  };

  const deriveParameters = (parameters: (Parameter | Reference)[]): Parameter[] =>
    parameters.map((reference) => {
      const parameter: Parameter = found(reference);
      if (parameter.schema === undefined) return parameter;
      return { ...parameter, schema: variants.request.of(parameter.schema) };
    });

  // Made before the components, because making the paths shows which schemas they refer to.
  const paths = Object.fromEntries(
    Object.entries(document.paths ?? {}).flatMap(([path, reference]) => {
      const item: Record<string, unknown> = { ...found(reference) };
      if (Array.isArray(item.parameters)) item.parameters = deriveParameters(item.parameters);
      const operations = operationsOf(document, item).map((one) => ({
        ...one,
        operation: deriveOperation(one.operation),
      }));
      return itemsForPrism(path, item, operations);
    }),
  );
  const schemas = {
    ...document.components?.schemas,
    ...variants.request.components(),
    ...variants.response.components(),
  };
  const dialect = document.openapi.startsWith('3.0') ? {} : { jsonSchemaDialect: DIALECT };
  return { ...document, ...dialect, paths, components: { ...document.components, schemas } };
}

/** What follows the path of an operation whose method Prism does not know, until Prism has read it. */
const OTHER_METHOD = ' of method ';

/** A path item, and one of a path of its own for each operation whose method Prism does not know, which is a POST there. */
function itemsForPrism(
  path: string,
  item: Record<string, unknown>,
  operations: ItemOperation[],
): [string, Record<string, unknown>][] {
  const { parameters, servers } = item;
  const [known, others] = [true, false].map((is) =>
    operations.filter(({ method }) => METHODS.some((one) => one === method) === is),
  );
  return [
    [path, { ...item, ...Object.fromEntries((known ?? []).map(({ method, operation }) => [method, operation])) }],
    ...(others ?? []).map(({ method, operation }): [string, Record<string, unknown>] => [
      `${path}${OTHER_METHOD}${method}`,
      {
        ...(parameters === undefined ? {} : { parameters }),
        ...(servers === undefined ? {} : { servers }),
        post: operation,
      },
    ]),
  ];
}

/** An operation as Prism has read it, with its method and path. */
export function withOwnMethod<Operation extends { method: string; path: string }>(operation: Operation): Operation {
  const [path = '', method] = operation.path.split(OTHER_METHOD);
  return method === undefined ? operation : { ...operation, path, method };
}

/** The schema with neither `example` nor `examples` at its root, be they its own or those of the schema it refers to. */
function withoutExamples({ example: _one, examples: _all, ...schema }: Schema, variants: Variants): Schema {
  const { $ref, ...beside } = schema;
  if (typeof $ref !== 'string') return schema;
  const target = variants.components()[$ref.split('/').at(-1) ?? ''];
  return target === undefined ? schema : { ...withoutExamples(target, variants), ...beside };
}
