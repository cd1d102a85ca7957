import { operationRow, type Probe, type Row } from '../row.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };
const OAS_32 = { openapi: '3.2.0' };
const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

const withBody = (content: object, members: object = {}): object => ({ requestBody: { content, ...members } });
const both = (content: object): object => ({
  requestBody: { content },
  responses: { 200: { description: 'Done.', content } },
});

const form = (query: string): Probe[] => [{ path: '', headers: { 'content-type': FORM }, body: query }];

/** A multipart body of one part. */
const part = (headers: string, content: string, type = MULTIPART): Probe[] => [
  {
    path: '',
    headers: { 'content-type': `${type}; boundary=b` },
    body: `--b\r\n${headers}\r\n\r\n${content}\r\n--b--\r\n`,
  },
];
const NAMED = 'content-disposition: form-data; name="a"';

/** OAS 3.2 §4.13 and §4.14. */
const BODY: Row[] = [
  operationRow({
    object: 'Request Body',
    keyword: 'description',
    operation: withBody({ [JSON_TYPE]: { schema: text } }, { description: 'Description of a body' }),
    below: 'requestBody/description',
    method: 'post',
    isComment: true,
    yes: 'types docs',
  }),
  operationRow({
    object: 'Request Body',
    keyword: 'content',
    operation: withBody({ [JSON_TYPE]: { schema: text } }),
    below: 'requestBody/content',
    method: 'post',
    instead: { 'text/plain': {} },
    probes: [{ path: '', body: 1 }],
    yes: 'types request mock verify client docs',
  }),
  operationRow({
    object: 'Request Body',
    keyword: 'required',
    operation: withBody({ [JSON_TYPE]: { schema: text } }, { required: true }),
    below: 'requestBody/required',
    method: 'post',
    yes: 'types request mock verify docs',
  }),
  operationRow({
    object: 'Media Type',
    keyword: 'schema',
    operation: both({ [JSON_TYPE]: { schema: text } }),
    below: 'requestBody/content/application~1json/schema',
    method: 'post',
    probes: [{ path: '', body: 1 }],
    returns: [{ status: 200, body: 1 }],
    yes: 'types request response mock verify docs',
  }),
  operationRow({
    object: 'Media Type',
    keyword: 'itemSchema',
    operation: both({ 'application/jsonl': { itemSchema: integer } }),
    below: 'requestBody/content/application~1jsonl/itemSchema',
    method: 'post',
    rest: OAS_32,
    probes: [{ path: '', headers: { 'content-type': 'application/jsonl' }, body: '"a"\n' }],
    returns: [{ status: 200, body: ['a'] }],
    yes: 'types request response mock verify client docs',
  }),
  operationRow({
    object: 'Media Type',
    keyword: 'example',
    operation: both({ [JSON_TYPE]: { schema: text, example: 'Example of a body' } }),
    below: 'requestBody/content/application~1json/example',
    method: 'post',
    probes: [{ path: '', headers: { 'content-type': JSON_TYPE }, body: '"a"' }],
    yes: 'mock verify docs',
  }),
  operationRow({
    object: 'Media Type',
    keyword: 'examples',
    operation: both({ [JSON_TYPE]: { schema: text, examples: { one: { value: 'Examples of a body' } } } }),
    below: 'requestBody/content/application~1json/examples',
    method: 'post',
    probes: [{ path: '', headers: { 'content-type': JSON_TYPE }, body: '"a"' }],
    yes: 'mock verify docs',
  }),
  operationRow({
    object: 'Media Type',
    keyword: 'encoding',
    operation: withBody({
      [FORM]: {
        schema: { properties: { a: { type: 'array', items: integer, minItems: 2 } } },
        encoding: { a: { explode: false } },
      },
    }),
    below: 'requestBody/content/application~1x-www-form-urlencoded/encoding',
    method: 'post',
    probes: form('a=1,2'),
    yes: 'request mock verify client docs',
  }),
  operationRow({
    object: 'Media Type',
    keyword: 'prefixEncoding',
    operation: withBody({
      'multipart/mixed': {
        schema: { type: 'array', prefixItems: [text] },
        prefixEncoding: [{ contentType: 'text/plain' }],
      },
    }),
    below: 'requestBody/content/multipart~1mixed/prefixEncoding',
    method: 'post',
    rest: OAS_32,
    probes: part('content-type: image/png', 'a', 'multipart/mixed'),
    yes: 'mock verify',
    reported: 'types request response client docs',
    warning: '"prefixEncoding" is not used.',
  }),
  operationRow({
    object: 'Media Type',
    keyword: 'itemEncoding',
    operation: withBody({ 'multipart/mixed': { itemSchema: text, itemEncoding: { contentType: 'text/plain' } } }),
    below: 'requestBody/content/multipart~1mixed/itemEncoding',
    method: 'post',
    rest: OAS_32,
    probes: part('content-type: image/png', 'a', 'multipart/mixed'),
    yes: 'mock verify',
    reported: 'types request response client docs',
    warning: '"itemEncoding" is not used.',
  }),
];

/** OAS 3.2 §4.15. */
const ENCODING: Row[] = [
  operationRow({
    object: 'Encoding',
    keyword: 'contentType',
    operation: withBody({
      [MULTIPART]: { schema: { properties: { a: text } }, encoding: { a: { contentType: 'text/plain' } } },
    }),
    below: 'requestBody/content/multipart~1form-data/encoding/a/contentType',
    method: 'post',
    probes: part(`${NAMED}; filename="a"\r\ncontent-type: image/png`, 'a'),
    yes: 'request mock verify client',
  }),
  operationRow({
    object: 'Encoding',
    keyword: 'headers',
    operation: withBody({
      [MULTIPART]: {
        schema: { properties: { a: text } },
        encoding: { a: { headers: { 'X-Part': { required: true, schema: integer } } } },
      },
    }),
    below: 'requestBody/content/multipart~1form-data/encoding/a/headers',
    method: 'post',
    probes: part(NAMED, 'a'),
    yes: 'verify',
    reported: 'types request response mock client docs',
    warning: '"headers" is not used.',
  }),
  operationRow({
    object: 'Encoding',
    keyword: 'style',
    operation: withBody({
      [FORM]: {
        schema: { properties: { a: { type: 'array', items: integer, minItems: 2 } } },
        encoding: { a: { style: 'pipeDelimited', explode: false } },
      },
    }),
    below: 'requestBody/content/application~1x-www-form-urlencoded/encoding/a/style',
    method: 'post',
    probes: form('a=1%7C2'),
    yes: 'request mock verify client docs',
  }),
  operationRow({
    object: 'Encoding',
    keyword: 'explode',
    operation: withBody({
      [FORM]: {
        schema: { properties: { a: { type: 'array', items: integer, minItems: 2 } } },
        encoding: { a: { explode: false } },
      },
    }),
    below: 'requestBody/content/application~1x-www-form-urlencoded/encoding/a/explode',
    method: 'post',
    probes: form('a=1,2'),
    yes: 'request mock verify client docs',
  }),
  operationRow({
    object: 'Encoding',
    keyword: 'allowReserved',
    operation: withBody({
      [FORM]: {
        schema: { properties: { a: { type: 'string', const: 'x/y' } } },
        encoding: { a: { allowReserved: true } },
      },
    }),
    below: 'requestBody/content/application~1x-www-form-urlencoded/encoding/a/allowReserved',
    method: 'post',
    probes: form('a=x/y'),
    yes: 'verify client docs',
    note: 'The server reads reserved characters as they are and percent-encoded.',
  }),
  operationRow({
    object: 'Encoding',
    keyword: 'encoding',
    operation: withBody({
      [MULTIPART]: {
        schema: { properties: { a: { type: 'array', items: text } } },
        encoding: { a: { contentType: 'multipart/mixed', encoding: { b: { contentType: 'text/plain' } } } },
      },
    }),
    below: 'requestBody/content/multipart~1form-data/encoding/a/encoding',
    method: 'post',
    rest: OAS_32,
    probes: part(NAMED, 'a'),
    yes: '',
    reported: 'types request response mock verify client docs',
    warning: '"encoding" is not used.',
  }),
  operationRow({
    object: 'Encoding',
    keyword: 'prefixEncoding',
    operation: withBody({
      [MULTIPART]: {
        schema: { properties: { a: { type: 'array', items: text } } },
        encoding: { a: { contentType: 'multipart/mixed', prefixEncoding: [{ contentType: 'text/plain' }] } },
      },
    }),
    below: 'requestBody/content/multipart~1form-data/encoding/a/prefixEncoding',
    method: 'post',
    rest: OAS_32,
    probes: part(NAMED, 'a'),
    yes: '',
    reported: 'types request response mock verify client docs',
    warning: '"prefixEncoding" is not used.',
  }),
  operationRow({
    object: 'Encoding',
    keyword: 'itemEncoding',
    operation: withBody({
      [MULTIPART]: {
        schema: { properties: { a: { type: 'array', items: text } } },
        encoding: { a: { contentType: 'multipart/mixed', itemEncoding: { contentType: 'text/plain' } } },
      },
    }),
    below: 'requestBody/content/multipart~1form-data/encoding/a/itemEncoding',
    method: 'post',
    rest: OAS_32,
    probes: part(NAMED, 'a'),
    yes: '',
    reported: 'types request response mock verify client docs',
    warning: '"itemEncoding" is not used.',
  }),
];

export const BODIES: Row[] = [...BODY, ...ENCODING];
