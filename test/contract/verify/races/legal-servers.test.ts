import { describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../../src/contract/document/document.ts';
import { checkDeleteRaces } from '../../../../src/contract/verify/races/delete-races.ts';
import { checkIdempotencyRaces } from '../../../../src/contract/verify/races/idempotency-races.ts';
import { checkUniqueRaces } from '../../../../src/contract/verify/races/unique-races.ts';
import { checkUpdateRaces } from '../../../../src/contract/verify/races/update-races.ts';
import { listLifecycles } from '../../../../src/contract/verify/state/lifecycle.ts';
import {
  createRun,
  documentWith,
  type MemoryRun,
  makeThing,
  type Read,
  type Reply,
  type Serve,
  type Store,
  serveThings,
  THINGS,
} from '../state/things.ts';

const RACE_CHECKS = { update: checkUpdateRaces, remove: checkDeleteRaces, unique: checkUniqueRaces };

/** Sends the races of one check to a server that serves one request after the other. */
async function race(name: keyof typeof RACE_CHECKS, serve: Serve, document: OpenApiDocument = THINGS) {
  const run = createRun(serve, { concurrency: 4, document });
  const [life, made] = await makeThing(run);
  await RACE_CHECKS[name](run, life, made);
  return run;
}

/** Findings of races, as `operation check`. */
const findingsOf = (run: MemoryRun): string[] =>
  run.session
    .findings()
    .filter(({ atOnce }) => atOnce !== undefined)
    .map(({ operationId, check, cause }) => `${operationId} ${check} ${cause}`.trim());

/** Replaces a server for writes that come directly after another write. Without a race there is a read between them. */
function afterWrite(method: string, reply: (request: Read, store: Store | undefined) => Reply | undefined): Serve {
  let store: Store | undefined;
  const right = serveThings((reply_, _request, own) => {
    store = own;
    return reply_;
  });
  let last = '';
  return (request) => {
    const isSecond = request.method === method && !['GET', 'POST', ''].includes(last);
    last = request.method;
    return (isSecond ? reply(request, store) : undefined) ?? right(request);
  };
}

const thingOf = ({ path }: Read, store: Store | undefined) => store?.things.find(({ id }) => path === `/things/${id}`);

describe('requests at once to a server without races', () => {
  test.each(['update', 'remove', 'unique'] as const)('have no finding: %s', async (name) => {
    const run = await race(name, serveThings());
    expect(run.found()).toEqual([]);
    expect(run.untried).toEqual([]);
  });

  test('are updates of one thing, some on condition and some with a read', async () => {
    const run = await race('update', serveThings());
    const updates = run.sent.filter(({ method }) => method === 'PATCH');
    expect(new Set(updates.map(({ path }) => path)).size).toBe(1);
    const tags = updates.map(({ headers }) => headers['if-match']).filter((tag) => tag !== '"no-such-version"');
    expect(new Set(tags)).toContain(undefined);
    expect(tags.filter((tag) => tag !== undefined).length).toBeGreaterThan(1);
  });

  test.each(['update', 'remove', 'unique'] as const)('are the same for the same seed: %s', async (name) => {
    const sent = async (seed: number) => {
      const run = createRun(serveThings(), { concurrency: 4, seed });
      const [life, made] = await makeThing(run);
      run.sent.splice(0);
      await RACE_CHECKS[name](run, life, made);
      // Those that wait for the same time arrive in any order.
      return run.sent.map(({ method, path, body }) => `${method} ${path} ${JSON.stringify(body)}`).sort();
    };
    const first = await sent(1);
    expect(await sent(1)).toEqual(first);
    if (name === 'update') expect(await sent(2)).not.toEqual(first);
  });

  test('are equal requests under one key', async () => {
    const run = createRun(serveThings(), { concurrency: 4 });
    await checkIdempotencyRaces(run, listLifecycles(run));
    expect(run.found()).toEqual([]);
    const keys = Map.groupBy(
      run.sent.filter(({ method }) => method === 'POST'),
      ({ headers }) => headers['idempotency-key'],
    );
    expect(keys.size).toBe(5);
    for (const own of keys.values()) expect(new Set(own.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });
});

describe('updates at once', () => {
  test.each([409, 412, 423, 428, 429, 503])('may be rejected with %i', async (status) => {
    expect(
      findingsOf(
        await race(
          'update',
          afterWrite('PATCH', () => ({ status })),
        ),
      ),
    ).toEqual([]);
  });

  test.each([202, 500, 0])('may be done or not after the status %i, where 0 is no response', async (status) => {
    expect(
      findingsOf(
        await race(
          'update',
          afterWrite('PATCH', () => ({ status })),
        ),
      ),
    ).toEqual([]);
    const done = afterWrite('PATCH', (request, store) => {
      if (request.headers['if-match'] !== undefined) return undefined;
      Object.assign(thingOf(request, store) ?? {}, request.body);
      return { status };
    });
    expect(findingsOf(await race('update', done))).toEqual([]);
  });

  test('that get a 200 must be done', async () => {
    const lost = afterWrite('PATCH', (request, store) => ({ status: 200, body: { ...thingOf(request, store) } }));
    expect(findingsOf(await race('update', lost))).toEqual(['changeThing no_lost_update']);
  });

  test('may not both be done on condition of one version', async () => {
    const careless = afterWrite('PATCH', (request, store) => {
      const { 'if-match': tag } = request.headers;
      if (tag === undefined || tag === '"no-such-version"') return undefined;
      const thing = Object.assign(thingOf(request, store) ?? {}, request.body);
      return { status: 200, body: { ...thing } };
    });
    expect(findingsOf(await race('update', careless))).toEqual(['changeThing no_lost_update statuses']);
  });

  test('may not say that the thing is gone', async () => {
    const gone = afterWrite('PATCH', () => ({ status: 404 }));
    expect(findingsOf(await race('update', gone))).toEqual(['changeThing no_lost_update statuses']);
  });

  test('are not compared in properties that the server changes', async () => {
    let edits = 0;
    const normalizing = serveThings((reply, { method }, { things }) => {
      if (method === 'PATCH') for (const thing of things) thing.name = `${String(thing.name).toUpperCase()}${++edits}`;
      return reply;
    });
    const run = await race('update', normalizing);
    expect(findingsOf(run)).toEqual([]);
    const named = run.sent.filter(({ method, body }) => method === 'PATCH' && body !== undefined && 'name' in body);
    // Only the updates that find out whether the name is kept.
    expect(named.length).toBeLessThanOrEqual(3);
  });

  test('have the entity tag if updates need one', async () => {
    const document = documentWith((paths) => {
      paths['/things/{id}'].patch.responses[428] = { description: 'If-Match is missing.' };
    });
    const right = serveThings();
    const strict: Serve = (request) =>
      request.method === 'PATCH' && request.headers['if-match'] === undefined ? { status: 428 } : right(request);
    const run = await race('update', strict, document);
    expect(findingsOf(run)).toEqual([]);
    const updates = run.sent.filter(({ method }) => method === 'PATCH');
    expect(updates.length).toBeGreaterThan(12);
    expect(updates.filter(({ headers }) => headers['if-match'] === undefined)).toEqual([]);
  });
});

describe('deletions at once', () => {
  test('may both return 204', async () => {
    const lenient = afterWrite('DELETE', (request, store) =>
      thingOf(request, store) === undefined ? { status: 204 } : undefined,
    );
    expect(findingsOf(await race('remove', lenient))).toEqual([]);
  });

  test('may come after an update that returned 200', async () => {
    const late = afterWrite('PATCH', (request, store) =>
      thingOf(request, store) === undefined ? { status: 200, body: { id: request.path.slice(8) } } : undefined,
    );
    expect(findingsOf(await race('remove', late))).toEqual([]);
  });

  test('must be done during an update', async () => {
    expect(
      findingsOf(
        await race(
          'remove',
          afterWrite('DELETE', () => ({ status: 204 })),
        ),
      ),
    ).toEqual(['deleteThing deletes_are_final back']);
  });

  test('may not take another thing away', async () => {
    const wrong = afterWrite('DELETE', (request, store) => {
      const other = store?.things.find((one) => one !== thingOf(request, store));
      if (other !== undefined) store?.things.splice(store.things.indexOf(other), 1);
      return undefined;
    });
    expect(findingsOf(await race('remove', wrong)).join()).toContain('deletes_are_final');
  });

  test('are not sent if they return 202, and the report says so', async () => {
    const later = serveThings((reply, { method }) => (method === 'DELETE' ? { ...reply, status: 202 } : reply));
    const run = await race('remove', later);
    expect(run.untried).toEqual(['deleteThing: returns 202, so no deletion was sent at once with other requests']);
  });

  test('are not sent beside creations that return 202, and the report says so', async () => {
    const later = serveThings((reply, { method }) => (method === 'POST' ? { ...reply, status: 202 } : reply));
    const run = await race('remove', later);
    expect(run.untried).toEqual(['makeThing: returns 202, so no creation was sent at once with other requests']);
    expect(run.sent.filter(({ method }) => method === 'DELETE')).toEqual([]);
  });
});
