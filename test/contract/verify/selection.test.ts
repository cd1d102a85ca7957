import { describe, expect, test } from 'vitest';
import { readSelection } from '../../../src/contract/cli/selection.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { PHASES } from '../../../src/contract/verify/types.ts';
import { serveUntilEnd, verifyServer } from './strangers.ts';

const operation = (operationId: string, tags: string[] = []) => ({
  ...{ operationId, tags, responses: { 200: { description: 'Done.' }, 404: { description: 'None.' } } },
});
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': { get: operation('listPets', ['pets']), post: operation('addPet', ['pets', 'changes']) },
    '/pets/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: operation('getPet', ['pets']),
      delete: operation('deletePet', ['changes']),
    },
    '/state': { get: operation('state') },
    '/owners/all': { get: operation('listOwners', ['pets-and-owners']) },
  },
} as unknown as OpenApiDocument;
const plan = createPlan(structuredClone(DOCUMENT));
const select = (only: string[], skip: string[] = []) => readSelection({ only, skip, phases: PHASES, plan });

describe('a selection', () => {
  test.each<[string[], string[], object]>([
    [[], [], { phases: [], operations: [], skipped: [] }],
    [['state'], [], { phases: ['state'], operations: [] }],
    [['operation:state'], [], { phases: [], operations: ['state'] }],
    [['getPet', 'random'], [], { phases: ['random'], operations: ['getPet'] }],
    [['pets'], [], { operations: ['listPets', 'addPet', 'getPet'] }],
    [['tag:changes'], [], { operations: ['addPet', 'deletePet'] }],
    [['/pets'], [], { operations: ['listPets', 'addPet'] }],
    [['/pets/*'], [], { operations: ['getPet', 'deletePet'] }],
    [['/*'], [], { operations: ['listPets', 'addPet', 'state'] }],
    [['/pets**'], [], { operations: ['listPets', 'addPet', 'getPet', 'deletePet'] }],
    [['pets'], ['getPet'], { operations: ['listPets', 'addPet'], skipped: ['getPet'] }],
    [[], ['changes'], { operations: [], skipped: ['addPet', 'deletePet'] }],
    [[], ['random', 'state'], { phases: ['examples', 'constraints', 'protocol', 'workflows'], skipped: [] }],
  ])('of --only %j and --skip %j', (only, skip, expected) => {
    expect(select(only, skip)).toMatchObject(expected);
  });

  test.each<[string[], string[], string]>([
    [['pest'], [], '--only: there is no phase, operation or tag "pest". Did you mean "pets"?'],
    [[], ['/pet'], '--skip: no path of the document matches "/pet".'],
    [['getPet'], ['pets'], '--skip leaves no operation to test.'],
    [['random'], ['random'], '--skip leaves no phase to run.'],
  ])('of --only %j and --skip %j is a usage error', (only, skip, message) => {
    expect(() => select(only, skip)).toThrow(message);
  });
});

test('no request is sent to a skipped operation, nor to its path with its method', async () => {
  const { url, asked } = await serveUntilEnd(({ path, method }) => {
    if (!path.startsWith('/pets') && path !== '/state') return [404];
    return method === 'GET' || method === 'POST'
      ? [200, { id: '7' }]
      : [405, undefined, { allow: 'GET, POST, DELETE' }];
  });
  const { exempt, notTried } = await verifyServer(DOCUMENT, { url, skipped: ['addPet', 'deletePet', 'listOwners'] });
  const sent = new Set(asked.map(({ method, path }) => `${method} ${path}`));
  expect([...sent].filter((one) => /^(POST \/pets$|DELETE \/pets\/[^/]+$|\w+ \/owners)/.test(one))).toEqual([]);
  expect([...sent]).toContain('GET /pets');
  expect(exempt).toEqual(['No request is sent to addPet, deletePet, listOwners (--skip).']);
  expect(notTried).toEqual([]);
});

test('the phase "security" runs only if it is named', () => {
  expect(select([], ['random']).phases).toEqual(['examples', 'constraints', 'protocol', 'state', 'workflows']);
  expect(select(['security']).phases).toEqual(['security']);
});
