import { describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../../src/contract/document/document.ts';
import { createCoverage } from '../../../../src/contract/verify/coverage/coverage.ts';
import { listItems } from '../../../../src/contract/verify/coverage/items.ts';
import { createPlan } from '../../../../src/contract/verify/plan.ts';

const json = (schema: object): object => ({ content: { 'application/json; charset=utf-8': { schema } } });
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

function planOf(operation: object, schemas: object = {}, path = '/it/{id}') {
  const parameters = path.includes('{') ? [{ name: 'id', in: 'path', required: true, schema: {} }] : [];
  const document = {
    ...{ openapi: '3.1.0', info: { title: 'It', version: '1' }, components: { schemas } },
    paths: {
      [path]: { parameters, post: { operationId: 'it', responses: { 200: { description: '' } }, ...operation } },
    },
  };
  const plan = createPlan(document as unknown as OpenApiDocument);
  const [it] = plan.operations;
  if (it === undefined) throw new Error('There is no operation.');
  return { plan, it };
}
/** What of an operation can be exercised, as `kind | group | name`. */
function itemsOf(...given: Parameters<typeof planOf>): string[] {
  const { plan, it } = planOf(...given);
  return listItems(plan, it).all.map(({ kind, group, name }) => [kind, group, name].join(' | '));
}

describe('of an operation can be exercised', () => {
  test('itself, each status, header, media type and property of a response', () => {
    const responses = {
      200: {
        ...{ description: '', headers: { ETag: { schema: {} } } },
        ...json({ properties: { a: { items: { properties: { b: {} } } }, secret: { writeOnly: true } } }),
      },
      '4XX': { description: '', content: { 'text/plain': { schema: { properties: { c: {} } } } } },
    };
    expect(itemsOf({ responses })).toEqual([
      ...['operation |  | it', 'status |  | 200', 'response header | 200 | ETag'],
      ...['response media type | 200 | application/json', 'status |  | 4XX', 'response media type | 4XX | text/plain'],
      ...['response property | 200 application/json | a', 'response property | 200 application/json | a/*/b'],
    ]);
  });

  test('that a parameter is there and that it is not, but for a path', () => {
    const parameters = [
      { name: 'X-Kind', in: 'header', required: true, schema: { enum: ['a'] } },
      { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 9 } },
    ];
    expect(itemsOf({ parameters }).filter((one) => one.startsWith('boundary'))).toEqual([
      'boundary value | header | required x-kind: present',
      'boundary value | header | required x-kind: absent',
      'boundary value | header x-kind | enum: "a"',
      'boundary value | header x-kind | enum: another value',
      'boundary value | query | optional limit: present',
      'boundary value | query | optional limit: absent',
      'boundary value | query limit | type: another type',
      'boundary value | query limit | maximum: at the bound',
      'boundary value | query limit | maximum: beyond',
      'boundary value | query limit | integer: a fraction',
    ]);
  });

  test('what a text can be read as, and no more', () => {
    const of = (schema: object) =>
      itemsOf({ parameters: [{ name: 'q', in: 'query', schema }] })
        .filter((one) => /\| query q\S* \| (null|type)/.test(one))
        .map((one) => one.split(' | ').slice(1).join(' '));
    expect(of({ type: 'string' })).toEqual([]);
    expect(of({ type: ['integer', 'null'] })).toEqual(['query q type: another type', 'query q null: null']);
    expect(of({ type: 'array', items: { type: 'integer' } })).toEqual(['query q/* type: another type']);
  });

  test('that a body is there, of each media type, and its boundary values', () => {
    const requestBody = { required: true, ...json({ type: 'object', required: ['a'], properties: { a: {} } }) };
    const found = itemsOf({ requestBody }).filter((one) => /body|request/.test(one));
    expect(found).toContain('boundary value | body | required: absent');
    expect(found).toContain('request media type |  | application/json');
    expect(found).toContain('boundary value | body application/json | required a: absent');
    expect(itemsOf({ requestBody: { ...requestBody, required: false } })).not.toContain(
      'boundary value | body | required: absent',
    );
    const form = { content: { 'application/x-www-form-urlencoded': { schema: { required: ['a'] } } } };
    expect(itemsOf({ requestBody: form }).filter((one) => one.startsWith('boundary'))).toEqual([]);
  });

  test('places that circles lead to, once, eight levels deep and 300 of each response', () => {
    const placesOf = (schema: object, schemas: object = {}) =>
      itemsOf({ responses: { 200: { description: '', ...json(schema) } } }, schemas)
        .filter((one) => one.startsWith('response property'))
        .map((one) => one.split(' | ')[2]);
    const Node = { properties: { next: ref('Node'), name: {} } };
    expect(placesOf(ref('Node'), { Node })).toEqual(['next', 'name']);
    const nest = (depth: number): object => (depth === 0 ? {} : { properties: { x: nest(depth - 1) } });
    expect(placesOf(nest(12))).toHaveLength(8);
    const many = { properties: Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`p${index}`, {}])) };
    expect(placesOf(many)).toHaveLength(300);
    expect(placesOf({ oneOf: [{ properties: { a: {} } }, { properties: { b: {} } }] })).toEqual(['a', 'b']);
  });

  test('a bound that alternatives differ in: within one is enough, beyond all is beyond', () => {
    const { plan, it } = planOf({
      requestBody: json({
        oneOf: [
          { type: 'string', maxLength: 2 },
          { type: 'string', maxLength: 4 },
        ],
      }),
    });
    const { boundaries } = listItems(plan, it);
    const holds = (name: string, value: string) => boundaries.find((one) => one.name === name)?.holds(value);
    expect([
      holds('maxLength: at the bound', 'ab'),
      holds('maxLength: beyond', 'abc'),
      holds('maxLength: beyond', 'abcde'),
    ]).toEqual([...[true, true, true]]);
  });

  test('each with a key of its own, on one line', () => {
    const { plan, it } = planOf({ requestBody: json({ enum: ['a\nb', 'c'] }) });
    const keys = listItems(plan, it).all.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.join()).not.toMatch(/[\r\n]/);
    expect(keys[0]).toBe('it\toperation\t\tit');
  });
});

describe('a request exercises', () => {
  const parameters = [{ name: 'q', in: 'query', schema: { type: 'integer', maximum: 9, default: 5 } }];
  const requestBody = json({ type: 'object', properties: { a: { type: 'integer', minimum: 1 } } });
  const responses = {
    200: { description: '', ...json({ properties: { x: { items: { properties: { y: {} } } } } }) },
    '4XX': { description: '' },
  };
  const { plan } = planOf({ parameters, requestBody, responses }, {}, '/it');
  const of = (
    target: string,
    status: number,
    { body, value, method = 'POST', type = 'application/json' } = {} as {
      body?: string;
      value?: unknown;
      method?: string;
      type?: string;
    },
  ) => {
    const response = { status, headers: {}, mediaType: value === undefined ? '' : 'application/json', text: '', value };
    const coverage = createCoverage(plan);
    return coverage
      .observe({ method, target, headers: { 'content-type': type }, body, response })
      .map((key) => key.split('\t').slice(1).filter(Boolean).join(' | '));
  };

  test('a value at a bound where it is accepted, one beyond where it is rejected', () => {
    expect(of('/it?q=9', 200)).toContain('boundary value | query q | maximum: at the bound');
    expect(of('/it?q=9', 400)).not.toContain('boundary value | query q | maximum: at the bound');
    expect(of('/it?q=10', 400)).toContain('boundary value | query q | maximum: beyond');
    expect(of('/it?q=10', 399)).not.toContain('boundary value | query q | maximum: beyond');
    expect(of('/it?q=10', 500)).toEqual(['operation | it']);
    for (const status of [401, 403, 404, 405, 413, 415, 429]) {
      expect(of('/it?q=10', status)).not.toContain('boundary value | query q | maximum: beyond');
    }
    expect(of('/it', 200)).toContain('boundary value | query | optional q: absent');
    expect(of('/it?', 200)).toContain('boundary value | query | optional q: absent');
  });

  test('its media type, and a body of that only', () => {
    const body = '{"a":1}';
    const bound = 'boundary value | body application/json | a | minimum: at the bound';
    const found = of('/it', 200, { body });
    expect(found).toContain('request media type | application/json');
    expect(
      found.some((one) => one.includes('minimum: at the bound')),
      bound,
    ).toBe(true);
    const other = of('/it', 200, { body, type: 'text/plain' });
    expect(other.join()).not.toContain('minimum');
    expect(other).not.toContain('request media type | application/json');
  });

  test('by its response the properties of the first hundred items', () => {
    const items = (length: number) => ({ x: [...Array.from({ length }, () => ({})), { y: 1 }] });
    const property = 'response property | 200 application/json | x/*/y';
    expect(of('/it', 200, { value: items(99) })).toContain(property);
    expect(of('/it', 200, { value: items(100) })).not.toContain(property);
    expect(of('/it', 404, { value: items(1) })).not.toContain(property);
  });

  test('nothing by another path, and the statuses alone by another method', () => {
    expect(of('/other', 200)).toEqual([]);
    expect(of('/it', 405, { method: 'GET' })).toEqual(['status | 4XX']);
    expect(of('/it', 200, { method: 'GET' })).toEqual([]);
  });

  test('what another run has exercised, too', () => {
    const coverage = createCoverage(plan);
    coverage.add(['it\toperation\t\tit', 'unknown\tkey']);
    expect(coverage.report().shares.operation).toEqual({ covered: 1, all: 1 });
  });
});
