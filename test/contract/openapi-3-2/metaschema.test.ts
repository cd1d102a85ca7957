import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseYaml } from '@redocly/openapi-core';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { buildArtefacts } from '../../../src/contract/build/build.ts';
import { bundleContract } from '../../../src/contract/document/bundle.ts';
import { explainFailure } from '../../../src/contract/document/explain.ts';
import { upgradeDocument } from '../../../src/contract/document/upgrade.ts';
import { createProject } from '../../../src/contract/init/project.ts';
import { DOCUMENTS } from '../../documents/documents.ts';
import { changed, INVALID, NOT_REPORTED, ONLY_OURS, VALID } from './invalid-documents.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const DOCUMENT_FOLDER = fileURLToPath(new URL('../../documents/', import.meta.url));

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addFormat('media-range', /^[^\s/;]+\/[^\s/;]+(\s*;.*)?$/);
const metaschemas = new Map(
  ['3.1', '3.2'].map((version) => {
    const file = join(ROOT, `node_modules/@seriousme/openapi-schema-validator/schemas/v${version}/schema.json`);
    return [version, ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object)];
  }),
);

/** What the metaschema of the OAI for the version of a document rejects. It validates no schemas. */
async function rejections(document: unknown): Promise<unknown> {
  const copy = JSON.parse(JSON.stringify(document)) as Record<string, unknown>;
  const metaschema = metaschemas.get(String(copy.openapi).slice(0, 3));
  if (metaschema !== undefined) return metaschema(copy) ? [] : metaschema.errors;
  // That of 3.0 is of an older draft. The package follows references on its own, which those of the others do not survive.
  const { valid, errors } = await new Validator().validate(copy);
  return valid ? [] : errors;
}

describe('the metaschema of the OAI accepts', () => {
  const written = DOCUMENTS.filter(({ name }) => name.startsWith('written-'));
  test.each(written)('the bundle of $name, which build writes', async ({ file }) => {
    const bundle = await bundleContract(join(DOCUMENT_FOLDER, file));
    expect(bundle.openapi).toMatch(/^3\.[12]\./);
    expect(await rejections(bundle)).toEqual([]);
  });

  test('the bundle of this API', async () => {
    expect(await rejections(JSON.parse(await readFile(join(ROOT, 'generated/openapi.json'), 'utf8')))).toEqual([]);
  });

  test('the document of a new project', async () => {
    const files = createProject({ template: 'express', folder: 'new', version: '1.0.0' });
    expect(await rejections(parseYaml(files['openapi/openapi.yaml'] ?? ''))).toEqual([]);
  });

  test.each([
    ['a document of 3.0, upgraded', 'petstore-expanded'],
    ['another one', 'discriminators'],
    ['one with callbacks', 'callbacks'],
  ])('%s: %s', async (_what, name) => {
    const bundle = await bundleContract(join(ROOT, `node_modules/@readme/oas-examples/3.0/json/${name}.json`));
    expect(await rejections(bundle)).toEqual([]);
    const upgraded = upgradeDocument(bundle);
    expect(upgraded.openapi).toMatch(/^3\.1\./);
    expect(await rejections(upgraded)).toEqual([]);
  });

  test('what becomes of Swagger 2.0', async () => {
    const converted = await bundleContract(join(ROOT, 'test/fuzz/documents/swagger-2.0.yaml'));
    expect(converted.openapi).toMatch(/^3\.0\./);
    expect(await rejections(converted)).toEqual([]);
  });
});

/** Warnings of a build, or its errors. */
async function report(document: unknown): Promise<string[]> {
  const texts = new Map([[resolve('openapi.json'), JSON.stringify(document, null, 2)]]);
  const lines: string[] = [];
  try {
    await buildArtefacts('openapi.json', (line) => lines.push(line), { texts });
    return lines;
  } catch (failure) {
    return String((await explainFailure(failure, 'openapi.json', { texts })) as Error).split('\n');
  }
}

test('a valid document is accepted by the metaschema, and builds without a warning', async () => {
  expect([await rejections(VALID), await report(VALID)]).toEqual([[], []]);
});

describe('build reports, with file, line and column, what the metaschema rejects', () => {
  test.each(INVALID)('%s', async (what, at, value, message) => {
    const document = changed(VALID, at, value);
    if (ONLY_OURS.includes(what)) expect(await rejections(document)).toEqual([]);
    else expect(await rejections(document)).not.toEqual([]);
    const lines = await report(document);
    const placed = lines.map((line) => /openapi\.json:(\d+):\d+: (.*)$/.exec(line)?.slice(1) ?? ['0', line]);
    const found = placed.find(([, text]) => text?.includes(message));
    expect(found, lines.join('\n')).toBeDefined();
    expect(Number(found?.[0])).toBeGreaterThan(0);
  });

  test.each(NOT_REPORTED)('but not %s: %s', async (_what, _reason, at, value) => {
    const document = changed(VALID, at, value);
    expect(await rejections(document)).not.toEqual([]);
    expect(await report(document)).toEqual([]);
  });

  test('which are kinds of faults', () => {
    expect(INVALID.length).toBeGreaterThanOrEqual(60);
  });
});
