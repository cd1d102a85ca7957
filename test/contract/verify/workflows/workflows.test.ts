import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serveUntilEnd } from '../strangers.ts';
import { runText } from './loaded.ts';
import { createShop, SHOP, type ShopDefect } from './shop.ts';

const ORDER = await readFile(join(import.meta.dirname, 'order.arazzo.yaml'), 'utf8');

const run = async (...defects: ShopDefect[]) => {
  const { url, asked } = await serveUntilEnd(createShop(...defects));
  // The step "create" has a token of its own.
  const auth = { authorization: 'Bearer of-the-run' };
  return { result: await runText(ORDER, { url, auth }), asked };
};

test('workflows run on an intact server without findings, each after those that it depends on', async () => {
  const { result, asked } = await run();
  expect(result).toMatchObject({ findings: [], untried: [] });
  expect(result.workflows).toEqual([
    { workflowId: 'log-in', requests: 1, result: 'succeeded' },
    // "pay" runs where it is called, and its last step four times.
    { workflowId: 'order', requests: 8, result: 'succeeded' },
  ]);
  // The first request finds out whether anything responds.
  const [, login, create, find] = asked;
  expect([login?.path, login?.body]).toEqual(['/v1/login', 'user=ann&password=pass%20word%261']);
  expect(create?.headers.authorization).toBe('Bearer t-12345678');
  const lines = [
    { sku: 'a', size: 'S' },
    { sku: 'b', size: 'XL' },
  ];
  // "note" is unique, but the workflow names its value.
  expect(JSON.parse(create?.body ?? '')).toEqual({ sku: 's-1', quantity: 3, note: 'mine', lines });
  expect([find?.path, find?.headers['x-trace'], find?.headers.cookie]).toEqual([
    ...['/v1/orders?state=new', 'trace-s-1', 'lang=en'],
  ]);
});

test('requests of workflows are cases of the run and count toward coverage', async () => {
  const { result } = await run();
  expect(result.cases).toBe(9);
  expect(result.counts.getOrder).toEqual({ workflows: 4 });
  expect(result.notTried.map(({ operationId }) => operationId)).toEqual(['changeOrder']);
  expect(result.coverage.shares.status?.covered).toBeGreaterThan(5);
});

/** Each with the operation and the sentence of the finding. */
test.each<[ShopDefect, string, string]>([
  [
    'forgets the quantity',
    'addOrder',
    '"create" of the workflow "order" failed: "$statusCode == 201 && $response.body#/quantity == $inputs.quantity" does not hold: $statusCode is 201, $response.body#/quantity has no value',
  ],
  [
    'returns no id',
    'listOrders',
    '"find" of the workflow "order" failed: ""id":"{$steps.create.outputs.id}"" does not hold: $steps.create.outputs.id has no value',
  ],
  [
    'never pays',
    'getOrder',
    `"pay" → "wait" of the workflow "order" failed: "$response.body#/state == 'paid'" does not hold: $response.body#/state is "paying"`,
  ],
  [
    'keeps removed orders',
    'getOrder',
    '"read-removed" of the workflow "order" failed: "$statusCode == 404" does not hold: $statusCode is 200',
  ],
  ['rejects the token', 'addOrder', '"create" of the workflow "order" failed: "$statusCode == 201'],
])('a server that %s fails at the step that shows it', async (defect, operationId, message) => {
  const { result } = await run(defect);
  const own = result.findings.filter(({ check }) => check === 'workflow_succeeds');
  expect(own).toMatchObject([{ operationId, message: expect.stringContaining(message) }]);
  expect(own[0]?.message).toMatch(/flow\.yaml:\d+:\d+\)\.$/);
  expect(result.workflows).toMatchObject([{ result: 'succeeded' }, { workflowId: 'order', result: 'failed' }]);
});

test('a finding has the request of the step, its response and the requests before it', async () => {
  const { result } = await run('keeps removed orders');
  const [found] = result.findings;
  expect(found).toMatchObject({
    status: 200,
    request: { method: 'GET' },
    response: { text: expect.stringContaining('s-1') },
  });
  const methods = found?.steps?.map(({ method }) => method);
  expect(methods).toEqual(['POST', 'GET', 'POST', 'GET', 'GET', 'GET', 'DELETE']);
});

test('each response of a workflow is checked against its schema', async () => {
  const { result } = await run('returns a number as sku');
  const checks = result.findings.map(({ check, operationId }) => `${operationId} ${check}`);
  expect(checks).toEqual(['addOrder response_schema_conformance']);
});

const head = (workflows: string): string => `arazzo: 1.1.0
info: { title: Orders, version: 1.0.0 }
sourceDescriptions: [{ name: shop, url: ./shop.json, type: openapi }]
workflows:
${workflows}`;

describe('actions', () => {
  const FLOW = head(`
  - workflowId: flow
    steps:
      - { stepId: first, operationId: listOrders, ACTIONS }
      - { stepId: second, operationId: listOrders }
      - { stepId: third, operationId: listOrders, parameters: [{ name: state, in: query, value: third }] }
`);

  const OTHER = `  - workflowId: other
    inputs: { properties: { state: { type: string } } }
    steps:
      - { stepId: only, operationId: listOrders, parameters: [{ name: state, in: query, value: $inputs.state }] }
`;

  /** The responses in turn, the last one again and again. */
  const act = async (actions: string, statuses: [number, Record<string, string>?][], more = '') => {
    let next = 0;
    const { url, asked } = await serveUntilEnd(() => {
      const [status, headers = {}] = statuses[Math.min(next++, statuses.length - 1)] ?? [200];
      return [status, status === 200 ? [] : undefined, headers];
    });
    const result = await runText(FLOW.replace('ACTIONS', actions) + more, { url, off: ['status_code_conformance'] });
    return {
      ...result.workflows?.[0],
      paths: asked.slice(1).map(({ path }) => path.slice('/v1/orders'.length)),
    };
  };
  const BUSY: [number] = [503];
  const FINE: [number] = [200];

  test('goto continues at a step, whose path decides the result', async () => {
    const ended = await act('onSuccess: [{ name: on, type: goto, stepId: third }]', [FINE]);
    expect(ended).toMatchObject({ result: 'succeeded', paths: ['', '?state=third'] });
  });

  test('goto ends with another workflow and its inputs', async () => {
    const to = 'workflowId: other, parameters: [{ name: state, value: "{$method}-x" }]';
    const ended = await act(`onSuccess: [{ name: on, type: goto, ${to} }]`, [FINE], OTHER);
    expect(ended).toMatchObject({ result: 'succeeded', paths: ['', '?state=GET-x'] });
  });

  test('the first action whose criteria hold is taken', async () => {
    const never = "{ name: no, type: goto, stepId: second, criteria: [{ condition: '$statusCode > 200' }] }";
    const ended = await act(`onSuccess: [${never}, { name: yes, type: end }]`, [FINE]);
    expect(ended).toMatchObject({ result: 'succeeded', paths: [''] });
  });

  test('a step without criteria fails at a status of 400 or more, and ends the workflow', async () => {
    const ended = await act('description: none', [FINE, BUSY]);
    expect(ended).toMatchObject({ result: 'failed', requests: 1, reason: expect.stringContaining('returns 503') });
  });

  test('a failure that goto handles is none', async () => {
    const ended = await act('onFailure: [{ name: on, type: goto, stepId: third }]', [FINE, BUSY, FINE]);
    expect(ended).toMatchObject({ result: 'succeeded', paths: ['', '?state=third'] });
  });

  test('end after a failure is a failure', async () => {
    expect(await act('onFailure: [{ name: on, type: end }]', [FINE, BUSY])).toMatchObject({
      result: 'failed',
      requests: 1,
    });
  });

  test('a retry without a limit is one, and the actions behind it come afterwards', async () => {
    const actions = '[{ name: again, type: retry }, { name: on, type: goto, stepId: third }]';
    const ended = await act(`onFailure: ${actions}`, [FINE, BUSY, BUSY, FINE]);
    expect(ended).toMatchObject({ result: 'succeeded', paths: ['', '', '?state=third'] });
  });

  test('a retry runs the step that it names before', async () => {
    const ended = await act('onFailure: [{ name: again, type: retry, retryLimit: 2, stepId: third }]', [
      FINE,
      BUSY,
      FINE,
      FINE,
    ]);
    expect(ended).toMatchObject({ result: 'succeeded', paths: ['', '?state=third', '', '', '?state=third'] });
  });

  test('Retry-After of the response overrules retryAfter', async () => {
    const start = performance.now();
    const ended = await act('onFailure: [{ name: again, type: retry, retryAfter: 900 }]', [
      FINE,
      [503, { 'retry-after': '0' }],
      FINE,
    ]);
    expect(ended).toMatchObject({ result: 'succeeded', requests: 4 });
    expect(performance.now() - start).toBeLessThan(600_000);
  });

  test('a circle of failures ends after a number of steps', async () => {
    const ended = await act('onFailure: [{ name: on, type: goto, stepId: first }]', [FINE, BUSY]);
    expect(ended).toMatchObject({
      result: 'failed',
      requests: 500,
      reason: expect.stringContaining('lead in a circle'),
    });
  });

  test('a step takes at most its timeout', async () => {
    const { url } = await serveUntilEnd(async () => {
      await new Promise((resolve) => void setTimeout(resolve, 30));
      return [200, []];
    });
    const ended = await runText(FLOW.replace('ACTIONS', 'timeout: 1'), { url });
    expect(ended.findings).toMatchObject([
      { check: 'workflow_succeeds', message: expect.stringContaining('timeout of 1 ms') },
    ]);
  });
});

describe('a workflow that cannot be run is not tried', () => {
  const one = (step: string, more = ''): string =>
    head(`  - { workflowId: flow, steps: [{ stepId: one, ${step} }] ${more} }`);
  const untried = async (text: string, options = {}, others = {}) => {
    const { url } = await serveUntilEnd(() => [200, []]);
    const result = await runText(text, { url, ...options }, others);
    expect(result.workflows?.[0]).toMatchObject({ workflowId: 'flow', result: 'not run', requests: 0 });
    expect(result.findings).toEqual([]);
    return result.untried.find((sentence) => sentence.startsWith('the workflow "flow" was not run: '))?.slice(33) ?? '';
  };

  test('XPath is not supported', async () => {
    const criterion = 'successCriteria: [{ context: $response.body, condition: //a, type: xpath }]';
    expect(await untried(one(`operationId: listOrders, ${criterion}`))).toMatch(
      /flow\.yaml:5:\d+: XPath is not supported\. Use jsonpath or a simple condition\.$/,
    );
  });

  test('older JSONPath is not supported', async () => {
    const type = '{ type: jsonpath, version: draft-goessner-dispatch-jsonpath-00 }';
    const criterion = `successCriteria: [{ context: $response.body, condition: $.a, type: ${type} }]`;
    expect(await untried(one(`operationId: listOrders, ${criterion}`))).toContain('Use rfc9535.');
  });

  test('another API is not verified', async () => {
    const text = one('operationId: $sourceDescriptions.bank.charge').replace(
      'type: openapi }]',
      'type: openapi }, { name: bank, url: ./bank.yaml, type: openapi }]',
    );
    expect(await untried(text)).toMatch(/:5:\d+: "bank" is another API than the verified document$/);
  });

  test('an output that no step has cannot be read', async () => {
    const value = 'parameters: [{ name: id, in: path, value: $steps.one.outputs.id }]';
    expect(await untried(one(`operationId: getOrder, ${value}`))).toMatch(/the step "one" has no output "id"$/);
  });

  test('a path parameter is missing', async () => {
    expect(await untried(one('operationId: getOrder'))).toMatch(/:5:\d+: the step needs the path parameter "id" of/);
  });

  test('a path without a value cannot be sent', async () => {
    const value = 'parameters: [{ name: id, in: path, value: $inputs.id }]';
    expect(await untried(one(`operationId: getOrder, ${value}`))).toContain(
      'request cannot be sent: $inputs.id has no value',
    );
  });

  test('an operation of --skip is not requested', async () => {
    const { plan } = await import('./loaded.ts').then(({ loadText }) => loadText(one('operationId: listOrders')));
    expect(plan.operations.length).toBe(Object.keys(SHOP.paths).length + 3);
    expect(await untried(one('operationId: listOrders'), { operations: ['getOrder'] })).toContain('(--only)');
  });

  test('a workflow that it depends on fails', async () => {
    const broken =
      "{ workflowId: broken, steps: [{ stepId: one, operationId: listOrders, successCriteria: [{ condition: 'false' }] }] }";
    const { url } = await serveUntilEnd(() => [200, []]);
    const result = await runText(`${one('operationId: listOrders', ', dependsOn: [broken]')}\n  - ${broken}`, { url });
    expect(result.workflows).toMatchObject([
      { workflowId: 'broken', result: 'failed' },
      { workflowId: 'flow', result: 'not run', reason: '"broken", which it depends on, did not succeed' },
    ]);
  });

  test('the time is over', async () => {
    const { url } = await serveUntilEnd(() => [200, []]);
    const result = await runText(one('operationId: listOrders'), { url, timeMs: 0 });
    expect(result.untried).toContain('the workflow "flow" was not run: the time limit was reached');
  });
});

test('a workflow of another document is called, with its outputs', async () => {
  const main = head(`
  - workflowId: flow
    steps:
      - { stepId: call, workflowId: $sourceDescriptions.more.listed, outputs: { size: $outputs.size } }
      - stepId: after
        operationId: listOrders
        parameters: [{ name: state, in: query, value: 'size-{$steps.call.outputs.size}' }]
`).replace('type: openapi }]', 'type: openapi }, { name: more, url: ./more.yaml, type: arazzo }]');
  const more = head(`
  - workflowId: listed
    steps:
      - { stepId: list, operationId: listOrders, outputs: { size: $response.body#/0/quantity } }
    outputs: { size: $steps.list.outputs.size }
`);
  const { url, asked } = await serveUntilEnd(() => [200, [{ quantity: 4 }]]);
  const result = await runText(main, { url }, { 'more.yaml': more });
  expect(result.workflows).toEqual([{ workflowId: 'flow', requests: 2, result: 'succeeded' }]);
  expect(asked.at(-1)?.path).toBe('/v1/orders?state=size-4');
});

test('selectors of Arazzo 1.1 take parts of values', async () => {
  const selector = '{ context: $response.body, selector: "$[?@.quantity > 1].sku", type: jsonpath }';
  const pointer = '{ context: $response.body, selector: /0/quantity, type: jsonpointer }';
  const text = head(`
  - workflowId: flow
    steps:
      - { stepId: list, operationId: listOrders, outputs: { sku: ${selector}, quantity: ${pointer} } }
      - stepId: after
        operationId: listOrders
        parameters: [{ name: state, in: query, value: '{$steps.list.outputs.sku}-{$steps.list.outputs.quantity}' }]
`);
  const { url, asked } = await serveUntilEnd(() => [200, [{ quantity: 1 }, { sku: 'second', quantity: 2 }]]);
  await runText(text, { url });
  expect(asked.at(-1)?.path).toBe('/v1/orders?state=second-1');
});

test('inputs that are given replace those that are made', async () => {
  const text = head(`
  - workflowId: flow
    inputs: { required: [state], properties: { state: { enum: [made] }, more: { type: string } } }
    steps:
      - stepId: list
        operationId: listOrders
        parameters:
          - { name: state, in: query, value: $inputs.state }
          - { name: more, in: query, value: $inputs.more }
`);
  const { url, asked } = await serveUntilEnd(() => [200, []]);
  const { loadText } = await import('./loaded.ts');
  const { workflows } = await loadText(text);
  await runText(text, { url });
  expect(asked.at(-1)?.path).toMatch(/^\/v1\/orders\?state=made&more=\w+$/);
  await runText(text, { url, workflows: { ...workflows, inputs: { flow: {} } } });
  expect(asked.at(-1)?.path).toBe('/v1/orders?state=made');
  await runText(text, { url, workflows: { ...workflows, inputs: { flow: { state: 'x', more: [1, 2] } } } });
  expect(asked.at(-1)?.path).toBe('/v1/orders?state=x&more=1&more=2');
});
