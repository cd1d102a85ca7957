import { type Row, schemaRow } from '../row.ts';

const text = { type: 'string' };

/** JSON Schema 2020-12 core §8. */
export const SCHEMA_CORE: Row[] = [
  schemaRow({
    keyword: '$schema',
    name: 'WithDialect',
    schema: { $id: 'https://a.test/dialect', $schema: 'http://json-schema.org/draft-07/schema#', ...text },
    values: [1],
    yes: '',
    reported: 'types request response mock verify client docs',
    warning: 'is not supported.',
  }),
  schemaRow({
    keyword: '$id',
    name: 'WithId',
    schema: {
      $id: 'https://a.test/outer',
      $defs: { one: { type: 'integer' } },
      properties: { a: { $id: 'https://a.test/inner', $defs: { one: text }, $ref: '#/$defs/one' } },
    },
    below: 'properties/a/$id',
    values: [{ a: 1 }],
    yes: 'types request response mock verify',
    note: 'Only the schemas of the document have a URI. Nothing is read from it.',
  }),
  schemaRow({
    keyword: '$anchor',
    name: 'WithAnchor',
    schema: { allOf: [{ $ref: '#one' }], $defs: { one: { $anchor: 'one', ...text }, two: { $anchor: 'two' } } },
    without: { allOf: [{ $ref: '#one' }], $defs: { one: { $anchor: 'two', ...text }, two: { $anchor: 'one' } } },
    below: '$defs/one/$anchor',
    values: [1],
    yes: 'types request response mock verify',
  }),
  schemaRow({
    keyword: '$dynamicAnchor',
    name: 'WithDynamicAnchor',
    schema: { allOf: [{ $dynamicRef: '#any' }], $defs: { one: { $dynamicAnchor: 'any', ...text }, two: {} } },
    without: { allOf: [{ $dynamicRef: '#any' }], $defs: { one: text, two: { $dynamicAnchor: 'any' } } },
    below: '$defs/one/$dynamicAnchor',
    values: [1],
    yes: 'types request response mock verify',
  }),
  schemaRow({
    keyword: '$dynamicRef',
    name: 'WithDynamicRef',
    schema: {
      $id: 'https://a.test/dynamic',
      $dynamicAnchor: 'item',
      type: 'object',
      properties: { a: { $dynamicRef: '#item' } },
    },
    below: 'properties/a/$dynamicRef',
    values: [{ a: 1 }],
    yes: 'types request response mock verify',
  }),
  schemaRow({
    keyword: '$ref',
    schema: { $ref: '#/components/schemas/Referred' },
    components: { Referred: text },
    values: [1],
    yes: 'types request response mock verify docs',
  }),
  schemaRow({
    keyword: '$defs',
    name: 'WithDefs',
    schema: { $id: 'https://a.test/defs', $defs: { one: text }, $ref: '#/$defs/one' },
    without: { $id: 'https://a.test/defs', $defs: { one: {} }, $ref: '#/$defs/one' },
    values: [1],
    yes: 'types request response mock verify',
  }),
  schemaRow({
    keyword: '$comment',
    schema: { ...text, $comment: 'A comment.' },
    values: ['a'],
    yes: '',
    definition: 'A comment has no effect (JSON Schema 2020-12 core §8.3).',
  }),
  schemaRow({
    keyword: '$vocabulary',
    schema: { ...text, $vocabulary: { 'https://a.test/vocabulary': true } },
    values: ['a'],
    yes: '',
    reported: 'types request response mock verify client docs',
    warning: '"$vocabulary" is not used.',
  }),
  schemaRow({
    keyword: 'definitions',
    name: 'WithDefinitions',
    schema: { definitions: { Old: text }, $ref: '#/components/schemas/WithDefinitions/definitions/Old' },
    without: { definitions: { Old: {} }, $ref: '#/components/schemas/WithDefinitions/definitions/Old' },
    values: [1],
    yes: 'types request response mock verify docs',
    note: 'References lead into it. JSON Schema 2020-12 has `$defs` instead.',
  }),
];
