import { execFile, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createFolder } from './contract/command.ts';
import { keyIn, useProcesses } from './process/processes.ts';
import { WORKER_TOKEN } from './running-server.ts';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');

/** The requests of README.md's shell examples, in their order. A request can have several lines. */
const requests = [...readme.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = '']) =>
  block.split(/^(?=\S)/m).filter((command) => command.startsWith('curl ')),
);

const hasCurl = spawnSync('curl', ['--version']).status === 0;

/** Runs a shell command and parses what it prints. */
async function run(command: string, environment: Record<string, string> = {}) {
  const { stdout } = await promisify(execFile)('sh', ['-c', command], { env: { ...process.env, ...environment } });
  return JSON.parse(stdout);
}

// A bare container may have no curl.
describe.skipIf(!hasCurl)('the requests of README.md', () => {
  const { start } = useProcesses();

  test('to the server get the responses that it describes', async () => {
    const server = await start({ WORKER_TOKENS: WORKER_TOKEN, ALLOW_PRIVATE_OUTBOUND: 'true' });
    const environment = { KEY: keyIn(server), WORKER_TOKEN };
    const ids = { agent: '', conv: '' };
    const results: unknown[] = [];
    for (const request of requests.filter((one) => one.includes('http://127.0.0.1:3000/'))) {
      const command = request
        .replace('http://127.0.0.1:3000', server.url)
        .replace(/\b(agent|conv)_[a-z0-9]{26}/, (_id, kind: 'agent' | 'conv') => ids[kind]);
      const result = await run(command, environment);
      ids.agent = /^agent_/.test(result.id) ? result.id : ids.agent;
      ids.conv = result.conversation?.id ?? ids.conv;
      results.push(result);
    }
    expect(results).toMatchObject([
      { name: 'Front desk', llm_provider: null, temperature: 0.7 },
      { id: expect.stringMatching(/^agent_/), temperature: 0.2, background_noise_preset: 'office' },
      { memory_enabled: true, webhook_url: 'http://127.0.0.1:8080/calls' },
      { conversation: { id: expect.stringMatching(/^conv_/) }, token: expect.any(String), url: expect.any(String) },
      { conversation: { status: 'active' }, dispatch: expect.any(Object), llm_api_key: null },
      { status: 'completed', duration_seconds: 61.5 },
      { is_public: true, allowed_origins: ['http://localhost:3000'] },
    ]);
  });

  test('to the mock get the responses that it describes', async () => {
    const folder = await createFolder();
    const document = fileURLToPath(new URL('../openapi/openapi.yaml', import.meta.url));
    const mock = folder.start(['mock', document, '--port', '0', '--json']);
    await expect.poll(mock.out).toContain('"url"');
    const { url } = JSON.parse(mock.out().split('\n')[0] ?? '');
    const results: unknown[] = [];
    for (const request of requests.filter((one) => one.includes('http://127.0.0.1:4010/'))) {
      results.push(await run(request.replace('http://127.0.0.1:4010', url)));
    }
    expect(results).toMatchObject([{ agents: expect.any(Array) }, { error: { code: 'internal_error' } }]);
    await folder.remove();
  });
});
