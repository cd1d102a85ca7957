import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { isObject } from '../../../src/contract/document/references.ts';
import { upgradeDocument } from '../../../src/contract/document/upgrade.ts';
import { ofObjects, type Rewrite, reversed } from './rewrite.ts';

type Json = Record<string, unknown>;
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** Moves the members of a place into components, each under a name of its own. */
function extracted(name: string, kind: string, wanted: (tokens: string[], value: Json) => boolean): Rewrite {
  return {
    name,
    apply: (document) => {
      const moved: Json = {};
      const convert = (value: unknown, tokens: string[]): unknown => {
        if (Array.isArray(value)) return value.map((item, index) => convert(item, [...tokens, String(index)]));
        if (!isObject(value)) return value;
        const inner = Object.fromEntries(
          Object.entries(value).map(([key, member]) => [key, convert(member, [...tokens, key])]),
        );
        if (value.$ref !== undefined || tokens[0] === 'components' || !wanted(tokens, value)) return inner;
        const key = `Moved${Object.keys(moved).length}`;
        moved[key] = inner;
        return { $ref: `#/components/${kind}/${key}` };
      };
      const changed = convert(document, []) as OpenApiDocument;
      const components = { ...changed.components, [kind]: { ...changed.components?.[kind], ...moved } };
      return { document: { ...changed, components } as OpenApiDocument, places: Object.keys(moved).length };
    },
  };
}

function inPaths(name: string, change: (item: Json) => Json | undefined): Rewrite {
  return ofObjects(name, (item, tokens) => (tokens.length === 2 && tokens[0] === 'paths' ? change(item) : undefined));
}

function operationsIn(item: Json): string[] {
  return METHODS.filter((method) => isObject(item[method]));
}

/** The same API in another form of the document around the schemas. */
export const DOCUMENT_REWRITES: Rewrite[] = [
  {
    name: 'OpenAPI 3.0 as 3.1',
    apply: (document) => ({ document: upgradeDocument(document), places: document.openapi.startsWith('3.0') ? 1 : 0 }),
  },
  {
    name: 'schemas with other names',
    apply: (document) => {
      const schemas = Object.keys(document.components?.schemas ?? {});
      const text = JSON.stringify(document);
      // Values of a mapping may be names.
      if (text.includes('"discriminator"') || schemas.length === 0) return { document, places: 0 };
      const renamed = JSON.parse(
        text.replaceAll(/"#\/components\/schemas\/([^"/]+)/g, '"#/components/schemas/Renamed$1'),
      );
      renamed.components.schemas = Object.fromEntries(
        Object.entries(renamed.components.schemas).map(([key, one]) => [`Renamed${key}`, one]),
      );
      return { document: renamed, places: schemas.length };
    },
  },
  extracted(
    'schemas of bodies in components',
    'schemas',
    (tokens) => tokens.at(-1) === 'schema' && tokens.includes('content'),
  ),
  extracted(
    'schemas of parameters in components',
    'schemas',
    (tokens) => tokens.at(-1) === 'schema' && tokens.at(-3) === 'parameters',
  ),
  extracted(
    'parameters in components',
    'parameters',
    (tokens) => tokens.at(-2) === 'parameters' && !tokens.includes('links'),
  ),
  extracted(
    'request bodies in components',
    'requestBodies',
    (tokens) => tokens.at(-1) === 'requestBody' && !tokens.includes('links'),
  ),
  extracted(
    'responses in components',
    'responses',
    (tokens, { description }) => tokens.at(-2) === 'responses' && description !== undefined,
  ),
  extracted(
    'headers in components',
    'headers',
    (tokens) => tokens.at(-2) === 'headers' && tokens.at(-4) === 'responses',
  ),
  inPaths('parameters of the path in each operation', ({ parameters, ...item }) => {
    if (!Array.isArray(parameters)) return undefined;
    // One of the operation replaces one of the path with the same name and place.
    const named = JSON.stringify(operationsIn(item).map((method) => (item[method] as Json).parameters ?? []));
    if (named !== JSON.stringify(operationsIn(item).map(() => []))) return undefined;
    return {
      ...item,
      ...Object.fromEntries(operationsIn(item).map((method) => [method, { ...(item[method] as Json), parameters }])),
    };
  }),
  inPaths('parameters of the only operation at the path', (item) => {
    const [method, ...others] = operationsIn(item);
    if (
      method === undefined ||
      others.length > 0 ||
      item.parameters !== undefined ||
      item.additionalOperations !== undefined
    )
      return undefined;
    const { parameters, ...operation } = item[method] as Json; // It is an object by `operationsIn`.
    return parameters === undefined ? undefined : { ...item, parameters, [method]: operation };
  }),
  ofObjects('parameters in another order', (object, tokens) =>
    Array.isArray(object.parameters) && object.parameters.length > 1 && !tokens.includes('links')
      ? { ...object, parameters: object.parameters.toReversed() }
      : undefined,
  ),
  ofObjects('paths in another order', (object, tokens) =>
    tokens.length === 1 && tokens[0] === 'paths' ? reversed(object) : undefined,
  ),
  ofObjects('statuses in another order', (object, tokens) =>
    tokens.at(-1) === 'responses' && tokens[0] !== 'components' ? reversed(object) : undefined,
  ),
  ofObjects('media types in another case', (object, tokens) => {
    if (tokens.at(-1) !== 'content' || object['application/json'] === undefined) return undefined;
    return Object.fromEntries(
      Object.entries(object).map(([name, one]) => [name === 'application/json' ? 'Application/JSON' : name, one]),
    );
  }),
  ofObjects('the default style, written', (object) =>
    object.in === 'query' &&
    typeof object.name === 'string' &&
    object.schema !== undefined &&
    object.style === undefined &&
    object.explode === undefined
      ? { ...object, style: 'form', explode: true }
      : undefined,
  ),
  ofObjects('required false, written', (object) =>
    (object.in === 'query' || object.in === 'header') && object.schema !== undefined && object.required === undefined
      ? { ...object, required: false }
      : undefined,
  ),
  {
    name: 'the security of the document in each operation',
    apply: (document) => {
      const { security, ...rest } = document;
      let places = 0;
      // Operations of a shared path item would have to be changed at its own place.
      if (security === undefined || document.components?.pathItems !== undefined) return { document, places };
      const paths = Object.fromEntries(
        Object.entries(document.paths ?? {}).map(([path, item]) => [
          path,
          Object.fromEntries(
            Object.entries(item).map(([method, operation]) => {
              if (!METHODS.includes(method) || !isObject(operation) || operation.security !== undefined)
                return [method, operation];
              places += 1;
              return [method, { ...operation, security }];
            }),
          ),
        ]),
      );
      return { document: { ...rest, paths }, places };
    },
  },
];
