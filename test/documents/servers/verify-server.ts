import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { StoredFinding } from '../../../src/contract/verify/replay/findings-file.ts';
import { installServer } from './install.ts';
import type { ForeignServer } from './table.ts';

const CLI = fileURLToPath(new URL('../../../src/contract/cli.ts', import.meta.url));

/** Seconds until a server must be ready. */
const MOST_SECONDS = 90;

/** The result of `keepspec verify` on a server. */
export type Verified = { cases: number; seconds: number; findings: StoredFinding[] };

/**
 * Installs and starts a server, verifies it against its document, and ends it.
 *
 * @throws Error if it cannot be installed or started, or if nothing could be tried
 */
export async function verifyServer(server: ForeignServer): Promise<Verified> {
  const folder = installServer(server);
  const needed = await server.needs?.();
  const environment = {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(server.port),
    HOST: '127.0.0.1',
    ...server.environment,
  };
  const log = openSync(join(folder, 'server.log'), 'w');
  const [program = '', ...args] = server.start;
  const child = spawn(program === 'node' ? process.execPath : program, args, {
    cwd: folder,
    env: { ...environment, ...needed?.environment },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  try {
    const url = `http://127.0.0.1:${server.port}`;
    await becomeReady(child, `${url}${server.ready ?? '/'}`);
    return await verify(server, url, folder);
  } finally {
    await end(child);
    await needed?.stop();
  }
}

async function verify({ document, options = [] }: ForeignServer, url: string, folder: string): Promise<Verified> {
  let file = 'file' in document ? document.file : 'openapi.json';
  if ('path' in document) writeFileSync(join(folder, file), await (await fetch(`${url}${document.path}`)).text());
  file = join(folder, file);
  const findings = join(folder, 'verify.findings.json');
  rmSync(findings, { force: true });
  const words = [CLI, 'verify', file, '--url', url, '--seed', '1', '--max-cases', '2000', '--json'];
  const child = spawn(process.execPath, [...words, '--findings', findings, ...options], {
    ...{ cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk;
  });
  await once(child, 'close');
  writeFileSync(join(folder, 'result.json'), out);
  if (child.exitCode !== 0 && child.exitCode !== 1)
    throw new Error(`verify ended with ${child.exitCode}: ${err}${out}`);
  const { cases, seconds } = JSON.parse(out) as { cases: number; seconds: number };
  return { cases, seconds, findings: JSON.parse(readFileSync(findings, 'utf8')).findings };
}

async function becomeReady(child: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < MOST_SECONDS * 5; tries++) {
    if (child.exitCode !== null) throw new Error(`The server has ended with ${child.exitCode}. See its server.log.`);
    const response = await fetch(url).catch(() => undefined);
    if (response !== undefined) return;
    await sleep(200);
  }
  throw new Error(`Nothing responds at ${url}.`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
