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
  replies.push(await server.send('GET', `/v1/agents?api_key=${canary('query')}`));
  replies.push(await server.send('PATCH', path, { json: both(), headers: { 'if-match': '"other"' } }));
  replies.push(
    await server.send('PATCH', '/v1/agents/agent_01k9zq7v3mf4h8s2c6d0xw5t1e', { json: { ...both(), temperature: 7 } }),
  );
  await post({ ...MINIMAL, ...CUSTOM, ...both(), slug: 'taken' });
  await post({ ...MINIMAL, ...CUSTOM, ...both(), slug: 'taken' });
  await patch({ llm_provider: '', llm_model: '', webhook_secret: '' });
  expect(replies.map(({ status }) => status)).toEqual([
    201, 200, 400, 400, 400, 400, 400, 400, 400, 400, 400, 415, 200, 200, 401, 405, 400, 412, 404, 201, 400, 200,
  ]);

  const names = (await readdir(folder)).sort();
  expect(names).toEqual(['test.db', 'test.db-shm', 'test.db-wal', 'test.db.created']);
  const files = await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')));
  const places = {
    answers: replies.map(({ text, headers }) => JSON.stringify([...headers]) + text).join('\n'),
    log: server.log.join('\n'),
    database: files.join('\n'),
  };
  expect(places.database).toContain('Front desk');
  expect(places.log).toContain(path);
  for (const [place, text] of Object.entries(places)) {
    const found = canaries.filter((value) => formsOf(value).some((form) => text.includes(form)));
    expect({ place, found }).toEqual({ place, found: [] });
  }
});

/** A text as it is and in the spellings that hide it from a plain search, base64 at each of its three offsets. */
function formsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  const hex = bytes.toString('hex');
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return [value, hex, hex.toUpperCase(), ...base64, bytes.toString('utf16le'), [...value].reverse().join('')];
}

test('the search finds a canary in each of its spellings', () => {
  const canary = 'canary-secret-MzQ1Njc4OTAxMjM0NTY3';
  const spellings = [
    `x${canary}`,
    ...['', 'a', 'ab', 'abc'].flatMap((before) => [
      Buffer.from(before + canary).toString('base64'),
      Buffer.from(before + canary).toString('hex'),
    ]),
  ];
  for (const text of spellings) expect(formsOf(canary).some((form) => text.includes(form))).toBe(true);
});

test('nor are they in the answer or the log of a request that fails inside', async () => {
  const broken = await startServer({ LOG_LEVEL: 'trace' });
  await broken.api.database.db.schema.dropTable('agent_secrets').execute();
  const secrets = { llm_api_key: 'canary-key-inside', webhook_secret: 'canary-secret-inside' };
  const { status, text } = await broken.send('POST', '/v1/agents', { json: { ...MINIMAL, ...CUSTOM, ...secrets } });
  const log = broken.log.join('\n');
  expect([status, log.includes('agent_secrets')]).toEqual([500, true]);
  for (const value of [...Object.values(secrets), broken.key]) {
    expect(formsOf(value).filter((form) => text.includes(form) || log.includes(form))).toEqual([]);
  }
  expect(text).not.toContain('agent_secrets');
  await broken.stop();
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
  expect(await openedWebhookSecret(body.id)).toBe('two');
  expect((await server.send('PATCH', path, { json: { webhook_secret: '' } })).body.webhook_secret_set).toBe(false);
  expect(await count()).toBe(0);
  await server.send('PATCH', path, { json: { webhook_secret: 'three' } });
  await server.send('DELETE', path);
  expect(await count()).toBe(0);
});

async function openedWebhookSecret(agentId: string): Promise<string> {
  const { key_id, sealed } = await server.api.database.db
    .selectFrom('agent_secrets')
    .select(['key_id', 'sealed'])
    .where('agent_id', '=', agentId)
    .where('field', '=', 'webhook_secret')
    .executeTakeFirstOrThrow();
  return createSecretBox(SECRETS_KEYS).open({ keyId: key_id, sealed }, { ownerId: agentId, field: 'webhook_secret' });
}

test.each<[string, number]>([
  ['whsec_YQ==', 200],
  ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLdSw', 200],
  ['WHSEC_anything', 200],
  ['whsec', 200],
  ['', 200],
  ['whsec_', 400],
  ['whsec_YQ', 400],
  ['whsec_YQ=', 400],
  ['whsec_-_-_', 400],
  ['whsec_no base64', 400],
  ['whsec_whsec_YQ==', 400],
])('a webhook_secret that is "%s" is answered %i: behind whsec_ stands Base64', async (webhook_secret, expected) => {
  const { body: agent } = await server.send('POST', '/v1/agents', { json: MINIMAL });
  const { status, body } = await server.send('PATCH', `/v1/agents/${agent.id}`, { json: { webhook_secret } });
  expect(status).toBe(expected);
  if (expected === 400) {
    expect(body.error.fields).toEqual({ webhook_secret: 'must be whsec_ followed by padded Base64' });
  }
});
