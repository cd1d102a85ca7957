import { describe, expect, test } from 'vitest';
import { appendIndex, appendName, appendToken, isCut } from '../../../src/contract/serve/paths.ts';
import { toViolations, VIOLATIONS_LISTED } from '../../../src/contract/serve/violations.ts';

describe('a path is written', () => {
  test.each([
    ['', 'name', 'name'],
    ['a', 'name', 'a.name'],
    ['a', 'größe-1_$', 'a.größe-1_$'],
    ['a', '1st', 'a["1st"]'],
    ['a', '-b', 'a["-b"]'],
    ['a', 'b c', 'a["b c"]'],
    ['a', '', 'a[""]'],
    ['', 'b.c', '["b.c"]'],
    ['a', '"', 'a["\\""]'],
    ['a', '\ud800', 'a["\ufffd"]'],
  ])('%j and the name %j: %j', (path, name, expected) => {
    expect(appendName(path, name)).toBe(expected);
  });

  test('with positions in brackets', () => {
    expect([appendIndex('a', 2), appendIndex('', '0')]).toEqual(['a[2]', '[0]']);
  });

  test('with names of 100 characters at most, none cut in two', () => {
    expect(appendName('', 'n'.repeat(100))).toBe('n'.repeat(100));
    expect(appendName('', 'n'.repeat(101))).toBe(`["${'n'.repeat(100)}…"]`);
    expect(appendName('', `${'n'.repeat(99)}🐈`)).toBe(`["${'n'.repeat(99)}…"]`);
    expect(appendName('', `${'n'.repeat(98)}🐈n`)).toBe(`["${'n'.repeat(98)}🐈…"]`);
    expect(appendToken('', `${'n'.repeat(99)}🐈`)).toBe(`/${'n'.repeat(99)}…`);
  });

  test('of 500 characters at most', () => {
    const path = 'p'.repeat(499);
    expect([appendIndex('p'.repeat(497), 1), isCut('p'.repeat(500))]).toEqual([`${'p'.repeat(497)}[1]`, false]);
    const cut = appendName(path, 'a');
    expect([cut, isCut(cut)]).toEqual([`${path}.…`, true]);
    for (const longer of [appendName(cut, 'b'), appendIndex(cut, 1), appendToken(cut, 'b')]) expect(longer).toBe(cut);
  });

  test('as a JSON Pointer, too (RFC 6901)', () => {
    expect(['a~b', 'c/d', 3, '\ud800', 'n'.repeat(100)].reduce<string>(appendToken, '')).toBe(
      `/a~0b/c~1d/3/\ufffd/${'n'.repeat(100)}`,
    );
    expect(appendToken('', 'n'.repeat(101))).toBe(`/${'n'.repeat(100)}…`);
  });
});

type Given = {
  keyword: string;
  params?: object;
  instancePath?: string;
  schemaPath?: string;
  parentSchema?: object;
  propertyName?: string;
};
const violationsOf = (errors: Given[], root: unknown = {}, place: 'body' | 'query' = 'body') =>
  toViolations(
    errors.map((error) => ({ instancePath: '', schemaPath: '#', params: {}, ...error })),
    root,
    place,
  );
const messageOf = (keyword: string, params: object = {}, parentSchema: object = {}, place: 'body' | 'query' = 'body') =>
  violationsOf([{ keyword, params, parentSchema }], {}, place)[0]?.message;

describe('a violation has a message', () => {
  test.each<[string, object, string]>([
    ['dependentRequired', { property: 'a', missingProperty: 'b' }, 'is required beside "a"'],
    ['type', { type: ['string', 'null'] }, 'must be a string or null'],
    ['type', { type: 'number' }, 'must be a number'],
    ['type', { type: 'boolean' }, 'must be true or false'],
    ['type', { type: 'array' }, 'must be a list'],
    ['enum', { allowedValues: ['', 'a', 1] }, 'must be one of empty, a or 1'],
    ['enum', { allowedValues: ['a'] }, 'must be a'],
    ['const', { allowedValue: '' }, 'must be empty'],
    ['const', { allowedValue: null }, 'must be null'],
    ['minLength', { limit: 1 }, 'must not be empty'],
    ['minLength', { limit: 2 }, 'must have at least 2 characters'],
    ['maxLength', { limit: 2 }, 'must have at most 2 characters'],
    ['minItems', { limit: 1 }, 'must have at least 1 items'],
    ['maxItems', { limit: 2 }, 'must have at most 2 items'],
    ['minimum', { limit: 1 }, 'must be at least 1'],
    ['maximum', { limit: 1 }, 'must be at most 1'],
    ['exclusiveMinimum', { limit: 1 }, 'must be greater than 1'],
    ['exclusiveMaximum', { limit: 1 }, 'must be less than 1'],
    ['multipleOf', { multipleOf: 5 }, 'must be a multiple of 5'],
    ['pattern', { pattern: '^a' }, 'must match ^a'],
    ['format', { format: 'date' }, 'must be a valid date'],
    ['minProperties', { limit: 1 }, 'must have at least 1 properties'],
    ['maxProperties', { limit: 1 }, 'must have at most 1 properties'],
    ['uniqueItems', {}, 'must not contain the same item twice'],
    ['contains', { minContains: 1 }, 'must contain at least 1 items that match "contains"'],
    ['oneOf', { passingSchemas: null }, 'matches none of its schemas'],
    ['oneOf', { passingSchemas: [0, 1] }, 'matches more than one of its schemas'],
    ['anyOf', {}, 'matches none of its schemas'],
    ['not', {}, 'matches a schema that is not allowed'],
    ['false schema', {}, 'is not allowed'],
    ['other', {}, 'violates the keyword "other"'],
  ])('%s of %j: %s', (keyword, params, message) => {
    expect(messageOf(keyword, params)).toBe(message);
  });

  test('or those of its author, for a pattern or a format', () => {
    expect(messageOf('pattern', { pattern: '^a' }, { 'x-message': 'must begin with a' })).toBe('must begin with a');
    expect(messageOf('format', { format: 'date' }, { 'x-message': 5 })).toBe('must be a valid date');
    expect(messageOf('minimum', { limit: 1 }, { 'x-message': 'must' })).toBe('must be at least 1');
  });

  test('and up to twenty values, then three of them', () => {
    const values = Array.from({ length: 21 }, (_, index) => index);
    expect(messageOf('enum', { allowedValues: values.slice(1) })).toMatch(/^must be one of 1, 2, .* or 20$/);
    expect(messageOf('enum', { allowedValues: values })).toBe('must be one of the 21 allowed values, such as 0, 1, 2');
  });

  test('and what a direction rejects is read-only or write-only', () => {
    expect(messageOf('not', {}, { not: {}, readOnly: true })).toBe('is read-only');
    expect(messageOf('not', {}, { not: {}, writeOnly: true })).toBe('is write-only');
    expect(messageOf('type', { type: 'null' }, { readOnly: true })).toBe('must be null');
    expect(violationsOf([{ keyword: 'not', parentSchema: { readOnly: true } }])[0]?.keyword).toBe('readOnly');
  });
});

describe('a violation has its place', () => {
  const pathsOf = (errors: Given[], root?: unknown, place?: 'body' | 'query') =>
    violationsOf(errors, root, place).map(({ path, pointer }) => [path, pointer]);

  test('of what is missing or unknown, too', () => {
    expect(
      pathsOf(
        [
          { keyword: 'required', params: { missingProperty: 'b' }, instancePath: '/a/0' },
          { keyword: 'additionalProperties', params: { additionalProperty: 'c d' } },
          { keyword: 'unevaluatedProperties', params: { unevaluatedProperty: 'e' } },
          { keyword: 'propertyNames', params: { propertyName: 'f' } },
          { keyword: 'minLength', params: { limit: 3 }, propertyName: 'g' },
        ],
        { a: [{}] },
      ),
    ).toEqual([
      ...[
        ['a[0].b', '/a/0/b'],
        ['["c d"]', '/c d'],
        ['e', '/e'],
        ['f', '/f'],
        ['g', '/g'],
      ],
    ]);
    const [named] = violationsOf([{ keyword: 'minLength', params: { limit: 3 }, propertyName: 'g' }]);
    expect(named?.message).toBe('has a name that is not allowed: it must have at least 3 characters');
  });

  test('below the name of a parameter, which stays as it is', () => {
    const at = (instancePath: string, root: unknown) =>
      pathsOf([{ keyword: 'type', params: { type: 'x' }, instancePath }], root, 'query')[0]?.[0];
    expect(at('/a b', { 'a b': 1 })).toBe('a b');
    expect(at('/ids/0', { ids: ['x'] })).toBe('ids[0]');
    expect(at('/ids/0', { ids: 'x' })).toBe('ids[0]');
    expect(at('/place/lat', { place: { lat: 1 } })).toBe('place.lat');
    expect(messageOf('additionalProperties', { additionalProperty: 'x' }, {}, 'query')).toBe(
      'is not a known parameter',
    );
  });

  test('of a name of its own for each name, however short or long', () => {
    const names = ['a', 'b', 'n'.repeat(101)];
    const ofNames = names.map((propertyName) => ({ keyword: 'maxLength', params: { limit: 0 }, propertyName }));
    const unknown = names.map((name) => ({ keyword: 'additionalProperties', params: { additionalProperty: name } }));
    const paths = ['a', 'b', `["${'n'.repeat(100)}…"]`];
    for (const errors of [ofNames, unknown, [...ofNames, ...unknown]])
      expect(pathsOf(errors).map(([path]) => path)).toEqual(paths);
  });

  test('each once, with its first message', () => {
    const errors = [
      { keyword: 'type', params: { type: 'string' }, instancePath: '/a' },
      { keyword: 'maxLength', params: { limit: 1 }, instancePath: '/a' },
    ];
    expect(violationsOf(errors).map(({ keyword }) => keyword)).toEqual(['type']);
  });

  test('and of many one more is listed than an error response names', () => {
    const many = Array.from({ length: 500 }, (_, index) => ({
      keyword: 'type',
      params: { type: 'null' },
      instancePath: `/${index}`,
    }));
    expect([VIOLATIONS_LISTED, violationsOf(many).length]).toEqual([100, 101]);
    expect(toViolations(null, {}, 'body')).toEqual([]);
  });
});

describe('of alternatives only the intended one is reported', () => {
  const composed = (keyword = 'oneOf') => ({ keyword, schemaPath: '#/oneOf', params: { passingSchemas: null } });
  const at = (branch: number, keyword: string, instancePath = '', params: object = {}) => ({
    ...{ keyword, instancePath, params, schemaPath: `#/oneOf/${branch}/x/${keyword}` },
  });
  const told = (...errors: Given[]) =>
    violationsOf(errors).map(({ path, keyword, message }) => `${path} ${keyword}: ${message}`);

  test('whose fixed values fit', () => {
    expect(
      told(at(0, 'const', '/kind', { allowedValue: 'a' }), at(1, 'type', '/size', { type: 'integer' }), composed()),
    ).toEqual(['size type: must be an integer']);
  });

  test('or all values where none fits', () => {
    expect(
      told(
        at(0, 'const', '/kind', { allowedValue: 'a' }),
        at(1, 'enum', '/kind', { allowedValues: ['b', 'a'] }),
        composed('anyOf'),
      ),
    ).toEqual(['kind enum: must be one of a or b']);
  });

  test('or the one whose type fits, then that with the fewest errors', () => {
    expect(
      told(
        at(0, 'type', '', { type: 'string' }),
        at(1, 'type', '/a', { type: 'null' }),
        at(1, 'type', '/b', { type: 'null' }),
        composed(),
      ),
    ).toEqual(['a type: must be null', 'b type: must be null']);
    expect(
      told(
        at(0, 'type', '/a', { type: 'null' }),
        at(0, 'type', '/b', { type: 'null' }),
        at(1, 'type', '/c', { type: 'null' }),
        composed(),
      ),
    ).toEqual(['c type: must be null']);
    expect(
      told(
        at(0, 'type', '', { type: 'string' }),
        at(0, 'minLength', '/a', { limit: 1 }),
        ...['/b', '/c', '/d'].map((path) => at(1, 'type', path, { type: 'null' })),
        composed(),
      ),
    ).toEqual(['b type: must be null', 'c type: must be null', 'd type: must be null']);
  });

  test('and errors before them stay', () => {
    expect(
      told(
        { keyword: 'type', params: { type: 'null' }, instancePath: '/z', schemaPath: '#/properties/z' },
        composed('anyOf'),
      ),
    ).toEqual(['z type: must be null', ' anyOf: matches none of its schemas']);
  });
});
