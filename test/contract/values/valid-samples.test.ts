import { describe, expect, test } from 'vitest';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createFindSchema } from '../../../src/contract/document/references.ts';
import { sampleValue } from '../../../src/contract/values/sample.ts';

const MOST = Number.MAX_SAFE_INTEGER;
const text = (keywords: object) => ({ type: 'string', ...keywords });
const integer = (keywords: object) => ({ type: 'integer', ...keywords });
const list = (keywords: object) => ({ type: 'array', ...keywords });
const object = (keywords: object) => ({ type: 'object', ...keywords });

/** Schemas by what makes their values hard to find. */
const SCHEMAS: Record<string, object[]> = {
  'items of which there is no value': [
    list({ items: { not: {} } }),
    list({ minItems: 1, prefixItems: [integer({})], items: { not: {} } }),
    list({ minItems: 1, prefixItems: [integer({}), { not: {} }] }),
  ],
  'patterns with look-around, back-references and word boundaries': [
    ...[
      '^(?=.*[A-Z])(?=.*[a-z])(?=.*\\d)(?=.*[^A-Za-z\\d]).{8,}$',
      '^(?=.*[A-Z])(?=.*\\d)[A-Za-z\\d]{8,20}$',
      '^(?=.*[A-Z])(?=.*\\d)[A-Za-z\\d]{6}$',
      '^(?=.*\\d)(?=.*[a-z])(?=.*[A-Z])(?=.*[@$!%*?&])[A-Za-z\\d@$!%*?&]{8,16}$',
      '^(?=[^A-Z]*[A-Z])(?=(?:.*\\d){3}).{5,9}$',
      '^(?=.{3,10}$)[a-z]+(?:-[a-z]+)*$',
      '^(?!admin$|root$)[a-z]{4,}$',
      '^(?!.*--)(?!-)[a-z-]{3,}(?<!-)$',
      '^(?!\\s*$).+',
      '^(?!000|666)\\d{3}-(?!00)\\d{2}-(?!0000)\\d{4}$',
      '(?<=#)[a-f]{6}',
      '^\\$(?<=\\$)\\d+$',
      '^\\d+(?=%)%?$',
      '^foo(?=bar)',
      '^(?<quote>["\'])[a-z]+\\k<quote>$',
      '^([A-Z]{3})-\\d+-\\1$',
      '^(\\w)(\\w)\\w\\2\\1$',
      '^(.)\\1{2,4}$',
      '<([a-z]+)>.*</\\1>',
      '\\bcat\\b',
      '^\\w+\\b \\b\\w+$',
      '^a\\Bb',
      '^[^\\b]+$',
      '^(?=a)(?=.*z$)\\w{4}$',
    ].map((pattern) => text({ pattern })),
    text({ pattern: '^(?=.*\\d)[a-z\\d]+$', minLength: 12, maxLength: 12 }),
    text({ pattern: '^([a-z])[a-z]*\\1$', minLength: 20 }),
    text({ allOf: [{ pattern: '^[A-Z]{2}' }, { pattern: '\\d{3}$' }, { pattern: '-' }] }),
    text({ allOf: [{ pattern: '^x-' }, { pattern: 'z$' }], maxLength: 5 }),
    object({ minProperties: 2, propertyNames: { pattern: '^(?!x-)[a-z]+$' }, additionalProperties: text({}) }),
    object({ minProperties: 1, patternProperties: { '^(a)\\1$': { type: 'integer' } }, additionalProperties: false }),
  ],
  'lists with contains': [
    list({ contains: { const: 'x' } }),
    list({ items: { type: 'integer' }, contains: { minimum: 10 }, minContains: 2 }),
    list({ items: { enum: ['a', 'b', 'c'] }, contains: { const: 'c' }, minContains: 2, maxContains: 3 }),
    list({ items: { type: 'integer' }, contains: { multipleOf: 5 }, minContains: 2, uniqueItems: true }),
    list({ items: { type: 'integer', minimum: 1 }, contains: { const: 1 }, maxContains: 1, minItems: 4 }),
    list({ items: { type: 'string' }, contains: { minLength: 1 }, minContains: 0, maxContains: 0, minItems: 2 }),
    list({ items: { type: 'string' }, contains: { pattern: '^x' }, minItems: 3, maxItems: 3, minContains: 3 }),
    list({ prefixItems: [{ type: 'integer' }, { type: 'string' }], items: false, contains: { const: 'z' } }),
    list({ prefixItems: [{ type: 'integer' }], contains: { type: 'boolean' }, unevaluatedItems: false }),
    list({ allOf: [{ contains: { const: 1 } }, { contains: { const: 2 } }], maxItems: 2 }),
    list({
      items: object({ required: ['kind'], properties: { kind: { enum: ['a', 'b'] }, n: { type: 'integer' } } }),
      contains: { properties: { kind: { const: 'b' } }, required: ['n'] },
      maxContains: 1,
      minItems: 3,
    }),
    { contains: { $ref: '#/components/schemas/Even' }, minContains: 2 },
    list({ items: { oneOf: [{ type: 'string' }, { type: 'integer' }] }, contains: { type: 'integer' }, maxItems: 1 }),
    list({ items: integer({ minimum: 1, maximum: 3 }), contains: { const: 2 }, minItems: 3, uniqueItems: true }),
    list({ items: text({ format: 'uuid' }), minItems: 4, uniqueItems: true }),
    list({ items: object({ required: ['a'], properties: { a: text({}) } }), minItems: 3, uniqueItems: true }),
    list({ items: list({ contains: { const: 3 } }), minItems: 1 }),
  ],
  'numbers at the bounds of exact integers': [
    integer({ minimum: MOST }),
    integer({ minimum: MOST, maximum: MOST }),
    integer({ minimum: MOST - 1 }),
    integer({ exclusiveMinimum: MOST - 1 }),
    integer({ exclusiveMinimum: MOST }),
    integer({ exclusiveMinimum: MOST - 2, exclusiveMaximum: MOST }),
    integer({ maximum: -MOST }),
    integer({ minimum: -MOST, maximum: -MOST }),
    integer({ exclusiveMaximum: -MOST + 1 }),
    integer({ minimum: MOST - 10, multipleOf: 7 }),
    integer({ minimum: 9007199254740880, multipleOf: 111 }),
    integer({ maximum: -9007199254740880, multipleOf: 111 }),
    integer({ minimum: 2 ** 60 }),
    integer({ minimum: 2 ** 63 - 1, format: 'int64', maximum: 2 ** 63 - 1 }),
    integer({ format: 'int32', minimum: 2147483647 }),
    integer({ minimum: 1e15, multipleOf: 1e6 }),
    integer({ minimum: 1.2, multipleOf: 2.5 }),
    integer({ allOf: [{ multipleOf: 4 }, { multipleOf: 6 }], minimum: 1 }),
    { type: 'number', minimum: MOST },
    { type: 'number', exclusiveMinimum: 1e300 },
    { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1e-300 },
    { type: 'number', exclusiveMinimum: 1, maximum: 1.0000001 },
    { type: 'number', exclusiveMaximum: 1 },
    { type: 'number', maximum: 0.3, multipleOf: 0.1, minimum: 0.21 },
    { type: 'number', minimum: 123456789.01, multipleOf: 0.01 },
    { type: 'number', minimum: 0.07, multipleOf: 0.01 },
    { type: 'number', minimum: 5, exclusiveMinimum: 9 },
  ],
  'simple negations': [
    text({ not: { enum: ['rex', 'r', 'x'] } }),
    text({ not: { const: 'rex' } }),
    text({ minLength: 4, maxLength: 4, not: { const: 'rexx' } }),
    text({ format: 'date', not: { enum: ['2026-11-21', '2024-02-29', '2025-06-30'] } }),
    text({ not: { pattern: '^[a-z]' } }),
    text({ not: { pattern: '[a-zA-Z]' } }),
    text({ not: { pattern: '^\\d+$' }, pattern: '^[\\da]+$' }),
    text({ not: { pattern: '^[^q]' }, minLength: 1 }),
    text({ not: { maxLength: 10 } }),
    text({ not: { minLength: 3 } }),
    text({ not: { anyOf: [{ pattern: '^r' }, { pattern: 'x$' }, { maxLength: 2 }] } }),
    text({ not: { format: 'uuid' } }),
    text({ allOf: [{ not: { const: 'rex' } }, { not: { pattern: '^m' } }] }),
    { enum: ['a', 'b', 'c'], not: { enum: ['a', 'b'] } },
    { type: 'boolean', not: { const: true } },
    integer({ not: { enum: [1, 2, 3] } }),
    integer({ minimum: 0, not: { multipleOf: 2 } }),
    integer({ not: { minimum: 0 } }),
    integer({ not: { maximum: 100 }, multipleOf: 3 }),
    { type: 'number', not: { type: 'integer' } },
    { not: { type: 'string' } },
    { type: ['string', 'integer'], not: { type: 'string' } },
    { not: { type: ['string', 'object', 'array', 'null', 'boolean'] } },
    { not: { const: 'rex' } },
    object({ properties: { a: text({}), b: text({}) }, not: { required: ['a'] } }),
    object({ properties: { a: text({}), b: text({}) }, not: { required: ['a', 'b'] } }),
    object({ required: ['a'], properties: { a: text({}), b: text({}) }, not: { required: ['a', 'b'] } }),
    object({
      properties: { a: text({}), b: text({}) },
      not: { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    }),
    object({
      required: ['kind'],
      properties: { kind: { enum: ['a', 'b'] } },
      not: { properties: { kind: { const: 'a' } } },
    }),
    object({
      required: ['kind'],
      properties: { kind: text({}), n: integer({}) },
      not: { properties: { kind: { const: 'rex' } }, required: ['kind'] },
    }),
    object({ properties: { a: { not: { enum: ['rex', null] } } }, required: ['a'] }),
    object({ properties: { a: { $ref: '#/components/schemas/NotRex' } }, required: ['a'] }),
    object({ not: { $ref: '#/components/schemas/WithName' } }),
    object({ not: { maxProperties: 1 } }),
    object({ not: { required: ['x'] }, minProperties: 1 }),
    text({ not: { pattern: '^.{0,9}$' } }),
    object({ properties: { a: text({}), b: text({}) }, not: { minProperties: 2 } }),
    object({ properties: { a: integer({}) }, not: { properties: { a: { maximum: 7 } } } }),
    list({ items: integer({}), not: { maxItems: 2 } }),
    list({ items: integer({}), not: { contains: { const: 1 } }, minItems: 1 }),
    list({ items: { enum: ['a', 'b'] }, not: { items: { const: 'a' } } }),
    list({ items: text({}), not: { minItems: 1 } }),
    list({ items: text({}), not: { uniqueItems: true } }),
    { not: { not: { type: 'integer' } } },
    integer({ not: { allOf: [{ minimum: 1 }, { maximum: 5 }] } }),
    integer({ not: { oneOf: [{ const: 1 }, { const: 2 }] } }),
    {
      properties: { kind: { enum: ['visit', 'call'] }, phone: text({}) },
      required: ['kind'],
      not: { properties: { kind: { const: 'visit' } }, not: { required: ['phone'] } },
    },
  ],
  'formats of tight lengths': [
    ...[
      ['email', [5, 6, 7, 8, 12, 30, 64, 80, 150, 254]],
      ['hostname', [1, 2, 3, 4, 8, 15, 40, 63, 64, 120, 253]],
      ['uri', [3, 5, 7, 8, 10, 15, 22, 30, 100, 2000]],
      ['url', [10, 11, 12, 13, 20, 30, 100]],
      ['uri-reference', [0, 1, 2, 5, 50]],
      ['uri-template', [0, 1, 5, 50]],
      ['date', [10]],
      ['date-time', [20, 22, 23, 24, 25, 27, 29, 35]],
      ['time', [9, 11, 12, 14, 16, 20]],
      ['duration', [3, 4, 5, 10]],
      ['ipv4', [7, 8, 9, 10, 11, 12, 13, 14, 15]],
      ['ipv6', [2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 35, 36, 37, 38, 39]],
      ['uuid', [36]],
      ['json-pointer', [0, 1, 2, 5, 20]],
      ['json-pointer-uri-fragment', [1, 2, 5, 20]],
      ['relative-json-pointer', [1, 2, 3, 10]],
      ['regex', [1, 2, 5, 20]],
      ['byte', [0, 4, 8, 100]],
    ].flatMap(([format, lengths]) =>
      (lengths as number[]).map((length) => text({ format, minLength: length, maxLength: length })),
    ),
    text({ format: 'email', maxLength: 6 }),
    text({ format: 'email', minLength: 40, maxLength: 42 }),
    text({ format: 'uri', maxLength: 12 }),
    text({ format: 'hostname', maxLength: 5 }),
    text({ format: 'date-time', maxLength: 20 }),
    text({ format: 'date-time', minLength: 21 }),
    text({ format: 'date-time', minLength: 23, maxLength: 24 }),
    text({ format: 'ipv4', maxLength: 7 }),
    text({ format: 'ipv4', minLength: 15 }),
    text({ format: 'ipv6', maxLength: 3 }),
    text({ format: 'duration', minLength: 6 }),
  ],
  'formats with a pattern': [
    text({ format: 'uuid', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' }),
    text({ format: 'uuid', pattern: '^.{14}1' }),
    text({ format: 'uuid', pattern: '^[A-F0-9-]+$' }),
    text({ format: 'uuid', pattern: '^ffff' }),
    text({ format: 'uuid', pattern: '00$' }),
    text({ format: 'uuid', pattern: '-aaaa-' }),
    text({ format: 'uuid', pattern: '^(?!0)' }),
    text({ format: 'date', pattern: '^2031-' }),
    text({ format: 'date', pattern: '-01$' }),
    text({ format: 'date-time', pattern: 'Z$' }),
    text({ format: 'date-time', pattern: '\\.\\d{3}Z$' }),
    text({ format: 'date-time', pattern: '\\+02:00$' }),
    text({ format: 'date-time', pattern: 'T00:00:00' }),
    text({ format: 'email', pattern: '@example\\.org$' }),
    text({ format: 'email', pattern: '^[^@]+@(?:mail\\.)?acme\\.io$' }),
    text({ format: 'email', pattern: '^[a-z]+\\+[a-z]+@' }),
    text({ format: 'uri', pattern: '^https://api\\.acme\\.com/' }),
    text({ format: 'uri', pattern: '^ftp:' }),
    text({ format: 'uri', pattern: '\\.png$' }),
    text({ format: 'url', pattern: '^https://', maxLength: 20 }),
    text({ format: 'hostname', pattern: '\\.de$' }),
    text({ format: 'ipv4', pattern: '^10\\.' }),
    text({ format: 'ipv6', pattern: '^fe80:' }),
    text({ format: 'time', pattern: '^00:' }),
    text({ format: 'byte', pattern: '^[A-Z]+=*$' }),
  ],
};

const cases = Object.entries(SCHEMAS).flatMap(([kind, schemas]) =>
  schemas.map((schema): [kind: string, schema: object] => [kind, schema]),
);
const document = {
  openapi: '3.1.1',
  info: { title: 'Samples', version: '1' },
  components: {
    schemas: {
      Even: { type: 'integer', multipleOf: 2 },
      NotRex: { type: 'string', not: { const: 'rex' } },
      WithName: { required: ['name'], properties: { name: { $ref: '#/components/schemas/NotRex' } } },
    },
  },
  paths: {
    '/it': {
      post: {
        operationId: 'post',
        responses: Object.fromEntries(
          cases.map(([, schema], index) => [
            String(200 + index),
            { description: 'It.', content: { 'application/json': { schema } } },
          ]),
        ),
      },
    },
  },
} as unknown as OpenApiDocument;
const find = createFindSchema(document);
const compiled = compileContract(document).operations[0]?.responses ?? {};

describe.each(Object.keys(SCHEMAS))('%s', (kind) => {
  const own = cases.flatMap(([one, schema], index): [string, number][] =>
    one === kind ? [[JSON.stringify(schema), index]] : [],
  );

  test.each(own)('a sample of %s is valid', (_, index) => {
    const validate = compiled[String(200 + index)]?.content['application/json']?.validate;
    for (const seed of [1, 2, 7, 40, 1234]) {
      for (const size of ['full', 'minimal'] as const) {
        const value = sampleValue(cases[index]?.[1], find, { size, seed, direction: 'response' });
        expect({ value, isValid: validate?.(value), seed, size }).toMatchObject({ isValid: true });
      }
    }
  });
});
