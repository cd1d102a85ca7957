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
      'a path parameter that is not in the path',
      '/a',
      { parameters: [{ name: 'id', in: 'path', required: true, schema: {} }] },
      ['#/paths/~1a/get The path "/a" does not contain the path parameter "id".'],
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
      '#/paths/~1a/get The security scheme "Bearr" does not exist. Did you mean "Bearer"?',
      '#/components/schemas/Day/format The format "dat" is not known and not checked. Did you mean "date"?',
    ]);
  });
});
