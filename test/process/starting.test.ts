import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MINIMAL, send } from '../running-server.ts';
import { keyIn, useProcesses } from './processes.ts';

const processes = useProcesses();
const { start } = processes;

/** Does what a shell and curl would do with the line, on a machine that may have neither. */
async function runCurl(line: string) {
  const [, method = '', url = ''] = /^curl -sS -X (\S+) (\S+) /.exec(line) ?? [];
  const quoted = [...line.matchAll(/ (-H|-d) '((?:[^']|'\\'')*)'/g)].map(([, flag, text = '']) => ({
    flag,
    text: text.replaceAll("'\\''", "'"),
  }));
  const headers = quoted.filter(({ flag }) => flag === '-H').map(({ text }) => text.split(': ') as [string, string]);
  const body = quoted.find(({ flag }) => flag === '-d')?.text ?? '';
  const response = await fetch(url, { method, headers, body });
  return response.json();
}

describe('the first start on an empty database', () => {
  test('prints a key alone on a line, and curl lines that create and change an agent with every field set', async () => {
    const server = await start();
    const output = server.output();
    const key = keyIn(server);
    expect(key).not.toBe('');
    const [create = '', change = ''] = output.split('\n').filter((text) => text.startsWith('curl '));
    const agent = await runCurl(create);
    expect(agent).toMatchObject({ name: 'Clinic reception', llm_api_key_set: true, webhook_secret_set: true });
    expect(Object.entries(agent).filter(([, value]) => value === null)).toEqual([]);
    const changed = await runCurl(change.replace('AGENT_ID', agent.id));
    expect(changed).toMatchObject({ id: agent.id, llm_api_key_set: true });
    expect(changed.name).not.toBe(agent.name);
  });

  test('prints the key once: the next start prints none, and the key still works', async () => {
    const first = await start();
    const key = keyIn(first);
    first.child.kill('SIGTERM');
    await first.exited;
    const second = await start();
    expect((await send(second.url, key, 'GET', '/v1/agents')).status).toBe(200);
    expect(second.output()).not.toContain('sk_');
  });

  test('needs no code to be made at run time', async () => {
    const server = await start({}, ['--disallow-code-generation-from-strings']);
    const answers = [
      await send(server.url, keyIn(server), 'POST', '/v1/agents', { json: MINIMAL }),
      await send(server.url, keyIn(server), 'POST', '/v1/agents', { json: { name: '' } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 400]);
  });

  test('the log is JSON, one line a request, with no key in it', async () => {
    const server = await start();
    const key = keyIn(server);
    await send(server.url, key, 'GET', '/v1/agents?limit=1', { headers: { 'x-request-id': 'mine-1' } });
    await expect.poll(server.output).toContain('"request_id":"mine-1"');
    const lines = server
      .output()
      .split('\n')
      .filter((text) => text.startsWith('{'));
    const [logged] = lines.map((text) => JSON.parse(text)).filter(({ request_id }) => request_id === 'mine-1');
    expect(logged).toMatchObject({ operation: 'listAgents', method: 'GET', path: '/v1/agents', status: 200 });
    expect(logged.workspace).toMatch(/^workspace_/);
    expect(typeof logged.duration_ms).toBe('number');
    expect(lines.join('\n')).not.toContain(key);
  });
});

describe('a start that cannot go well stops with a sentence and without a stack trace', () => {
  async function failure(environment: Record<string, string>): Promise<string> {
    const error = await start(environment).then(
      () => new Error('It started.'),
      (reason: Error) => reason,
    );
    expect(error.message).toMatch(/ended with 1:/);
    expect(error.message).not.toMatch(/^\s+at /m);
    return error.message;
  }

  test.each([
    ['a port that is none', { PORT: 'http' }, /PORT must be an integer from 0 to 65535/],
    ['an environment that is none', { NODE_ENV: 'prod' }, /NODE_ENV must be one of/],
    ['a database that is not known', { DATABASE_URL: 'mysql://x' }, /DATABASE_URL must be/],
    ['production without keys for secrets', { NODE_ENV: 'production' }, /SECRETS_KEYS must be set in production/],
    ['keys for secrets of the wrong length', { SECRETS_KEYS: 'a:YWJj' }, /SECRETS_KEYS: the key "a" has 3 bytes/],
    ['a table of models that is not there', { LLM_MODELS_FILE: '/nowhere.json' }, /LLM_MODELS_FILE: .*cannot be read/],
  ])('%s', async (_case, environment, sentence) => {
    expect(await failure(environment)).toMatch(sentence);
  });

  test('a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await failure({ PORT: String(port) })).toMatch(/cannot listen on 127\.0\.0\.1:\d+/);
    other.close();
  });

  test('a database file that is none', async () => {
    await writeFile(
      join(processes.folder, 'voice-agents.db'),
      'This is a letter to somebody, and no database at all.'.repeat(100),
    );
    expect(await failure({})).toMatch(/cannot be opened: file is not a database/);
  });

  test('a key for secrets that is missing, and one that is another', async () => {
    const [right, wrong] = [1, 2].map((byte) => Buffer.alloc(32, byte).toString('base64'));
    const server = await start({ SECRETS_KEYS: `k1:${right}` });
    const key = keyIn(server);
    await send(server.url, key, 'POST', '/v1/agents', { json: { ...MINIMAL, webhook_secret: 'canary' } });
    server.child.kill('SIGTERM');
    expect(await server.exited).toBe(0);
    expect(await failure({ SECRETS_KEYS: `k2:${wrong}` })).toMatch(/SECRETS_KEYS lacks the key "k1"/);
    expect(await failure({ SECRETS_KEYS: `k1:${wrong}` })).toMatch(/the key "k1" differs from the key/);
    await start({ SECRETS_KEYS: `k2:${wrong},k1:${right}` });
  });
});

describe('health', () => {
  test('healthz and readyz answer without a key', async () => {
    const server = await start();
    for (const path of ['/healthz', '/readyz']) {
      const { status, body, headers } = await send(server.url, '', 'GET', path, { key: null });
      expect([path, status, body]).toEqual([path, 200, { status: 'ok' }]);
      expect(headers.get('x-request-id')).toMatch(/^req_/);
    }
  });
});
