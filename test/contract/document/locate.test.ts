import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ContractError } from '../../../src/contract/document/document.ts';
import { locateFaults } from '../../../src/contract/document/locate.ts';

const files: Record<string, string> = {
  'openapi.yaml': `openapi: 3.1.1
info: { title: Pets, version: 1.0.0 }
paths:
  /pets:
    $ref: paths/pets.yaml
  /owners/{id}:
    get:
      responses:
        200: { $ref: '#/components/responses/Owner' }
components:
  responses:
    Owner:
      description: An owner.
      content:
        application/json: { schema: { $ref: 'schemas/Owner.yaml' } }
`,
  'paths/pets.yaml': `get:
  parameters:
    - { name: kind, in: query, schema: { $ref: '../schemas/parts.yaml#/Kinds/kind' } }
  responses:
    200:
      description: Pets.
      content:
        application/json:
          schema: { type: array, items: { $ref: ../schemas/Pet.yaml } }
`,
  'schemas/Pet.yaml': `type: object
properties:
  owner: { $ref: Owner.yaml }
  parent: { $ref: Pet.yaml }
  a~b/c: { type: string }
`,
  'schemas/Owner.yaml': `type: object
properties:
  name: { type: string }
  pets: { type: array, items: { $ref: Pet.yaml } }
`,
  'schemas/parts.yaml': `Kinds:
  kind:
    type: string
    enum: [cat]
`,
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'locate-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
});
afterAll(() => rm(folder, { recursive: true }));

/** Where these are written, as `file:line:column`. */
async function placesOf(...pointers: string[]): Promise<(string | undefined)[]> {
  const error = new ContractError(pointers.map((pointer) => ({ message: 'It is wrong.', pointer })));
  const { faults } = await locateFaults(error, join(folder, 'openapi.yaml'));
  return faults.map(({ place }) => {
    if (place === undefined) return undefined;
    const name = Object.keys(files).find((one) => place.file.endsWith(one));
    return `${name}:${place.line}:${place.column}`;
  });
}

const GET = '#/paths/~1pets/get';

test.each([
  ['in the root document', '#/paths/~1owners~1%7Bid%7D/get', 'openapi.yaml:8:7'],
  ['in a path item of another file', `${GET}/responses`, 'paths/pets.yaml:5:5'],
  ['in a list of another file', `${GET}/parameters/0/name`, 'paths/pets.yaml:3:15'],
  ['in a component that is a file of its own', '#/components/schemas/Pet/properties/a~0b~1c', 'schemas/Pet.yaml:5:10'],
  ['in one that only other files refer to', '#/components/schemas/Owner/properties/name', 'schemas/Owner.yaml:3:9'],
  ['in a part of a file', '#/components/schemas/kind/enum', 'schemas/parts.yaml:4:11'],
  ['in a component of the root document', '#/components/responses/Owner/description', 'openapi.yaml:13:20'],
])('what stands %s is found there', async (_where, pointer, place) => {
  expect(await placesOf(pointer)).toEqual([place]);
});

test('each fault gets its own place, and one that is nowhere none', async () => {
  expect(await placesOf(GET, '#/paths/~1none', '#/components/schemas/Pet/type')).toEqual([
    'paths/pets.yaml:2:3',
    undefined,
    'schemas/Pet.yaml:1:7',
  ]);
});

test('a place that is known already stays, and without an open one no file is read', async () => {
  const place = { file: 'other.yaml', line: 7, column: 1 };
  const known = { message: 'It is wrong.', pointer: GET, place };
  const error = new ContractError([known, { message: 'Something else.' }]);
  expect(await locateFaults(error, 'none.yaml')).toBe(error);
  const both = new ContractError([known, { message: 'It, too.', pointer: GET }]);
  const { faults } = await locateFaults(both, join(folder, 'openapi.yaml'));
  expect(faults[0]?.place).toEqual(place);
  expect(faults[1]?.place).toMatchObject({ line: 2 });
});
