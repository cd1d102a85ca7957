import { describe, expect, test } from 'vitest';
import { checkConditions, checkReads } from '../../../../src/contract/verify/state/reads.ts';
import {
  createRun,
  documentWith,
  makeThing,
  type Read,
  type Reply,
  type Store,
  serveThings,
  THINGS,
} from './things.ts';

type Defect = (reply: Reply, request: Read, store: Store) => Reply | undefined;

/** What a check finds, and what it sends. */
async function tried(
  check: typeof checkReads | typeof checkConditions,
  defect?: Defect,
  document = THINGS,
): Promise<{ found: string[]; log: string[]; headers: Record<string, string>[] }> {
  const run = createRun(serveThings(defect), { document });
  const [life, made] = await makeThing(run);
  await check(run, life, made);
  const headers = run.sent.map((one) => one.headers);
  return { found: run.found(), log: run.log(), headers };
}

const isRead = ({ method, path }: Read): boolean => method === 'GET' && path !== '/things';

describe('what was made is read twice, and by HEAD', () => {
  test('and nothing is found where it is the same', async () => {
    const { found, log } = await tried(checkReads);
    expect(found).toEqual([]);
    expect(log).toEqual(['GET /things/t1', 'GET /things/t1', 'HEAD /things/t1']);
  });

  test.each([404, 300])('a %i is a finding, and the only one', async (status) => {
    const { found, log } = await tried(checkReads, (_right, request) => (isRead(request) ? { status } : undefined));
    expect(found).toContain(
      `readThing ensure_resource_availability: returned ${status} for a resource that was just created`,
    );
    expect(found.join()).not.toContain('reads_what_was_made');
    expect(log).toEqual(['GET /things/t1']);
  });

  test('members that differ from the response that made it are named', async () => {
    const { found } = await tried(checkReads, (right, request) =>
      isRead(request)
        ? { ...right, body: { ...(right.body as object), name: 'other', size: 77, extra: 1 } }
        : undefined,
    );
    expect(found).toContain('readThing reads_what_was_made: differs from the response that created it in size, name');
  });

  test('a second read that differs from the first is found', async () => {
    let reads = 0;
    const { found } = await tried(checkReads, (right, request) =>
      isRead(request) ? { ...right, body: { ...(right.body as object), extra: ++reads } } : undefined,
    );
    expect(found).toEqual(['readThing repeatable_reads: returns another body to the same request']);
  });

  test.each([
    [404, undefined, false],
    [405, undefined, false],
    [501, undefined, false],
    [204, undefined, true],
    [200, 'text', true],
  ])('HEAD may be unknown, but not differ from GET: %i with the body %j', async (status, body, isFound) => {
    const { found } = await tried(checkReads, (_right, { method }) =>
      method === 'HEAD' ? { status, ...(body === undefined ? {} : { body }) } : undefined,
    );
    const wanted = `readThing head_matches_get: returns ${status} (RFC 9110 §9.3.2)`;
    expect(found.includes(wanted)).toBe(isFound);
  });

  test('nothing follows a read without a response', async () => {
    const { log } = await tried(checkReads, (_right, request) => (isRead(request) ? { status: 0 } : undefined));
    expect(log).toEqual(['GET /things/t1']);
  });
});

describe('an entity tag', () => {
  test('moves with its thing, and conditions on it are kept', async () => {
    const { found, log, headers } = await tried(checkConditions);
    expect(found).toEqual([]);
    expect(log).toEqual([
      ...['GET /things/t1', 'GET /things/t1', 'PATCH /things/t1', 'GET /things/t1'],
      ...['PATCH /things/t1', 'DELETE /things/t1'],
    ]);
    expect(headers[1]).toMatchObject({ 'if-none-match': '"0"' });
    expect(headers.slice(4).map((one) => one['if-match'])).toEqual(['"no-such-version"', '"no-such-version"']);
  });

  test('that is not sent is not asked for', async () => {
    const { found, log } = await tried(checkConditions, (right, request) =>
      isRead(request) ? { ...right, headers: {} } : undefined,
    );
    expect([found, log]).toEqual([[], ['GET /things/t1']]);
  });

  test('is tried where the contract declares a 304 and a 412, and not else', async () => {
    const document = documentWith((paths) => {
      for (const method of ['get', 'patch', 'delete']) {
        delete paths['/things/{id}'][method].responses[304];
        delete paths['/things/{id}'][method].responses[412];
      }
    });
    const { log } = await tried(checkConditions, undefined, document);
    expect(log).toEqual(['GET /things/t1', 'PATCH /things/t1', 'GET /things/t1']);
  });

  test('that is ignored by If-None-Match is found', async () => {
    const { found } = await tried(checkConditions, (right, { headers }, { things }) =>
      headers['if-none-match'] === undefined ? right : { ...right, status: 200, body: things[0] },
    );
    expect(found).toEqual(['readThing entity_tags: returns 200 instead of 304 to If-None-Match with its own ETag']);
  });

  test('that remains after a change is found', async () => {
    const { found } = await tried(checkConditions, (right, request, { things }) => {
      if (request.method === 'PATCH') Object.assign(things[0] ?? {}, { changes: 1 });
      return isRead(request) ? { ...right, headers: { etag: '"0"' } } : right;
    });
    expect(found).toContain('readThing entity_tags: the ETag is unchanged after a change (RFC 9110 §8.8.1)');
  });

  test.each([
    ['an update that was rejected', (right: Reply, { method }: Read) => (method === 'PATCH' ? { status: 400 } : right)],
    [
      'an update that changes nothing',
      (right: Reply, { method, headers }: Read, { things }: Store) =>
        method === 'PATCH' && headers['if-match'] === undefined
          ? { status: 200, body: Object.assign(things[0] ?? {}, { name: 'same', size: 1, kind: 'cup', isFull: true }) }
          : right,
    ],
  ])('may remain after %s', async (_what, change) => {
    const { found } = await tried(checkConditions, (right, request, store) => {
      if (request.method === 'GET' && request.path !== '/things') {
        return { ...right, headers: { etag: '"0"' }, ...(right.status === 200 ? { body: { id: 't1' } } : {}) };
      }
      return change(right, request, store);
    });
    expect(found.join()).not.toContain('the ETag is unchanged');
  });

  test.each([
    ['PATCH', 'changeThing', 200],
    ['DELETE', 'deleteThing', 204],
  ])('that is ignored by If-Match is found: %s', async (wanted, operationId, status) => {
    const { found } = await tried(checkConditions, (right, { method, headers }, { things }) =>
      method === wanted && headers['if-match'] !== undefined
        ? { status, ...(status === 200 ? { body: things[0] } : {}) }
        : right,
    );
    expect(found).toEqual([
      `${operationId} entity_tags: returns ${status} instead of 412 to If-Match with another ETag`,
    ]);
  });
});
