import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileContract } from '../../../src/contract/build/build.ts';
import { generateTypes } from '../../../src/contract/build/types.ts';
import type { CompiledResponseBody, Validate } from '../../../src/contract/document/compiled.ts';
import type { Schema } from '../../../src/contract/document/document.ts';
import type { Direction, Mark } from '../../../src/contract/document/marks.ts';
import { createFindSchema } from '../../../src/contract/document/references.ts';
import { validateBody } from '../../../src/contract/serve/read-only.ts';
import { sampleAlternatives } from '../../../src/contract/values/alternatives.ts';
import { allPlacements, documentOf, MARKED_PROPERTIES } from './mark-placements.ts';

const FOLDER = fileURLToPath(new URL('.cache-marks/', import.meta.url));

const BARE: Schema = { required: ['a'] };
const DECLARED: Schema = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] };
const MARKS: Mark[] = ['readOnly', 'writeOnly'];

/** The documents of the table: each way to write and to require `readOnly`, and some of `writeOnly`. */
const DOCUMENTS = MARKS.flatMap((mark) => [
  { mark, title: 'required without a declaration', document: documentOf(mark, { type: 'string', [mark]: true }, BARE) },
  ...Object.entries(MARKED_PROPERTIES)
    .filter(([title]) => mark === 'readOnly' || ['itself', 'beside a reference'].includes(title))
    .map(([title, property]) => ({
      ...{ mark, title: `marked ${title}` },
      document: documentOf(mark, property(mark), DECLARED),
    })),
]).map((one, index) => ({ ...one, name: `${one.mark}, ${one.title}`, file: `types${index}` }));

const WITH = { a: 'x', b: 'x' };
const WITHOUT = { b: 'x' };

/** What the rule says: whether a value is valid where the mark has no place (`hidden`), and where it has one (`shown`). */
const RULE = [
  { value: WITHOUT, place: 'hidden', isValid: true },
  { value: WITH, place: 'hidden', isValid: false },
  { value: WITHOUT, place: 'shown', isValid: false },
  { value: WITH, place: 'shown', isValid: true },
] as const;

function directionOf(mark: Mark, place: 'hidden' | 'shown'): Direction {
  return (mark === 'readOnly') === (place === 'hidden') ? 'request' : 'response';
}

/** TypeScript states neither conditions nor dependencies, and they require nothing in a type. */
const UNTYPED = /consequence|by another property|by a dependent schema/;

/** TypeScript errors by line of the file of checks. */
let errors: Map<number, string>;
const lines: string[] = [];
/** The line of a check. */
const lineOf = new Map<string, number>();
const keyOf = (file: string, id: string, index: number): string => `${file} ${id} ${index}`;

beforeAll(async () => {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  for (const { mark, document, file } of DOCUMENTS) {
    await writeFile(join(FOLDER, `${file}.ts`), await generateTypes(document));
    lines.push(
      `import type { components as ${file}, Readable as R${file}, Writable as W${file} } from './${file}.ts';`,
    );
    for (const { id, wrap } of allPlacements())
      for (const [index, { value, place }] of RULE.entries()) {
        const letter = directionOf(mark, place) === 'request' ? 'W' : 'R';
        lines.push(
          `export const ${file}_${id}_${index}: ${letter}${file}<${file}['schemas']['${id}']> = ${JSON.stringify(wrap(value))};`,
        );
        lineOf.set(keyOf(file, id, index), lines.length);
      }
  }
  await writeFile(join(FOLDER, 'checks.ts'), lines.join('\n'));
  const compilerOptions = {
    ...{ strict: true, noEmit: true, target: 'esnext', module: 'nodenext', allowImportingTsExtensions: true },
    ...{ exactOptionalPropertyTypes: true, types: [] },
  };
  await writeFile(join(FOLDER, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  const tsc = fileURLToPath(new URL('../../../node_modules/typescript/bin/tsc', import.meta.url));
  const run = promisify(execFile)(process.execPath, [tsc, '-p', FOLDER, '--pretty', 'false'], { maxBuffer: 1e9 });
  const output = await run.then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
  errors = new Map(
    [...output.matchAll(/^(\S+?)\((\d+),\d+\): error (.*)/gm)].map(([, file = '', line, message = '']) => {
      if (!file.endsWith('checks.ts')) throw new Error(`${file}:${line}: ${message}`);
      return [Number(line), message];
    }),
  );
});
afterAll(() => rm(FOLDER, { recursive: true, force: true }));

describe.each(DOCUMENTS)('$name (OAS 3.1 §4.8.24.4)', ({ mark, document, file }) => {
  const { operations } = compileContract(document);
  const find = createFindSchema(document);
  const contentOf = (id: string, direction: Direction) => {
    const operation = operations.find(({ operationId }) => operationId === id);
    const body = direction === 'request' ? operation?.requestBody : operation?.responses['200'];
    return body?.content['application/json'];
  };

  test.each(allPlacements())('$name', ({ id, name, wrap }) => {
    const isStated = ({ isValid, place }: (typeof RULE)[number]) =>
      isValid || !UNTYPED.test(name) || place === 'hidden';
    const outcomes = RULE.map((rule, index) => {
      const { value, place } = rule;
      const line = lineOf.get(keyOf(file, id, index)) ?? 0;
      return {
        ...{ value, place, isValid: contentOf(id, directionOf(mark, place))?.validate?.(wrap(value)) },
        ...(isStated(rule) ? { isAssignable: !errors.has(line) } : {}),
      };
    });
    expect(outcomes).toEqual(
      RULE.map((rule) => ({ ...rule, ...(isStated(rule) ? { isAssignable: rule.isValid } : {}) })),
    );
  });

  test.each(allPlacements())('$name: a response leaves without what is write-only', ({ id, wrap }) => {
    const body = contentOf(id, 'response') as CompiledResponseBody;
    const sent = JSON.parse(body.serialize?.(wrap(WITH)) ?? '');
    expect(sent).toEqual(wrap(mark === 'writeOnly' ? WITHOUT : WITH));
  });

  const sizes = ['minimal', 'full'] as const;
  test.each(allPlacements())('$name: samples of verify and the mock are valid', ({ id }) => {
    const schema = document.components?.schemas?.[id];
    for (const direction of ['request', 'response'] as const)
      for (const size of sizes) {
        const samples = [...sampleAlternatives(schema, find, { size, seed: 1, direction })];
        const valid = samples.filter((sample) => contentOf(id, direction)?.validate?.(sample));
        expect(valid, JSON.stringify({ direction, size, samples })).not.toEqual([]);
      }
  });

  if (mark === 'writeOnly') return;

  test.each(allPlacements())('$name: stripped or kept by option', ({ id, wrap }) => {
    const validate = contentOf(id, 'request')?.validate as Validate;
    const bodies = (['strip', 'keep'] as const).map((mode) => {
      const body = { value: structuredClone(wrap(WITH)), validated: wrap(WITH), faults: [] };
      return [validateBody(body, validate, mode), body.value];
    });
    expect(bodies).toEqual([
      [[], wrap(WITHOUT)],
      [[], wrap(WITH)],
    ]);
  });
});
