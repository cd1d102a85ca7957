import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listOperations } from '../../src/contract/document/operations.ts';
import { type Mock, startMock } from '../../src/contract/mock/mock.ts';
import { document } from '../contract/matchers.ts';
import { MINIMAL, type RunningServer, startServer, WORKER_TOKEN } from '../running-server.ts';

const writes = listOperations(document).filter(({ requestBody }) => requestBody !== undefined);

const ODD = String.raw`{"odd":["\ud800",{"b\u0000":1}],"number":9007199254740993}`;
const FIELDS = {
  'odd[0]': 'must not contain half of a surrogate pair',
  'odd[1]["b\\u0000"]': 'has a name that contains NUL (U+0000)',
  number: 'cannot be stored exactly: send fewer digits, or a string',
};

let server: RunningServer;
let mock: Mock;
let agent: string;
beforeAll(async () => {
  server = await startServer();
  mock = await startMock(document, { port: 0, host: '127.0.0.1' });
  agent = (await server.send('POST', '/v1/agents', { json: MINIMAL })).body.id;
});
afterAll(async () => {
  await server.stop();
  await mock.stop();
});

const pathOf = (path: string): string =>
  path.replace('/conversations/{id}', '/conversations/conv_01k9zq8a5tf7g9h3k2m4n6p8q0').replace('{id}', agent);

describe.each(writes)('$operationId', ({ security, method, path }) => {
  const key = security.some((scheme) => 'WorkerToken' in scheme) ? WORKER_TOKEN : undefined;
  const headers = { 'content-type': 'application/json' };

  test('rejects what cannot be stored as it is sent, and names every place', async () => {
    const { status, body } = await server.send(method.toUpperCase(), pathOf(path), {
      raw: ODD,
      headers,
      ...(key === undefined ? {} : { key }),
    });
    expect(status).toBe(400);
    expect(body.error.fields).toMatchObject(FIELDS);
  });

  test('so does the mock', async () => {
    const response = await fetch(`${mock.url}${pathOf(path)}`, {
      method: method.toUpperCase(),
      headers: { ...headers, authorization: `Bearer ${key ?? 'sk_any'}` },
      body: ODD,
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('sl-violations')).toContain('surrogate');
  });
});

test('at least five operations take a body', () => {
  expect(writes.length).toBeGreaterThanOrEqual(5);
});

describe('an agent keeps numbers as they are sent', () => {
  const write = (number: string) =>
    server.send('POST', '/v1/agents', {
      headers: { 'content-type': 'application/json' },
      raw: JSON.stringify({
        ...MINIMAL,
        llm_provider: 'custom',
        llm_model: 'm',
        llm_base_url: 'https://llm.example.com',
      }).replace(/}$/, `,"llm_extra_body":{"n":${number}}}`),
    });

  test.each(['64955068452378530', '6.495506845237853e16', '1e2', '0.10'])('%s', async (number) => {
    const { status, body } = await write(number);
    expect([status, body.llm_extra_body]).toEqual([201, { n: Number(number) }]);
    const again = await server.send('PATCH', `/v1/agents/${body.id}`, {
      json: { llm_extra_body: body.llm_extra_body },
    });
    expect(again.status).toBe(200);
  });

  test.each(['9007199254740993', '1e400', '0.12345678901234567890'])('or rejects %s', async (number) => {
    const { status, body } = await write(number);
    expect([status, Object.keys(body.error.fields)]).toEqual([400, ['llm_extra_body.n']]);
  });
});

test('an error response lists at most 100 fields, and says that there are more', async () => {
  const json = { ...MINIMAL, ...Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`field_${at}`, 1])) };
  const { status, body } = await server.send('POST', '/v1/agents', { json });
  expect([status, Object.keys(body.error.fields).length]).toEqual([400, 100]);
  expect(body.error.message).toBe('The request has more than 100 invalid fields. The first 100 are listed.');
  const { field_0: _, ...fewer } = json as Record<string, unknown>;
  const all = await server.send('POST', '/v1/agents', { json: fewer });
  expect(Object.keys(all.body.error.fields)).toHaveLength(100);
  expect(all.body.error.message).toBe('The request has 100 invalid fields.');
});
