import type { OpenApiDocument } from '../../../src/contract/document/document.ts';

/** A document with every part that has several ways to be written. */
export function harborDocument(): OpenApiDocument {
  return {
    openapi: '3.1.1',
    info: { title: 'Harbor', version: '1.0.0' },
    servers: [{ url: 'https://harbor.example/v1' }],
    security: [{ key: [] }, { id: ['read', 'write'] }],
    paths: {
      '/boats/{id}': {
        parameters: [{ $ref: '#/components/parameters/Id' }],
        get: {
          operationId: 'getBoat',
          tags: ['boats', 'harbor'],
          parameters: [
            { name: 'fields', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
            { name: 'depth', in: 'query', schema: { type: 'integer' } },
            { name: 'X-Trace', in: 'header', schema: { type: 'string' } },
          ],
          responses: {
            200: {
              description: 'The boat.',
              headers: { ETag: { required: true, schema: { type: 'string' } } },
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Boat' } } },
            },
            404: { $ref: '#/components/responses/Problem' },
            default: { $ref: '#/components/responses/Problem' },
          },
        },
        put: {
          operationId: 'putBoat',
          requestBody: { $ref: '#/components/requestBodies/Boat' },
          responses: { 204: { description: 'Stored.' } },
          callbacks: {
            stored: {
              '{$request.query.url}': {
                post: {
                  requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Boat' } } } },
                  responses: { 200: { description: 'Received.' } },
                },
              },
            },
          },
        },
      },
      '/forms': {
        post: {
          requestBody: {
            content: {
              'application/x-www-form-urlencoded': {
                schema: {
                  type: 'object',
                  required: ['name'],
                  properties: { name: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
                },
                encoding: { tags: { style: 'form', explode: true } },
              },
            },
          },
          responses: { '2XX': { description: 'Received.' } },
        },
      },
    },
    webhooks: {
      arrived: {
        post: {
          requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Boat' } } } },
          responses: { 200: { description: 'Received.' } },
        },
      },
    },
    components: {
      parameters: { Id: { name: 'id', in: 'path', required: true, schema: { type: 'integer' } } },
      headers: {},
      requestBodies: {
        Boat: {
          required: true,
          content: { 'application/json; charset=utf-8': { schema: { $ref: '#/components/schemas/Boat' } } },
        },
      },
      responses: {
        Problem: {
          description: 'The error.',
          content: { 'application/problem+json': { schema: { type: 'object' } } },
        },
      },
      schemas: {
        Boat: {
          type: 'object',
          required: ['name', 'owner'],
          properties: {
            name: { type: 'string', minLength: 1 },
            owner: { $ref: '#/components/schemas/Owner' },
            flag: { type: ['string', 'null'], enum: ['red', 'green', null] },
            length: { type: 'number', exclusiveMinimum: 0 },
            tender: { $ref: '#/components/schemas/Boat' },
          },
        },
        Owner: { type: 'object', properties: { id: { type: 'integer' } } },
      },
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'X-Key' },
        id: {
          type: 'oauth2',
          flows: { clientCredentials: { tokenUrl: 'https://id.example/token', scopes: { read: '', write: '' } } },
        },
      },
    },
  } as unknown as OpenApiDocument;
}
