import type { OpenApiDocument } from '../../../src/contract/document/document.ts';

/** A document of these paths. */
export function documentOf(paths: object, more: object = {}): OpenApiDocument {
  return { openapi: '3.1.1', info: { title: 'Harbor', version: '1.0.0' }, paths, ...more } as OpenApiDocument;
}

/** Responses of one status with a JSON body. */
export function responsesOf(schema: object = { type: 'object' }, status = '200'): object {
  return { [status]: { description: 'The result.', content: { 'application/json': { schema } } } };
}

/** A document of `GET /boats` with these members of the operation. */
export function getBoats(operation: object, more: object = {}): OpenApiDocument {
  return documentOf({ '/boats': { get: { responses: responsesOf(), ...operation } } }, more);
}

/** A document of `POST /boats` with these members of the operation. */
export function postBoats(operation: object, more: object = {}): OpenApiDocument {
  return documentOf({ '/boats': { post: { responses: responsesOf(), ...operation } } }, more);
}

/** A request body of JSON. */
export function jsonBody(schema: object, more: object = {}): object {
  return { requestBody: { content: { 'application/json': { schema } }, ...more } };
}

/** A parameter of the query. */
export function queryParameter(name: string, schema: object, more: object = {}): object {
  return { name, in: 'query', schema, ...more };
}
