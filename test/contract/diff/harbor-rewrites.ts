import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import type { Rewrite } from '../../diff/rewrites/rewrite.ts';

/** Parts of the document, which rewrites change in place. */
// biome-ignore lint/suspicious/noExplicitAny: the rewrites reach deep into the document that this test has written
type Parts = any;

/** Replaces texts of the document as JSON. */
function replaced(document: OpenApiDocument, ...pairs: [from: string, to: string][]): OpenApiDocument {
  let text = JSON.stringify(document);
  for (const [from, to] of pairs) {
    if (!text.includes(from)) throw new Error(`The document has no ${from}.`);
    text = text.replaceAll(from, to);
  }
  return JSON.parse(text) as OpenApiDocument;
}

/** The same with the members of every object in the reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

type HarborRewrite = [name: string, change: (document: OpenApiDocument, parts: Parts) => unknown];

const boat = ({ paths }: Parts) => paths['/boats/{id}'];
const ok = (parts: Parts) => boat(parts).get.responses[200];

const CHANGES: HarborRewrite[] = [
  [
    'a path-level parameter at each operation',
    (_, parts) => {
      const { parameters, ...item } = boat(parts);
      for (const method of ['get', 'put'])
        item[method].parameters = [...(item[method].parameters ?? []), ...parameters];
      parts.paths['/boats/{id}'] = item;
    },
  ],
  [
    'an operation-level parameter that overrides the same one',
    (_, parts) => {
      boat(parts).get.parameters.push({ $ref: '#/components/parameters/Id' });
    },
  ],
  [
    'a parameter inline',
    (_, parts) => {
      boat(parts).parameters = [parts.components.parameters.Id];
    },
  ],
  [
    'a response inline',
    (_, parts) => {
      boat(parts).get.responses[404] = parts.components.responses.Problem;
    },
  ],
  [
    'a request body inline',
    (_, parts) => {
      boat(parts).put.requestBody = parts.components.requestBodies.Boat;
    },
  ],
  [
    'a schema inline',
    (_, parts) => {
      parts.components.schemas.Boat.properties.owner = parts.components.schemas.Owner;
    },
  ],
  [
    'an inline schema as a component',
    (_, parts) => {
      parts.components.schemas.Name = parts.components.schemas.Boat.properties.name;
      parts.components.schemas.Boat.properties.name = { $ref: '#/components/schemas/Name' };
    },
  ],
  [
    'a component that refers to another',
    (_, parts) => {
      parts.components.schemas.Person = parts.components.schemas.Owner;
      parts.components.schemas.Owner = { $ref: '#/components/schemas/Person' };
    },
  ],
  [
    'a path item as a component',
    (_, parts) => {
      parts.components.pathItems = { Boat: boat(parts) };
      parts.paths['/boats/{id}'] = { $ref: '#/components/pathItems/Boat' };
    },
  ],
  [
    'a callback as a component',
    (_, parts) => {
      parts.components.callbacks = { Stored: boat(parts).put.callbacks.stored };
      boat(parts).put.callbacks.stored = { $ref: '#/components/callbacks/Stored' };
    },
  ],
  [
    'a webhook as a component',
    (_, parts) => {
      parts.components.pathItems = { Arrived: parts.webhooks.arrived };
      parts.webhooks.arrived = { $ref: '#/components/pathItems/Arrived' };
    },
  ],
  [
    'a security scheme as a reference',
    (_, parts) => {
      parts.components.securitySchemes.other = parts.components.securitySchemes.key;
      parts.components.securitySchemes.key = { $ref: '#/components/securitySchemes/other' };
    },
  ],
  [
    'renamed responses',
    (document) => replaced(document, ['responses/Problem', 'responses/Error'], ['"Problem":', '"Error":']),
  ],
  [
    'renamed parameters',
    (document) => replaced(document, ['parameters/Id', 'parameters/BoatId'], ['"Id":', '"BoatId":']),
  ],
  ['renamed path parameters', (document) => replaced(document, ['{id}', '{boat}'], ['"name":"id"', '"name":"boat"'])],
  ['renamed security schemes', (document) => replaced(document, ['"key":', '"apiKey":'])],
  ['another charset', (document) => replaced(document, ['; charset=utf-8', ''])],
  ['spaces in a media type', (document) => replaced(document, ['; charset=utf-8', ';Charset=UTF-8'])],
  [
    'headers in another case',
    (document) => replaced(document, ['"ETag"', '"etag"'], ['X-Trace', 'x-trace'], ['X-Key', 'x-key']),
  ],
  [
    'a default style written out',
    (_, parts) => {
      boat(parts).get.parameters[0].style = 'form';
      boat(parts).get.parameters[2].style = 'simple';
    },
  ],
  [
    'explode of a primitive',
    (_, parts) => {
      boat(parts).get.parameters[1].explode = false;
    },
  ],
  [
    'a default encoding left out',
    (_, parts) => {
      delete parts.paths['/forms'].post.requestBody.content['application/x-www-form-urlencoded'].encoding;
    },
  ],
  [
    'a base path in the paths',
    (document) => {
      const { paths } = replaced(document) as Parts;
      const moved = Object.fromEntries(Object.entries(paths).map(([path, item]) => [`/v1${path}`, item]));
      return { ...document, servers: [{ url: 'https://harbor.example' }], paths: moved } as OpenApiDocument;
    },
  ],
  [
    'a server variable with one value',
    (document) => ({
      ...document,
      servers: [{ url: 'https://harbor.example/{version}', variables: { version: { default: 'v1', enum: ['v1'] } } }],
    }),
  ],
  [
    'servers of each operation',
    (document, parts) => {
      for (const item of Object.values<Parts>(parts.paths)) item.servers = document.servers;
    },
  ],
  [
    'a slash at the end of the server',
    (document) => ({ ...document, servers: [{ url: 'https://harbor.example/v1/' }] }),
  ],
  [
    'alternatives of security in another order',
    (_, parts) => {
      parts.security = [{ id: ['write', 'read'] }, { key: [] }];
    },
  ],
  ['members in another order', (document) => reversed(document) as OpenApiDocument],
  [
    'tags in another order',
    (_, parts) => {
      boat(parts).get.tags.reverse();
    },
  ],
  [
    'an unused component',
    (_, parts) => {
      parts.components.schemas.Unused = { type: 'string' };
    },
  ],
  [
    'a status that default covers',
    (_, parts) => {
      boat(parts).get.responses[500] = { $ref: '#/components/responses/Problem' };
    },
  ],
  [
    'a range in lower case',
    (_, parts) => {
      parts.paths['/forms'].post.responses = { '2xx': { description: 'Received.' } };
    },
  ],
  [
    'a header that is ignored',
    (_, parts) => {
      boat(parts).get.parameters.push({ name: 'Authorization', in: 'header', schema: { type: 'string' } });
    },
  ],
  ['another version of the API', (document) => ({ ...document, info: { ...document.info, version: '1.0.1' } })],
  ['a document of 3.2', (document) => ({ ...document, openapi: '3.2.0' })],
  [
    'a media type as a component of 3.2',
    (document, parts) => {
      parts.components.mediaTypes = { Boat: ok(parts).content['application/json'] };
      ok(parts).content['application/json'] = { $ref: '#/components/mediaTypes/Boat' };
      document.openapi = '3.2.0';
    },
  ],
];

/** Other forms of parts that only the document of `harbor.ts` has. */
export const HARBOR_REWRITES: Rewrite[] = CHANGES.map(([name, change]) => ({
  name,
  apply: (document) => {
    if (document.info.title !== 'Harbor') return { document, places: 0 };
    const copy = structuredClone(document);
    // A change returns the document if it makes another one.
    return { document: (change(copy, copy) ?? copy) as OpenApiDocument, places: 1 };
  },
}));
