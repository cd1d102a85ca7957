import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import config from '../../keepspec.config.ts';
import { mock } from '../../src/contract/cli/verbs/mock.ts';
import { MOCK_FAULTS } from '../../src/contract/mock/faults.ts';
import { createMockFetch } from '../../src/contract/mock/fetch.ts';
import { freePort } from '../free-port.ts';
import { commandsIn } from '../page-blocks.ts';
import { blocksOf, differencesOfHead, differencesOfJson, type GuideBlock, isAsShown } from './api-guide.ts';
import { createSampleFolder, type SampleFolder } from './sample-runs.ts';
import { linkPackage } from './workspace.ts';

const PAGE = 'docs/mock.md';
const text = await readFile(PAGE, 'utf8');
const blocks = blocksOf(text);
/** Commands that the suite of Prism runs. */
const PRISM = /^npx prism /;

type Running = { child: ChildProcess; output: () => string };

/** Starts a program, which the end of the tests stops. */
function start(command: string, args: string[], cwd?: string): Running {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...(cwd === undefined ? {} : { cwd }) });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  return { child, output: () => output };
}

async function stop({ child }: Running): Promise<void> {
  if (child.exitCode === null && child.kill()) await once(child, 'exit');
}

/** The file that a program is written into, as its first line names it. */
function fileOf({ code }: GuideBlock): string | undefined {
  return /^\/\/ (\S+\.ts)\n/.exec(code)?.[1];
}

// A bare container may not have curl.
const hasCurl = spawnSync('curl', ['--version']).error === undefined;

describe.skipIf(!hasCurl)('the blocks of docs/mock.md', () => {
  const running: Running[] = [];
  let folder: SampleFolder;
  let ports: Record<string, string>;
  beforeAll(async () => {
    folder = await createSampleFolder('mock-page', 'keepspec');
    await linkPackage(folder.path, 'voice-agents-client');
    await copyFile('generated/openapi.json', join(folder.path, 'openapi.json'));
    ports = { 4010: String(await freePort()), 8080: String(await freePort()) };
    for (const block of blocks) {
      const file = fileOf(block);
      if (file !== undefined) await writeFile(join(folder.path, file), withPorts(block.code));
    }
  });
  afterAll(async () => {
    await Promise.all(running.map(stop));
    await folder.remove();
  });
  const withPorts = (code: string): string =>
    code.replaceAll(/\b(4010|8080)\b/g, (port: string) => ports[port] ?? port);

  test('compile', async () => {
    const settings = { extends: '../../tsconfig.json', compilerOptions: {}, include: ['*.ts'] };
    await writeFile(join(folder.path, 'tsconfig.json'), JSON.stringify(settings));
    const compiler = ['node_modules/typescript7/bin/tsc', '--pretty', 'false', '-p', folder.path];
    const { stdout } = await promisify(execFile)(process.execPath, compiler).catch(
      ({ stdout }: { stdout: string }) => ({ stdout }),
    );
    expect(stdout).toBe('');
  });

  test('run, and print what the page shows', async () => {
    let printed = '';
    let server: Running | undefined;
    let receiver: Running | undefined;
    /** @param command one that ends by itself, or starts the mock */
    const runCommand = async (command: string): Promise<void> => {
      if (!command.startsWith('npm run mock')) {
        printed = (await promisify(execFile)('sh', ['-c', withPorts(command)])).stdout;
        return;
      }
      const options = command.replace(/^npm run mock( -- )?/, '').split(' ');
      server = start(process.execPath, ['src/contract/cli.ts', 'mock', '--port', String(ports[4010]), ...options]);
      running.push(server);
      await expect.poll(server.output).toContain('Stop it with Ctrl-C.');
    };
    const runFile = async (file: string): Promise<void> => {
      if (file === 'keepspec.config.ts') return;
      if (file === 'receiver.ts') {
        receiver = start(process.execPath, [file], folder.path);
        running.push(receiver);
        await expect
          .poll(() => fetch(`http://127.0.0.1:${ports[8080]}/`).then(({ status }) => status, String))
          .toBe(400);
        return;
      }
      const isTest = file.endsWith('.test.ts');
      const args = isTest ? [resolve('node_modules/vitest/vitest.mjs'), 'run', '--test-timeout=600000'] : [file];
      // A run of Vitest inside of another one would take settings of that one.
      const options = { cwd: folder.path, env: { PATH: process.env.PATH, NO_COLOR: '1' } };
      const { stdout } = await promisify(execFile)(process.execPath, args, options);
      printed = stdout;
      if (isTest) expect(stdout).toMatch(/Tests\s+2 passed/);
    };
    for (const block of blocks) {
      const { language, line } = block;
      const code = withPorts(block.code);
      const where = `${PAGE}:${line}`;
      const file = fileOf(block);
      if (file !== undefined) await runFile(file);
      else if (language === 'sh') {
        for (const command of commandsIn(block.code)) if (!PRISM.test(command)) await runCommand(command);
      } else if (language === 'json') {
        expect(differencesOfJson(JSON.parse(code), JSON.parse(printed)), where).toEqual([]);
      } else if (language === 'http') expect(differencesOfHead(code, printed), where).toEqual([]);
      else if (language === 'text') {
        const isLog = code.includes('GET /v1/agents');
        const isReceived = code.startsWith('verified');
        const output = () => (isLog ? (server?.output() ?? '') : isReceived ? (receiver?.output() ?? '') : printed);
        await expect
          .poll(() => (isAsShown(code.trim(), output().trim()) ? code : output()), { message: where })
          .toBe(code);
      } else throw new Error(`${where}: no test runs a block of "${language}".`);
    }
  });

  test('define scenarios that the contract has', async () => {
    const file = pathToFileURL(join(folder.path, 'keepspec.config.ts')).href;
    const { default: own } = (await import(/* @vite-ignore */ file)) as { default: typeof config };
    const document = JSON.parse(await readFile('generated/openapi.json', 'utf8'));
    const mockFetch = await createMockFetch(document, { stateful: true, scenarios: own.mock?.scenarios ?? {} });
    const statusOf = async (path: string, scenario: string) =>
      (await mockFetch(`http://a${path}`, { headers: { authorization: 'Bearer k', prefer: `scenario=${scenario}` } }))
        .status;
    expect(await statusOf('/v1/agents', 'no-scope')).toBe(403);
    expect(await statusOf('/v1/voices', 'flaky')).toBe(503);
    await expect(statusOf('/v1/agents', 'flaky')).rejects.toThrow('fetch failed');
    expect(await statusOf('/v1/agents', 'new-customer')).toBe(200);
  });
});

/** The first cells of the rows of a table below a heading, without their values. */
function namesIn(heading: string, pattern: RegExp): string[] {
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(pattern)].map(([, name = '']) => name);
}

test('docs/mock.md has every option of the mock', () => {
  const common = ['config', 'overlay', 'format'];
  expect(namesIn('Options', /^\| `--([a-z-]+)/gm).sort()).toEqual([...Object.keys(mock.options), ...common].sort());
});

test('docs/mock.md has every preference', () => {
  const faults = MOCK_FAULTS.map((fault) => `fail=${fault}`);
  const known = ['code=404', 'example=minimal', 'dynamic=true', 'scenario=rate-limited', 'delay=800', ...faults];
  expect(namesIn('Prefer', /^\| `([a-z]+=[a-z0-9-]+)` /gm)).toEqual(known);
});

test('docs/mock.md has every scenario of this API', () => {
  expect(
    namesIn('Scenarios', /^\| `([a-z]+(?:-[a-z]+)*)` \| (?!status|name|milli|`|headers|limits|the same)/gm),
  ).toEqual(Object.keys(config.mock?.scenarios ?? {}));
});
