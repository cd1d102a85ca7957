import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDocumentFromString } from '@redocly/openapi-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleContract } from '../../../src/contract/document/bundle.ts';
import { parseJsonText } from '../../../src/contract/document/json-text.ts';

const asYaml = (text: string) => makeDocumentFromString(text, 'openapi.json').parsed;
const nested = (levels: number) => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;

describe('a file of JSON is read as a parser of YAML reads it', () => {
  test.each([
    '{}',
    ' \n\t{"openapi": "3.1.0",\r\n "paths" : {"/a": {"get": null}} }\n',
    '{"texts": ["", ":", "\\"a\\":", "\\\\", "\\\\\\"\\": 1", "a\\\\", "\\u00e9\\ud83d\\ude00", "é😀", "\\/", "~", "2026-01-01", "<<"]}',
    '{"a\\\\\\\\": 1, "b": "\\\\\\\\", "c\\\\\\": ": 2, "d\\\\\\\\\\":": 3}',
    '{"numbers": [0, -0, 1.5, -1e3, 1E+2, 12345678901234567890, 0.1]}',
    '{"<<": {"a": 1}, "__proto__": {"b": 2}, "constructor": 3, "2": 1, "1": 2, "": 4, "a\\"b": 5, "\\u0063": 6}',
    '{"a": {"b": 1}, "c": [{"b": 1}, {"b": [true, false, null]}]}',
    nested(90),
  ])('%s', (text) => {
    const value = parseJsonText(text);
    expect(value).toBeDefined();
    expect(value).toEqual(asYaml(text));
    expect(JSON.stringify(value)).toBe(JSON.stringify(asYaml(text)));
  });
});

describe('a file is left to the parser of YAML', () => {
  test.each([
    ['that is not JSON', 'openapi: 3.1.0'],
    ['that is YAML in braces', '{openapi: 3.1.0}'],
    ['with a comma too many', '{"a": 1,}'],
    ['without an object', '[{"a": 1}]'],
    ['with a repeated member', '{"a": {"b": 1, "c": 2, "b" : 3}}'],
    ['with a repeated member that is escaped once', '{"a": 1, "\\u0061": 2}'],
    ['with more than 100 levels', nested(101)],
    ['with a number that is too large', '{"a": [1e400]}'],
    ['with a control character', '{"a": "\u007f"}'],
  ])('%s', (_what, text) => {
    expect(parseJsonText(text)).toBeUndefined();
  });
});

describe('faults of a file of JSON have a place', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'json-text-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each([
    ['a repeated member', '{"openapi": "3.1.0",\n "info": {"title": "a",\n  "title": "b"}}', 'openapi.json:3:'],
    ['a missing comma', '{"openapi": "3.1.0"\n "info": {}}', 'openapi.json:2:'],
    ['a reference', '{"openapi": "3.1.0",\n "paths": {"/a":\n  {"$ref": "none.json"}}}', 'openapi.json:3:'],
  ])('%s', async (_what, text, place) => {
    const file = join(folder, 'openapi.json');
    await writeFile(file, text);
    await expect(bundleContract(file)).rejects.toThrow(place);
  });
});
