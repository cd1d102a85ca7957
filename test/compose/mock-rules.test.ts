import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../src/compose/mock/rules.ts';
import { readBundle } from '../../src/contract/document/read-bundle.ts';
import { type Mock, startMock } from '../../src/contract/mock/mock.ts';
import { MINIMAL, type RunningServer, startServer, WORKER_TOKEN } from '../running-server.ts';

type Sent = { json?: unknown; headers?: Record<string, string>; key?: string | null };
// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back
type Answer = { status: number; body: any };
type Side = { name: string; send: (method: string, path: string, sent?: Sent) => Promise<Answer> };

let server: RunningServer;
let mock: Mock;
let sides: Side[];
beforeAll(async () => {
  server = await startServer();
  const document = await readBundle(new URL('../../generated/openapi.json', import.meta.url));
  mock = await startMock(document, { port: 0, host: '127.0.0.1', stateful: true, rules });
  const sendToMock: Side['send'] = async (method, path, { json, headers, key = 'sk_any' } = {}) => {
    const response = await fetch(mock.url + path, {
      method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  sides = [
    {
      name: 'server',
      send: async (method, path, sent) => {
        const { status, body } = await server.send(method, path, sent);
        return { status, body };
      },
    },
    { name: 'mock', send: sendToMock },
  ];
});
afterAll(async () => {
  await mock.stop();
  await server.stop();
});

/** What both sides return, without what is different each time. */
async function onBoth(run: (side: Side) => Promise<unknown>): Promise<[server: unknown, mock: unknown]> {
  const [first, second] = await Promise.all(sides.map(run));
  return [withoutChance(first), withoutChance(second)];
}

const CHANCE = /^(request_id|created_at|updated_at|ended_at|next_cursor|token|.*_attempt_at)$/;

function withoutChance(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (name, member) => {
    if (CHANCE.test(name)) return member === null ? null : 'any';
    if (typeof member !== 'string') return member;
    return member.replaceAll(/(agent|conv|msg|memory|whd)_[0-9a-z]{26}/g, '$1_id').replace(/-[a-z0-9]{6}$/, '-random');
  });
}

const create = ({ send }: Side, json: object = MINIMAL): Promise<Answer> => send('POST', '/v1/agents', { json });
/** Starts a conversation of a new agent. */
const begin = async (
  side: Side,
  agent: object = MINIMAL,
  json: object = {},
): Promise<{ agent: string; id: string }> => {
  const { body } = await create(side, agent);
  const started = await side.send('POST', `/v1/agents/${body.id}/conversations`, { json });
  return { agent: body.id, id: started.body.conversation.id };
};
const asWorker = (side: Side, path: string, json: object): Promise<Answer> =>
  side.send('POST', `/v1/worker/conversations/${path}`, { json, key: WORKER_TOKEN });

const CUSTOM = { llm_provider: 'custom', llm_model: 'mine', llm_base_url: 'https://llm.example.com/v1' };
const REPORT = { end_reason: 'done', duration_seconds: 2, messages: [{ role: 'agent', text: 'Hello.' }] };

describe('the rules of agents are the same on mock and server', () => {
  test.each([
    ['nothing but what is required', {}],
    ['a voice that does not exist', { voice_id: 'nobody' }],
    ['a model of another provider', { llm_provider: 'openai', llm_model: 'simba' }],
    ['a model without a provider', { llm_model: 'gpt-4.1' }],
    ['a custom provider without its address', { llm_provider: 'custom', llm_model: 'mine' }],
    ['a private address', { ...CUSTOM, llm_base_url: 'https://10.0.0.1/v1', webhook_url: 'https://localhost/hook' }],
    ['a key of a provider that is not custom', { llm_api_key: 'secret' }],
    ['origins in other spellings', { allowed_origins: ['HTTPS://WWW.Example.com:443', 'ftp://x'] }],
    ['rules beside the contract', { temperature: 9, voice_id: 'nobody', colour: 'red' }],
    ['empty values', { llm_provider: '', llm_model: '', stt_override: '', inactivity_timeout_seconds: 0 }],
    ['secrets', { ...CUSTOM, llm_api_key: 'not-a-real-key', webhook_secret: 'sixteen-characters-or-more' }],
  ])('createAgent with %s', async (_, settings) => {
    const [real, mocked] = await onBoth((side) => create(side, { ...MINIMAL, ...settings }));
    expect(mocked).toEqual(real);
  });

  test('a slug is taken once', async () => {
    const [real, mocked] = await onBoth(async (side) => {
      const settings = { ...MINIMAL, slug: 'taken-once' };
      return [
        await create(side, settings),
        await create(side, settings),
        await create(side, { ...settings, colour: 1 }),
      ];
    });
    expect(mocked).toEqual(real);
  });

  test.each([
    ['leaving a custom provider', { llm_provider: '' }],
    ['a model alone', { llm_model: 'gpt-4.1' }],
    ['clearing a secret', { webhook_secret: '' }],
    ['switches', { clear_response_delay_seconds: true, response_delay_seconds: 2 }],
    ['an empty object', {}],
    ['a voice that does not exist beside what the contract rejects', { voice_id: 'nobody', name: 7 }],
  ])('updateAgent with %s', async (_, update) => {
    const [real, mocked] = await onBoth(async (side) => {
      const settings = { ...CUSTOM, llm_api_key: 'not-a-real-key', webhook_secret: 'sixteen-characters-or-more' };
      const { body } = await create(side, { ...MINIMAL, ...settings });
      const path = `/v1/agents/${body.id}`;
      return [await side.send('PATCH', path, { json: update }), await side.send('GET', path)];
    });
    expect(mocked).toEqual(real);
  });
});

describe('conversations go the same way on mock and server', () => {
  test('claimed by one worker, completed once, with messages, memories and a delivery', async () => {
    const [real, mocked] = await onBoth(async (side) => {
      const settings = { ...MINIMAL, memory_enabled: true, webhook_url: 'https://hooks.example.com/calls' };
      const { agent, id } = await begin(side, settings, { user_identity: 'ada' });
      const report = { ...REPORT, facts: [{ fact: 'Has a dog.' }] };
      return [
        await asWorker(side, `${id}/claim`, { worker_id: 'w1' }),
        await asWorker(side, `${id}/claim`, { worker_id: 'w2' }),
        await side.send('DELETE', `/v1/agents/conversations/${id}`),
        await asWorker(side, `${id}/complete`, report),
        await asWorker(side, `${id}/complete`, report),
        await asWorker(side, `${id}/complete`, REPORT),
        await asWorker(side, `${id}/claim`, { worker_id: 'w1' }),
        await side.send('GET', `/v1/agents/conversations/${id}/messages`),
        await side.send('GET', `/v1/agents/${agent}/memories`),
        await side.send('DELETE', `/v1/agents/${agent}/memories?caller_identity=ada`),
        await side.send('GET', `/v1/agents/${agent}/memories`),
        await side.send('DELETE', `/v1/agents/conversations/${id}`),
        (await side.send('GET', `/v1/agents/conversations/${id}/messages`)).status,
      ];
    });
    expect(mocked).toEqual(real);
  });

  test('ended by the API', async () => {
    const [real, mocked] = await onBoth(async (side) => {
      const { id } = await begin(side);
      const end = () => side.send('POST', `/v1/agents/conversations/${id}/end`);
      return [await end(), await end(), await side.send('GET', `/v1/agents/conversations/${id}`)];
    });
    expect(mocked).toEqual(real);
  });

  test('listed by agent, status and time', async () => {
    const [real, mocked] = await onBoth(async (side) => {
      const { agent } = await begin(side);
      const at = (query: string) => side.send('GET', `/v1/agents/conversations?agent_id=${agent}&${query}`);
      return [await at('status=pending'), await at('status=active'), await at('started_before=2001-01-01T00:00:00Z')];
    });
    expect(mocked).toEqual(real);
  });

  test.each([
    ['a private agent', {}, undefined],
    ['a public agent', { is_public: true }, undefined],
    ['a page that may not', { is_public: true, allowed_origins: ['https://a.example'] }, 'https://b.example'],
    ['a page that may', { is_public: true, allowed_origins: ['https://a.example'] }, 'https://a.example'],
  ])('sessions without a key: %s', async (_, settings, origin) => {
    const [real, mocked] = await onBoth(async (side) => {
      const { body } = await create(side, { ...MINIMAL, ...settings });
      const sent = { key: null, ...(origin === undefined ? {} : { headers: { origin } }) };
      return [
        await side.send('POST', `/v1/agents/${body.id}/sessions`, sent),
        await side.send('GET', `/v1/agents/${body.id}/widget-config`, sent),
      ];
    });
    expect(mocked).toEqual(real);
  });
});

test.each(['/v1/voices?gender=female&limit=3', '/v1/voices?locale=en', '/v1/voices?cursor=x', '/v1/agents/llm-models'])(
  '%s is the same on mock and server',
  async (path) => {
    const [real, mocked] = await onBoth(({ send }) => send('GET', path));
    expect(mocked).toEqual(real);
  },
);
