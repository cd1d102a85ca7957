import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyData } from '../../../src/contract/cli/data-file.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { runVerify } from '../../../src/contract/verify/run.ts';
import { createFolder, expectNoStack, type Folder } from '../command.ts';
import { serveUntilEnd } from './strangers.ts';

const text = { type: 'string', minLength: 1, maxLength: 30 };
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const reply = (description: string, schema?: object) => ({
  description,
  ...(schema === undefined ? {} : json(schema)),
});
const responses = { 200: reply('Here.', {}), 201: reply('Made.', {}), 400: reply('Invalid.', {}), 404: reply('None.') };
const line = { type: 'object', required: ['sku'], properties: { sku: text, count: { type: 'integer', minimum: 1 } } };
const order = {
  type: 'object',
  required: ['customer_id', 'lines'],
  properties: { customer_id: text, note: text, lines: { type: 'array', minItems: 1, maxItems: 3, items: line } },
};
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  paths: {
    '/regions/{region}/orders': {
      parameters: [{ name: 'region', in: 'path', required: true, schema: text }],
      get: {
        operationId: 'listOrders',
        parameters: [{ name: 'shop', in: 'query', required: true, schema: text }],
        responses,
      },
      post: { operationId: 'addOrder', requestBody: { required: true, ...json(order) }, responses },
      delete: { operationId: 'clearRegion', responses },
    },
  },
} as unknown as OpenApiDocument;

let folder: Folder;
beforeAll(async () => {
  folder = await createFolder();
  await folder.write({ 'orders.json': JSON.stringify(DOCUMENT) });
});
afterAll(() => folder.remove());

/** A server whose only region is eu-1, with one customer, one product and one shop. */
async function verify(data?: string) {
  const { url, asked } = await serveUntilEnd(({ method, path, body }) => {
    const { pathname, searchParams } = new URL(path, 'http://a');
    if (pathname !== '/regions/eu-1/orders') return [404];
    if (method === 'GET') return searchParams.get('shop') === 's-1' ? [200, {}] : [400, { field: 'shop' }];
    if (method !== 'POST') return [204];
    const { customer_id: customer, lines } = JSON.parse(body);
    if (customer !== 'c-1') return [400, { field: 'customer_id' }];
    return lines.every(({ sku }: { sku: string }) => sku === 'p-1') ? [201, {}] : [400, { field: 'sku' }];
  });
  const plan = createPlan(structuredClone(DOCUMENT));
  if (data !== undefined) {
    await folder.write({ 'data.yaml': data });
    await applyData(`${folder.path}/data.yaml`, plan);
  }
  const { findings, outcomes, untried } = await runVerify(plan, {
    ...{ url, auth: {}, otherAuth: {}, seed: 1, maxCases: 1000, operations: [], phases: ['examples'] },
    ...{ off: ['status_code_conformance'], timeMs: 600_000, concurrency: 2, responseMs: 600_000 },
    onProgress: () => undefined,
  });
  return { findings: findings.map(({ check }) => check), outcomes, untried, asked };
}

const KNOWN = `
'*': { region: eu-1 }
listOrders: { query.shop: s-1 }
addOrder:
  customer_id: c-1
  'body.lines[].sku': p-1
`;

describe('known values', () => {
  test('are sent where the document has their names, so that requests are accepted', async () => {
    const { findings, outcomes } = await verify(KNOWN);
    expect(findings).toEqual([]);
    expect(outcomes['valid requests accepted']).toBeGreaterThan(2);
    // Without them nothing is accepted.
    const without = await verify();
    expect(without.outcomes['valid requests accepted']).toBeUndefined();
  });

  test('of one operation come before those of all', async () => {
    const { findings } = await verify(
      `${KNOWN}  region: eu-1\n`.replace("'*': {", "'*': { customer_id: c-9, note: n,"),
    );
    expect(findings).toEqual([]);
  });

  test('are no target of a DELETE, which would delete them', async () => {
    const { asked, untried } = await verify(KNOWN);
    const deleted = asked.filter(({ method }) => method === 'DELETE');
    expect(deleted.length).toBeGreaterThan(0);
    expect(deleted.filter(({ path }) => path.includes('eu-1'))).toEqual([]);
    expect(untried).toContain('clearRegion: every valid request returned 404, so only its errors were tried');
  });
});

test.each<[string, string]>([
  ['5', '1:1: The data must be an object with operationIds, or "*", as names.'],
  ['addOrdr: {}', '1:1: There is no operation "addOrdr". Did you mean "addOrder"? "*" stands for all.'],
  ['addOrder: 5', '1:11: The values must be an object with names of parameters or properties.'],
  ['addOrder: { costumer: 5 }', '1:13: addOrder does not have a parameter or property "costumer".'],
  ["'*': { query.region: a }", '1:8: No operation has a parameter or property "query.region".'],
  ['addOrder: { "body.lines.sku": 5 }', '1:13: addOrder does not have a parameter or property "body.lines.sku".'],
])('a data file %j is rejected with its place', async (content, message) => {
  await folder.write({ 'wrong.yaml': `${content}\n` });
  const ended = await folder.run(['verify', 'orders.json', '--url', 'http://127.0.0.1:1', '--data', 'wrong.yaml']);
  expectNoStack(ended);
  expect([ended.code, ended.err.split('\n')[0]]).toEqual([2, expect.stringContaining(`wrong.yaml:${message}`)]);
});
