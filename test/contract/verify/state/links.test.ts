import { describe, expect, test } from 'vitest';
import { checkLinks } from '../../../../src/contract/verify/state/links.ts';
import { createRun, documentWith, type Reply, type Serve, serveThings } from './things.ts';

type Tried = {
  found: string[];
  log: string[];
  untried: string[];
  last: { headers?: Record<string, string>; body?: unknown };
};

/** What following a link of the response that makes a thing finds and sends. */
async function tried(
  link: object,
  { serve = serveThings(), status = '201', wanted = true, end = Number.POSITIVE_INFINITY, change }: Options = {},
): Promise<Tried> {
  const document = documentWith((paths) => {
    const { responses } = paths['/things'].post;
    responses[status] = { ...responses[201], links: { next: link } };
    if (status !== '201') delete responses[201];
    change?.(paths);
  });
  const run = createRun(serve, { document });
  if (!wanted) run.wanted = [];
  await checkLinks(run, end);
  const last = run.sent.at(-1);
  return {
    found: run.found(),
    log: run.log(),
    untried: run.untried,
    last: { headers: last?.headers ?? {}, body: last?.body },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a document is changed wherever a test wants it.
type Paths = Record<string, any>;
type Options = {
  serve?: Serve;
  status?: string;
  wanted?: boolean;
  end?: number;
  change?: (paths: Paths) => void;
};

const read = (expression: unknown) => ({ operationId: 'readThing', parameters: { id: expression } });

describe('a link is followed with what the response says', () => {
  test('of a path', async () => {
    expect(await tried(read('$response.body#/id'))).toMatchObject({
      found: [],
      log: ['POST /things', 'GET /things/t1'],
    });
  });

  test('of a query, in the place of what is sent else', async () => {
    const link = { operationId: 'listThings', parameters: { kind: 'jar', 'query.limit': '$response.body#/size' } };
    expect((await tried(link)).log).toEqual(['POST /things', 'GET /things?limit=0&kind=jar']);
    const required = (paths: Paths): void => {
      for (const one of paths['/things'].get.parameters) if (one.name !== 'sort') one.required = true;
    };
    const { log } = await tried(link, { change: required });
    expect(log[1]).toBe('GET /things?cursor=rex&limit=0&kind=jar');
  });

  test('of a header, a cookie and a body', async () => {
    const link = {
      operationId: 'changeThing',
      parameters: { id: '$response.body#/id', 'header.X-Kind': '$response.body#/name', 'cookie.last': 'a' },
      requestBody: { name: 'new' },
    };
    const change = (paths: Paths): void => {
      paths['/things/{id}'].patch.parameters = [
        { name: 'X-Kind', in: 'header', schema: { type: 'string' } },
        { name: 'last', in: 'cookie', schema: { type: 'string' } },
      ];
    };
    const { last, found } = await tried(link, { change });
    expect(found).toEqual([]);
    expect(last).toMatchObject({ headers: { 'x-kind': 'rex', cookie: 'last=a' }, body: { name: 'new' } });
  });

  test('but not with a header that HTTP cannot carry', async () => {
    const link = { operationId: 'readThing', parameters: { id: '$response.body#/id', 'header.X-Kind': 'Żółw' } };
    const change = (paths: Paths): void => {
      paths['/things/{id}'].get.parameters = [{ name: 'X-Kind', in: 'header', schema: { type: 'string' } }];
    };
    const { log, found, untried } = await tried(link, { change });
    expect({ log, found }).toEqual({ log: ['POST /things'], found: [] });
    expect(untried).toEqual(['the link "next" of makeThing: no header can hold Żółw']);
  });

  test.each([404, 400])('and a %i is a finding', async (status) => {
    const serve = serveThings((right, { method }) => (method === 'GET' ? { status } : right));
    expect((await tried(read('$response.body#/id'), { serve })).found).toContain(
      `readThing links_lead_somewhere: the link "next" of makeThing leads here, and the response is ${status}`,
    );
  });

  test('and less than a 400 is none', async () => {
    const serve = serveThings((right, { method }) => (method === 'GET' ? { status: 399 } : right));
    expect((await tried(read('$response.body#/id'), { serve })).found.join()).not.toContain('links_lead_somewhere');
  });
});

describe('a response that lacks what a link needs', () => {
  test('is a finding where a path needs it', async () => {
    const { found, log } = await tried(read('$response.body#/none'));
    expect(found).toEqual([
      'makeThing links_lead_somewhere: the link "next" needs $response.body#/none, which the 201 response lacks',
    ]);
    expect(log).toEqual(['POST /things']);
    const isNull = serveThings((right: Reply) => ({ ...right, body: { ...(right.body as object), other: null } }));
    expect((await tried(read('$response.body#/other'), { serve: isNull })).found).toHaveLength(1);
  });

  test('is none where a list is too short', async () => {
    const serve = serveThings((right: Reply) => ({ ...right, body: { ...(right.body as object), all: [] } }));
    expect(await tried(read('$response.body#/all/0'), { serve })).toMatchObject({ found: [], log: ['POST /things'] });
  });

  test('is none in a query', async () => {
    const link = { operationId: 'listThings', parameters: { cursor: '$response.body#/next' } };
    expect(await tried(link)).toMatchObject({ found: [], log: ['POST /things', 'GET /things'] });
  });
});

describe('a link is not followed', () => {
  test.each<[string, Options]>([
    ['of an operation that is not asked for', { wanted: false }],
    ['when the time is over', { end: 0 }],
  ])('%s', async (_what, options) => {
    expect((await tried(read('$response.body#/id'), options)).log).toEqual([]);
  });

  test('from a response of another status', async () => {
    expect((await tried(read('$response.body#/id'), { status: '202' })).log).toEqual(['POST /things']);
    expect((await tried(read('$response.body#/id'), { status: '2XX' })).log).toHaveLength(2);
  });

  test('without a response', async () => {
    expect((await tried(read('$response.body#/id'), { serve: () => ({ status: 0 }) })).log).toEqual(['POST /things']);
  });
});
