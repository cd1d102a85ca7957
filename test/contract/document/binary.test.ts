import { expect, test } from 'vitest';
import { constrainsBytes, isBinary, isFileList, keywordsOfBytes } from '../../../src/contract/document/binary.ts';
import type { Schema } from '../../../src/contract/document/document.ts';

const BYTES = { type: 'string', format: 'binary' };
const SCHEMAS: Record<string, Schema> = {
  '#file': { ...BYTES, minLength: 1 },
  '#circle': { allOf: [{ $ref: '#circle' }, { $ref: '#file' }] },
};
const find = (reference: string): unknown => SCHEMAS[reference];

test.each<[schema: unknown, is: boolean]>([
  [BYTES, true],
  [{ format: 'binary' }, true],
  [{ ...BYTES, type: ['string', 'null'] }, true],
  [{ type: 'integer', format: 'binary' }, false],
  [{ type: ['integer', 'null'], format: 'binary' }, false],
  [{ type: 'string' }, false],
  [{ contentMediaType: 'image/png' }, true],
  [{ contentMediaType: 'image/png', contentEncoding: 'base64' }, false],
  [{ contentMediaType: 'text/csv' }, false],
  [{ contentMediaType: 'application/json' }, false],
  [{ contentMediaType: 5 }, false],
  [{ $ref: '#file' }, true],
  [{ $ref: '#circle' }, true],
  [{ allOf: [{ title: 'A' }, BYTES] }, true],
  [{ format: 'byte', allOf: [BYTES] }, false],
  [true, false],
  [undefined, false],
])('a field of %j is a file: %s', (schema, is) => {
  expect(isBinary(schema, find)).toBe(is);
  expect(isFileList({ type: 'array', items: schema }, find)).toBe(is);
  expect(isFileList(schema, find)).toBe(false);
});

test.each<[mediaType: string, schema: unknown, keywords: string[], are: boolean]>([
  [
    'image/png',
    { ...BYTES, minLength: 1, maxLength: 2, pattern: 'a', enum: [], const: 'a' },
    ['minLength', 'maxLength', 'pattern', 'enum', 'const'],
    true,
  ],
  ['image/png', BYTES, [], false],
  ['image/png', { maxLength: 1 }, ['maxLength'], true],
  ['application/xml', { maxLength: 1 }, ['maxLength'], false],
  ['application/xml', { ...BYTES, maxLength: 1 }, ['maxLength'], true],
  ['image/png', { type: 'string', maxLength: 1 }, ['maxLength'], false],
  ['image/png', { $ref: '#circle' }, ['minLength'], true],
])('bytes of %s with %j are constrained by %j: %s', (mediaType, schema, keywords, are) => {
  expect(keywordsOfBytes(schema, find)).toEqual(keywords);
  expect(constrainsBytes(mediaType, schema, find)).toBe(are);
});
