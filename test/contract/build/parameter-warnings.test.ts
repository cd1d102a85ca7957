import { describe, expect, test } from 'vitest';
import { findDocumentWarnings } from '../../../src/contract/build/document-warnings.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };
const list = { type: 'array', items: text };
const object = { type: 'object', properties: { a: text } };
const file = { type: 'string', format: 'binary' };

/** The warnings of a document of one operation, at their places in it. */
function warningsOf(operation: object): string[] {
  const post = { operationId: 'a', responses: { 200: { description: 'Fine.' } }, ...operation };
  const components = { schemas: { List: list, Short: { ...text, maxLength: 3 } } };
  const document = { openapi: '3.1.1', info: { title: 'T', version: '1' }, paths: { '/a': { post } }, components };
  return findDocumentWarnings(document as OpenApiDocument).map(
    ({ pointer = '', message }) => `${pointer.replace('#/paths/~1a/post/', '')} ${message}`,
  );
}

const inQuery = (parameter: object) => ({ parameters: [{ name: 'q', in: 'query', ...parameter }] });
const header = (declared: object) => ({ responses: { 200: { description: 'x', headers: { 'X-A': declared } } } });
const body = (type: string, mediaType: object) => ({ requestBody: { content: { [type]: mediaType } } });
const sent = (type: string, schema: object) => ({
  responses: { 200: { description: 'x', content: { [type]: { schema } } } },
});
const form = (schema: object, encoding: object, type = 'multipart/form-data') =>
  body(type, { schema: { type: 'object', properties: { p: schema } }, encoding });
const part = (schema: object, contentType: string) => form(schema, { p: { contentType } });

const NO_TEXT = 'is a string, and its schema allows no string. Write type: string.';
const NESTED = 'cannot contain arrays or objects inside';
const USE_JSON = 'Use "content" with application/json.';
const URL_ENCODED = 'application/x-www-form-urlencoded';
const ENCODING = 'requestBody/content/multipart~1form-data/encoding/p';

describe('parameters and headers', () => {
  test.each<[what: string, operation: object, ...warnings: string[]]>([
    ['JSON', inQuery({ content: { 'application/json': { schema: object } } })],
    ['a text', inQuery({ content: { 'application/xml': { schema: text } } })],
    ['a number as text', inQuery({ content: { 'text/plain': { schema: integer } } })],
    [
      'an object as XML',
      inQuery({ content: { 'application/xml': { schema: object } } }),
      `parameters/0/content/application~1xml A value of application/xml ${NO_TEXT}`,
    ],
    [
      'a number as XML',
      inQuery({ content: { 'application/xml': { schema: integer } } }),
      `parameters/0/content/application~1xml A value of application/xml ${NO_TEXT}`,
    ],
    [
      'a list as text',
      inQuery({ content: { 'text/plain': { schema: { $ref: '#/components/schemas/List' } } } }),
      `parameters/0/content/text~1plain A value of text/plain ${NO_TEXT}`,
    ],
    [
      'a header as XML',
      header({ content: { 'application/xml': { schema: object } } }),
      `responses/200/headers/X-A/content/application~1xml A value of application/xml ${NO_TEXT}`,
    ],
    ['deepObject of an object', inQuery({ style: 'deepObject', explode: true, schema: object })],
    ['deepObject of anything', inQuery({ style: 'deepObject', explode: true, schema: {} })],
    [
      'deepObject of a number',
      inQuery({ style: 'deepObject', explode: true, schema: integer }),
      'parameters/0/style The style "deepObject" is only for objects. Use form.',
    ],
    [
      'deepObject of a list',
      inQuery({ style: 'deepObject', schema: list }),
      'parameters/0/style The style "deepObject" is only for objects. Use form.',
    ],
    [
      'pipeDelimited of a text',
      inQuery({ style: 'pipeDelimited', explode: false, schema: text }),
      'parameters/0/style The style "pipeDelimited" is only for arrays and objects. Use form.',
    ],
    ['pipeDelimited of a list', inQuery({ style: 'pipeDelimited', schema: list })],
    ...['pipeDelimited', 'spaceDelimited'].map((style): [string, object, string] => [
      `${style} that is exploded`,
      inQuery({ style, explode: true, schema: list }),
      `parameters/0/explode With "explode", the style "${style}" is the same as form. Write explode: false.`,
    ]),
    [
      'a list of lists',
      inQuery({ schema: { type: 'array', items: list } }),
      `parameters/0/schema The style "form" ${NESTED} an array. ${USE_JSON}`,
    ],
    [
      'a list that begins with an object',
      inQuery({ schema: { type: 'array', prefixItems: [object], items: text } }),
      `parameters/0/schema The style "form" ${NESTED} an array. ${USE_JSON}`,
    ],
    [
      'an object of objects, in deepObject too',
      inQuery({ style: 'deepObject', schema: { type: 'object', properties: { a: text, b: object, c: list } } }),
      `parameters/0/schema The style "deepObject" ${NESTED} an object: "b", "c". ${USE_JSON}`,
    ],
    [
      'a map of objects',
      inQuery({ schema: { type: 'object', additionalProperties: object } }),
      `parameters/0/schema The style "form" ${NESTED} an object. ${USE_JSON}`,
    ],
    ['members that can be texts', inQuery({ schema: { type: 'array', items: { type: ['object', 'string'] } } })],
    [
      'a header of objects in a list',
      header({ schema: { type: 'array', items: object } }),
      `responses/200/headers/X-A/schema The style "simple" ${NESTED} an array. ${USE_JSON}`,
    ],
    [
      'one name twice',
      { parameters: ['q', 'r', 'q', 'Q'].map((name) => ({ name, in: 'query', schema: text })) },
      'parameters/2 The query parameter "q" is declared twice. Remove one of them.',
    ],
    [
      'one header twice',
      { parameters: ['X-A', 'x-a'].map((name) => ({ name, in: 'header', schema: text })) },
      'parameters/1 The header parameter "x-a" is declared twice. Remove one of them.',
    ],
    [
      'one name in two places',
      { parameters: ['query', 'header'].map((place) => ({ name: 'q', in: place, schema: text })) },
    ],
    [
      'a member of an object with the name of a parameter',
      { parameters: ['q', 'a'].map((name) => ({ name, in: 'query', schema: name === 'q' ? object : text })) },
      'parameters/0 Members of "q" have names of other parameters: "a". Rename them.',
    ],
    [
      'members of two objects with one name, of which one is not exploded',
      { parameters: ['q', 'r'].map((name) => ({ name, in: 'query', schema: object, explode: name === 'r' })) },
    ],
    [
      'members of two objects with one name',
      { parameters: ['q', 'r'].map((name) => ({ name, in: 'query', schema: object })) },
      'parameters/1 Members of "r" have names of other parameters: "a". Rename them.',
    ],
    ...['Authorization', 'content-type', 'Accept'].map((name): [string, object, string] => [
      `the header ${name}`,
      { parameters: [{ name, in: 'header', schema: text }] },
      name === 'Authorization'
        ? `parameters/0 The header "${name}" is declared by a security scheme, and ignored here. Declare the scheme.`
        : `parameters/0 The header "${name}" is declared by the media types in "content", and ignored here. Remove it.`,
    ]),
    [
      'a media type in a header of a response, beside another',
      {
        responses: {
          200: { description: 'x', headers: { 'Content-type': { schema: text }, Accept: { schema: text } } },
        },
      },
      'responses/200/headers/Content-type The header "Content-type" is declared by the media types in "content", and ignored here. Remove it.',
    ],
    [
      'a server variable that is not in the URL, and one that is not declared',
      { servers: [{ url: '{a}', variables: { b: { default: 'x' } } }] },
      'servers/0/url The server variable "a" is not declared. Add it to "variables".',
      'servers/0/variables/b The URL does not contain the server variable "b". Remove it.',
    ],
    [
      'a link to an operation that does not exist',
      { responses: { 200: { description: 'x', links: { self: { operationId: 'a' }, next: { operationId: 'ab' } } } } },
      'responses/200/links/next/operationId The operation "ab" does not exist.',
    ],
    [
      'a server variable with another default than its values',
      { servers: [{ url: '{a}', variables: { a: { enum: ['x', 'y'], default: 'z' } } }] },
      'servers/0/variables/a/default "z" is not in "enum". Use x or y.',
    ],
  ])('%s', (_what, operation, ...warnings) => {
    expect(warningsOf(operation)).toEqual(warnings);
  });
});

describe('bodies', () => {
  const notJson = (type: string) =>
    `${ENCODING}/contentType A part of ${type} is not read as JSON. Write contentType: application/json or type: string.`;
  test.each<[what: string, operation: object, ...warnings: string[]]>([
    ['an object as JSON', part(object, 'application/xml, application/json')],
    ['an object in a range of JSON', part(object, 'application/*')],
    ['a list of texts', part(list, 'text/plain')],
    ...['text/plain', 'application/xml', 'application/json', '*/*', 'image/png, text/plain'].map(
      (type): [string, object] => [`a text as ${type}`, part(text, type)],
    ),
    ['an object as XML', part(object, 'application/xml'), notJson('application/xml')],
    ['objects as text', part({ type: 'array', items: object }, 'text/plain'), notJson('text/plain')],
    [
      'a property of a form as XML',
      form(object, { p: { contentType: 'application/xml' } }, URL_ENCODED),
      notJson('application/xml').replace('multipart~1form-data', 'application~1x-www-form-urlencoded'),
    ],
    ['a file', part(file, 'image/png')],
    ['a base64 text', part({ ...text, format: 'byte' }, 'image/png')],
    [
      'a text that is a file',
      part(text, 'image/png'),
      `${ENCODING}/contentType A part of image/png is a file, and the schema of "p" allows only strings. Write format: binary.`,
    ],
    [
      'a property that is not there',
      form(text, { q: { contentType: 'text/plain' } }),
      `${ENCODING.replace(/p$/, 'q')} The schema has no property "q", and its encoding is not used.`,
    ],
    [
      'a form that is a list',
      body(URL_ENCODED, { schema: list }),
      'requestBody/content/application~1x-www-form-urlencoded A body of application/x-www-form-urlencoded is an object. Write type: object.',
    ],
    ...['204', '304'].map((status): [string, object, string] => [
      `a body of ${status}`,
      { responses: { [status]: { description: 'x', content: { 'application/json': {} } } } },
      `responses/${status}/content A response of ${status} has no body (RFC 9110 §15). Remove "content".`,
    ]),
    [
      'an encoding of JSON',
      body('application/json', { schema: object, encoding: {} }),
      'requestBody/content/application~1json/encoding "encoding" is only for forms and multipart, not for application/json. Remove it.',
    ],
    [
      'a style that has no form for a property',
      form(integer, { p: { style: 'deepObject' } }),
      `${ENCODING}/style The style "deepObject" is only for objects. Use form.`,
    ],
    [
      'objects in a list with a style',
      form({ type: 'array', items: object }, { p: { style: 'form' } }),
      `${ENCODING}/style The style "form" ${NESTED} an array. Remove "style" to use JSON.`,
    ],
    ['a length of bytes of a request, which is checked', body('image/png', { schema: { ...file, maxLength: 3 } })],
    [
      'a length of bytes of a response',
      sent('image/png', { ...file, maxLength: 3 }),
      'responses/200/content/image~1png/schema/maxLength Bodies of image/png are not checked against "maxLength".',
    ],
    [
      'a length of XML',
      body('application/xml', { schema: { ...text, maxLength: 3 } }),
      'requestBody/content/application~1xml/schema/maxLength Bodies of application/xml are not checked against "maxLength".',
    ],
    [
      'a length in another schema, of a response',
      sent('application/xml', { $ref: '#/components/schemas/Short' }),
      'responses/200/content/application~1xml/schema Bodies of application/xml are not checked against "maxLength".',
    ],
    ['a length of a text', sent('text/csv', { ...text, maxLength: 3 })],
  ])('%s', (_what, operation, ...warnings) => {
    expect(warningsOf(operation)).toEqual(warnings);
  });
});
