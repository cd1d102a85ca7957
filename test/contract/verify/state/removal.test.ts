import { describe, expect, test } from 'vitest';
import { checkLocation } from '../../../../src/contract/verify/state/locations.ts';
import { checkNeighbours } from '../../../../src/contract/verify/state/neighbours.ts';
import { checkRemoval } from '../../../../src/contract/verify/state/removal.ts';
import { checkStrangers } from '../../../../src/contract/verify/state/strangers.ts';
import {
  createRun,
  documentWith,
  makeThing,
  type Read,
  type Reply,
  STRANGER,
  type Store,
  serveThings,
  THINGS,
} from './things.ts';

type Defect = (reply: Reply, request: Read, store: Store) => Reply | undefined;

async function tried(
  check: typeof checkRemoval,
  defect?: Defect,
  options: Parameters<typeof createRun>[1] = {},
): Promise<{ found: string[]; log: string[] }> {
  const run = createRun(serveThings(defect), { document: THINGS, ...options });
  const [life, made] = await makeThing(run);
  await check(run, life, made);
  return { found: run.found(), log: run.log() };
}

describe('what is deleted is gone', () => {
  test('for each operation and from the list, which was read before', async () => {
    const { found, log } = await tried(checkRemoval);
    expect(found).toEqual([]);
    expect(log).toEqual([
      ...['GET /things', 'DELETE /things/t1'],
      ...['GET /things/t1', 'PATCH /things/t1', 'DELETE /things/t1'],
      'GET /things?limit=2',
    ]);
  });

  const ofGone = (wanted: string, status: number): Defect => {
    let isGone = false;
    return (right, { method, path }) => {
      if (isGone && method === wanted && path !== '/things') return { status };
      if (method === 'DELETE') isGone = true;
      return right;
    };
  };
  test.each([
    ['GET', 200, 'readThing'],
    ['PATCH', 200, 'changeThing'],
    ['GET', 400, 'readThing'],
  ])('%s of it may not return %i', async (method, status, operationId) => {
    const { found } = await tried(checkRemoval, ofGone(method, status));
    expect(found).toContain(`${operationId} use_after_free: returns ${status} for a deleted resource`);
  });

  test.each([404, 410])('it is gone with %i', async (status) => {
    const { found } = await tried(checkRemoval, ofGone('GET', status));
    expect(found.join()).not.toContain('use_after_free');
  });

  test('a second delete may return the same as the first where the contract declares no 404', async () => {
    const repeats = ofGone('DELETE', 204);
    expect((await tried(checkRemoval, repeats)).found).toEqual([
      'deleteThing use_after_free: returns 204 for a deleted resource',
    ]);
    const document = documentWith((paths) => delete paths['/things/{id}'].delete.responses[404]);
    expect((await tried(checkRemoval, ofGone('DELETE', 204), { document })).found).toEqual([]);
    expect((await tried(checkRemoval, ofGone('DELETE', 205), { document })).found.join()).toContain('returns 205');
  });

  test('a list that still holds it is found', async () => {
    let first: Reply | undefined;
    const { found } = await tried(checkRemoval, (right, { method, path }) => {
      if (method !== 'GET' || path !== '/things') return right;
      first ??= right;
      return first;
    });
    expect(found).toEqual(['listThings use_after_free: still lists a deleted resource']);
  });

  test('nothing is said of it where the delete is rejected', async () => {
    const { found, log } = await tried(checkRemoval, (right, { method }) =>
      method === 'DELETE' ? { status: 404 } : right,
    );
    expect(found.join()).not.toContain('use_after_free');
    expect(log).toEqual(['GET /things', 'DELETE /things/t1']);
  });
});

describe('other credentials', () => {
  const options = { auth: { authorization: 'mine' }, otherAuth: { authorization: STRANGER } };
  const isOther = ({ headers }: Read): boolean => headers.authorization === STRANGER;
  const secured = documentWith((paths) => {
    for (const item of Object.values(paths))
      for (const one of Object.values(item)) {
        if (!Array.isArray(one)) (one as Record<string, unknown>).security = [{ Key: [] }];
      }
  });
  Object.assign(secured.components ?? {}, {
    securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'Authorization' } },
  });
  const of = (defect: Defect) => tried(checkStrangers, defect, { ...options, document: secured });

  test('are not tried where there are none', async () => {
    expect((await tried(checkStrangers)).log).toEqual([]);
  });

  test('neither read, change, delete nor list a thing', async () => {
    const { found, log } = await of((right) => right);
    expect(found).toEqual([]);
    expect(log).toEqual([
      ...['GET /things/t1', 'GET /things/t1', 'PATCH /things/t1', 'DELETE /things/t1', 'GET /things/t1'],
      'GET /things',
      'GET /things?limit=50',
    ]);
  });

  test.each([
    ['GET', 'readThing', 200],
    ['PATCH', 'changeThing', 399],
    ['DELETE', 'deleteThing', 204],
  ])('%s is found where it is let in', async (method, operationId, status) => {
    const { found } = await of((right, request, store) => {
      if (!isOther(request) || request.method !== method || request.path === '/things') return right;
      return { status, ...(status === 200 ? { body: store.things[0] } : {}) };
    });
    expect(found).toContain(`${operationId} tenant_isolation: returns ${status} to other credentials`);
  });

  test('are found where a rejected request has changed the thing', async () => {
    const { found } = await of((right, request, store) => {
      if (isOther(request) && request.method === 'PATCH') Object.assign(store.things[0] ?? {}, { name: 'theirs' });
      return right;
    });
    expect(found).toContain('readThing tenant_isolation: was changed with other credentials');
  });

  test('are found where their list holds the thing', async () => {
    const { found } = await of((right, request) => {
      if (!isOther(request) || request.path !== '/things') return right;
      return { status: 200, body: { things: [{ id: 't1' }], next: null } };
    });
    expect(found).toEqual(['listThings tenant_isolation: lists a resource of other credentials']);
  });
});

describe('what is sent to one thing', () => {
  test('leaves another alone', async () => {
    const { found, log } = await tried(checkNeighbours);
    expect(found).toEqual([]);
    // At most eight updates, then one delete, each after a look at the other thing.
    expect(log.filter((one) => one.startsWith('PATCH /things/t2'))).toHaveLength(8);
    expect(log.filter((one) => one.startsWith('DELETE /things/t2'))).toHaveLength(1);
    expect(log.filter((one) => one.startsWith('GET /things/t1'))).toHaveLength(11);
  });

  test('and members that change of the other are named', async () => {
    const { found } = await tried(checkNeighbours, (right, { method, body }, { things }) => {
      if (method === 'PATCH')
        Object.assign(things[0] ?? {}, { size: 8 }, body?.name === undefined ? {} : { isFull: 1 });
      return right;
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^changeThing leaves_others_alone: of one resource changes size(, isFull)? of another$/);
  });

  test('and a delete of all is found by the status of the other', async () => {
    const { found } = await tried(checkNeighbours, (right, { method }, { things }) => {
      if (method === 'DELETE') things.length = 0;
      return right;
    });
    expect(found).toContain('deleteThing leaves_others_alone: of one resource changes the status of another');
  });

  test('and nothing is said where it was rejected', async () => {
    const { found } = await tried(checkNeighbours, (right, { method }, { things }) => {
      if (method !== 'PATCH') return right;
      Object.assign(things[0] ?? {}, { size: 8 });
      return { status: 404 };
    });
    expect(found.join()).not.toContain('leaves_others_alone');
  });
});

describe('the Location of what was made', () => {
  const located = (location: string | undefined, defect: Defect = (right) => right): Defect => {
    return (right, request, store) =>
      request.method === 'POST'
        ? { ...right, headers: location === undefined ? {} : { location } }
        : defect(right, request, store);
  };

  test.each([
    ['/things/t1', 'GET /things/t1'],
    ['http://things.example/things/t1', 'GET /things/t1'],
    ['things/t1?a=b', 'GET /things/t1?a=b'],
    ['/other/t1', 'GET /other/t1'],
  ])('%s is read', async (location, request) => {
    expect((await tried(checkLocation, located(location))).log).toEqual([request]);
  });

  test.each([undefined, 'https://elsewhere.example/things/t1'])('%s is not', async (location) => {
    expect(await tried(checkLocation, located(location))).toEqual({ found: [], log: [] });
  });

  test('may lead to the thing only', async () => {
    expect((await tried(checkLocation, located('/things/t1'))).found).toEqual([]);
    expect((await tried(checkLocation, located('http://[/'))).found).toEqual([
      'makeThing location_leads_to_it: the Location "http://[/" is not a URL reference',
    ]);
    expect((await tried(checkLocation, located('/things/t9'))).found).toEqual([
      'makeThing location_leads_to_it: the Location /things/t9 of the created resource returns 404',
    ]);
    const other = located('/things/t1', (right) => ({ ...right, body: { id: 't2' } }));
    expect((await tried(checkLocation, other)).found).toEqual([
      'makeThing location_leads_to_it: the Location /things/t1 of t1 leads to t2',
    ]);
    const unnamed = located('/things/t1', (right) => ({ ...right, body: { size: 1 } }));
    expect((await tried(checkLocation, unnamed)).found).toEqual([]);
    for (const elsewhere of ['/other/t1', '/things/t1/parts', '/things']) {
      const found = located(elsewhere, () => ({ status: 200, body: { id: 't2' } }));
      expect((await tried(checkLocation, found)).found, elsewhere).toEqual([]);
    }
  });

  test('stands below the base path, or outside of it', async () => {
    const document = { ...structuredClone(THINGS), servers: [{ url: '/v1/api' }] };
    const below: Defect = (right) => right;
    const serve = serveThings(located('/v1/api/things/t1', below));
    const outside = serveThings(located('/things/t1', below));
    for (const [server, path] of [
      [serve, '/v1/api/things/t1'],
      [outside, '/things/t1'],
    ] as const) {
      const run = createRun((request) => server({ ...request, path: request.path.replace('/v1/api', '') }), {
        document,
      });
      const [life, made] = await makeThing(run);
      await checkLocation(run, life, made);
      expect([run.found(), run.log()]).toEqual([[], [`GET ${path}`]]);
    }
  });
});
