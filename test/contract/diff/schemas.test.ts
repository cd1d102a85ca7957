import { expect, test } from 'vitest';
import { compareDocuments } from '../../../src/contract/diff/compare-documents.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { documentOf, getBoats, jsonBody, postBoats, queryParameter, responsesOf } from './documents.ts';
import { witnessHolds } from './holds.ts';

const withParameter = (schema: object, more: object = {}) =>
  getBoats({ parameters: [queryParameter('value', schema, more)] });
const withPath = (schema: object, name = 'id') =>
  documentOf({
    [`/boats/{${name}}`]: {
      get: { parameters: [{ name, in: 'path', required: true, schema }], responses: responsesOf() },
    },
  });
const withForm = (type: string, schema: object) => postBoats({ requestBody: { content: { [type]: { schema } } } });
const withHeader = (schema: object) =>
  getBoats({ responses: { 200: { description: 'The result.', headers: { 'X-Left': { schema } } } } });
const withEvents = (itemSchema: object): OpenApiDocument => ({
  ...getBoats({ responses: { 200: { description: 'Events.', content: { 'application/jsonl': { itemSchema } } } } }),
  openapi: '3.2.0',
});
const withWebhook = (schema: object) =>
  documentOf(
    { '/boats': { get: { responses: responsesOf() } } },
    { webhooks: { arrived: { post: { ...jsonBody(schema), responses: { 200: { description: 'Received.' } } } } } },
  );
const withCallback = (schema: object) =>
  postBoats({
    callbacks: {
      arrived: {
        '{$request.query.url}': { post: { ...jsonBody(schema), responses: { 200: { description: 'Received.' } } } },
      },
    },
  });
const boat = (name: object, more: object = {}) => ({
  type: 'object',
  required: ['name'],
  properties: { name },
  ...more,
});

const NAME = { type: 'string' };
const SHORT = { type: 'string', maxLength: 3 };

const ROWS: [title: string, old: OpenApiDocument, fresh: OpenApiDocument, kinds: string[]][] = [
  [
    'an integer parameter becomes a string',
    withParameter({ type: 'integer' }),
    withParameter({ type: 'string' }),
    ['additive type.widened'],
  ],
  [
    'a string parameter becomes an integer',
    withParameter({ type: 'string' }),
    withParameter({ type: 'integer' }),
    ['breaking type.narrowed'],
  ],
  [
    'a boolean parameter becomes a string',
    withParameter({ type: 'boolean' }),
    withParameter({ type: 'string' }),
    ['additive type.widened'],
  ],
  [
    'a number parameter becomes an integer',
    withParameter({ type: 'number' }),
    withParameter({ type: 'integer' }),
    ['breaking type.narrowed'],
  ],
  [
    'an integer parameter becomes a short string',
    withParameter({ type: 'integer' }),
    withParameter(SHORT),
    ['breaking'],
  ],
  [
    'a parameter has a smaller maximum',
    withParameter({ type: 'integer', maximum: 100 }),
    withParameter({ type: 'integer', maximum: 50 }),
    ['breaking number.narrowed'],
  ],
  [
    'a parameter has a larger maximum',
    withParameter({ type: 'integer', maximum: 50 }),
    withParameter({ type: 'integer', maximum: 100 }),
    ['additive number.widened'],
  ],
  [
    'items of a parameter are shorter',
    withParameter({ type: 'array', items: NAME }),
    withParameter({ type: 'array', items: SHORT }),
    ['breaking length.narrowed'],
  ],
  [
    'a path parameter has a pattern',
    withPath(NAME),
    withPath({ type: 'string', pattern: '^[a-z]+$' }),
    ['breaking pattern.narrowed'],
  ],
  [
    'a path parameter must not be empty, as no path segment is',
    withPath(NAME),
    withPath({ type: 'string', minLength: 1 }),
    [],
  ],
  [
    'a property of a request is required',
    postBoats(jsonBody({ ...boat(NAME), required: [] })),
    postBoats(jsonBody(boat(NAME))),
    ['breaking required.narrowed'],
  ],
  [
    'a required property of a request has a default',
    postBoats(jsonBody({ type: 'object', properties: { name: { ...NAME, default: 'Ada' } } })),
    postBoats(jsonBody(boat({ ...NAME, default: 'Ada' }))),
    ['breaking required.narrowed'],
  ],
  [
    'an optional property of a request is new',
    postBoats(jsonBody(boat(NAME))),
    postBoats(jsonBody(boat(NAME, { properties: { name: NAME, size: { type: 'integer' } } }))),
    ['additive properties.narrowed'],
  ],
  [
    'a property of a request is shorter',
    postBoats(jsonBody(boat(NAME))),
    postBoats(jsonBody(boat(SHORT))),
    ['breaking length.narrowed'],
  ],
  [
    'a read-only property of a request is required',
    postBoats(jsonBody({ type: 'object', properties: { id: { ...NAME, readOnly: true } } })),
    postBoats(jsonBody({ type: 'object', required: ['id'], properties: { id: { ...NAME, readOnly: true } } })),
    [],
  ],
  [
    'a property of a response is not required any more',
    getBoats({ responses: responsesOf(boat(NAME)) }),
    getBoats({ responses: responsesOf({ ...boat(NAME), required: [] }) }),
    ['breaking required.widened'],
  ],
  [
    'a property of a response is longer',
    getBoats({ responses: responsesOf(boat(SHORT)) }),
    getBoats({ responses: responsesOf(boat(NAME)) }),
    ['breaking length.widened'],
  ],
  [
    'a response has another enum value',
    getBoats({ responses: responsesOf(boat({ enum: ['red'] })) }),
    getBoats({ responses: responsesOf(boat({ enum: ['red', 'blue'] })) }),
    ['breaking enum.widened'],
  ],
  [
    'a response has one enum value less',
    getBoats({ responses: responsesOf(boat({ enum: ['red', 'blue'] })) }),
    getBoats({ responses: responsesOf(boat({ enum: ['red'] })) }),
    ['additive enum.narrowed'],
  ],
  [
    'an optional property of a response is removed',
    getBoats({ responses: responsesOf(boat(NAME, { properties: { name: NAME, size: { type: 'integer' } } })) }),
    getBoats({ responses: responsesOf(boat(NAME)) }),
    ['risky properties.widened'],
  ],
  [
    'a field of a form is an integer now',
    withForm('application/x-www-form-urlencoded', boat(NAME)),
    withForm('application/x-www-form-urlencoded', boat({ type: 'integer' })),
    ['breaking type.narrowed'],
  ],
  [
    'a field of a multipart form is shorter',
    withForm('multipart/form-data', boat(NAME)),
    withForm('multipart/form-data', boat(SHORT)),
    ['breaking length.narrowed'],
  ],
  [
    'an integer field of a form is a string now',
    withForm('application/x-www-form-urlencoded', boat({ type: 'integer' })),
    withForm('application/x-www-form-urlencoded', boat(NAME)),
    ['additive type.widened'],
  ],
  [
    'a header is a string now',
    withHeader({ type: 'integer' }),
    withHeader({ type: 'string' }),
    ['breaking type.widened'],
  ],
  [
    'a header is an integer now',
    withHeader({ type: 'string' }),
    withHeader({ type: 'integer' }),
    ['additive type.narrowed'],
  ],
  ['items of a stream are longer', withEvents(boat(SHORT)), withEvents(boat(NAME)), ['breaking length.widened']],
  ['a webhook sends longer names', withWebhook(boat(SHORT)), withWebhook(boat(NAME)), ['breaking length.widened']],
  ['a webhook sends shorter names', withWebhook(boat(NAME)), withWebhook(boat(SHORT)), ['additive length.narrowed']],
  ['a callback sends longer names', withCallback(boat(SHORT)), withCallback(boat(NAME)), ['breaking length.widened']],
];

test('an empty list of a parameter is not sent, so that its least length of one changes nothing', () => {
  const list = (more: object) => withParameter({ type: 'array', items: NAME, ...more });
  expect(compareDocuments(list({}), list({ minItems: 1 })).changes).toEqual([]);
  expect(compareDocuments(list({ minItems: 1 }), list({})).changes).toEqual([]);
});

test.each<[title: string, old: object, fresh: object]>([
  ['its type', { type: 'integer' }, {}],
  ['its type of objects', { type: 'object', required: ['deck'] }, { type: 'object' }],
  ['its pattern', { type: 'string', pattern: '^a$' }, { type: 'string' }],
])('a header that loses %s has a value that a header can carry', (_title, old, fresh) => {
  const { changes } = compareDocuments(withHeader(old), withHeader(fresh));
  const texts = changes.flatMap(({ witness }) => (witness?.kind === 'response' ? [witness.headers['x-left']] : []));
  expect(texts.length).toBeGreaterThan(0);
  for (const text of texts) expect(text).toMatch(/^[!-~]([ -~]*[!-~])?$/);
});

test('no header says null, so that null as one of its types is not breaking', () => {
  const { changes } = compareDocuments(withHeader({ type: 'integer' }), withHeader({ type: ['integer', 'null'] }));
  expect(changes.map(({ severity, kind }) => `${severity} ${kind}`)).toEqual(['risky type.unproven']);
});

test('a parameter of JSON has the types of JSON', () => {
  const json = (schema: object) =>
    getBoats({ parameters: [{ name: 'value', in: 'query', content: { 'application/json': { schema } } }] });
  const { changes } = compareDocuments(json({ type: 'integer' }), json({ type: 'string' }));
  expect(changes.map(({ severity, kind }) => `${severity} ${kind}`)).toContain('breaking type.narrowed');
});

test('a renamed path parameter is validated by its position', () => {
  const [old, fresh] = [withPath({ type: 'boolean' }), withPath({ enum: ['true', 'false'] }, 'isOpen')];
  expect(compareDocuments(old, fresh).changes.filter(({ severity }) => severity === 'breaking')).toEqual([]);
});

test('a format that validators know is compared by its values', () => {
  const kinds = (one: string, other: string) =>
    compareDocuments(
      withParameter({ type: 'string', format: one }),
      withParameter({ type: 'string', format: other }),
    ).changes.map(({ severity, kind }) => `${severity} ${kind}`);
  expect(kinds('date', 'ipv4')).toEqual(['breaking format.narrowed', 'additive format.widened']);
  expect(kinds('callsign', 'registration')).toEqual(['risky schema.format']);
});

test('a format that excludes no value is reported, unless it is one of another type', () => {
  const kinds = (type: string, one: object, other: object) =>
    compareDocuments(withParameter({ type, ...one }), withParameter({ type, ...other })).changes.map(
      ({ severity, kind }) => `${severity} ${kind}`,
    );
  expect(kinds('integer', { format: 'int64' }, {})).toEqual(['risky schema.format']);
  expect(kinds('integer', { format: 'int64' }, { format: 'date' })).toEqual(['risky schema.format']);
  expect(kinds('number', { format: 'float' }, { format: 'double' })).toEqual(['risky schema.format']);
  expect(kinds('string', {}, { format: 'password' })).toEqual(['risky schema.format']);
  expect(kinds('integer', {}, { format: 'date' })).toEqual([]);
  expect(kinds('integer', { format: 'int32' }, { format: 'int64' })).toEqual(['additive format.widened']);
});

test('a long pattern that may begin anywhere is decided', () => {
  const long =
    '\\/(versions|branches)\\/((v{0,1})(stable|([0-9]+)(-.*)?)(_(.*))?)\\/apis\\/(([a-z0-9-_ ])+.(json|yml))';
  const { changes } = compareDocuments(
    withParameter({ type: 'string', pattern: long }),
    withParameter({ type: 'string', pattern: '^[a-c]{1,3}$' }),
  );
  expect(changes.map(({ severity, kind }) => `${severity} ${kind}`)).toEqual([
    ...['breaking pattern.narrowed', 'additive pattern.widened'],
  ]);
});

test('items that differ by their types only may be equal as texts, which is not decided', () => {
  const list = (more: object) =>
    withParameter({ type: 'array', items: { type: 'string' }, uniqueItems: true, ...more });
  const { changes } = compareDocuments(list({ prefixItems: [{ type: 'string' }, { type: 'integer' }] }), list({}));
  expect(changes.map(({ severity, effect }) => `${severity} ${effect}`)).toContain('risky unproven');
});

test.each(ROWS)('%s', async (_title, old, fresh, kinds) => {
  const { changes } = compareDocuments(old, fresh);
  const found = changes.map(({ severity, kind }) => `${severity} ${kind}`);
  if (kinds[0] === 'breaking') expect(found.some((one) => one.startsWith('breaking '))).toBe(true);
  else expect(found).toEqual(kinds);
  for (const change of changes) {
    expect(change.unproven).toBeUndefined();
    if (change.severity !== 'breaking') continue;
    expect(change.witness).toBeDefined();
    const isStream = change.subject.part?.includes('jsonl');
    if (change.subject.kind !== 'operation') {
      const { body = '' } = change.witness as { body?: string };
      // The only constraint of these schemas.
      expect(JSON.parse(body).name.length).toBeGreaterThan(SHORT.maxLength);
    } else if (!isStream) expect(await witnessHolds(old, fresh, change)).toBe(true);
  }
});
