import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { formatResult } from '../../../src/contract/verify/report.ts';
import type { Phase } from '../../../src/contract/verify/types.ts';
import { findingsOf, sendJson, serve, verifyWith } from './uploads.ts';

const delta = { type: 'object', required: ['text'], properties: { text: { type: 'string' } } };
const event = {
  type: 'object',
  required: ['event', 'data'],
  properties: { id: { type: 'string', pattern: '^[0-9]+$' }, retry: { type: 'integer', minimum: 100 } },
  oneOf: [
    {
      properties: {
        event: { const: 'delta' },
        data: { type: 'string', contentMediaType: 'application/json', contentSchema: delta },
      },
    },
    { $ref: '#/components/schemas/Done' },
  ],
};
const reading = {
  type: 'object',
  required: ['value'],
  properties: { value: { type: 'integer', minimum: 0, maximum: 9 }, unit: { enum: ['c', 'k'] } },
};

const get = (operationId: string, type: string, media: object) => ({
  get: { operationId, responses: { 200: { description: 'Items.', content: { [type]: media } } } },
});
const DOCUMENT = {
  openapi: '3.2.0',
  info: { title: 'Streams', version: '1' },
  paths: {
    '/events': get('watch', 'text/event-stream', { itemSchema: event }),
    '/lines': {
      ...get('export', 'application/jsonl', { itemSchema: reading }),
      post: {
        operationId: 'import',
        requestBody: {
          required: true,
          content: {
            'application/jsonl': { itemSchema: reading },
            'application/json-seq': { itemSchema: reading },
          },
        },
        responses: { 202: { description: 'Taken.' }, 422: { description: 'Invalid.' } },
      },
    },
    '/records': get('records', 'application/json-seq', { itemSchema: reading }),
    '/frames': get('frames', 'multipart/mixed', {
      itemSchema: reading,
      itemEncoding: { contentType: 'application/json' },
    }),
  },
  components: {
    schemas: { Done: { properties: { event: { const: 'done' }, data: { const: '[DONE]' } } } },
  },
};

type Defect =
  | 'none'
  | 'sends an event without a text'
  | 'sends an event that is not JSON'
  | 'sends an unknown event'
  | 'sends an event with a wrong id'
  | 'leaves the last event open'
  | 'never ends'
  | 'never ends and sends an invalid event'
  | 'sends a wrong line'
  | 'sends a broken line'
  | 'sends a wrong record'
  | 'never ends and sends a wrong frame'
  | 'takes any line'
  | 'takes a broken line';

const EVENTS = [
  '\uFEFF: a comment\n\nid: 1\nretry: 200\nevent: delta\ndata: {"text":\ndata: "a"}\n\n',
  'event:delta\r\ndata:{"text":"é"}\r\nunknown\r\n\r\n',
];
const DONE = 'event: done\ndata: [DONE]\n\n';

const INVALID: Partial<Record<Defect, string>> = {
  'sends an event without a text': 'event: delta\ndata: {"words":"b"}\n\n',
  'sends an event that is not JSON': 'event: delta\ndata: text\n\n',
  'sends an unknown event': 'event: start\ndata: [DONE]\n\n',
  'sends an event with a wrong id': 'id: x\nevent: done\ndata: [DONE]\n\n',
  'never ends and sends an invalid event': 'event: delta\ndata: {}\n\n',
};

/** A stream that goes on until the client closes it. */
function sendOn(response: ServerResponse, texts: string[], more: string): void {
  for (const text of texts) response.write(text);
  const timer = setInterval(() => response.write(more), 50);
  response.on('close', () => clearInterval(timer));
}

function sendStream(response: ServerResponse, defect: Defect, path: string): unknown {
  const send = (type: string, texts: string[]) => {
    response.writeHead(200, { 'content-type': type });
    for (const text of texts) response.write(text);
    response.end();
  };
  if (path === '/events') {
    const texts = [...EVENTS, INVALID[defect] ?? '', defect === 'leaves the last event open' ? DONE.trimEnd() : DONE];
    if (!defect.startsWith('never ends')) return send('text/event-stream', texts);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    return sendOn(response, texts, 'event: delta\ndata: {"text":"more"}\n\n');
  }
  if (path === '/records')
    return send('application/json-seq', [
      '\u001e{"value":1}\n',
      `\u001e{"value":${defect === 'sends a wrong record' ? 10 : 9}}\n`,
    ]);
  if (path === '/frames') {
    const frame = (value: number) => `--f\r\nContent-Type: application/json\r\n\r\n{"value":${value}}\r\n`;
    if (!defect.startsWith('never ends')) return send('multipart/mixed; boundary=f', [frame(1), frame(2), '--f--\r\n']);
    response.writeHead(200, { 'content-type': 'multipart/mixed; boundary=f' });
    return sendOn(response, [frame(1), frame(defect === 'never ends and sends a wrong frame' ? 11 : 2)], frame(3));
  }
  const line = defect === 'sends a wrong line' ? '{"value":"1"}' : '{"value":2,"unit":"k"}';
  return send('application/jsonl', ['{"value":1}\n\n', defect === 'sends a broken line' ? '{"value":' : line]);
}

function isReading(text: string, defect: Defect): boolean {
  try {
    const { value, unit = 'c' } = JSON.parse(text) as { value?: unknown; unit?: unknown };
    if (defect === 'takes any line') return true;
    return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 9 && ['c', 'k'].includes(unit as string);
  } catch {
    return defect === 'takes a broken line';
  }
}

async function handle(request: IncomingMessage, response: ServerResponse, defect: Defect): Promise<void> {
  const { url = '', method, headers } = request;
  if (!Object.hasOwn(DOCUMENT.paths, url)) return sendJson(response, 404, {});
  if (method === 'GET') return void sendStream(response, defect, url);
  const isSequence = headers['content-type'] === 'application/json-seq';
  const text = Buffer.concat(await request.toArray()).toString();
  const items = text.split(isSequence ? '\u001e' : '\n').filter((item) => item.trim() !== '');
  if (!isSequence && headers['content-type'] !== 'application/jsonl' && text !== '') return sendJson(response, 415, {});
  const isValid = items.length > 0 && items.every((item) => isReading(item, defect));
  response.writeHead(isValid ? 202 : 422).end();
}

async function verify(defect: Defect, phases?: Phase[]) {
  return verifyWith(DOCUMENT, await serve((request, response) => handle(request, response, defect)), phases);
}

const IGNORED = / (status_code_conformance|unsupported_method): /;
const findings = (result: Awaited<ReturnType<typeof verify>>) =>
  findingsOf(result).filter((line) => !IGNORED.test(line));

test('a server that reads and writes items as its document says has no findings', async () => {
  const result = await verify('none');
  expect(findings(result)).toEqual([]);
  expect({ untried: result.untried, notTried: result.notTried }).toEqual({ untried: [], notTried: [] });
  expect(result.counts.import?.constraints).toBeGreaterThan(20);
  expect(result.coverage.shares['response media type']).toEqual({ covered: 4, all: 4 });
  expect(result.coverage.shares['request media type']).toEqual({ covered: 2, all: 2 });
});

describe('a server is found that', () => {
  const ITEM = 'response_schema_conformance: in an item of the 200 response';
  const ACCEPTED = 'import negative_data_rejection: accepted an invalid request with 202';
  test.each<[Defect, Phase, string]>([
    ['sends an event without a text', 'examples', `watch ${ITEM} "data.text" is required`],
    ['sends an event that is not JSON', 'examples', `watch ${ITEM} "data" must be JSON`],
    ['sends an unknown event', 'examples', `watch ${ITEM} "event" must be`],
    ['sends an event with a wrong id', 'examples', `watch ${ITEM} "id" must match`],
    [
      'leaves the last event open',
      'examples',
      'watch response_schema_conformance: the 200 response ends within an event',
    ],
    ['never ends and sends an invalid event', 'examples', `watch ${ITEM} "data.text" is required`],
    ['sends a wrong line', 'examples', `export ${ITEM} "value" must be an integer`],
    ['sends a broken line', 'examples', 'export response_schema_conformance: an item of the 200 response is not JSON'],
    ['sends a wrong record', 'examples', `records ${ITEM} "value" must be at most 9`],
    [
      'never ends and sends a wrong frame',
      'examples',
      'frames response_schema_conformance: in the 200 response "[1].value" must be at most 9',
    ],
    ['takes any line', 'constraints', `${ACCEPTED}. body/*/value breaks "maximum": beyond.`],
    ['takes any line', 'random', ACCEPTED],
    ['takes a broken line', 'protocol', `${ACCEPTED} instead of 400 or 422. The last item is not JSON (RFC 8259 §2).`],
  ])('%s, by %s', async (defect, phase, expected) => {
    const found = findings(await verify(defect, [phase]));
    expect(found.some((line) => line.startsWith(expected)) ? expected : found).toBe(expected);
  });
});

test('a stream that does not end is closed, which the report says and no check counts as an error', async () => {
  const result = await verify('never ends', ['examples']);
  expect(findings(result)).toEqual([]);
  const sentences = [
    'watch: its text/event-stream stream did not end, so it was read for 1 s and closed',
    'frames: its multipart/mixed stream did not end, so it was read for 1 s and closed',
  ];
  expect(result.untried.sort()).toEqual(sentences.sort());
  expect(formatResult(result)).toContain(sentences[0]);
});

test.each([
  ['items', '{"value":1}\n', 'to 200 items'],
  ['bytes', `{"value":1,"note":"${'x'.repeat(600_000)}"}\n`, 'to 1 MiB'],
])('a fast stream is read to a number of %s', async (_, line, expected) => {
  const url = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/jsonl' });
    for (let count = 0; count < 500 && !response.destroyed; count++) response.write(line);
  });
  const { paths } = DOCUMENT;
  const document = { ...DOCUMENT, paths: { '/lines': { get: paths['/lines'].get } } };
  const { findings: found, untried } = await verifyWith(document, url, ['examples']);
  expect(found).toEqual([]);
  expect(untried).toEqual([`export: its application/jsonl stream did not end, so it was read ${expected} and closed`]);
});
