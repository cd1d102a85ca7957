import { describe, expect, test } from 'vitest';
import { compareDocuments } from '../../../src/contract/diff/compare-documents.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { documentOf, getBoats, jsonBody, postBoats, queryParameter, responsesOf } from './documents.ts';
import { witnessHolds } from './holds.ts';

const TEXT = { type: 'string' };
const TEXTS = { type: 'array', items: TEXT };
const INTEGER = { type: 'integer' };
const INTEGERS = { type: 'array', items: INTEGER };

const query = (schema: object, more: object = {}) => getBoats({ parameters: [queryParameter('q', schema, more)] });
const path = (schema: object) =>
  documentOf({
    '/boats/{id}': {
      get: { parameters: [{ name: 'id', in: 'path', required: true, schema }], responses: responsesOf() },
    },
  });
const body = (mediaType: string, schema: object, more: object = {}) =>
  postBoats({ requestBody: { content: { [mediaType]: { schema, ...more } } } });
const response = (mediaType: string, schema: object) =>
  getBoats({ responses: { 200: { description: 'The result.', content: { [mediaType]: { schema } } } } });
const json = (schema: object) => postBoats(jsonBody(schema));
const result = (schema: object) => getBoats({ responses: responsesOf(schema) });
const form = (encoding: object, mediaType = 'application/x-www-form-urlencoded') =>
  body(mediaType, { type: 'object', properties: { tags: TEXTS, name: TEXT } }, { encoding });
const ofTypes = (status: string, ...names: string[]) =>
  getBoats({
    responses: {
      [status]: { description: 'The result.', content: Object.fromEntries(names.map((name) => [name, {}])) },
    },
  });

const SPLIT = { explode: false };
const MULTIPART = 'multipart/form-data';
const PIPES = { style: 'pipeDelimited', explode: false };
const READ_OTHERWISE = 'Every text is valid in both documents, but only one of them reads it as a list.';

type Row = [title: string, old: OpenApiDocument, fresh: OpenApiDocument, kinds: string[], unproven?: string];

/** Compares a pair, and holds the witnesses of its breaking changes against servers or mocks. */
async function check([, old, fresh, kinds, unproven]: Row): Promise<void> {
  const { changes } = compareDocuments(old, fresh, { today: '2026-01-01' });
  expect(changes.map(({ severity, kind }) => `${severity} ${kind}`)).toEqual(kinds);
  expect(changes.find((one) => one.unproven !== undefined)?.unproven).toBe(unproven);
  for (const change of changes)
    if (change.severity === 'breaking') expect(await witnessHolds(old, fresh, change)).toBe(true);
}

describe('a list or an object as a text', () => {
  const ROWS: Row[] = [
    ['a list of texts is one text now', query(TEXTS), query(TEXT), ['breaking type.narrowed']],
    [
      'a list of integers is one text now',
      query(INTEGERS),
      query(TEXT),
      ['breaking type.narrowed', 'additive type.widened'],
    ],
    ['a list of integers is one integer now', query(INTEGERS), query(INTEGER), ['breaking type.narrowed']],
    ['an integer is a list of integers now', query(INTEGER), query(INTEGERS), ['additive type.widened']],
    ['a text is a list of texts now', query(TEXT), query(TEXTS), ['additive type.widened']],
    [
      'a text is a list with commas now',
      query(TEXT, SPLIT),
      query(TEXTS, SPLIT),
      ['risky type.unproven'],
      READ_OTHERWISE,
    ],
    ['a list in a path is one text now', path(TEXTS), path(TEXT), ['risky type.unproven'], READ_OTHERWISE],
    [
      'a list in a form is one text now',
      body('application/x-www-form-urlencoded', { type: 'object', properties: { tags: TEXTS } }),
      body('application/x-www-form-urlencoded', { type: 'object', properties: { tags: TEXT } }),
      ['breaking type.narrowed'],
    ],
  ];
  test.each(ROWS)('%s', (...row) => check(row));
});

describe('a body that is not JSON', () => {
  const OBJECT = { type: 'object', properties: { name: TEXT } };
  const ROWS: Row[] = [
    [
      'a text has a length now',
      body('text/plain', TEXT),
      body('text/plain', { ...TEXT, maxLength: 3 }),
      ['breaking length.narrowed'],
    ],
    [
      'an integer in a text has a bound now',
      body('text/plain', INTEGER),
      body('text/plain', { ...INTEGER, maximum: 5 }),
      ['breaking number.narrowed'],
    ],
    ['an integer is any text now', body('text/plain', INTEGER), body('text/plain', TEXT), ['additive type.widened']],
    ['a text is an integer now', body('text/plain', TEXT), body('text/plain', INTEGER), ['breaking type.narrowed']],
    [
      'an integer of a response is any text now',
      response('text/plain', INTEGER),
      response('text/plain', TEXT),
      ['breaking type.widened'],
    ],
    [
      'a text of a response is an integer now',
      response('text/plain', TEXT),
      response('text/plain', INTEGER),
      ['additive type.narrowed'],
    ],
    [
      'an object as a text has a required property now',
      body('text/plain', OBJECT),
      body('text/plain', { ...OBJECT, required: ['name'] }),
      ['risky required.narrowed'],
      'A body of text/plain is not validated by such a schema.',
    ],
    [
      'bytes have a length now',
      body('application/pdf', TEXT),
      body('application/pdf', { ...TEXT, maxLength: 3 }),
      ['risky length.narrowed'],
      'A body of application/pdf is not validated by such a schema.',
    ],
    [
      'a media type is removed whose bodies nothing validates',
      postBoats({ requestBody: { content: { 'application/json': {}, 'application/text': { schema: TEXT } } } }),
      postBoats({ requestBody: { content: { 'application/json': {} } } }),
      ['breaking body.media-type-removed'],
    ],
  ];
  test.each(ROWS)('%s', (...row) => check(row));
});

describe('a property that any value meets', () => {
  const URL_ENCODED = 'application/x-www-form-urlencoded';
  const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
  const [none, any] = [object({}), object({ note: { description: 'A note.' } })];
  const rowsOf = (type: string, schema: object): Row[] => [
    [
      `is declared: ${JSON.stringify(schema)} in ${type}`,
      body(type, none),
      body(type, object({ note: schema })),
      ['additive schema.property-added'],
    ],
    [
      `is not declared any more: ${JSON.stringify(schema)} in ${type}`,
      body(type, object({ note: schema })),
      body(type, none),
      ['additive schema.property-removed'],
    ],
  ];
  const ROWS: Row[] = [
    ['is declared in a request', json(none), json(any), ['additive schema.property-added']],
    ['is declared in a response', result(none), result(any), ['additive schema.property-added']],
    ['is not declared any more in a request', json(any), json(none), ['additive schema.property-removed']],
    ['is not declared any more in a response', result(any), result(none), ['risky schema.property-removed']],
    [
      'is declared where any other may be',
      json({ ...none, additionalProperties: true }),
      json({ ...any, additionalProperties: true }),
      ['additive schema.property-added'],
    ],
    ['moves into another schema', json(any), json({ allOf: [any, none] }), []],
    [
      'is declared where others were rejected',
      json({ ...none, additionalProperties: false }),
      json({ ...any, additionalProperties: false }),
      ['additive properties.widened'],
    ],
    ...rowsOf(URL_ENCODED, TEXT),
    ...rowsOf(URL_ENCODED, { type: 'string', format: 'phone-number' }),
    ...rowsOf(MULTIPART, TEXT),
    ...rowsOf(MULTIPART, { type: 'string', format: 'binary' }),
    [
      'has values, in a form',
      body(URL_ENCODED, object({ tags: TEXTS }, { required: ['tags'] })),
      body(URL_ENCODED, object({ tags: TEXTS, note: { enum: ['v1', 'v2'] } }, { required: ['tags'] })),
      ['additive properties.narrowed'],
    ],
    [
      'has a length, in a form',
      body(URL_ENCODED, none),
      body(URL_ENCODED, object({ note: { ...TEXT, maxLength: 3 } })),
      ['additive properties.narrowed'],
    ],
    [
      'is a property of a part of a form, which is JSON',
      body(URL_ENCODED, object({ part: none })),
      body(URL_ENCODED, object({ part: object({ note: TEXT }) })),
      ['additive properties.narrowed'],
    ],
  ];
  test.each(ROWS)('%s', (...row) => check(row));

  test('has its place, its name and the severity of the policy', () => {
    const { changes } = compareDocuments(result(any), result(none), { undeclaredProperties: 'docs' });
    expect(changes).toMatchObject([
      {
        severity: 'docs',
        message: 'The property "note" is not declared any more.',
        subject: { part: 'response 200 application/json' },
      },
    ]);
    expect(changes[0]?.pointers.old).toMatch(/properties\/note$/);
    expect(changes[0]?.pointers.new).toMatch(/schema$/);
  });
});

describe('the media types of a response', () => {
  const ROWS: Row[] = [
    [
      'one is removed for which clients can ask',
      ofTypes('200', 'application/json', 'text/csv'),
      ofTypes('200', 'application/json'),
      ['breaking response.media-type-removed'],
    ],
    [
      'one of an error is removed',
      ofTypes('404', 'application/json', 'text/csv'),
      ofTypes('404', 'application/json'),
      ['risky response.media-type-removed'],
    ],
    [
      'a range takes the place of one',
      ofTypes('200', 'application/json'),
      ofTypes('200', 'application/*'),
      ['risky response.media-type-added'],
    ],
  ];
  test.each(ROWS)('%s', (...row) => check(row));

  test('the witness asks for the one that is removed', () => {
    const [old, fresh] = [ofTypes('200', 'application/json', 'text/csv'), ofTypes('200', 'application/json')];
    const [change] = compareDocuments(old, fresh).changes;
    expect(change?.witness).toMatchObject({ kind: 'request', method: 'GET', headers: { accept: 'text/csv' } });
    expect(change?.message).toContain('"Accept: text/csv"');
  });
});

describe('the format of a number', () => {
  const BOUNDED = { ...INTEGER, minimum: 0, maximum: 9 };
  const ROWS: Row[] = [
    [
      'int64 becomes int32',
      json({ ...INTEGER, format: 'int64' }),
      json({ ...INTEGER, format: 'int32' }),
      ['breaking format.narrowed'],
    ],
    [
      'int32 becomes int64 in a response',
      result({ ...INTEGER, format: 'int32' }),
      result({ ...INTEGER, format: 'int64' }),
      ['breaking format.widened'],
    ],
    ['int64 is removed', json({ ...INTEGER, format: 'int64' }), json(INTEGER), ['risky schema.format']],
    ['int64 is new', json(INTEGER), json({ ...INTEGER, format: 'int64' }), ['risky schema.format']],
    [
      'int32 becomes int64 within bounds',
      json({ ...BOUNDED, format: 'int32' }),
      json({ ...BOUNDED, format: 'int64' }),
      ['risky schema.format'],
    ],
    [
      'float becomes double',
      json({ type: 'number', format: 'float' }),
      json({ type: 'number', format: 'double' }),
      ['risky schema.format'],
    ],
    [
      'a number with a format becomes a text',
      json({ ...INTEGER, format: 'int64' }),
      json(TEXT),
      ['breaking type.narrowed', 'additive type.widened'],
    ],
  ];
  test.each(ROWS)('%s', (...row) => check(row));
});

describe('the encoding of a form', () => {
  const HEADER = { 'X-Lens': { schema: TEXT } };
  const ROWS: Row[] = [
    [
      'a list has another delimiter',
      form({ tags: PIPES }),
      form({ tags: { ...PIPES, style: 'form' } }),
      ['risky body.encoding'],
      'A body in the earlier encoding is valid, but can be read as other values.',
    ],
    [
      'a list is not exploded any more',
      form({}),
      form({ tags: SPLIT }),
      ['risky body.encoding'],
      'A body in the earlier encoding is read as before, but is not declared any more.',
    ],
    ['one text is not exploded any more', form({}), form({ name: SPLIT }), ['docs body.encoding']],
    ['reserved characters may be written', form({}), form({ name: { allowReserved: true } }), ['docs body.encoding']],
    [
      'a part has a header now',
      form({}, MULTIPART),
      form({ name: { headers: HEADER } }, MULTIPART),
      ['risky body.encoding'],
      'The headers of parts are not validated.',
    ],
  ];
  test.each(ROWS)('%s', (...row) => check(row));
});

describe('messages say what changed', () => {
  const either = (...schemas: object[]) => ({ oneOf: schemas });
  const [A, B] = [{ required: ['a'] }, { required: ['b'] }];
  const NAME = { type: 'object', properties: { name: TEXT } };
  const rows: [old: OpenApiDocument, fresh: OpenApiDocument, messages: string[]][] = [
    [
      json(either(A)),
      json(either(A, B)),
      [
        'Alternative 2 of "oneOf" is new: {"required":["b"]}.',
        '"oneOf" has 2 alternatives instead of 1, and values that matched one match none or several now.',
      ],
    ],
    [
      json({ not: A }),
      json({ not: B }),
      [
        '"not" is {"required":["b"]} instead of {"required":["a"]}, so that fewer values are valid.',
        '"not" is {"required":["b"]} instead of {"required":["a"]}, so that more values are valid.',
      ],
    ],
    [result(NAME), result({ ...NAME, required: ['name'] }), ['The property "name" is always sent now.']],
    [result({ ...NAME, required: ['name'] }), result(NAME), ['The property "name" is not always sent any more.']],
    [json(NAME), json({ ...NAME, required: ['name'] }), ['The property "name" is required now.']],
    [
      form({}),
      form({ tags: PIPES }),
      ['The encoding of "tags": "style" is pipeDelimited instead of form, "explode" is false instead of true.'],
    ],
  ];
  test.each(rows)('%#', (old, fresh, messages) => {
    const found = compareDocuments(old, fresh).changes.map(({ message }) => message);
    expect(found.toSorted()).toEqual(messages.toSorted());
  });

  test('a text of a parameter of the path is compared, although its name changed', () => {
    const named = (name: string, description: string) =>
      documentOf({
        [`/boats/{${name}}`]: {
          get: {
            parameters: [{ name, in: 'path', required: true, schema: TEXT, description }],
            responses: responsesOf(),
          },
        },
      });
    const found = compareDocuments(named('id', 'The id.'), named('boatId', 'The id of the boat.')).changes;
    expect(found.map(({ kind }) => kind)).toEqual(['docs.parameter']);
  });

  test('a schema without end is said', () => {
    const pet = { type: 'object', required: ['kind'], properties: { kind: TEXT } };
    const [petRef, catRef] = [{ $ref: '#/components/schemas/Pet' }, { $ref: '#/components/schemas/Cat' }];
    const pets = (Pet: object) =>
      getBoats(
        { responses: responsesOf(petRef) },
        { components: { schemas: { Pet, Cat: { allOf: [petRef, NAME] } } } },
      );
    const found = compareDocuments(pets(pet), pets({ ...pet, oneOf: [catRef] })).changes;
    expect(found.map(({ unproven }) => unproven)).toContain('The schema applies itself to the same value without end.');
  });
});

test('a field of events that no stream can have is risky, and ends no comparison', () => {
  const events = (type: unknown) =>
    getBoats({
      responses: {
        200: {
          description: 'The events.',
          content: { 'text/event-stream': { itemSchema: { type: 'object', properties: { data: { type } } } } },
        },
      },
    });
  const old: OpenApiDocument = { ...events('string'), openapi: '3.2.0' };
  const fresh: OpenApiDocument = { ...events(['string', 'integer']), openapi: '3.2.0' };
  expect(compareDocuments(old, fresh, { today: '2026-01-01' }).changes).toMatchObject([
    { severity: 'risky', kind: 'type.widened', unproven: expect.stringContaining('must be a string') },
  ]);
});
