import { describe, expect, test } from 'vitest';
import { compileContract } from '../../../src/contract/build/build.ts';
import { readResponseHeader } from '../../../src/contract/serve/response-headers.ts';
import { operation, petContract, servePets } from './pets.ts';

const point = { type: 'object', required: ['x'], properties: { x: { type: 'integer' }, y: { type: 'integer' } } };
const numbers = { type: 'array', items: { type: 'integer' } };
const json = (schema: object) => ({ content: { 'application/json': { schema } } });

/** A contract whose one response has one header. */
function contractWith(header: object) {
  return petContract({
    '/pets': {
      get: operation('listPets', { responses: { 200: { description: '', headers: { 'X-It': header } }, 500: {} } }),
    },
  });
}

async function send(header: object, value: unknown) {
  const handlers = { listPets: async () => ({ status: 200, headers: { 'X-It': value as string } }) };
  const server = await servePets(contractWith(header), { handlers, validateResponses: 1 });
  const { status, headers } = await server.send('GET', '/pets');
  await server.stop();
  return { status, text: headers['x-it'] };
}

describe('a header of a response is written and read as its style or content says (OAS 3.1 §4.8.21)', () => {
  const headers: [string, object, unknown, string][] = [
    ['a number', { schema: { type: 'integer' } }, 3, '3'],
    ['a list', { schema: numbers }, [1, 2], '1, 2'],
    ['an object', { schema: point }, { x: 1, y: 2 }, 'x,1,y,2'],
    ['an exploded object', { schema: point, explode: true }, { x: 1, y: 2 }, 'x=1,y=2'],
    ['an object as JSON', json(point), { x: 1 }, '{"x":1}'],
    ['a number as text', { content: { 'text/plain': { schema: { type: 'integer' } } } }, 3, '3'],
    ['a list as JSON', json(numbers), [1, 2], '[1,2]'],
    ['texts that no header may hold, as JSON', json({ type: 'array' }), ['é\n😀'], '["\\u00e9\\n\\ud83d\\ude00"]'],
  ];
  test.each(headers)('%s', async (_what, header, value, text) => {
    expect(await send(header, value)).toEqual({ status: 200, text });
    const declared = compileContract(contractWith(header)).operations[0]?.responses[200]?.headers['x-it'];
    if (declared === undefined) throw new Error('The header is not declared.');
    expect(readResponseHeader(text, declared)).toEqual(value);
  });

  test.each([
    ['an object', { schema: point }, { y: 2 }],
    ['an object as text', { schema: point }, 'y,2'],
    ['a text that is not JSON', json(point), '{'],
    ['a text of names and values that do not pair', { schema: point }, 'x'],
  ])('%s that its schema does not allow is not sent', async (_what, header, value) => {
    expect(await send(header, value)).toEqual({ status: 500, text: undefined });
  });

  test('an object in a header that is not declared is written as JSON', async () => {
    const handlers = { listPets: async () => ({ status: 200, headers: { 'X-Other': { a: 1 } as never } }) };
    const server = await servePets(contractWith({ schema: {} }), { handlers });
    expect((await server.send('GET', '/pets')).headers['x-other']).toBe('{"a":1}');
    await server.stop();
  });
});

describe('a header that cannot be sent', () => {
  const answer = (headers: Record<string, string>, responses: object = { 200: { description: 'Done.' } }) => {
    const failures: unknown[] = [];
    const document = petContract({ '/pets': { get: operation('listPets', { responses: responses as never }) } });
    const served = servePets(document, {
      handlers: { listPets: async () => ({ status: 200, headers }) },
      validateResponses: 0,
      onResponse: ({ failure }) => void failures.push(failure),
    });
    return { served, failures };
  };

  test.each([
    ['a character above U+00FF', { 'X-It': '日本' }, 'header X-It has a character that no header can have'],
    ['a line break', { 'X-It': 'a\r\nX-Other: b' }, 'header X-It has a character that no header can have'],
    ['a name that is no token', { 'x it': 'a' }, 'header "x it" is not a valid name'],
  ])('because of %s is a 500 that names operation and header in the log', async (_why, headers, text) => {
    const { served, failures } = answer(headers);
    const server = await served;
    const { status } = await server.send('GET', '/pets');
    await server.stop();
    expect(status).toBe(500);
    expect(String(failures[0])).toContain(`Response 200 of listPets violates the contract: ${text}`);
  });

  test('of a rejection is a 500 too, and of the response to a failure it is left out', async () => {
    const document = petContract({ '/pets': { get: operation('listPets', { responses: { 200: {} } as never }) } });
    const server = await servePets(document, {
      handlers: { listPets: async () => ({ status: 200 }) },
      reject: (reason) => ({
        status: reason.kind === 'failed' ? 500 : 404,
        headers: { 'X-Why': '日本', 'X-Fine': 'a' },
        body: {},
        contentType: 'application/json',
      }),
      onResponse: () => undefined,
    });
    const { status, headers } = await server.send('GET', '/nowhere');
    await server.stop();
    expect([status, headers['x-why'], headers['x-fine']]).toEqual([500, undefined, 'a']);
  });

  test('is not one of Latin-1, whose bytes are the same before every body', async () => {
    const bodies = ['plain', 'Grüße', '日本', undefined];
    const document = petContract({
      '/pets': {
        get: operation('listPets', { responses: { 200: { content: { 'application/json': {} } }, 204: {} } as never }),
      },
    });
    for (const body of bodies) {
      const server = await servePets(document, {
        handlers: {
          listPets: async () =>
            body === undefined
              ? { status: 204, headers: { 'X-It': 'ÿé' } }
              : { status: 200, headers: { 'X-It': 'ÿé' }, body },
        },
      });
      const { status, headers, body: received } = await server.send('GET', '/pets');
      await server.stop();
      expect([status, headers['x-it'], received]).toEqual([body === undefined ? 204 : 200, 'ÿé', body ?? {}]);
    }
  });
});

describe('cookies are headers of their own, declared as a list or as one of them', () => {
  const cookie = { type: 'string', pattern: '^[a-z]=' };
  const list = { type: 'array', items: cookie, maxItems: 2 };
  const dated = 'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT';
  test.each<[string, object, string | string[], number, string[]]>([
    ['a list', list, ['a=1', 'b=2'], 200, ['a=1', 'b=2']],
    ['a list of one, as a text', list, dated, 200, [dated]],
    ['a list that is too long', list, ['a=1', 'b=2', 'c=3'], 500, []],
    ['a list with an item that does not fit', list, ['a=1', '?'], 500, []],
    ['one', cookie, dated, 200, [dated]],
    ['one, of which there are several', cookie, ['a=1', 'b=2'], 200, ['a=1', 'b=2']],
    ['one, of which one does not fit', cookie, ['a=1', '?'], 500, []],
  ])('%s', async (_what, schema, value, status, expected) => {
    const responses = { 200: { description: '', headers: { 'Set-Cookie': { schema } } }, 500: {} };
    const contract = petContract({ '/pets': { get: operation('listPets', { responses }) } });
    const handlers = { listPets: async () => ({ status: 200, headers: { 'Set-Cookie': value } }) };
    const server = await servePets(contract, { handlers, validateResponses: 1 });
    const { headers, ...sent } = await server.send('GET', '/pets');
    await server.stop();
    expect([sent.status, headers['set-cookie'] ?? []]).toEqual([status, expected]);
  });
});
