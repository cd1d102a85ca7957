import { DONE, documentOf, operationRow, pathOf, type Row } from '../row.ts';

const JSON_TEXT = { content: { 'application/json': { schema: { type: 'string' } } } };
const QUERY = { name: 'q', in: 'query', schema: { type: 'integer' } };
const OAS_32 = { openapi: '3.2.0' };

/** A path item with an operation of a method, and one of another for the comparison. */
function methodRow(keyword: string, cells: Pick<Row, 'yes' | 'note'>): Row {
  const path = pathOf({ object: 'Path Item', keyword });
  const probes = [{ method: keyword.toUpperCase(), path }].filter(({ method }) => method !== 'TRACE');
  return {
    object: 'Path Item',
    keyword,
    document: documentOf({ [path]: { [keyword]: { responses: DONE }, parameters: [] } }, OAS_32),
    at: `#/paths/~1${path.slice(1)}/${keyword}`,
    probes,
    ...cells,
  };
}

/** OAS 3.2 §4.8 and §4.9. */
const PATHS: Row[] = [
  {
    object: 'Paths',
    keyword: '/{path}',
    document: documentOf({ '/paths-path': { get: { responses: DONE } } }),
    at: '#/paths/~1paths-path',
    probes: [{ path: '/paths-path' }],
    yes: 'types request response mock verify client docs',
  },
  {
    object: 'Path Item',
    keyword: '$ref',
    document: documentOf(
      { '/path-item-ref': { $ref: '#/components/pathItems/Referred' } },
      {
        components: { pathItems: { Referred: { get: { summary: 'Operation behind a reference', responses: DONE } } } },
      },
    ),
    at: '#/paths/~1path-item-ref/$ref',
    probes: [{ path: '/path-item-ref' }],
    shows: 'Operation behind a reference',
    yes: 'types request response mock verify client docs',
  },
  operationRow({
    object: 'Path Item',
    keyword: 'summary',
    operation: {},
    below: '../summary',
    item: { summary: 'Summary of a path' },
    isComment: true,
    yes: 'docs',
  }),
  operationRow({
    object: 'Path Item',
    keyword: 'description',
    operation: {},
    below: '../description',
    item: { description: 'Description of a path' },
    isComment: true,
    yes: 'docs',
  }),
  methodRow('get', { yes: 'types request response mock verify client docs' }),
  methodRow('put', { yes: 'types request response mock verify client docs' }),
  methodRow('post', { yes: 'types request response mock verify client docs' }),
  methodRow('delete', { yes: 'types request response mock verify client docs' }),
  methodRow('options', { yes: 'types request response mock verify client docs' }),
  methodRow('head', { yes: 'types request response mock verify client docs' }),
  methodRow('patch', { yes: 'types request response mock verify client docs' }),
  methodRow('trace', {
    yes: 'types verify docs',
    note: 'The server serves it. `fetch`, which the tests and the client use, does not send it.',
  }),
  methodRow('query', { yes: 'types request response mock verify client docs' }),
  {
    object: 'Path Item',
    keyword: 'additionalOperations',
    document: documentOf({ '/more': { additionalOperations: { PURGE: { responses: DONE } } } }, OAS_32),
    at: '#/paths/~1more/additionalOperations',
    probes: [{ method: 'PURGE', path: '/more' }],
    yes: 'types request response mock verify client docs',
  },
  operationRow({
    object: 'Path Item',
    keyword: 'servers',
    operation: {},
    below: '../servers',
    item: { servers: [{ url: '/of-path' }] },
    probes: [{ path: '/!/of-path/path-item-servers' }],
    yes: 'request mock verify docs',
  }),
  operationRow({
    object: 'Path Item',
    keyword: 'parameters',
    operation: {},
    below: '../parameters',
    item: { parameters: [{ ...QUERY, required: true }] },
    yes: 'types request mock verify docs',
  }),
];

/** OAS 3.2 §4.10. */
const OPERATION: Row[] = [
  operationRow({
    object: 'Operation',
    keyword: 'tags',
    operation: { tags: ['Tag of an operation'] },
    below: 'tags',
    shows: 'Tag of an operation',
    yes: 'docs',
  }),
  operationRow({
    object: 'Operation',
    keyword: 'summary',
    operation: { summary: 'Summary of an operation' },
    below: 'summary',
    isComment: true,
    yes: 'types docs',
  }),
  operationRow({
    object: 'Operation',
    keyword: 'description',
    operation: { description: 'Description of an operation' },
    below: 'description',
    isComment: true,
    yes: 'types docs',
  }),
  operationRow({
    object: 'Operation',
    keyword: 'externalDocs',
    operation: { externalDocs: { url: 'https://operation.test/' } },
    below: 'externalDocs',
    isComment: true,
    yes: 'docs',
  }),
  operationRow({
    object: 'Operation',
    keyword: 'operationId',
    operation: { operationId: 'identified' },
    below: 'operationId',
    instead: 'renamed',
    shows: 'identified',
    yes: 'types verify docs',
  }),
  operationRow({
    object: 'Operation',
    keyword: 'parameters',
    operation: { parameters: [{ ...QUERY, required: true }] },
    below: 'parameters',
    yes: 'types request mock verify docs',
  }),
  operationRow({
    object: 'Operation',
    keyword: 'requestBody',
    operation: { requestBody: { required: true, ...JSON_TEXT } },
    below: 'requestBody',
    method: 'post',
    yes: 'types request mock verify docs',
  }),
  operationRow({
    object: 'Operation',
    keyword: 'responses',
    operation: { responses: { 201: { description: 'Created.' } } },
    below: 'responses',
    instead: DONE,
    yes: 'types response mock verify docs',
  }),
  operationRow({
    object: 'Operation',
    keyword: 'callbacks',
    operation: {
      callbacks: { done: { '{$request.body#/url}': { post: { responses: DONE, requestBody: JSON_TEXT } } } },
    },
    below: 'callbacks',
    method: 'post',
    yes: 'docs',
    reported: 'types request response mock verify client',
    warning: 'Requests of callbacks are not checked.',
  }),
  operationRow({
    object: 'Operation',
    keyword: 'deprecated',
    operation: { deprecated: true },
    below: 'deprecated',
    isComment: true,
    yes: 'types mock docs',
  }),
  operationRow({
    object: 'Operation',
    keyword: 'security',
    operation: { security: [{ OfOperation: [] }] },
    below: 'security',
    rest: { components: { securitySchemes: { OfOperation: { type: 'http', scheme: 'bearer' } } } },
    yes: 'types request mock verify client docs',
  }),
  operationRow({
    object: 'Operation',
    keyword: 'servers',
    operation: { servers: [{ url: '/of-operation' }] },
    below: 'servers',
    probes: [{ path: '/!/of-operation/operation-servers' }],
    yes: 'request mock verify docs',
  }),
  operationRow({
    object: 'Callback',
    keyword: '{expression}',
    operation: {
      callbacks: { done: { '{$request.body#/url}': { post: { responses: DONE, requestBody: JSON_TEXT } } } },
    },
    below: 'callbacks/done/{$request.body#~1url}',
    method: 'post',
    warningAt: '#/paths/~1callback-expression-/post/callbacks',
    yes: 'docs',
    reported: 'types request response mock verify client',
    warning: 'Requests of callbacks are not checked.',
  }),
  operationRow({
    object: 'Reference',
    keyword: '$ref',
    operation: { parameters: [{ $ref: '#/components/parameters/Referred' }] },
    below: 'parameters/0/$ref',
    rest: { components: { parameters: { Referred: QUERY, NotReferred: { ...QUERY, required: true } } } },
    instead: '#/components/parameters/NotReferred',
    yes: 'types request mock verify docs',
  }),
  operationRow({
    object: 'Reference',
    keyword: 'summary',
    operation: {
      responses: {
        200: {
          description: 'Done.',
          content: {
            'application/json': {
              schema: { type: 'string' },
              examples: {
                one: { $ref: '#/components/examples/Summarized', summary: 'Summary of a reference' },
                // The documentation names examples if there are several.
                two: { value: 'b' },
              },
            },
          },
        },
      },
    },
    below: 'responses/200/content/application~1json/examples/one/summary',
    rest: { components: { examples: { Summarized: { value: 'a', summary: 'Summary of an example' } } } },
    isComment: true,
    yes: 'docs',
    note: 'For examples and responses. Other components have no summary (OAS 3.1 §4.8.23).',
  }),
  operationRow({
    object: 'Reference',
    keyword: 'description',
    operation: {
      parameters: [{ $ref: '#/components/parameters/Described', description: 'Description of a reference' }],
    },
    below: 'parameters/0/description',
    rest: { components: { parameters: { Described: { ...QUERY, description: 'Description of a parameter' } } } },
    isComment: true,
    yes: 'docs',
  }),
];

export const OPERATIONS: Row[] = [...PATHS, ...OPERATION];
