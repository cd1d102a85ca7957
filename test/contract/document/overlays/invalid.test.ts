import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleContract } from '../../../../src/contract/document/bundle.ts';
import { createFolder, type Folder, PETS } from '../../command.ts';

let folder: Folder;
beforeAll(async () => {
  folder = await createFolder();
  await folder.write({ 'pets.yaml': PETS, 'folder/openapi.yaml': PETS });
});
afterAll(() => folder.remove());

async function failure(name: string, text?: string): Promise<string> {
  if (text !== undefined) await folder.write({ [name]: text });
  const overlays = [join(folder.path, name)];
  const thrown: unknown = await bundleContract(join(folder.path, 'pets.yaml'), { overlays }).catch((error) => error);
  if (!(thrown instanceof Error)) throw new Error('Nothing failed.');
  return thrown.message.replaceAll(`${relative(process.cwd(), folder.path)}/`, '').replaceAll(`${folder.path}/`, '');
}

const INFO = "info: { title: A, version: '1' }\n";
const ACTIONS = 'actions: [{ target: $, update: {} }]\n';
const valid = `overlay: 1.0.0\n${INFO}${ACTIONS}`;
const action = (text: string, version = '1.1.0'): string => `overlay: ${version}\n${INFO}actions:\n  - ${text}\n`;

test.each<[text: string, message: string]>([
  ['', 'o.yaml:1:1: Not an overlay. Write an object with the member "overlay".'],
  ['[]', 'o.yaml:1:1: Not an overlay. Write an object with the member "overlay".'],
  [PETS, 'o.yaml:1:1: Not an overlay. The member "overlay" is missing. Write "overlay: 1.1.0".'],
  ['overlay: [\n', 'o.yaml:2:1: Invalid YAML or JSON: '],
  [valid.replace('1.0.0', '2.0.0'), 'o.yaml:1:10: Version "2.0.0" is not supported. Use Overlay 1.0 or 1.1: "1.1.0".'],
  [valid.replace('1.0.0', '1.2.0'), 'o.yaml:1:10: Version "1.2.0" is not supported. Use Overlay 1.0 or 1.1: "1.1.0".'],
  [valid.replace('1.0.0', '"1.0"'), 'o.yaml:1:10: Version "1.0" is incomplete. Write "1.0.0".'],
  [valid.replace('1.0.0', '1.0'), 'o.yaml:1:10: The version must be a string. Write it in quotes: "1.1.0".'],
  [`overlay: 1.0.0\n${ACTIONS}`, 'o.yaml:1:1: The member "info" is missing. Add it.'],
  [`overlay: 1.0.0\n${INFO}`, 'o.yaml:1:1: The member "actions" is missing. Add it.'],
  [`overlay: 1.0.0\ninfo: { title: A }\n${ACTIONS}`, 'o.yaml:2:1: The member "version" is missing. Add it.'],
  [valid.replace("'1'", '1'), 'o.yaml:2:28: "version" must be a string, not a number.'],
  [`overlay: 1.0.0\ninfo: A\n${ACTIONS}`, 'o.yaml:2:7: "info" must be an object, not a string.'],
  [`overlay: 1.0.0\n${INFO}actions: []\n`, 'o.yaml:3:1: "actions" is empty. Add an action.'],
  [`overlay: 1.0.0\n${INFO}actions: {}\n`, 'o.yaml:3:10: "actions" must be a list, not an object.'],
  [`${valid}extend: a.yaml\n`, 'o.yaml:4:1: Unknown member "extend". Did you mean "extends"?'],
  [`${valid}whatever: 1\n`, 'o.yaml:4:1: Unknown member "whatever". Remove it, or begin it with "x-".'],
  [`${valid}extends: 1\n`, 'o.yaml:4:10: "extends" must be a string, not a number.'],
  [action('text'), 'o.yaml:4:5: An action must be an object, not a string.'],
  [action('{ update: {} }'), 'o.yaml:4:5: The member "target" is missing. Add it.'],
  [action('{ target: 1, remove: true }'), 'o.yaml:4:15: "target" must be a string, not a number.'],
  [action('{ target: $, remove: null }'), 'o.yaml:4:26: "remove" must be true or false, not null.'],
  [action('{ target: $, updat: {} }'), 'o.yaml:4:18: Unknown member "updat". Did you mean "update"?'],
  [
    action('{ target: info, remove: true }'),
    "o.yaml:4:15: \"target\" is not a JSONPath of RFC 9535: expected '$', found 'i' at character 1.",
  ],
  [
    action("{ target: '$[?nope(@.a)]', remove: true }"),
    'o.yaml:4:15: "target" is not a JSONPath of RFC 9535: no such function \'nope\' at character 4.',
  ],
  [
    action('{ target: $.info, copy: $.. }'),
    'o.yaml:4:29: "copy" is not a JSONPath of RFC 9535: bald descendant segment at character 4.',
  ],
  [action('{ target: $, copy: $.info }', '1.0.0'), 'o.yaml:4:18: "copy" needs Overlay 1.1. Write "overlay: 1.1.0".'],
  [
    action('{ target: $, copy: $.info, update: {} }'),
    'o.yaml:4:18: "copy" and "update" exclude each other. Remove one of them.',
  ],
])('%j is an error with its place', async (text, message) => {
  expect((await failure('o.yaml', text)).slice(0, message.length)).toBe(message);
});

test('every fault of an overlay is reported', async () => {
  const faults = await failure('o.yaml', `overlay: 3\nactions: [{}, 1]\n`);
  expect(faults.split('\n')).toHaveLength(4);
});

test('an overlay in JSON has places too', async () => {
  const text = JSON.stringify(
    { overlay: '1.1.0', info: { title: 'A', version: '1' }, actions: [{ target: 'a' }] },
    null,
    1,
  );
  expect(await failure('o.json', text)).toBe(
    "o.json:9:14: \"target\" is not a JSONPath of RFC 9535: expected '$', found 'a' at character 1.",
  );
});

test('an overlay that cannot be read is an error', async () => {
  expect(await failure('none.yaml')).toBe('none.yaml does not exist.');
  expect(await failure('folder')).toBe('folder is a folder, not an overlay. Pass the file of an overlay.');
});
