import { expect, test } from 'vitest';
import { ContractError } from '../../../../src/contract/document/document.ts';
import { loadText } from './loaded.ts';

const head = (steps: string, more = ''): string => `arazzo: 1.0.1
info: { title: Orders, version: 1.0.0 }
sourceDescriptions:
  - { name: shop, url: ./shop.json, type: openapi }
workflows:
  - workflowId: flow
    steps:
${steps}${more}`;
const LIST = '      - { stepId: list, operationId: listOrders }\n';

async function faultsOf(text: string): Promise<string[]> {
  const error: unknown = await loadText(text).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ContractError)) throw error ?? new Error('The document is valid.');
  return error.message.split('\n').map((line) => line.replace(/^.*flow\.yaml:/, ''));
}

/** Each with line, column, what is wrong, and how to fix it. */
test.each<[string, string[]]>([
  ['openapi: 3.1.0', ['1:1: Not an Arazzo document. The member "arazzo" is missing. Use Arazzo 1.0 or 1.1: "1.0.1".']],
  ['arazzo: 2.0.0', ['1:1: Version "2.0.0" is not supported. Use Arazzo 1.0 or 1.1: "1.0.1".']],
  ['arazzo: 1.0', ['1:1: The version of "arazzo" must be a string: "1.0.1".']],
  [head(LIST).replace(', version: 1.0.0', ''), ['2:1: The member "version" is missing. Add it.']],
  [
    head(LIST).replace('steps:', 'stebs:'),
    ['6:5: The member "steps" is missing. Add it.', '7:5: Unknown member "stebs". Did you mean "steps"?'],
  ],
  [
    head('      - { stepId: a, operationId: listOrder }'),
    ['8:35: There is no operation "listOrder". Did you mean "listOrders"?'],
  ],
  [
    head("      - { stepId: a, operationPath: '{$sourceDescriptions.shop.url}#/paths/~1pets/get' }"),
    [
      '8:37: There is no operation at #/paths/~1pets/get. Write it as {$sourceDescriptions.NAME.url}#/paths/~1pets/get.',
    ],
  ],
  [
    head('      - { stepId: a, operationId: $sourceDescriptions.shoq.listOrders }'),
    ['8:35: There is no source description "shoq". Did you mean "shop"?'],
  ],
  [
    head('      - { stepId: a, operationId: listOrders, operationPath: x }'),
    ['8:9: A step must have one of "operationId", "operationPath" and "workflowId", not 2.'],
  ],
  [head(LIST + LIST), ['9:19: There are two steps "list". Rename one of them.']],
  [
    head(LIST, '  - workflowId: flow\n    steps: [{ stepId: a, operationId: listOrders }]'),
    ['9:17: There are two workflows "flow". Rename one of them.'],
  ],
  [head('      - { stepId: a, workflowId: flom }'), ['8:34: There is no workflow "flom". Did you mean "flow"?']],
  [
    head('      - { stepId: a, workflowId: flow }'),
    ['8:34: The workflows "flow" need each other. Remove one "dependsOn" or call.'],
  ],
  [
    head(
      LIST,
      '    dependsOn: [two]\n  - { workflowId: two, dependsOn: [flow], steps: [{ stepId: a, operationId: listOrders }] }',
    ),
    ['10:36: The workflows "flow", "two" need each other. Remove one "dependsOn" or call.'],
  ],
  [
    head('      - { stepId: a, operationId: listOrders, onSuccess: [{ name: on, type: goto, stepId: a }] }'),
    [
      '8:9: The workflow never ends after the step "a": its goto actions lead in a circle. Add an action with "type: end", or a criterion.',
    ],
  ],
  [
    head('      - { stepId: a, operationId: listOrders, onSuccess: [{ name: on, type: goto, stepId: b }] }'),
    ['8:59: The workflow has no step "b". Correct the stepId.'],
  ],
  [
    head('      - { stepId: a, operationId: listOrders, onFailure: [{ name: on, type: goto }] }'),
    ['8:59: The action "on" needs either "stepId" or "workflowId". Add one.'],
  ],
  [
    head(
      '      - { stepId: a, operationId: listOrders, parameters: [{ reference: $components.parameters.page }] }',
      'components: { parameters: { pages: { name: p, in: query, value: 1 } } }'.replace(/^/, '\n'),
    ),
    ['8:73: There is no component $components.parameters.page. Did you mean "$components.parameters.pages"?'],
  ],
  [
    head('      - { stepId: a, operationId: listOrders, parameters: [{ name: state, value: 1 }] }'),
    ['8:60: The parameter "state" of an operation needs "in". Add it.'],
  ],
  [
    head("      - { stepId: a, operationId: listOrders, successCriteria: [{ condition: '$statusCode = 200' }] }"),
    ['8:78: Invalid condition: "= 200" is no value and no operator.'],
  ],
  [
    head("      - { stepId: a, operationId: listOrders, successCriteria: [{ condition: '$status == 200' }] }"),
    ['8:78: $status: this is no expression.'],
  ],
  [
    head(
      "      - { stepId: a, operationId: listOrders, successCriteria: [{ context: $response.body, condition: '$[?', type: jsonpath }] }",
    ),
    ['8:103: "$[?" is not a JSONPath of RFC 9535: '],
  ],
  [
    head(
      "      - { stepId: a, operationId: listOrders, successCriteria: [{ context: $response.body, condition: '(', type: regex }] }",
    ),
    ['8:103: "(" is not a regular expression: '],
  ],
  [
    head("      - { stepId: a, operationId: listOrders, successCriteria: [{ condition: '^2', type: regex }] }"),
    ['8:65: A condition of the type regex needs "context". Add it.'],
  ],
  [
    head('      - { stepId: a, operationId: listOrders, outputs: { a: $response.boddy } }'),
    ['8:61: $response.boddy: use body, body#/pointer, header.NAME, query.NAME or path.NAME.'],
  ],
  [
    head('      - { stepId: a, operationId: listOrders, outputs: { a: $steps.b.outputs.x } }'),
    ['8:61: $steps.b.outputs.x: the workflow has no step "b".'],
  ],
  [
    head('      - { stepId: a, operationId: listOrders, outputs: { a: $workflows.b.outputs.x } }'),
    ['8:61: $workflows.b.outputs.x: there is no workflow "b".'],
  ],
  [
    head(LIST).replace('./shop.json', './other.json').replace('name: shop', 'name: other'),
    ['4:25: No source description is the verified document, '],
  ],
])('invalid document %#', async (text, expected) => {
  const faults = await faultsOf(text);
  expect(faults.map((fault, index) => fault.slice(0, expected[index]?.length))).toEqual(expected);
});

test('all errors are reported at once', async () => {
  expect(
    await faultsOf(head('      - { stepId: a, operationId: x }\n      - { stepId: a, operationId: y }')),
  ).toHaveLength(3);
});

test.each([
  ['the title', 'name: SHOP, url: https://a.example/x.yaml'],
  ['the file name', 'name: other, url: https://a.example/shop.json'],
  ['the path', 'name: other, url: ./shop.json'],
])('a source is the verified document by %s', async (_, source) => {
  const { workflows } = await loadText(head(LIST).replace('name: shop, url: ./shop.json', source));
  expect(workflows.description.verified.size).toBe(1);
});

test('JSON is read as YAML is', async () => {
  const text = JSON.stringify({
    ...{
      arazzo: '1.0.0',
      info: { title: 'O', version: '1' },
      sourceDescriptions: [{ name: 'shop', url: 'shop.json' }],
    },
    workflows: [{ workflowId: 'a', steps: [{ stepId: 'b', operationId: 'listOrders' }] }],
  });
  expect((await loadText(text)).workflows.obstacles.size).toBe(0);
});
