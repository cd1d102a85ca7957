import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createNodeListener } from '../../../src/contract/adapters/node.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import { findDocumentWarnings } from '../../../src/contract/build/document-warnings.ts';
import { generateTypes } from '../../../src/contract/build/types.ts';
import { createContractClient } from '../../../src/contract/client/client.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createItemReader, writeItem } from '../../../src/contract/document/sequences.ts';
import { startMock } from '../../../src/contract/mock/mock.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { runVerify } from '../../../src/contract/verify/run.ts';
import { type Door, listen } from '../adapters/doors.ts';

const boat = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer', maximum: 9 }, note: { type: 'string' } },
};
const event = {
  type: 'object',
  required: ['data'],
  properties: {
    data: { type: 'string' },
    event: { const: 'boat' },
    id: { type: 'string' },
    retry: { type: 'integer' },
  },
};
const rejected = {
  default: { description: 'Rejected.', content: { 'application/json': { example: { message: '' } } } },
};
const streamOf = (operationId: string, mediaType: string, itemSchema: object) => ({
  get: {
    operationId,
    responses: { 200: { description: 'Items.', content: { [mediaType]: { itemSchema } } }, ...rejected },
  },
});
const DOCUMENT: OpenApiDocument = {
  openapi: '3.2.0',
  info: { title: 'Boats', version: '1.0.0' },
  paths: {
    '/lines': {
      ...streamOf('lines', 'application/jsonl', boat),
      post: {
        operationId: 'addAll',
        requestBody: { required: true, content: { 'application/x-ndjson': { itemSchema: boat } } },
        responses: { 200: { description: 'Added.', content: { 'application/json': { schema: {} } } }, ...rejected },
      },
    },
    '/records': streamOf('records', 'application/json-seq', boat),
    '/events': streamOf('events', 'text/event-stream', event),
  },
};

let items: Record<string, () => AsyncIterable<unknown> | Iterable<unknown>> = {};
const handlers = {
  lines: () => ({ status: 200, body: items.lines?.() ?? [{ id: 1, secret: true }, { id: 2 }] }),
  records: () => ({ status: 200, body: items.records?.() ?? [{ id: 1 }, { id: 2, note: 'a\nb' }] }),
  events: () => ({ status: 200, body: items.events?.() ?? [{ event: 'boat', id: '7', data: 'a\nb' }] }),
  addAll: ({ body }: { body: unknown }) => ({ status: 200, body }),
};
const noItems = (): void => {
  items = {};
};
const failures: unknown[] = [];
let server: Door;
beforeAll(async () => {
  const onStreamFailure = (failure: unknown) => failures.push(failure);
  const contract = compileContract(DOCUMENT);
  server = await listen(await createNodeListener({ contract, handlers, onStreamFailure, onWarning: () => undefined }));
});
afterAll(() => server.stop());

describe('the server writes items of every format', () => {
  test.each([
    ['/lines', 'application/jsonl', '{"id":1}\n{"id":2}\n'],
    ['/records', 'application/json-seq', '\u001e{"id":1}\n\u001e{"id":2,"note":"a\\nb"}\n'],
    ['/events', 'text/event-stream; charset=utf-8', 'event: boat\nid: 7\ndata: a\ndata: b\n\n'],
  ])('%s', async (path, mediaType, text) => {
    const response = await fetch(server.url + path);
    expect([response.headers.get('content-type'), await response.text()]).toEqual([mediaType, text]);
    expect((await fetch(server.url + path, { method: 'HEAD' })).status).toBe(200);
  });

  test('one at a time, as the client reads, and releases what it stops reading', async () => {
    let made = 0;
    let released: () => void = () => undefined;
    const isReleased = new Promise<void>((resolve) => {
      released = resolve;
    });
    const note = 'x'.repeat(100_000);
    items = {
      async *lines() {
        try {
          for (;;) {
            made += 1;
            yield { id: 1, note };
          }
        } finally {
          released();
        }
      },
    };
    onTestFinished(noItems);
    const response = await fetch(`${server.url}/lines`);
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await isReleased;
    expect(made).toBeLessThan(1000);
  });

  test.each([
    ['lines', { id: 10 }, /item 2: body id must be at most 9/],
    ['events', { data: 'x', event: 'other' }, /item 2: body event/],
    ['events', { data: 'x', id: 'a\nb' }, /"id" of an event must be one line/],
  ])('an invalid item of %s ends the stream: %j', async (path, item, message) => {
    failures.length = 0;
    items = { [path]: () => [path === 'lines' ? { id: 1 } : { data: 'first' }, item, { id: 2, data: 'last' }] };
    onTestFinished(noItems);
    await expect(fetch(`${server.url}/${path}`).then((response) => response.text())).rejects.toThrow();
    await expect.poll(() => failures.map(String)).toEqual([expect.stringMatching(message)]);
  });
});

test('the server reads a request of items as a list, and validates each', async () => {
  const post = async (body: string) => {
    const headers = { 'content-type': 'application/x-ndjson' };
    const response = await fetch(`${server.url}/lines`, { method: 'POST', headers, body });
    return [response.status, JSON.stringify(await response.json())];
  };
  expect(await post('{"id":1}\n\n{"id":2}')).toEqual([200, '[{"id":1},{"id":2}]']);
  expect(await post('{"id":1}\n{"id":10}\n')).toEqual([400, expect.stringContaining('[1].id must be at most 9')]);
  expect((await post('{"id":1}\n{"id":'))[0]).toBe(400);
});

describe('an item reader', () => {
  const all = [{ event: 'a', id: '1', retry: 5, data: 'x\ny' }, { data: '' }];
  const text = ': comment\r\nevent: a\rid: 1\nretry: 5\r\ndata:x\r\ndata: y\r\n\r\ndata\n\nretry: no\n\ndata: open';

  test('reads events however they are cut', () => {
    for (let at = 0; at <= text.length; at++) {
      const reader = createItemReader('events');
      expect([reader.read(text.slice(0, at)), reader.read(text.slice(at)), reader.end()].flat()).toEqual(all);
    }
  });

  test.each(['lines', 'records', 'events'] as const)('reads what is written as %s', (format) => {
    const written = format === 'events' ? all : [{ id: 1, note: 'a\nb' }, [null], 'x'];
    const whole = written.map((item) => writeItem(format, item, JSON.stringify)).join('');
    const reader = createItemReader(format);
    expect([[...whole].flatMap((character) => reader.read(character)), reader.end()].flat()).toEqual(written);
  });
});

describe('the client', () => {
  type Items<Item> = { readonly $items: Item };
  type Of<MediaType extends string, Item> = {
    get: { responses: { 200: { content: { [Name in MediaType]: Items<Item> } } } };
  };
  type Paths = {
    '/lines': Of<'application/jsonl', { id: number }> & {
      post: {
        requestBody: { content: { 'application/x-ndjson': Items<{ id: number }> } };
        responses: { 200: { content: { 'application/json': unknown } } };
      };
    };
    '/events': Of<'text/event-stream', { data: string; id?: string }>;
  };
  const contract = {
    securitySchemes: {},
    errors: { message: [], code: [], requestId: [], fields: [] },
    operations: {
      'GET /lines': { response: 'bytes', items: true },
      'POST /lines': { body: 'application/x-ndjson' },
      'GET /events': { response: 'text', items: true },
    },
  } as const;
  const clientOf = (baseUrl: string) => createContractClient<Paths, typeof contract>(contract, { baseUrl });

  test('reads and writes items', async () => {
    const client = clientOf(server.url);
    const ids: number[] = [];
    for await (const { id } of (await client.GET('/lines')).data) ids.push(id);
    expect(ids).toEqual([1, 2]);
    expect((await client.POST('/lines', { body: [{ id: 3 }, { id: 4 }] })).data).toEqual([{ id: 3 }, { id: 4 }]);
  });

  /** A server of events that breaks each connection but the last. */
  async function brokenServer(answers: ((response: ServerResponse) => void)[]) {
    const lastIds: (string | undefined)[] = [];
    const door = await listen(({ headers }, response) => {
      const answer = answers[lastIds.length];
      lastIds.push(headers['last-event-id'] as string | undefined);
      response.setHeader('content-type', 'text/event-stream');
      answer?.(response);
    });
    onTestFinished(() => door.stop());
    return { door, lastIds };
  }
  const breakAfter = (text: string) => (response: ServerResponse) => {
    response.write(text, () => setImmediate(() => response.destroy()));
  };
  const readAll = async (url: string): Promise<string[]> => {
    const read: string[] = [];
    for await (const { data } of (await clientOf(url).GET('/events')).data) read.push(data);
    return read;
  };

  test('resumes events behind the last one after a broken connection', async () => {
    const { door, lastIds } = await brokenServer([
      breakAfter('retry: 1\nid: 1\ndata: a\n\n'),
      breakAfter('id: 2\ndata: b\n\ndata: half'),
      (response) => response.end('data: c\n\n'),
    ]);
    expect(await readAll(door.url)).toEqual(['a', 'b', 'c']);
    expect(lastIds).toEqual([undefined, '1', '2']);
  });

  test('ends with a 204, and with an error where no event had an id', async () => {
    const ended = await brokenServer([breakAfter('retry: 1\nid: 1\ndata: a\n\n'), (one) => one.writeHead(204).end()]);
    expect(await readAll(ended.door.url)).toEqual(['a']);
    const broken = await brokenServer([breakAfter('data: a\n\n')]);
    await expect(readAll(broken.door.url)).rejects.toMatchObject({ name: 'ApiError', status: 200 });
    expect(broken.lastIds).toEqual([undefined]);
  });
});

test('the types have the items', async () => {
  const types = await generateTypes(DOCUMENT);
  expect(types).toMatch(/"application\/jsonl": Items<\{\n *id: number;\n *note\?: string;\n *\}>;/);
  expect(types).toMatch(/"application\/x-ndjson": Items<\{\n *id: number;/);
});

test('the mock returns items', async () => {
  const mock = await startMock(DOCUMENT, { port: 0, host: '127.0.0.1' });
  const lines = await fetch(`${mock.url}/lines`);
  expect([lines.headers.get('content-type'), await lines.text()]).toEqual([
    'application/jsonl',
    expect.stringMatching(/^\{"id":\d.*\}\n$/),
  ]);
  expect(await (await fetch(`${mock.url}/events`)).text()).toMatch(/^event: boat\n[\s\S]*data: .*\n\n$/);
  await mock.stop();
});

describe('verify', () => {
  const verify = (url: string) =>
    runVerify(createPlan(DOCUMENT), {
      url,
      ...{ auth: {}, otherAuth: {}, seed: 1, maxCases: 200, operations: ['lines', 'events', 'records'] },
      ...{
        phases: ['examples'],
        off: [],
        timeMs: 600_000,
        concurrency: 4,
        responseMs: 600_000,
        onProgress: () => undefined,
      },
    });

  test('finds nothing in valid items, be it in a stream without an end', async () => {
    items = {
      async *events() {
        yield { data: 'x' };
        await new Promise(() => undefined);
      },
    };
    onTestFinished(noItems);
    expect((await verify(server.url)).findings.map(({ message }) => message)).toEqual([]);
  });

  test('finds invalid items', async () => {
    const door = await listen((_request, response) => {
      response.setHeader('content-type', 'application/jsonl').end('{"id":1}\n{"id":10}\n{"id":\n');
    });
    const { findings } = await verify(door.url);
    const messages = findings.filter(({ operationId }) => operationId === 'lines').map(({ message }) => message);
    expect(messages.toSorted()).toEqual([
      'an item of the 200 response is not JSON',
      'in an item of the 200 response "id" must be at most 9',
    ]);
    await door.stop();
  });
});

test('build reports items of other media types and encodings by position', () => {
  const content = { 'multipart/mixed': { itemSchema: {}, itemEncoding: {}, prefixEncoding: [] } };
  const paths = { '/a': { get: { responses: { 200: { description: 'Parts.', content } } } } };
  expect(findDocumentWarnings({ ...DOCUMENT, paths }).map(({ message }) => message)).toEqual([
    'Items of multipart/mixed are not checked.',
    '"itemEncoding" is not used. Parts are not checked.',
    '"prefixEncoding" is not used. Parts are not checked.',
  ]);
});
