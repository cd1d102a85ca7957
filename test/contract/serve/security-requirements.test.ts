import { OpenAPIBackend } from 'openapi-backend';
import { describe, expect, test } from 'vitest';
import { compileCredentials } from '../../../src/contract/serve/credentials.ts';

const SCHEMES = ['a', 'b', 'c'];

/** Security requirements by their alternatives. */
const REQUIREMENTS = [
  [],
  [['a']],
  [[]],
  [['a', 'b']],
  [['a'], ['b']],
  [['a', 'b'], ['c']],
  [['a'], []],
  [
    ['a', 'b'],
    ['a', 'c'],
  ],
  [['b'], ['a', 'b', 'c']],
];

const error = new Error('invalid');
const RESULTS: unknown[] = [
  undefined,
  null,
  false,
  '',
  0,
  'ada',
  { name: 'ada' },
  { error },
  { error: null, name: 'eve' },
];

/** Whether openapi-backend calls the handler of an operation with these requirements. */
async function createOriginal(requirements: string[][]) {
  const security = requirements.map((names) => Object.fromEntries(names.map((name) => [name, []])));
  const backend = new OpenAPIBackend({
    definition: {
      openapi: '3.0.3',
      info: { title: 'Original', version: '1.0.0' },
      paths: { '/': { get: { operationId: 'get', security, responses: {} } } },
      components: {
        securitySchemes: Object.fromEntries(SCHEMES.map((name) => [name, { type: 'http', scheme: 'bearer' }])),
      },
    },
    quick: true,
    validate: false,
    handlers: { get: () => true, unauthorizedHandler: () => false },
  });
  for (const name of SCHEMES)
    backend.registerSecurityHandler(name, (_context, results: Record<string, unknown>) => results[name]);
  await backend.init();
  return (results: Record<string, unknown>): Promise<boolean> =>
    backend.handleRequest({ method: 'get', path: '/', headers: {} }, results);
}

const combinations = RESULTS.flatMap((a) => RESULTS.flatMap((b) => RESULTS.map((c) => ({ a, b, c }))));

describe.each(REQUIREMENTS.map((requirements) => [JSON.stringify(requirements), requirements] as const))(
  '%s',
  (_title, requirements) => {
    test.each([
      ['values', (result: unknown) => result],
      ['promises', (result: unknown) => Promise.resolve(result)],
    ])('is met by the same %s as in openapi-backend', async (_kind, wrap) => {
      const isMet = await createOriginal(requirements);
      const check = compileCredentials<Record<string, unknown>>(
        requirements,
        Object.fromEntries(SCHEMES.map((name) => [name, (results) => wrap(results[name])])),
      );
      for (const results of combinations) {
        expect({ results, isMet: (await check(results)).isMet }).toEqual({ results, isMet: await isMet(results) });
      }
    });
  },
);

describe('each check', () => {
  test('is called once, whatever the number of alternatives', () => {
    const called: string[] = [];
    const note = (name: string) => () => void called.push(name);
    compileCredentials([['a', 'b'], ['a', 'c'], ['b']], { a: note('a'), b: note('b'), c: note('c') })(undefined);
    expect(called).toEqual(['a', 'b', 'c']);
  });

  test('runs while the others wait', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const check = compileCredentials([['a', 'b']], {
      a: () => promise,
      b: () => {
        resolve('ada');
        return true;
      },
    });
    expect(await check(undefined)).toEqual({ isMet: true, principal: 'ada' });
  });
});

test('only a check that waits makes a promise', () => {
  const check = compileCredentials([['a'], ['b']], { a: () => undefined, b: () => 'eve' });
  expect(check(undefined)).toEqual({ isMet: true, principal: 'eve' });
});
