import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { formatResult } from '../../../src/contract/verify/report.ts';
import { type RunResult, runVerify } from '../../../src/contract/verify/run.ts';
import { type Defect, NOTES, startNotes } from './notes.ts';

async function verify(defect?: Defect, document = NOTES): Promise<RunResult> {
  const server = await startNotes(defect);
  try {
    return await runVerify(createPlan(structuredClone(document)), {
      ...{ url: server.url, auth: {}, otherAuth: {}, seed: 1, maxCases: 10_000, operations: [] },
      phases: ['examples', 'constraints', 'state'],
      ...{ off: [], timeMs: 1_800_000, concurrency: 4, responseMs: 600_000, onProgress: () => undefined },
    });
  } finally {
    server.stop();
  }
}

/** Findings as `operation check`, with the methods of the requests that lead to each. */
function stories({ findings }: RunResult): string[] {
  return findings.map(
    ({ operationId, check, steps = [], request }) =>
      `${operationId} ${check}: ${[...steps, request].map(({ method }) => method).join(' ')}`,
  );
}

describe('resources are followed through the links of the contract', () => {
  test('and nothing is found in a server that keeps it', async () => {
    const result = await verify();
    expect(stories(result)).toEqual([]);
    expect(result.untried).toEqual([]);
    // Each operation was followed in sequences, not only tried by itself.
    for (const counts of Object.values(result.counts)) expect(counts.state).toBeGreaterThan(10);
  });

  test('and a link that leads to nothing is found', async () => {
    expect(stories(await verify('wrong keys'))).toContain('readNote links_lead_somewhere: GET');
  });

  test.each([
    ['/0/key', []],
    ['/99999/key', []],
    ['/key', ['listNotes links_lead_somewhere: GET']],
    ['/0/name', ['listNotes links_lead_somewhere: GET']],
  ])(
    'and a link to %s of a list is found where it is lacking, but for an item that the list is too short for',
    async (at, found) => {
      const document = structuredClone(NOTES);
      const list = document.paths?.['/notes']?.get as { responses: Record<string, object> };
      const links = { item: { operationId: 'readNote', parameters: { note: `$response.body#${at}` } } };
      Object.assign(list.responses[200] ?? {}, { links });
      expect(stories(await verify(undefined, document))).toEqual(found);
    },
  );

  test('and a link to an operation that does not exist is reported', async () => {
    const document = structuredClone(NOTES);
    const create = document.paths?.['/notes']?.post as { responses: Record<string, { links: object }> };
    Object.assign(create.responses[201]?.links ?? {}, { lost: { operationId: 'noSuchOperation' } });
    expect((await verify(undefined, document)).untried).toEqual([
      'createNote: the link "lost" leads to no operation of the contract (#/paths/~1notes/post/responses/201/links/lost)',
    ]);
  });
});

describe('a walk tells the shortest sequence', () => {
  test('that gives a key twice', async () => {
    // The count of notes is again what it was when the first got its key.
    expect(stories(await verify('reuses keys'))).toContain('createNote creates_unique_id: POST DELETE POST');
  });

  test('after which a note is not listed', async () => {
    const result = await verify('hides the neighbour');
    expect(stories(result)).toContain('listNotes lists_each_once: POST POST DELETE GET');
    const text = formatResult(result);
    const lines = text.slice(text.indexOf('lists_each_once')).split('\n').slice(3, 7);
    expect(lines.map((line) => /^ {2}curl .* -X (\w+)/.exec(line)?.[1])).toEqual(['POST', 'POST', 'DELETE', 'GET']);
  });

  test('after which a change is lost', async () => {
    expect(stories(await verify('forgets the third change')).join('\n')).toMatch(
      /readNote reads_what_was_made: POST PATCH PATCH PATCH GET/,
    );
  });
});

describe('what becomes of one request', () => {
  test('may not show in another resource', async () => {
    expect(stories(await verify('changes the neighbour'))).toContain('changeNote leaves_others_alone: PATCH');
  });

  test('is the same when it is sent again', async () => {
    expect(stories(await verify('rejects to repeat'))).toContain('changeNote repeatable_updates: PATCH');
  });

  test('may leave out read-only values, but not take them', async () => {
    expect(stories(await verify('ignores read-only values'))).toEqual([]);
    const taken = stories(await verify('takes read-only values'));
    expect(new Set(taken.map((story) => story.split(':')[0]))).toEqual(
      new Set(['createNote negative_data_rejection', 'changeNote negative_data_rejection']),
    );
  });
});

describe('a resource that another one must be made for', () => {
  const response = { description: 'Done.', content: { 'application/json': { schema: { type: 'object' } } } };
  const id = (name: string) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', pattern: '^[a-z]+-\\d+$' },
  });
  const link = (operationId: string) => ({ next: { operationId, parameters: { id: '$response.body#/id' } } });

  /** Houses have rooms, and a room is read at a path of its own. */
  const houses = (circle: boolean): OpenApiDocument => ({
    openapi: '3.1.0',
    info: { title: 'Houses', version: '1' },
    paths: {
      '/houses': { post: { operationId: 'createHouse', responses: { 201: { ...response } } } },
      '/houses/{id}/rooms': {
        parameters: [id('id')],
        post: { operationId: 'createRoom', responses: { 201: { ...response, links: link('readRoom') } } },
      },
      '/rooms/{id}': {
        parameters: [id('id')],
        get: {
          operationId: 'readRoom',
          responses: { 200: { ...response, ...(circle ? { links: link('createRoom') } : {}) }, 404: response },
        },
      },
    },
  });

  async function seen(circle: boolean): Promise<string[]> {
    const requests: string[] = [];
    const made = new Set<string>();
    const server = createServer((request, response) => {
      const { method, url = '' } = request;
      requests.push(`${method} ${url}`);
      const [, kind, parent = '', child] = url.split('/');
      const isThere = method === 'POST' && kind === 'houses' && (child === undefined || made.has(parent));
      if (isThere) made.add(`${child === undefined ? 'house' : 'room'}-${made.size}`);
      const status = isThere ? 201 : method === 'GET' && made.has(parent) ? 200 : 404;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: [...made].at(-1) }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await runVerify(createPlan(houses(circle)), {
      ...{
        url,
        auth: {},
        otherAuth: {},
        seed: 1,
        maxCases: 100,
        operations: ['readRoom'],
        phases: ['examples'],
        off: [],
      },
      ...{ timeMs: 600_000, concurrency: 4, responseMs: 600_000, onProgress: () => undefined },
    });
    server.close();
    return requests;
  }

  test('is made after it', async () => {
    expect(await seen(false)).toEqual(['POST /houses', 'POST /houses/house-0/rooms', 'GET /rooms/room-1']);
  });

  test('is given up where one leads to the other in a circle', async () => {
    const requests = await seen(true);
    expect(requests.at(-1)).toMatch(/^GET \/rooms\/[a-z]+-\d+$/);
  });
});

test.each([
  [413, false],
  [400, true],
])('another server that answers %i to everything judges otherwise: %s', async (status, isOther) => {
  const other = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const against = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const server = await startNotes();
  const { agreement } = await runVerify(createPlan(structuredClone(NOTES)), {
    ...{ url: server.url, against, auth: {}, otherAuth: {}, seed: 1, maxCases: 50, operations: [] },
    ...{
      phases: ['examples', 'constraints'],
      off: [],
      timeMs: 1_800_000,
      concurrency: 4,
      responseMs: 600_000,
      onProgress: () => undefined,
    },
  });
  server.stop();
  other.closeAllConnections();
  other.close();
  // How large a body may be is no matter of the contract.
  expect((agreement?.disagreed ?? 0) > 0).toBe(isOther);
  expect((agreement?.ruled ?? 0) > 0).toBe(!isOther);
});
