import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readBundle } from '../src/contract/document/read-bundle.ts';
import { startMock } from '../src/contract/mock/mock.ts';
import { startServer, WORKER_TOKEN } from './running-server.ts';

// The long run of `contract verify`: over this API's server and its mock, which must judge alike. Options are handed on;
// with --url it is another server that is verified, and nothing is started.

const SEEDS = ['1', '2', '3'];
const CASES = '10000';
const root = fileURLToPath(new URL('..', import.meta.url));

function verify(args: string[]): Promise<number> {
  const child = spawn(process.execPath, ['src/contract/cli.ts', 'verify', ...args], { cwd: root, stdio: 'inherit' });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

const given = process.argv.slice(2);
const isGiven = (option: string): boolean => given.some((word) => word === option || word.startsWith(`${option}=`));

if (given.some((word) => /^--url\b|^--help$|^-h$/.test(word))) {
  process.exitCode = await verify(given);
} else {
  const server = await startServer();
  const { key } = await server.newKey('other');
  const mock = await startMock(await readBundle(new URL('../generated/openapi.json', import.meta.url)), {
    port: 0,
    host: '127.0.0.1',
  });
  const target = ['--url', server.url, '--auth', `Authorization: Bearer ${server.key}`, '--against', mock.url];
  const worker = ['--auth', `WorkerToken=Authorization: Bearer ${WORKER_TOKEN}`];
  const other = ['--other-auth', `Authorization: Bearer ${key}`];
  // Each option can be given only once.
  const cases = isGiven('--max-cases') ? [] : ['--max-cases', CASES];
  const seeds = isGiven('--seed') ? [[]] : SEEDS.map((seed) => ['--seed', seed]);
  for (const seed of seeds) {
    const code = await verify([...target, ...worker, ...other, ...cases, ...seed, ...given]);
    if (code !== 0) process.exitCode = code;
  }
  await mock.stop();
  await server.stop();
}
