import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../src/contract/verify/agreement.ts';
import { createPlanning } from '../../../src/contract/verify/planning.ts';
import { findLocked } from '../../../src/contract/verify/preflight.ts';
import type { RunOptions } from '../../../src/contract/verify/run-context.ts';
import { sendCases } from '../../../src/contract/verify/sending.ts';
import {
  createRun,
  documentWith,
  type MemoryRun,
  type Read,
  type Reply,
  type Serve,
  serveThings,
  THINGS,
} from './state/things.ts';

const FOREVER = Number.POSITIVE_INFINITY;

async function sent(
  serve: Serve,
  options: Partial<RunOptions> = {},
  { wanted, end = FOREVER, document = THINGS } = {} as { wanted?: string[]; end?: number; document?: typeof THINGS },
) {
  const run = createRun(serve, { document, ...options });
  if (wanted !== undefined) run.wanted = run.wanted.filter(({ operationId }) => wanted.includes(operationId));
  const agreement: Agreement = { agreed: 0, ruled: 0, disagreed: 0 };
  const { outcomes, cut } = await sendCases(run, agreement, end);
  return { run, outcomes, cut: cut.map(({ operationId }) => operationId), agreement };
}
const sum = (outcomes: Record<string, number>): number => Object.values(outcomes).reduce((all, one) => all + one, 0);

describe('cases are sent', () => {
  test('of each operation in turn, up to the number that is asked for', async () => {
    const { run, outcomes, cut } = await sent(serveThings(), { maxCases: 7 });
    expect(
      run.counted
        .slice(0, 5)
        .map((one) => one.split(' ')[0])
        .sort(),
    ).toEqual([...['changeThing', 'deleteThing', 'listThings', 'makeThing', 'readThing']]);
    expect([run.counted.length, sum(outcomes)]).toEqual([7, 7]);
    expect(cut.length).toBeGreaterThan(0);
  });

  test('of the phases that are asked for', async () => {
    for (const phase of ['examples', 'constraints', 'protocol', 'random'] as const) {
      const { run } = await sent(serveThings(), { phases: [phase], maxCases: 40 });
      expect(new Set(run.counted.map((one) => one.split(' ')[1]))).toEqual(new Set([phase]));
    }
    const { run } = await sent(serveThings(), { maxCases: 2000 }, { wanted: ['changeThing'] });
    expect([...new Set(run.counted)]).toEqual([
      ...['changeThing examples', 'changeThing constraints', 'changeThing protocol', 'changeThing random'],
    ]);
    expect(run.counted).toHaveLength(2000);
  });

  test('all, where there are no more', async () => {
    const { cut, run } = await sent(serveThings(), { phases: ['examples'], maxCases: 1000 });
    expect(cut).toEqual([]);
    expect(run.counted.length).toBeLessThan(30);
  });

  test('not when the time is over', async () => {
    const { run, cut } = await sent(serveThings(), {}, { end: 0 });
    expect([run.log(), cut.length]).toEqual([[], 5]);
  });

  test('with the concurrency that is asked for, and each is reported', async () => {
    const told: string[] = [];
    await sent(serveThings(), { concurrency: 3, maxCases: 4, onProgress: (text) => told.push(text) });
    expect(told).toEqual(['1 cases', '2 cases', '3 cases', '4 cases']);
  });

  test('and counted by what became of them', async () => {
    const { outcomes } = await sent(
      serveThings(),
      { phases: ['constraints'], maxCases: 400 },
      { wanted: ['makeThing'] },
    );
    // The server of the test checks nothing.
    expect(outcomes['valid requests accepted']).toBeGreaterThan(5);
    expect(outcomes['invalid requests accepted, with a finding']).toBeGreaterThan(5);
    const of = async (status: number) => {
      const serve = serveThings(() => ({ status }));
      return (await sent(serve, { phases: ['constraints'], maxCases: 400 }, { wanted: ['makeThing'] })).outcomes;
    };
    expect(Object.keys(await of(499)).sort()).toEqual([
      ...['invalid requests rejected', 'valid requests rejected, without a finding'],
    ]);
    expect([Object.keys(await of(500)), Object.keys(await of(0))]).toEqual([
      ...[['server errors'], ['requests without a response']],
    ]);
  });

  test('and the statuses of those that the contract allows are noted', async () => {
    const { run } = await sent(serveThings(), { phases: ['examples', 'protocol'], maxCases: 100 });
    expect([...(run.statuses.get('makeThing') ?? [])]).toEqual([201]);
    expect([...(run.statuses.get('deleteThing') ?? [])]).toEqual([204]);
  });
});

describe('a resource', () => {
  const to = async (serve: Serve, wanted: string, document = THINGS, phase: 'examples' | 'protocol' = 'examples') => {
    const { run } = await sent(serve, { phases: [phase], maxCases: 100 }, { wanted: [wanted], document });
    return run.log();
  };

  test('is shared by the cases of an operation, and created again for each that deletes it', async () => {
    const changes = await to(serveThings(), 'changeThing');
    expect(changes.length).toBeGreaterThan(2);
    expect(changes.filter((one) => one.startsWith('POST'))).toHaveLength(1);
    const document = documentWith((paths) => {
      paths['/things/{id}'].delete.parameters = [{ name: 'hard', in: 'query', schema: { type: 'boolean' } }];
    });
    expect(await to(serveThings(), 'deleteThing', document)).toEqual([
      ...['POST /things', 'DELETE /things/t1', 'POST /things', 'DELETE /things/t2?hard=true'],
    ]);
  });

  test('is another one where a case is in conflict with what earlier ones have made of it', async () => {
    let conflicts = 0;
    const log = await to(
      serveThings((right, { method, path }) =>
        method === 'PATCH' && path.endsWith('t1') && ++conflicts > 0 ? { status: 409 } : right,
      ),
      'changeThing',
    );
    expect(log.slice(0, 4)).toEqual(['POST /things', 'PATCH /things/t1', 'POST /things', 'PATCH /things/t2']);
    expect(log.filter((one) => one.endsWith('t1')).length).toBe(conflicts);
  });

  test('is created again if it is deleted', async () => {
    const document = documentWith((paths) => {
      paths['/things/{id}'].get.parameters = [{ name: 'q', in: 'query', schema: { type: 'integer' } }];
    });
    const log = await to(
      serveThings((right, { method, path }) => (method === 'GET' && path.endsWith('t1') ? { status: 404 } : right)),
      'readThing',
      document,
    );
    expect(log).toEqual(['POST /things', 'GET /things/t1', 'POST /things', 'GET /things/t2?q=1']);
  });

  test('is one that the contract allows where none can be made', async () => {
    const log = await to(
      serveThings((right, { method }) => (method === 'POST' ? { status: 400 } : right)),
      'readThing',
    );
    expect(log).toEqual(['POST /things', expect.stringMatching(/^GET \/things\/[^/{}]+$/)]);
  });
});

describe('a random case that finds something', () => {
  test('is reported with as few changes as possible', async () => {
    const serve = serveThings((right, { body }) => (body?.size === 9 ? { status: 500 } : right));
    const { run } = await sent(serve, { phases: ['random'], maxCases: 60 }, { wanted: ['changeThing'] });
    const [finding] = run.session.findings().filter(({ check }) => check === 'not_a_server_error');
    expect(finding?.request.body).toMatch(/"size":9/);
    const changed = Object.entries(JSON.parse(finding?.request.body ?? '{}')).filter(
      ([name, value]) => name !== 'size' && !['rex', 'cup', true].includes(value as string),
    );
    expect(changed).toEqual([]);
  });
});

describe('another server', () => {
  /** Two servers at two addresses, of which the other one responds otherwise to some requests. */
  const compared = async (other: (right: Reply, request: Read) => Reply, document = THINGS) => {
    const one = serveThings();
    const run = createRun((request) => one(request), {
      ...{ document, phases: ['examples', 'constraints', 'protocol'], maxCases: 60, against: 'http://other.example/' },
    });
    run.wanted = run.wanted.filter(({ operationId }) => operationId === 'listThings');
    const send = run.sender.send;
    const seen: string[] = [];
    run.sender.send = async (request) => {
      const exchange = await send(request);
      if (!request.url.startsWith('http://other.example/') || 'failure' in exchange) return exchange;
      seen.push(request.url);
      const url = new URL(request.url);
      const read = {
        method: request.method,
        path: url.pathname,
        query: url.searchParams,
        headers: {},
        body: undefined,
      };
      const reply = other({ status: exchange.response.status, body: exchange.response.value }, read);
      if (reply.status === 0) return { request, failure: 'none' };
      return { request, response: { ...exchange.response, status: reply.status, value: reply.body } };
    };
    const agreement: Agreement = { agreed: 0, ruled: 0, disagreed: 0 };
    await sendCases(run as MemoryRun, agreement, FOREVER);
    const found = run.session.findings().filter(({ check }) => check === 'agreement');
    return { agreement, seen, messages: found.map(({ message }) => message) };
  };

  test('gets the same requests, those of HTTP itself aside, and agrees', async () => {
    const { agreement, seen } = await compared((right) => right);
    expect(agreement).toMatchObject({ ruled: 0, disagreed: 0 });
    expect(agreement.agreed).toBe(seen.length);
    expect(seen[0]).toBe('http://other.example/things');
    expect(seen.some((url) => url.includes('no-such-path'))).toBe(false);
  });

  test.each<[string, Reply, string]>([
    ['rejects', { status: 400 }, 'returned 200, the other server 400.'],
    [
      'accepts with another status',
      { status: 202 },
      'returned 200 application/json, the other server 202 application/json.',
    ],
    ['does not respond', { status: 0 }, 'the other server did not respond: none.'],
  ])('disagrees where it %s', async (_what, reply, message) => {
    const { agreement, messages } = await compared((right, { query }) => (query.get('kind') === 'jar' ? reply : right));
    expect(agreement.disagreed).toBeGreaterThan(0);
    expect(messages[0]).toContain(`${message} `);
  });

  test('rejects by a rule that the contract names, or by its own limit of size', async () => {
    const ruled = documentWith((paths) => {
      paths['/things'].get['x-verify'] = { rules: { kind: 'It is known.' } };
    });
    const rejects = (right: Reply, { query }: Read): Reply =>
      query.get('kind') === 'jar' ? { status: 400, body: { fields: { kind: 'is unknown' } } } : right;
    expect((await compared(rejects, ruled)).agreement).toMatchObject({ ruled: 1, disagreed: 0 });
    expect((await compared(rejects)).agreement).toMatchObject({ ruled: 0, disagreed: 1 });
    const { agreement } = await compared((right, { query }) => (query.get('kind') === 'jar' ? { status: 413 } : right));
    expect(agreement).toMatchObject({ ruled: 1, disagreed: 0 });
  });
});

describe('operations whose credentials are rejected', () => {
  const secured = (alternatives: object[]) =>
    documentWith((paths) => {
      for (const item of Object.values(paths)) {
        for (const one of Object.values(item as object)) if (!Array.isArray(one)) one.security = alternatives;
      }
    });
  const locked = async (
    respond: (request: Read) => Reply,
    { alternatives = [{ Key: [] }] as object[], ...options }: Partial<RunOptions> & { alternatives?: object[] } = {},
  ) => {
    const run = createRun(respond, { document: secured(alternatives), ...options });
    const found = await findLocked(run);
    return { reasons: [...found].map(([{ operationId }, reason]) => `${operationId}: ${reason}`), log: run.log() };
  };
  const auth = { authorization: 'Bearer a' };

  test('are all of a requirement, by the credentials that are given', async () => {
    const { reasons, log } = await locked(() => ({ status: 401 }), { auth });
    expect(reasons).toHaveLength(5);
    expect(reasons[0]).toBe('listThings: every response is 401: the server rejects the credentials that --auth gives');
    // Those that change nothing first, and those without a resource before the others.
    expect(log.map((one) => one.replace(/\/[^/]+$/, (tail) => (tail === '/things' ? tail : '/1')))).toEqual([
      ...['GET /things', 'GET /things/1', 'POST /things', 'DELETE /things/1', 'PATCH /things/1'],
    ]);
    expect((await locked(() => ({ status: 401 }))).reasons[0]).toBe(
      "listThings: every response is 401: credentials are missing. Give them with --auth 'Name: value'",
    );
    const { reasons: own } = await locked(() => ({ status: 401 }), { schemeAuth: { Key: auth } });
    expect(own[0]).toContain('that --auth gives');
  });

  test('may be a 403 where none are given', async () => {
    expect((await locked(() => ({ status: 403 }))).reasons).toHaveLength(5);
    expect((await locked(() => ({ status: 403 }), { auth })).reasons).toEqual([]);
  });

  test('are none where one of them is let in, or does not respond', async () => {
    for (const status of [200, 404, 0]) {
      const { reasons, log } = await locked(({ path }) => ({ status: path === '/things' ? 401 : status }));
      expect(reasons).toEqual([]);
      expect(log).toHaveLength(2);
    }
  });

  test('are not asked for where none are needed', async () => {
    for (const alternatives of [[], [{ Key: [] }, {}]]) {
      expect(await locked(() => ({ status: 401 }), { alternatives })).toEqual({ reasons: [], log: [] });
    }
  });
});

describe('the cases of an operation', () => {
  test('are planned until the time is over, examples always', () => {
    const { plan } = createRun(serveThings());
    const [list] = plan.operations;
    if (list === undefined) throw new Error('There is no operation.');
    const late = createPlanning(plan, 1, 0);
    expect(late.examples(list).length).toBeGreaterThan(1);
    expect([late.constraint(list, 0), late.isComplete(list), late.constraints(list)]).toEqual([undefined, false, []]);
    const planning = createPlanning(plan, 1, FOREVER);
    const third = planning.constraint(list, 2);
    expect(planning.constraints(list)).toHaveLength(3);
    expect(planning.constraints(list)[2]).toBe(third);
    expect([planning.constraint(list, 100_000), planning.isComplete(list)]).toEqual([undefined, true]);
    expect(planning.simplest(list)?.query).toEqual([]);
    expect(planning.protocol(list).length).toBeGreaterThan(0);
    expect(planning.untried()).toEqual([]);
  });

  test('begin with the one that is called minimal, else the first', () => {
    const simplestOf = (examples: object) => {
      const document = documentWith((paths) => {
        paths['/things'].post.requestBody.content['application/json'].examples = examples;
      });
      const { planning, plan } = createRun(serveThings(), { document });
      const make = plan.operations.find(({ operationId }) => operationId === 'makeThing');
      return make === undefined ? undefined : planning.simplest(make)?.body?.text;
    };
    expect(simplestOf({ big: { value: { name: 'big' } }, Minimal: { value: { name: 'min' } } })).toBe('{"name":"min"}');
  });
});
