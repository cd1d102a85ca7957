import fc from 'fast-check';
import { type Effect, type Probes, type Variation, vary } from './edit.ts';

type Json = Record<string, unknown>;

/** Whether a schema may accept values of a type, by its own keywords. */
export function mayBe(schema: Json, ...types: string[]): boolean {
  if (schema.type === undefined) return true;
  const list = [schema.type].flat();
  return types.some((type) => list.includes(type));
}

/** Narrowing or widening where a type is concerned; neither where no value of it is accepted anyway. */
function where(schema: Json, type: string[], effect: Effect): Effect {
  return mayBe(schema, ...type) ? effect : 'neither';
}

const NUMBER = ['number', 'integer'];

/** Bounds of numbers, whose values go up or down. `up` narrows lower bounds. */
export function numberEdits(schema: Json, is30: boolean): Variation[] {
  const list: Variation[] = [];
  for (const [keyword, sign] of [
    ['minimum', 1],
    ['maximum', -1],
    ['exclusiveMinimum', 1],
    ['exclusiveMaximum', -1],
  ] as const) {
    const old = schema[keyword];
    const bound = keyword.replace('exclusive', '').toLowerCase();
    if (is30 && keyword.startsWith('exclusive')) {
      const at = schema[bound];
      if (typeof at !== 'number') continue;
      const isOn = old === true;
      const effect = where(schema, NUMBER, isOn ? 'widening' : 'narrowing');
      list.push(vary(keyword, schema, isOn ? undefined : true, effect, [at]));
      continue;
    }
    if (typeof old !== 'number') {
      const other = [schema.minimum, schema.maximum, schema.exclusiveMinimum, schema.exclusiveMaximum].find(
        (one) => typeof one === 'number',
      );
      const value = typeof other === 'number' ? other + (sign > 0 ? 0 : 7) : sign > 0 ? 3 : 41;
      // One that is true makes another bound exclusive, as older drafts have it.
      const effect: Effect = old === undefined ? 'narrowing' : 'both';
      list.push(vary(keyword, schema, value, where(schema, NUMBER, effect), around(value)));
      continue;
    }
    const probes = [...around(old), ...around(old + 1), ...around(old - 1), ...around(old * 2)];
    list.push(
      vary(keyword, schema, undefined, where(schema, NUMBER, 'widening'), probes),
      vary(keyword, schema, old + sign, where(schema, NUMBER, 'narrowing'), probes),
      vary(keyword, schema, old - sign, where(schema, NUMBER, 'widening'), probes),
      vary(keyword, schema, old - 10.5 * sign, where(schema, NUMBER, 'widening'), [
        ...probes,
        ...around(old - 9 * sign),
      ]),
    );
  }
  return [...list, ...multipleEdits(schema)];
}

function around(value: number): number[] {
  return [value - 100, value - 2, value - 1, value - 0.5, value, value + 0.5, value + 1, value + 2, value + 100];
}

function multipleEdits(schema: Json): Variation[] {
  const old = schema.multipleOf;
  const probes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30, 50, 60, 100, 0.5, 0.01, 0.02, 1.5, 2.5, -1, -2];
  if (typeof old !== 'number') return [vary('multipleOf', schema, 2, where(schema, NUMBER, 'narrowing'), probes)];
  const times = [1, 2, 3, 4, 5, 6, 10, 20, 30].map((factor) => old * factor);
  const all = [...probes, ...times, old / 2];
  return [
    vary('multipleOf', schema, undefined, where(schema, NUMBER, 'widening'), all),
    vary('multipleOf', schema, old * 2, where(schema, NUMBER, 'narrowing'), all),
    vary('multipleOf', schema, old * 1.5, where(schema, NUMBER, 'both'), all),
  ];
}

/** Sizes of texts, lists and objects. */
export function sizeEdits(schema: Json): Variation[] {
  return (
    [
      ['minLength', 'string'],
      ['maxLength', 'string'],
      ['minItems', 'array'],
      ['maxItems', 'array'],
      ['minProperties', 'object'],
      ['maxProperties', 'object'],
    ] as const
  ).flatMap(([keyword, type]) => {
    const old = schema[keyword];
    const isLower = keyword.startsWith('min');
    const effect = (one: Effect): Effect => where(schema, [type], one);
    const opposite = schema[isLower ? keyword.replace('min', 'max') : keyword.replace('max', 'min')];
    if (typeof old !== 'number') {
      const value = typeof opposite === 'number' ? opposite : isLower ? 2 : 3;
      const variations = [vary(keyword, schema, value, effect('narrowing'), sizes(type, [value]))];
      if (isLower) variations.push(vary(keyword, schema, 0, 'neither'));
      return variations;
    }
    const probes = sizes(type, [old, old + 1, old - 1, old + 5]);
    const list = [
      vary(keyword, schema, undefined, effect(isLower && old <= 0 ? 'neither' : 'widening'), probes),
      vary(keyword, schema, old + 1, effect(isLower ? 'narrowing' : 'widening'), probes),
    ];
    if (old > 0) list.push(vary(keyword, schema, old - 1, effect(isLower ? 'widening' : 'narrowing'), probes));
    return list;
  });
}

/** Values of a type around sizes, made of a valid one where there is one. */
function sizes(type: 'string' | 'array' | 'object', wanted: number[]): Probes {
  const numbers = [...new Set(wanted.flatMap((one) => [one - 1, one, one + 1]))].filter(
    (one) => one >= 0 && one < 70_000,
  );
  return (valid) =>
    numbers.flatMap((size): unknown[] => {
      if (type === 'string') {
        const text = typeof valid === 'string' && valid !== '' ? valid : 'a';
        return [text.repeat(Math.ceil(size / text.length) || 1).slice(0, size), 'a'.repeat(size), '7'.repeat(size)];
      }
      if (size > 300) return [];
      if (type === 'array') {
        const items = Array.isArray(valid) && valid.length > 0 ? valid : ['a'];
        const repeated = Array.from({ length: size }, (_, index) => items[index % items.length]);
        return [repeated, repeated.map((item, index) => differing(item, index))];
      }
      const entries = Object.entries(typeof valid === 'object' && valid !== null ? valid : {});
      const more = Array.from({ length: size }, (_, index): [string, unknown] => [
        `k${index}`,
        entries[0]?.[1] ?? index,
      ]);
      const strings = more.map(([key], index): [string, unknown] => [key, String(index)]);
      return [more, strings].map((list) => Object.fromEntries([...entries, ...list].slice(0, size)));
    });
}

function differing(item: unknown, index: number): unknown {
  if (typeof item === 'string') return index === 0 ? item : `${item}${index}`;
  if (typeof item === 'number') return item + index;
  return item;
}

const FORMATS: Record<string, string[]> = {
  date: ['2024-02-29', '2026-11-21'],
  'date-time': ['2026-11-21T09:30:00Z', '2024-02-29T00:00:00.5+01:00'],
  time: ['09:30:00Z'],
  duration: ['P1D', 'PT30M'],
  email: ['ann@example.com'],
  hostname: ['www.example.com'],
  ipv4: ['192.0.2.1'],
  ipv6: ['2001:db8::1'],
  uri: ['https://example.com/a?b=c'],
  'uri-reference': ['/a?b=c'],
  'uri-template': ['https://example.com/{id}'],
  url: ['https://example.com/a'],
  uuid: ['0b4f3f6e-5f0e-4c63-9b7e-0d2f4a6c8e10'],
  byte: ['UmV4'],
  'json-pointer': ['/a/0'],
  regex: ['^a+$'],
};
const OTHER_TEXTS = ['', 'a', 'abc', 'ABC 123', '~', 'zz zz', '12', 'no', '%', '\\\\a b', '{', '(', '***'];

/** Texts that a format accepts. */
export function textsOf(format: unknown): string[] {
  return FORMATS[String(format)] ?? [];
}

/** Texts that match a pattern, always the same ones. */
export function matching(pattern: string, count = 6): string[] {
  const before = MATCHING.get(pattern);
  if (before !== undefined) return before.slice(0, count);
  let texts: string[] = [];
  try {
    texts = fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: 40, seed: 7 });
  } catch {
    // The pattern has something that no text is made of here. Such places have the texts of others.
  }
  MATCHING.set(pattern, texts);
  return texts.slice(0, count);
}

const MATCHING = new Map<string, string[]>();

export function textEdits(schema: Json): Variation[] {
  const effect = (one: Effect): Effect => where(schema, ['string'], one);
  const { pattern, format } = schema;
  const list: Variation[] = [];
  const own = typeof pattern === 'string' ? matching(pattern) : [];
  const others = [...OTHER_TEXTS, ...textsOf(format)];
  const added = '^[a-c]{1,3}$';
  if (typeof pattern === 'string') {
    const probes = [...own, ...others, ...matching(added)];
    list.push(vary('pattern', schema, undefined, effect('widening'), probes));
    list.push(vary('pattern', schema, added, effect('both'), probes));
  } else {
    const probes = (valid: unknown): unknown[] => [valid, ...others, ...matching(added)];
    list.push(vary('pattern', schema, added, effect('narrowing'), probes));
  }
  // Formats of numbers and those that only describe a value are not held to a set of texts that is written down here.
  const known = format === undefined || Object.hasOwn(FORMATS, String(format));
  const changed = format === 'date' ? 'uuid' : 'date';
  const probes = (valid: unknown): unknown[] => [valid, ...own, ...others, ...textsOf(changed)];
  const effectOf = (one: Effect): Effect => (known ? effect(one) : 'policy');
  if (format === undefined) list.push(vary('format', schema, 'date', effect('narrowing'), probes));
  else list.push(vary('format', schema, changed, effectOf('both'), probes));
  if (format !== undefined) list.push(vary('format', schema, undefined, effectOf('widening'), probes));
  // A format that nobody checks tells readers something all the same.
  list.push(vary('format', schema, 'x-own-format', format === undefined ? 'policy' : effectOf('widening'), probes));
  return list;
}

const BASICS: unknown[] = ['a', '', 0, 1, 1.5, -1, true, false, null, [], {}, 'other-value', 12345];

export function enumEdits(schema: Json): Variation[] {
  const list: Variation[] = [];
  const probes = (valid: unknown): unknown[] => [valid, ...BASICS, ...(Array.isArray(schema.enum) ? schema.enum : [])];
  if (Array.isArray(schema.enum)) {
    const values = schema.enum;
    const more = typeof values[0] === 'number' ? 12345 : 'other-value';
    list.push(
      vary('enum', schema, [...values, more], 'widening', probes, 'one value more'),
      vary('enum', schema, undefined, 'widening', probes),
      vary('enum', schema, values.toReversed(), 'neither', undefined, 'reversed'),
    );
    if (values.length > 1) {
      list.push(
        vary('enum', schema, values.slice(1), 'narrowing', probes, 'without the first value'),
        vary('enum', schema, [...values.slice(0, -1), more], 'both', probes, 'the last value is another'),
      );
    }
  } else {
    const value = mayBe(schema, 'string') ? 'a' : mayBe(schema, ...NUMBER) ? 1 : mayBe(schema, 'boolean') ? true : null;
    list.push(vary('enum', schema, [value], 'narrowing', probes));
  }
  if (schema.const === undefined) {
    const value = mayBe(schema, 'string') ? 'a' : mayBe(schema, ...NUMBER) ? 1 : true;
    list.push(vary('const', schema, value, 'narrowing', probes));
  } else {
    list.push(vary('const', schema, undefined, 'widening', (valid) => [schema.const, ...BASICS, valid]));
    list.push(vary('const', schema, 'other-value', 'both', [schema.const, ...BASICS]));
  }
  return list;
}

export function typeEdits(schema: Json, is30: boolean): Variation[] {
  const list: Variation[] = [];
  const probes = (valid: unknown): unknown[] => [valid, ...BASICS, { a: 1 }, ['a'], [1]];
  const types = [schema.type ?? []].flat().map(String);
  if (schema.type === undefined) list.push(vary('type', schema, 'string', 'narrowing', probes));
  else {
    const other = types.includes('string') ? 'integer' : 'string';
    list.push(vary('type', schema, undefined, 'widening', probes), vary('type', schema, other, 'both', probes));
    if (!is30) {
      list.push(vary('type', schema, [...types, other], 'widening', probes));
      if (types.length > 1) {
        list.push(vary('type', schema, types.slice(1), 'narrowing', probes));
        list.push(vary('type', schema, types.toReversed(), 'neither', undefined, 'reversed'));
      } else list.push(vary('type', schema, types, 'neither', undefined, 'as a list'));
      if (!types.includes('null')) list.push(vary('type', schema, [...types, 'null'], 'widening', probes));
    }
    if (types.includes('integer') && !types.includes('number')) {
      const wide = types.map((type) => (type === 'integer' ? 'number' : type));
      list.push(vary('type', schema, wide.length === 1 ? wide[0] : wide, 'widening', probes));
    }
    if (types.includes('number')) {
      const narrow = types.map((type) => (type === 'number' ? 'integer' : type));
      list.push(vary('type', schema, narrow.length === 1 ? narrow[0] : narrow, 'narrowing', probes));
    }
  }
  if (is30 && schema.type !== undefined) {
    const isNullable = schema.nullable === true;
    const effect = isNullable ? 'widening' : 'narrowing';
    const off = { ...vary('type', schema, schema.type, effect === 'widening' ? 'narrowing' : 'widening', probes) };
    list.push({ ...off, label: 'nullable', set: { nullable: isNullable ? undefined : true } });
  }
  return list;
}
