import { describe, expect, test } from 'vitest';
import type { ContractChange } from '../../../src/contract/diff/change.ts';
import { compareDocuments } from '../../../src/contract/diff/compare-documents.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { documentOf, getBoats, jsonBody, postBoats, responsesOf } from './documents.ts';

/** The first change, which must be of this kind. */
function changeOf(old: OpenApiDocument, fresh: OpenApiDocument, kind: string): ContractChange {
  const change = compareDocuments(old, fresh, { newResponseStatus: 'breaking' }).changes.find(
    (one) => one.kind === kind,
  );
  return change ?? expect.fail(`No change is of the kind ${kind}.`);
}

const text = (more: object) => ({ type: 'string', ...more });

describe('the message', () => {
  test.each<[old: object, fresh: object, kind: string, message: string]>([
    [text({}), text({ maxLength: 3 }), 'length.narrowed', '"maxLength" is new: 3.'],
    [text({ maxLength: 3 }), text({}), 'length.widened', '"maxLength" 3 is removed.'],
    [text({ maxLength: 3 }), text({ maxLength: 4 }), 'length.widened', '"maxLength" is 4 instead of 3.'],
    [{ enum: ['a', 'b'] }, { enum: ['b', 'c'] }, 'enum.narrowed', '"enum" removes "a" and adds "c".'],
  ])('of %j and %j', (old, fresh, kind, message) => {
    expect(changeOf(postBoats(jsonBody(old)), postBoats(jsonBody(fresh)), kind).message).toBe(message);
  });

  test('names components as the document does', () => {
    const components = { schemas: { Boat: { type: 'object', properties: { name: text({ maxLength: 3 }) } } } };
    const of = (schema: object) => postBoats(jsonBody({ type: 'object', ...schema }), { components });
    const fresh = of({ additionalProperties: { $ref: '#/components/schemas/Boat' } });
    const message = '"additionalProperties" is new: #/components/schemas/Boat.';
    expect(compareDocuments(of({}), fresh).changes.map((change) => change.message)).toContain(message);
  });

  test('names the hosts that are gone and those that are new', () => {
    const at = (...hosts: string[]) => getBoats({}, { servers: hosts.map((host) => ({ url: `https://${host}` })) });
    const messageOf = (old: OpenApiDocument, fresh: OpenApiDocument) => changeOf(old, fresh, 'server.host').message;
    const gone = 'The server https://a.example is not listed any more.';
    expect(messageOf(at('a.example', 'b.example'), at('b.example'))).toBe(gone);
    expect(messageOf(at('a.example'), at('c.example'))).toBe(`${gone} The server https://c.example is new.`);
  });
});

describe('the documentation of a parameter', () => {
  const of = (query: object, header: object) =>
    getBoats({
      parameters: [
        { name: 'kind', in: 'query', schema: {}, ...query },
        { name: 'kind', in: 'header', schema: {}, ...header },
      ],
    });

  test('is that of the parameter with the same name and place', () => {
    const { changes } = compareDocuments(of({ description: 'One.' }, { description: 'Two.' }), of({}, {}));
    expect(changes.map(({ kind, subject }) => [kind, subject.part])).toEqual([
      ['docs.parameter', 'query parameter "kind"'],
      ['docs.parameter', 'header parameter "kind"'],
    ]);
    const same = of({ description: 'One.' }, { description: 'Two.' });
    expect(compareDocuments(same, same).changes).toEqual([]);
  });

  test('says whether it is deprecated, or not any more', () => {
    const [plain, old] = [of({}, {}), of({ deprecated: true }, {})];
    expect(changeOf(plain, old, 'parameter.deprecated').message).toBe('It is deprecated now.');
    expect(changeOf(old, plain, 'parameter.deprecated').message).toBe('It is not deprecated any more.');
    expect(compareDocuments(of({ deprecated: false }, {}), plain).changes).toEqual([]);
  });
});

test('the documentation of a schema has its place, through references and below them', () => {
  const of = (description: string) =>
    getBoats(
      { responses: responsesOf({ $ref: '#/components/schemas/Boat' }) },
      { components: { schemas: { Boat: { type: 'object', properties: { name: { description } } } } } },
    );
  const place = '#/components/schemas/Boat/properties/name/description';
  const { changes } = compareDocuments(of('A name.'), of('The name.'));
  expect(changes.map(({ severity, pointers }) => [severity, pointers.old, pointers.new])).toEqual([
    ['docs', expect.stringContaining(place.slice(0, -12)), expect.stringContaining(place.slice(0, -12))],
  ]);
});

describe('the witness', () => {
  const HEADER = (required: boolean) => ({ headers: { 'X-Kind': { required, schema: { type: 'string' } } } });
  const statusOf = ({ witness }: ContractChange) => (witness?.kind === 'response' ? witness.status : undefined);

  test.each([
    ['default', '500'],
    ['4XX', '400'],
    ['4xx', '400'],
    ['404', '404'],
  ])('of the response %s has the status %s', (name, status) => {
    const of = (required: boolean) =>
      getBoats({ responses: { ...responsesOf(), [name]: { description: 'The error.', ...HEADER(required) } } });
    expect(statusOf(changeOf(of(true), of(false), 'header.optional'))).toBe(status);
  });

  test('of a header with a media type is written in it', () => {
    const of = (items: object) => {
      const header = { required: true, content: { 'application/json': { schema: { type: 'array', items } } } };
      return getBoats({ responses: { 200: { description: 'The boats.', headers: { 'X-Ids': header } } } });
    };
    const { witness } = changeOf(of({ type: 'integer' }), of({ type: 'boolean' }), 'type.widened');
    expect(witness?.headers['x-ids']).toMatch(/^\[(true|false)\]$/);
  });

  test('of a stream has a valid item', () => {
    const content = { 'application/jsonl': { itemSchema: { type: 'integer', minimum: 7 } } };
    const of = (responses: object) => ({ ...getBoats({ responses }), openapi: '3.2.0' });
    const all = { ...responsesOf(), 409: { description: 'The conflict.', content } };
    const { witness } = changeOf(of(responsesOf()), of(all), 'response.status-added');
    expect(witness).toMatchObject({ kind: 'response', status: '409', mediaType: 'application/jsonl' });
    for (const item of (witness as { body: unknown[] }).body) expect(item).toBeGreaterThanOrEqual(7);
  });

  test('of a method of 3.2 is a request with it', () => {
    const of = (schema: object) => ({
      ...documentOf({ '/boats': { query: { ...jsonBody(schema, { required: true }), responses: responsesOf() } } }),
      openapi: '3.2.0',
    });
    const { witness } = changeOf(of({ type: 'string' }), of(text({ maxLength: 3 })), 'length.narrowed');
    expect(witness).toMatchObject({ kind: 'request', method: 'QUERY', url: '/boats' });
  });

  test.each([
    ['Basic', 'Basic dXNlcjpwYXNzd29yZA=='],
    ['Bearer', 'Bearer TOKEN'],
    ['bearer', 'Bearer TOKEN'],
    ['BEARER', 'Bearer TOKEN'],
    ['Digest', 'Digest TOKEN'],
  ])('of the scheme %s has the placeholder %s', (scheme, authorization) => {
    const secured = {
      security: [{ key: [] }],
      components: { securitySchemes: { key: { type: 'http', scheme } } },
    };
    const of = (schema: object) => postBoats(jsonBody(schema), secured);
    const { witness } = changeOf(of({ type: 'string' }), of(text({ maxLength: 3 })), 'length.narrowed');
    expect(witness?.headers).toMatchObject({ authorization });
  });

  test('of a removed operation is none if another takes its requests', () => {
    const get = { responses: responsesOf() };
    const id = (type: string) => ({ name: 'id', in: 'path', required: true, schema: { type } });
    const all = (type: string) => ({ '/boats/{id}': { parameters: [id(type)], get } });
    const removed = (type: string) =>
      changeOf(documentOf({ ...all(type), '/boats/mine': { get } }), documentOf(all(type)), 'operation.removed');
    expect(removed('integer')).toMatchObject({ severity: 'breaking', witness: { url: '/boats/mine' } });
    const mine = documentOf({ '/boats/{id}': { parameters: [{ ...id('string'), schema: { enum: ['mine'] } }], get } });
    expect(changeOf(documentOf({ ...mine.paths, '/boats/mine': { get } }), mine, 'operation.removed').severity).toBe(
      'risky',
    );
    expect(removed('string')).toMatchObject({
      severity: 'risky',
      unproven: 'Its requests are valid for GET /boats/{id} now.',
    });
  });
});

test('an optional header that is removed is risky, and nothing about it is unproven', () => {
  const of = (headers: object) => getBoats({ responses: { 200: { description: 'The result.', headers } } });
  const change = changeOf(of({ 'X-Kind': { schema: { type: 'string' } } }), of({}), 'header.removed');
  expect([change.severity, change.unproven]).toEqual(['risky', undefined]);
});

test('a parameter that is not in the path has no effect', () => {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
  expect(compareDocuments(getBoats({}), getBoats({ parameters: [id] })).changes).toEqual([]);
});

describe('the items of a stream', () => {
  const of = (media: object): OpenApiDocument => ({
    ...getBoats({ responses: { 200: { description: 'The boats.', content: { 'application/jsonl': media } } } }),
    openapi: '3.2.0',
  });
  const kinds = (old: object, fresh: object) =>
    compareDocuments(of(old), of(fresh)).changes.map(({ kind, subject }) => `${kind} ${subject.at?.join('/') ?? ''}`);
  const itemSchema = { type: 'integer', minimum: 3 };
  const list = (maxItems: number) => ({ type: 'array', maxItems });

  test('have a place below the whole', () => {
    expect(kinds({ itemSchema }, { itemSchema: { ...itemSchema, minimum: 2 } })).toEqual(['number.widened *']);
  });

  test('and the whole are compared', () => {
    expect(kinds({ itemSchema, schema: list(3) }, { itemSchema, schema: list(4) })).toEqual(['items.widened ']);
  });

  test('can become the items of a list with other keywords', () => {
    const limited = { type: 'array', items: itemSchema, maxItems: 3 };
    expect(kinds({ itemSchema }, { schema: limited })).toEqual(['items.narrowed ']);
    expect(kinds({ schema: limited }, { itemSchema })).toEqual(['items.widened ']);
  });
});

test('the effect of a status is that on the responses', () => {
  const of = (...names: string[]) =>
    getBoats({ responses: Object.fromEntries(names.map((name) => [name, { description: 'The result.' }])) });
  expect(changeOf(of('200'), of('200', '409'), 'response.status-added').effect).toBe('widening');
  expect(changeOf(of('200', '409'), of('200'), 'response.status-removed').effect).toBe('narrowing');
});

test('a reference that leads back to itself is an error', () => {
  const responses = { A: { $ref: '#/components/responses/B' }, B: { $ref: '#/components/responses/A' } };
  const old = getBoats({ responses: { 200: { $ref: '#/components/responses/A' } } }, { components: { responses } });
  expect(() => compareDocuments(old, getBoats({}))).toThrow('is circular');
});
