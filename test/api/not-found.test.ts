import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer, WORKER_TOKEN } from '../running-server.ts';

const AGENT = 'agent_01k9zq7v3mf4h8s2c6d0xw5t1e';
const CONVERSATION = 'conv_01k9zq8a5tf7g9h3k2m4n6p8q0';
const MEMORY = 'memory_01k9zq9b6vh8jadm5p7r9t1w3y';
const REPORT = { end_reason: 'done', duration_seconds: 1, messages: [] };

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

type Kind = 'agent' | 'conversation' | 'memory';

/** Every operation with an id in its path. `ID` stands for the id. */
const OPERATIONS: [operation: string, kind: Kind, json?: object][] = [
  ['GET /v1/agents/ID', 'agent'],
  ['PATCH /v1/agents/ID', 'agent', {}],
  ['DELETE /v1/agents/ID', 'agent'],
  ['GET /v1/agents/ID/widget-config', 'agent'],
  ['POST /v1/agents/ID/sessions', 'agent'],
  ['POST /v1/agents/ID/conversations', 'agent'],
  ['GET /v1/agents/ID/memories', 'agent'],
  ['DELETE /v1/agents/ID/memories?caller_identity=x', 'agent'],
  ['GET /v1/agents/conversations/ID', 'conversation'],
  ['GET /v1/agents/conversations/ID/messages', 'conversation'],
  ['GET /v1/agents/conversations/ID/webhook-deliveries', 'conversation'],
  ['POST /v1/agents/conversations/ID/end', 'conversation'],
  ['DELETE /v1/agents/memories/ID', 'memory'],
  ['POST /v1/worker/conversations/ID/claim', 'conversation', { worker_id: 'worker-1' }],
  ['POST /v1/worker/conversations/ID/complete', 'conversation', REPORT],
];

const IDS = { agent: AGENT, conversation: CONVERSATION, memory: MEMORY };

async function errorOf(operation: string, id: string, json?: object, by?: string | null) {
  const [method = '', path = ''] = operation.split(' ');
  const key = by === undefined && path.startsWith('/v1/worker/') ? WORKER_TOKEN : by;
  const sent = { ...(json === undefined ? {} : { json }), ...(key === undefined ? {} : { key }) };
  const { status, body } = await server.send(method, path.replace('ID', id), sent);
  expect(status).toBe(404);
  return body.error;
}

const placeOf = (operation: string) => (operation.includes('/worker/') ? '' : ' in this workspace');

describe('a 404 names the id that was looked for', () => {
  test.each(OPERATIONS)('%s', async (operation, kind, json) => {
    const id = IDS[kind];
    expect(await errorOf(operation, id, json)).toEqual({
      code: `${kind}_not_found`,
      message: `No ${kind} with the id "${id}" exists${placeOf(operation)}.`,
    });
  });

  test.each(OPERATIONS.filter(([operation]) => !/agents\/ID$/.test(operation)))(
    '%s, malformed ids too',
    async (operation, kind, json) => {
      for (const id of ['x', '550e8400-e29b-41d4-a716-446655440000', `${IDS[kind]}0`]) {
        expect(await errorOf(operation, id, json)).toEqual({
          code: `${kind}_not_found`,
          message: `No ${kind} with the id "${id}" exists${placeOf(operation)}.`,
        });
      }
    },
  );

  test.each(['GET /v1/agents/ID/widget-config', 'POST /v1/agents/ID/sessions'])(
    '%s without a key speaks of no workspace',
    async (operation) => {
      for (const id of [AGENT, 'x']) {
        const { message } = await errorOf(operation, id, undefined, null);
        expect(message).toBe(`No agent with the id "${id}" exists.`);
      }
    },
  );

  test('and shortens a long one', async () => {
    const { message } = await errorOf('GET /v1/agents/conversations/ID', encodeURIComponent(`${'x'.repeat(63)}🐈🐈`));
    expect(message).toBe(`No conversation with the id "${'x'.repeat(63)}\ufffd…" exists in this workspace.`);
    const long = await errorOf('GET /v1/agents/conversations/ID', 'y'.repeat(8000));
    expect(long.message).toBe(`No conversation with the id "${'y'.repeat(64)}…" exists in this workspace.`);
  });

  test('whatever characters it holds', async () => {
    const { message } = await errorOf('GET /v1/agents/conversations/ID', encodeURIComponent('a"b\n<é\u0000>'));
    expect(message).toBe('No conversation with the id "a"b\n<é\u0000>" exists in this workspace.');
  });
});

describe('a path that fits only /v1/agents/{id}, without an agent id, is no agent', () => {
  test.each(['GET', 'PATCH', 'DELETE'])('%s', async (method) => {
    for (const id of ['voices', 'webhooks', 'x', CONVERSATION]) {
      const error = await errorOf(`${method} /v1/agents/ID`, id, method === 'PATCH' ? {} : undefined);
      const message = `There is nothing at this path: "${id}" is not a valid id.`;
      expect(error).toEqual({ code: 'not_found', message });
    }
  });
});
