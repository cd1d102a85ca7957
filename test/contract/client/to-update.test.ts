import { rm } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileContract } from '../../../src/contract/build/build.ts';
import { bundleContract } from '../../../src/contract/document/bundle.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { compileGalaxy } from './galaxy.ts';
import { generateClient } from './generated.ts';

type ToUpdate = NonNullable<Awaited<ReturnType<typeof generateClient>>['toUpdate']>;

const TEXT = { type: 'string' };
const BY = { type: 'object', properties: { id: { type: 'string', readOnly: true }, name: TEXT } };
const NODE = {
  type: 'object',
  required: ['id'],
  properties: {
    id: { type: 'integer', readOnly: true },
    label: TEXT,
    parts: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
  },
};
const READ = {
  type: 'object',
  properties: {
    id: { type: 'string', readOnly: true },
    name: TEXT,
    views: { type: 'integer' },
    secret: { type: 'string', writeOnly: true },
    note: { type: ['string', 'null'] },
    due: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    author: BY,
    tree: { $ref: '#/components/schemas/Node' },
    people: { type: 'object', additionalProperties: BY },
    labels: { type: 'object', additionalProperties: TEXT },
  },
};
const UPDATE = {
  type: 'object',
  properties: {
    name: TEXT,
    secret: { type: 'string', writeOnly: true },
    note: { type: ['string', 'null'] },
    due: TEXT,
    author: BY,
    tree: { $ref: '#/components/schemas/Node' },
    people: { type: 'object', additionalProperties: BY },
    labels: { type: 'object', additionalProperties: TEXT },
    other: TEXT,
  },
};

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const done = (schema: object = {}) => ({ responses: { 200: { description: 'Done.', ...json(schema) } } });

function documentOf(paths: NonNullable<OpenApiDocument['paths']>): OpenApiDocument {
  return { openapi: '3.1.0', info: { title: 'Tasks', version: '1' }, paths, components: { schemas: { Node: NODE } } };
}

const GET = { get: { operationId: 'read', ...done(READ) } };
const PATCH = { patch: { operationId: 'update', requestBody: json(UPDATE), ...done() } };
const toUpdateOf = async (paths: NonNullable<OpenApiDocument['paths']>) =>
  (await generateClient(documentOf(paths))).toUpdate as ToUpdate;

describe('an update', () => {
  let toUpdate: ToUpdate;
  beforeAll(async () => {
    toUpdate = await toUpdateOf({ '/tasks/{id}': { ...GET, ...PATCH } });
  });

  test('has the properties that it accepts, without those that are read-only, write-only or unknown', () => {
    expect(toUpdate({ id: '1', name: 'A', views: 3, secret: 's', further: 1 })).toEqual({ name: 'A' });
  });

  test('has null if the update accepts it', () => {
    expect(toUpdate({ name: 'A', note: null, due: null })).toEqual({ name: 'A', note: null });
    expect(toUpdate({ note: 'n', due: 'd' })).toEqual({ note: 'n', due: 'd' });
  });

  test('leaves absent properties absent', () => {
    expect(toUpdate({})).toEqual({});
  });

  test('is cut at every depth: in objects, lists and maps, and in schemas that contain themselves', () => {
    const leaf = (id: number) => ({ id, label: `l${id}` });
    const read = {
      author: { id: 'a', name: 'Ada', further: 1 },
      tree: { ...leaf(1), parts: [{ ...leaf(2), parts: [leaf(3)] }] },
      people: { ada: { id: 'a', name: 'Ada' } },
      labels: { any: 'thing' },
    };
    expect(toUpdate(read)).toEqual({
      author: { name: 'Ada' },
      tree: { label: 'l1', parts: [{ label: 'l2', parts: [{ label: 'l3' }] }] },
      people: { ada: { name: 'Ada' } },
      labels: { any: 'thing' },
    });
    expect(read.tree.id).toBe(1);
  });

  test('has no properties of a prototype', () => {
    expect(
      toUpdate(JSON.parse('{"constructor":1,"__proto__":{"name":"B"},"people":{"__proto__":{"id":"a"}}}')),
    ).toEqual(JSON.parse('{"people":{"__proto__":{}}}'));
  });
});

test('an update is named if the contract has several', async () => {
  const toUpdate = await toUpdateOf({
    '/tasks/{id}': { ...GET, ...PATCH, put: { ...PATCH.patch, operationId: 'replace', requestBody: json(BY) } },
  });
  expect(toUpdate({ id: '1', name: 'A', note: 'n' }, 'PUT /tasks/{id}')).toEqual({ name: 'A' });
  expect(toUpdate({ id: '1', name: 'A', note: 'n' }, 'PATCH /tasks/{id}')).toEqual({ name: 'A', note: 'n' });
  const has = 'The contract has: PUT /tasks/{id}, PATCH /tasks/{id}.';
  expect(() => toUpdate({})).toThrow(`toUpdate: Name the operation. ${has}`);
  expect(() => toUpdate({}, 'toString')).toThrow(`toUpdate: There is no update toString. ${has}`);
});

test('a contract without an update of what it reads has no toUpdate', async () => {
  expect(await toUpdateOf({ '/tasks/{id}': GET, '/tasks': PATCH })).toBeUndefined();
  const trainTravel = await bundleContract('node_modules/@readme/oas-examples/3.1/json/train-travel.json');
  expect((await generateClient(trainTravel)).toUpdate).toBeUndefined();
});

describe('galaxy', () => {
  test('an example of a planet becomes a valid PUT without what is read-only', async () => {
    const document = await bundleContract('node_modules/@scalar/galaxy/dist/3.1.yaml');
    const { toUpdate } = await generateClient(document);
    const operation = compileContract(document).operations.find(({ operationId }) => operationId === 'updatePlanet');
    const validate = operation?.requestBody?.content['application/json']?.validate;
    const planet = {
      ...{ id: 1, name: 'Mars', type: 'terrestrial', lastUpdated: '2026-01-01T00:00:00Z' },
      satellites: [{ id: 2, name: 'Phobos', orbit: { planet: { id: 1, name: 'Mars' }, distance: 9376 } }],
      creator: { id: 1, name: 'Marc' },
    };
    const update = toUpdate?.(planet);
    expect(update).toEqual({
      ...{ name: 'Mars', type: 'terrestrial' },
      satellites: [{ name: 'Phobos', orbit: { planet: { name: 'Mars' }, distance: 9376 } }],
      creator: { name: 'Marc' },
    });
    expect(validate?.(update)).toBe(true);
  });

  test('its updates are typed', async () => {
    const { folder, output } = await compileGalaxy(`
import { type components, createClient, toUpdate } from './client.ts';

type Planet = components['schemas']['Planet'];
const client = createClient({ baseUrl: 'http://127.0.0.1' });
const { data } = await client.GET('/planets/{planetId}', { params: { path: { planetId: 1 } } });
const planet: Planet = data;
const body = toUpdate(planet);
const name: string = body.name;
await client.PUT('/planets/{planetId}', { params: { path: { planetId: 1 } }, body: { ...body, name } });
const id: number = planet.id;
// @ts-expect-error a property that is only read
body.id;
// @ts-expect-error not a planet
toUpdate({ id });
`);
    await rm(folder, { recursive: true });
    expect(output).toBe('');
  });
});
