import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProofResult } from '../../../src/contract/cli/diff/diff-report.ts';
import { proveChanges } from '../../../src/contract/cli/diff/prove.ts';
import { compareDocuments } from '../../../src/contract/diff/compare-documents.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createFolder, type Folder } from '../command.ts';
import { documentOf, getBoats, jsonBody, postBoats, responsesOf } from '../diff/documents.ts';

const RECEIVED = { responses: { 200: { description: 'Received.' } } };
const NAMED = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const ANY = { type: 'object' };

/** A request that the API sends. */
const sent = (operation: object = {}) => ({ post: { ...RECEIVED, ...operation } });
const ITEM = { $ref: '#/components/pathItems/Received' };

/** A document with a webhook, whose credentials are not those of the API. */
function withWebhook(item: object, more: object = {}): OpenApiDocument {
  return getBoats(
    {},
    {
      webhooks: { 'boat arrived': item },
      security: [{ key: [] }],
      servers: [{ url: 'https://harbor.example/v1' }],
      ...more,
      components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } }, ...more },
    },
  );
}

/** A document of two operations with the same callback, whose items are given. */
function withCallbacks(first: object, second: object, prefix = ''): OpenApiDocument {
  const callbacks = (item: object) => ({ callbacks: { stored: { '{$request.query.url}': item } } });
  const post = (item: object) => ({ post: { responses: responsesOf(), ...callbacks(item) } });
  return documentOf({ [`${prefix}/boats`]: post(first), [`${prefix}/ships/{id}`]: { ...post(second), ...ID } });
}
const ID = { parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] };

/** The breaking changes by kind, each with its proof. */
async function proofsOf(old: OpenApiDocument, fresh: OpenApiDocument, most?: number): Promise<[string, ProofResult][]> {
  const { changes } = compareDocuments(old, fresh);
  const proven = await proveChanges(changes, { old, new: fresh }, most);
  expect(proven.filter(({ severity, proof }) => (proof === undefined) === (severity === 'breaking'))).toEqual([]);
  return proven.flatMap(({ kind, proof }): [string, ProofResult][] => (proof === undefined ? [] : [[kind, proof]]));
}

const BY_MOCKS: ProofResult = { result: 'proven', by: 'mocks' };
const BY_VALIDATORS: ProofResult = { result: 'proven', by: 'validators' };

describe('a proof', () => {
  test('of a request is that of the mocks', async () => {
    expect(await proofsOf(postBoats(jsonBody(ANY)), postBoats(jsonBody(NAMED)))).toEqual([
      ['required.narrowed', BY_MOCKS],
    ]);
  });

  test('of a response is that of the validators, because no mock reads it', async () => {
    const of = (schema: object) => getBoats({ responses: responsesOf(schema) });
    expect(await proofsOf(of(NAMED), of(ANY))).toEqual([['required.widened', BY_VALIDATORS]]);
  });

  test('of a request that an operation at another path takes says what its mock returns', async () => {
    const old = documentOf({ '/boats/mine': { get: { responses: responsesOf() } } });
    const [change] = compareDocuments(old, documentOf({})).changes;
    const fresh = documentOf({ '/boats/{id}': { ...ID, get: { responses: responsesOf() } } });
    const [proven] = await proveChanges(change === undefined ? [] : [change], { old, new: fresh });
    expect(proven?.proof).toEqual({ result: 'not proven', reason: 'the mock of NEW returns 200' });
  });

  test('of a change without a message that shows it is none', async () => {
    const [change] = compareDocuments(postBoats(jsonBody(ANY)), postBoats(jsonBody(NAMED))).changes;
    const { witness: _, ...bare } = change ?? expect.fail();
    const documents = { old: documentOf({}), new: documentOf({}) };
    expect((await proveChanges([bare], documents))[0]?.proof).toEqual({
      result: 'not proven',
      reason: 'it has no request or response that shows it',
    });
  });

  test('is tried for a limited number of changes, and the others say so', async () => {
    const of = (name: string) =>
      documentOf(Object.fromEntries([1, 2, 3].map((n) => [`/${name}${n}`, { get: { responses: responsesOf() } }])));
    const left: ProofResult = { result: 'not tried', reason: 'at most 1 changes are proven' };
    expect(await proofsOf(of('boats'), of('ships'), 1)).toEqual([
      ['operation.removed', BY_MOCKS],
      ['operation.removed', left],
      ['operation.removed', left],
    ]);
  });
});

describe('roles are reversed for a webhook', () => {
  test('a request that the API sends is proven by the mocks of its receivers', async () => {
    expect(await proofsOf(withWebhook(sent(jsonBody(NAMED))), withWebhook(sent(jsonBody(ANY))))).toEqual([
      ['required.widened', BY_MOCKS],
    ]);
  });

  test('a header that is not always sent', async () => {
    const of = (required: boolean) =>
      withWebhook(sent({ parameters: [{ name: 'X-Kind', in: 'header', required, schema: { type: 'string' } }] }));
    expect(await proofsOf(of(true), of(false))).toEqual([['parameter.optional', BY_MOCKS]]);
  });

  test('a value of its query', async () => {
    const of = (type: string) =>
      withWebhook(sent({ parameters: [{ name: 'kind', in: 'query', required: true, schema: { type } }] }));
    expect(await proofsOf(of('integer'), of('string'))).toEqual([['type.widened', BY_MOCKS]]);
  });

  test('a response of its receiver is proven by the validators', async () => {
    const of = (schema: object) => withWebhook(sent({ responses: responsesOf(schema) }));
    expect(await proofsOf(of(ANY), of(NAMED))).toEqual([['required.narrowed', BY_VALIDATORS]]);
  });

  test('a component', async () => {
    const of = (schema: object) => withWebhook(ITEM, { pathItems: { Received: sent(jsonBody(schema)) } });
    expect(await proofsOf(of(NAMED), of(ANY))).toEqual([['required.widened', BY_MOCKS]]);
  });
});

describe('roles are reversed for a callback', () => {
  const [before, after] = [sent(jsonBody(NAMED)), sent(jsonBody(ANY))];

  test('a request of one of several operations', async () => {
    const same = sent();
    const proven = [['required.widened', BY_MOCKS]];
    expect(await proofsOf(withCallbacks(same, before), withCallbacks(same, after))).toEqual(proven);
    expect(await proofsOf(withCallbacks(before, same), withCallbacks(after, same))).toEqual(proven);
  });

  test('a response of its receiver', async () => {
    const of = (schema: object) => withCallbacks(sent({ responses: responsesOf(schema) }), sent());
    expect(await proofsOf(of(ANY), of(NAMED))).toEqual([['required.narrowed', BY_VALIDATORS]]);
  });

  test('that has itself as a callback', async () => {
    const callbacks = { stored: { $ref: '#/components/callbacks/Stored' } };
    const of = (schema: object) => {
      const operation = { ...sent(jsonBody(schema)).post, operationId: 'receive', callbacks };
      const components = { callbacks: { Stored: { '{$request.query.url}': { post: operation } } } };
      return postBoats({ callbacks }, { components });
    };
    expect(await proofsOf(of(NAMED), of(ANY))).toEqual([['required.widened', BY_MOCKS]]);
  });

  test('of an operation that has moved', async () => {
    const one = (item: object, path: string) =>
      documentOf(
        {
          [`${path}/boats`]: {
            post: { responses: responsesOf(), callbacks: { stored: { '{$request.query.url}': item } } },
          },
        },
        { servers: [{ url: path === '' ? '/v1' : '/' }] },
      );
    expect(await proofsOf(one(before, ''), one(after, '/v1'))).toEqual([['required.widened', BY_MOCKS]]);
  });
});

describe('keepspec diff --prove', () => {
  let folder: Folder;
  beforeAll(async () => {
    folder = await createFolder();
    const both = (schema: object, header: object) => {
      const called = withCallbacks(sent(jsonBody(schema)), sent());
      const parameters = [{ name: 'X-Kind', in: 'header', schema: { type: 'string' }, ...header }];
      return JSON.stringify({ ...called, webhooks: { arrived: sent({ parameters }) } });
    };
    await folder.write({ 'old.json': both(NAMED, { required: true }), 'new.json': both(ANY, {}) });
  });
  afterAll(() => folder.remove());

  test('ends when the proofs do, although the mocks have receivers of webhooks', async () => {
    const { code, out, err } = await folder.run(['diff', 'old.json', 'new.json', '--prove'], { isAlone: true });
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('    proof   proven by the mocks of both documents\n');
    expect(out).toContain('Proof: 2 of 2 breaking changes proven.\n');
  });
});
