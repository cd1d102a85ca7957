import { describe, expect, test } from 'vitest';
import { findDocumentWarnings } from '../../../src/contract/build/document-warnings.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';

const responses = { 200: { description: 'Fine.' } };

function warningsOf(paths: object, rest: object = {}): string[] {
  const document = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths, ...rest };
  return findDocumentWarnings(document as unknown as OpenApiDocument).map(
    ({ pointer, message }) => `${pointer} ${message}`,
  );
}

describe('a document that cannot mean what its author meant', () => {
  test.each<[what: string, path: string, operation: object, warnings: string[]]>([
    ['nothing', '/a', {}, []],
    [
      'a query in a path',
      '/a?b=1',
      {},
      ['#/paths/~1a%3Fb%3D1 The path "/a?b=1" is never served. Declare what follows "?" as query parameters.'],
    ],
    [
      'a path parameter that stands twice in the path',
      '/a/{id}/{id}',
      { parameters: [{ name: 'id', in: 'path', required: true, schema: {} }] },
      [
        '#/paths/~1a~1%7Bid%7D~1%7Bid%7D The path "/a/{id}/{id}" contains the parameter "id" twice, and only one value is read. Rename one of them.',
      ],
    ],
    [
      'a path parameter that is not in the path',
      '/a',
      { parameters: [{ name: 'id', in: 'path', required: true, schema: {} }] },
      ['#/paths/~1a/get/parameters/0 The path "/a" does not contain the path parameter "id".'],
    ],
    [
      'a style of another place',
      '/a',
      { parameters: [{ name: 'q', in: 'query', style: 'matrix', schema: {} }] },
      [
        '#/paths/~1a/get/parameters/0/style The style "matrix" is not allowed in query. Use form or spaceDelimited or pipeDelimited or deepObject.',
      ],
    ],
    [
      'a range in lower case',
      '/a',
      { responses: { '5xx': { description: 'x' } } },
      ['#/paths/~1a/get/responses/5xx "5xx" is not a status (OAS 3.1 §4.8.16). Write "5XX".'],
    ],
    [
      'no status',
      '/a',
      { responses: { ok: { description: 'x' } } },
      [
        '#/paths/~1a/get/responses/ok "ok" is not a status (OAS 3.1 §4.8.16). Use a status, a range such as 4XX or default.',
      ],
    ],
    [
      'ranges, default and extensions',
      '/a',
      { responses: { '4XX': responses[200], default: responses[200], 'x-a': {} } },
      [],
    ],
  ])('%s', (_what, path, operation, warnings) => {
    expect(warningsOf({ [path]: { get: { operationId: 'a', responses, ...operation } } })).toEqual(warnings);
  });

  test('a security scheme or format that does not exist, with the nearest that does', () => {
    const components = {
      securitySchemes: { Bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Day: { format: 'dat' } },
    };
    const paths = { '/a': { get: { operationId: 'a', responses, security: [{ Bearr: [] }] } } };
    expect(warningsOf(paths, { components })).toEqual([
      '#/paths/~1a/get/security/0/Bearr The security scheme "Bearr" does not exist. Did you mean "Bearer"?',
      '#/components/schemas/Day/format The format "dat" is not known and not checked. Did you mean "date"?',
    ]);
  });

  test('no format of JSON Schema or of the registry of the OAI (OAS 3.1 §4.4.1)', () => {
    const formats = [
      ...['date-time', 'date', 'time', 'duration', 'email', 'idn-email', 'hostname', 'idn-hostname', 'ipv4', 'ipv6'],
      ...['uri', 'uri-reference', 'iri', 'iri-reference', 'uuid', 'uri-template', 'json-pointer', 'regex'],
      ...['relative-json-pointer', 'base64url', 'binary', 'byte', 'char', 'commonmark', 'decimal', 'decimal128'],
      ...['double', 'double-int', 'float', 'html', 'http-date', 'int8', 'int16', 'int32', 'int64', 'media-range'],
      ...['password', 'sf-binary', 'sf-boolean', 'sf-decimal', 'sf-integer', 'sf-string', 'sf-token'],
      ...['single-quoted', 'uint8', 'uint16', 'uint32', 'uint64'],
    ];
    const schemas = Object.fromEntries(formats.map((format) => [format, { format }]));
    expect(warningsOf({}, { components: { schemas } })).toEqual([]);
    // An empty one is none of them.
    expect(warningsOf({}, { components: { schemas: { None: { format: '' } } } })).toHaveLength(1);
  });

  test('keywords of OpenAPI 3.0, in a later version only', () => {
    const components = { schemas: { Old: { type: 'integer', nullable: true, maximum: 9, exclusiveMaximum: true } } };
    for (const openapi of ['3.0.0', '3.0.3', '3.0.4']) expect(warningsOf({}, { openapi, components })).toEqual([]);
    for (const openapi of ['3.1.0', '3.2.0'])
      expect(warningsOf({}, { openapi, components })).toEqual([
        '#/components/schemas/Old/nullable "nullable" is not a keyword of OpenAPI 3.1 and ignored. Write type: [integer, "null"].',
        '#/components/schemas/Old/exclusiveMaximum "exclusiveMaximum" is a number in OpenAPI 3.1. It is read as in 3.0.',
      ]);
  });

  test('patterns that are no regular expressions, each at its place', () => {
    const schemas = { Name: { pattern: '(', patternProperties: { '^a': {}, '[b': {}, 'c)': { pattern: 'd' } } } };
    const sentence = 'is not a regular expression of ECMA-262 and not checked. Correct it.';
    expect(warningsOf({}, { components: { schemas } })).toEqual([
      `#/components/schemas/Name/pattern The pattern "(" ${sentence}`,
      `#/components/schemas/Name/patternProperties/%5Bb The pattern "[b" ${sentence}`,
      `#/components/schemas/Name/patternProperties/c) The pattern "c)" ${sentence}`,
    ]);
  });

  test('a path parameter of a path item, once, also where the path item is a component', () => {
    const parameters = [{ name: 'id', in: 'path', required: true, schema: {} }];
    const item = { parameters, get: { operationId: 'a', responses }, put: { operationId: 'b', responses } };
    const others = { get: { operationId: 'c', responses }, parameters: [{ $ref: '#/components/parameters/Id' }] };
    const components = { pathItems: { Item: others }, parameters: { Id: parameters[0] } };
    const paths = { '/a': item, '/b/{key}/{id}': { $ref: '#/components/pathItems/Item' } };
    expect(warningsOf(paths, { components })).toEqual([
      '#/paths/~1a/parameters/0 The path "/a" does not contain the path parameter "id".',
      '#/components/pathItems/Item/get The path parameter "key" is not declared and not checked.',
    ]);
  });

  test('a security scheme of the document that does not exist, once', () => {
    const paths = { '/a': { get: { operationId: 'a', responses }, put: { operationId: 'b', responses } } };
    expect(warningsOf(paths, { security: [{}, { None: [] }] })).toEqual([
      '#/security/1/None The security scheme "None" does not exist.',
    ]);
  });

  test('keywords of contents and vocabularies, which validate nothing', () => {
    const json = { contentMediaType: 'application/json', contentSchema: { contentEncoding: 'base64' } };
    const schemas = { Json: json, Image: { contentMediaType: 'image/png' }, Meta: { $vocabulary: {} } };
    expect(warningsOf({}, { components: { schemas } })).toEqual([
      '#/components/schemas/Json/contentMediaType Strings are not checked to be application/json.',
      '#/components/schemas/Json/contentSchema Strings are not validated by "contentSchema".',
      '#/components/schemas/Json/contentSchema/contentEncoding Strings are not checked to be base64.',
      '#/components/schemas/Meta/$vocabulary "$vocabulary" is not used. Only a meta-schema has it.',
    ]);
  });

  test('encodings of parts and a dialect, which are not used', () => {
    const encoding = { a: { headers: {}, encoding: {}, prefixEncoding: [], itemEncoding: {} } };
    const form = { schema: { properties: { a: {} } }, encoding };
    const post = { requestBody: { content: { 'multipart/form-data': form } }, responses };
    const jsonSchemaDialect = 'http://json-schema.org/draft-07/schema#';
    const at = '#/paths/~1a/post/requestBody/content/multipart~1form-data/encoding/a';
    expect(warningsOf({ '/a': { post } }, { jsonSchemaDialect })).toEqual([
      `#/jsonSchemaDialect The dialect "${jsonSchemaDialect}" is not supported. Schemas are read as JSON Schema 2020-12.`,
      ...Object.keys(encoding.a).map((name) => `${at}/${name} "${name}" is not used. Parts are not checked.`),
    ]);
  });

  test('parts and items of multipart, wherever a media type may stand (OAS 3.2 §4.14)', () => {
    const parts = { itemEncoding: { headers: { 'X-A': {} } }, prefixEncoding: [{ itemEncoding: {} }] };
    const mediaType = { schema: true, itemSchema: {}, ...parts };
    const content = { 'multipart/mixed': mediaType };
    const requestBody = { content };
    const response = { description: 'x', content, headers: { 'X-B': { content } } };
    const operation = {
      parameters: [{ name: 'q', in: 'query', content }],
      requestBody,
      responses: { 200: response },
    };
    const components = {
      responses: { One: response },
      mediaTypes: { Parts: parts },
      parameters: { One: { name: 'r', in: 'query', content } },
      requestBodies: { One: requestBody },
      headers: { One: { content } },
      callbacks: { One: { '{$url}': { post: operation } } },
      pathItems: { One: { get: operation } },
    };
    const found = warningsOf(
      { '/a': { additionalOperations: { PURGE: operation } } },
      { openapi: '3.2.0', components, webhooks: { sent: { query: operation } } },
    );
    const ofContent = (at: string): string[] => {
      const mediaTypeAt = `${at}/content/multipart~1mixed`;
      return [`${mediaTypeAt}/itemSchema Items of multipart/mixed are not checked.`, ...ofParts(mediaTypeAt)];
    };
    const ofParts = (at: string): string[] => [
      `${at}/itemEncoding "itemEncoding" is not used. Parts are not checked.`,
      `${at}/prefixEncoding "prefixEncoding" is not used. Parts are not checked.`,
      `${at}/itemEncoding/headers "headers" is not used. Parts are not checked.`,
      `${at}/prefixEncoding/0/itemEncoding "itemEncoding" is not used. Parts are not checked.`,
    ];
    const ofResponse = (at: string): string[] => [at, `${at}/headers/X-B`].flatMap(ofContent);
    const ofOperation = (at: string): string[] => [
      ...ofContent(`${at}/parameters/0`),
      ...ofContent(`${at}/requestBody`),
      ...ofResponse(`${at}/responses/200`),
    ];
    const inComponents = ['parameters', 'requestBodies', 'headers'].map((kind) => `#/components/${kind}/One`);
    const expected = [
      ...ofOperation('#/paths/~1a/additionalOperations/PURGE'),
      ...ofResponse('#/components/responses/One'),
      ...ofParts('#/components/mediaTypes/Parts'),
      ...inComponents.flatMap(ofContent),
      ...ofOperation('#/components/callbacks/One/%7B$url%7D/post'),
      ...ofOperation('#/components/pathItems/One/get'),
      ...ofOperation('#/webhooks/sent/query'),
    ];
    const about = /"(itemEncoding|prefixEncoding|headers)" is not used|Items of/;
    expect(found.filter((line) => about.test(line)).sort()).toEqual(expected.sort());
  });

  test('items of a media type that is a component, at each place with a media type whose items are not checked', () => {
    const components = { mediaTypes: { Items: { itemSchema: {} }, Again: { $ref: '#/components/mediaTypes/Items' } } };
    const items = { $ref: '#/components/mediaTypes/Items' };
    const get = {
      operationId: 'a',
      responses: {
        200: {
          description: 'x',
          content: { 'multipart/mixed': items, 'application/jsonl': items },
        },
        400: { description: 'x', content: { 'multipart/mixed': { $ref: '#/components/mediaTypes/Again' } } },
      },
    };
    expect(warningsOf({ '/a': { get } }, { openapi: '3.2.0', components })).toEqual([
      '#/paths/~1a/get/responses/200/content/multipart~1mixed Items of multipart/mixed are not checked.',
      '#/paths/~1a/get/responses/400/content/multipart~1mixed Items of multipart/mixed are not checked.',
    ]);
  });

  test('tags whose parents do not exist or lead back, each circle once', () => {
    const tags = [
      { name: 'shop' },
      { name: 'carts', parent: 'shop' },
      { name: 'orders', parent: 'shpo' },
      { name: 'others', parent: 'nothing of it' },
      { name: 'a', parent: 'b' },
      { name: 'b', parent: 'a' },
      { name: 'below', parent: 'b' },
      { name: 'self', parent: 'self', kind: 'anything' },
    ];
    const back = 'are circular (OAS 3.2 §4.22.1). Remove "parent" from one of them.';
    expect(warningsOf({}, { openapi: '3.2.0', tags })).toEqual([
      '#/tags/2/parent The tag "shpo" does not exist. Declare it in "tags". Did you mean "shop"?',
      '#/tags/3/parent The tag "nothing of it" does not exist. Declare it in "tags".',
      `#/tags/4/parent The parents of the tag "a" ${back}`,
      `#/tags/7/parent The parents of the tag "self" ${back}`,
    ]);
    // No version before has parents.
    expect(warningsOf({}, { openapi: '3.1.1', tags })).toEqual([]);
  });

  test('bodies whose schemas are not checked, once each, where they are declared', () => {
    const schema = { type: 'object', properties: { a: {} } };
    const content = { 'application/xml': { schema }, 'application/json': { schema } };
    const texts = { 'text/csv': { schema: { type: 'string' } }, 'image/png': {}, 'text/html': { schema } };
    const file = { 'application/zip': { schema: { type: 'string', format: 'binary' } } };
    const components = {
      responses: { Pet: { description: 'Fine.', content } },
      requestBodies: { Pet: { content: { ...content, ...texts } } },
    };
    const post = {
      operationId: 'a',
      requestBody: { $ref: '#/components/requestBodies/Pet' },
      responses: {
        200: { $ref: '#/components/responses/Pet' },
        400: { description: 'x', content: { ...texts, ...file } },
      },
      callbacks: { done: { '{$url}': { post: { requestBody: { content }, responses } } } },
    };
    const put = { operationId: 'b', responses: { 200: { $ref: '#/components/responses/Pet' } } };
    const webhooks = { born: { post: { requestBody: { content }, responses } } };
    const sent = 'are not checked against their schema. They are sent as they are given.';
    expect(warningsOf({ '/a': { post, put } }, { components, webhooks })).toEqual([
      '#/paths/~1a/post/callbacks Requests of callbacks are not checked.',
      `#/paths/~1a/post/responses/400/content/text~1html Bodies of text/html ${sent}`,
      `#/components/responses/Pet/content/application~1xml Bodies of application/xml ${sent}`,
      '#/components/requestBodies/Pet/content/application~1xml Bodies of application/xml are not checked against their schema. Handlers receive their bytes.',
      `#/webhooks/born/post/requestBody/content/application~1xml Bodies of application/xml ${sent}`,
    ]);
  });

  test('ranges whose schemas are checked for some of their media types only', () => {
    const schema = { type: 'object', properties: { a: {} } };
    const content = Object.fromEntries(
      ['*/*', 'application/*', 'multipart/*', 'text/*', 'application/*+json', 'image/*'].map((name) => [
        name,
        { schema },
      ]),
    );
    const free = { '*/*': { schema: { type: 'string' } }, 'application/*': {} };
    const post = { requestBody: { content }, responses: { 200: { description: 'x', content } } };
    const put = { requestBody: { content: free }, responses: { 200: { description: 'x', content: free } } };
    const rest = 'checked against their schema.';
    const received = `${rest} Handlers receive their bytes.`;
    const sent = `${rest} They are sent as they are given.`;
    const other = 'that are neither JSON, a form nor text are not';
    const at = '#/paths/~1a/post';
    expect(warningsOf({ '/a': { post, put } })).toEqual([
      `${at}/requestBody/content/*~1* Bodies of */* ${other} ${received}`,
      `${at}/requestBody/content/application~1* Bodies of application/* ${other} ${received}`,
      `${at}/requestBody/content/multipart~1* Bodies of multipart/* ${other} ${received}`,
      `${at}/requestBody/content/image~1* Bodies of image/* are not ${received}`,
      `${at}/responses/200/content/*~1* Bodies of */* that are not JSON are not ${sent}`,
      `${at}/responses/200/content/application~1* Bodies of application/* that are not JSON are not ${sent}`,
      `${at}/responses/200/content/multipart~1* Bodies of multipart/* are not ${sent}`,
      `${at}/responses/200/content/text~1* Bodies of text/* are not ${sent}`,
      `${at}/responses/200/content/image~1* Bodies of image/* are not ${sent}`,
    ]);
  });

  test('names that no header has, and the name of a component is none', () => {
    const headers = { 'a b': { schema: {} } };
    const components = { headers, responses: { Done: { description: 'x', headers } } };
    expect(warningsOf({}, { components })).toEqual([
      '#/components/responses/Done/headers/a%20b "a b" is not the name of a header. Use letters, digits and -.',
    ]);
  });

  test('what OpenAPI 3.0 ignores', () => {
    const schemas = {
      Pet: { type: 'object', properties: { tag: { $ref: '#/components/schemas/Tag', readOnly: true, default: 'a' } } },
      Owner: { $ref: '#/components/schemas/Pet', description: 'Owns.', 'x-a': 1, nullable: true },
      Tag: { type: 'string', nullable: true, enum: ['a'] },
      Empty: { type: 'string', nullable: true, enum: ['a', null] },
      Strict: { type: 'string', nullable: false, enum: ['a'] },
    };
    const ignored = 'beside "$ref" is ignored in OpenAPI 3.0. Put the reference into "allOf".';
    expect(warningsOf({}, { openapi: '3.0.3', components: { schemas } })).toEqual([
      `#/components/schemas/Pet/properties/tag/readOnly "readOnly" ${ignored}`,
      `#/components/schemas/Pet/properties/tag/default "default" ${ignored}`,
      `#/components/schemas/Owner/nullable "nullable" ${ignored}`,
      '#/components/schemas/Tag/nullable "nullable" has no effect, because "enum" does not contain null. Add null to "enum".',
    ]);
    const { Tag: _, ...others } = schemas;
    const { nullable: __, ...Owner } = others.Owner;
    expect(warningsOf({}, { components: { schemas: { ...others, Owner, Strict: {}, Empty: {} } } })).toEqual([]);
  });
});
