import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINIMAL, type RunningServer, startServer } from '../../running-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const create = (json: object) => server.send('POST', '/v1/agents', { json: { ...MINIMAL, ...json } });

describe("an origin is stored in the browser's own spelling", () => {
  test.each([
    ['https://example.com', 'https://example.com'],
    ['HTTPS://Example.COM', 'https://example.com'],
    ['https://example.com:443', 'https://example.com'],
    ['http://example.com:80', 'http://example.com'],
    ['http://example.com:443', 'http://example.com:443'],
    ['https://example.com:8443', 'https://example.com:8443'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['https://xn--bcher-kva.example', 'https://xn--bcher-kva.example'],
    ['http://localhost:5173', 'http://localhost:5173'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['https://example.com.', 'https://example.com.'],
  ])('%s is %s', async (origin, stored) => {
    const { status, body } = await create({ allowed_origins: [origin] });
    expect([status, body.allowed_origins]).toEqual([201, [stored]]);
  });

  test('origins that come to the same are one, in the order of the first', async () => {
    const { body } = await create({
      allowed_origins: ['https://b.example', 'https://A.example:443', 'https://a.example', 'https://b.example'],
    });
    expect(body.allowed_origins).toEqual(['https://b.example', 'https://a.example']);
  });

  test('100 are taken', async () => {
    const allowed_origins = Array.from({ length: 100 }, (_, index) => `https://h${index}.example`);
    expect((await create({ allowed_origins })).body.allowed_origins).toEqual(allowed_origins);
  });
});

describe('what is not exactly an origin is refused by its place', () => {
  test.each([
    'https://example.com/',
    'https://example.com/path',
    'https://example.com?x',
    'https://example.com#x',
    'https://*.example.com',
    'https://*',
    '*',
    'null',
    '',
    'example.com',
    '//example.com',
    'ftp://example.com',
    'file:///x',
    'https://',
    'https://user@example.com',
    'https://user:pass@example.com',
    'https://example.com:port',
    'https://example.com:99999',
    'https://example.com:',
    ' https://example.com',
    'https://exa mple.com',
    'https://example.com\\evil',
    'https://ex%61mple.com',
    'https://[::1',
    'https://a.example,https://b.example',
    'javascript:alert(1)',
  ])('%s', async (origin) => {
    const { status, body } = await create({ allowed_origins: ['https://ok.example', origin] });
    expect([status, body.error?.fields]).toEqual([
      400,
      { 'allowed_origins[1]': 'must be an origin such as https://example.com' },
    ]);
  });
});
