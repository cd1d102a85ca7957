import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NormalizedProblem, Source } from '@redocly/openapi-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  describeProblem,
  describeReading,
  describeRoot,
  describeSyntax,
  isIndirect,
  withArticle,
} from '../../../src/contract/document/problem-texts.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'problem-texts-'));
  await writeFile(join(folder, 'pet.yaml'), '');
});
afterAll(() => rm(folder, { recursive: true }));

/** A problem as Redocly reports it, at a place of a document. */
function problem(message: string, pointer = '#/', { suggest = [] as string[], text = '' } = {}): NormalizedProblem {
  const source = new Source('/openapi.yaml', text);
  return { message, suggest, location: [{ source, pointer }] } as unknown as NormalizedProblem;
}

describe('a problem of Redocly is said with its fix', () => {
  test.each<[message: string, text: string, pointer?: string, suggest?: string[]]>([
    ['Expected type `Info` (object) but got `string`', '"info" must be an object (Info), not a string.', '#/info'],
    ['Expected type `Tags` (array) but got `null`', '"tags" must be a list (Tags), not null.', '#/tags'],
    ['Expected type `string` but got `integer`.', '"tags/0" must be a string, not an integer.', '#/tags/0'],
    [
      'Expected type `Operation` (object) but got `string`',
      '"get" must be an object (Operation), not a string.',
      '#/paths/~1a/get',
    ],
    ['Expected type `Root` (object) but got `array`', 'The document must be an object (Root), not a list.'],
    ['Property `colour` is not expected here.', 'Unknown member "colour". Remove it, or begin it with "x-".'],
    ['Property `colour` is not expected here.', 'Unknown member "colour". Did you mean "color"?', '#/', ['color', 'a']],
    ['The field `paths` must be present on this level.', 'The member "paths" is missing. Add it.'],
    ['The field `in` is not allowed here.', 'The member "in" is not allowed here. Remove it.'],
    ['Must contain at least one of the following fields: a, b.', 'One of the members a, b is missing. Add it.'],
    [
      'The map key in schemas "a b" does not match the regular expression "^[a-z]+$"',
      'The name "a b" of a component may have letters, digits, ".", "-" and "_" only.',
    ],
    ['`in` can be one of the following only: "path", "query".', '"in" must be one of "path", "query".'],
    [
      '`in` can be one of the following only: "path", "query".',
      '"in" must be one of "path", "query". Did you mean "path"?',
      '#/',
      ['path'],
    ],
    ['A `b` of `c` is wrong', 'A "b" of "c" is wrong.'],
    ['A `b` is wrong.', 'A "b" is wrong. Did you mean "c"?', '#/', ['c']],
    ['Is it wrong?', 'Is it wrong?'],
  ])('%s: %s', (message, text, pointer, suggest = []) => {
    expect(describeProblem(problem(message, pointer, { suggest }))).toBe(text);
  });

  test.each(['Failed to parse: a', "Can't resolve $ref: a"])(
    'which may be about a member with the name "%s"',
    (name) => {
      expect(describeProblem(problem(`Property \`${name}\` is not expected here.`))).toBe(
        `Unknown member "${name}". Remove it, or begin it with "x-".`,
      );
    },
  );

  test('also where a text cannot be parsed', () => {
    expect(describeProblem(problem('Failed to parse: bad indentation in "a.yaml" (1:2)'))).toBe(
      'Invalid YAML or JSON: bad indentation.',
    );
  });
});

test.each([
  'Expected type `Info` (object) but got `string`',
  'Expected type `string` but got `integer`.',
  'Property `a` is not expected here.',
  'The field `a` must be present on this level.',
  'The field `a` is not allowed here.',
  'Must contain at least one of the following fields: a, b.',
  '`in` can be one of the following only: "path".',
])('only the full text of a problem is replaced: %s', (message) => {
  for (const other of [`Not. ${message}`, `${message} Or not?`])
    expect(describeProblem(problem(other))).toBe(other.replaceAll('`', '"').replace(/([^.?])$/, '$1.'));
});

describe('a reference that cannot be followed is named', () => {
  const told = (reference: string, reason = '', rest: object = {}): string => {
    const text = JSON.stringify({ a: { $ref: reference }, ...rest });
    const message = `Can't resolve $ref${reason === '' ? '' : `: ${reason}`}`;
    return describeProblem(problem(message, '#/a/$ref', { text }));
  };

  test.each<[reference: string, reason: string, text: string]>([
    ['#/b', '', '$ref "#/b" does not exist. Correct the reference, or add its target.'],
    ['#/parts/Pest', '', '$ref "#/parts/Pest" does not exist. Did you mean "Pets"?'],
    ['#/list/7', '', '$ref "#/list/7" does not exist. Correct the reference, or add its target.'],
    ['other.yaml#/Pest', '', '$ref "other.yaml#/Pest" does not exist. Correct the reference, or add its target.'],
    ['b.yaml', 'unexpected end in "b.yaml" (1:2)', '$ref "b.yaml": Invalid YAML or JSON: unexpected end.'],
    [
      'https://b.test/',
      'b.test is on another host. Allow it.',
      '$ref "https://b.test/" is on another host. Allow that with --allow-remote.',
    ],
    ['b', 'fails in "b" (1:2) of a', '$ref "b" cannot be read: fails in "b" (1:2) of a. Correct the reference.'],
    [
      'b',
      "no ENOENT: no such file or directory 'a'",
      `$ref "b" cannot be read: no ENOENT: no such file or directory 'a'. Correct the reference.`,
    ],
    [
      'b',
      "ENOENT: no such file or directory 'a' or 'b",
      `$ref "b" cannot be read: ENOENT: no such file or directory 'a' or 'b. Correct the reference.`,
    ],
    ['b', 'EISDIR: illegal operation', '$ref "b" cannot be read: it is a folder. Correct the reference.'],
  ])('%s, %s: %s', (reference, reason, text) => {
    expect(told(reference, reason, { parts: { Pets: {} }, list: [1] })).toBe(text);
  });

  test('with a file of a similar name, or the folder that is missing', () => {
    const missing = (name: string) => told(name, `ENOENT: no such file or directory '${join(folder, name)}'`);
    expect(missing('pets.yaml')).toBe('$ref "pets.yaml" does not exist. Did you mean "pet.yaml"?');
    expect(missing('owners.json')).toBe('$ref "owners.json" does not exist.');
    expect(missing('none/pet.yaml')).toMatch(
      /^\$ref "none\/pet\.yaml" does not exist\. The folder \S+\/none does not exist either\.$/,
    );
    expect(told('b', "ENOENT: no such file or directory 'https://b.test/pet.yaml'")).toBe('$ref "b" does not exist.');
  });

  test('at the root, and not where it has no place', () => {
    const text = '{"$ref":"#/b"}';
    const message = "Can't resolve $ref";
    const end = 'does not exist. Correct the reference, or add its target.';
    expect(describeProblem(problem(message, '#/', { text }))).toBe(`$ref "#/b" ${end}`);
    expect(describeProblem({ ...problem(message), location: [] })).toBe(`$ref ${end}`);
  });

  test('by its first 120 characters', () => {
    const long = (length: number): string => `#/${'n'.repeat(length - 2)}`;
    expect(told(long(120))).toContain(`$ref "${long(120)}" does not exist.`);
    expect(told(long(121))).toContain(`$ref "${long(120)}…" does not exist.`);
  });

  test('unless it leads to another one, which is the wrong one', () => {
    const text = JSON.stringify({ a: { $ref: '#/b' }, b: { $ref: '#/c' }, d: { $ref: 'other.yaml' }, e: {} });
    const is = (pointer: string, message = "Can't resolve $ref") => isIndirect(problem(message, pointer, { text }));
    expect([is('#/a/$ref'), is('#/b/$ref'), is('#/d/$ref'), is('#/e'), is('#/a/$ref', 'Other')]).toEqual([
      ...[true, false, false, false, false],
    ]);
  });
});

test.each([
  ['string', 'a string'],
  ['integer', 'an integer'],
  ['array', 'a list'],
  ['null', 'null'],
  ['undefined', 'empty'],
])('the type %s is %s', (type, noun) => {
  expect(withArticle(type)).toBe(noun);
});

test.each([
  ['The argument must be without null bytes.', 'a path cannot contain a NUL character'],
  ['ENAMETOOLONG: name too long', 'the path is too long'],
  ['EISDIR: illegal operation on a directory', 'it is a folder'],
  ['Expected a file but received a folder at a', 'it is a folder'],
  ['ENOTDIR: not a directory', 'a part of the path is a file'],
  ['EACCES: permission denied', 'permission denied'],
  ['EPERM: operation not permitted', 'permission denied'],
  ['ELOOP: too many symbolic links', 'its symbolic links lead in a circle'],
  ['Failed to parse URL: Invalid URL', 'the URL is invalid'],
  ['fetch failed', 'the host does not respond'],
  ['Not Found.', 'Not Found'],
  ['a.yaml is lost', 'a.yaml is lost'],
])('why a file cannot be read: %s', (message, reason) => {
  expect(describeReading(message)).toBe(reason);
});

test.each([
  ['bad indentation in "a.yaml" (1:2)\n\n 1 | a', 'Invalid YAML or JSON: bad indentation.'],
  ['unexpected end.', 'Invalid YAML or JSON: unexpected end.'],
  [
    'nesting exceeded maxDepth (100)',
    'Invalid YAML or JSON: more than 100 levels of nesting; write inner parts as components and refer to them by $ref.',
  ],
])('why a text is not YAML: %j', (message, text) => {
  expect(describeSyntax(message)).toBe(text);
});

const VERSIONS = 'Use OpenAPI 3.0, 3.1 or 3.2, or Swagger 2.0.';

test.each([
  ['Document must be JSON object, got undefined', 'It is empty. Write an object with the member "openapi".'],
  ['Document must be JSON object, got object', 'The root is not an object. Write an object with the member "openapi".'],
  ['Document must be JSON object, got string', 'The root is a string. Write an object with the member "openapi".'],
  ['Invalid OpenAPI version: should be a string', 'The version must be a string. Write it in quotes: "3.1.1".'],
  ['Unsupported OpenAPI version: [object Object]', 'The version must be a string. Write it in quotes: "3.1.1".'],
  ['Unsupported OpenAPI version: 3.1', 'Version "3.1" is incomplete. Write "3.1.0".'],
  ['Unsupported OpenAPI version: 3.10', `Version "3.10" is not supported. ${VERSIONS}`],
  ['Unsupported OpenAPI version: 13.1', `Version "13.1" is not supported. ${VERSIONS}`],
  ['Unsupported OpenAPI version: 4.0.0 ', `Version "4.0.0" is not supported. ${VERSIONS}`],
  ['Unsupported specification', `The member "openapi" is missing. ${VERSIONS}`],
  ['Something else.', 'Something else.'],
])('why a document is not OpenAPI: %s', (message, text) => {
  expect(describeRoot(message)).toBe(text);
});
