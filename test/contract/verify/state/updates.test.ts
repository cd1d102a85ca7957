import { describe, expect, test } from 'vitest';
import type { Lifecycle, Made } from '../../../../src/contract/verify/state/lifecycle.ts';
import { checkEffects, checkRepeats, checkUpdates } from '../../../../src/contract/verify/state/updates.ts';
import {
  createRun,
  documentWith,
  type MemoryRun,
  makeThing,
  type Read,
  type Reply,
  type Store,
  serveThings,
  THINGS,
} from './things.ts';

type Check = (run: MemoryRun, life: Lifecycle, made: Made) => Promise<void>;

async function tried(
  check: Check,
  defect?: (reply: Reply, request: Read, store: Store) => Reply | undefined,
  document = THINGS,
): Promise<{ found: string[]; log: string[]; bodies: unknown[] }> {
  const run = createRun(serveThings(defect), { document });
  const [life, made] = await makeThing(run);
  await check(run, life, made);
  const bodies = run.sent.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
  return { found: run.found(), log: run.log(), bodies };
}

const patches = ({ method }: Read, name: string, body: Read['body']): boolean =>
  method === 'PATCH' && body !== undefined && Object.hasOwn(body, name);

describe('each property is updated alone', () => {
  test('with a value that is not its default, and nothing is found in a right server', async () => {
    const { found, bodies, log } = await tried(checkUpdates);
    expect(found).toEqual([]);
    expect(bodies).toEqual([{ name: 'rex' }, { kind: 'cup' }, { size: 4 }, { isFull: true }]);
    expect(log.slice(0, 3)).toEqual(['GET /things/t1', 'PATCH /things/t1', 'GET /things/t1']);
  });

  test('and what it is not sent stays', async () => {
    const { found } = await tried(checkUpdates, (right, request, { things }) => {
      if (!patches(request, 'name', request.body)) return right;
      return { ...right, body: { ...Object.assign(things[0] ?? {}, { size: 5, kind: 'jar' }) } };
    });
    expect(found).toContain('changeThing update_keeps_the_rest: an update of "name" changes size, kind');
  });

  test('but what no update can set may change', async () => {
    const { found } = await tried(checkUpdates, (right, { method }, { things }) =>
      method === 'PATCH' ? { ...right, body: { ...Object.assign(things[0] ?? {}, { count: Math.random() }) } } : right,
    );
    expect(found).toEqual([]);
  });

  test('and what the contract says it sets beside may change, or what other rules decide', async () => {
    const sized = (hints: object) =>
      documentWith((paths) => {
        paths['/things/{id}'].patch['x-verify'] = hints;
      });
    const resets = (right: Reply, request: Read, { things }: Store): Reply =>
      patches(request, 'name', request.body)
        ? { ...right, body: { ...Object.assign(things[0] ?? {}, { size: 5 }) } }
        : right;
    const effects = { name: { when: 'rex', sets: { size: 5 } } };
    expect((await tried(checkUpdates, resets, sized({ effects }))).found).toEqual([]);
    expect((await tried(checkUpdates, resets, sized({ rules: { size: 'It is counted.' } }))).found).toEqual([]);
    expect((await tried(checkUpdates, resets, sized({ rules: { kind: 'It is known.' } }))).found).toHaveLength(1);
  });

  test('and is kept', async () => {
    const { found } = await tried(checkUpdates, (right, request, { things }) => {
      if (!patches(request, 'size', request.body)) return right;
      return { ...right, body: { ...Object.assign(things[0] ?? {}, { size: 7 }) } };
    });
    expect(found).toEqual(['changeThing update_is_kept: "size" is 7 after an update to 4']);
  });

  test('but need not be shown, nor kept where other rules decide', async () => {
    const hides = (right: Reply): Reply => {
      const { size: _, ...shown } = (right.body ?? {}) as Record<string, unknown>;
      return right.body === undefined ? right : { ...right, body: shown };
    };
    expect((await tried(checkUpdates, hides)).found).toEqual([]);
    const ruled = documentWith((paths) => {
      paths['/things/{id}'].patch['x-verify'] = { rules: { size: 'It is rounded.' } };
    });
    const rounds = (right: Reply, { method }: Read, { things }: Store): Reply =>
      method === 'PATCH' ? { ...right, body: { ...Object.assign(things[0] ?? {}, { size: 9 }) } } : right;
    expect((await tried(checkUpdates, rounds, ruled)).found).toEqual([]);
  });

  test('and its response is what is read afterwards', async () => {
    const { found } = await tried(checkUpdates, (right, { method }) =>
      method === 'PATCH' ? { ...right, body: { ...(right.body as object), size: 8, isFull: true } } : right,
    );
    expect(found[0]).toMatch(/^readThing reads_what_was_made: differs from the response to the update in size/);
  });

  test('and one that is rejected says nothing', async () => {
    const { found, bodies } = await tried(checkUpdates, (right, { method }, { things }) => {
      if (method !== 'PATCH') return right;
      Object.assign(things[0] ?? {}, { name: 'lost', size: 9 });
      return { status: 400 };
    });
    expect(found.filter((one) => !one.includes('positive_data_acceptance'))).toEqual([]);
    expect(bodies).toHaveLength(4);
  });

  test('unless the update replaces the whole', async () => {
    const document = documentWith((paths) => {
      paths['/things/{id}'].put = paths['/things/{id}'].patch;
      delete paths['/things/{id}'].patch;
    });
    expect((await tried(checkUpdates, undefined, document)).log).toEqual([]);
  });
});

describe('an update is sent twice', () => {
  const second = (status: number) => {
    let updates = 0;
    return (right: Reply, { method }: Read): Reply => (method === 'PATCH' && ++updates === 2 ? { status } : right);
  };

  test('and the second may not be rejected', async () => {
    const { found, bodies } = await tried(checkRepeats, second(400));
    expect(found).toEqual(['changeThing repeatable_updates: returns 400 to a repeated update']);
    expect(bodies).toHaveLength(2);
    expect(bodies[0]).toEqual(bodies[1]);
  });

  test.each([200, 299, 409, 412])('but may return %i', async (status) => {
    expect((await tried(checkRepeats, second(status))).found.join()).not.toContain('repeatable_updates');
  });

  test('and a 300 is none that was done', async () => {
    expect((await tried(checkRepeats, second(300))).found.join()).toContain('repeatable_updates: returns 300');
    const { found } = await tried(checkRepeats, (right, { method }) => (method === 'PATCH' ? { status: 300 } : right));
    expect(found.join()).not.toContain('repeatable_updates');
  });
});

describe('what an update sets beside what it is sent', () => {
  const document = documentWith((paths) => {
    paths['/things/{id}'].patch['x-verify'] = { effects: { isFull: { when: true, sets: { size: 0 } } } };
  });
  const empties = (right: Reply, { method, body }: Read, { things }: Store): Reply => {
    if (method !== 'PATCH' || body?.isFull !== true) return right;
    return { ...right, body: { ...Object.assign(things[0] ?? {}, { size: 0 }) } };
  };

  test('is set whatever else is sent, and only then', async () => {
    const { found, bodies } = await tried(checkEffects, empties, document);
    expect(found).toEqual([]);
    const size = (bodies[0] as { size: number }).size;
    expect(bodies).toEqual([
      ...[{ size }, { isFull: true }],
      ...[{ size }, { size, isFull: true }],
      ...[{ size }, { size, isFull: false }],
    ]);
    expect(size).toBeGreaterThan(0);
  });

  test('is a finding where it is not', async () => {
    const { found } = await tried(checkEffects, undefined, document);
    expect(found[0]).toBe('changeThing update_has_effect: "size" is 4 after an update to {"isFull":true}');
    expect(found[1]).toBe('changeThing update_has_effect: "size" is 4 after an update to {"size":4,"isFull":true}');
    expect(found).toHaveLength(2);
  });

  test('is a finding where it is set though the value is another', async () => {
    const { found } = await tried(
      checkEffects,
      (right, request, store) =>
        empties(right, { ...request, body: { isFull: request.body?.isFull !== undefined } }, store),
      document,
    );
    expect(found).toEqual(['changeThing update_has_effect: "size" is 0 after an update to {"size":4,"isFull":false}']);
  });

  test('is not asked for where the update is rejected', async () => {
    const rejects = (right: Reply, { method }: Read): Reply => (method === 'PATCH' ? { status: 404 } : right);
    expect((await tried(checkEffects, rejects, document)).found.join()).not.toContain('update_has_effect');
  });

  test('is missing where the response is no object', async () => {
    const { found } = await tried(
      checkEffects,
      (right, { method }) => (method === 'GET' ? { status: 200, body: 'text' } : right),
      document,
    );
    expect(found.join()).toContain('"size" is missing after an update to {"isFull":true}');
  });
});
