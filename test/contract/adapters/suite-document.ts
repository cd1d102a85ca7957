const anything = { content: { 'application/json': {} }, description: 'Anything.' };
const string = { type: 'string' };
const integer = { type: 'integer' };
const integers = { type: 'array', items: integer };

/** An operation that declares no error: its rejections are problem details. */
const operation = (operationId: string, facts: object = {}) => ({
  operationId,
  responses: { 200: anything },
  ...facts,
});
const parameter = (place: string, name: string, schema: object, facts: object = {}) => ({
  name,
  in: place,
  schema,
  ...(place === 'path' ? { required: true } : {}),
  ...facts,
});
const content = (mediaType: string, schema: object = {}) => ({
  responses: { 200: { description: 'One body.', content: { [mediaType]: { schema } } } },
});
const secured = (operationId: string, ...security: object[]) => ({ get: operation(operationId, { security }) });

const pet = {
  type: 'object',
  properties: { name: { ...string, maxLength: 20 }, age: integer, photos: { type: 'array', items: {} } },
  required: ['name'],
  additionalProperties: false,
};
const petForm = { ...pet, properties: { ...pet.properties, tags: integers } };

export const suiteDocument = {
  openapi: '3.1.1',
  info: { title: 'Suite', version: '1.0.0' },
  paths: {
    '/events': { get: operation('listEvents') },
    '/pets': {
      get: operation('listPets'),
      post: operation('createPet', {
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: pet },
            'application/x-www-form-urlencoded': { schema: petForm },
            'multipart/form-data': { schema: petForm },
          },
        },
      }),
    },
    '/notes': {
      post: operation('createNote', {
        requestBody: {
          content: { 'text/plain': { schema: { ...string, minLength: 2 } }, 'application/octet-stream': {} },
        },
      }),
    },
    '/pets/mine': { get: operation('getMyPet') },
    '/pets/{id}': {
      get: operation('getPet', { parameters: [parameter('path', 'id', integer)] }),
      delete: {
        operationId: 'deletePet',
        parameters: [parameter('path', 'id', integer)],
        responses: { 204: { description: 'Deleted.' } },
      },
    },
    '/names/{name}/{suffix}': {
      get: operation('getName', {
        parameters: [parameter('path', 'name', string), parameter('path', 'suffix', string)],
      }),
    },
    '/matrix/{ids}': {
      get: operation('getMatrix', {
        parameters: [parameter('path', 'ids', integers, { style: 'matrix', explode: true })],
      }),
    },
    '/labels/{ids}': {
      get: operation('getLabels', { parameters: [parameter('path', 'ids', integers, { style: 'label' })] }),
    },
    '/search': {
      get: operation('search', {
        parameters: [
          parameter('query', 'limit', { ...integer, maximum: 9 }),
          parameter('query', 'tags', integers),
          parameter('query', 'csv', integers, { explode: false }),
          parameter('query', 'piped', integers, { style: 'pipeDelimited', explode: false }),
          parameter('query', 'spaced', integers, { style: 'spaceDelimited', explode: false }),
          parameter(
            'query',
            'place',
            { type: 'object', properties: { lat: { type: 'number' } } },
            { style: 'deepObject' },
          ),
          { name: 'filter', in: 'query', content: { 'application/json': { schema: {} } } },
          parameter('header', 'X-Ids', integers),
          parameter('cookie', 'theme', string),
        ],
      }),
    },
    '/secure/bearer': secured('secureBearer', { bearer: [] }),
    '/secure/basic': secured('secureBasic', { basic: [] }),
    '/secure/header': secured('secureHeader', { headerKey: [] }),
    '/secure/query': secured('secureQuery', { queryKey: [] }),
    '/secure/cookie': secured('secureCookie', { cookieKey: [] }),
    '/secure/either': secured('secureEither', { bearer: [] }, { headerKey: [] }),
    '/secure/both': secured('secureBoth', { bearer: [], headerKey: [] }),
    '/secure/optional': secured('secureOptional', { bearer: [] }, {}),
    '/secure/read': secured('secureRead', { oauth: ['read'] }),
    '/secure/write': secured('secureWrite', { oauth: ['write'] }),
    '/secure/throws': secured('secureThrows', { failing: [] }),
    '/secure/pets': {
      post: operation('createSecurePet', {
        security: [{ bearer: [] }],
        requestBody: { required: true, content: { 'application/json': { schema: pet } } },
      }),
    },
    '/bodies/text': { get: operation('getText', content('text/plain')) },
    '/bodies/bytes': { get: operation('getBytes', content('image/png')) },
    '/bodies/web-stream': { get: operation('getWebStream', content('application/octet-stream')) },
    '/bodies/iterable': { get: operation('getIterable', content('text/csv')) },
    '/bodies/list': {
      get: operation(
        'getList',
        content('application/json', {
          type: 'object',
          properties: { items: { type: 'array', items: integer }, total: integer },
        }),
      ),
    },
    '/bodies/endless-stream': { get: operation('getEndlessStream', content('application/octet-stream')) },
    '/bodies/endless-list': {
      get: operation(
        'getEndlessList',
        content('application/json', { type: 'object', properties: { items: { type: 'array', items: string } } }),
      ),
    },
    '/bodies/failing-stream': { get: operation('getFailingStream', content('application/octet-stream')) },
    '/bodies/failing-list': {
      get: operation('getFailingList', {
        responses: {
          200: {
            description: 'A list.',
            content: { 'application/json': { schema: { properties: { items: integers } } } },
          },
        },
      }),
    },
    '/headers': {
      get: operation('getHeaders', {
        responses: {
          201: {
            description: 'With headers.',
            headers: { 'X-Count': { schema: integer } },
            content: { 'application/vnd.pet+json': {} },
          },
        },
      }),
    },
    '/fails/throws': { get: operation('failThrows') },
    '/fails/status': { get: operation('failStatus') },
    '/fails/body': {
      get: operation('failBody', {
        responses: {
          200: { description: 'A number.', content: { 'application/json': { schema: integer } } },
        },
      }),
    },
    '/fails/header': {
      get: operation('failHeader', {
        responses: { 200: { description: 'A count.', headers: { 'X-Count': { schema: integer } } } },
      }),
    },
    '/legacy': {
      get: operation('legacyList', { parameters: [parameter('query', 'limit', integer)] }),
      post: operation('legacyCreate', {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: pet }, 'multipart/form-data': { schema: petForm } },
        },
      }),
    },
    '/legacy/secure': {
      get: operation('legacySecure', { security: [{ bearer: [] }] }),
      post: operation('legacyUnchecked', { security: [{ legacy: [] }] }),
    },
  },
  components: {
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer' },
      basic: { type: 'http', scheme: 'basic' },
      headerKey: { type: 'apiKey', in: 'header', name: 'X-Key' },
      queryKey: { type: 'apiKey', in: 'query', name: 'key' },
      cookieKey: { type: 'apiKey', in: 'cookie', name: 'key' },
      oauth: {
        type: 'oauth2',
        flows: { implicit: { authorizationUrl: 'https://id.test', scopes: { read: '', write: '' } } },
      },
      failing: { type: 'http', scheme: 'bearer' },
      legacy: { type: 'http', scheme: 'bearer' },
    },
  },
};
