import { describe, expect, test } from 'vitest';
import { ContractError } from '../../../src/contract/document/document.ts';
import { echo, jsonBody, operation, petContract, servePets } from './pets.ts';

const document = petContract(
  { '/pets': { get: operation('listPets', { security: [{ Key: [] }] }), post: operation('createPet') } },
  { securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'Authorization' } } },
);
const handlers = { listPets: echo, createPet: echo };
const security = { Key: async () => ({ name: 'Ada' }) };

const incomplete = [
  ['an operation without a handler', { handlers: { listPets: echo }, security }, '"createPet" has no handler'],
  [
    'a handler without an operation',
    { handlers: { ...handlers, buyPet: echo }, security },
    '"buyPet" has no operation',
  ],
  ['a security scheme without a check', { handlers, security: {} }, '"Key" has no check'],
  [
    'a check without a security scheme',
    { handlers, security: { ...security, Cookie: async () => undefined } },
    '"Cookie" has no scheme',
  ],
] as const;

describe('a server that does not fit its contract does not start', () => {
  test.each(incomplete)('%s stops it, by name', async (_what, options, sentence) => {
    const failure = await servePets(document, options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ContractError);
    expect((failure as Error).message).toContain(sentence);
  });

  test('everything that is missing is named at once', async () => {
    const failure = await servePets(document, { handlers: { buyPet: echo }, security: {} }).catch((error) => error);
    for (const name of ['listPets', 'createPet', 'buyPet', 'Key']) expect(failure.message).toContain(`"${name}"`);
  });

  test('a security scheme that is required and not declared is no scheme without a check', async () => {
    const get = { ...operation('listPets', {}), security: [{ Nobody: [] }] };
    const failure = await servePets(petContract({ '/pets': { get } }), { handlers: { listPets: echo } }).catch(
      (error: unknown) => error,
    );
    expect((failure as Error).message).toBe(
      'The server does not match its contract. The security scheme "Nobody" is not declared. Declare it, or pass a check for it.',
    );
  });

  test('a security scheme that is not declared is checked if the app has a check for it', async () => {
    const get = { ...operation('listPets', {}), security: [{ Nobody: ['read'] }] };
    const seen: unknown[] = [];
    const server = await servePets(petContract({ '/pets': { get } }), {
      handlers: { listPets: echo },
      security: {
        Nobody: async ({ headers, scheme, scopes }) => {
          seen.push({ scheme, scopes });
          return headers['x-key'] === 'k' ? { name: 'Ada' } : undefined;
        },
      },
    });
    const rejected = await server.send('GET', '/pets');
    const accepted = await server.send('GET', '/pets', { headers: { 'x-key': 'k' } });
    await server.stop();
    expect([rejected.status, accepted.status]).toEqual([401, 200]);
    expect(seen[0]).toEqual({ scheme: { type: 'undeclared' }, scopes: ['read'] });
  });

  test('a handler that is missing only by name of Object.prototype is missing', async () => {
    const odd = petContract({ '/pets': { post: operation('toString', jsonBody({})) } });
    await expect(servePets(odd, { handlers: {} })).rejects.toThrow('"toString" has no handler');
  });

  test('a complete one starts', async () => {
    const server = await servePets(document, { handlers, security });
    await server.stop();
  });
});
