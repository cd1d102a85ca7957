import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINIMAL, type RunningServer, startServer } from '../../running-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

async function sendFields(how: string, fields: object) {
  const created = await server.send('POST', '/v1/agents', {
    json: how === 'create' ? { ...MINIMAL, ...fields } : MINIMAL,
  });
  return how === 'create' ? created : server.send('PATCH', `/v1/agents/${created.body.id}`, { json: fields });
}

/** 240 characters that punycode makes longer than the 253 of a hostname. */
const LONG_NAME = Array.from({ length: 240 }, (_, index) => String.fromCodePoint(0x4e00 + index * 37)).join('');
const names = (count: number) => Array.from({ length: count }, (_, index) => `h${index}.example`);
const origins = (count: number) => names(count).map((name) => `https://${name}`);

const ORIGINS: [sent: string, stored: string][] = [
  ['https://example.com', 'https://example.com'],
  ['HTTPS://Example.COM', 'https://example.com'],
  ['https://example.com:443', 'https://example.com'],
  ['http://example.com:80', 'http://example.com'],
  ['http://example.com:443', 'http://example.com:443'],
  ['https://example.com:8443', 'https://example.com:8443'],
  ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ['https://BÜCHER.example', 'https://xn--bcher-kva.example'],
  ['https://xn--bcher-kva.example', 'https://xn--bcher-kva.example'],
  ['https://ｅxample.com', 'https://example.com'],
  ['http://localhost:5173', 'http://localhost:5173'],
  ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
  ['https://example.com.', 'https://example.com.'],
];

const NO_ORIGINS = [
  ...['https://example.com/', 'https://example.com/path', 'https://example.com?x', 'https://example.com#x'],
  ...['https://*.example.com', 'https://*', '*', 'https://＊.example.com', 'https://﹡.example.com'],
  ...['null', '', 'example.com', '//example.com', 'ftp://example.com', 'file:///x', 'https://'],
  ...['https://user@example.com', 'https://user:pass@example.com', 'https://@example.com'],
  ...['https://example.com:port', 'https://example.com:99999', 'https://example.com:', 'https://example.com：80'],
  ...[' https://example.com', 'https://example.com\n', 'https://example.com\u0001'],
  ...['https://exa mple.com', 'https://example.com\\evil', 'https://ex%61mple.com', 'https://[::1'],
  ...['https://a.example,https://b.example', 'javascript:alert(1)', 'https://a.com,b.com', 'https://a.com;x'],
  ...['https://a"b', 'https://(a)', 'https://.', 'https://a..example', 'https://-', 'https://-a.example'],
];

const HOSTS: [sent: string, stored: string][] = [
  ['www.example.com', 'www.example.com'],
  ['WWW.Example.COM', 'www.example.com'],
  ['localhost', 'localhost'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['127.0.0.1', '127.0.0.1'],
  ['a-b.example', 'a-b.example'],
];

const NO_HOSTS = [
  ...['https://a.example', '//a.example', 'a.example:80', 'a.example：80', 'a.example/', 'a.example/x', 'a.example?x'],
  ...['a.example#x', '*.example', '*', '＊.example', 'u@a.example', 'a\\b', 'a%2eb', '[::1]', '::1'],
  ...['', ' ', 'a b', ' a', 'a\u0001', '.', '.a', 'a..b', 'a。。b', '．', '\u00ad'],
  ...['a.com,b.com', 'a;b', '{}', 'a"b', '(a)', 'a&b', '-', 'a-.example', 'a.example。'],
];

describe.each(['create', 'update'])('%s', (how) => {
  test.each(ORIGINS)("an origin is stored in the browser's own spelling: %s is %s", async (origin, stored) => {
    const { status, body } = await sendFields(how, { allowed_origins: [origin] });
    expect([status, body.allowed_origins]).toEqual([how === 'create' ? 201 : 200, [stored]]);
  });

  test.each(NO_ORIGINS)('what is not exactly an origin is rejected by its place: %j', async (origin) => {
    const { status, body } = await sendFields(how, { allowed_origins: ['https://ok.example', origin] });
    const fields = Object.entries(body.error?.fields ?? {});
    expect([status, fields]).toEqual([
      400,
      [['allowed_origins[1]', expect.stringMatching(/^must (be an origin such as|have at most 300)/)]],
    ]);
  });

  test('origins that come to the same are one, in the order of the first', async () => {
    const allowed_origins = ['https://b.example', 'https://A.example:443', 'https://a.example', 'https://b.example'];
    const { body } = await sendFields(how, { allowed_origins });
    expect(body.allowed_origins).toEqual(['https://b.example', 'https://a.example']);
  });

  test('100 origins are taken and 101 rejected', async () => {
    expect((await sendFields(how, { allowed_origins: origins(100) })).body.allowed_origins).toEqual(origins(100));
    const { status, body } = await sendFields(how, { allowed_origins: origins(101) });
    expect([status, Object.keys(body.error.fields)]).toEqual([400, ['allowed_origins']]);
  });

  test.each(HOSTS)('a hostname is case-folded: %s is %s', async (host, stored) => {
    const { status, body } = await sendFields(how, { hostname_allowlist: [host] });
    expect([status, body.hostname_allowlist]).toEqual([how === 'create' ? 201 : 200, [stored]]);
  });

  test.each(NO_HOSTS)('what is not a bare hostname is rejected by its place: %j', async (host) => {
    const { status, body } = await sendFields(how, { hostname_allowlist: ['ok.example', host] });
    const fields = Object.entries(body.error?.fields ?? {});
    expect([status, fields]).toEqual([
      400,
      [['hostname_allowlist[1]', expect.stringMatching(/^must (be a hostname such as|have at most 253|not be empty)/)]],
    ]);
  });

  test.each([
    ['of 240 characters, as punycode longer than 253', LONG_NAME],
    ['of 253 characters, as punycode longer than that', 'ü'.repeat(253)],
    ['of 254 characters', `${`${'a'.repeat(62)}.`.repeat(4)}aa`],
  ])('a name is at most 253 characters long, as it is stored: one %s is rejected', async (_what, name) => {
    const fields = { allowed_origins: [`https://${name}`], hostname_allowlist: [name] };
    const { status, body } = await sendFields(how, fields);
    expect([status, Object.keys(body.error?.fields ?? {}).sort()]).toEqual([
      400,
      ['allowed_origins[0]', 'hostname_allowlist[0]'],
    ]);
  });

  test('a name of 253 characters is taken', async () => {
    const name = `${`${'a'.repeat(62)}.`.repeat(4).slice(0, -1)}.a`;
    expect(name).toHaveLength(253);
    const { body } = await sendFields(how, { allowed_origins: [`https://${name}`], hostname_allowlist: [name] });
    expect([body.allowed_origins, body.hostname_allowlist]).toEqual([[`https://${name}`], [name]]);
  });

  test('hostnames that come to the same are one', async () => {
    const { body } = await sendFields(how, { hostname_allowlist: ['b.example', 'A.example', 'a.example'] });
    expect(body.hostname_allowlist).toEqual(['b.example', 'a.example']);
  });

  test('10 hostnames are taken and 11 rejected', async () => {
    expect((await sendFields(how, { hostname_allowlist: names(10) })).body.hostname_allowlist).toEqual(names(10));
    const { status, body } = await sendFields(how, { hostname_allowlist: names(11) });
    expect([status, Object.keys(body.error.fields)]).toEqual([400, ['hostname_allowlist']]);
  });

  test('no hostname at all is stored as null', async () => {
    const { status, body } = await sendFields(how, { hostname_allowlist: [] });
    expect([status, body.hostname_allowlist]).toEqual([how === 'create' ? 201 : 200, null]);
  });
});

test('an empty list clears what an update finds stored', async () => {
  const { body } = await server.send('POST', '/v1/agents', {
    json: { ...MINIMAL, allowed_origins: ['https://a.example'], hostname_allowlist: ['a.example'] },
  });
  const json = { allowed_origins: [], hostname_allowlist: [] };
  const cleared = await server.send('PATCH', `/v1/agents/${body.id}`, { json });
  expect(cleared.body).toMatchObject({ allowed_origins: [], hostname_allowlist: null });
});

test('whatever text is sent as a host, it is rejected or stored in a spelling that is stored again as it is', async () => {
  const character = fc.oneof(
    fc.constantFrom(...'aZ0-_.:/@%*[]\\＊。．／：ßüéѐ字\u0000\u001f\u00ad\u200d'),
    fc.string({ unit: 'binary' }),
  );
  const host = fc.array(character, { minLength: 1, maxLength: 12 }).map((characters) => characters.join(''));
  const property = fc.asyncProperty(fc.array(host, { minLength: 5, maxLength: 5 }), async (hosts) => {
    for (const text of hosts) {
      const fields = { allowed_origins: [`https://${text}`], hostname_allowlist: [text] };
      const { status, body } = await sendFields('create', fields);
      const { allowed_origins, hostname_allowlist } = status === 201 ? body : await eachAlone(fields);
      const again = await sendFields('create', { allowed_origins, hostname_allowlist });
      expect([again.status, again.body.allowed_origins, again.body.hostname_allowlist ?? []]).toEqual([
        201,
        allowed_origins,
        hostname_allowlist,
      ]);
    }
  });
  await fc.assert(property, { numRuns: 30, seed: 20261120 });
  expect((await server.send('GET', '/v1/agents?limit=200')).status).toBe(200);
});

/** What is stored of each list sent by itself; nothing where it is rejected. */
async function eachAlone(fields: { allowed_origins: string[]; hostname_allowlist: string[] }) {
  const stored: Record<string, string[]> = {};
  for (const [field, value] of Object.entries(fields)) {
    const { status, body } = await sendFields('create', { [field]: value });
    expect([201, 400], JSON.stringify(value)).toContain(status);
    stored[field] = status === 201 ? body[field] : [];
  }
  return stored;
}
