import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINIMAL, type RunningServer, startServer } from '../../running-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const CUSTOM = { llm_provider: 'custom', llm_model: 'm', llm_base_url: 'https://llm.example.com' };

/** Creates an agent from JSON text, so that what JavaScript cannot write as an object can be sent. */
async function createWith(field: string, text: string) {
  const rest = JSON.stringify({ ...MINIMAL, ...CUSTOM }).slice(1);
  const raw = `{"${field}":${text},${rest}`;
  return server.send('POST', '/v1/agents', { raw, headers: { 'content-type': 'application/json' } });
}

const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

describe.each(['llm_extra_body', 'widget_config'])('%s is kept word for word', (field) => {
  test.each([
    ['empty', '{}'],
    ['unicode', '{"ключ":"値 😀 \\u0001 \\ud83d\\ude00"}'],
    ['deep', nested(500)],
    ['every type', '{"n":null,"t":true,"f":1.5,"e":1e-7,"s":"","l":[[],{}],"o":{"":""}}'],
    ['names that JavaScript gives a meaning', '{"__proto__":{"x":1},"constructor":{"prototype":{}},"toString":1}'],
    ['order of members', '{"z":1,"a":2,"m":3}'],
  ])('%s', async (_case, text) => {
    const created = await createWith(field, text);
    expect(created.status, created.text.slice(0, 300)).toBe(201);
    const again = await server.send('GET', `/v1/agents/${created.body.id}`);
    const sent = JSON.stringify(JSON.parse(text));
    expect(JSON.stringify(created.body[field])).toBe(sent);
    expect(JSON.stringify(again.body[field])).toBe(sent);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test.each(['1e999', '-1e999', '12345678901234567890', '-9007199254740993'])(
    'a number that no double holds is rejected by its place, not changed: %s',
    async (number) => {
      const { status, body } = await createWith(field, `{"a":[1,{"n":${number}}]}`);
      expect([status, body.error.code]).toEqual([400, 'validation_failed']);
      expect(Object.keys(body.error.fields)).toEqual([`${field}.a[1].n`]);
    },
  );

  test('a number that a double holds is kept', async () => {
    const numbers = '[64955068452378530,-9007199254740991,12345678901234567000,0.10,1e300,0.30000000000000004]';
    const { status, body } = await createWith(field, `{"n":${numbers}}`);
    expect([status, body[field].n]).toEqual([201, JSON.parse(numbers)]);
  });

  test('what is nested deeper than can be written again is rejected', async () => {
    const { status, body } = await createWith(field, nested(5000));
    expect([status, body.error.code]).toEqual([400, 'bad_request']);
  });
});

describe.each([
  ['llm_extra_body', 65_536],
  ['widget_config', 32_768],
])('%s is at most %i bytes when encoded', (field, limit) => {
  const sized = (bytes: number, filler: string) => {
    const overhead = '{"a":""}'.length;
    return JSON.stringify({ a: filler.repeat((bytes - overhead) / Buffer.byteLength(filler)) });
  };

  test.each(['x', 'éé'])('filled with %s', async (filler) => {
    expect((await createWith(field, sized(limit, filler))).status).toBe(201);
    const rejected = await createWith(field, sized(limit + Buffer.byteLength(filler), filler));
    expect([rejected.status, rejected.body.error.fields]).toEqual([
      400,
      { [field]: `must be at most ${limit} bytes when encoded` },
    ]);
  });
});
