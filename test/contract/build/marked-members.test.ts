import { describe, expect, test } from 'vitest';
import { compileContract } from '../../../src/contract/build/build.ts';
import { markPaths } from '../../../src/contract/build/marked-members.ts';
import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';

const text: Schema = { type: 'string' };
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const inside = (steps: number, schema: Schema): Schema =>
  steps === 0 ? schema : { type: 'object', properties: { in: inside(steps - 1, schema) } };
const wrap = (steps: number, value: unknown): unknown => (steps === 0 ? value : { in: wrap(steps - 1, value) });

/** Validators of what is sent, and the names of the definitions that they are compiled from. */
function validatorsOf(schemas: Record<string, Schema>) {
  const content = { 'application/json': { schema: ref('Sent') } };
  const responses = { 200: { description: 'Done.', content } };
  const document: OpenApiDocument = {
    ...{ openapi: '3.1.1', info: { title: 'Marks', version: '1' }, components: { schemas } },
    paths: { '/': { post: { operationId: 'send', requestBody: { content }, responses } } },
  };
  const [operation] = compileContract(document).operations;
  const request = operation?.requestBody?.content['application/json']?.validate;
  const response = operation?.responses['200']?.content['application/json']?.validate;
  return { request: (value: unknown) => request?.(value), response: (value: unknown) => response?.(value) };
}

describe('a property that is marked beside a reference to what requires it', () => {
  test.each([0, 1, 6, 7, 20])('%i members deep is not required where it has no place', (steps) => {
    const required: Schema = { type: 'object', required: ['id'], properties: { id: text, name: text } };
    const marked: Schema = { properties: { id: { readOnly: true } } };
    const { request, response } = validatorsOf({
      Base: inside(steps, required),
      Sent: { allOf: [ref('Base'), inside(steps, marked)] },
    });
    expect([request(wrap(steps, { name: 'a' })), request(wrap(steps, { id: 'a' }))]).toEqual([true, false]);
    expect([response(wrap(steps, { name: 'a' })), response(wrap(steps, { id: 'a' }))]).toEqual([false, true]);
  });

  test('is not required at any depth of schemas that lead back to themselves', () => {
    const list = (name: string): Schema => ({ type: 'array', items: ref(name) });
    const { request, response } = validatorsOf({
      Node: {
        type: 'object',
        required: ['id'],
        properties: { id: text, n: text, next: ref('Node'), all: list('Node') },
      },
      Marked: { properties: { id: { readOnly: true }, next: ref('Marked'), all: list('Again') } },
      Again: { properties: { id: { readOnly: true }, next: ref('Marked'), all: list('Again') } },
      Sent: { allOf: [ref('Node'), ref('Marked')] },
    });
    const deep = (steps: number, value: object): object =>
      steps === 0
        ? value
        : {
            ...value,
            [steps % 3 === 0 ? 'all' : 'next']: steps % 3 === 0 ? [deep(steps - 1, value)] : deep(steps - 1, value),
          };
    for (const steps of [0, 1, 5, 9, 30]) {
      expect([request(deep(steps, { n: 'a' })), response(deep(steps, { id: 'a' }))]).toEqual([true, true]);
      expect([request(deep(steps, { id: 'a' })), response(deep(steps, { n: 'a' }))]).toEqual([false, false]);
    }
  });

  test('stays required where the schemas beside the reference come to an end', () => {
    const { request } = validatorsOf({
      Node: { type: 'object', required: ['id'], properties: { id: text, next: ref('Node') } },
      Sent: { allOf: [ref('Node'), { properties: { id: { readOnly: true } } }] },
    });
    expect([request({ next: { id: 'a' } }), request({ next: {} })]).toEqual([true, false]);
  });
});

test('an alternative of oneOf that requires more than what is marked does not require that where it has no place', () => {
  const properties = { id: { ...text, readOnly: true }, name: text, tag: text };
  const { request, response } = validatorsOf({
    Sent: { type: 'object', properties, oneOf: [{ required: ['id', 'name'] }, { required: ['tag'] }] },
  });
  const values = [{ name: 'a' }, { tag: 'a' }, { name: 'a', tag: 'a' }, {}];
  expect(values.map(request)).toEqual([true, true, false, false]);
  expect([...values, { id: 'a', name: 'a' }].map(response)).toEqual([false, true, true, false, true]);
});

test('each part of a tree is written once, however many ways lead to it', () => {
  const parts = Array.from({ length: 30 }, (_, index) => ({ names: new Set([`id${index}`]), members: new Map() }));
  for (const part of parts)
    for (const [index, other] of parts.entries()) part.members.set(`properties/p${index}`, other);
  const paths = markPaths(parts[0] as (typeof parts)[number]);
  expect(paths.length).toBe(30 + 30 * 30 - 29);
  expect(paths.slice(0, 2)).toEqual(['id0', 'properties/p0/^0']);
});
