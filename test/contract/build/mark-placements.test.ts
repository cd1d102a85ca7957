import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { CompiledResponseBody, Validate } from '../../../src/contract/document/compiled.ts';
import type { Schema } from '../../../src/contract/document/document.ts';
import type { Direction, Mark } from '../../../src/contract/document/marks.ts';
import { createFindSchema } from '../../../src/contract/document/references.ts';
import { validateBody } from '../../../src/contract/serve/read-only.ts';
import { sampleAlternatives } from '../../../src/contract/values/alternatives.ts';
import { compileAssignments } from './assignments.ts';
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
]).map((one, index) => ({ ...one, name: `${one.mark}, ${one.title}`, index }));

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

/** What TypeScript says of each placement and rule, in this order, for one document after the other. */
let assignable: boolean[];

beforeAll(async () => {
  const assignments = DOCUMENTS.flatMap(({ mark, document }) =>
    allPlacements().flatMap(({ id, wrap }) =>
      RULE.map(({ value, place }) => ({
        document,
        schema: id,
        direction: directionOf(mark, place),
        value: wrap(value),
      })),
    ),
  );
  assignable = await compileAssignments(FOLDER, assignments);
});
afterAll(() => rm(FOLDER, { recursive: true, force: true }));

describe.each(DOCUMENTS)('$name (OAS 3.1 §4.8.24.4)', ({ mark, document, index: nth }) => {
  const { operations } = compileContract(document);
  const find = createFindSchema(document);
  const contentOf = (id: string, direction: Direction) => {
    const operation = operations.find(({ operationId }) => operationId === id);
    const body = direction === 'request' ? operation?.requestBody : operation?.responses['200'];
    return body?.content['application/json'];
  };

  test.each(allPlacements().map((one, index) => ({ ...one, index })))(
    '$name',
    ({ id, name, wrap, index: position }) => {
      const start = (nth * allPlacements().length + position) * RULE.length;
      const isStated = ({ isValid, place }: (typeof RULE)[number]) =>
        isValid || !UNTYPED.test(name) || place === 'hidden';
      const outcomes = RULE.map((rule, index) => {
        const { value, place } = rule;
        return {
          ...{ value, place, isValid: contentOf(id, directionOf(mark, place))?.validate?.(wrap(value)) },
          ...(isStated(rule) ? { isAssignable: assignable[start + index] } : {}),
        };
      });
      expect(outcomes).toEqual(
        RULE.map((rule) => ({ ...rule, ...(isStated(rule) ? { isAssignable: rule.isValid } : {}) })),
      );
    },
  );

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
