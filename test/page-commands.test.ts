import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { blockWith, commandsIn, shellBlocks } from './page-blocks.ts';
import { keyIn, useProcesses } from './process/processes.ts';
import { BARE_ENVIRONMENT, MINIMAL, send, WORKER_TOKEN } from './running-server.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** The pages whose commands the tests of this file run. */
const PAGES = ['docs/production.md', 'docs/demo.md', 'docs/contract-tests.md'];

type Command = { page: string; text: string };
const own: Command[] = [];
for (const page of PAGES) own.push(...(await shellBlocks(page)).flatMap(commandsIn).map((text) => ({ page, text })));

/** Commands that tests of this file run. */
const taken = new Set<string>();

/** The commands that match, each to be run by a test of this file. */
function take(pattern: RegExp): string[] {
  const found = own.filter(({ text }) => pattern.test(text));
  for (const { text } of found) taken.add(text);
  return found.map(({ text }) => text);
}

/** The only one that does. */
function takeOne(pattern: RegExp): string {
  const [command, ...others] = take(pattern);
  if (command === undefined || others.length > 0) throw new Error(`The pages must have one command like ${pattern}.`);
  return command;
}

const createPublicAgent = takeOne(/^curl .*127\.0\.0\.1:3000\/.*is_public/s);
const withDemo = takeOne(/^DEMO=/);
const inProduction = commandsIn(await blockWith('NODE_ENV=production', 'docs/production.md'));
for (const command of inProduction) taken.add(command);
const createKey = takeOne(/^npm run keys -- create .*--scopes/);
const rotateKey = takeOne(/^npm run keys -- rotate/);
const printAudit = takeOne(/^npm run audit/);
const exportData = takeOne(/^npm run data -- export/);
const importData = takeOne(/^DATABASE_URL=.* npm run data -- import/);
const purgeCaller = takeOne(/^npm run data -- purge-caller/);
const verify = takeOne(/^npm run verify$/);

/** Commands that are not run in this file: where else, or why not at all. */
const ELSEWHERE: Record<string, [command: string, file: string, reason: string][]> = {
  'README.md': [
    ['npm ci && npm start', 'test/start/start.test.ts', 'follows the page'],
    ['export KEY=sk_…', 'test/start/start.test.ts', 'follows the page'],
    ['curl ', 'test/start/start.test.ts', 'follows the page'],
    ['npm ci && npm test', '.ci/run', 'runs both'],
  ],
  'docs/production.md': [
    ["export DATABASE_URL='postgres://", 'test/postgres/processes.test.ts', 'runs the block'],
    ['export SECRETS_KEYS="k1:$(openssl rand -base64 32)"', 'test/postgres/processes.test.ts', 'runs the block'],
    ['npm run keys -- create --workspace NAME', 'test/postgres/processes.test.ts', 'runs the block'],
  ],
  'docs/demo.md': [],
  'docs/mock.md': [
    ['npm run mock', 'test/docs/mock-page.test.ts', 'follows the page'],
    ['curl ', 'test/docs/mock-page.test.ts', 'follows the page'],
    ['npx prism mock generated/openapi.json', 'test/contract/prism-process.ts', 'runs it'],
    ['npx prism proxy --errors generated/', 'test/contract/prism-process.ts', 'runs it'],
  ],
  'docs/contract-tests.md': [
    [
      'npm run coverage:contract',
      '.ci/run',
      'runs the script on the coverage of all tests, which the command runs again',
    ],
  ],
  'docs/verify.md': [
    ['mkdir files-api', 'test/packages/verify-guide.test.ts', 'follows the page'],
    ['npm ', 'test/packages/verify-guide.test.ts', 'follows the page'],
    ['PORT=8080 ', 'test/packages/verify-guide.test.ts', 'follows the page'],
    ['curl ', 'test/packages/verify-guide.test.ts', 'follows the page'],
    ['npx keepspec ', 'test/packages/verify-guide.test.ts', 'follows the page'],
  ],
  'docs/diff.md': [
    ['mkdir pets-api', 'test/packages/diff-guide.test.ts', 'follows the page'],
    ['git ', 'test/packages/diff-guide.test.ts', 'follows the page'],
    ['npm ', 'test/packages/diff-guide.test.ts', 'follows the page'],
    ['echo ', 'test/packages/diff-guide.test.ts', 'follows the page'],
    ['sed ', 'test/packages/diff-guide.test.ts', 'follows the page'],
    ['mkdir released', 'test/packages/diff-guide.test.ts', 'follows the page'],
    ['npx keepspec ', 'test/packages/diff-guide.test.ts', 'follows the page'],
  ],
  'src/contract/README.md': [
    ['npm install --save-dev keepspec', 'test/packages/installed.ts', 'installs the packed package'],
    ['npx keepspec init --yes', 'test/packages/init.test.ts', 'runs it'],
    ['npm install && npm test && npm start', 'test/packages/init.test.ts', 'runs it'],
    ['npx keepspec build openapi.yaml --out generated', 'test/packages/keepspec.test.ts', 'runs it'],
    ['npx keepspec lint openapi.yaml', 'test/packages/keepspec.test.ts', 'runs it'],
    ['npx keepspec docs openapi.yaml', 'test/packages/keepspec.test.ts', 'runs it'],
    ['npx keepspec mock openapi.yaml', 'test/packages/keepspec.test.ts', 'runs it'],
    ['npx keepspec verify openapi.yaml', 'test/packages/keepspec.test.ts', 'runs it'],
    ['npx keepspec build openapi.yaml --overlay', 'test/packages/keepspec.test.ts', 'runs it'],
    ['npx keepspec replay verify.findings.json', 'test/contract/verify/replay/command.test.ts', 'runs it'],
    ['npx keepspec observe openapi.yaml --har', 'test/contract/verify/observe/observe-verb.test.ts', 'runs it'],
    ['npx keepspec observe openapi.yaml --from', 'test/packages/keepspec.test.ts', 'runs it'],
    ['npx keepspec coverage openapi.yaml', 'test/packages/keepspec.test.ts', 'runs it'],
    ['npx keepspec diff ', 'test/packages/keepspec.test.ts', 'runs both'],
  ],
  'src/contract/serve/README.md': [
    ['npm install keepspec-runtime', 'test/packages/runtime.test.ts', 'installs the packed package'],
    ['npm install --save-dev keepspec', 'test/packages/installed.ts', 'installs the packed package'],
    ['npx keepspec build openapi.yaml', 'test/packages/runtime.test.ts', 'runs it'],
  ],
  'docs/client.md': [
    ['npm ci && npm run package', 'test/packages/package.ts', 'writes the packages'],
    ['npm pack ./dist/packages/voice-agents-client', 'test/packages/installed.ts', 'packs the package'],
    ['npm install ../voice-agents-client-0.1.0.tgz', 'test/packages/client.test.ts', 'installs the packed package'],
  ],
};

test.each(Object.entries(ELSEWHERE))('every command of %s is run, here or where the table says', async (page, rows) => {
  const commands = (await shellBlocks(page)).flatMap(commandsIn);
  expect(commands.length).toBeGreaterThan(0);
  const isElsewhere = (command: string) => rows.some(([start]) => command.startsWith(start));
  const isTaken = (command: string) => PAGES.includes(page) && taken.has(command);
  expect(commands.filter((command) => !isElsewhere(command) && !isTaken(command))).toEqual([]);
  // Rows of commands that are gone, or of files that are.
  expect(rows.filter(([start]) => !commands.some((command) => command.startsWith(start)))).toEqual([]);
  expect(rows.filter(([, file]) => !existsSync(join(ROOT, file)))).toEqual([]);
});

type Ran = { out: string; err: string };

/** Runs a command of a page in the root of this repository, and nothing of the environment of the tests. */
function run(command: string, environment: Record<string, string>): Promise<Ran> {
  const options = { cwd: ROOT, env: { ...BARE_ENVIRONMENT, ...environment } };
  return promisify(execFile)('sh', ['-c', command], options).then(({ stdout, stderr }) => ({
    out: stdout,
    err: stderr,
  }));
}

// A bare container may have neither.
const hasTools = ['curl', 'openssl'].every((name) => spawnSync(name, ['--version']).error === undefined);

describe.skipIf(!hasTools)('the requests of the pages', () => {
  const processes = useProcesses();

  test('to the server create the agent of the demo, and its page shows the widget', async () => {
    const demo = await processes.startWith(withDemo);
    const sent = createPublicAgent.replace('http://127.0.0.1:3000', demo.url);
    const agent = JSON.parse((await run(sent, { KEY: keyIn(demo) })).out);
    expect(agent).toMatchObject({ is_public: true, allowed_origins: ['http://localhost:3000'] });
    const page = await fetch(`${demo.url}/demo/${agent.id}`);
    expect(await page.text()).toContain("The widget's configuration");
  });

  test('its server in production is ready, and encrypts with the key that it makes', async () => {
    const block = inProduction.join('\n');
    expect(block).toContain('HOST=0.0.0.0');
    const server = await processes.startWith(block.replace('0.0.0.0', '127.0.0.1'));
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(existsSync(join(processes.folder, 'secrets.key'))).toBe(false);
  });
});

describe('the commands of the pages', () => {
  const processes = useProcesses();

  test('create and rotate a key, print the audit log, and move a database', async () => {
    const { folder } = processes;
    const environment = { DATA_DIR: folder, SECRETS_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}` };
    const created = await run(createKey, environment);
    expect(created.out).toMatch(/^sk_[0-9A-Za-z]{49}$/m);
    const id = /key_[0-9a-z]{26}/.exec(created.err)?.[0] ?? '';
    expect((await run(rotateKey.replace('KEY_ID', id), environment)).out).toMatch(/^sk_[0-9A-Za-z]{49}$/m);
    const events = (await run(printAudit, environment)).out.split('\n').filter((line) => line.startsWith('{'));
    expect(events.map((line) => JSON.parse(line).action)).toEqual(['keys.create', 'keys.rotate']);

    const file = join(folder, 'agents.data');
    await run(exportData.replace('agents.data', file), environment);
    const target = `sqlite:${join(folder, 'imported.db')}`;
    const moved = importData.replace(/postgres:[^']+/, target).replace('agents.data', file);
    expect((await run(moved, environment)).err).toContain('api_keys');
  });

  test('delete everything of a caller', async () => {
    const server = await processes.start({ WORKER_TOKENS: WORKER_TOKEN });
    const key = keyIn(server);
    const agent = await send(server.url, key, 'POST', '/v1/agents', { json: { ...MINIMAL, memory_enabled: true } });
    const path = `/v1/agents/${agent.body.id}/conversations`;
    const started = await send(server.url, key, 'POST', path, { json: { user_identity: 'customer-4711' } });
    const { id } = started.body.conversation;
    const results = {
      end_reason: 'caller_hung_up',
      duration_seconds: 61.5,
      messages: [],
      facts: [{ fact: 'Prefers Mondays.', confidence: 0.9 }],
    };
    const complete = `/v1/worker/conversations/${id}/complete`;
    expect((await send(server.url, WORKER_TOKEN, 'POST', complete, { json: results })).status).toBe(200);
    const purged = await run(purgeCaller, { DATA_DIR: processes.folder });
    expect(purged.err).toContain('Deleted conversations: 1, memories: 1');
  });

  test('verify the server of this repository', async () => {
    // All of it takes many minutes.
    const { out } = await run(`${verify} -- --operation listVoices --seed 1 --max-cases 20`, {});
    expect(out).toContain('no findings');
  });
});
