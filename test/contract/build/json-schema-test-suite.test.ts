import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { Validate } from '../../../src/contract/document/compiled.ts';
import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';
import { mapSubschemas } from '../../../src/contract/document/keywords.ts';
import { isObject } from '../../../src/contract/document/references.ts';

type Group = { description: string; schema: unknown; tests: { description: string; data: unknown; valid: boolean }[] };

const FOLDER = new URL('json-schema-test-suite/draft2020-12/', import.meta.url);
const AT = '#/components/schemas/Tested';

/** Files and groups in which tests fail, with the number of those and the cause. Ajv alone fails most of them too. */
const KNOWN: [file: string, group: string, failing: number, cause: string][] = [
  ['dynamicRef.json', '', 11, 'nothing is fetched from other hosts'],
  ['refRemote.json', '', 29, 'nothing is fetched from other hosts'],
  ['unevaluatedItems.json', 'contain', 6, 'Ajv 8 takes all items for evaluated where there is `contains`'],
  ['unevaluatedItems.json', 'unevaluatedItems with nested items', 2, 'Ajv 8 counts items of one branch for the others'],
  ['vocabulary.json', 'no validation vocabulary', 1, 'metaschemas other than that of 2020-12 are not read'],
];

/** The schema as a component of a document, whose references begin at the root of the document. */
function embed(schema: unknown): unknown {
  // A schema with an `$id` is a root of its own.
  if (!isObject(schema) || typeof schema.$id === 'string') return schema;
  const result = mapSubschemas(schema, embed);
  const { $ref } = result;
  if (typeof $ref === 'string' && ($ref === '#' || $ref.startsWith('#/'))) result.$ref = AT + $ref.slice(1);
  return result;
}

function ours(schema: unknown): Validate | undefined {
  const components = { schemas: { Tested: embed(schema) as Schema } };
  const document: OpenApiDocument = { openapi: '3.1.1', info: { title: 'Suite', version: '1' }, paths: {}, components };
  return orNothing(() => {
    const { Tested } = compileContract(document).schemas;
    // It is compiled when it is first called.
    Tested?.(null);
    return Tested;
  });
}

function ajvAlone(schema: unknown): Validate | undefined {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  formats.default(ajv);
  return orNothing(() => ajv.compile(schema as Schema) as Validate);
}

/** A schema that cannot be compiled fails all of its tests. */
function orNothing(compile: () => Validate | undefined): Validate | undefined {
  try {
    return compile();
  } catch {
    return undefined;
  }
}

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const outcomes = files.flatMap((file) => {
  const groups = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Group[];
  return groups.flatMap(({ description: group, schema, tests }) => {
    const [mine, theirs] = [ours(schema), ajvAlone(schema)];
    return tests.map(({ description, data, valid }) => ({
      file,
      group,
      name: `${group}: ${description}`,
      passes: mine?.(data) === valid,
      passesAlone: theirs?.(data) === valid,
    }));
  });
});

describe('JSON-Schema-Test-Suite, draft 2020-12, required tests', () => {
  test('there are as many as the suite has', () => {
    expect(outcomes).toHaveLength(1176);
  });

  test.each(KNOWN)('%s, %s: %i tests fail, because %s', (file, group, failing) => {
    const failures = outcomes.filter((one) => one.file === file && one.group.includes(group) && !one.passes);
    expect(failures.map(({ name }) => name)).toHaveLength(failing);
  });

  test.each(files)('all other tests of %s pass', (file) => {
    const known = KNOWN.filter(([place]) => place === file);
    const failures = outcomes.filter(
      (one) => one.file === file && !one.passes && !known.some(([, group]) => one.group.includes(group)),
    );
    expect(failures.map(({ name }) => name)).toEqual([]);
  });

  test('none in which Ajv alone is right and the generated validators are not', () => {
    const worse = outcomes.filter(({ passes, passesAlone }) => passesAlone && !passes);
    expect([...new Set(worse.map(({ group }) => group))]).toEqual([]);
  });
});
