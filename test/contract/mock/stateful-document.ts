import type { OpenApiDocument } from '../../../src/contract/document/document.ts';

const problem = (example: string) => ({
  description: example,
  content: {
    'application/json': {
      schema: { $ref: '#/components/schemas/Problem' },
      examples: { [example]: { value: { code: example } } },
    },
  },
});
const errors = {
  400: problem('invalid'),
  404: problem('pet_unknown'),
  409: problem('conflict'),
  412: problem('changed'),
};
const json = (schema: object, examples?: Record<string, unknown>) => ({
  content: {
    'application/json': {
      schema,
      ...(examples === undefined
        ? {}
        : { examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])) }),
    },
  },
});
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const ok = (schema: object, examples?: Record<string, unknown>, headers?: object) => ({
  description: 'It.',
  ...(headers === undefined ? {} : { headers }),
  ...json(schema, examples),
});
const text = { schema: { type: 'string' } };
const id = { name: 'petId', in: 'path', required: true, schema: { type: 'integer' } };
const ownerId = { name: 'ownerId', in: 'path', required: true, schema: { type: 'string' } };
const query = (name: string, schema: object = { type: 'string' }) => ({ name, in: 'query', schema });
const header = (name: string) => ({ name, in: 'header', schema: { type: 'string' } });
const list = (row: string, extra: object = {}) => ({
  type: 'object',
  required: ['data'],
  properties: { data: { type: 'array', items: ref(row) }, ...extra },
});
const cursorPage = {
  next_cursor: { type: ['string', 'null'] },
  has_more: { type: 'boolean' },
  total: { type: 'integer' },
};
const none = { description: 'Done.' };

const schemas = {
  Problem: { type: 'object', properties: { code: { type: 'string' }, detail: { type: 'string' } } },
  Owner: {
    type: 'object',
    required: ['id', 'name'],
    properties: { id: { type: 'string', readOnly: true }, name: { type: 'string' } },
  },
  Pet: {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'name', 'created_at', 'updated_at', 'status'],
    properties: {
      id: { type: 'integer', readOnly: true },
      name: { type: 'string', maxLength: 20 },
      kind: { type: 'string', enum: ['cat', 'dog'], default: 'cat' },
      nickname: { type: ['string', 'null'] },
      colour: { type: 'string' },
      secret: { type: 'string', writeOnly: true },
      owner_id: { type: 'string', readOnly: true },
      status: { type: 'string', enum: ['new', 'adopted'], readOnly: true },
      created_at: { type: 'string', format: 'date-time', readOnly: true },
      updated_at: { type: 'string', format: 'date-time', readOnly: true },
    },
  },
  Visit: {
    type: 'object',
    required: ['id', 'why'],
    properties: { id: { type: 'string', format: 'uuid', readOnly: true }, why: { type: 'string' } },
  },
  Settings: {
    type: 'object',
    required: ['theme'],
    properties: { theme: { type: 'string' }, size: { type: 'integer' } },
  },
};

export const REX = {
  ...{ id: 7, name: 'Rex', kind: 'dog', nickname: null, owner_id: 'ann', status: 'new' },
  ...{ created_at: '2026-01-01T00:00:00.000Z', updated_at: '2026-01-01T00:00:00.000Z' },
};

const pet = { parameters: [id] };
const etag = { ETag: text };

/** A document with one of everything that a stateful mock keeps. */
export const PETS: OpenApiDocument = {
  openapi: '3.1.1',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        parameters: [
          ...[
            query('limit', { type: 'integer', minimum: 1, maximum: 50 }),
            query('cursor'),
            query('kind'),
            query('name'),
          ],
          ...[query('sort', { type: 'string', enum: ['name', '-name'] }), query('unheard_of')],
        ],
        responses: {
          200: ok(list('Pet', cursorPage), undefined, { 'X-Total-Count': { schema: { type: 'integer' } } }),
        },
      },
      post: {
        operationId: 'createPet',
        parameters: [header('Idempotency-Key')],
        requestBody: { required: true, ...json(ref('Pet')) },
        responses: { ...errors, 201: ok(ref('Pet'), { rex: REX }, { Location: text, ...etag }) },
      },
    },
    '/pets/{petId}': {
      ...pet,
      get: {
        operationId: 'getPet',
        parameters: [header('If-None-Match')],
        responses: { ...errors, 200: ok(ref('Pet'), { rex: REX }, etag), 304: { description: 'Same.', headers: etag } },
      },
      patch: {
        operationId: 'updatePet',
        requestBody: {
          content: { ...json(ref('PetChange')).content, 'application/merge-patch+json': { schema: ref('PetChange') } },
        },
        responses: { ...errors, 200: ok(ref('Pet')) },
      },
      put: {
        operationId: 'replacePet',
        requestBody: { required: true, ...json(ref('Pet')) },
        responses: { ...errors, 200: ok(ref('Pet')), 201: ok(ref('Pet')) },
      },
      delete: { operationId: 'deletePet', responses: { ...errors, 204: none } },
    },
    '/pets/{petId}/adopt': { ...pet, post: { operationId: 'adoptPet', responses: { ...errors, 200: ok(ref('Pet')) } } },
    '/pets/{petId}/visits': {
      ...pet,
      get: { operationId: 'listVisits', responses: { ...errors, 200: ok({ type: 'array', items: ref('Visit') }) } },
      post: {
        operationId: 'createVisit',
        requestBody: { required: true, ...json(ref('Visit')) },
        responses: { ...errors, 201: ok(ref('Visit')) },
      },
    },
    '/pets/{petId}/visits/{visitId}': {
      parameters: [id, { name: 'visitId', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: 'getVisit', responses: { ...errors, 200: ok(ref('Visit')) } },
    },
    '/owners': {
      get: {
        operationId: 'listOwners',
        parameters: [
          query('page', { type: 'integer', minimum: 1 }),
          query('per_page', { type: 'integer', minimum: 1 }),
        ],
        responses: { 200: ok({ type: 'array', items: ref('Owner') }) },
      },
      post: {
        operationId: 'createOwner',
        requestBody: { required: true, ...json(ref('Owner')) },
        responses: { ...errors, 201: ok(ref('Owner')) },
      },
    },
    '/owners/{ownerId}': {
      parameters: [ownerId],
      get: {
        operationId: 'getOwner',
        responses: { ...errors, 200: ok(ref('Owner'), { ann: { id: 'ann', name: 'Ann' } }) },
      },
      delete: { operationId: 'deleteOwner', responses: { ...errors, 204: none } },
    },
    '/owners/{ownerId}/pets': {
      parameters: [ownerId],
      get: {
        operationId: 'listPetsOf',
        parameters: [query('offset', { type: 'integer' }), query('limit', { type: 'integer' })],
        responses: { ...errors, 200: ok(list('Pet', { total: { type: 'integer' }, offset: { type: 'integer' } })) },
      },
      post: {
        operationId: 'createPetOf',
        requestBody: { required: true, ...json(ref('Pet')) },
        responses: {
          ...errors,
          201: ok({ type: 'object', properties: { pet: ref('Pet'), token: { type: 'string' } } }),
        },
      },
      delete: { operationId: 'deletePetsOf', parameters: [query('kind')], responses: { ...errors, 204: none } },
    },
    '/settings': {
      get: {
        operationId: 'getSettings',
        responses: { ...errors, 200: ok(ref('Settings'), { it: { theme: 'dark' } }) },
      },
      put: {
        operationId: 'putSettings',
        requestBody: { required: true, ...json(ref('Settings')) },
        responses: { 200: ok(ref('Settings')) },
      },
      patch: {
        operationId: 'patchSettings',
        requestBody: { required: true, ...json({ type: 'object' }) },
        responses: { 200: ok(ref('Settings')) },
      },
      delete: { operationId: 'deleteSettings', responses: { ...errors, 204: none } },
    },
    '/login': {
      post: { operationId: 'login', responses: { 200: ok({ type: 'object', properties: { token: text.schema } }) } },
    },
  },
  components: {
    schemas: {
      ...schemas,
      PetChange: {
        type: 'object',
        properties: {
          ...{
            name: { type: ['string', 'null'] },
            nickname: { type: ['string', 'null'] },
            colour: { type: ['string', 'null'] },
          },
          ...{ kind: { type: ['string', 'null'] }, secret: { type: 'string', writeOnly: true } },
        },
      },
    },
  },
};
