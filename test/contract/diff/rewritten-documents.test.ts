import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { compareDocuments } from '../../../src/contract/diff/compare-documents.ts';
import { bundleContract } from '../../../src/contract/document/bundle.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { harborDocument } from './harbor.ts';

/** Parts of the document, which rewrites change in place. */
// biome-ignore lint/suspicious/noExplicitAny: the rewrites reach deep into the document that this test has written
type Parts = any;

/** Replaces texts of the document as JSON. */
function replaced(document: OpenApiDocument, ...pairs: [from: string, to: string][]): OpenApiDocument {
  let text = JSON.stringify(document);
  for (const [from, to] of pairs) {
    expect(text).toContain(from);
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

type Rewrite = [title: string, rewrite: (document: OpenApiDocument, parts: Parts) => unknown];

const boat = ({ paths }: Parts) => paths['/boats/{id}'];
const ok = (parts: Parts) => boat(parts).get.responses[200];

const REWRITES: Rewrite[] = [
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
    'an inline parameter as a component',
    (_, parts) => {
      parts.components.parameters.Depth = boat(parts).get.parameters[1];
      boat(parts).get.parameters[1] = { $ref: '#/components/parameters/Depth' };
    },
  ],
  [
    'a response inline',
    (_, parts) => {
      boat(parts).get.responses[404] = parts.components.responses.Problem;
    },
  ],
  [
    'an inline response as a component',
    (_, parts) => {
      parts.components.responses.Boat = ok(parts);
      boat(parts).get.responses[200] = { $ref: '#/components/responses/Boat' };
    },
  ],
  [
    'an inline header as a component',
    (_, parts) => {
      parts.components.headers.Tag = ok(parts).headers.ETag;
      ok(parts).headers.ETag = { $ref: '#/components/headers/Tag' };
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
    'renamed schemas',
    (document) =>
      replaced(
        document,
        ['#/components/schemas/Boat', '#/components/schemas/Ship'],
        ['"Boat":{"type"', '"Ship":{"type"'],
      ),
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
  [
    'media types in another case',
    (document) => replaced(document, ['application/problem+json', 'Application/Problem+JSON']),
  ],
  ['another charset', (document) => replaced(document, ['; charset=utf-8', ''])],
  ['spaces in a media type', (document) => replaced(document, ['; charset=utf-8', ';Charset=UTF-8'])],
  [
    'headers in another case',
    (document) => replaced(document, ['"ETag"', '"etag"'], ['X-Trace', 'x-trace'], ['X-Key', 'x-key']),
  ],
  [
    'a default explode written out',
    (_, parts) => {
      boat(parts).get.parameters[0].explode = true;
    },
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
    'required false written out',
    (_, parts) => {
      boat(parts).get.parameters[0].required = false;
      parts.paths['/forms'].post.requestBody.required = false;
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
    'security of each operation',
    (document, parts) => {
      for (const item of Object.values<Parts>(parts.paths))
        for (const method of ['get', 'put', 'post'])
          if (item[method] !== undefined) item[method].security = document.security;
      delete parts.security;
    },
  ],
  [
    'alternatives of security in another order',
    (_, parts) => {
      parts.security = [{ id: ['write', 'read'] }, { key: [] }];
    },
  ],
  ['members in another order', (document) => reversed(document) as OpenApiDocument],
  [
    'parameters in another order',
    (_, parts) => {
      boat(parts).get.parameters.reverse();
    },
  ],
  [
    'required names in another order',
    (_, parts) => {
      parts.components.schemas.Boat.required.reverse();
    },
  ],
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

function isUnchanged(old: OpenApiDocument, fresh: OpenApiDocument): void {
  const { changes, compared } = compareDocuments(old, fresh);
  expect(changes.map(({ severity, kind, message, subject }) => ({ severity, kind, message, subject }))).toEqual([]);
  expect(compared.operations).toBe(3);
  expect(compared.webhooks).toBe(1);
}

test.each(REWRITES)('%s is no change', (_title, rewrite) => {
  const copy = harborDocument();
  const written = (rewrite(copy, copy) ?? copy) as OpenApiDocument;
  isUnchanged(harborDocument(), written);
  isUnchanged(written, harborDocument());
});

test('a document of 3.0 is no change to one of 3.1', () => {
  const old = harborDocument() as Parts;
  old.openapi = '3.0.3';
  delete old.webhooks;
  old.components.schemas.Boat.properties.flag = { type: 'string', nullable: true, enum: ['red', 'green', null] };
  old.components.schemas.Boat.properties.length = { type: 'number', minimum: 0, exclusiveMinimum: true };
  const fresh = harborDocument() as Parts;
  delete fresh.webhooks;
  expect(compareDocuments(old, fresh).changes).toEqual([]);
  expect(compareDocuments(fresh, old).changes).toEqual([]);
});

test('a document in several files of YAML is no change to one file of JSON', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'diff-'));
  const whole = harborDocument() as Parts;
  await writeFile(join(folder, 'whole.json'), JSON.stringify(whole));
  const { Owner } = whole.components.schemas;
  whole.components.schemas.Owner = { $ref: 'owner.yaml' };
  const item = whole.paths['/forms'];
  whole.paths['/forms'] = { $ref: 'forms.yaml#/form' };
  await writeFile(join(folder, 'owner.yaml'), stringify(Owner));
  await writeFile(join(folder, 'forms.yaml'), stringify({ form: item }));
  await writeFile(join(folder, 'split.yaml'), stringify(whole));
  const [split, one] = await Promise.all(
    ['split.yaml', 'whole.json'].map((name) => bundleContract(join(folder, name))),
  );
  isUnchanged(one as OpenApiDocument, split as OpenApiDocument);
  isUnchanged(split as OpenApiDocument, one as OpenApiDocument);
});
