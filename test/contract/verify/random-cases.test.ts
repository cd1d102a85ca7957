import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { Schema } from '../../../src/contract/document/document.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { type RandomCase, randomCases } from '../../../src/contract/verify/random-cases.ts';
import { petContract } from '../serve/pets.ts';

const Pet: Schema = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 2, maxLength: 5 },
    age: { type: 'integer', minimum: 0, maximum: 30 },
    tags: { type: 'array', maxItems: 3, items: { enum: ['good', 'old'] } },
  },
};

/** The first cases of an operation that takes a pet. */
function casesOf(
  count: number,
  { seed = 1, schema = Pet, examples = {} as object, id = 'makePet' } = {},
): RandomCase[] {
  const content = { 'application/json': { schema, examples } };
  const post = {
    operationId: id,
    requestBody: { required: true, content },
    responses: { 201: { description: 'Made.' } },
  };
  const plan = createPlan(petContract({ '/pets': { post } }));
  const [operation] = plan.operations;
  if (operation === undefined) throw new Error('There is no operation.');
  const found: RandomCase[] = [];
  for (const one of randomCases(plan, operation, seed)) {
    found.push(one);
    if (found.length === count) break;
  }
  return found;
}

const bodyOf = ({ parts }: RandomCase): unknown => JSON.parse(parts.body?.text ?? 'null');
const isPet = new Ajv2020({ strict: false }).compile(Pet);

test('a body is expected to be accepted exactly if its schema allows it', () => {
  const cases = casesOf(300);
  for (const one of cases)
    expect([bodyOf(one), one.expect]).toEqual([bodyOf(one), isPet(bodyOf(one)) ? 'accept' : 'reject']);
  const accepted = cases.filter(({ expect: verdict }) => verdict === 'accept').length;
  expect(accepted).toBeGreaterThan(30);
  expect(accepted).toBeLessThan(300);
});

test('a body has from 1 to 6 changes, each made after the other', () => {
  const cases = casesOf(300);
  expect(new Set(cases.map(({ steps }) => steps.length))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
});

test('one change is described by its constraint, several by what is wrong', () => {
  for (const one of casesOf(300)) {
    const [step] = one.steps;
    expect([one.phase, one.operationId, one.subject.in]).toEqual(['random', 'makePet', 'body']);
    if (one.steps.length === 1 && step?.boundary.valid === (one.expect === 'accept')) {
      const { keyword, place } = step.constraint;
      expect(one.subject).toMatchObject({ keyword, place, boundary: step.boundary.name });
    } else expect(one.subject).toMatchObject({ keyword: 'several', place: [], boundary: one.expect });
    if (one.expect === 'accept') expect(one.why).toBe('The contract allows all of it.');
    else expect(one.why).toMatch(/^The contract rejects ".*" \(.+\)\.$/);
  }
});

test('what several changes break is named once each, in order, at most three', () => {
  const abouts = casesOf(300)
    .filter(({ subject }) => subject.boundary === 'reject')
    .map(({ subject }) => subject.about ?? '');
  expect(abouts.some((about) => about.split(', ').length === 3)).toBe(true);
  for (const about of abouts) {
    const parts = about.split(', ');
    expect(parts).toEqual([...new Set(parts)].sort());
    expect(parts.length).toBeLessThanOrEqual(3);
  }
});

test('the same seed makes the same cases, another seed or operation others', () => {
  const texts = (options: Parameters<typeof casesOf>[1]): unknown[] => casesOf(20, options).map(bodyOf);
  expect(texts({ seed: 7 })).toEqual(texts({ seed: 7 }));
  expect(texts({ seed: 8 })).not.toEqual(texts({ seed: 7 }));
  expect(texts({ seed: 7, id: 'makeAnimal' })).not.toEqual(texts({ seed: 7 }));
});

test('each starts from an example or a value that the contract allows', () => {
  const examples = { wrong: { value: { name: 'Rex', age: -1 } }, right: { value: { name: 'Mo', tags: ['old'] } } };
  const cases = casesOf(50, { examples });
  const starts = cases.map(({ base }) => base.body?.value);
  expect(starts).toContainEqual(examples.right.value);
  for (const start of starts) expect([start, isPet(start)]).toEqual([start, true]);
});

test('a body of which nothing is said has none', () => {
  expect(casesOf(1, { schema: {} })).toEqual([]);
});

test('a seed makes the same cases in every version: a finding can be repeated', () => {
  const texts = casesOf(4).map(({ parts }) => parts.body?.text);
  expect(texts).toEqual([
    '{"name":"rex","age":0,"tags":["good"]}',
    '{"name":"rex","age":{"name":"member"}}',
    '{"name":"rex","tags":["good","good","good"]}',
    '[null]',
  ]);
});
