import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../free-port.ts';
import { MINIMAL, send } from '../running-server.ts';
import { executeDockerfile, type Image } from './dockerfile.ts';

const MEBIBYTE = 1024 * 1024;
let target: string;
let image: Image;
beforeAll(async () => {
  target = await mkdtemp(join(tmpdir(), 'image-'));
  // Another user must reach it.
  await chmod(target, 0o755);
  image = await executeDockerfile(process.cwd(), target);
});
afterAll(() => rm(target, { recursive: true, force: true }));

/** Bytes of a folder. */
async function sizeOf(folder: string): Promise<number> {
  let size = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) size += (await lstat(join(entry.parentPath, entry.name))).size;
  }
  return size;
}

/** Starts a command of the image as its user, with nothing of the environment of the tests. */
function start([command = '', ...rest]: string[], environment: Record<string, string>) {
  const [uid = 0, gid = 0] = image.user.split(':').map(Number);
  // Only root may become another user.
  const user = process.getuid?.() === 0 ? { uid, gid } : {};
  const own = { ...image.environment, DATA_DIR: join(image.root, image.environment.DATA_DIR ?? '') };
  return spawn(command === 'node' ? process.execPath : command, rest, {
    ...user,
    cwd: image.folder,
    env: { ...own, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

describe('the image', () => {
  test('has production packages of at most 50 MiB beside the runtime', async () => {
    const size = await sizeOf(image.folder);
    expect(size).toBeGreaterThan(5 * MEBIBYTE);
    expect(size).toBeLessThan(50 * MEBIBYTE);
    expect(await readdir(image.folder)).toEqual(['dist', 'generated', 'node_modules', 'package.json', 'src']);
    const { dependencies, devDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
    const installed = await readdir(join(image.folder, 'node_modules'));
    for (const name of ['express', 'kysely', 'pg']) expect(installed).toContain(name);
    expect(dependencies).toHaveProperty('pg');
    for (const name of ['vitest', 'typescript', 'fastify']) {
      expect(devDependencies).toHaveProperty(name);
      expect(installed).not.toContain(name);
    }
    expect(installed).not.toContain('@redocly');
  });

  test('runs as a user of its own, serves, is healthy, and stops', async () => {
    const port = await freePort();
    const environment = {
      PORT: String(port),
      HOST: '127.0.0.1',
      SECRETS_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    };
    const server = start(image.command, environment);
    const lines: string[] = [];
    server.stderr?.on('data', (chunk) => lines.push(String(chunk)));
    const ended = once(server, 'exit');
    const key = await new Promise<string>((resolve, reject) => {
      let found = '';
      createInterface({ input: server.stdout as NodeJS.ReadableStream }).on('line', (line) => {
        lines.push(line);
        found ||= /sk_[0-9A-Za-z]{49}/.exec(line)?.[0] ?? '';
        if (line.includes('"listening"')) resolve(found);
      });
      void ended.then(() => reject(new Error(lines.join('\n'))));
    });

    const url = `http://127.0.0.1:${port}`;
    const { status, body } = await send(url, key, 'POST', '/v1/agents', { json: MINIMAL });
    expect([status, body.name]).toEqual([201, MINIMAL.name]);
    for (const path of ['/docs', '/docs/reference/', '/openapi.json', '/openapi.yaml'])
      expect([path, (await fetch(url + path)).status]).toEqual([path, 200]);
    const [code] = await once(start(image.healthCheck, environment), 'exit');
    expect(code).toBe(0);

    server.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    const [unhealthy] = await once(start(image.healthCheck, environment), 'exit');
    expect(unhealthy).toBe(1);
    // All that it has written is below the folder of its data.
    const files = await readdir(join(image.root, 'data'));
    expect(files).toContain('voice-agents.db');
  });

  test('loads every package that production names', async () => {
    const { dependencies } = JSON.parse(await readFile(join(image.folder, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    // The runtime is that of the base image.
    const names = Object.keys(dependencies).filter((name) => name !== 'node');
    const code = `for (const name of ${JSON.stringify(names)}) await import(name);`;
    const child = start(['node', '--input-type=module', '-e', code], {});
    let errors = '';
    child.stderr?.on('data', (chunk) => {
      errors += chunk;
    });
    const [exit] = await once(child, 'exit');
    expect([exit, errors]).toEqual([0, '']);
  });
});
