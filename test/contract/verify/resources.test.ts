import { describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { guardSender, RunStopped } from '../../../src/contract/verify/preflight.ts';
import {
  createResources,
  findSource,
  idOf,
  pathNames,
  pathValueOf,
  rowsOf,
} from '../../../src/contract/verify/resources.ts';
import { samplePath } from '../../../src/contract/verify/sample-path.ts';
import type { Exchange, PathValues } from '../../../src/contract/verify/types.ts';

type Methods = Record<string, object>;
const fine = { description: 'Fine.' };
const link = (operationId: string, parameters: object) => ({ next: { operationId, parameters } });
const responses = (status: string, links: object = {}) => ({ [status]: { ...fine, links } });

/** A plan of operations by path, each named `method path`. */
function planOf(paths: Record<string, Methods>) {
  const items = Object.entries(paths).map(([path, methods]) => {
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      ...{ name, in: 'path', required: true, schema: { type: 'string', pattern: '^[a-z]+(/\\d)?$' } },
    }));
    const operations = Object.entries(methods).map(([method, more]) => [
      method,
      { operationId: `${method} ${path}`, responses: responses('200'), ...more },
    ]);
    return [path, { parameters, ...Object.fromEntries(operations) }];
  });
  const info = { title: 'Houses', version: '1' };
  const plan = createPlan({ openapi: '3.1.0', info, paths: Object.fromEntries(items) } as OpenApiDocument);
  const of = (operationId: string) => {
    const found = plan.operations.find((one) => one.operationId === operationId);
    if (found === undefined) throw new Error(`There is no ${operationId}.`);
    return found;
  };
  return { plan, of };
}

describe('the value of a path parameter comes from', () => {
  const sourceOf = (paths: Record<string, Methods>, target = 'get /houses/{id}', name = 'id') => {
    const { plan, of } = planOf({ '/houses/{id}': { get: {} }, ...paths });
    const found = findSource(plan, of(target), name);
    return found && `${found.kind} by ${found.operation.operationId}${found.link === undefined ? '' : ' (link)'}`;
  };

  test.each<[string, Record<string, Methods>, string | undefined]>([
    ['nothing', {}, undefined],
    ['the operation that makes one', { '/houses': { get: {}, post: {} } }, 'create by post /houses'],
    [
      'the list, where none is made by a success',
      { '/houses': { get: {}, post: { responses: responses('302') } } },
      'list by get /houses',
    ],
    ['the list, where nothing makes one', { '/houses/': { get: {} } }, 'list by get /houses/'],
    [
      'the operation that links to it, one that makes it first',
      {
        '/a': { get: { responses: responses('200', link('get /houses/{id}', { id: '$response.body#/id' })) } },
        '/b': { post: { responses: responses('default', link('get /houses/{id}', { 'path.id': 1 })) } },
        '/houses': { post: {} },
      },
      'create by post /b (link)',
    ],
    [
      'a list that links to it',
      {
        '/a': { get: { responses: responses('200', link('get /houses/{id}', { id: '$response.body#/id' })) } },
        '/houses': { post: {} },
      },
      'list by get /a (link)',
    ],
    [
      'no link of another parameter',
      {
        '/a': { post: { responses: responses('200', link('get /houses/{id}', { other: 1 })) } },
        '/houses': { post: {} },
      },
      'create by post /houses',
    ],
    [
      'no link of a failure',
      {
        '/a': { post: { responses: responses('422', link('get /houses/{id}', { id: 1 })) } },
        '/houses': { post: {} },
      },
      'create by post /houses',
    ],
  ])('%s', (_what, paths, source) => {
    expect(sourceOf(paths)).toBe(source);
  });

  test('the collection before it, whatever its own parameters are called', () => {
    const paths = { '/a/{x}/b': { post: {} }, '/a/{y}/b/{id}/c': { get: {} } };
    expect(sourceOf(paths, 'get /a/{y}/b/{id}/c')).toBe('create by post /a/{x}/b');
    expect(pathNames(planOf(paths).of('get /a/{y}/b/{id}/c'))).toEqual(['y', 'id']);
  });

  test('no link of its own path', () => {
    const own = { get: { responses: responses('200', link('get /houses/{id}', { id: 1 })) } };
    expect(sourceOf({ '/houses/{id}': own })).toBeUndefined();
  });
});

describe('an id is found', () => {
  const of = (value: unknown, name: string, kind: 'create' | 'list' = 'create', headers = {}) =>
    idOf({ value, headers }, name, kind);

  test.each<[unknown, string, string | undefined]>([
    [{ id: 'a', house: 'b' }, 'house', 'b'],
    [{ id: 'a' }, 'house', 'a'],
    [{ house_id: 'a' }, 'house', 'a'],
    [{ houseId: 5 }, 'house', '5'],
    [{ Idol_id: 'a' }, 'Idol', 'a'],
    [{ my_ids_id: 'a' }, 'my_ids', 'a'],
    [{ house_id_id: 'a', house_idId: 'b' }, 'house_id', undefined],
    [{ uuid: 'a', slug: 'b', name: 'c' }, 'house', 'a'],
    [{ slug: 'b', name: 'c' }, 'house', 'b'],
    [{ name: 'c' }, 'house', 'c'],
    [{ house: { id: 'inner' }, other: 1 }, 'key', 'inner'],
    [{ a: { x: 1 }, b: { id: 'second' } }, 'key', 'second'],
    [{ id: true }, 'key', undefined],
    ['text', 'key', undefined],
    [[{ id: 'a' }], 'key', undefined],
  ])('in %j as %s: %s', (value, name, id) => {
    expect(of(value, name)).toBe(id);
  });

  test('in the first row of a list', () => {
    expect(of([{ id: 'a' }, { id: 'b' }], 'id', 'list')).toBe('a');
    expect(of({ total: 2, rows: [1, { id: 'c' }] }, 'id', 'list')).toBe('c');
    expect(of({ id: 'x' }, 'id', 'list')).toBeUndefined();
    expect([rowsOf('text'), rowsOf({ a: 1 }), rowsOf([{}, 1])]).toEqual([undefined, undefined, [{}]]);
  });

  test('in the Location of what was made', () => {
    const headers = { location: 'http://houses.example/houses/a%20b/?x=1#y' };
    expect(of(undefined, 'id', 'create', headers)).toBe('a b');
    expect(of(undefined, 'id', 'list', headers)).toBeUndefined();
    expect(of({ id: 'own' }, 'id', 'create', headers)).toBe('own');
    expect(of(undefined, 'id')).toBeUndefined();
  });
});

describe('a resource is made', () => {
  const houses = { '/houses': { post: {} }, '/houses/{id}': { get: {} }, '/houses/{id}/rooms': { post: {} } };
  const rooms = { ...houses, '/houses/{id}/rooms/{room}': { get: {} } };

  const making = (paths: Record<string, Methods>, respond?: (count: number) => { status: number; value?: unknown }) => {
    const { plan, of } = planOf(paths);
    const calls: string[] = [];
    const resources = createResources(plan, async ({ operationId }, path): Promise<Exchange | undefined> => {
      calls.push(`${operationId} ${JSON.stringify(path)}`);
      const { status, value } = respond?.(calls.length) ?? { status: 201, value: { id: `n/${calls.length}` } };
      const request = { method: 'POST', url: 'http://houses.example/', headers: {} };
      if (status === 0) return { request, failure: 'none' };
      return { request, response: { status, headers: {}, mediaType: '', text: '', value } };
    });
    return { calls, resources, of };
  };

  test('once for all that ask, encoded', async () => {
    const { calls, resources, of } = making(houses);
    const [one, other] = await Promise.all([1, 2].map(() => resources.valuesFor(of('get /houses/{id}'))));
    expect([one, other]).toEqual([{ id: 'n%2F1' }, { id: 'n%2F1' }]);
    expect(calls).toEqual(['post /houses {}']);
    expect(await resources.valuesFor(of('post /houses'), true)).toEqual({});
  });

  test('again if a fresh one is required or the last one is deleted', async () => {
    const { resources, of } = making(houses);
    const get = of('get /houses/{id}');
    const ids: (PathValues | undefined)[] = [];
    for (const fresh of [false, true, false]) ids.push(await resources.valuesFor(get, fresh));
    resources.forget(get);
    ids.push(await resources.valuesFor(get));
    expect(ids.map((one) => one?.id)).toEqual(['n%2F1', 'n%2F2', 'n%2F1', 'n%2F3']);
  });

  test('inside the one that it is in', async () => {
    const { calls, resources, of } = making(rooms);
    expect(await resources.valuesFor(of('get /houses/{id}/rooms/{room}'))).toEqual({ id: 'n%2F1', room: 'n%2F2' });
    expect(calls).toEqual(['post /houses {}', 'post /houses/{id}/rooms {"id":"n%2F1"}']);
  });

  test.each<[string, { status: number; value?: unknown }]>([
    ['is rejected', { status: 300, value: { id: 'a' } }],
    ['names no id', { status: 201, value: {} }],
    ['names an id that its schema does not allow', { status: 201, value: { id: 'A1' } }],
    ['has no response', { status: 0 }],
  ])('not where the request %s', async (_what, response) => {
    const { calls, resources, of } = making(rooms, () => response);
    expect(await resources.valuesFor(of('get /houses/{id}/rooms/{room}'))).toBeUndefined();
    expect(calls).toHaveLength(1);
  });

  test('not where the contract has no way to one, or one in a circle', async () => {
    const none = making({ '/houses/{id}': { get: {} } });
    expect(await none.resources.valuesFor(none.of('get /houses/{id}'))).toBeUndefined();
    const circle = making({
      '/a/{id}': { get: { responses: responses('200', link('get /b/{id}', { id: '$response.body#/id' })) } },
      '/b/{id}': { get: { responses: responses('200', link('get /a/{id}', { id: '$response.body#/id' })) } },
    });
    expect(await circle.resources.valuesFor(circle.of('get /a/{id}'))).toBeUndefined();
    expect([...none.calls, ...circle.calls]).toEqual([]);
  });

  test('or else its path is one that the contract allows', () => {
    const { plan, of } = planOf(rooms);
    const values = samplePath(plan, of('get /houses/{id}/rooms/{room}'), 1);
    expect(Object.keys(values)).toEqual(['id', 'room']);
    for (const value of Object.values(values)) expect(value).toMatch(/^[a-z]+$/);
  });
});

describe('a server that responds to nothing', () => {
  const url = 'http://silent.example/a';
  const silent = (failures: boolean[]) => {
    const close = () => undefined;
    return guardSender(
      {
        close,
        send: async (request) =>
          failures.shift() === true
            ? { request, failure: 'it was cut' }
            : { request, response: { status: 200, headers: {}, mediaType: '', text: '', value: undefined } },
      },
      { url: 'http://silent.example/base', auth: {} },
    );
  };
  const send = async (failures: boolean[], at = url): Promise<number> => {
    const sender = silent([...failures]);
    for (const index of failures.keys()) {
      try {
        await sender.send({ method: 'GET', url: at, headers: {} });
      } catch (error) {
        expect(error).toBeInstanceOf(RunStopped);
        expect((error as Error).message).toBe('http://silent.example returned no response to 5 requests: it was cut.');
        return index + 1;
      }
    }
    return 0;
  };

  test('stops the run at the fifth request', async () => {
    expect(await send(Array(9).fill(true))).toBe(5);
    expect(await send(Array(4).fill(true))).toBe(0);
  });

  test('is none that has responded once, nor another one', async () => {
    expect(await send([true, false, ...Array(9).fill(true)])).toBe(0);
    expect(await send(Array(9).fill(true), 'http://other.example/')).toBe(0);
  });
});

test('a Location that leads to the list is no id of the created resource', () => {
  const document = {
    ...{ openapi: '3.1.0', info: { title: 'Tokens', version: '1' } },
    paths: { '/api-tokens': { post: { operationId: 'makeToken', responses: { 201: fine } } } },
  };
  // A literal is enough of a document, and its plan has its only operation.
  const [operation] = createPlan(document as unknown as OpenApiDocument).operations;
  const idFrom = (location: string): string | undefined => {
    const response = { status: 201, headers: { location }, mediaType: '', text: '', value: {} };
    const request = { method: 'POST', url: 'http://a/api-tokens', headers: {} };
    const source = { kind: 'create' as const, operation: operation as NonNullable<typeof operation> };
    return pathValueOf(source, 'token', { request, response }, {});
  };
  expect([idFrom('api-tokens'), idFrom('/api-tokens/t1')]).toEqual([undefined, 't1']);
});
