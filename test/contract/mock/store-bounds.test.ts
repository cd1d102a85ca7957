import { afterEach, expect, test } from 'vitest';
import { type Mock, startMock } from '../../../src/contract/mock/mock.ts';
import type { MockData, MockRules } from '../../../src/contract/mock/state/rules.ts';
import { PETS } from './stateful-document.ts';

const MiB = 1024 * 1024;

let mock: Mock;
afterEach(() => mock.stop());

/** A mock whose list fills its store before it responds. */
async function start(fill: (data: MockData) => void): Promise<void> {
  const rules: MockRules = {
    listPets: ({ data }) => {
      fill(data);
      return undefined;
    },
  };
  mock = await startMock(PETS, { port: 0, host: '127.0.0.1', stateful: true, rules, onWarning: () => undefined });
}

async function send(method: string, path: string, body?: object): Promise<{ status: number; detail?: string }> {
  const headers = { 'content-type': 'application/json' };
  const sent = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };
  const response = await fetch(mock.url + path, sent);
  const text = await response.text();
  return { status: response.status, detail: text === '' ? undefined : JSON.parse(text).detail };
}

const detail = 'The mock keeps at most 20000 resources and 256 MiB. Delete some, or send POST /__mock/reset.';

test('the stateful mock keeps at most 20 000 resources, and returns 507 for more', async () => {
  await start((data) => {
    const present = ['Pet', 'Owner', 'Visit', 'Settings'].flatMap((kind) => data.list(kind)).length;
    for (let at = present; at < 20_000; at++) data.put('Note', String(at), {});
  });
  expect((await send('GET', '/pets')).status).toBe(200);
  expect(await send('POST', '/pets', { name: 'Tom' })).toEqual({ status: 507, detail });
  // A change needs no more room.
  expect((await send('PATCH', '/pets/7', { nickname: 'R' })).status).toBe(200);
  expect((await send('DELETE', '/pets/7')).status).toBe(204);
  expect((await send('POST', '/pets', { name: 'Tom' })).status).toBe(201);
  expect((await send('POST', '/pets', { name: 'Tim' })).status).toBe(507);
  await send('POST', '/__mock/reset');
  expect((await send('POST', '/pets', { name: 'Tim' })).status).toBe(201);
});

test('the stateful mock keeps at most 256 MiB, and returns 507 for more', async () => {
  const text = 'x'.repeat(8 * MiB);
  // The JSON around it takes some bytes, so 31 of them leave less than 8 MiB.
  await start((data) => {
    for (let at = 0; at < 31; at++) data.put('Note', String(at), { text });
  });
  expect((await send('GET', '/pets')).status).toBe(200);
  expect((await send('POST', '/pets', { name: 'Tom', colour: 'x'.repeat(7 * MiB) })).status).toBe(201);
  expect(await send('POST', '/pets', { name: 'Tim', colour: 'x'.repeat(MiB) })).toEqual({ status: 507, detail });
  expect((await send('POST', '/pets', { name: 'Tim', colour: 'red' })).status).toBe(201);
  // What takes more room than before is bounded, too.
  expect(await send('PATCH', '/pets/7', { colour: 'x'.repeat(MiB) })).toEqual({ status: 507, detail });
});
