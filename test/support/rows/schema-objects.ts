import type { Schema } from '../../../src/contract/document/document.ts';
import { type Row, schemaRow } from '../row.ts';

const text = { type: 'string' };

function tagged(components: string): Schema {
  return { type: 'object', required: ['kind'], properties: { kind: text, [components]: text } };
}

const ENFORCED = "With the option `discriminator: 'enforce'`. Otherwise the schemas decide.";

/** OAS 3.2 §4.25. */
const DISCRIMINATOR: Row[] = [
  schemaRow({
    object: 'Discriminator',
    keyword: 'propertyName',
    schema: { oneOf: [{ $ref: '#/components/schemas/Oak' }], discriminator: { propertyName: 'kind' } },
    components: { Oak: { ...tagged('kind'), properties: { kind: text, other: text } } },
    below: 'discriminator/propertyName',
    instead: 'other',
    discriminator: 'enforce',
    values: [{ kind: 'Elm', other: 'Oak' }],
    yes: 'types request response mock verify docs',
    note: ENFORCED,
  }),
  schemaRow({
    object: 'Discriminator',
    keyword: 'mapping',
    schema: {
      oneOf: [{ $ref: '#/components/schemas/Ant' }],
      discriminator: { propertyName: 'kind', mapping: { ant: '#/components/schemas/Ant' } },
    },
    components: { Ant: tagged('ant') },
    below: 'discriminator/mapping',
    discriminator: 'enforce',
    values: [{ kind: 'ant' }],
    yes: 'types request response mock verify docs',
    note: ENFORCED,
  }),
  schemaRow({
    object: 'Discriminator',
    keyword: 'defaultMapping',
    openapi: '3.2.0',
    schema: {
      oneOf: [{ $ref: '#/components/schemas/Rose' }, { $ref: '#/components/schemas/Flower' }],
      discriminator: { propertyName: 'kind', defaultMapping: 'Flower' },
    },
    components: { Rose: tagged('rose'), Flower: { type: 'object', properties: { petals: { type: 'integer' } } } },
    below: 'discriminator/defaultMapping',
    discriminator: 'enforce',
    values: [{ petals: 1 }, { petals: 'a' }],
    yes: 'types request response mock verify',
    note: ENFORCED,
  }),
];

function xmlRow(keyword: string, schema: Schema, value: unknown): Row {
  const row = schemaRow({
    object: 'XML',
    keyword,
    openapi: '3.2.0',
    mediaType: 'application/xml',
    schema: { ...schema, xml: { [keyword]: value } },
    below: `xml/${keyword}`,
    values: ['<root><value>1</value></root>'],
    yes: 'mock verify docs',
    reported: 'types request response',
    warning: 'Bodies of application/xml are not checked against their schema.',
  });
  return { ...row, warningAt: row.at.split('/schema/')[0] as string };
}

/** OAS 3.2 §4.26. */
const XML: Row[] = [
  xmlRow('nodeType', text, 'attribute'),
  xmlRow('name', text, 'renamed'),
  xmlRow('namespace', text, 'https://a.test/namespace'),
  xmlRow('prefix', text, 'before'),
  xmlRow('attribute', text, true),
  xmlRow('wrapped', { type: 'array', items: text }, true),
];

export const SCHEMA_OBJECTS: Row[] = [...DISCRIMINATOR, ...XML];
