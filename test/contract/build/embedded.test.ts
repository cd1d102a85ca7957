import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDefinitions } from '../../../src/contract/build/definitions.ts';
import { writeImport } from '../../../src/contract/build/embedded.ts';
import { moduleText } from '../../../src/contract/build/module.ts';
import { generateValidators } from '../../../src/contract/build/validators.ts';
import { petContract } from '../serve/pets.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'embedded-'));
});
afterAll(() => rm(folder, { recursive: true }));

const FORMATS = Object.keys(fullFormats);

test('generated validators run in a folder without node_modules, whatever formats and lengths they check', async () => {
  const definitions = createDefinitions(petContract({}));
  const properties = Object.fromEntries(FORMATS.map((format) => [format, { format, minLength: 2 }]));
  const name = definitions.add('Everything', { properties }, 'request');
  await writeFile(join(folder, 'validators.mjs'), moduleText('', generateValidators(definitions.root(), [name])));
  const value = { email: 'ada', int32: 1.5, date: '2026-02-30', hostname: '😀', uuid: crypto.randomUUID() };
  await writeFile(
    join(folder, 'run.mjs'),
    `import { ${name} as validate } from './validators.mjs';
    validate(${JSON.stringify(value)});
    console.log(JSON.stringify(validate.errors.map((error) => error.instancePath + ' ' + error.keyword)));`,
  );
  // Vitest would find the modules of this project for a file outside of it.
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'run.mjs')]);
  expect(new Set(JSON.parse(stdout))).toEqual(
    new Set(['/email format', '/int32 format', '/date format', '/hostname format', '/hostname minLength']),
  );
});

/** Texts of which each format takes some and rejects others. */
const TEXTS = [
  ...[
    '2026-02-28',
    '2026-02-30',
    '12:00:00Z',
    '25:00:00Z',
    '12:00:00',
    '2026-02-28T12:00:00Z',
    '2026-02-28T12:00:00',
    'P1D',
  ],
  ...[
    'https://pets.example/a?b#c',
    'a/b',
    'a b',
    '{a}',
    'ada@pets.example',
    'pets.example',
    '127.0.0.1',
    '::1',
    'a+',
    '[',
    'YQ==',
  ],
  ...['0b8f1cb2-1a1f-4f43-8c2c-5a7a4c8b7a11', '/a~0b', '#/a', '1/a', ''],
];

test.each(FORMATS)('%s alone checks what ajv-formats checks', (format) => {
  const expected = fullFormats[format as keyof typeof fullFormats];
  if (typeof expected === 'boolean' || expected instanceof RegExp) return;
  const use = `runtime_formats.fullFormats[${JSON.stringify(format)}]`;
  const code = writeImport({ name: 'runtime_formats', specifier: 'ajv-formats/dist/formats.js' }, use);
  const own = new Function(`${code}return ${use};`)();
  // A format is a function, or an object with one.
  const check = (definition: unknown) => (typeof definition === 'function' ? definition : Object(definition).validate);
  for (const value of [...TEXTS, 1, 2 ** 40, 1.5]) {
    const ofKind = typeof value === (typeof expected === 'object' && 'type' in expected ? expected.type : 'string');
    if (ofKind) expect(check(own)(value), String(value)).toBe(check(expected)(value));
  }
  expect(code.length).toBeLessThan(3000);
});
