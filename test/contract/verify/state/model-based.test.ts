import { describe, expect, test } from 'vitest';
import type { Lifecycle } from '../../../../src/contract/verify/state/lifecycle.ts';
import { runModelBased } from '../../../../src/contract/verify/state/model-based.ts';
import { runStateChecks } from '../../../../src/contract/verify/state/state.ts';
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

type Defect = (reply: Reply, request: Read, store: Store) => Reply | undefined;

/** What random sequences find, as `operation check: message (methods of the requests)`. */
async function walked(
  defect?: Defect,
  { runs = 30, change = (life: Lifecycle): Lifecycle => life, document = THINGS } = {},
): Promise<{ found: string[]; run: MemoryRun }> {
  const run = createRun(serveThings(defect), { document });
  const [life] = await makeThing(run);
  await runModelBased(run, change(life), runs, Number.POSITIVE_INFINITY);
  const found = run.session.findings().map(({ operationId, check, message, steps = [], request }) => {
    const methods = [...steps, request].map(({ method }) => method).join(' ');
    return `${operationId} ${check}: ${message} (${methods})`;
  });
  return { found, run };
}

const isRead = ({ method, path }: Read): boolean => method === 'GET' && path !== '/things';
const isList = ({ method, path }: Read): boolean => method === 'GET' && path === '/things';
type Page = { things: Record<string, unknown>[] };

describe('random sequences', () => {
  test('find nothing in a right server, and leave nothing behind', async () => {
    let left = 0;
    const { found, run } = await walked((right, _request, { things }) => {
      left = things.length;
      return right;
    });
    expect(found).toEqual([]);
    // The thing that was made before.
    expect(left).toBe(1);
    const counted = new Set(run.counted);
    for (const name of ['makeThing', 'readThing', 'changeThing', 'deleteThing', 'listThings']) {
      expect(counted).toContain(`${name} state`);
    }
  });

  test('of kinds of resources without some operations find nothing, too', async () => {
    const change = (life: Lifecycle): Lifecycle => ({ ...life, update: undefined, remove: undefined, list: undefined });
    const { found, run } = await walked(undefined, { change });
    expect(found).toEqual([]);
    expect(new Set(run.sent.map(({ method }) => method))).toEqual(new Set(['POST', 'GET']));
  });

  test.each<[what: string, defect: Defect, finding: string]>([
    [
      'a thing that is not there',
      (_right, request, { things }) => (isRead(request) && things.length > 2 ? { status: 404 } : undefined),
      'readThing ensure_resource_availability: returns 404 for a resource that was created and not deleted (POST POST GET)',
    ],
    [
      'an id that is given twice',
      (() => {
        let last: string | undefined;
        return (right, { method }, { things }) => {
          if (method === 'DELETE') last = undefined;
          if (method !== 'POST' || right.status !== 201) return right;
          const id = last ?? String((right.body as { id: string }).id);
          if (last !== undefined) things.pop();
          last = id;
          return { ...right, body: { ...(right.body as object), id } };
        };
      })() as Defect,
      'makeThing creates_unique_id: returns the id "t',
    ],
    [
      'a change that is lost',
      (right, { method, body }, { things }) => {
        if (method === 'PATCH' && body?.size !== undefined) for (const one of things) one.size = 7;
        return right;
      },
      'readThing reads_what_was_made: differs in size from the last response (POST PATCH GET)',
    ],
    [
      'a thing that is read though it is deleted',
      (() => {
        let last: Reply | undefined;
        return (right, request) => {
          if (isRead(request) && right.status === 200) last = right;
          return isRead(request) && right.status === 404 && last !== undefined ? last : right;
        };
      })() as Defect,
      'readThing use_after_free: returns 200 for a deleted resource',
    ],
    [
      'a thing that is changed though it is deleted',
      (right, { method, path }) =>
        method === 'PATCH' && right.status === 404 ? { status: 200, body: { id: path.split('/').at(-1) } } : right,
      'changeThing use_after_free: returns 200 for a deleted resource (POST DELETE PATCH)',
    ],
    [
      'a thing that is not listed',
      (right, request, { things }) => {
        if (isList(request) && things.length > 1) (right.body as Page).things.pop();
        return right;
      },
      'listThings lists_each_once: does not list "t',
    ],
    [
      'a thing that is listed twice',
      (right, request) => {
        const page = isList(request) ? (right.body as Page) : undefined;
        const last = page?.things.at(-1);
        if (page !== undefined && last !== undefined) page.things.push(last);
        return right;
      },
      'listThings lists_each_once: lists "t',
    ],
    [
      'a deleted thing that is listed',
      (() => {
        const gone: string[] = [];
        return (right, request) => {
          if (request.method === 'DELETE' && right.status === 204) gone.push(request.path.split('/').at(-1) ?? '');
          if (isList(request)) (right.body as Page).things.push(...gone.map((id) => ({ id })));
          return right;
        };
      })() as Defect,
      'listThings use_after_free: lists "t',
    ],
    [
      'an update that is not kept',
      (right, { method, body }) =>
        method === 'PATCH' && body?.kind === 'jar'
          ? { ...right, body: { ...(right.body as object), kind: 'cup' } }
          : right,
      'changeThing update_is_kept: "kind" is "cup" after an update to "jar" (POST PATCH)',
    ],
    [
      'an update that changes more',
      (right, { method, path, body }, { things }) => {
        const thing = things.find(({ id }) => path.endsWith(`/${id}`));
        if (method !== 'PATCH' || thing === undefined || body?.name !== undefined) return right;
        return { ...right, body: { ...Object.assign(thing, { name: 'changed' }) } };
      },
      'changes name',
    ],
  ])('find %s, by few requests', async (_what, defect, finding) => {
    const { found } = await walked(defect);
    const own = found.filter((one) => one.includes(finding));
    expect(own, found.join('\n')).toHaveLength(1);
    // Shrunk to what it takes.
    expect(own[0]?.match(/[A-Z]{3,}/g)?.length).toBeLessThanOrEqual(5);
  });

  test('find what single responses show, by the check of those', async () => {
    const { found } = await walked((right, { method }) => (method === 'DELETE' ? { status: 500 } : right));
    expect(found).toContain('deleteThing not_a_server_error: returned 500. (POST DELETE)');
  });

  test('leave alone what the contract says that rules decide, or that an update sets', async () => {
    const moves: Defect = (right, { method, path }, { things }) => {
      const thing = things.find(({ id }) => path.endsWith(`/${id}`));
      if (method !== 'PATCH' || thing === undefined) return right;
      return { ...right, body: { ...Object.assign(thing, { size: 9 }) } };
    };
    const ruled = documentWith((paths) => {
      paths['/things/{id}'].patch['x-verify'] = { rules: { size: 'It is rounded.' } };
    });
    expect((await walked(moves, { document: ruled })).found).toEqual([]);
    expect((await walked(moves)).found.length).toBeGreaterThan(0);
  });

  test('end when the time is over, and are not begun without a parent', async () => {
    const run = createRun(serveThings());
    const [life] = await makeThing(run);
    await runModelBased(run, life, 5, 0);
    expect(run.log()).toEqual([]);
  });
});

const NO_RACES = 'Races were not tried: --concurrency 1 sends one request at a time.';

describe('the checks of sequences', () => {
  test('are made on each kind of resource, then on lists, links and keys', async () => {
    const run = createRun(serveThings());
    await runStateChecks(run);
    expect(run.found()).toEqual([]);
    expect(run.untried).toEqual([NO_RACES]);
    const log = run.log();
    for (const request of ['HEAD /things/t1', 'GET /things?sort=-size&limit=50', 'GET /things?limit=2&cursor=2']) {
      expect(
        log.some((one) => one.replace(/t\d+/, 't1') === request),
        request,
      ).toBe(true);
    }
  });

  test('say where nothing can be made', async () => {
    const run = createRun(serveThings((right, { method }) => (method === 'POST' ? { status: 404 } : right)));
    await runStateChecks(run);
    expect(run.untried).toEqual(['makeThing: no resource could be created, so no sequence was sent', NO_RACES]);
  });

  test('say that the time was over', async () => {
    const run = createRun(serveThings());
    run.stateEnd = 0;
    await runStateChecks(run);
    expect(run.untried).toEqual(['makeThing: not all sequences were sent, because the time limit was reached']);
  });

  test('are not made where the operation that makes a resource is not asked for', async () => {
    const run = createRun(serveThings());
    run.wanted = run.plan.operations.filter(({ operationId }) => operationId === 'readThing');
    await runStateChecks(run);
    expect(run.log()).toEqual([]);
  });
});
