import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildArtefacts, writeArtefacts } from '../../src/contract/build/build.ts';
import { createFolder } from '../contract/command.ts';

const CACHE = fileURLToPath(new URL('.cache-documents/', import.meta.url));
/** From a folder of a document. */
const clientRuntime = '../../../../src/contract/client/client.ts';
const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** Documents of this folder with the ends of the warnings that `build` gives, after file, line and column. */
const DOCUMENTS: Record<string, string[]> = {
  'binary-response': [],
  'content-ref': [],
  'ext-in-responses': [],
  'identical-paths': [
    '10:5: The paths "/boats/{BoatID}" and "/boats/{BoatNumber}" are identical (OAS 3.1 §4.8.8). Declare one of them.',
  ],
  'media-range-unvalidated': [
    '7:56: Bodies of */* that are neither JSON, a form nor text are not checked against their schema. Handlers receive their bytes.',
    '12:66: Bodies of application/* that are neither JSON, a form nor text are not checked against their schema. Handlers receive their bytes.',
    '22:66: Bodies of application/xml are not checked against their schema. Handlers receive their bytes.',
  ],
  'mock-ref-in-root-extension': [],
  'mock-refusal-text': [],
  'multipart-json-part': [],
  'nullable-base-required': [],
  'nullable-in-31': ['16:62: "nullable" is not a keyword of OpenAPI 3.1 and ignored. Write type: [string, "null"].'],
  'object-enum-of-strings': [],
  'openapi-3.2': [],
  'openapi-3.2-items': [],
  'recursive-property-types': [],
  'ref-by-anchor': [],
  'ref-in-extension': [],
  'required-only-member': [],
  'structure-silent': [
    '8:7: Unknown member "repsonses". Did you mean "responses"?',
    '5:5: The path "boats/{id}" is never served. Begin it with a slash: "/boats/{id}".',
    '16:5: The paths "/boats/{id}" and "/boats/{name}" are identical (OAS 3.1 §4.8.8). Declare one of them.',
    '6:7: The path parameter "id" is not declared and not checked.',
    '12:7: The path parameter "id" is not declared and not checked.',
    '17:7: The path parameter "name" is not declared and not checked.',
    '7:34: The security scheme "NoSuchScheme" does not exist.',
    '25:62: "exclusiveMinimum" is a number in OpenAPI 3.1. It is read as in 3.0.',
    '26:39: The format "sailing-day" is not known and not checked.',
    '27:40: "nullable" is not a keyword of OpenAPI 3.1 and ignored. Write type: [string, "null"].',
  ],
  'verify-formats': [],
  'verify-plan-never-ends': [],
};

beforeAll(async () => {
  await rm(CACHE, { recursive: true, force: true });
  await mkdir(CACHE, { recursive: true });
  await writeFile(join(CACHE, 'package.json'), '{"type":"module"}');
});
afterAll(() => rm(CACHE, { recursive: true, force: true }));

test.each(Object.entries(DOCUMENTS))(
  '%s builds, and what it leaves open is reported with its place',
  async (name, expected) => {
    const warnings: string[] = [];
    const file = join(import.meta.dirname, `${name}.yaml`);
    const artefacts = await buildArtefacts(file, (warning) => warnings.push(warning), { clientRuntime });
    await writeArtefacts(artefacts, join(CACHE, name));
    const ends = warnings.map((warning) => warning.replace(/^.*?(?=\d+:\d+: )/, ''));
    expect(ends).toEqual(expected);
  },
);

test('--strict makes warnings fail the build, which then writes nothing', async () => {
  const folder = await createFolder();
  const args = ['build', join(import.meta.dirname, 'nullable-in-31.yaml'), '--out', 'made', '--strict'];
  const { code, out, err } = await folder.run(args);
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(/nullable-in-31\.yaml:16:62: "nullable" is not a keyword of OpenAPI 3\.1/);
  expect(err).toContain('1 warning. Nothing is written, because of --strict.\n');
  expect(await readdir(folder.path)).toEqual([]);
  await folder.remove();
});

/** What handlers and clients of some of the documents may write. Lines with an error are said to have one. */
const APPS: Record<string, string> = {
  'openapi-3.2-items': `import { createClient } from './client.ts';
import type { Handlers } from './operations.ts';
export const handlers: Handlers = {
  queryBoats: async ({ body }) => ({
    status: 200,
    body: (async function* () {
      for (const { rig } of body) yield { data: rig.toUpperCase(), id: '1' };
    })(),
  }),
  listBoats: ({ querystring }) => ({ status: 200, body: [{ id: 1, rig: querystring.rig }] }),
};
export const wrong: Handlers = {
  ...handlers,
  // @ts-expect-error an item lacks its id
  listBoats: () => ({ status: 200, body: [{ rig: 'sloop' }] }),
};
const client = createClient({ baseUrl: 'http://127.0.0.1' });
export async function read(): Promise<string[]> {
  const texts: string[] = [];
  for await (const { data } of (await client.QUERY('/boats', { body: [{ rig: 'sloop' }] })).data) texts.push(data);
  for await (const boat of (await client.GET('/boats', { params: { querystring: { rig: 'x' } } })).data) texts.push(boat.rig);
  return texts;
}`,
  'required-only-member': `import type { components } from './types.ts';
export const boat: components['schemas']['NewBoat'] = { rig: 'x' } as components['schemas']['NewBoat'];
export const rig: string = boat.rig;`,
  'recursive-property-types': `import type { components } from './types.ts';
export const filter: components['schemas']['Filter'] = ['a', ['b', ['c']]];
// @ts-expect-error a number is not a filter
export const wrong: components['schemas']['Filter'] = [1];`,
};

test('the types of every document compile, strict and with exactOptionalPropertyTypes', async () => {
  for (const [name, text] of Object.entries(APPS)) await writeFile(join(CACHE, name, 'app.ts'), text);
  const compilerOptions = {
    ...{ strict: true, noEmit: true, target: 'esnext', module: 'nodenext', allowImportingTsExtensions: true },
    ...{ exactOptionalPropertyTypes: true, types: ['node'] },
  };
  await writeFile(join(CACHE, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*/*.ts'] }));
  const args = [join(MODULES, 'typescript7/bin/tsc'), '-p', CACHE, '--pretty', 'false'];
  const output = await promisify(execFile)(process.execPath, args).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
  expect(output).toBe('');
});
