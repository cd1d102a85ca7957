import { expect, test } from 'vitest';
import { type Replied, serveUntilEnd } from '../strangers.ts';
import { runText } from './loaded.ts';

const head = (workflows: string, components = ''): string => `arazzo: 1.1.0
info: { title: Orders, version: 1.0.0 }
sourceDescriptions: [{ name: shop, url: ./shop.json, type: openapi }]
workflows:
${workflows}
${components}`;

const INPUTS = `
    inputs:
      properties:
        sku: { default: 'a "b"' }
        quantity: { default: 3 }
        lines: { default: [{ sku: x }] }`;

/** Each with more members of the request, and the body that is sent. */
const PAYLOADS: [payload: string, more: string, body: string][] = [
  ['$inputs.lines', '', '[{"sku":"x"}]'],
  ['{ sku: $inputs.sku, note: $inputs.none, lines: [$inputs.none] }', '', '{"sku":"a \\"b\\"","lines":[null]}'],
  [
    "{ note: 'to {$inputs.sku}, {$inputs.quantity} × {$inputs.lines}' }",
    '',
    '{"note":"to a \\"b\\", 3 × [{\\"sku\\":\\"x\\"}]"}',
  ],
  // A template that is valid JSON is filled as a value: texts are escaped, objects and lists keep their type.
  [`'{ "sku": "{$inputs.sku}", "lines": "{$inputs.lines}" }'`, '', '{"sku":"a \\"b\\"","lines":[{"sku":"x"}]}'],
  // Any other is filled as a text.
  [`'{ "quantity": {$inputs.quantity} }'`, '', '{ "quantity": 3 }'],
  ['{ note: $5.00 }', '', '{"note":"$5.00"}'],
  ['$inputs.none', '', ''],
  [
    '{ lines: [{}] }',
    ', replacements: [{ target: /lines/0/sku, value: $inputs.sku }, { target: /lines/-, value: {} }]',
    '{"lines":[{"sku":"a \\"b\\""},{}]}',
  ],
  [
    '{ lines: [{}, {}] }',
    ', replacements: [{ target: "$.lines[*]", targetSelectorType: jsonpath, value: 1 }]',
    '{"lines":[1,1]}',
  ],
  ['{ a: 1 }', ', replacements: [{ target: "", value: $inputs.lines }]', '[{"sku":"x"}]'],
];

test('payloads are sent with their expressions and replacements', async () => {
  const steps = PAYLOADS.map(
    ([payload, more], index) =>
      `      - { stepId: add-${index}, operationId: addOrder, requestBody: { payload: ${payload}${more} }, successCriteria: [{ condition: 'true' }] }`,
  );
  const { url, asked } = await serveUntilEnd(() => [201, {}]);
  const flow = head(`  - workflowId: flow${INPUTS}\n    steps:\n${steps.join('\n')}`);
  await runText(flow, { url, auth: { authorization: 'Bearer x' } });
  expect(asked.slice(-PAYLOADS.length).map(({ body }) => body)).toEqual(PAYLOADS.map(([, , body]) => body));
});

test.each([
  ['{ payload: { a: 1 }, replacements: [{ target: /b/c, value: 1 }] }', 'the payload has no place for the target /b/c'],
  ["{ payload: '{$inputs.none} {$inputs.sku}' }", '$inputs.none has no value'],
  ['{ payload: {}, contentType: image/png }', 'the payload cannot be written as image/png'],
])('the body %s cannot be sent', async (body, reason) => {
  const step = `[{ stepId: add, operationId: addOrder, requestBody: ${body} }]`;
  const { url, asked } = await serveUntilEnd(() => [201, {}]);
  const flow = head(`  - workflowId: flow${INPUTS}\n    steps: ${step}`);
  const { workflows } = await runText(flow, { url, auth: { authorization: 'Bearer x' } });
  expect(workflows).toMatchObject([{ result: 'not run', requests: 0, reason: expect.stringContaining(reason) }]);
  expect(asked.length).toBeLessThanOrEqual(2);
});

test('parameters and actions of a step override those of its workflow', async () => {
  const flow = head(`
  - workflowId: flow
    parameters: [{ name: state, in: query, value: outer }, { name: X-Trace, in: header, value: outer }]
    failureActions: [{ name: again, type: retry, retryLimit: 3 }]
    steps:
      - stepId: one
        operationId: listOrders
        parameters: [{ name: state, in: query, value: inner }]
        onFailure: [{ name: again, type: goto, stepId: two }]
      - { stepId: two, operationId: listOrders }
`);
  const replies: Replied[] = [[200, []], [503], [200, []]];
  const { url, asked } = await serveUntilEnd(() => replies.shift() ?? [200, []]);
  const { workflows } = await runText(flow, { url });
  expect(workflows).toMatchObject([{ result: 'succeeded', requests: 2 }]);
  const sent = asked.slice(1).map(({ path, headers }) => [path, headers['x-trace']]);
  expect(sent).toEqual([
    ['/v1/orders?state=inner', 'outer'],
    ['/v1/orders?state=outer', 'outer'],
  ]);
});

test('an action that a step overrides is not taken, even if the criteria of the step do not hold', async () => {
  const flow = head(`
  - workflowId: flow
    failureActions: [{ name: again, type: retry }]
    steps:
      - stepId: one
        operationId: listOrders
        onFailure: [{ name: again, type: retry, criteria: [{ condition: $statusCode == 429 }] }]
`);
  let count = 0;
  const { url } = await serveUntilEnd(() => (count++ === 1 ? [503] : [200, []]));
  expect((await runText(flow, { url })).workflows).toMatchObject([{ result: 'failed', requests: 1 }]);
});

test('each step has its own retries', async () => {
  const flow = head(`
  - workflowId: flow
    failureActions: [{ name: again, type: retry }]
    steps:
      - { stepId: one, operationId: listOrders }
      - { stepId: two, operationId: listOrders, onSuccess: [{ name: on, type: goto, stepId: four }] }
      - { stepId: three, operationId: listOrders }
      - { stepId: four, operationId: listOrders }
`);
  let count = 0;
  // The first request finds out whether anything responds.
  const { url } = await serveUntilEnd(() => (count++ % 2 === 1 ? [503] : [200, []]));
  expect((await runText(flow, { url })).workflows).toMatchObject([{ result: 'succeeded', requests: 6 }]);
});

test('a retry has the Idempotency-Key that the step names', async () => {
  const flow = head(`
  - workflowId: flow
    steps:
      - stepId: one
        operationId: listOrders
        parameters: [{ name: Idempotency-Key, in: header, value: key-1 }]
        onFailure: [{ name: again, type: retry }]
`);
  const replies: Replied[] = [[200, []], [503], [200, []]];
  const { url, asked } = await serveUntilEnd(() => replies.shift() ?? [200, []]);
  await runText(flow, { url });
  expect(asked.slice(1).map(({ headers }) => headers['idempotency-key'])).toEqual(['key-1', 'key-1']);
});

test('a body that is not JSON is a text, and its headers are read in any case', async () => {
  const flow = head(`
  - workflowId: flow
    steps:
      - stepId: one
        operationId: listOrders
        successCriteria:
          - condition: $response.body == '"plain"' && $response.header.x-a == 'b' && $url != null
`);
  const { url } = await serveUntilEnd(() => [200, 'plain', { 'content-type': 'text/plain', 'X-A': 'b' }]);
  expect((await runText(flow, { url })).workflows).toMatchObject([{ result: 'succeeded' }]);
});

test('--reset runs before each workflow', async () => {
  const one = (id: string): string => `  - { workflowId: ${id}, steps: [{ stepId: one, operationId: listOrders }] }`;
  const { url, asked } = await serveUntilEnd(({ path }) => (path === '/v1/reset' ? [204] : [200, []]));
  await runText(head(`${one('first')}\n${one('second')}`), { url, reset: ['POST /reset'] });
  const paths = asked.map(({ path }) => path.slice('/v1'.length));
  expect(paths.slice(1, 5)).toEqual(['/reset', '/orders', '/reset', '/orders']);
});

test('the fingerprint of a failure tells steps apart that differ in a digit', async () => {
  const flow = (status: string): string =>
    head(`
  - workflowId: flow
    steps:
      - { stepId: step-1, operationId: listOrders, successCriteria: [{ condition: $statusCode == ${status} }] }
      - { stepId: step-2, operationId: listOrders, successCriteria: [{ condition: $statusCode == 999 }] }
`);
  const { url } = await serveUntilEnd(() => [200, []]);
  const prints: (string | undefined)[] = [];
  for (const status of ['200', '999', '999'])
    prints.push((await runText(flow(status), { url })).findings[0]?.fingerprint);
  expect(prints[1]).toBe(prints[2]);
  expect(prints[0]).not.toBe(prints[1]);
});
