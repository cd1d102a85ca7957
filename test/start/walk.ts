import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { differencesOfJson, isAsShown } from '../docs/api-guide.ts';
import { freePort } from '../free-port.ts';

/** The ports that the pages name. Each is replaced by a free one. */
const PORTS = ['3000', '4010', '5173', '8080'];
/** A block whose last command runs until it is stopped. */
const SERVER = /\b(npm start|npm run mock|npx vite)\b[^\n&]*\n?$/;
const ID = /\b(agent|conv)_[0-9a-hjkmnp-tv-z]{26}\b/g;
const KEY = /\bsk_[0-9A-Za-z]{49}\b/;

/** A folder that was empty, with a clone of this repository. */
export type Ground = { folder: string; clone: string; remove(): Promise<void> };

/** A reader who follows a page: where the shell is, and which servers run. */
export type Walk = {
  /** Follows the page from its first block, or from where the last call ended, to a heading or to the end. */
  to(heading?: string): Promise<void>;
  /** The address of a server, with the port that took the place of the one on the page. */
  address(port: string): string;
  stop(): Promise<void>;
};

/**
 * Clones the last commit, as a stranger gets it. `.ci/run` has run `npm ci` on a clone before it runs this, and that takes a minute
 * of processor time, so the clone gets links to the files that it installed. Links do not lead from one file system to another,
 * so the folder is beside this repository if temporary files are on another one.
 */
export async function createGround(): Promise<Ground> {
  const modules = resolve('node_modules');
  const [installed, temporary] = await Promise.all([stat(modules), stat(tmpdir())]);
  const folder = await mkdtemp(join(installed.dev === temporary.dev ? tmpdir() : resolve('..'), 'start-'));
  const clone = join(folder, 'voice-agents-api');
  await promisify(execFile)('git', ['clone', '--quiet', resolve('.'), clone]);
  await copyAll(modules, clone, '-al').catch(() => copyAll(modules, clone, '-a'));
  return { folder, clone, remove: () => rm(folder, { recursive: true }) };
}

async function copyAll(from: string, to: string, flags: string): Promise<void> {
  await rm(join(to, basename(from)), { recursive: true, force: true });
  // Where links are not allowed, `cp` has a line for each file.
  await promisify(execFile)('cp', [flags, from, to], { maxBuffer: 2 ** 26 }).catch((error: Error) => {
    throw new Error(error.message.slice(0, 2000));
  });
}

/** The environment of a shell that has nothing of the tests or of this repository. */
function shellEnvironment(): Record<string, string> {
  const path = (process.env.PATH ?? '').split(delimiter).filter((one) => !one.split(sep).includes('node_modules'));
  return { PATH: path.join(delimiter), HOME: process.env.HOME ?? '', LANG: 'C.UTF-8' };
}

type Block = { language: string; code: string; line: number };
type Running = { child: ChildProcess; output: () => string };

/** @param packaged whether an earlier walk has run `npm run package` in the clone; it is left out then */
export async function startWalk(page: string, { folder, clone }: Ground, packaged: boolean): Promise<Walk> {
  const text = await readFile(page, 'utf8');
  const ports = new Map<string, string>();
  for (const port of PORTS) ports.set(port, String(await freePort()));
  const servers = new Map<string, Running>();
  const ids: Record<string, string> = {};
  let shell = { cwd: clone, env: shellEnvironment() };
  let output = '';
  let key = '';
  let at = 0;

  const withPorts = (code: string) =>
    code.replaceAll(new RegExp(`\\b(${PORTS.join('|')})\\b`, 'g'), (port: string) => ports.get(port) ?? port);
  const prepare = (code: string) => {
    const filled = withPorts(code).replaceAll(ID, (id, kind: string) => ids[kind] ?? id);
    const named = filled
      .replaceAll('sk_…', key === '' ? 'sk_…' : key)
      .replace(/npm run mock(?: --)?/, `npm run mock -- --port ${ports.get('4010')}`);
    const installed = named.replaceAll(/^npm ci && /gm, '');
    return packaged ? installed.replaceAll(/^npm run package\n/gm, '') : installed;
  };

  /** Runs the commands of a block in the shell, which keeps the folder and the variables that they set. */
  async function runCommands(code: string, where: string): Promise<void> {
    const state = await mkdtemp(join(folder, 'shell-'));
    const script = `set -e\n${code}\npwd >'${state}/cwd'\nenv -0 >'${state}/env'\n`;
    const ended = await run(script, shell);
    if (ended.code !== 0)
      throw new Error(`${where}: the commands ended with ${ended.code}:\n${ended.out}\n${ended.err}`);
    const variables = (await readFile(join(state, 'env'), 'utf8')).split('\0').filter((one) => one !== '');
    const env = Object.fromEntries(
      variables.map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]),
    );
    shell = { cwd: (await readFile(join(state, 'cwd'), 'utf8')).trim(), env };
    await rm(state, { recursive: true });
    output = ended.out;
    for (const [id, kind = ''] of output.matchAll(ID)) ids[kind] = id;
  }

  /** Starts the server of a block in a shell of its own, in place of one on the same port. */
  async function startServer(code: string, where: string): Promise<void> {
    const named = /PORT=(\d+) npm start|--port (\d+)/.exec(code);
    const port = named?.[1] ?? named?.[2] ?? String(ports.get('3000'));
    await stopServer(port);
    const env = { ...shell.env, PORT: port };
    const child = spawn('sh', ['-c', code], { cwd: shell.cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        printed += chunk;
      });
    servers.set(port, { child, output: () => printed });
    const responds = () => {
      if (child.exitCode !== null) throw new Error(`${where}: the server ended with ${child.exitCode}:\n${printed}`);
      return fetch(`http://localhost:${port}`).then(
        () => true,
        () => false,
      );
    };
    await expect.poll(responds).toBe(true);
    output = printed;
    key = KEY.exec(printed)?.[0] ?? key;
  }

  async function stopServer(port: string): Promise<void> {
    const running = servers.get(port);
    servers.delete(port);
    if (running === undefined || running.child.exitCode !== null || running.child.pid === undefined) return;
    const closed = once(running.child, 'close');
    process.kill(-running.child.pid, 'SIGTERM');
    await closed;
  }

  async function follow({ language, code, line }: Block): Promise<void> {
    const where = `${page}:${line}`;
    const [, file] = /^(?:\/\/|<!--|#) (\S+\.\w+)(?: -->)?\n/.exec(code) ?? [];
    if (file !== undefined) return writeFile(join(shell.cwd, file), withPorts(code));
    if (language === 'sh') {
      const prepared = prepare(code);
      if (prepared.trim() === '') return;
      return SERVER.test(prepared) ? startServer(prepared, where) : runCommands(prepared, where);
    }
    if (language === 'json')
      return expect(differencesOfJson(JSON.parse(withPorts(code)), JSON.parse(output)), where).toEqual([]);
    if (language === 'text')
      return expect(isAsShown(withPorts(code).trim(), output.trim()), `${where}:\n${output}`).toBe(true);
    throw new Error(`${where}: no test follows a block of "${language}".`);
  }

  return {
    to: async (heading) => {
      const end = heading === undefined ? text.length : text.indexOf(`\n## ${heading}\n`);
      if (end < at) throw new Error(`${page} has no heading "${heading}" after the last one.`);
      for (const block of blocksOf(text).filter(({ start }) => start >= at && start < end)) await follow(block);
      at = end;
    },
    address: (port) => `http://localhost:${ports.get(port)}`,
    stop: async () => {
      for (const port of [...servers.keys()]) await stopServer(port);
      for (const data of ['data', 'production']) await rm(join(clone, data), { recursive: true, force: true });
    },
  };
}

function blocksOf(text: string): (Block & { start: number })[] {
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ 1: language = '', 2: code = '', index }) => {
    return { language, code, start: index, line: text.slice(0, index).split('\n').length };
  });
}

type Ended = { code: number; out: string; err: string };

function run(script: string, { cwd, env }: { cwd: string; env: Record<string, string> }): Promise<Ended> {
  return new Promise((done) => {
    execFile('sh', ['-c', script], { cwd, env, maxBuffer: 2 ** 26 }, (error, out, err) => {
      done({ code: error === null ? 0 : Number(error.code ?? 1), out, err });
    });
  });
}
