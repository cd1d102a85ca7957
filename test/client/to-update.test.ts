import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient, toUpdate } from '../../src/client/client.ts';
import { readContract } from '../../src/contract/document/operations.ts';
import { document } from '../contract/matchers.ts';
import { type RunningServer, startServer } from '../running-server.ts';

let server: RunningServer;
let clock = Date.parse('2026-11-20T09:30:00.000Z');
beforeAll(async () => {
  server = await startServer({}, () => new Date(clock++));
});
afterAll(() => server.stop());

const NOT_UPDATED = ['id', 'slug', 'llm_api_key_set', 'webhook_secret_set', 'created_at', 'updated_at'];

const create = readContract(document).operations.find(({ operationId }) => operationId === 'createAgent');
const examples = Object.entries(create?.requestBody?.content['application/json']?.examples ?? {});

test.each(examples)('an update made of an agent from the example %s changes nothing', async (_name, example) => {
  const client = createClient({ baseUrl: server.url, auth: { ApiKey: server.key } });
  // Examples are valid: `npm run lint` checks them.
  const body = example.value as { name: string; voice_id: string };
  const { data: agent } = await client.POST('/v1/agents', { body });
  const update = toUpdate(agent);
  expect(Object.keys(agent).filter((name) => !(name in update))).toEqual(NOT_UPDATED);
  const { data: updated } = await client.PATCH('/v1/agents/{id}', { params: { path: { id: agent.id } }, body: update });
  expect(updated).toEqual({ ...agent, updated_at: updated.updated_at });
});
