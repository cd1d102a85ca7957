import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DocsSiteOptions, openDocsSite } from '../../src/compose/docs-site.ts';
import { digestOfSite } from '../../src/contract/docs/site-digest.ts';
import type { OpenApiDocument } from '../../src/contract/document/document.ts';
import { readBundle } from '../../src/contract/document/read-bundle.ts';
import { createLog } from '../../src/platform/log.ts';
import { buildDocsSite } from '../docs-site.ts';

const document: OpenApiDocument = { openapi: '3.1.1', info: { title: 'Pets', version: '1.0.0' }, paths: {} };

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'docs-site-'));
});
afterAll(() => rm(root, { recursive: true }));

function open(options: Partial<DocsSiteOptions>) {
  const log: string[] = [];
  const site = openDocsSite({
    document,
    log: createLog('info', { write: (line) => log.push(line) }),
    isProduction: false,
    ...options,
  });
  return { ...site, log };
}

test('a missing site is built once, however many requests and processes ask', async () => {
  const folder = join(root, 'missing');
  let builds = 0;
  const build = async (target: string): Promise<void> => {
    builds += 1;
    await mkdir(target, { recursive: true });
    await writeFile(join(target, 'site.json'), '{"digest":"of something else"}');
  };
  const site = open({ folder, build });
  await Promise.all([site.prepare(), site.prepare()]);
  await site.prepare();
  expect(builds).toBe(1);
  expect(existsSync(`${folder}.lock`)).toBe(false);
});

test('a build that fails is not repeated, and the log says why', async () => {
  let builds = 0;
  const build = async (): Promise<void> => {
    builds += 1;
    throw new Error('openapi.yaml is missing');
  };
  const { prepare, log } = open({ folder: join(root, 'failing'), build });
  await prepare();
  await prepare();
  expect(builds).toBe(1);
  expect(log.join('')).toContain('openapi.yaml is missing');
});

test('a process waits for the build of another, and takes the lock of one that has died', async () => {
  const folder = join(root, 'locked');
  await writeFile(`${folder}.lock`, String(process.pid));
  const builds: string[] = [];
  const build = async (target: string): Promise<void> => void builds.push(target);
  const prepared = open({ folder, build }).prepare();
  const first = await Promise.race([prepared, new Promise((resolve) => setTimeout(resolve, 50, 'waits'))]);
  expect([first, builds]).toEqual(['waits', []]);
  // No process has this number: it is above the largest of Linux.
  await writeFile(`${folder}.lock`, '4194305');
  await prepared;
  expect(builds).toEqual([folder]);
});

test.each([
  ['is empty since a process ended', '', 10],
  ['is of a process whose build hangs', String(process.pid), 180],
])('a lock that %s does not count', async (_reason, owner, seconds) => {
  const folder = join(root, `abandoned-${seconds}`);
  await writeFile(`${folder}.lock`, owner);
  const past = Date.now() / 1000 - seconds;
  await utimes(`${folder}.lock`, past, past);
  const builds: string[] = [];
  await open({ folder, build: async (target) => void builds.push(target) }).prepare();
  expect(builds).toEqual([folder]);
});

test('other options of code samples make another digest, and the site of npm run docs is current', async () => {
  const digests = [
    await digestOfSite(document),
    await digestOfSite(document, { samples: { url: 'https://a.example' } }),
  ];
  expect(new Set(digests).size).toBe(2);
  const { folder } = open({ isProduction: true });
  await buildDocsSite();
  const builds: string[] = [];
  const contract = await readBundle('generated/openapi.json');
  await open({ document: contract, folder, build: async (target) => void builds.push(target) }).prepare();
  expect(builds).toEqual([]);
});

test('production builds nothing, and says once how to build', async () => {
  const builds: string[] = [];
  const { prepare, log } = open({
    folder: join(root, 'production'),
    isProduction: true,
    build: async (target) => void builds.push(target),
  });
  await prepare();
  expect(builds).toEqual([]);
  expect(log).toHaveLength(1);
  expect(log[0]).toContain('npm run docs');
});
