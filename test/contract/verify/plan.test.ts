import { describe, expect, test } from 'vitest';
import { ContractError, type OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createBases, exampleOf, violationsOf, writeBase } from '../../../src/contract/verify/bases.ts';
import { CHECK_NAMES, isCheckName } from '../../../src/contract/verify/check-names.ts';
import { createPlan, isAllowed } from '../../../src/contract/verify/plan.ts';

type Operation = Record<string, unknown>;

function planOf(operation: Operation, texts = 'any') {
  const info = { title: 'It', version: '1' };
  const responses = { 200: { description: 'Fine.' } };
  const paths = { '/it/{id}': { post: { operationId: 'it', responses, ...operation } } };
  const plan = createPlan({ openapi: '3.1.0', info, paths, 'x-texts': texts } as unknown as OpenApiDocument);
  const [it] = plan.operations;
  if (it === undefined) throw new Error('There is no operation.');
  return { plan, it };
}

describe('x-verify of an operation', () => {
  const hintsOf = (written: unknown) => planOf({ 'x-verify': written }).it.hints;
  const none = { rules: {}, unique: {}, off: {}, effects: {} };

  test('gives reasons by field, check and property', () => {
    expect(planOf({}).it.hints).toEqual(none);
    const written = {
      ...{ rules: { name: 'a' }, unique: { slug: 'b' }, off: { responds: 'c' } },
      effects: { reset: { when: null, sets: { size: 0 } } },
    };
    expect(hintsOf(written)).toEqual(written);
    expect(hintsOf({ rules: { name: 'a' } })).toEqual({ ...none, rules: { name: 'a' } });
  });

  test.each<[unknown, string]>([
    ['text', '"x-verify" must be an object'],
    [{ rules: [] }, '"x-verify" must have an object as "rules"'],
    [{ rules: { a: '' } }, '"x-verify" must give a reason, a string, for each entry of "rules"'],
    [{ unique: { a: 'b', c: 5 } }, '"x-verify" must give a reason, a string, for each entry of "unique"'],
    [{ off: { respond: 'a' } }, '"x-verify" switches "respond" off; the checks are responds, not_a_server_error, '],
    [{ effects: { a: { sets: {} } } }, '"x-verify" must have `when` and `sets` in each entry of "effects"'],
    [{ effects: { a: { when: 1, sets: 1 } } }, '`sets` in each entry of "effects"'],
    [{ effects: { a: 1 } }, '`sets` in each entry of "effects"'],
    [{ rule: {} }, '"x-verify" has the unknown member "rule"; its members are rules, unique, off, effects and list'],
    [
      { list: { page: 'n' } },
      '"x-verify" has the unknown member "page" in "list"; its members are rows, total, size, filters, sorts',
    ],
    [{ list: { rows: 'items' } }, '"x-verify" must have a JSON Pointer as "rows" of "list"'],
    [
      { list: { total: true } },
      '"x-verify" must have a JSON Pointer, the name of a response header, or false as "total"',
    ],
    [{ list: { size: '' } }, '"x-verify" must have the name of a query parameter as "size" of "list"'],
    [{ list: { filters: { a: true } } }, 'or false for each query parameter as "filters" of "list"'],
    [{ list: { sorts: { a: 'b' } } }, 'an object of properties by value for each query parameter as "sorts" of "list"'],
    [{ list: { size: 'n' } }, '"x-verify" names "n" in "list", which is not a query parameter'],
    [{ list: { sorts: { by: {} } } }, '"x-verify" names "by" in "list", which is not a query parameter'],
  ])('%j is rejected with its place', (written, message) => {
    const error = (() => {
      try {
        return hintsOf(written);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(ContractError);
    expect((error as ContractError).faults[0]?.message).toContain(message);
    expect((error as ContractError).faults[0]?.pointer).toBe(
      '#/paths/~1it~1{id}/post/x-verify'.replace(/[{}]/g, encodeURIComponent),
    );
  });

  test('switches checks off by name', () => {
    expect(Object.keys(CHECK_NAMES).every(isCheckName)).toBe(true);
    for (const name of ['', 'toString', 'respond']) expect(isCheckName(name)).toBe(false);
  });
});

const parameter = (name: string, place: string, more: object = {}) => ({
  ...{ name, in: place, schema: { type: 'integer', maximum: 9 } },
  ...more,
});

describe('a request is allowed', () => {
  const parameters = [parameter('id', 'path', { required: true }), parameter('q', 'query'), parameter('c', 'cookie')];
  const content = { 'application/json': { schema: { type: 'object', properties: { a: { type: 'string' } } } } };
  const { it } = planOf({ parameters, requestBody: { content } });
  const json = (value: unknown) => ({
    ...{ mediaType: 'application/json; charset=utf-8', text: JSON.stringify(value), value },
  });
  const PARTS = { path: {}, query: [], headers: {}, cookies: [], credentials: 'own' as const };

  test.each([
    [{}, true],
    [{ query: ['q=9'] }, true],
    [{ query: ['q=10'] }, false],
    [{ query: ['other=1'] }, false],
    [{ cookies: ['c=10'] }, false],
    [{ cookies: ['c=1', 'd=2'] }, true],
    [{ body: json({ a: 'x' }) }, true],
    [{ body: json({ a: 1 }) }, false],
    // Resources give the path.
    [{ path: { id: 'wrong' } }, true],
  ])('%j: %s', (parts, is) => {
    expect(isAllowed(it, { ...PARTS, ...parts })).toBe(is);
  });

  test('without texts that a server of the contract could not store', () => {
    const strict = planOf({ requestBody: { content } }, 'well-formed').it;
    for (const [one, is] of [
      [strict, false],
      [it, true],
    ] as const) {
      expect(isAllowed(one, { ...PARTS, body: json({ a: 'x\u0000' }) })).toBe(is);
    }
    expect(isAllowed(strict, { ...PARTS, body: json({ a: 'x' }) })).toBe(true);
  });
});

describe('valid requests to start from', () => {
  const object = { type: 'object', required: ['a'], properties: { a: { enum: ['x'] }, b: { enum: ['y'] } } };
  const basesOf = (operation: Operation) => {
    const untried: string[] = [];
    const { plan, it } = planOf(operation);
    const bases = createBases({ plan, operation: it, seed: 1, untried }).map((base) => {
      const { parts } = writeBase(it, base);
      const { path: _, credentials: __, body, ...rest } = parts;
      return [base.name, body?.text, rest];
    });
    return { bases, untried };
  };
  const bare = { query: [], headers: {}, cookies: [] };
  const media = (more: object = {}) => ({ content: { 'application/json': { schema: object, ...more } } });

  test('are each example and two made ones, and one without the body where it is optional', () => {
    const examples = { one: { value: { a: 'x' } }, none: { externalValue: 'x' } };
    expect(basesOf({ requestBody: { ...media({ examples }), required: true } }).bases).toEqual([
      ...[
        ['one', '{"a":"x"}', bare],
        ['made minimal', '{"a":"x"}', bare],
        ['made full', '{"a":"x","b":"y"}', bare],
      ],
    ]);
    expect(basesOf({ requestBody: media({ example: { a: 'x' } }) }).bases.map(([name]) => name)).toEqual([
      ...['example', 'made minimal', 'made full', 'bare'],
    ]);
    expect(basesOf({}).bases).toEqual([['bare', undefined, bare]]);
  });

  test('have the parameters that are required, the last one all', () => {
    const parameters = [
      ...[parameter('id', 'path', { required: true }), parameter('q', 'query', { required: true, example: 7 })],
      ...[parameter('X-H', 'header', { examples: { one: { value: 5 } } }), parameter('c', 'cookie')],
    ];
    expect(basesOf({ parameters }).bases).toEqual([
      ['bare', undefined, { ...bare, query: ['q=7'] }],
      ['all parameters', undefined, { query: ['q=7'], headers: { 'x-h': '5' }, cookies: ['c=1'] }],
    ]);
    const required = parameters.slice(0, 2);
    expect(basesOf({ parameters: required }).bases).toHaveLength(1);
    const { bases } = basesOf({ parameters, requestBody: { ...media(), required: true } });
    expect(bases.at(-1)?.slice(0, 2)).toEqual(['all parameters', '{"a":"x"}']);
  });

  test('are reported if they cannot be made', () => {
    const content = { 'image/tiff': {}, 'application/json': { schema: false } };
    const parameters = [parameter('q', 'query', { schema: { type: 'integer', minimum: 3, maximum: 2 } })];
    const { bases, untried } = basesOf({ parameters, requestBody: { required: true, content } });
    expect(bases.map(([name]) => name)).toEqual(['bare']);
    expect(untried).toEqual([
      'it: no valid body of image/tiff is known, so it is not tried (#/paths/~1it~1%7Bid%7D/post/requestBody/content/image~1tiff)',
      'it: no minimal body of application/json is found: the schema is false (#/paths/~1it~1%7Bid%7D/post/requestBody/content/application~1json)',
      'it: no full body of application/json is found: the schema is false (#/paths/~1it~1%7Bid%7D/post/requestBody/content/application~1json)',
      'it: no value of the parameter "q" is found (no number is between the bounds)',
    ]);
  });

  test('are validated against the contract, except for a path that they leave out', () => {
    const parameters = [parameter('id', 'path', { required: true }), parameter('q', 'query')];
    const { it } = planOf({ parameters });
    const [id, q] = it.parameters;
    if (id === undefined || q === undefined) throw new Error('There are no parameters.');
    const wrong = (values: [typeof q, unknown][]) =>
      violationsOf(it, { name: 'x', parameters: new Map(values) }).map(({ in: where, path }) => `${where} ${path}`);
    expect([wrong([]), wrong([[q, 10]]), wrong([[id, 10]]), wrong([[id, 9]])]).toEqual([
      ...[[], ['query q'], ['path id'], []],
    ]);
  });

  test('have the first example', () => {
    expect(exampleOf({ example: 1, examples: { a: { value: 2 } } } as never)).toBe(1);
    expect(exampleOf({ examples: { a: { value: 2 }, b: { value: 3 } } } as never)).toBe(2);
    expect(exampleOf({} as never)).toBeUndefined();
  });
});
