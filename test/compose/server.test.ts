import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../running-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** The status of a request that is sent byte for byte. */
async function statusOf(head: string): Promise<string | undefined> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.write(head);
  let text = '';
  for await (const chunk of socket) {
    text += chunk;
    if (text.includes('\r\n\r\n')) break;
  }
  socket.destroy();
  return /^HTTP\/1\.1 (\d+) /.exec(text)?.[1];
}

test.each([
  ['an HTTP/1.1 request without Host is a 400 (RFC 9112 §3.2)', 'GET /healthz HTTP/1.1\r\n\r\n', '400'],
  ['an HTTP/1.0 request needs no Host', 'GET /healthz HTTP/1.0\r\n\r\n', '200'],
  ['an HTTP/1.1 request with Host is served', 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n', '200'],
])('%s', async (_rule, head, status) => {
  expect(await statusOf(head)).toBe(status);
});

test('where something needed is wrong, the database is closed again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'server-'));
  const models = join(folder, 'models.json');
  await writeFile(models, '{');
  const environment = { DATABASE_URL: `sqlite:${join(folder, 'a.db')}`, LLM_MODELS_FILE: models };
  await expect(startServer(environment)).rejects.toThrow('LLM_MODELS_FILE');
  // SQLite removes the files beside the database when the last connection closes.
  expect((await readdir(folder)).filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
  await rm(folder, { recursive: true });
});
