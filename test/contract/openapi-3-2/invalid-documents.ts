/** A document of OpenAPI 3.2 that the metaschema of the OAI accepts, and of which each invalid one changes one part. */
export const VALID = {
  openapi: '3.2.0',
  $self: 'https://boats.example/openapi.json',
  info: { title: 'Boats', version: '1', license: { name: 'Apache 2.0', identifier: 'Apache-2.0' } },
  servers: [{ url: 'https://{region}.boats.example', variables: { region: { enum: ['eu'], default: 'eu' } } }],
  tags: [{ name: 'boats', summary: 'Boats', kind: 'nav' }],
  security: [{ Key: [] }],
  paths: {
    '/boats/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        operationId: 'getBoat',
        parameters: [
          { name: 'rig', in: 'query', schema: { type: 'string' } },
          { name: 'x-trace', in: 'header', schema: { type: 'string' } },
          { name: 'sid', in: 'cookie', style: 'cookie', schema: { type: 'string' } },
        ],
        responses: {
          200: {
            description: 'A boat.',
            headers: { etag: { schema: { type: 'string' } } },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Boat' }, examples: {} } },
            links: { self: { operationId: 'getBoat' } },
          },
        },
      },
      additionalOperations: { COPY: { operationId: 'copyBoat', responses: { 204: { description: 'Copied.' } } } },
    },
    '/boats': {
      query: {
        operationId: 'findBoats',
        parameters: [{ name: 'all', in: 'querystring', content: { 'application/json': { schema: {} } } }],
        requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
        responses: { default: { description: 'Boats.' } },
      },
    },
  },
  components: {
    schemas: { Boat: { type: 'object', properties: { rig: { type: 'string', xml: { nodeType: 'attribute' } } } } },
    securitySchemes: {
      Key: { type: 'apiKey', name: 'key', in: 'header' },
      Token: { type: 'http', scheme: 'bearer' },
      Device: {
        type: 'oauth2',
        flows: {
          deviceAuthorization: {
            deviceAuthorizationUrl: 'https://boats.example/device',
            tokenUrl: 'https://boats.example/token',
            scopes: {},
          },
        },
      },
    },
  },
};

type Tokens = (string | number)[];
/** What is wrong, where, what stands there (undefined removes it), and the message of `build`. */
export type Invalid = [what: string, at: Tokens, value: unknown, message: string];

const GET: Tokens = ['paths', '/boats/{id}', 'get'];
const OK: Tokens = [...GET, 'responses', '200'];
const JSON_BODY: Tokens = [...OK, 'content', 'application/json'];
const QUERY: Tokens = [...GET, 'parameters', 0];
const HEADER: Tokens = [...GET, 'parameters', 1];
const COOKIE: Tokens = [...GET, 'parameters', 2];
const PATH: Tokens = ['paths', '/boats/{id}', 'parameters', 0];
const FIND: Tokens = ['paths', '/boats', 'query'];
const SCHEMES: Tokens = ['components', 'securitySchemes'];
const value = { type: 'string' };
const json = { 'application/json': {} };
const UNUSED = 'is not used beside';

/** Each is a kind of fault that the metaschema rejects. */
export const INVALID: Invalid[] = [
  // The document, its servers and tags.
  ['no title', ['info', 'title'], undefined, 'The member "title" is missing.'],
  ['two licences', ['info', 'license', 'url'], 'https://a.example', '"identifier" and "url" exclude each other'],
  ['a version that is a number', ['info', 'version'], 1, '"version" must be a string'],
  ['a $self with a fragment', ['$self'], 'https://boats.example/#a', '"$self" must be a URI without a fragment'],
  ['an unknown member', ['servres'], [], 'Unknown member "servres". Did you mean "servers"?'],
  ['a server without a URL', ['servers', 0, 'url'], undefined, 'The member "url" is missing.'],
  ['servers that are no list', ['servers'], {}, '"servers" must be a list'],
  ['a variable without a default', ['servers', 0, 'variables', 'region', 'default'], undefined, '"default" is missing'],
  ['an enum of no values', ['servers', 0, 'variables', 'region', 'enum'], [], '"enum" must not be empty'],
  ['a tag without a name', ['tags', 0, 'name'], undefined, 'The member "name" is missing.'],
  ['a tag whose parent is no text', ['tags', 0, 'parent'], 1, '"parent" must be a string'],
  ['a requirement that is no list', ['security', 0, 'Key'], 'read', '"Key" must be a list'],
  ['no paths, components or webhooks', [], { paths: undefined, components: undefined, security: undefined }, 'missing'],
  ['a component with a space in its name', ['components', 'schemas', 'A boat'], {}, 'The name "A boat" of a component'],
  // Paths and operations.
  ['a path without a slash', ['paths', 'boats'], {}, 'The path "boats" is never served.'],
  ['operations of an unknown method', ['paths', '/boats', 'fetch'], {}, 'Unknown member "fetch".'],
  ['an additional GET', ['paths', '/boats', 'additionalOperations'], { GET: {} }, '"GET" is never served.'],
  [
    'an additional method with a space',
    ['paths', '/boats', 'additionalOperations'],
    { 'A B': {} },
    '"A B" is not a method',
  ],
  [
    'a query beside a whole query',
    [...FIND, 'parameters', 1],
    { name: 'q', in: 'query', schema: value },
    'whole query',
  ],
  ['two whole queries', [...FIND, 'parameters', 1], { name: 'q', in: 'querystring', content: json }, 'whole query'],
  ['an operationId that is no text', [...GET, 'operationId'], 5, '"operationId" must be a string'],
  ['responses of no status', [...GET, 'responses'], {}, '"responses" must have at least one response'],
  ['a status that is none', [...GET, 'responses', 'ok'], { description: 'Fine.' }, '"ok" is not a status'],
  ['a response that is a text', OK, 'Fine.', 'must be an object'],
  [
    'a request body without content',
    [...FIND, 'requestBody', 'content'],
    undefined,
    'The member "content" is missing.',
  ],
  // Parameters and headers.
  ['a parameter without a place', [...QUERY, 'in'], undefined, 'The member "in" is missing.'],
  ['a parameter in a body', [...QUERY, 'in'], 'body', '"in" must be one of'],
  ['a parameter without a schema', [...QUERY, 'schema'], undefined, 'One of the members schema, content is missing.'],
  ['a parameter with a schema and content', [...QUERY, 'content'], json, '"schema" and "content" exclude each other'],
  [
    'a parameter with two contents',
    QUERY,
    { name: 'q', in: 'query', content: { 'a/b': {}, 'c/d': {} } },
    'exactly one media type',
  ],
  [
    'a whole query with a schema',
    [...FIND, 'parameters', 0],
    { name: 'q', in: 'querystring', schema: value },
    'Give it "content"',
  ],
  ['a path parameter that is not required', [...PATH, 'required'], undefined, 'Write required: true.'],
  ['a path parameter that may be left out', [...PATH, 'required'], false, 'Write required: true.'],
  ['a name with a brace in a path', [...PATH, 'name'], 'i{d', 'must not contain braces'],
  ['a header whose name is no token', [...HEADER, 'name'], 'a b', '"a b" is not the name of a header'],
  [
    'an empty value of a header',
    [...HEADER, 'allowEmptyValue'],
    true,
    '"allowEmptyValue" is only for query parameters',
  ],
  ['reserved characters of a header', [...HEADER, 'allowReserved'], true, '"allowReserved" is not allowed here'],
  ['reserved characters of a cookie', [...COOKIE, 'allowReserved'], true, '"allowReserved" is not allowed here'],
  ['a style of another place', [...QUERY, 'style'], 'matrix', 'The style "matrix" is not allowed in query.'],
  ['a style beside content', HEADER, { name: 'a', in: 'header', style: 'simple', content: json }, UNUSED],
  [
    'an example beside examples',
    QUERY,
    { ...{ name: 'q', in: 'query' }, schema: value, example: 1, examples: {} },
    'exclude',
  ],
  [
    'a response header of an invalid name',
    [...OK, 'headers', 'a=b'],
    { schema: value },
    '"a=b" is not the name of a header',
  ],
  [
    'a response header without a schema',
    [...OK, 'headers', 'etag'],
    {},
    'One of the members schema, content is missing.',
  ],
  ['a response header with a name', [...OK, 'headers', 'etag', 'name'], 'etag', '"name"'],
  ['a response header in a style', [...OK, 'headers', 'etag', 'style'], 'form', 'The style "form" is not allowed'],
  ['a response header with reserved characters', [...OK, 'headers', 'etag', 'allowReserved'], true, '"allowReserved"'],
  // Media types, examples and links.
  ['a name that is no media type', [...OK, 'content', 'json'], {}, '"json" is not a media type'],
  ['an unknown member of a media type', [...JSON_BODY, 'schma'], {}, 'Unknown member "schma". Did you mean "schema"?'],
  [
    'an example beside examples of a body',
    [...JSON_BODY, 'example'],
    {},
    '"examples" and "example" exclude each other',
  ],
  ['encodings by name and by position', JSON_BODY, { encoding: {}, itemEncoding: {} }, 'exclude each other'],
  [
    'encodings of an encoding by name and position',
    JSON_BODY,
    { encoding: { a: { encoding: {}, prefixEncoding: [] } } },
    'exclude',
  ],
  [
    'an encoding of an unknown style',
    JSON_BODY,
    { encoding: { a: { style: 'matrix' } } },
    'The style "matrix" is not allowed in an encoding.',
  ],
  [
    'two values of an example',
    [...JSON_BODY, 'examples', 'a'],
    { value: 1, externalValue: 'https://a.example' },
    'exclude each other',
  ],
  ['an old and a new value', [...JSON_BODY, 'examples', 'a'], { value: 1, dataValue: 1 }, 'exclude each other'],
  [
    'an old and a serialized value',
    [...JSON_BODY, 'examples', 'a'],
    { value: 1, serializedValue: '1' },
    'exclude each other',
  ],
  [
    'two texts of an example',
    [...JSON_BODY, 'examples', 'a'],
    { serializedValue: '1', externalValue: 'https://a.example' },
    'exclude each other',
  ],
  ['a link to two operations', [...OK, 'links', 'self', 'operationRef'], '#/paths/~1boats/get', 'exclude each other'],
  ['a link to none', [...OK, 'links', 'self'], {}, 'Add "operationId" or "operationRef"'],
  // Schemas.
  ['a schema that is a list', ['components', 'schemas', 'Boat'], [], 'Invalid schema'],
  ['a type that does not exist', ['components', 'schemas', 'Boat', 'type'], 'boat', 'Invalid schema: "type"'],
  [
    'an XML node that is also an attribute',
    ['components', 'schemas', 'Boat', 'xml'],
    { nodeType: 'attribute', attribute: true },
    'exclude',
  ],
  // Security.
  ['a scheme without a type', [...SCHEMES, 'Key', 'type'], undefined, '"type" is missing'],
  ['a scheme of an unknown type', [...SCHEMES, 'Key', 'type'], 'key', 'must be one of'],
  ['a key without a name', [...SCHEMES, 'Key', 'name'], undefined, 'The member "name" is missing.'],
  ['a key in a path', [...SCHEMES, 'Key', 'in'], 'path', '"in" must be one of'],
  ['an HTTP scheme without its name', [...SCHEMES, 'Token', 'scheme'], undefined, 'The member "scheme" is missing.'],
  ['OAuth without flows', [...SCHEMES, 'Device', 'flows'], undefined, 'The member "flows" is missing.'],
  [
    'a flow without a URL',
    [...SCHEMES, 'Device', 'flows', 'deviceAuthorization', 'tokenUrl'],
    undefined,
    '"tokenUrl" is missing',
  ],
  [
    'a flow without scopes',
    [...SCHEMES, 'Device', 'flows', 'deviceAuthorization', 'scopes'],
    undefined,
    '"scopes" is missing',
  ],
  ['OpenID Connect without its URL', [...SCHEMES, 'Key'], { type: 'openIdConnect' }, '"openIdConnectUrl" is missing'],
];

/** Faults that the metaschema leaves to the text of the specification, or to the metaschema of schemas. */
export const ONLY_OURS = ['a type that does not exist', 'an XML node that is also an attribute'];

const FOR_READERS = 'only readers use it; rules of lint may check it';

/** What the metaschema rejects and build does not report, with the reason. */
export const NOT_REPORTED: [what: string, reason: string, at: Tokens, value: unknown][] = [
  ['an address of a contact that is none', FOR_READERS, ['info', 'contact'], { email: 'ada' }],
  ['a URL of terms that is none', FOR_READERS, ['info', 'termsOfService'], 'a b'],
  ['a URL of documentation that is none', FOR_READERS, ['externalDocs'], { url: 'a b' }],
  [
    'a URL of OpenID Connect that is none',
    FOR_READERS,
    [...SCHEMES, 'Oidc'],
    { type: 'openIdConnect', openIdConnectUrl: 'a b' },
  ],
  [
    'a reference of a link with braces',
    'it leads to the operation',
    [...OK, 'links', 'self'],
    { operationRef: '#/paths/~1boats~1{id}/get' },
  ],
];

/** A copy of a document with another value at a place; undefined removes it. At the root, members of the value replace others. */
export function changed(document: unknown, [token, ...rest]: Tokens, value: unknown): unknown {
  if (token === undefined) {
    const isRoot = document === VALID;
    return isRoot ? { ...(document as object), ...(value as object) } : value;
  }
  if (Array.isArray(document)) {
    const index = Number(token);
    return [...document.slice(0, index), changed(document[index], rest, value), ...document.slice(index + 1)];
  }
  const members = document as Record<string, unknown>;
  return { ...members, [token]: changed(members[token], rest, value) };
}
