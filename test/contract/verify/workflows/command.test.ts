import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFolder, expectNoStack, type Folder } from '../../command.ts';
import { serveUntilEnd } from '../strangers.ts';
import { createShop, SHOP, type ShopDefect } from './shop.ts';

const ORDER = await readFile(join(import.meta.dirname, 'order.arazzo.yaml'), 'utf8');
const PASSWORD = 'pass word&1';
const FLOW = ORDER.replace("examples: ['pass word&1']", 'minLength: 2');
const INPUTS_FILE = `log-in: { password: '${PASSWORD}' }\norder: { sku: s-1, quantity: 2, size: XL }\n`;

let folder: Folder;
beforeAll(async () => {
  folder = await createFolder();
  await folder.write({
    'shop.json': JSON.stringify(SHOP),
    'flow.yaml': FLOW,
    'inputs.yaml': INPUTS_FILE,
    'variable.yaml': `log-in: { password: '$\{SHOP_NO_PASSWORD}' }\n`,
    'unknown.yaml': 'log-on: {}\n',
    'other.yaml': 'order: { skew: a }\n',
    'wrong.yaml': 'order:\n  quantity: two\n',
  });
});
afterAll(() => folder.remove());

const verify = async (url: string, ...more: string[]) =>
  folder.run(['verify', 'shop.json', '--url', url, '--workflows', 'flow.yaml', '--only', 'workflows', ...more]);

const serve = async (...defects: ShopDefect[]) => (await serveUntilEnd(createShop(...defects))).url;

const INPUTS = ['--inputs', 'inputs.yaml'];

test('verify reports each workflow', async () => {
  const { code, out, err } = await verify(await serve(), ...INPUTS);
  // Lines of progress depend on the speed of the machine.
  expect([code, err.replaceAll(/^\d+ requests in sequences.*\n/gm, '')]).toEqual([0, '']);
  expect(out).toContain('Workflows:\n  ✓ log-in: succeeded, 1 request\n  ✓ order: succeeded, 8 requests\n');
  expect(out).toMatch(/^getOrder +4$/m);
});

test('a finding of a workflow is fixed, still there, or unclear when it is replayed', async () => {
  const { code, out } = await verify(
    await serve('keeps removed orders'),
    ...INPUTS,
    '--findings',
    'found.json',
    '--html',
    'page.html',
  );
  expect(code).toBe(1);
  expect(out).toContain('✗ getOrder: workflow_succeeds');
  const page = await readFile(join(folder.path, 'page.html'), 'utf8');
  expect(page).toContain('workflow_succeeds');
  expect(page).toMatch(/order<\/\w+><td[^>]*>failed<\/td><td[^>]*>8<\/td>/);
  const file = await readFile(join(folder.path, 'found.json'), 'utf8');
  expect(JSON.parse(file)).toMatchObject({ workflows: { document: 'flow.yaml', inputs: 'inputs.yaml' } });
  const replay = async (...defects: ShopDefect[]) => {
    const ended = await folder.run(['replay', 'found.json', '--server', await serve(...defects)]);
    return [ended.code, ended.out.split(',')[0], ended.out.split('\n')[1]];
  };
  expect(await replay()).toEqual([0, '✓ fixed        getOrder: workflow_succeeds', '']);
  const still = expect.stringContaining('the step "read-removed" of the workflow "order" failed');
  expect(await replay('keeps removed orders')).toEqual([1, '✗ still there  getOrder: workflow_succeeds', still]);
  const other = expect.stringContaining('the workflow "order" fails at another place');
  expect(await replay('forgets the quantity')).toEqual([1, '? unclear      getOrder: workflow_succeeds', other]);
  await folder.write({
    'flow.yaml': FLOW.replace('workflowId: order', 'workflowId: orders'),
    'inputs.yaml': INPUTS_FILE.replace('order', 'orders'),
  });
  const lost = await replay();
  await folder.write({ 'flow.yaml': FLOW, 'inputs.yaml': INPUTS_FILE });
  expect(lost).toEqual([1, '? unclear      getOrder: workflow_succeeds', '  flow.yaml has no workflow "order"']);
});

test('a replay that is rejected with 401 says nothing about a finding', async () => {
  await verify(await serve('forgets the quantity'), ...INPUTS, '--findings', 'lost.json');
  const { code, out } = await folder.run(['replay', 'lost.json', '--server', await serve('rejects the token')]);
  expect([code, out.split(',')[0]]).toEqual([1, '? unclear      addOrder: workflow_succeeds']);
  expect(out).toContain('  addOrder returned 401: give the credentials of the run with --auth\n');
});

test.each<[string, string, string, string[]]>([
  ['the token of an earlier response', FLOW, 'Bearer ', ['t-12345678']],
  [
    'a secret input',
    FLOW.replace('$statusCode == 200', '$statusCode == 204'),
    'user=ann',
    [PASSWORD, encodeURIComponent(PASSWORD)],
  ],
])('findings and pages do not have %s', async (_, flow, beside, secrets) => {
  await folder.write({ 'flow.yaml': flow });
  const files = ['--findings', 'found.json', '--html', 'page.html'];
  await verify(await serve('keeps removed orders'), ...INPUTS, ...files);
  await folder.write({ 'flow.yaml': FLOW });
  for (const name of ['found.json', 'page.html']) {
    const text = await readFile(join(folder.path, name), 'utf8');
    expect(text).toContain(beside);
    for (const secret of secrets) expect(text).not.toContain(secret);
  }
});

test('--off switches the check off', async () => {
  const { code, out } = await verify(await serve('keeps removed orders'), ...INPUTS, '--off', 'workflow_succeeds');
  expect([code, out]).toEqual([0, expect.stringContaining('  ✗ order: failed, 8 requests')]);
});

test('other phases run beside workflows', async () => {
  const url = await serve();
  const args = ['--workflows', 'flow.yaml', '--only', 'getOrder', '--only', 'workflows', '--only', 'examples'];
  const { out } = await folder.run(['verify', 'shop.json', '--url', url, ...args, ...INPUTS]);
  expect(out).toMatch(/^operation +workflows +examples$/m);
});

test.each<[string[], string]>([
  [['--inputs', 'inputs.yaml'], '--inputs needs --workflows.'],
  [['--only', 'workflows'], 'The phase "workflows" needs --workflows.'],
  [['--workflows', 'flow.yaml', '--only', 'state'], '--workflows needs the phase "workflows".'],
  [['--workflows', 'none.yaml'], 'none.yaml does not exist.'],
  [['--workflows', 'shop.json'], 'shop.json:1:1: Not an Arazzo document.'],
  [
    ['--workflows', 'flow.yaml', '--inputs', 'unknown.yaml'],
    'unknown.yaml:1:1: There is no workflow "log-on". Did you mean "log-in"?',
  ],
  [
    ['--workflows', 'flow.yaml', '--inputs', 'other.yaml'],
    'other.yaml:1:10: The workflow "order" has no input "skew".',
  ],
  [
    ['--workflows', 'flow.yaml', '--inputs', 'wrong.yaml'],
    'wrong.yaml:2:13: "quantity" does not match its schema in "order".',
  ],
  [
    ['--workflows', 'flow.yaml', '--inputs', 'variable.yaml'],
    'variable.yaml:1:21: The environment has no variable SHOP_NO_PASSWORD.',
  ],
])('%j is a usage error: %s', async (args, message) => {
  const ended = await folder.run(['verify', 'shop.json', '--url', 'http://127.0.0.1:1', ...args]);
  expectNoStack(ended);
  expect([ended.code, ended.out]).toEqual([2, '']);
  expect(ended.err).toContain(message);
});
