import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { buildArtefacts } from '../../../../src/contract/build/build.ts';
import { bundleContract } from '../../../../src/contract/document/bundle.ts';
import { explainFailure } from '../../../../src/contract/document/explain.ts';
import { createFolder, type Folder, HEAD } from '../../command.ts';

let folder: Folder;
beforeAll(async () => {
  folder = await createFolder();
});
afterAll(() => folder.remove());

const DOCUMENT = `${HEAD}tags: [{ name: a }, { name: b }]
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        200:
          description: Pets.
          content:
            application/json:
              schema: { $ref: schemas.yaml#/Pets }
    post:
      operationId: addPet
      responses: { 200: { description: Pet. } }
`;

const OVERLAY = "overlay: 1.1.0\ninfo: { title: Changes, version: '1' }\nactions:\n";

type Found = { error: string; warnings: string[] };

/** What a build of the document with an overlay reports, with paths relative to its folder. */
async function build(actions: string, document = DOCUMENT): Promise<Found> {
  await folder.write({
    'pets.yaml': document,
    'schemas.yaml': 'Pets: { type: array, items: { type: string } }\n',
    'changes.yaml': `${OVERLAY}${actions}`,
  });
  const strip = (text: string): string => text.replaceAll(`${relative(process.cwd(), folder.path)}/`, '');
  const warnings: string[] = [];
  const file = join(folder.path, 'pets.yaml');
  const options = { overlays: [join(folder.path, 'changes.yaml')] };
  const error = await buildArtefacts(file, (line) => warnings.push(strip(line)), options).then(
    () => '',
    async (thrown: unknown) => strip(String(await explainFailure(thrown, file, options))),
  );
  return { error, warnings };
}

describe('an error is at the line', () => {
  test.each<[what: string, actions: string, error: string]>([
    [
      'of the overlay that brings a member',
      "- target: $.paths['/pets'].get\n  update:\n    parameters: 5\n",
      'changes.yaml:6:17: "parameters" must be a list (ParameterList), not an integer.',
    ],
    [
      'of the overlay that brings an item',
      "- target: $.paths['/pets'].get\n  update:\n    parameters:\n      - { in: query }\n",
      'changes.yaml:7:9: The member "name" is missing. Add it.',
    ],
    [
      'of the overlay that brings another member',
      "- target: $.paths['/pets'].get\n  update:\n    summary: Pets\n    parameters: 5\n",
      'changes.yaml:7:17: "parameters" must be a list (ParameterList), not an integer.',
    ],
    [
      'of the overlay that brings a reference',
      "- target: $.paths['/pets'].get.responses\n  update:\n    404: { $ref: '#/components/responses/None' }\n",
      'changes.yaml:6:10: $ref "#/components/responses/None" does not exist.',
    ],
    [
      'of the overlay that brings a schema',
      '- target: $\n  update:\n    components:\n      schemas: { Pet: { type: strin } }\n',
      'changes.yaml:7:31: Invalid schema: ',
    ],
    [
      'of the copy',
      "- target: $.paths\n  update: { /cats: {} }\n- target: $.paths['/cats']\n  copy: $.info\n",
      'changes.yaml:7:3: Unknown member "title".',
    ],
    [
      'of the document, of an item that has moved',
      '- { target: \'$.paths["/pets"].get.parameters[0]\', remove: true }\n',
      'pets.yaml:10:11: ',
    ],
    [
      'of the document, where the overlay changes something else',
      '- { target: $.info, update: { title: Cats } }\n',
      'pets.yaml:10:11: ',
    ],
    ['of what has lost a member', '- { target: $.info.version, remove: true }\n', 'pets.yaml:2:'],
  ])('%s', async (what, actions, error) => {
    const broken = DOCUMENT.replace(
      '      operationId: listPets\n',
      '      operationId: listPets\n      parameters:\n        - { name: a, in: query, schema: {} }\n        - { name: b, schema: { type: string } }\n',
    );
    const document = what.startsWith('of the document') ? broken : DOCUMENT;
    const found = await build(actions, document);
    expect([found.error, ...found.warnings].join('\n')).toContain(error);
  });
});

test('warnings of the build have their place in the overlay', async () => {
  const { error, warnings } = await build(
    '- { target: $.none, remove: true }\n- target: $\n  update:\n    components:\n      schemas: { Pet: { type: string, format: odd-format, madeUp: 1 } }\n',
  );
  expect(error).toBe('');
  expect(warnings[0]).toBe('changes.yaml:4:13: "$.none" matches nothing. Correct the target, or remove the action.');
  for (const line of warnings.slice(1)) expect(line).toMatch(/^changes\.yaml:8:/);
});

test('files that the document refers to are not changed, and are found from the folder of the document', async () => {
  await folder.write({
    'pets.yaml': DOCUMENT,
    'schemas.yaml': 'Pets: { type: array, items: { type: string } }\n',
    'over/changes.yaml': `${OVERLAY}- { target: '$..items', remove: true }\n- { target: $.paths, update: { /cats: { $ref: 'cats.yaml' } } }\n`,
    'cats.yaml': 'get: { operationId: listCats, responses: { 200: { description: Cats. } } }\n',
  });
  const warnings: string[] = [];
  const document = await bundleContract(join(folder.path, 'pets.yaml'), {
    overlays: [join(folder.path, 'over/changes.yaml')],
    onWarning: ({ message }) => warnings.push(message),
  });
  expect(document.components?.schemas?.Pets).toEqual({ type: 'array', items: { type: 'string' } });
  expect(document.paths?.['/cats']).toMatchObject({ get: { operationId: 'listCats' } });
  expect(warnings).toEqual(['"$..items" matches nothing. Correct the target, or remove the action.']);
});

describe('a document that an overlay does not extend', () => {
  const warningsOf = async (file: string, texts?: ReadonlyMap<string, string>): Promise<string[]> => {
    const extending = OVERLAY.replace('actions:', 'extends: other.yaml\nactions:');
    await folder.write({
      'pets.yaml': DOCUMENT,
      'changes.yaml': `${extending}- { target: $.info.title, update: Cats }\n`,
    });
    const warnings: string[] = [];
    const { info } = await bundleContract(file, {
      overlays: [join(folder.path, 'changes.yaml')],
      ...(texts === undefined ? {} : { texts }),
      onWarning: ({ message }) => warnings.push(message),
    });
    expect(info.title).toBe('Cats');
    return warnings;
  };

  test('is a warning', async () => {
    const [warning] = await warningsOf(join(folder.path, 'pets.yaml'));
    expect(warning).toMatch(/"extends" names \S+other\.yaml, but the overlay is applied to \S+pets\.yaml\./);
  });

  test('is none where nobody knows its name, as on standard input', async () => {
    const file = join(folder.path, 'stdin');
    expect(await warningsOf(file, new Map([[file, DOCUMENT]]))).toEqual([]);
  });
});

test('an overlay may be on another host, and what the document refers to may not', async () => {
  const texts: Record<string, string> = {
    '/title.yaml': `${OVERLAY}- { target: $.info.title, update: Cats }\n`,
    '/cats.yaml': `${OVERLAY}- { target: $.paths, update: { /cats: { $ref: '/cats' } } }\n`,
  };
  const server = createServer(({ url = '' }, response) => void response.end(texts[url]));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  texts['/cats.yaml'] = texts['/cats.yaml']?.replace("'/cats'", `'${url}/cats'`) ?? '';
  await folder.write({ 'pets.yaml': DOCUMENT });
  const bundle = (name: string) =>
    bundleContract(join(folder.path, 'pets.yaml'), { overlays: [`${url}/${name}.yaml`] });
  expect(await bundle('title')).toMatchObject({ info: { title: 'Cats' } });
  await expect(bundle('cats')).rejects.toThrow('is on another host. Allow that with --allow-remote.');
});

test('an overlay changes a document of Swagger 2.0 before its conversion', async () => {
  await folder.write({
    'pets.yaml': "swagger: '2.0'\ninfo: { title: Pets, version: '1' }\npaths: {}\n",
    'changes.yaml': `${OVERLAY}- { target: $, update: { definitions: { Pet: { type: string } } } }\n`,
  });
  const overlays = [join(folder.path, 'changes.yaml')];
  const document = await bundleContract(join(folder.path, 'pets.yaml'), { overlays });
  expect(document.components?.schemas).toEqual({ Pet: { type: 'string' } });
});
