import { expect, test } from 'vitest';
import { namesField } from '../../../src/contract/verify/field-names.ts';

const QUOTED = `it's a "size"`;

test.each<[what: string, error: unknown, name: string]>([
  ['in single quotes', { message: "must have required property 'name'" }, 'name'],
  ['in double quotes', { message: 'The field "name" is required.' }, 'name'],
  ['in backticks', { message: 'The field `name` is required.' }, 'name'],
  ['in typographic quotes', { message: 'The field “name” is required.' }, 'name'],
  ['as a key', { fields: { name: 'is required' } }, 'name'],
  ['as a JSON Pointer', { errors: [{ pointer: '/pets/0/name' }] }, 'name'],
  ['as an escaped JSON Pointer', { errors: [{ pointer: '#/a~1b~0c' }] }, 'a/b~c'],
  ['as a percent-encoded JSON Pointer', { errors: [{ pointer: '#/first%20name' }] }, 'first name'],
  ['as a path with dots', { path: 'body.pet.name' }, 'name'],
  ['as a path with brackets', { path: `body["pet"]['name'][0]` }, 'name'],
  ['that is long and clipped', { pointer: `/${'f'.repeat(100)}…` }, 'f'.repeat(128)],
  ['as words', { message: 'Display name is required.' }, 'display_name'],
  ['in camel case', { message: 'displayName is required.' }, 'display_name'],
  ['that has quotes itself, as a key', { fields: { [QUOTED]: 'is wrong' } }, QUOTED],
  ['that has quotes itself, in double quotes', { message: `The field ${JSON.stringify(QUOTED)} is wrong.` }, QUOTED],
  ['that has quotes itself, in single quotes', { message: `The field 'it\\'s a "size"' is wrong.` }, QUOTED],
  ['that has quotes itself, in a text in a text', { message: JSON.stringify(JSON.stringify(QUOTED)) }, QUOTED],
  ['of signs only, in a text in a text', { message: JSON.stringify(JSON.stringify('!"!')) }, '!"!'],
  ['that has quotes itself, as other HTML', { message: 'it&apos;s a &#34;size&#34; is wrong' }, QUOTED],
  ['that has quotes itself, as hexadecimal HTML', { message: 'it&#x27;s a &quot;size&quot; is wrong' }, QUOTED],
  ['with an ampersand, as HTML', { message: 'a &amp;&amp; b is wrong' }, 'a && b'],
  ['of characters only, in a pointer', { pointer: '/~1~1~0~0' }, '//~~'],
  ['of malformed percent-encoding', { pointer: '/100%ff' }, '100%ff'],
  ['that has quotes itself, as HTML', { message: 'it&#39;s a &quot;size&quot; is wrong' }, QUOTED],
])('an error names a field %s', (_what, error, name) => {
  expect(namesField(error, name)).toBe(true);
});

test.each<[unknown, string]>([
  [{ message: 'The request is wrong.' }, 'title'],
  [{ fields: { titles_of: 'is wrong' } }, 'subtitle'],
  [{}, QUOTED],
])('%j does not name %s', (error, name) => {
  expect(namesField(error, name)).toBe(false);
});
