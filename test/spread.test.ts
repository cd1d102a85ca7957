import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

const SRC = new URL('../src/', import.meta.url);

/**
 * Spreads into the arguments of a call, each with the reason why no caller and no backlog chooses how many there are. An
 * argument takes room on the stack, so that a list of about 120,000 items ends in a RangeError.
 */
const ALLOWED: Record<string, string> = {
  "api/demo/browser/demo.js: place('call').replaceChildren(...)": 'the rows of the page about a call, a fixed list',
  'api/demo/browser/element.js: made.append(...)': 'children that the page names one by one',
  'api/demo/browser/view.js: rejection.replaceChildren(...)': 'at most three elements',
  'api/demo/browser/view.js: avatar.replaceChildren(...)': 'at most one element',
  'api/demo/browser/view.js: start.replaceChildren(...)': 'at most one element',
  'api/sessions/dispatch.ts: Math.min(...)': 'the three texts of an agent',
  'contract/mock/examples.ts: Math.min(...)': 'the statuses that an operation declares',
  'contract/build/check-schemas.ts: faults.push(...)': 'one fault for each place of one schema of the contract',
  'contract/build/module.ts: Function(...)': 'the imports of a generated module',
  'contract/build/module.ts: run(...)': 'the imports of a generated module',
  'contract/build/readings.ts: found.types.push(...)': 'the types of a schema, of which JSON Schema has seven',
  'contract/build/readings.ts: found.prefixItems.push(...)': 'the items of a tuple in the contract',
  'contract/build/shapes.ts: others.push(...)': 'schemas of the contract',
  'contract/build/validators.ts: subschema(...)': 'the arguments of the call',
  'contract/verify/report.ts: suites.push(...)': 'one line for each operation of the contract',
  'contract/verify/state/pages.ts: Math.min(...)': 'the page sizes that the contract allows or suggests',
  'contract/verify/state/pages.ts: Math.max(...)': 'the page sizes that the contract allows or suggests',
  'contract/cli/arguments.ts: Object.assign(...)': 'one object for each verb',
  'contract/cli/help.ts: Math.max(...)': 'the options of a verb',
  'contract/cli/verify-options.ts: read.schemeAuth[scheme] grows by copying': 'options of a command line',
  'contract/serve/forms.ts: String.fromCharCode(...)': 'bytes in pieces of 8192',
  'contract/serve/routes.ts: values.push(...)': 'the groups of a pattern in a templated path',
  'contract/verify/coverage/middleware.ts: (write as (...args: unknown[]) => boolean)(...)':
    'the arguments of the call',
  'contract/verify/coverage/middleware.ts: (end as (...args: unknown[]) => ServerResponse)(...)':
    'the arguments of the call',
  'contract/verify/coverage/middleware.ts: (writeHead as (...args: unknown[]) => ServerResponse)(...)':
    'the arguments of the call',
  'contract/verify/coverage/table.ts: Math.max(...)': 'one row for each operation of the contract',
  'contract/verify/report.ts: lines.push(...)': 'lines of a report, which are bounded by the findings of a run',
  'contract/verify/report.ts: Math.max(...)': 'names of counts',
  'contract/verify/write-request.ts: Object.assign(...)': 'security schemes of the contract',
  'contract/verify/state/links.ts: parts.headers grows by copying': 'parameters of an operation',
  'contract/verify/state/links.ts: parts.cookies grows by copying': 'parameters of an operation',
  'contract/verify/values/constraints.ts: list.push(...)': 'constraints of one schema of the contract',
  'platform/database/sqlite-driver.ts: statement.all(...)':
    'parameters of a query, of which SQLite takes at most 32,766',
  'platform/database/sqlite-driver.ts: statement.run(...)':
    'parameters of a query, of which SQLite takes at most 32,766',
};

/** Every spread into arguments, and every list or object that is copied to grow, as `file: what`. */
function findSpreads(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isSpreadElement(node) && isArgument(node.parent)) {
      found.push(`${file}: ${node.parent.expression.getText(source)}(...)`);
    }
    if ((ts.isSpreadElement(node) || ts.isSpreadAssignment(node)) && growsItself(node)) {
      found.push(`${file}: ${node.expression.getText(source)} grows by copying`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...new Set(found)];
}

function isArgument(parent: ts.Node): parent is ts.CallExpression | ts.NewExpression {
  return ts.isCallExpression(parent) || ts.isNewExpression(parent);
}

/** `list = [...list, item]`, and `map.set(key, [...(map.get(key) ?? []), item])`: a list of n items costs n² that way. */
function growsItself({ expression, parent }: ts.SpreadElement | ts.SpreadAssignment): boolean {
  const outer = parent.parent;
  if (ts.isBinaryExpression(outer) && outer.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    return outer.right === parent && outer.left.getText() === expression.getText();
  }
  if (!ts.isCallExpression(outer) || !ts.isPropertyAccessExpression(outer.expression)) return false;
  const { name, expression: map } = outer.expression;
  return name.text === 'set' && expression.getText().includes(`${map.getText()}.get(`);
}

const files = readdirSync(SRC, { encoding: 'utf8', recursive: true }).filter((file) => /\.(ts|js)$/.test(file));

test('no list whose length a caller chooses is spread into arguments', () => {
  const found = files.toSorted().flatMap((file) => findSpreads(file, readFileSync(new URL(file, SRC), 'utf8')));
  expect(found.filter((one) => !Object.hasOwn(ALLOWED, one))).toEqual([]);
  expect(Object.keys(ALLOWED).filter((one) => !found.includes(one))).toEqual([]);
});

test.each([
  ['Math.max(...list)', 'Math.max(...)'],
  ['Object.assign({}, ...list)', 'Object.assign(...)'],
  ['all.push(...list)', 'all.push(...)'],
  ['new Thing(1, ...list)', 'Thing(...)'],
  ['list = [...list, 1]', 'list grows by copying'],
  ['all = { ...all, a: 1 }', 'all grows by copying'],
  ['map.set(key, [...(map.get(key) ?? []), 1])', '(map.get(key) ?? []) grows by copying'],
])('the check finds %s', (text, found) => {
  expect(findSpreads('a.ts', text)).toEqual([`a.ts: ${found}`]);
});

test.each(['[...one, ...other]', '({ ...one, a: 1 })', 'function f(...list) {}', 'list = [...other, 1]'])(
  'the check passes %s',
  (text) => {
    expect(findSpreads('a.ts', text)).toEqual([]);
  },
);
