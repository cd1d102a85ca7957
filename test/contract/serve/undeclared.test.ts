import { describe, expect, test } from 'vitest';
import { createFetchHandler } from '../../../src/contract/adapters/fetch.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createContractHandler } from '../../../src/contract/serve/handler.ts';
import { jsonBody, petContract } from './pets.ts';

const token = { Token: { type: 'http', scheme: 'bearer' } };
const declared = (...statuses: (number | string)[]) => ({
  responses: Object.fromEntries([200, ...statuses].map((status) => [status, { description: 'Any.' }])),
});
const facts = { security: [{ Token: [] }], ...jsonBody({ type: 'object' }) };

const documents: Record<string, OpenApiDocument> = {
  'nothing declared': petContract(
    {
      '/pets': {
        get: { operationId: 'list', ...declared() },
        post: { operationId: 'create', ...declared(), ...facts },
      },
    },
    { securitySchemes: token },
  ),
  'some declared': petContract(
    {
      '/pets': {
        get: { operationId: 'list', ...declared(400, 405), security: [{ Token: [] }, {}] },
        post: { operationId: 'create', ...declared(422, 413, 415), ...facts },
      },
      '/pets/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        get: { operationId: 'get', ...declared(401, 404, 415), security: [{ Token: [] }] },
        put: { operationId: 'put', ...declared('4XX'), ...facts },
      },
      '/cats': { get: { operationId: 'cats', ...declared('default') } },
    },
    { securitySchemes: token },
  ),
};

/** Everything that leads to a rejection, sent to one operation with and without credentials. */
const PROVOCATIONS: { isOther?: true; query?: string; init?: RequestInit }[] = [
  { query: 'unknown=1' },
  { init: { body: '{', headers: { 'content-type': 'application/json' } } },
  { init: { body: 'text', headers: { 'content-type': 'text/plain' } } },
  { init: { body: '{}', headers: { 'content-type': 'application/json', 'content-encoding': 'lzma' } } },
  { init: { body: `"${'x'.repeat(200)}"`, headers: { 'content-type': 'application/json' } } },
  { isOther: true },
];

async function observe(document: OpenApiDocument) {
  const warnings: string[] = [];
  const contract = compileContract(document);
  const handle = await createContractHandler({
    contract,
    handlers: Object.fromEntries(contract.operations.map(({ operationId }) => [operationId, () => ({ status: 200 })])),
    security: { Token: ({ headers }) => (headers.authorization === 'Bearer good' ? 'ada' : undefined) },
    onWarning: (warning) => warnings.push(warning),
    bodyLimit: 100,
  });
  const seen = new Map<number, Set<string>>();
  for (const { operationId, method, path, responses, requestBody } of contract.operations) {
    // No client sends a body with GET that the contract does not ask for.
    const provocations = PROVOCATIONS.filter(({ init }) => init === undefined || method !== 'get' || requestBody);
    const ids = [path.replace('{id}', '1'), ...(path.includes('{id}') ? [path.replace('{id}', 'x')] : [])];
    const siblings = contract.operations.filter((one) => one.path === path);
    for (const { isOther = false, query = '', init = {} } of provocations) {
      for (const url of ids) {
        for (const credentials of [{}, { authorization: 'Bearer good' }]) {
          const body = init.body === undefined ? {} : { 'content-length': String(String(init.body).length) };
          const response = await handle({
            method: isOther ? 'PURGE' : method.toUpperCase(),
            path: url,
            query,
            headers: { ...(init.headers as Record<string, string>), ...body, ...credentials },
            ip: undefined,
            raw: new Request('http://a/', init.body === undefined ? {} : { method: 'POST', ...init }),
          });
          const status = response?.status ?? 0;
          if (status === 200) continue;
          const declarers = status === 405 ? siblings : [{ responses }];
          const isDeclared = declarers.some((one) => [status, '4XX', 'default'].some((key) => key in one.responses));
          if (!isDeclared) seen.set(status, (seen.get(status) ?? new Set()).add(operationId));
        }
      }
    }
  }
  return { warnings, seen };
}

describe('the statuses that a contract does not declare', () => {
  test.each(Object.keys(documents))('are warned of once, those that occur and no others: %s', async (name) => {
    const { warnings, seen } = await observe(documents[name] as OpenApiDocument);
    expect(warnings).toHaveLength(1);
    const lines = [...seen]
      .sort(([one], [other]) => one - other)
      .map(([status, ids]) => `  ${status}: ${[...ids].join(', ')}`);
    expect(warnings[0]?.split('\n').slice(1)).toEqual(lines);
  });

  test('are those of each operation', async () => {
    const { warnings } = await observe(documents['some declared'] as OpenApiDocument);
    expect(warnings[0]?.split('\n').slice(1)).toEqual(['  400: get', '  401: create']);
  });

  test('are no warning where all are declared, where the app has responses of its own, or with strict', async () => {
    const warnings: string[] = [];
    const start = (document: OpenApiDocument, options: object) =>
      createFetchHandler({
        contract: compileContract(document),
        handlers: { list: () => ({ status: 200 }) },
        onWarning: (warning) => warnings.push(warning),
        ...options,
      });
    const list = (...statuses: string[]) =>
      petContract({ '/pets': { get: { operationId: 'list', ...declared(...statuses) } } });
    await start(list('default'), {});
    await start(list(), { strict: true });
    await start(list(), { reject: () => ({ status: 400 }) });
    expect(warnings).toEqual([]);
  });

  test.each([
    [20, '413: op5, op6, .*, op19', '400: op0, op1, .*, op19'],
    [30, '413: op5, op6, .*, op24 and 5 more', '400: all 30 operations'],
  ])('of %i operations are listed in part if they are more than 20', async (count, some, all) => {
    const warnings: string[] = [];
    const paths = Object.fromEntries(
      Array.from({ length: count }, (_, n) => [
        `/p${n}`,
        { post: { operationId: `op${n}`, ...declared(...(n < 5 ? [413] : [])) } },
      ]),
    );
    const contract = compileContract(petContract(paths));
    const handlers = Object.fromEntries(
      contract.operations.map(({ operationId }) => [operationId, () => ({ status: 200 })]),
    );
    await createFetchHandler({ contract, handlers, onWarning: (warning) => warnings.push(warning) });
    for (const line of [some, all]) expect(warnings[0]).toMatch(new RegExp(`\\n {2}${line}\\n`));
  });
});
