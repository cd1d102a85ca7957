import fc from 'fast-check';

const SMALL = fc.integer({ min: 0, max: 4 });
const NAME = fc.constantFrom('a', 'b', 'x-c');
const SCALAR = fc.constantFrom<unknown>(null, true, false, 0, 1, 2.5, -3, '', 'a', 'ab', 'A1', 'rex@example.com');

/** JSON values among which random schemas tell: small ones, of few names. */
export const VALUES: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 2 },
    SCALAR,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(NAME, fc.constantFrom('z', 'x-d')), tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** Random schemas of JSON Schema 2020-12, with every assertion and applicator. */
export const SCHEMAS = schemasWith([]);

/** fast-check makes objects without a prototype, on which Ajv fails. */
export function plain<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}

/** The same with references to components. */
export function schemasWith(components: readonly string[]): fc.Arbitrary<unknown> {
  const references = components.map((name) => ({ $ref: `#/components/schemas/${name}` }));
  return fc.letrec((tie) => ({ schema: contentOf(tie('schema'), references) })).schema;
}

function contentOf(schema: fc.Arbitrary<unknown>, references: readonly object[]) {
  const list = (most = 3) => fc.array(schema, { minLength: 1, maxLength: most });
  const types = fc.constantFrom('null', 'boolean', 'integer', 'number', 'string', 'array', 'object');
  const members = {
    properties: fc.dictionary(NAME, schema, { maxKeys: 2 }),
    patternProperties: fc.dictionary(fc.constantFrom('^x-', '^a'), schema, { maxKeys: 1 }),
    additionalProperties: schema,
    required: fc.uniqueArray(NAME, { maxLength: 2 }),
    minProperties: SMALL,
    maxProperties: SMALL,
    propertyNames: fc.constantFrom<unknown>({ pattern: '^[a-z]' }, { maxLength: 1 }, { enum: ['a', 'b'] }),
    dependentRequired: fc.dictionary(NAME, fc.uniqueArray(NAME, { maxLength: 1 }), { maxKeys: 1 }),
    dependentSchemas: fc.dictionary(NAME, schema, { maxKeys: 1 }),
    unevaluatedProperties: schema,
  };
  const items = {
    prefixItems: list(2),
    items: schema,
    contains: schema,
    minContains: SMALL,
    maxContains: SMALL,
    minItems: SMALL,
    maxItems: SMALL,
    uniqueItems: fc.boolean(),
    unevaluatedItems: schema,
  };
  const scalars = {
    enum: fc.uniqueArray(SCALAR, { minLength: 1, maxLength: 3 }),
    const: SCALAR,
    minimum: SMALL,
    exclusiveMinimum: SMALL,
    maximum: SMALL,
    exclusiveMaximum: SMALL,
    multipleOf: fc.constantFrom(0.5, 1, 2),
    minLength: SMALL,
    maxLength: SMALL,
    pattern: fc.constantFrom('^a', 'b', '^[a-z]+$', '\\d'),
    format: fc.constantFrom('email', 'date'),
  };
  const composed = {
    allOf: list(2),
    anyOf: list(),
    oneOf: list(),
    not: schema,
    if: schema,
    // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema.
    then: schema,
    else: schema,
  };
  const some = <T extends Record<string, fc.Arbitrary<unknown>>>(keywords: T) =>
    fc
      .uniqueArray(fc.constantFrom(...Object.keys(keywords)), { minLength: 1, maxLength: 3 })
      .chain((names) =>
        fc.record(Object.fromEntries(names.map((name) => [name, keywords[name] as fc.Arbitrary<unknown>]))),
      );
  const typed = (type: string, keywords: Record<string, fc.Arbitrary<unknown>>) =>
    some(keywords).map((rest) => ({ type, ...rest }));
  return fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    ...(references.length === 0 ? [] : [{ weight: 3, arbitrary: fc.constantFrom(...references) }]),
    { weight: 3, arbitrary: types.map((type) => ({ type })) },
    { weight: 3, arbitrary: some(scalars) },
    { weight: 1, arbitrary: fc.boolean() },
    { weight: 3, arbitrary: typed('object', members) },
    { weight: 2, arbitrary: typed('array', items) },
    { weight: 2, arbitrary: some({ ...members, ...items, ...scalars }) },
    { weight: 3, arbitrary: some(composed) },
  );
}
