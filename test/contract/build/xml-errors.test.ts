import { expect, test } from 'vitest';
import { xmlErrorTemplates } from '../../../src/contract/build/xml-errors.ts';
import type { MediaType } from '../../../src/contract/document/document.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const schema = { xml: { name: 'fault' } };
const list = [{ field: 'a', message: 'b' }];

test.each<[what: string, media: object, body: unknown, xml: string]>([
  ['a document of XML, as it is', { example: ' <a/>' }, ' <a/>', ' <a/>'],
  ['a text', { schema, example: 'No.' }, 'No.', `${HEAD}<fault>\uE0000\uE000</fault>`],
  [
    'an object, with a mark for each fact',
    { schema, example: { message: 'No.', code: 'bad', more: 5 } },
    { message: 'No.', code: 'bad', more: 5 },
    `${HEAD}<fault><message>\uE0001\uE000</message><code>\uE0000\uE000</code><more>5</more></fault>`,
  ],
  [
    'an object without a schema',
    { example: { other: 'No.' } },
    { other: 'No.' },
    `${HEAD}<root><other>No.</other></root>`,
  ],
  [
    'an object without its list of fields',
    { schema, example: { detail: { errors: list, kept: 1 } } },
    { detail: { kept: 1 } },
    `${HEAD}<fault><detail><kept>1</kept></detail></fault>`,
  ],
  [
    'the first example that lists no fields',
    { schema, examples: { one: { value: { errors: list } }, two: { value: { b: 1 } }, three: { value: { c: 1 } } } },
    { b: 1 },
    `${HEAD}<fault><b>1</b></fault>`,
  ],
])('a template of an error in XML is made of %s', (_what, media, body, xml) => {
  const templates = xmlErrorTemplates('400', ['application/xml', media as MediaType], () => undefined);
  expect(templates).toMatchObject([{ body, xml }]);
});

test('none is made where no value fits the schema', () => {
  expect(
    xmlErrorTemplates('400', ['application/xml', { schema: false } as unknown as MediaType], () => undefined),
  ).toEqual([]);
});
