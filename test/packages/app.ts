import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stripVTControlCharacters as plain } from 'node:util';
import { onTestFinished } from 'vitest';
import { freePort } from '../free-port.ts';
import { environmentOf } from './installed.ts';

/** The document of the examples, as the README of the runtime shows it. */
const [, PETS = ''] =
  /```yaml\n# openapi\.yaml\n(.*?)```/s.exec(readFileSync('src/contract/serve/README.md', 'utf8')) ?? [];

/** The same with the security scheme `Token`. */
export const SECURED_PETS = PETS.replace(
  'security: []',
  `security: [{ Token: ['pets:read'] }]
components:
  securitySchemes:
    Token:
      type: oauth2
      flows: { clientCredentials: { tokenUrl: https://example.com/token, scopes: { 'pets:read': Read pets. } } }`,
);

export type App = {
  folder: string;
  /** Names of the files that the README shows. */
  examples: string[];
};

/** Writes a contract, and the examples of a README that name their file, below an app that has the packages. */
export async function writeApp(app: string, readme: string, contract = PETS): Promise<App> {
  const folder = await mkdtemp(join(app, 'case-'));
  await writeFile(join(folder, 'openapi.yaml'), contract);
  return { folder, examples: await writeExamples(folder, readme) };
}

/** Writes the examples of a README that name their file. Returns the names. */
export async function writeExamples(folder: string, readme: string): Promise<string[]> {
  const examples = [...(await readFile(readme, 'utf8')).matchAll(/```ts\n\/\/ (\S+)\n(.*?)```/gs)];
  for (const [, name = '', code = ''] of examples) await writeFile(join(folder, name), code);
  return examples.map(([, name = '']) => name);
}

/** The lines of a README's shell examples that begin with `npx keepspec`, by their verbs. */
export async function commandsOf(readme: string): Promise<Record<string, string>> {
  const blocks = [...(await readFile(readme, 'utf8')).matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block);
  const lines = blocks.flatMap((block) => block.split('\n')).filter((line) => line.startsWith('npx keepspec '));
  const commands: Record<string, string> = {};
  for (const line of lines) {
    const [verb = ''] = line.split(' ').slice(2);
    const name = Object.hasOwn(commands, verb) ? `${verb} ${/--\w+/.exec(line)?.[0]}` : verb;
    commands[name] = line;
  }
  return commands;
}

export type Ended = { code: number; out: string; err: string };

/** Runs a command line. `npx` would look for the command in the app, too, if the folder is below it. */
export function runIn(folder: string, node: string, command: string, app = join(folder, '..')): Promise<Ended> {
  const options = { cwd: folder, env: environmentOf(app, node), maxBuffer: 2 ** 26 };
  return new Promise((resolve) => {
    execFile('sh', ['-c', command.replace(/^npx /, 'exec ')], options, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out: plain(out), err: plain(err) });
    });
  });
}

/** Starts a server until the test ends. Returns its base URL when it responds. */
export async function serveIn(
  folder: string,
  node: string,
  command: string,
  { app = join(folder, '..'), port }: { app?: string; port?: number } = {},
): Promise<string> {
  const taken = port ?? (await freePort());
  const env = { ...environmentOf(app, node), PORT: String(taken) };
  // A group of its own: npm and the shell do not pass signals on.
  const options = { cwd: folder, env, stdio: 'ignore', detached: true } as const;
  const server = spawn('sh', ['-c', command.replace(/^npx /, 'exec ')], options);
  onTestFinished(async () => {
    if (server.exitCode !== null || server.pid === undefined) return;
    const closed = once(server, 'close');
    process.kill(-server.pid, 'SIGTERM');
    await closed;
  });
  // A server may listen on one of the two addresses of this name only.
  const url = `http://localhost:${taken}`;
  await firstResponse(server, url);
  return url;
}

async function firstResponse(server: ChildProcess, url: string): Promise<void> {
  while ((await fetch(url).catch(() => undefined)) === undefined) {
    if (server.exitCode !== null) throw new Error('The server has stopped.');
    await delay(50);
  }
}

/** Compilers by their packages in this repository. */
const COMPILERS = {
  'TypeScript 5.9': 'typescript',
  'TypeScript 6': 'typescript6',
  'TypeScript 7': 'typescript7',
};

/** A compiler with options on which it depends how declarations are read. */
export type Compilation = { name: keyof typeof COMPILERS; options: object };

/**
 * Each compiler, each `moduleResolution` and each `exactOptionalPropertyTypes`, and all combinations with TypeScript 7, which is
 * fast. TypeScript 5.9 and 7 check the declarations of libraries, too.
 */
export const COMPILATIONS: [title: string, compilation: Compilation][] = (
  Object.keys(COMPILERS) as Compilation['name'][]
).flatMap((name) =>
  [
    { module: 'node16', moduleResolution: 'node16', exactOptionalPropertyTypes: true, skipLibCheck: false },
    { module: 'esnext', moduleResolution: 'bundler', exactOptionalPropertyTypes: false, skipLibCheck: true },
    { module: 'node16', moduleResolution: 'node16', exactOptionalPropertyTypes: false, skipLibCheck: true },
    { module: 'esnext', moduleResolution: 'bundler', exactOptionalPropertyTypes: true, skipLibCheck: true },
  ]
    .filter((_, at) => name === 'TypeScript 7' || at === (name === 'TypeScript 6' ? 1 : 0))
    .map((options): [string, Compilation] => {
      const exact = options.exactOptionalPropertyTypes ? 'with' : 'without';
      return [`${name}, ${options.moduleResolution}, ${exact} exactOptionalPropertyTypes`, { name, options }];
    }),
);

/** Compiles files of a folder without output. Returns what the compiler prints, which is nothing without an error. */
export async function typecheck(
  { name, options }: Compilation,
  folder: string,
  files: string[],
  others: object,
): Promise<string> {
  const compilerOptions = { ...others, ...options };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const tsc = join(import.meta.dirname, '../../node_modules', COMPILERS[name], 'bin/tsc');
  const { out, err } = await runIn(folder, process.execPath, `exec node ${tsc} --pretty false`);
  return out + err;
}
