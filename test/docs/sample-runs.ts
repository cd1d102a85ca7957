import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { VITE } from '../vite-settings.ts';
import { PYTHON } from './python.ts';
import { linkPackage } from './workspace.ts';

/** A code sample, and the environment variables that it reads. */
export type SampleRun = { source: string; env: Record<string, string> };

/** Files of samples, below the repository, so that its `node_modules` has the types of Node. */
export type SampleFolder = { path: string; remove: () => Promise<void> };

export async function createSampleFolder(name: string, library = 'voice-agents-client'): Promise<SampleFolder> {
  const path = resolve(`dist/test-${name}-${process.pid}`);
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { recursive: true });
  await linkPackage(path, library);
  return { path, remove: () => rm(path, { recursive: true }) };
}

const execute = promisify(execFile);
const NOTHING_OF_THE_TESTS = { PATH: process.env.PATH ?? '' };

/** Runs curl samples in one shell, one after the other. @returns the status of each response, 0 without one */
export async function runCurl({ path }: SampleFolder, runs: SampleRun[]): Promise<number[]> {
  const scripts = runs.map(({ source, env }) => {
    const exports = Object.entries(env).map(([name, value]) => `export ${name}='${value}'`);
    return `(\n${exports.join('\n')}\n${source}\n)`;
  });
  const show = `curl() { command curl -sS -o /dev/null -w '%{http_code}\\n' "$@"; }\n`;
  const file = join(path, 'samples.sh');
  await writeFile(file, show + scripts.join('\n'));
  const { stdout } = await execute('sh', [file], { cwd: path, env: NOTHING_OF_THE_TESTS });
  return stdout.trim().split('\n').map(Number);
}

const RUN_PYTHON = `
import json, os, sys
import httpx

statuses = []
send = httpx.Client.send

def recorded(*args, **kwargs):
    response = send(*args, **kwargs)
    statuses.append(response.status_code)
    return response

httpx.Client.send = recorded
sys.stdout = sys.stderr
results = []
for run in json.load(open(sys.argv[1])):
    statuses.clear()
    os.environ.update(run["env"])
    try:
        exec(compile(run["source"], "sample", "exec"), {"__name__": "__main__"})
        results.append(statuses[-1] if statuses else 0)
    except Exception as error:
        results.append(repr(error))
json.dump(results, sys.__stdout__)
`;

/** Runs Python samples in one process. @returns the status of each response, or what was raised */
export async function runPython({ path }: SampleFolder, runs: SampleRun[]): Promise<(number | string)[]> {
  const file = join(path, 'samples.json');
  await writeFile(file, JSON.stringify(runs));
  // httpx would read all certificates of the system for each request.
  const env = { ...NOTHING_OF_THE_TESTS, SSL_CERT_DIR: path };
  const options = { cwd: path, env, maxBuffer: 2 ** 26 };
  return JSON.parse((await execute(PYTHON, ['-c', RUN_PYTHON, file], options)).stdout);
}

const RUN_TYPESCRIPT = `
import { readFileSync } from 'node:fs';

let status = 0;
const send = globalThis.fetch;
globalThis.fetch = async (...args) => {
  const response = await send(...args);
  status = response.status;
  return response;
};
console.log = () => undefined;
const results = [];
for (const [at, { env }] of JSON.parse(readFileSync(process.argv[2], 'utf8')).entries()) {
  Object.assign(process.env, env);
  status = 0;
  const failure = await import('./sample-' + at + '.ts').then(() => undefined, String);
  results.push(failure ?? status);
}
process.stdout.write(JSON.stringify(results));
`;

/** Writes TypeScript samples to files, which {@link compileSamples} compiles and {@link runTypescript} runs. */
async function writeTypescriptFiles({ path }: SampleFolder, runs: SampleRun[]): Promise<void> {
  await Promise.all(runs.map(({ source }, at) => writeFile(join(path, `sample-${at}.ts`), source)));
}

/** Runs TypeScript samples in one process. @returns the status of each response, or what was thrown */
export async function runTypescript(folder: SampleFolder, runs: SampleRun[]): Promise<(number | string)[]> {
  const { path } = folder;
  await writeTypescriptFiles(folder, runs);
  await writeFile(join(path, 'runs.json'), JSON.stringify(runs));
  await writeFile(join(path, 'run.mjs'), RUN_TYPESCRIPT);
  const options = { cwd: path, env: NOTHING_OF_THE_TESTS, maxBuffer: 2 ** 26 };
  return JSON.parse((await execute(process.execPath, ['run.mjs', 'runs.json'], options)).stdout);
}

/** Compiles all TypeScript files of a folder as one program. @returns the errors of the compiler */
export async function compileSamples({ path }: SampleFolder): Promise<string> {
  const typeRoots = [resolve('node_modules/@types')];
  await writeFile(
    join(path, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...VITE, types: ['node'], typeRoots }, include: ['*.ts'] }),
  );
  const compiler = resolve('node_modules/typescript7/bin/tsc');
  return execute(process.execPath, [compiler, '--pretty', 'false', '-p', path]).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
}
