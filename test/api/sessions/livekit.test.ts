import { decodeJwt, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { createToken, TOKEN_SECONDS } from '../../../src/api/sessions/livekit.ts';

const server = {
  url: 'ws://voice.example',
  apiKey: 'key',
  apiSecret: 'a-secret-of-32-bytes-or-more-here',
  agentName: 'it',
};
const conversation = { id: 'conversation_1', agent_id: 'agent_1', caller_identity: null } as const;

test('a caller may join the room of the conversation, listen, speak and send data, and nothing else', async () => {
  const { video } = decodeJwt(await createToken(server, conversation));
  expect(video).toEqual({
    ...{ room: 'conversation_1', roomJoin: true },
    ...{ canPublish: true, canSubscribe: true, canPublishData: true },
  });
});

test('the worker that is dispatched gets the ids of the conversation and its agent', async () => {
  const { roomConfig } = decodeJwt(await createToken(server, conversation)) as { roomConfig: Record<string, unknown> };
  expect(roomConfig).toMatchObject({ name: 'conversation_1', agents: [{ agentName: 'it' }] });
  const [agent] = roomConfig.agents as { metadata: string }[];
  expect(JSON.parse(agent?.metadata ?? '')).toEqual({ conversation_id: 'conversation_1', agent_id: 'agent_1' });
});

test('the identity is that of the caller, or else of the conversation', async () => {
  const named = { ...conversation, caller_identity: 'rex' };
  expect(decodeJwt(await createToken(server, named)).sub).toBe('rex');
  expect(decodeJwt(await createToken(server, conversation)).sub).toBe('conversation_1');
});

test('it is signed with the secret for the key, and can be used for ten minutes', async () => {
  const token = await createToken(server, conversation);
  const { payload } = await jwtVerify(token, new TextEncoder().encode(server.apiSecret));
  expect(payload.iss).toBe('key');
  expect((payload.exp ?? 0) - (payload.nbf ?? 0)).toBe(TOKEN_SECONDS);
  expect(TOKEN_SECONDS).toBe(600);
});
