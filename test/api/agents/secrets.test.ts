import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSecretBox } from '../../../src/platform/secrets.ts';
import { MINIMAL, type Reply, type RunningServer, startServer } from '../../running-server.ts';

const CUSTOM = { llm_provider: 'custom', llm_model: 'm', llm_base_url: 'https://llm.example.com' };
const SECRETS_KEYS = `k1:${Buffer.alloc(32, 9).toString('base64')}`;

let folder: string;
let server: RunningServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  const DATABASE_URL = `sqlite:${join(folder, 'test.db')}`;
  server = await startServer({ DATABASE_URL, SECRETS_KEYS, LOG_LEVEL: 'trace' });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

test('canary values are in no answer, no line of the log and no byte of the database files', async () => {
  const canaries: string[] = [server.key];
  const canary = (name: string) => {
    const value = `canary-${name}-${canaries.length}-MzQ1Njc4OTAxMjM0NTY3`;
    canaries.push(value);
    return value;
  };
  const replies: Reply[] = [];
  const post = async (json: object) => replies.push(await server.send('POST', '/v1/agents', { json }));

  const both = () => ({ llm_api_key: canary('key'), webhook_secret: canary('secret') });
  await post({ ...MINIMAL, ...CUSTOM, ...both() });
  const path = `/v1/agents/${replies[0]?.body.id}`;
  const patch = async (json: object) => replies.push(await server.send('PATCH', path, { json }));
  await patch(both());
  await patch({ ...both(), temperature: 7 });
  await patch({ ...both(), llm_provider: 'openai', llm_model: 'gpt-4.1' });
  await post({ ...MINIMAL, ...both() });
  await post({ ...MINIMAL, ...CUSTOM, llm_api_key: [canary('list')], webhook_secret: { a: canary('object') } });
  await post({
    ...MINIMAL,
    ...CUSTOM,
    llm_api_key: `${canary('line')}\n`,
    webhook_secret: `${canary('long')}${'x'.repeat(2000)}`,
  });
  await post({ ...MINIMAL, api_key: canary('unknown') });
  for (const raw of [`{"llm_api_key": "${canary('broken')}`, `{"a": ${canary('bare')}}`, canary('text')]) {
    replies.push(await server.send('POST', '/v1/agents', { raw, headers: { 'content-type': 'application/json' } }));
  }
  replies.push(
    await server.send('POST', '/v1/agents', { raw: canary('plain'), headers: { 'content-type': 'text/plain' } }),
  );
  replies.push(await server.send('GET', path), await server.send('GET', '/v1/agents'));
  replies.push(await server.send('GET', path, { key: canary('authorization') }));
  replies.push(await server.send('PUT', path, { headers: { 'x-api-key': canary('header') } }));
  expect(replies.map(({ status }) => status)).toEqual([
    201, 200, 400, 400, 400, 400, 400, 400, 400, 400, 400, 415, 200, 200, 401, 405,
  ]);

  const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'latin1')));
  const places: Record<string, string> = {
    answers: replies.map(({ text, headers }) => JSON.stringify([...headers]) + text).join('\n'),
    log: server.log.join('\n'),
    database: files.join('\n'),
  };
  expect(files.length).toBeGreaterThanOrEqual(2);
  expect(places.database).toContain('Front desk');
  expect(places.log).toContain(path);
  for (const [place, text] of Object.entries(places)) {
    const found = canaries.filter((value) =>
      [value, Buffer.from(value).toString('hex'), Buffer.from(value).toString('base64').slice(4, -4)].some((form) =>
        text.includes(form),
      ),
    );
    expect({ place, found }).toEqual({ place, found: [] });
  }
});

test('a secret is really kept: it opens with the key, for its own agent and field only', async () => {
  const { body } = await server.send('POST', '/v1/agents', {
    json: { ...MINIMAL, ...CUSTOM, llm_api_key: 'the-key', webhook_secret: 'das Geheimnis 😀' },
  });
  expect([body.llm_api_key_set, body.webhook_secret_set]).toEqual([true, true]);
  const rows = await server.api.database.db
    .selectFrom('agent_secrets')
    .selectAll()
    .where('agent_id', '=', body.id)
    .execute();
  const box = createSecretBox(SECRETS_KEYS);
  const opened = rows.map(({ key_id, sealed, agent_id, field }) => [
    field,
    box.open({ keyId: key_id, sealed }, { ownerId: agent_id, field }),
  ]);
  expect(Object.fromEntries(opened)).toEqual({ llm_api_key: 'the-key', webhook_secret: 'das Geheimnis 😀' });
  const [row] = rows;
  if (row === undefined) throw new Error('No secret was stored.');
  const sealed = { keyId: row.key_id, sealed: row.sealed };
  expect(() => box.open(sealed, { ownerId: 'agent_other', field: row.field })).toThrow();
  expect(() => box.open(sealed, { ownerId: row.agent_id, field: 'other' })).toThrow();
});

test('of a secret that is replaced, removed or deleted with its agent nothing is left', async () => {
  const { body } = await server.send('POST', '/v1/agents', { json: { ...MINIMAL, webhook_secret: 'one' } });
  const count = async () =>
    (await server.api.database.db.selectFrom('agent_secrets').selectAll().where('agent_id', '=', body.id).execute())
      .length;
  const path = `/v1/agents/${body.id}`;
  expect((await server.send('PATCH', path, { json: { webhook_secret: 'two' } })).body.webhook_secret_set).toBe(true);
  expect(await count()).toBe(1);
  expect((await server.send('PATCH', path, { json: { webhook_secret: '' } })).body.webhook_secret_set).toBe(false);
  expect(await count()).toBe(0);
  await server.send('PATCH', path, { json: { webhook_secret: 'three' } });
  await server.send('DELETE', path);
  expect(await count()).toBe(0);
});
