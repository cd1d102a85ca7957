import { once } from 'node:events';
import { connect } from 'node:net';
import type { RequestHandler } from 'express';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ExpressOptions } from '../../../src/contract/adapters/express.ts';
import { findStreamed } from '../../../src/contract/serve/streaming.ts';
import { type Owner, operation, type PetServer, petContract, servePets } from './pets.ts';

const pet = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const list = {
  type: 'object',
  required: ['pets', 'more'],
  properties: { more: { type: 'boolean' }, pets: { type: 'array', items: pet } },
};
const responses = {
  200: { description: 'Pets.', content: { 'application/json': { schema: list } } },
  500: { description: 'Failed.', content: { 'application/json': { schema: {} } } },
};
const document = petContract({ '/pets': { get: operation('listPets', { responses }) } });

/** A source of pieces that counts what is read of it, and whether its reader has released it. */
function sourceOf(pieces: number, pieceAt: (index: number) => unknown[]) {
  const source = { read: 0, released: false };
  const iterator = {
    next: async () => {
      if (source.read === pieces) return { done: true as const, value: undefined };
      source.read++;
      return { done: false as const, value: pieceAt(source.read - 1) };
    },
    return: async () => {
      source.released = true;
      return { done: true as const, value: undefined };
    },
  };
  return { source, iterable: { [Symbol.asyncIterator]: () => iterator } };
}

const named = (name: string) => ({ name, secret: 'never leaves' });

/** Serves one list, without validation unless the options say otherwise. */
async function serve(
  body: object,
  options: Partial<ExpressOptions<Owner>> = {},
  before: RequestHandler[] = [],
): Promise<{ server: PetServer; failures: unknown[] }> {
  const failures: unknown[] = [];
  const handlers = { listPets: async () => ({ status: 200, body }) };
  const onStreamFailure = (failure: unknown) => failures.push(failure);
  const server = await servePets(document, { handlers, validateResponses: 0, onStreamFailure, ...options }, { before });
  onTestFinished(() => server.stop());
  return { server, failures };
}

const get = (server: PetServer, method = 'GET') => fetch(`${server.url}/pets`, { method });

describe('a client that reads gets one JSON object with what the contract declares', () => {
  const long = '🐈'.repeat(40_000);
  const table: [string, unknown[][]][] = [
    ['one piece', [[named('Rex')]]],
    ['many pieces', Array.from({ length: 50 }, (_, index) => [named(`a${index}`), named(`b${index}`)])],
    ['no piece', []],
    ['empty pieces only', [[], []]],
    ['empty pieces between others', [[], [named('Rex')], [], [], [named('Tom')], []]],
    ['characters of four bytes across chunks', [[named(`x${long}`)], [named(`xx${long}`)], [named(`xxx${long}`)]]],
  ];
  test.each(table)('%s', async (_what, pieces) => {
    const { source, iterable } = sourceOf(pieces.length, (index) => pieces[index] ?? []);
    const { server } = await serve({ more: true, pets: iterable, secret: 'never leaves' });
    const response = await get(server);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
    const pets = pieces.flat().map((item) => ({ name: (item as { name: string }).name }));
    expect(await response.json()).toEqual({ pets, more: true });
    expect(source).toEqual({ read: pieces.length, released: true });
  });

  test('also where nothing stands beside the array', async () => {
    const { server } = await serve({ pets: sourceOf(2, () => [named('Rex')]).iterable });
    expect(await (await get(server)).text()).toBe('{"pets":[{"name":"Rex"},{"name":"Rex"}]}');
  });

  test('without an array that the contract does not declare, which is not read', async () => {
    const { source, iterable } = sourceOf(2, () => [named('Rex')]);
    const { server } = await serve({ more: true, others: iterable });
    expect(await (await get(server)).text()).toBe('{"more":true}');
    expect(source.read).toBe(0);
  });
});

test('any property may be streamed where the contract does not say which there are', async () => {
  const document = petContract({
    '/pets': { get: operation('listPets', { responses: { 200: { ...responses[500], description: 'Anything.' } } }) },
  });
  const handlers = {
    listPets: async () => ({ status: 200, body: { more: 1, things: sourceOf(2, () => [1]).iterable } }),
  };
  const server = await servePets(document, { handlers, validateResponses: 0 });
  onTestFinished(() => server.stop());
  expect(await (await get(server)).json()).toEqual({ more: 1, things: [1, 1] });
});

test('of a response only the properties that can be arrays are looked at', () => {
  const seen: PropertyKey[] = [];
  const body = new Proxy(
    { more: true, pets: [] },
    {
      get: (target, name) => {
        seen.push(name);
        return Reflect.get(target, name);
      },
      ownKeys: (target) => {
        seen.push('all');
        return Reflect.ownKeys(target);
      },
    },
  );
  expect(findStreamed(body, ['pets'])).toBeUndefined();
  expect(seen).toEqual(['pets']);
  expect(findStreamed(body, [])).toBeUndefined();
  expect(seen).toEqual(['pets']);
});

test('HEAD reads no piece', async () => {
  for (const validateResponses of [0, 1]) {
    const { source, iterable } = sourceOf(2, () => [named('Rex')]);
    const { server } = await serve({ more: true, pets: iterable }, { validateResponses });
    const response = await get(server, 'HEAD');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect([await response.text(), source.read]).toEqual(['', 0]);
  }
});

describe('a response that is validated is validated as a whole', () => {
  test('a valid one is sent with its length', async () => {
    const { iterable } = sourceOf(2, (index) => [named(`pet${index}`)]);
    const { server } = await serve({ more: true, pets: iterable }, { validateResponses: 1 });
    const response = await get(server);
    const text = await response.text();
    expect(JSON.parse(text)).toEqual({ pets: [{ name: 'pet0' }, { name: 'pet1' }], more: true });
    expect(response.headers.get('content-length')).toBe(String(text.length));
  });

  test('an invalid item of a late piece is a 500 that names it', async () => {
    const { iterable } = sourceOf(3, (index) => [{ name: index === 2 ? 2 : 'Rex' }]);
    const { server } = await serve({ more: true, pets: iterable }, { validateResponses: 1 });
    expect((await get(server)).status).toBe(500);
    expect(String(server.answered[0]?.failure)).toContain('body pets[2].name must be a string');
  });
});

describe('a source that fails', () => {
  const failing = (at: number) =>
    sourceOf(10, (index) => {
      if (index === at) throw new Error('disk is full');
      return [named('x'.repeat(100_000))];
    });

  test('at its first piece is a 500', async () => {
    const { server, failures } = await serve({ more: true, pets: failing(0).iterable });
    expect((await get(server)).status).toBe(500);
    expect(String(server.answered[0]?.failure)).toContain('disk is full');
    expect(failures).toEqual([]);
  });

  test('at a later piece ends the connection, is reported once and released', async () => {
    const { source, iterable } = failing(4);
    const { server, failures } = await serve({ more: true, pets: iterable });
    const response = await get(server);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    expect(failures.map(String)).toEqual(['Error: disk is full']);
    expect(source).toEqual({ read: 5, released: true });
  });
});

describe('a client', () => {
  const PIECES = 1024;
  const large = () => sourceOf(PIECES, () => [named('x'.repeat(256 * 1024))]);

  /** Sends a request by hand and reads nothing until it is told to. */
  async function ask(server: PetServer) {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.pause();
    socket.write('GET /pets HTTP/1.1\r\nHost: a\r\n\r\n');
    onTestFinished(() => void socket.destroy());
    return socket;
  }

  /** Settles when the connection of the response is closed. */
  function watch(stallMs?: number) {
    const closed = Promise.withResolvers<void>();
    const handler: RequestHandler = (request, response, next) => {
      if (stallMs !== undefined) request.socket.setTimeout(stallMs, () => request.socket.destroy());
      response.once('close', () => closed.resolve());
      next();
    };
    return { handler, closed: closed.promise };
  }

  test('that does not read makes the server read no more than the connection takes', async () => {
    const { source, iterable } = large();
    const { handler, closed } = watch(300);
    const { server, failures } = await serve({ more: true, pets: iterable }, {}, [handler]);
    await ask(server);
    await closed;
    // What operating systems buffer is a few MiB of these 256.
    expect(source.read).toBeLessThan(PIECES / 8);
    expect([source.released, failures]).toEqual([true, []]);
  });

  test('that disconnects midway releases the source and is no failure', async () => {
    const { source, iterable } = large();
    const { handler, closed } = watch();
    const { server, failures } = await serve({ more: true, pets: iterable }, {}, [handler]);
    const socket = await ask(server);
    socket.once('readable', () => socket.destroy());
    await Promise.all([closed, once(socket, 'close')]);
    expect(source.read).toBeLessThan(PIECES / 8);
    expect([source.released, failures]).toEqual([true, []]);
  });
});
