import { expectTypeOf } from 'vitest';
import type { components } from '../../generated/types.ts';
import type { ApiError, Client, ClientOptions } from '../../src/client/client.ts';

const id = 'agent_01k9zq7v3mf4h8s2c6d0xw5t1e';

/** Calls that the types accept or reject. Nothing runs this: stock-project.test.ts compiles it. */
export async function calls(client: Client): Promise<void> {
  expectTypeOf<keyof Client>().toEqualTypeOf<'GET' | 'POST' | 'PATCH' | 'DELETE' | 'pages' | 'items'>();
  const created = await client.POST('/v1/agents', { body: { name: 'A', voice_id: 'b' } });
  expectTypeOf(created.data).not.toBeNullable();
  expectTypeOf(created.data.name).toEqualTypeOf<string>();
  expectTypeOf(created.data.llm_base_url).toEqualTypeOf<string | null>();
  expectTypeOf(created.data.id).toEqualTypeOf<string>();
  expectTypeOf((await client.GET('/v1/agents')).data.agents).toExtend<{ id: string }[]>();
  expectTypeOf((await client.DELETE('/v1/agents/{id}', { params: { path: { id } } })).data).toEqualTypeOf<undefined>();

  // @ts-expect-error a required body
  await client.POST('/v1/agents');
  // @ts-expect-error a required property
  await client.POST('/v1/agents', { body: { name: 'A' } });
  // @ts-expect-error a property that the contract does not have
  await client.POST('/v1/agents', { body: { name: 'A', voice_id: 'b', colour: 'red' } });
  // @ts-expect-error null, which the contract does not allow for this property
  await client.PATCH('/v1/agents/{id}', { params: { path: { id } }, body: { prompt: null } });
  // @ts-expect-error a property that responses leave out
  created.data.llm_api_key;
  // @ts-expect-error a required path parameter
  await client.GET('/v1/agents/{id}');
  // @ts-expect-error a path that the contract does not have
  await client.GET('/v1/nothing');
  // @ts-expect-error a method that the path does not have
  await client.PATCH('/v1/voices');
  // @ts-expect-error a misspelt option
  await client.GET('/v1/agents', { parms: {} });
  // Write-only and nullable settings are taken as the contract says.
  await client.POST('/v1/agents', { body: { name: 'A', voice_id: 'b', llm_api_key: 'k', tts_playback_rate: null } });
  await client.PATCH('/v1/agents/{id}', { params: { path: { id } }, body: {} });

  for await (const page of client.pages('/v1/agents', { params: { query: { limit: 2 } } })) {
    for (const agent of page.agents) expectTypeOf(agent.name).toEqualTypeOf<string>();
  }
  for await (const agent of client.items('/v1/agents')) expectTypeOf(agent.id).toEqualTypeOf<string>();
  // @ts-expect-error a list without a cursor
  client.pages('/v1/agents/llm-models');
  // @ts-expect-error a list without a cursor
  client.items('/v1/agents/llm-models');
  // @ts-expect-error a required path parameter
  client.pages('/v1/agents/{id}/memories');

  await client.GET('/v1/voices', { auth: {} });
  await client.GET('/v1/voices', { auth: { ApiKey: async () => 'key' } });
  // @ts-expect-error a security scheme that the contract does not have
  await client.GET('/v1/voices', { auth: { Key: 'key' } });

  // Public operations exist, so no credentials are required.
  expectTypeOf<{ baseUrl: string }>().toExtend<ClientOptions>();
  expectTypeOf<{ baseUrl: string; auth: { ApiKey: string | undefined } }>().toExtend<ClientOptions>();
  expectTypeOf<{ baseUrl: string; auth: { ApiKey: () => Promise<string | undefined> } }>().toExtend<ClientOptions>();
  expectTypeOf<{ baseUrl: string; auth: { ApiKey: () => number } }>().not.toExtend<ClientOptions>();
  expectTypeOf<{ baseUrl: string; auth: { ApiKey: number } }>().not.toExtend<ClientOptions>();

  expectTypeOf<ApiError['body']>().toEqualTypeOf<components['schemas']['Error'] | undefined>();
  expectTypeOf<ApiError['code']>().toEqualTypeOf<components['schemas']['ErrorCode'] | undefined>();
  expectTypeOf<ApiError['fields']>().toEqualTypeOf<Record<string, string>>();
}
