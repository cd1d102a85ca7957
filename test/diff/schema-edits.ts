import { isObject } from '../../src/contract/document/references.ts';
import { annotationEdits, combinationEdits } from './combination-edits.ts';
import { type Effect, type Variation, vary } from './edit.ts';
import { enumEdits, mayBe, numberEdits, sizeEdits, textEdits, typeEdits } from './scalar-edits.ts';

type Json = Record<string, unknown>;

/** What the edits of a schema need to know of the document around it. */
export type SchemaContext = { is30: boolean; components: string[]; target: (reference: string) => unknown };

/** Every edit of a schema's keywords. */
export function schemaEdits(schema: Json, context: SchemaContext): Variation[] {
  if (typeof schema.$ref === 'string' && context.is30) {
    // Members beside a reference say nothing in 3.0 (OAS 3.0 §4.7.23).
    return [...referenceEdits(schema, context), vary('maximum', schema, 3, 'neither', undefined, 'beside $ref')];
  }
  const edits = [
    ...referenceEdits(schema, context),
    ...typeEdits(schema, context.is30),
    ...enumEdits(schema),
    ...numberEdits(schema, context.is30),
    ...sizeEdits(schema),
    ...textEdits(schema),
    ...objectEdits(schema, context.is30),
    ...arrayEdits(schema, context.is30),
    ...combinationEdits(schema, context.is30),
    ...annotationEdits(schema, context.is30),
  ];
  return context.is30 ? edits.filter(({ keyword }) => !NOT_IN_30.has(keyword)) : edits;
}

/** Keywords that a schema of OAS 3.0 does not have (§4.7.24). */
const NOT_IN_30 = new Set(
  `const contains minContains maxContains prefixItems patternProperties propertyNames unevaluatedItems
  unevaluatedProperties dependentRequired dependentSchemas if then else $comment $anchor $dynamicAnchor $dynamicRef $defs
  contentEncoding contentMediaType contentSchema examples`.split(/\s+/),
);

function referenceEdits(schema: Json, { components, target }: SchemaContext): Variation[] {
  if (typeof schema.$ref !== 'string') return [];
  const list: Variation[] = [];
  // Nothing refers to it yet, so that no schema comes to contain itself.
  const other = components.find((name) => name === 'UnusedByAnything');
  const probes = [0, 1, 'a', true, null, [], {}, { a: 1 }];
  if (other !== undefined) list.push(vary('$ref', schema, `#/components/schemas/${other}`, 'both', probes));
  const { $ref, ...others } = schema;
  const found = target(schema.$ref);
  if (Object.keys(others).length === 0 && isObject(found)) {
    list.push({
      keyword: '$ref',
      action: 'remove',
      label: 'inlined',
      set: { $ref: undefined, ...found },
      effect: 'neither',
    });
  }
  list.push({ ...vary('$ref', schema, undefined, 'widening', probes) });
  return list;
}

function entriesOf(value: unknown): [string, unknown][] {
  return Object.entries(isObject(value) ? value : {});
}

/** Objects as they are, without one member each, and with further members. */
function objectsOf(...names: string[]) {
  return (valid: unknown): unknown[] => {
    const base = isObject(valid) ? valid : {};
    const without = [...names, ...Object.keys(base)].map((name) => {
      const { [name]: _, ...rest } = base;
      return rest;
    });
    const values: unknown[] = ['a', 'abcd', 1, 12.5, true, null, {}, ['a']];
    const added = names.flatMap((name) => values.map((value) => ({ ...base, [name]: value })));
    const extra = ['extra', 'x-a', 'LONG_NAME_0'].flatMap((name) => [
      { ...base, [name]: 'a' },
      { ...base, [name]: 1 },
    ]);
    const alone = names.flatMap((name) => values.map((value) => ({ [name]: value })));
    return [base, {}, ...without, ...added, ...extra, ...alone, 'a', 1];
  };
}

function objectEdits(schema: Json, is30: boolean): Variation[] {
  const list: Variation[] = [];
  const effect = (one: Effect): Effect => (mayBe(schema, 'object') ? one : 'neither');
  const properties = entriesOf(schema.properties);
  const names = properties.map(([name]) => name);
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const optional = names.find((name) => !required.includes(name));
  const [first] = required;

  for (const name of [optional, 'undeclared-name']) {
    if (name === undefined) continue;
    list.push(vary('required', schema, [...required, name], effect('narrowing'), objectsOf(name)));
  }
  if (first !== undefined) {
    const rest = required.slice(1);
    list.push(
      vary('required', schema, is30 && rest.length === 0 ? undefined : rest, effect('widening'), objectsOf(first)),
    );
    list.push(vary('required', schema, undefined, effect('widening'), objectsOf(...required)));
    if (required.length > 1)
      list.push(vary('required', schema, required.toReversed(), 'neither', undefined, 'reversed'));
  } else if (!is30) list.push(vary('required', schema, [], 'neither'));

  // What a further property does depends on what is said of those that are not declared, so that the oracle decides.
  const own = isObject(schema.properties) ? schema.properties : {};
  const property = { type: 'integer', minimum: 3 };
  list.push(vary('properties', schema, { ...own, added: property }, effect('both'), objectsOf('added'), 'one more'));
  const isOpen = schema.additionalProperties === undefined && schema.unevaluatedProperties === undefined;
  const any = effect(isOpen && schema.patternProperties === undefined ? 'neither' : 'both');
  list.push(vary('properties', schema, { ...own, anything: {} }, any, objectsOf('anything'), 'one more of any value'));
  const [name, value] = properties[0] ?? [];
  if (name !== undefined) {
    const { [name]: _, ...rest } = own;
    list.push(
      vary('properties', schema, rest, effect('both'), objectsOf(name), 'one less'),
      vary(
        'properties',
        schema,
        { ...rest, [`${name}2`]: value },
        effect('both'),
        objectsOf(name, `${name}2`),
        'renamed',
      ),
      vary('properties', schema, Object.fromEntries(properties.toReversed()), 'neither', undefined, 'reversed'),
      vary('properties', schema, undefined, effect('both'), objectsOf(...names.slice(0, 6))),
    );
  }
  return [...list, ...furtherPropertyEdits(schema, effect, names)];
}

function furtherPropertyEdits(schema: Json, effect: (one: Effect) => Effect, names: string[]): Variation[] {
  const list: Variation[] = [];
  for (const keyword of ['additionalProperties', 'unevaluatedProperties'] as const) {
    const old = schema[keyword];
    const probes = objectsOf('extra', ...names.slice(0, 2));
    if (old !== false) list.push(vary(keyword, schema, false, effect('narrowing'), probes));
    if (old === undefined) {
      // Anything may be added before too, but what stands in `unevaluatedProperties` sees these as evaluated.
      const any =
        keyword === 'additionalProperties' && schema.unevaluatedProperties !== undefined ? 'widening' : 'neither';
      list.push(
        vary(keyword, schema, true, any, probes),
        vary(keyword, schema, { type: 'string' }, effect('narrowing'), probes),
      );
    } else {
      const isAny = old === true || (isObject(old) && Object.keys(old).length === 0);
      const gone =
        isAny && schema.unevaluatedProperties === undefined ? 'neither' : effect(isAny ? 'narrowing' : 'both');
      list.push(vary(keyword, schema, undefined, gone, probes));
      list.push(vary(keyword, schema, { type: 'integer' }, effect(old === false ? 'widening' : 'both'), probes));
    }
  }
  const patterns = isObject(schema.patternProperties) ? schema.patternProperties : {};
  list.push(
    vary('patternProperties', schema, { ...patterns, '^x-': { type: 'integer' } }, effect('both'), objectsOf('x-a')),
    vary(
      'propertyNames',
      schema,
      { maxLength: 3 },
      effect(schema.propertyNames === undefined ? 'narrowing' : 'both'),
      objectsOf('abc', 'abcd'),
    ),
    vary('dependentRequired', schema, { extra: ['other'] }, effect('both'), (valid) => [
      ...objectsOf('extra', 'other')(valid),
      { ...(isObject(valid) ? valid : {}), extra: 1, other: 1 },
    ]),
    vary('dependentSchemas', schema, { extra: { required: ['other'] } }, effect('both'), objectsOf('extra', 'other')),
  );
  for (const keyword of ['patternProperties', 'propertyNames', 'dependentRequired', 'dependentSchemas']) {
    if (schema[keyword] === undefined) continue;
    const held = isObject(schema[keyword]) ? Object.keys(schema[keyword]) : [];
    list.push(
      vary(keyword, schema, undefined, effect('both'), objectsOf(...held, 'x-a', 'extra', 'VERY_LONG_NAME', '1 a')),
    );
  }
  return list;
}

const LISTS = (valid: unknown): unknown[] => {
  const items = Array.isArray(valid) ? valid : [];
  const [first] = items;
  return [
    items,
    [],
    items.slice(1),
    [...items, ...items],
    [...items, first],
    [1],
    ['a'],
    ['a', 'a'],
    [1, 1],
    [1, 2],
    ['a', 'b'],
  ]
    .concat([
      ['b', 'a', 'a'],
      [{}],
      [null],
      [true],
      [...items, 'extra'],
      [...items, 1],
      ['a', 1],
      [1, 'a'],
      [1, 2, 3, 4],
    ])
    .concat([[...items, null], ['a', 'b', 'c'], [1.5], ['abcdefgh']]);
};

function arrayEdits(schema: Json, is30: boolean): Variation[] {
  const effect = (one: Effect): Effect => (mayBe(schema, 'array') ? one : 'neither');
  const list: Variation[] = [];
  const isUnique = schema.uniqueItems === true;
  list.push(
    vary('uniqueItems', schema, isUnique ? undefined : true, effect(isUnique ? 'widening' : 'narrowing'), LISTS),
  );
  if (!isUnique) list.push(vary('uniqueItems', schema, false, 'neither'));
  if (schema.items === undefined) {
    if (!is30)
      list.push(vary('items', schema, true, schema.unevaluatedItems === undefined ? 'neither' : 'widening', LISTS));
    list.push(vary('items', schema, { type: 'string' }, effect('narrowing'), LISTS));
  } else {
    const items = isObject(schema.items) ? schema.items : {};
    const other = [items.type].flat().includes('string') ? 'integer' : 'string';
    list.push(vary('items', schema, { type: other }, effect('both'), LISTS));
    if (!is30)
      list.push(
        vary('items', schema, undefined, effect(schema.unevaluatedItems === undefined ? 'widening' : 'both'), LISTS),
      );
  }
  for (const [keyword, value] of [
    ['prefixItems', [{ type: 'string' }, { type: 'integer' }]],
    ['contains', { const: 'a' }],
    ['unevaluatedItems', false],
  ] as const) {
    const isNew = schema[keyword] === undefined;
    list.push(vary(keyword, schema, value, effect(isNew && keyword !== 'prefixItems' ? 'narrowing' : 'both'), LISTS));
    if (!isNew) list.push(vary(keyword, schema, undefined, effect('both'), LISTS));
  }
  const counts = schema.contains === undefined ? 'neither' : 'both';
  for (const [keyword, value] of [
    ['minContains', 2],
    ['maxContains', 2],
  ] as const) {
    list.push(vary(keyword, schema, value, effect(counts), LISTS));
    if (schema[keyword] !== undefined) list.push(vary(keyword, schema, undefined, effect(counts), LISTS));
  }
  return list;
}
