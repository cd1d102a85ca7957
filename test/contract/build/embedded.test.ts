import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDefinitions } from '../../../src/contract/build/definitions.ts';
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
