import { expectTypeOf } from 'vitest';
import { type Client, type components, toUpdate } from '../../src/client/client.ts';

type Schemas = components['schemas'];
const id = 'agent_01k9zq7v3mf4h8s2c6d0xw5t1e';

/** Types by name. Nothing runs this: stock-project.test.ts compiles it. */
export function names(agent: Schemas['Agent'], update: Schemas['UpdateAgentRequest']): void {
  expectTypeOf(agent.id).toEqualTypeOf<string>();
  expectTypeOf(agent.llm_base_url).toEqualTypeOf<string | null>();
  expectTypeOf<Schemas['UpdateAgentRequest']['llm_api_key']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Schemas['Conversation']['id']>().toEqualTypeOf<string>();
  // @ts-expect-error a property that responses leave out
  agent.llm_api_key;
  // @ts-expect-error a property that requests cannot have
  update.id = id;
  expectTypeOf<components['writable']['Agent']['created_at']>().toEqualTypeOf<undefined>();
}

/** An absent field is unchanged, null clears it, a value sets it. */
export async function states(client: Client): Promise<void> {
  const update = (body: Schemas['UpdateAgentRequest']) =>
    client.PATCH('/v1/agents/{id}', { params: { path: { id } }, body });
  await update({});
  await update({ tts_playback_rate: 1.1 });
  await update({ tts_playback_rate: null });
  // @ts-expect-error null of a field that cannot be cleared
  await update({ temperature: null });
  // @ts-expect-error a value of another type
  await update({ tts_playback_rate: 'fast' });
}

/** An update has the fields of a read agent, with their types. */
export async function updates(client: Client): Promise<void> {
  const { data: agent } = await client.GET('/v1/agents/{id}', { params: { path: { id } } });
  const body = toUpdate(agent);
  expectTypeOf(body).toExtend<Schemas['UpdateAgentRequest']>();
  expectTypeOf(body.name).toEqualTypeOf<string>();
  expectTypeOf(body.temperature).toEqualTypeOf<number>();
  expectTypeOf(body.tts_playback_rate).toEqualTypeOf<number | null>();
  expectTypeOf(toUpdate(agent, 'PATCH /v1/agents/{id}')).toEqualTypeOf(body);
  await client.PATCH('/v1/agents/{id}', { params: { path: { id } }, body });
  await client.PATCH('/v1/agents/{id}', { params: { path: { id } }, body: { ...body, tts_playback_rate: null } });
  // @ts-expect-error a property that is only read
  body.created_at;
  // @ts-expect-error a property that is only written
  body.llm_api_key;
  // @ts-expect-error an update that the contract does not have
  toUpdate(agent, 'PATCH /v1/agents');
  // @ts-expect-error a resource of another kind
  toUpdate({ id });
}
