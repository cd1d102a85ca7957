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
