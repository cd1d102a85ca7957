import { expect, test } from 'vitest';
import { sampleValue } from '../../../src/contract/values/sample.ts';

const sample = (schema: object) => sampleValue(schema, () => ({}), { size: 'full', seed: 1 });
const CONTENT = { type: 'object', required: ['a'], properties: { a: { type: 'integer', minimum: 3 } } };

test.each<[string, object, unknown]>([
  ['JSON', { contentMediaType: 'application/json' }, '{}'],
  ['JSON of a schema', { contentMediaType: 'application/json', contentSchema: CONTENT }, '{"a":3}'],
  ['JSON in Base64', { contentMediaType: 'application/json', contentEncoding: 'base64' }, btoa('{}')],
  ['XML', { contentMediaType: 'application/xml' }, '<root/>'],
  [
    'an image in Base64',
    { contentMediaType: 'image/gif', contentEncoding: 'base64' },
    expect.stringMatching(/^R0lGOD/),
  ],
  ['an image in Base64url', { contentMediaType: 'image/gif', contentEncoding: 'base64url' }, expect.any(String)],
  ['Base64', { contentEncoding: 'base64' }, 'UmV4'],
  ['Base16', { contentEncoding: 'base16' }, '526578'],
  ['Base32', { contentEncoding: 'base32' }, 'KJSXQ==='],
  ['an image without an encoding, which no text can hold', { contentMediaType: 'image/gif' }, 'rex'],
  ['a text that is too short for the content', { contentMediaType: 'application/json', maxLength: 1 }, 'r'],
  ['an example', { contentMediaType: 'application/json', example: '[1]' }, '[1]'],
])('a sample is a text of the declared content: %s', (_, schema, expected) => {
  expect(sample({ type: 'string', ...schema })).toEqual(expected);
});
