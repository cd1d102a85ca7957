import type { OpenApiDocument } from '../../../src/contract/document/document.ts';

const boat = { 'application/json': { $ref: '#/components/mediaTypes/Boat' } };
const message = { 'application/json': { example: { message: 'No.' } } };
const others = { default: { description: 'Rejected.', content: message } };

/** A document with what OpenAPI 3.2 adds to path items and components. */
export const BOATS: OpenApiDocument = {
  openapi: '3.2.0',
  info: { title: 'Boats', version: '1.0.0' },
  paths: {
    '/boats/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 9 } }],
      get: {
        operationId: 'getBoat',
        responses: { 200: { description: 'A boat.', summary: 'Boat', content: boat }, ...others },
      },
      query: {
        operationId: 'queryBoat',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { type: 'object', required: ['rig'], properties: { rig: { type: 'string', minLength: 2 } } },
              examples: { sloop: { dataValue: { rig: 'sloop' } } },
            },
          },
        },
        responses: {
          200: { description: 'A boat.', content: boat },
          405: { description: 'Wrong method.', headers: { Allow: { schema: { type: 'string' } } }, content: message },
          422: { description: 'Invalid.', content: message },
          ...others,
        },
      },
      additionalOperations: {
        COPY: { operationId: 'copyBoat', responses: { 201: { description: 'A copy.', content: boat }, ...others } },
      },
    },
  },
  components: {
    mediaTypes: {
      Boat: { schema: { $ref: '#/components/schemas/Boat' }, examples: { one: { dataValue: { id: 'b1' } } } },
    },
    schemas: {
      Boat: {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string', examples: ['other'] }, seen: { type: 'string', format: 'date-time' } },
      },
    },
  },
};
