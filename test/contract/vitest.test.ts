import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../src/client/client.ts';
import { listOperations } from '../../src/contract/document/operations.ts';
import { contractMatchers } from '../../src/contract/vitest.ts';
import { MINIMAL, type RunningServer, startServer } from '../running-server.ts';
import { document } from './matchers.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const { toMatchContract } = contractMatchers(document);

/** What is said of an answer that does not match. */
async function complaint(received: unknown, operationId = 'listAgents'): Promise<string> {
  const { pass, message } = await toMatchContract(received, operationId);
  expect(pass).toBe(false);
  return message();
}

const LIST = { agents: [], next_cursor: null, has_more: false };
const headers = { 'content-type': 'application/json', 'x-request-id': 'req_01k9zq7v3mf4h8s2c6d0xw5t1e' };
const answer = (status: number, body: unknown, more: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { ...headers, ...more } });

describe('an answer of the server matches', () => {
  const get = (path: string) => fetch(server.url + path, { headers: { authorization: `Bearer ${server.key}` } });

  test('as the Response of fetch, which can still be read', async () => {
    const response = await get('/v1/agents');
    await expect(response).toMatchContract('listAgents');
    expect(await response.json()).toMatchObject({ has_more: false });
    await expect(await get('/v1/agents/agent_01k9zq7v3mf4h8s2c6d0xw5t1e')).toMatchContract('getAgent');
  });

  test('as what a call of openapi-fetch resolves to', async () => {
    const client = createClient({ baseUrl: server.url, auth: { ApiKey: server.key } });
    await expect(await client.POST('/v1/agents', { body: MINIMAL })).toMatchContract('createAgent');
  });

  test('as an object of status, headers and body', async () => {
    await expect(await server.send('GET', '/v1/voices')).toMatchContract('listVoices');
    await expect({ status: 200, headers, body: LIST }).toMatchContract('listAgents');
  });

  test('but not as the answer of another operation', async () => {
    await expect(await get('/v1/agents')).not.toMatchContract('listVoices');
  });
});

describe('a mismatch is reported with its place', () => {
  const POINTER = '#/paths/~1v1~1agents/get/responses';

  test('a status', async () => {
    const operation = listOperations(document).find(({ operationId }) => operationId === 'listAgents');
    const declared = Object.keys(operation?.responses ?? {}).sort();
    expect(declared).toContain('200');
    const text = await complaint(answer(418, { teapot: true }));
    expect(text).toBe(
      `The response does not match the contract for listAgents:

  returned 418, and the contract declares ${declared.join(', ')}
    at ${POINTER}

Its body: {"teapot":true}`,
    );
  });

  test.each<[string, Response, string, string]>([
    ['a property of the body', answer(200, { ...LIST, has_more: 'no' }), '"has_more" must be true or false', '200'],
    ['a missing property', answer(200, { agents: [] }), '"next_cursor" is required', '200'],
    [
      'a body that is not JSON',
      new Response('{', { headers }),
      'the body of the 200 response is not JSON',
      '200/content',
    ],
    ['no body', new Response('', { headers }), 'the 200 response has no body', '200/content'],
    [
      'a media type',
      answer(200, LIST, { 'content-type': 'text/html; charset=utf-8' }),
      'the 200 response is text/html, and the contract declares application/json',
      '200/content',
    ],
    [
      'a missing header',
      new Response(JSON.stringify(LIST), { headers: { 'content-type': 'application/json' } }),
      'the header "x-request-id" is required',
      '200/headers/x-request-id',
    ],
  ])('%s', async (_what, response, sentence, place) => {
    const text = await complaint(response);
    expect(text).toContain(sentence);
    expect(text).toContain(`at ${POINTER}/${place}`);
  });

  test('the whole of a long body is not', async () => {
    expect((await complaint(answer(418, 'x'.repeat(5000)))).length).toBeLessThan(800);
  });

  test('and what matches but should not', async () => {
    const { pass, message } = await toMatchContract(answer(200, LIST), 'listAgents');
    expect(pass).toBe(true);
    expect(message()).toBe('The 200 response matches the contract for listAgents, but should not.');
  });
});

describe('a wrong use is an error that says how to mend it', () => {
  test('an operation that is not in the contract', async () => {
    const gone = toMatchContract(answer(200, LIST), 'listAgent');
    await expect(gone).rejects.toThrow(
      /^The contract has no operation "listAgent"\. It has listAgents, createAgent, .*\.$/,
    );
    // @ts-expect-error: and the compiler says so before
    const misspelt = expect(answer(200, LIST)).toMatchContract('listAgent');
    await expect(misspelt).rejects.toThrow('The contract has no operation');
  });

  test('a Response whose body is gone', async () => {
    const response = answer(200, LIST);
    await response.text();
    await expect(toMatchContract(response, 'listAgents')).rejects.toThrow(
      'Pass the response before it is read, or a clone()',
    );
  });

  test.each([[undefined], ['text'], [LIST], [{ status: 200 }]])('%j, which is no answer', async (received) => {
    await expect(toMatchContract(received, 'listAgents')).rejects.toThrow('toMatchContract takes a Response of fetch');
  });
});
