import { execFile } from 'node:child_process';
import { readFile, symlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startServerProcess } from '../../src/contract/server-process.ts';
import { freePort } from '../free-port.ts';
import { createFolder, type Ended, type Folder, HEAD } from './command.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const source = (name: string): string => JSON.stringify(join(root, 'src/contract', name));

let folder: Folder;
beforeEach(async () => {
  folder = await createFolder();
  const schema = '{ type: object, required: [name], properties: { name: { type: string } } }';
  const response = `{ description: A pet., content: { application/json: { schema: ${schema}, example: { name: Rex } } } }`;
  await folder.write({
    'package.json': '{"type":"module"}',
    // Vitest leaves packages in node_modules to Node. So it does with the sources here.
    'openapi/openapi.yaml': `${HEAD}paths:\n  /pet: { get: { operationId: getPet, responses: { 200: ${response} } } }\n`,
    'vitest.config.ts': `export default { test: {
      globalSetup: [${source('vitest-global-setup.ts')}], setupFiles: [${source('vitest-setup.ts')}], cache: false,
      server: { deps: { external: [/src\\/contract/] } } } };`,
    'pet.test.ts': `import { expect, inject, test } from 'vitest';
      const { url } = inject('keepspec');
      test('a pet', async () => { await expect(await fetch(url + '/pet')).toMatchContract('getPet'); });`,
  });
  await symlink(join(root, 'node_modules'), join(folder.path, 'node_modules'));
});
afterEach(() => folder.remove());

const vitest = join(root, 'node_modules/vitest/vitest.mjs');

function runTests(): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [vitest, 'run', '--root', '.', '--test-timeout=600000'],
      { cwd: folder.path },
      (error, out, err) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, err });
      },
    );
  });
}

/** A server whose pet has the given body. */
const server = (body: string): string =>
  `import { createServer } from 'node:http';
   const headers = { 'content-type': 'application/json' };
   createServer((_, response) => response.writeHead(200, headers).end('${body}')).listen(Number(process.argv[2]), '127.0.0.1');`;

describe('the global setup of Vitest', () => {
  test('starts the mock and registers the matcher', async () => {
    const { code, out, err } = await runTests();
    expect(out + err).toContain('1 passed');
    expect(code).toBe(0);
  });

  test('applies the configured overlays', async () => {
    const update = { paths: { '/pet': { get: { operationId: 'getCat' } } } };
    const overlay = { overlay: '1.1.0', info: { title: 'Cats', version: '1' }, actions: [{ target: '$', update }] };
    const nothing = { ...overlay, actions: [{ target: '$.none', remove: true }] };
    const test = await readFile(join(folder.path, 'pet.test.ts'), 'utf8');
    await folder.write({
      'cats.json': JSON.stringify(overlay),
      'nothing.json': JSON.stringify(nothing),
      'keepspec.config.mjs': "export default { overlays: ['cats.json', 'nothing.json'] };",
      'pet.test.ts': test.replace('getPet', 'getCat'),
    });
    const { code, out, err } = await runTests();
    expect(out + err).toContain('1 passed');
    expect(err).toContain('nothing.json:1:79: "$.none" matches nothing.');
    expect(code).toBe(0);
  });

  test('starts the configured server, and stops it after the tests', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    await folder.write({
      'server.mjs': server('{}'),
      'keepspec.config.mjs': `export default { test: { command: ${JSON.stringify(`"${process.execPath}" server.mjs ${port}`)}, url: '${url}' } };`,
    });
    const { code, out, err } = await runTests();
    expect(code).toBe(1);
    expect(out + err).toContain('The response does not match the contract for getPet');
    await expect.poll(() => isListening(port)).toBe(false);
  });
});

describe('a server that is started for tests', () => {
  const timeoutMs = 120_000;

  test('is reported with its output if it ends at once', async () => {
    const command = `"${process.execPath}" -e "console.error('No key is set'); process.exit(3)"`;
    const url = `http://127.0.0.1:${await freePort()}`;
    await expect(startServerProcess({ command, url, timeoutMs })).rejects.toThrow(/ ended\.\n.*No key is set/s);
  });

  test('is not mistaken for one that listens already', async () => {
    const port = await freePort();
    await folder.write({ 'server.mjs': server('{}') });
    const start = () =>
      startServerProcess({
        command: `"${process.execPath}" "${join(folder.path, 'server.mjs')}" ${port}`,
        url: `http://127.0.0.1:${port}`,
        timeoutMs,
      });
    const stop = await start();
    onTestFinished(stop);
    await expect(start()).rejects.toThrow(`Another server is listening at http://127.0.0.1:${port}.`);
  });
});

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
