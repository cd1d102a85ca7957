import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { buildArtefacts, writeArtefacts } from '../../src/contract/build/build.ts';
import { VITE } from '../vite-settings.ts';

const run = promisify(execFile);
const blocks = [...(await readFile('docs/client.md', 'utf8')).matchAll(/```ts\n(.*?)```/gs)].map(
  ([, code = '']) => code,
);
const isOfOtherContract = (code: string): boolean => code.includes("'./generated/client.ts'");

const json = (schema: object) => ({ 'application/json': { schema } });
const TEXT = { type: 'string' };
const EVENT = { type: 'object', properties: { id: TEXT, data: TEXT } };
const FORM = {
  type: 'object',
  required: ['title', 'file'],
  properties: { title: TEXT, file: { contentMediaType: '*/*' } },
};
const ID = { type: 'object', required: ['id'], properties: { id: TEXT } };
const DOCUMENT = {
  openapi: '3.2.0',
  info: { title: 'Files', version: '1' },
  paths: {
    '/v1/files': {
      post: {
        operationId: 'upload',
        requestBody: { required: true, content: { 'multipart/form-data': { schema: FORM } } },
        responses: { 201: { description: 'Uploaded.', content: json(ID) } },
      },
    },
    '/v1/events': {
      get: {
        operationId: 'events',
        responses: { 200: { description: 'Events.', content: { 'text/event-stream': { itemSchema: EVENT } } } },
      },
    },
  },
};

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === '/v1/events')
    return void response.writeHead(200, { 'content-type': 'text/event-stream' }).end('id: 1\ndata: uploaded\n\n');
  const body = await text(request);
  const isWhole = body.includes('filename="logo.svg"') && body.includes('<svg') && body.includes('Logo');
  response.writeHead(isWhole ? 201 : 400, { 'content-type': 'application/json' }).end('{"id":"file_1"}');
}

test('every block of the page names its file, which test/packages/client.test.ts runs, or is of another contract', () => {
  expect(blocks.filter((code) => !code.startsWith('// ') && !isOfOtherContract(code))).toEqual([]);
  expect(blocks.filter(isOfOtherContract)).toHaveLength(1);
});

test('the block of another contract compiles and runs', async () => {
  const server = createServer((request, response) => void respond(request, response)).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const folder = resolve(`dist/test-client-page-${process.pid}`);
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'openapi.json'), JSON.stringify(DOCUMENT));
  const clientRuntime = resolve('src/contract/client/client.ts');
  await writeArtefacts(
    await buildArtefacts(join(folder, 'openapi.json'), undefined, { clientRuntime }),
    join(folder, 'generated'),
  );
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [block = ''] = blocks.filter(isOfOtherContract);
  await writeFile(join(folder, 'page.ts'), block.replace('https://api.example.com', url));
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...VITE, types: [] }, files: ['page.ts'] }),
  );
  const compiler = resolve('node_modules/typescript7/bin/tsc');
  const compiled = run(process.execPath, [compiler, '--pretty', 'false', '-p', folder]).catch(({ stdout }) => ({
    stdout,
  }));
  expect((await compiled).stdout).toBe('');
  const { stdout } = await run(process.execPath, [join(folder, 'page.ts')]);
  expect(stdout).toBe('file_1\n1 uploaded\n');
});
