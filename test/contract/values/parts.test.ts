import { describe, expect, test } from 'vitest';
import type { FieldDecoding, FormDecoding } from '../../../src/contract/document/compiled.ts';
import { FILE_TYPE, OF_SCHEMA } from '../../../src/contract/values/contents.ts';
import { concreteTypes } from '../../../src/contract/values/media.ts';
import {
  BOUNDARY_PARAMETER,
  encodingOfField,
  partsOf,
  withFileTypes,
  writeParts,
} from '../../../src/contract/values/parts.ts';

const form = (properties: Record<string, Partial<FieldDecoding>>): FormDecoding =>
  ({ properties }) as unknown as FormDecoding;

describe('the parts of a form (RFC 7578 §4.3)', () => {
  test.each<[value: unknown, field: Partial<FieldDecoding>, parts: object[]]>([
    ['x', {}, [{ text: 'x' }]],
    [5, {}, [{ text: '5' }]],
    [null, {}, [{ text: 'null' }]],
    [['x', 5], {}, [{ text: 'x' }, { text: '5' }]],
    [{ a: 1 }, {}, [{ text: '{"a":1}', type: 'application/json' }]],
    ['x', { isJson: true }, [{ text: '"x"', type: 'application/json' }]],
    ['x', { contentTypes: ['text/csv', 'text/plain'] }, [{ text: 'x', type: 'text/csv' }]],
    ['x', { contentTypes: ['text/*'] }, [{ text: 'x', type: 'text/plain' }]],
    [{ a: 1 }, { contentTypes: ['application/*'] }, [{ text: '{"a":1}', type: 'application/json' }]],
    ['x', { isFile: true }, [{ text: 'x', type: 'application/octet-stream', filename: 'a.bin' }]],
    ['é', { isFile: true }, [{ text: 'é', type: 'application/octet-stream', filename: 'a.bin' }]],
    ['☎', { isFile: true }, [{ text: '\u00e2\u0098\u008e', type: 'application/octet-stream', filename: 'a.bin' }]],
    [
      'x',
      { isFile: true, contentTypes: ['font/woff2', 'image/gif'] },
      [{ text: 'x', type: 'image/gif', filename: 'a.bin' }],
    ],
    [
      'x',
      { isFile: true, contentTypes: ['font/woff2', 'font/ttf'] },
      [{ text: 'x', type: 'font/woff2', filename: 'a.bin' }],
    ],
  ])('%j in %j', (value, field, parts) => {
    expect(partsOf({ p: value }, form({ p: field }))).toEqual(parts.map((part) => ({ name: 'p', ...part })));
  });

  test('are none of what is not an object', () => {
    for (const value of ['x', null, [1]]) expect(partsOf(value, undefined)).toEqual([]);
  });

  test('have the usual encoding where none is named', () => {
    const usual = { style: 'form', explode: true };
    expect(encodingOfField(undefined, 'a')).toEqual(usual);
    expect(encodingOfField(form({}), 'toString')).toEqual(usual);
    expect(encodingOfField(form({ a: { isJson: true } }), 'a')).toEqual({ isJson: true });
  });

  const boundary = BOUNDARY_PARAMETER.replace('; boundary=', '');
  test('are written between boundaries, with their names, media types and file names', () => {
    expect(writeParts([])).toEqual({ text: `--${boundary}--\r\n` });
    expect(writeParts([{ name: 'a', text: 'é' }])).toEqual({
      text: `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\né\r\n--${boundary}--\r\n`,
    });
    expect(writeParts([{ name: 'a"\r\nb"\r\n', text: 'x', type: 'text/csv' }]).text).toContain(
      `name="a%22%0D%0Ab%22%0D%0A"\r\nContent-Type: text/csv\r\n\r\nx\r\n`,
    );
  });

  test('are bytes if a file has other characters than ASCII', () => {
    const file = { name: 'f', text: '\u0089', type: 'image/png', filename: 'a.bin' };
    const { text, encoding } = writeParts([{ name: 'ö', text: 'é' }, file]);
    expect(encoding).toBe('latin1');
    expect(text).toContain('name="\u00c3\u00b6"\r\n\r\n\u00c3\u00a9\r\n');
    expect(text).toContain('name="f"; filename="a.bin"\r\nContent-Type: image/png\r\n\r\n\u0089\r\n');
    expect(
      writeParts([
        { name: 'ö', text: 'é' },
        { ...file, text: 'a' },
      ]),
    ).not.toHaveProperty('encoding');
  });
});

test('the schema of a form says of which media type its files are', () => {
  const schema = { type: 'object' };
  expect(withFileTypes(schema, undefined)).toBe(schema);
  expect(withFileTypes(schema, form({ a: {} }))).toBe(schema);
  const fields = form({
    a: {},
    b: { isFile: true },
    c: { isFile: true, contentTypes: ['image/png'] },
    d: { isFile: true, contentTypes: ['image/gif'], shape: 'array' },
  });
  const properties = {
    b: { [FILE_TYPE]: OF_SCHEMA },
    c: { [FILE_TYPE]: 'image/png' },
    d: { items: { [FILE_TYPE]: 'image/gif' } },
  };
  expect(withFileTypes(schema, fields)).toEqual({ allOf: [{ properties }, schema] });
});

test.each<[declared: string, accept: string | undefined, isText: boolean, types: string[]]>([
  ['text/csv', 'text/plain', true, ['text/csv']],
  ['*/*', undefined, true, ['text/plain']],
  ['*/*', undefined, false, ['application/json']],
  ['application/*', undefined, true, ['application/octet-stream']],
  ['application/*', undefined, false, ['application/json']],
  ['application/*+json', undefined, false, ['application/hal+json']],
  ['application/*+json', undefined, true, ['application/hal+json']],
  ['image/*', 'image/gif;q=1, image/*, text/plain, */*', true, ['image/png', 'image/gif']],
  ['image/*', 'image/gif', false, []],
  ['*/*', 'application/problem+json, text/csv', false, ['application/json', 'application/problem+json']],
  ['*/*', 'text/plain', true, ['text/plain']],
  ['model/*', 'model/obj', true, ['model/obj']],
  ['model/*', '', true, []],
])('%s, of which %s is accepted, of a text: %s, stands for %j', (declared, accept, isText, types) => {
  expect(concreteTypes(declared, accept, isText)).toEqual(types);
});
