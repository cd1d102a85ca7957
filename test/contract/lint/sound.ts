/** What each response declares. */
export const requestId = { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } };

const failedContent = {
  'application/json': {
    schema: { $ref: '#/components/schemas/Error' },
    examples: { failed: { value: { message: 'No.' } } },
  },
};

/** A document that breaks no rule. Each test changes it in one place. */
export const sound = {
  openapi: '3.1.1',
  info: { title: 'Pets', version: '1.0.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
  servers: [{ url: '/', description: 'Here.' }],
  tags: [{ name: 'Pets', description: 'Animals.' }],
  security: [{ Key: [] }],
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        summary: 'List pets',
        description: 'Lists pets.',
        tags: ['Pets'],
        parameters: [
          {
            name: 'limit',
            in: 'query',
            description: 'How many.',
            schema: { type: 'integer', minimum: 1, maximum: 9 },
            examples: { full: { value: 9 } },
          },
        ],
        responses: {
          200: {
            description: 'Pets.',
            headers: requestId,
            content: {
              'application/json': {
                schema: { type: 'array', maxItems: 9, items: { $ref: '#/components/schemas/Pet' } },
                examples: { full: { value: [{ name: 'Rex' }] } },
              },
            },
          },
          400: { $ref: '#/components/responses/Failed' },
          500: { description: 'It failed.', headers: requestId, content: failedContent },
        },
      },
      post: {
        operationId: 'createPet',
        summary: 'Create a pet',
        description: 'Creates a pet.',
        tags: ['Pets'],
        requestBody: {
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/Pet' },
              examples: {
                minimal: { value: { name: 'Rex' } },
                full: { value: { name: 'Rex', size: 2, nick: '', owner: null, toys: [], notes: {} } },
              },
            },
          },
        },
        responses: {
          204: { description: 'Created.', headers: requestId },
          400: { $ref: '#/components/responses/Failed' },
        },
      },
    },
  },
  components: {
    securitySchemes: { Key: { type: 'http', scheme: 'bearer' } },
    headers: {
      RequestId: {
        description: 'Name of the request.',
        schema: { type: 'string', maxLength: 9 },
        example: 'a',
      },
    },
    responses: {
      Failed: {
        description: 'It failed.',
        headers: requestId,
        content: failedContent,
      },
    },
    schemas: {
      Error: {
        type: 'object',
        required: ['message'],
        properties: { message: { type: 'string', description: 'Why.', maxLength: 99, examples: ['No.'] } },
      },
      Toy: {
        type: 'object',
        description: 'A toy.',
        properties: { kind: { description: 'What it is.', enum: ['ball', 'bone'], examples: ['ball'] } },
      },
      Name: { type: 'string', maxLength: 9, examples: ['Rex'] },
      Pet: {
        type: 'object',
        additionalProperties: false,
        required: ['name'],
        properties: {
          name: { $ref: '#/components/schemas/Name', description: 'What it is called.' },
          size: { type: ['number', 'null'], description: 'Metres.', exclusiveMinimum: 0, maximum: 9, examples: [2] },
          nick: {
            description: 'Another name, or none.',
            anyOf: [{ $ref: '#/components/schemas/Name' }, { type: 'string', const: '' }],
          },
          owner: { description: 'Whose it is.', anyOf: [{ $ref: '#/components/schemas/Name' }, { type: 'null' }] },
          toys: { type: 'array', description: 'Its toys.', maxItems: 9, items: { $ref: '#/components/schemas/Toy' } },
          notes: { type: 'object', description: 'Anything.', additionalProperties: true, examples: [{}] },
        },
      },
    },
  },
};
