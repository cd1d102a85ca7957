import { DONE, operationRow, type Probe, type Returned, type Row } from '../row.ts';

const JSON_TEXT = { content: { 'application/json': { schema: { type: 'string' } } } };

/** A component that an operation refers to, and another one for the comparison. */
function componentRow(row: {
  keyword: string;
  operation: object;
  item?: object;
  component: object;
  other: object;
  method?: string;
  probes?: Probe[];
  returns?: Returned[];
  openapi?: string;
  yes: string;
}): Row {
  const { component, other, openapi = '3.1.1', ...given } = row;
  return operationRow({
    object: 'Components',
    ...given,
    rest: { openapi, components: { [row.keyword]: component } },
    below: `#/components/${row.keyword}`,
    instead: other,
  });
}

/** OAS 3.2 §4.7. */
export const COMPONENTS: Row[] = [
  componentRow({
    keyword: 'schemas',
    method: 'post',
    operation: {
      requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Part' } } } },
      responses: {
        200: {
          description: 'Done.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Part' } } },
        },
      },
    },
    component: { Part: { type: 'string' } },
    other: { Part: { type: 'integer' } },
    probes: [{ path: '', body: 1 }],
    returns: [{ status: 200, body: 1 }],
    yes: 'types request response mock verify docs',
  }),
  componentRow({
    keyword: 'responses',
    operation: { responses: { 200: { $ref: '#/components/responses/Part' } } },
    component: { Part: { description: 'Part.', ...JSON_TEXT } },
    other: { Part: { description: 'Part.' } },
    returns: [{ status: 200, body: 'a' }],
    yes: 'types response mock verify docs',
  }),
  componentRow({
    keyword: 'parameters',
    operation: { parameters: [{ $ref: '#/components/parameters/Part' }] },
    component: { Part: { name: 'part', in: 'query', required: true, schema: { type: 'string' } } },
    other: { Part: { name: 'other', in: 'query', schema: { type: 'string' } } },
    yes: 'types request mock verify docs',
  }),
  componentRow({
    keyword: 'examples',
    operation: {
      responses: {
        200: {
          description: 'Done.',
          content: { 'application/json': { examples: { part: { $ref: '#/components/examples/Part' } } } },
        },
      },
    },
    component: { Part: { value: 'shown' } },
    other: { Part: { value: 'other' } },
    yes: 'mock docs',
  }),
  componentRow({
    keyword: 'requestBodies',
    method: 'post',
    operation: { requestBody: { $ref: '#/components/requestBodies/Part' } },
    component: { Part: { required: true, ...JSON_TEXT } },
    other: { Part: { content: { 'text/plain': {} } } },
    yes: 'types request mock verify client docs',
  }),
  componentRow({
    keyword: 'headers',
    operation: {
      responses: { 200: { description: 'Done.', headers: { 'X-Part': { $ref: '#/components/headers/Part' } } } },
    },
    component: { Part: { required: true, schema: { type: 'string' } } },
    other: { Part: { schema: { type: 'integer' } } },
    yes: 'types response mock verify docs',
  }),
  componentRow({
    keyword: 'securitySchemes',
    operation: { security: [{ Part: [] }] },
    component: { Part: { type: 'http', scheme: 'bearer' } },
    other: { Part: { type: 'apiKey', in: 'query', name: 'key' } },
    yes: 'request mock client docs',
  }),
  componentRow({
    keyword: 'links',
    operation: {
      operationId: 'componentsLinks',
      responses: { 200: { description: 'Done.', links: { part: { $ref: '#/components/links/Part' } } } },
    },
    component: { Part: { operationId: 'componentsLinks', parameters: { id: '$response.body#/id' } } },
    other: { Part: { operationId: 'componentsLinks' } },
    yes: 'verify docs',
  }),
  componentRow({
    keyword: 'callbacks',
    method: 'post',
    operation: { callbacks: { part: { $ref: '#/components/callbacks/Part' } } },
    component: { Part: { '{$request.body#/url}': { post: { responses: DONE, requestBody: JSON_TEXT } } } },
    other: { Part: { '{$request.body#/url}': { put: { responses: DONE } } } },
    yes: 'docs',
  }),
  {
    object: 'Components',
    keyword: 'pathItems',
    document: {
      openapi: '3.1.1',
      info: { title: 'Support', version: '1' },
      paths: { '/components-pathitems': { $ref: '#/components/pathItems/Part' } },
      components: { pathItems: { Part: { get: { summary: 'Operation of a component', responses: DONE } } } },
    },
    at: '#/components/pathItems',
    instead: { Part: { post: { responses: DONE, summary: 'Other operation' } } },
    probes: [{ path: '/components-pathitems' }],
    shows: 'Operation of a component',
    yes: 'types request mock verify client docs',
  },
  componentRow({
    keyword: 'mediaTypes',
    openapi: '3.2.0',
    method: 'post',
    operation: {
      requestBody: { content: { 'application/json': { $ref: '#/components/mediaTypes/Part' } } },
      responses: {
        200: { description: 'Done.', content: { 'application/json': { $ref: '#/components/mediaTypes/Part' } } },
      },
    },
    component: { Part: { schema: { type: 'string' } } },
    other: { Part: { schema: { type: 'integer' } } },
    probes: [{ path: '', body: 1 }],
    returns: [{ status: 200, body: 1 }],
    yes: 'types request response mock verify docs',
  }),
];
