import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFolder, type Folder } from '../command.ts';

const document = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://api.example.com/v2' }],
  paths: { '/pets': { get: { operationId: 'listPets', responses: { 200: { description: 'Pets.' } } } } },
};

let folder: Folder;
let origin = '';
const asked = new Set<string>();
const server = createServer((request, response) => {
  asked.add(request.url ?? '');
  response.writeHead(request.method === 'GET' ? 200 : 405, { allow: 'GET' }).end();
});
beforeAll(async () => {
  folder = await createFolder();
  await folder.write({ 'pets.json': JSON.stringify(document) });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await folder.remove();
});

test.each([
  ["the contract's", '', [], '/v2/pets'],
  ["the contract's, with a slash behind the host", '/', [], '/v2/pets'],
  ['that of the address', '/api/v3/', [], '/api/v3/pets'],
  ['the one that is given', '', ['--base-path', 'api'], '/api/pets'],
  ['none', '', ['--base-path', '/'], '/pets'],
])('the base path is %s', async (_what, path, more, expected) => {
  asked.clear();
  const args = ['verify', 'pets.json', '--url', origin + path, '--only', 'examples', '--json', '--timeout', '600'];
  const { out } = await folder.run([...args, ...more]);
  expect([...asked]).toEqual([expected]);
  // The count of what was exercised knows the operation all the same.
  expect(JSON.parse(out).coverage.shares.operation).toEqual({ covered: 1, all: 1 });
});
