import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { runVerify } from '../../../src/contract/verify/run.ts';

const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const note = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
const query = (name: string, bounds: object = {}): object => ({
  ...{ name, in: 'query', schema: { type: 'integer', minimum: 1, ...bounds } },
});
/** No page holds more rows. */
const MOST = 3;

/** An API of notes whose list is paged by these parameters. */
function notes(parameters: object[]): OpenApiDocument {
  const wrong = { description: 'Wrong.' };
  return {
    openapi: '3.1.0',
    info: { title: 'Notes', version: '1' },
    security: [],
    paths: {
      '/notes': {
        post: { operationId: 'createNote', responses: { 201: { description: 'Made.', ...json(note) }, 400: wrong } },
        get: {
          ...{ operationId: 'listNotes', parameters },
          responses: { 200: { description: 'Some.', ...json({ type: 'array', items: note }) }, 400: wrong },
        },
      },
      '/notes/{id}': {
        get: {
          operationId: 'readNote',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { 200: { description: 'The note.', ...json(note) }, 404: { description: 'No such note.' } },
        },
      },
    },
  };
}

/** What verify finds in a server of notes; `skipped` is the number of rows that page 2 leaves out. */
async function found(parameters: object[], skipped = 0): Promise<string[]> {
  const kept: { id: string }[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(`http://notes${request.url}`);
    const send = (status: number, body?: unknown): void => {
      response.writeHead(status, body === undefined ? {} : { 'content-type': 'application/json' });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    request.resume();
    const one = kept.find(({ id }) => pathname === `/notes/${id}`);
    if (one !== undefined && request.method === 'GET') return send(200, one);
    if (pathname !== '/notes') return send(404);
    if (request.method === 'POST') {
      const made = { id: `n${kept.length}` };
      kept.push(made);
      return send(201, made);
    }
    const size = Math.min(MOST, Number(searchParams.get('page_size') ?? searchParams.get('limit') ?? MOST));
    const page = Number(searchParams.get('page') ?? 1);
    const from = (page - 1) * size + (page > 1 ? skipped : 0);
    send(200, kept.slice(from, from + size));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const { findings, counts } = await runVerify(createPlan(notes(parameters)), {
      ...{ url, auth: {}, otherAuth: {}, seed: 1, maxCases: 300, operations: [], phases: ['state'], off: [] },
      ...{ timeMs: 600_000, concurrency: 2, responseMs: 600_000, onProgress: () => undefined },
    });
    expect(counts.listNotes?.state).toBeGreaterThan(0);
    return [...new Set(findings.map(({ operationId, check }) => `${operationId} ${check}`))];
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const byNumber = [query('page'), query('page_size', { maximum: MOST })];

test('a list that is paged by number is followed to its end', async () => {
  expect(await found(byNumber)).toEqual([]);
  expect(await found(byNumber, 1)).toContain('listNotes lists_each_once');
});

test('a list whose pages cannot be followed is not said to lack what its first page cannot hold', async () => {
  expect(await found([query('limit', { maximum: MOST })])).toEqual([]);
});
