import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CHECK_NAMES } from '../../../../src/contract/verify/check-names.ts';
import { createFolder, type Folder } from '../../command.ts';

const reply = (description: string, schema?: object, more: object = {}): object => ({
  ...{ description, ...more },
  ...(schema === undefined ? {} : { content: { 'application/json': { schema } } }),
});
const NOTE = { $ref: '#/components/schemas/Note' };
const toSlug = { operationId: 'readSlug', parameters: { slug: '$response.body#/slug' } };

/** Notes, which a link leads to by their slug. */
const NOTES = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  security: [],
  paths: {
    '/notes': {
      post: {
        operationId: 'createNote',
        parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } }],
        requestBody: { required: true, content: { 'application/json': { schema: NOTE } } },
        responses: {
          201: reply('Made.', NOTE, { links: { bySlug: toSlug } }),
          ...{ 400: reply('Invalid.'), 422: reply('Another request has the key.') },
        },
      },
    },
    '/slugs/{slug}': {
      get: {
        operationId: 'readSlug',
        parameters: [{ name: 'slug', in: 'path', required: true, schema: { type: 'string', minLength: 8 } }],
        responses: { 200: reply('The note.', NOTE), 404: reply('No such note.') },
      },
    },
  },
  components: {
    schemas: {
      Note: {
        ...{ type: 'object', additionalProperties: false, required: ['title'] },
        properties: { slug: { type: 'string', readOnly: true }, title: { type: 'string', maxLength: 12 } },
      },
    },
  },
};

type NoteDefect = 'rejects long titles' | 'loses slugs' | 'ignores keys';
type NoteServer = {
  url: string;
  defects: Set<NoteDefect>;
  count: () => number;
  resets: () => string[];
  stop: () => void;
};

async function startNotes(...wrong: NoteDefect[]): Promise<NoteServer> {
  const defects = new Set(wrong);
  const notes = new Map<string, { slug: string; title: string }>();
  const responses = new Map<string, { text: string; note: { slug: string; title: string } }>();
  const resets: string[] = [];

  const create = (request: IncomingMessage, text: string): [number, object?] => {
    const title = titleOf(text, defects.has('rejects long titles') ? 11 : 12);
    if (title === undefined || request.headers['content-type'] !== 'application/json') return [400];
    const key = request.headers['idempotency-key'];
    const before = typeof key === 'string' && !defects.has('ignores keys') ? responses.get(key) : undefined;
    if (before !== undefined) return before.text === text ? [201, before.note] : [422];
    const note = { slug: crypto.randomUUID(), title };
    if (!defects.has('loses slugs')) notes.set(note.slug, note);
    if (typeof key === 'string') responses.set(key, { text, note });
    return [201, note];
  };

  const server = createServer(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    const { method, url = '' } = request;
    const path = url.split('?')[0] ?? '';
    const note = notes.get(path.slice('/slugs/'.length));
    let result: [number, object?] = [404];
    if (path === '/notes') result = method === 'POST' ? create(request, text) : [405];
    else if (path.startsWith('/slugs/')) result = method !== 'GET' ? [405] : note === undefined ? [404] : [200, note];
    else if (path.startsWith('/test/')) {
      resets.push(`${method} ${path}`);
      result = [204];
    }
    const [status, body] = result;
    const headers = {
      ...(body && { 'content-type': 'application/json' }),
      ...(status === 405 && { allow: 'GET, POST' }),
    };
    response.writeHead(status, headers).end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...{ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, defects },
    ...{ count: () => notes.size, resets: () => resets },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The title in a valid body. */
function titleOf(text: string, most: number): string | undefined {
  try {
    const { title, ...rest } = JSON.parse(text);
    const isValid = typeof title === 'string' && [...title].length <= most && Object.keys(rest).length === 0;
    return isValid ? title : undefined;
  } catch {
    return undefined;
  }
}

let folder: Folder;
let server: NoteServer;
let right: NoteServer;
beforeAll(async () => {
  [folder, server, right] = await Promise.all([createFolder(), startNotes(), startNotes()]);
  await folder.write({ 'notes.json': JSON.stringify(NOTES) });
});
beforeEach(() => server.defects.clear());
afterAll(async () => {
  server.stop();
  right.stop();
  await folder.remove();
});

const CHECKS: [check: string, defect: NoteDefect, phase: string, unit: string, options: () => string[]][] = [
  ['agreement', 'rejects long titles', 'constraints', 'request', () => ['--against', right.url]],
  ['links_lead_somewhere', 'loses slugs', 'state', 'links', () => []],
  ['done_once', 'ignores keys', 'state', 'idempotency', () => []],
];

/** The findings of the check alone, in a file. */
async function findWith(check: string, phase: string, options: string[]): Promise<string[]> {
  const off = Object.keys(CHECK_NAMES).flatMap((name) => (name === check ? [] : ['--off', name]));
  const run = ['verify', 'notes.json', '--url', server.url, '--only', phase, '--findings', 'found.json'];
  await folder.run([...run, ...off, ...options]);
  const { findings } = JSON.parse(await readFile(join(folder.path, 'found.json'), 'utf8'));
  return findings.map((one: { check: string; unit: { check: string } }) => `${one.check} in ${one.unit.check}`);
}

async function replay(...options: string[]): Promise<[code: number, results: string[]]> {
  const { code, out } = await folder.run(['replay', 'found.json', '--server', server.url, ...options, '--json']);
  return [code, JSON.parse(out).results.map((one: { check: string; result: string }) => `${one.check} ${one.result}`)];
}

test.each(CHECKS)(
  'a finding of %s, on a server that %s, is found again until it is fixed',
  async (check, defect, ...rest) => {
    const [phase, unit, options] = rest;
    server.defects.add(defect);
    const found = await findWith(check, phase, options());
    expect([...new Set(found)]).toEqual([`${check} in ${unit}`]);
    expect(await replay(...options())).toEqual([1, found.map(() => `${check} still there`)]);
    server.defects.clear();
    expect(await replay(...options())).toEqual([0, found.map(() => `${check} fixed`)]);
  },
);

test('a finding of agreement is unclear without the other server', async () => {
  server.defects.add('rejects long titles');
  const found = await findWith('agreement', 'constraints', ['--against', right.url]);
  expect(await replay()).toEqual([1, found.map(() => 'agreement unclear')]);
});

describe('hooks and data of a replay', () => {
  const names = (): string[] => server.resets().splice(0);

  test('--setup runs once, and --reset before each finding', async () => {
    server.defects.add('ignores keys');
    const found = await findWith('done_once', 'state', []);
    names();
    const [code] = await replay('--setup', 'POST /test/setup', '--reset', 'POST /test/reset');
    expect([code, names()]).toEqual([1, ['POST /test/setup', ...found.map(() => 'POST /test/reset')]]);
    const config = { verify: { setup: ['POST /test/own'] } };
    await folder.write({ 'own.config.mjs': `export default ${JSON.stringify(config)};` });
    await replay('--config', 'own.config.mjs');
    expect(names()).toEqual(['POST /test/own']);
  });

  test('a hook that fails ends the replay with 2', async () => {
    const args = ['replay', 'found.json', '--server', server.url, '--reset', 'POST /none'];
    const { code, err } = await folder.run(args);
    expect([code, err]).toEqual([2, '--reset "POST /none" failed: it returned 404.\n']);
  });

  test('--data names values that the server accepts, with the place of what is wrong', async () => {
    await folder.write({ 'data.yaml': 'createNote:\n  title: known\n', 'wrong.yaml': 'createNote:\n  titel: known\n' });
    server.defects.add('rejects long titles');
    await findWith('positive_data_acceptance', 'constraints', []);
    expect((await replay())[1]).toContain('positive_data_acceptance still there');
    // The server may reject other values than the known one.
    expect((await replay('--data', 'data.yaml'))[1]).toEqual(['positive_data_acceptance fixed']);
    const { code, err } = await folder.run(['replay', 'found.json', '--server', server.url, '--data', 'wrong.yaml']);
    expect([code, err]).toEqual([2, expect.stringContaining('wrong.yaml:2:3: createNote does not have a parameter')]);
  });
});
