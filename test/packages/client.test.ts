import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../running-server.ts';
import { COMPILATIONS, typecheck, writeExamples } from './app.ts';
import { installInto, installPackages, listInstalled } from './installed.ts';

const PAGE = 'docs/client.md';

let app: string;
let folder: string;
let server: RunningServer;
let examples: string[];
beforeAll(async () => {
  const installed = await installPackages();
  app = installed.app;
  folder = await installInto('client', [installed.tarballs['voice-agents-client'] as string]);
  examples = await writeExamples(folder, PAGE);
  server = await startServer();
}, 600_000);
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

/** Lines that an example prints. Node 20 runs no TypeScript, so it gets what the compiler makes of the examples. */
async function linesOf(node: string, example: string): Promise<string[]> {
  if (!node.includes('node20')) return run(node, example);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
  for (const name of names) {
    const options = { target: ScriptTarget.ES2022, module: ModuleKind.ESNext, rewriteRelativeImportExtensions: true };
    const { outputText } = transpileModule(await readFile(join(folder, name), 'utf8'), { compilerOptions: options });
    await writeFile(join(folder, name.replace(/\.ts$/, '.js')), outputText);
  }
  return run(node, example.replace(/\.ts$/, '.js'));
}

async function run(node: string, example: string): Promise<string[]> {
  const env = { ...process.env, BASE_URL: server.url, KEY: server.key };
  const { stdout } = await promisify(execFile)(node, [example], { cwd: folder, env });
  return stdout.trim().split('\n');
}

test('an app installs the client, openapi-fetch and types, and nothing else', async () => {
  expect((await listInstalled(folder)).sort()).toEqual([
    'openapi-fetch',
    'openapi-typescript-helpers',
    'voice-agents-client',
  ]);
});

describe.each([
  ['Node 24', ''],
  ['Node 22', 'node_modules/node22/bin/node'],
  ['Node 20', 'node_modules/node20/bin/node'],
])('%s', (_name, path) => {
  const node = () => (path === '' ? process.execPath : join(app, path));

  test('docs/client.md: the quick start creates and updates an agent on the server', async () => {
    const [created = '', updated = ''] = await linesOf(node(), 'quick-start.ts');
    expect(created).toMatch(/^agent_\w{26} Front desk$/);
    expect(updated).toMatch(/^200 "/);
    const agent = await server.send('GET', `/v1/agents/${created.split(' ')[0]}`);
    expect(agent.body).toMatchObject({ name: 'Front desk', temperature: 0.2 });
  });

  test('docs/client.md: an invalid request is an ApiError with its fields', async () => {
    expect(await linesOf(node(), 'errors.ts')).toEqual([
      "The request has 1 invalid field. { temperature: 'must be at most 1' }",
    ]);
  });

  test('docs/client.md: all pages of a list are read', async () => {
    const { body } = await server.send('GET', '/v1/agents');
    const agents = body.agents.map(({ id, name }: { id: string; name: string }) => `${id} ${name}`);
    expect(agents.length).toBeGreaterThan(0);
    expect(await linesOf(node(), 'pages.ts')).toEqual(agents);
  });

  test('docs/client.md: time-outs and retries are options', async () => {
    const { body } = await server.send('GET', '/v1/voices');
    expect(await linesOf(node(), 'retries.ts')).toEqual([String(body.voices.length)]);
  });

  test('docs/client.md: an update can be made of a read agent', async () => {
    expect(await linesOf(node(), 'updates.ts')).toEqual(['200 Front desk 0.2 null']);
  });

  test('docs/client.md: a receiver verifies webhooks', async () => {
    const event = { id: 'whd_1', event: 'conversation.completed', data: { conversation: { status: 'completed' } } };
    const program = `import { receive, requestOf } from './receiver.ts';
const event = ${JSON.stringify(event)};
console.log((await receive(await requestOf(event))).status);
console.log((await receive(await requestOf(event, new Date(0)))).status);
`;
    await writeFile(join(folder, 'send-webhooks.ts'), program);
    expect(await linesOf(node(), 'send-webhooks.ts')).toEqual([
      ...['whd_1 conversation.completed completed', '204', 'too_old', '400'],
    ]);
  });

  test('docs/client.md: the body of a response is a stream', async () => {
    const { text } = await server.send('GET', '/v1/voices');
    expect(await linesOf(node(), 'stream.ts')).toEqual([String(Buffer.byteLength(text))]);
  });

  test('docs/client.md: hooks run around each attempt', async () => {
    expect(await linesOf(node(), 'hooks.ts')).toEqual(['GET /v1/voices 200, attempt 1']);
  });
});

test.each(COMPILATIONS)('the examples of docs/client.md compile with %s', async (_title, compilation) => {
  const options = {
    ...{ target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'], strict: true, noEmit: true },
    ...{ noUncheckedIndexedAccess: true, typeRoots: [join(app, 'node_modules/@types')], types: ['node'] },
  };
  expect(await typecheck(compilation, folder, examples, options)).toBe('');
});

test('the examples are those of every section', () => {
  expect(examples).toEqual([
    ...[
      'quick-start.ts',
      'errors.ts',
      'retries.ts',
      'hooks.ts',
      'updates.ts',
      'pages.ts',
      'stream.ts',
      'receiver.ts',
      'types.ts',
    ],
  ]);
});
