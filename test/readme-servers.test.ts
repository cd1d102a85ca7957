import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildArtefacts, writeArtefacts } from '../src/contract/build/build.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../', import.meta.url));
const readme = await readFile(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = '']) => code);

/** The document that the README describes, with the security scheme `Token` or without. */
function petDocument(isSecure: boolean): object {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 3 } };
  const pet = {
    type: 'object',
    required: ['id', 'name'],
    properties: { id: { type: 'string' }, name: { type: 'string' } },
  };
  const responses = { 200: { description: 'The pet.', content: { 'application/json': { schema: pet } } } };
  const flows = { clientCredentials: { tokenUrl: 'https://example.com/token', scopes: { 'pets:read': 'Read pets.' } } };
  return {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    paths: { '/pets/{id}': { get: { operationId: 'getPet', parameters: [id], responses } } },
    ...(isSecure
      ? { security: [{ Token: ['pets:read'] }], components: { securitySchemes: { Token: { type: 'oauth2', flows } } } }
      : {}),
  };
}

/** A folder as the README assumes it: the repository, with the generated `my-api/` and the server `pets.ts`. */
async function makeFolder(code: string, isSecure: boolean): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'readme-'));
  for (const name of ['src', 'node_modules']) await symlink(join(root, name), join(folder, name));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'openapi.json'), JSON.stringify(petDocument(isSecure)));
  await writeArtefacts(await buildArtefacts(join(folder, 'openapi.json')), join(folder, 'my-api'));
  await writeFile(join(folder, 'pets.ts'), code);
  return folder;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until the server accepts a connection, or has ended. */
async function listening(server: ChildProcess, url: string): Promise<void> {
  while (server.exitCode === null) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The server has ended with ${server.exitCode}.`);
}

describe.each([
  { title: 'the smallest server', mark: 'createNodeListener', isSecure: false },
  { title: 'the server with a security check', mark: 'bearer(', isSecure: true },
])('$title of README.md', ({ mark, isSecure }) => {
  let folder = '';
  let server: ChildProcess;
  let url = '';
  let warnings = '';
  beforeAll(async () => {
    const found = blocks.filter((code) => code.includes(mark));
    expect(found).toHaveLength(1);
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    folder = await makeFolder(String(found[0]).replace('8080', String(port)), isSecure);
    server = spawn(process.execPath, ['pets.ts'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    server.stderr?.on('data', (chunk) => {
      warnings += chunk;
    });
    await listening(server, url);
  });
  afterAll(async () => {
    server?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  const get = async (path: string) => {
    const response = await fetch(url + path, { headers: isSecure ? { authorization: 'Bearer secret' } : {} });
    return { status: response.status, type: response.headers.get('content-type'), body: await response.json() };
  };

  test('serves the operation', async () => {
    const name = isSecure ? 'Rex of Ada' : 'Rex';
    expect(await get('/pets/7')).toMatchObject({ status: 200, body: { id: '7', name } });
  });

  test('rejects requests with problem details, and warns once that the document does not declare them', async () => {
    expect(await get('/pets/1234')).toMatchObject({
      status: 400,
      type: 'application/problem+json',
      body: { errors: [{ pointer: '/id', in: 'path' }] },
    });
    if (isSecure) expect((await fetch(`${url}/pets/7`)).status).toBe(401);
    expect(warnings.match(/does not declare/g)).toHaveLength(1);
  });

  test('compiles', async () => {
    const compilerOptions = { strict: true, noEmit: true, target: 'esnext', module: 'nodenext', types: ['node'] };
    const options = { ...compilerOptions, allowImportingTsExtensions: true, exactOptionalPropertyTypes: true };
    const config = { compilerOptions: { ...options, skipLibCheck: true }, include: ['pets.ts'] };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const outcome = await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder]).then(
      () => '',
      ({ stdout }: { stdout: string }) => stdout,
    );
    expect(outcome).toBe('');
  });
});
