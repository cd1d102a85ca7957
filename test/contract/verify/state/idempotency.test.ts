import { describe, expect, test } from 'vitest';
import { checkIdempotency } from '../../../../src/contract/verify/state/idempotency.ts';
import { createRun, documentWith, type MemoryRun, type Read, type Reply, type Store, serveThings } from './things.ts';

const FOREVER = Number.POSITIVE_INFINITY;
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';

async function tried(
  defect?: (reply: Reply, request: Read, store: Store) => Reply | undefined,
  end = FOREVER,
): Promise<{ found: string[]; run: MemoryRun }> {
  const run = createRun(serveThings(defect));
  await checkIdempotency(run, end);
  return { found: run.found(), run };
}

/** Replaces the response to the request of this number, from 1. */
const nth = (wanted: number, change: (right: Reply) => Reply) => {
  let count = 0;
  return (right: Reply, { method }: Read): Reply => (method === 'POST' && ++count === wanted ? change(right) : right);
};
const withBody = (change: object) => (right: Reply) => ({ ...right, body: { ...(right.body as object), ...change } });

describe('a request under an Idempotency-Key', () => {
  test('is sent twice, then another one under the key, and only where the contract has the header', async () => {
    const { found, run } = await tried();
    expect(found).toEqual([]);
    const [first, again, other] = run.sent;
    expect(run.sent.map(({ method, path }) => `${method} ${path}`)).toEqual(Array(3).fill('POST /things'));
    expect(new Set(run.sent.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(again?.body).toEqual(first?.body);
    expect(other?.body).not.toEqual(first?.body);
  });

  test('must get the first response again', async () => {
    const message = (status: number) =>
      `makeThing done_once: the same request under the same Idempotency-Key returns ${status} and not the first response`;
    expect((await tried(nth(2, withBody({ id: 't9' })))).found).toEqual([message(201)]);
    expect((await tried(nth(2, (right) => ({ ...right, status: 200 })))).found).toContain(message(200));
  });

  test('may get another token, and nothing else that is new', async () => {
    const tokens = (token: string) => {
      let count = 0;
      return (right: Reply): Reply =>
        right.status === 201 ? withBody({ token: ++count === 2 ? token : TOKEN })(right) : right;
    };
    expect((await tried(tokens(`${TOKEN}x`))).found).toEqual([]);
    for (const text of ['other', `x${TOKEN}`, `${TOKEN}.x`, 'eyJhbGciOiJIUzI1NiJ9.eyJz']) {
      expect((await tried(tokens(text))).found).toHaveLength(1);
    }
  });

  test('is no other request', async () => {
    const { found } = await tried(nth(3, (right) => ({ ...right, status: 202 })));
    expect(found).toContain('makeThing done_once: another request under the same Idempotency-Key returns 202');
    expect((await tried(nth(3, () => ({ status: 400 })))).found.join()).not.toContain('done_once');
  });

  test('is not repeated where it is rejected', async () => {
    const { run } = await tried(nth(1, () => ({ status: 300 })));
    expect(run.sent).toHaveLength(1);
  });

  test('is not sent when the time is over', async () => {
    expect((await tried(undefined, 0)).run.sent).toEqual([]);
  });

  test('is only sent with that header', async () => {
    for (const change of [{ name: 'Other-Key' }, { in: 'query' }]) {
      const document = documentWith((paths) => Object.assign(paths['/things'].post.parameters[0], change));
      const run = createRun(serveThings(), { document });
      await checkIdempotency(run, FOREVER);
      expect(run.sent).toEqual([]);
    }
  });
});
