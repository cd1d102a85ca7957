import { type Effect, type Variation, vary } from './edit.ts';

/** As a name, because an object with this property is taken for a promise. */
const THEN = 'then';

type Json = Record<string, unknown>;

export function combinationEdits(schema: Json, is30: boolean): Variation[] {
  const list: Variation[] = [];
  const probes = (valid: unknown): unknown[] => [
    valid,
    'a',
    '',
    'abcdef',
    0,
    1,
    7,
    12.5,
    true,
    null,
    [],
    ['a'],
    {},
    { a: 1 },
  ];
  const branch = { type: 'string', maxLength: 2 };
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
    const branches = Array.isArray(schema[keyword]) ? schema[keyword] : [];
    const isAll = keyword === 'allOf';
    const more: Effect = isAll || branches.length === 0 ? 'narrowing' : keyword === 'anyOf' ? 'widening' : 'both';
    list.push(vary(keyword, schema, [...branches, branch], more, probes, 'one branch more'));
    if (branches.length === 0) continue;
    const less: Effect = isAll ? 'widening' : keyword === 'anyOf' ? 'narrowing' : 'both';
    list.push(
      vary(keyword, schema, undefined, schema.unevaluatedProperties === undefined ? 'widening' : 'both', probes),
    );
    if (branches.length > 1) {
      list.push(vary(keyword, schema, branches.slice(1), less, probes, 'without the first branch'));
      list.push(vary(keyword, schema, branches.toReversed(), 'neither', undefined, 'reversed'));
    }
  }
  list.push(vary('not', schema, { type: 'string' }, schema.not === undefined ? 'narrowing' : 'both', probes));
  if (schema.not !== undefined) list.push(vary('not', schema, undefined, 'widening', probes));
  if (is30) return list;
  const condition = { type: 'string' };
  if (schema.if === undefined) {
    list.push(
      vary(
        'if',
        schema,
        condition,
        schema.then === undefined && schema.else === undefined ? 'neither' : 'narrowing',
        probes,
      ),
      vary('then', schema, { maxLength: 2 }, 'neither'),
      vary('else', schema, { maxLength: 2 }, 'neither'),
    );
    const both = { if: condition, [THEN]: { maxLength: 2 } };
    list.push({ keyword: 'then', action: 'add', label: 'if and then', set: both, effect: 'narrowing', probes });
    const other = { if: condition, else: { maximum: 5 } };
    list.push({ keyword: 'else', action: 'add', label: 'if and else', set: other, effect: 'narrowing', probes });
  } else {
    for (const keyword of ['if', 'then', 'else']) {
      const isThere = schema[keyword] !== undefined;
      if (isThere) list.push(vary(keyword, schema, undefined, keyword === 'if' ? 'both' : 'widening', probes));
      else list.push(vary(keyword, schema, { maxProperties: 1 }, 'narrowing', probes));
    }
  }
  return list;
}

/** Keywords that say nothing of what is valid (JSON Schema 2020-12 validation §8, §9). */
export function annotationEdits(schema: Json, is30: boolean): Variation[] {
  const list: Variation[] = [];
  const values: [string, unknown][] = [
    ['title', 'Another title'],
    ['description', 'Another description.'],
    ['deprecated', schema.deprecated === true ? undefined : true],
    ['examples', ['another']],
    ['example', 'another'],
    ['$comment', 'Another comment.'],
    ['externalDocs', { url: 'https://example.com/docs' }],
    ['$anchor', 'another'],
    ['$dynamicAnchor', 'dynamic'],
    ['$defs', { another: { type: 'string' } }],
  ];
  for (const [keyword, value] of values) {
    if (is30 && keyword === 'examples') continue;
    // References to the old name would lead nowhere.
    if (/nchor$/.test(keyword) && schema[keyword] !== undefined) continue;
    list.push(vary(keyword, schema, value, 'neither'));
    if (schema[keyword] !== undefined && value !== undefined && !keyword.startsWith('$')) {
      list.push(vary(keyword, schema, undefined, 'neither'));
    }
  }
  // They say how a value is written in some media types, or what a server does with values that are left out.
  list.push(vary('default', schema, schema.default === undefined ? 'a' : undefined, 'policy'));
  list.push(vary('xml', schema, { name: 'another' }, 'policy'));
  list.push(vary('contentSchema', schema, { type: 'object' }, 'policy'));
  list.push(
    vary('contentEncoding', schema, 'base64', 'policy'),
    vary('contentMediaType', schema, 'image/png', 'policy'),
  );
  if (schema.oneOf !== undefined || schema.anyOf !== undefined || schema.discriminator !== undefined) {
    list.push(
      vary(
        'discriminator',
        schema,
        schema.discriminator === undefined ? { propertyName: 'kind' } : undefined,
        'policy',
      ),
    );
  }
  for (const mark of ['readOnly', 'writeOnly']) {
    list.push(vary(mark, schema, schema[mark] === true ? undefined : true, 'both', (valid) => [valid]));
  }
  return list;
}
