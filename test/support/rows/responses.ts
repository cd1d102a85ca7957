import { operationRow, type Returned, type Row } from '../row.ts';

const text = { type: 'string' };
const OAS_32 = { openapi: '3.2.0' };
const JSON_TYPE = 'application/json';

const OTHER = { description: 'Missing.' };

const withContent = (content: object): object => ({ responses: { 200: { description: 'Done.', content } } });
const withExample = (example: object): object =>
  // The documentation names examples if there are several.
  withContent({ [JSON_TYPE]: { schema: text, examples: { one: example, two: { value: 'b' } } } });
const withHeader = (header: object): object => ({
  responses: { 200: { description: 'Done.', headers: { 'X-Of-Row': header } } },
});
const sentHeader = (value: unknown): Returned[] => [{ status: 200, headers: { 'X-Of-Row': value, 'x-of-row': value } }];

/** OAS 3.2 §4.16 and §4.17. */
const RESPONSE: Row[] = [
  operationRow({
    object: 'Responses',
    keyword: 'default',
    operation: {
      responses: { 404: OTHER, default: { description: 'Done.', content: { [JSON_TYPE]: { schema: text } } } },
    },
    below: 'responses/default',
    returns: [{ status: 200, body: 'a' }],
    yes: 'types response mock verify docs',
  }),
  operationRow({
    object: 'Responses',
    keyword: '{status}',
    operation: { responses: { 404: OTHER, 201: { description: 'Created.' } } },
    below: 'responses/201',
    returns: [{ status: 201 }],
    yes: 'types response mock verify docs',
  }),
  operationRow({
    object: 'Responses',
    keyword: '{range}',
    operation: { responses: { 404: OTHER, '2XX': { description: 'Done.' } } },
    below: 'responses/2XX',
    returns: [{ status: 202 }],
    yes: 'types response mock verify docs',
  }),
  operationRow({
    object: 'Response',
    keyword: 'summary',
    operation: { responses: { 200: { summary: 'Summary of a response', description: 'Done.' } } },
    below: 'responses/200/summary',
    rest: OAS_32,
    isComment: true,
    yes: 'types docs',
  }),
  operationRow({
    object: 'Response',
    keyword: 'description',
    operation: { responses: { 200: { description: 'Description of a response' } } },
    below: 'responses/200/description',
    instead: 'Other.',
    isComment: true,
    yes: 'types docs',
  }),
  operationRow({
    object: 'Response',
    keyword: 'headers',
    operation: withHeader({ required: true, schema: text }),
    below: 'responses/200/headers',
    yes: 'types response mock verify docs',
  }),
  operationRow({
    object: 'Response',
    keyword: 'content',
    operation: withContent({ [JSON_TYPE]: { schema: text } }),
    below: 'responses/200/content',
    returns: [{ status: 200, body: 'a' }],
    yes: 'types response mock verify docs',
  }),
  operationRow({
    object: 'Response',
    keyword: 'links',
    operation: {
      operationId: 'linking',
      responses: { 200: { description: 'Done.', links: { next: { operationId: 'linking' } } } },
    },
    below: 'responses/200/links',
    yes: 'verify docs',
  }),
];

/** OAS 3.2 §4.21. */
const HEADER: Row[] = [
  operationRow({
    object: 'Header',
    keyword: 'description',
    operation: withHeader({ schema: text, description: 'Description of a header' }),
    below: 'responses/200/headers/X-Of-Row/description',
    isComment: true,
    yes: 'types docs',
  }),
  operationRow({
    object: 'Header',
    keyword: 'required',
    operation: withHeader({ schema: text, required: true }),
    below: 'responses/200/headers/X-Of-Row/required',
    yes: 'types response verify docs',
  }),
  operationRow({
    object: 'Header',
    keyword: 'deprecated',
    operation: withHeader({ schema: text, deprecated: true }),
    below: 'responses/200/headers/X-Of-Row/deprecated',
    isComment: true,
    yes: 'types docs',
  }),
  operationRow({
    object: 'Header',
    keyword: 'example',
    operation: withHeader({ schema: text, required: true, example: 'Example of a header' }),
    below: 'responses/200/headers/X-Of-Row/example',
    isComment: true,
    yes: 'types mock docs',
  }),
  operationRow({
    object: 'Header',
    keyword: 'examples',
    operation: withHeader({ schema: text, required: true, examples: { one: { value: 'Examples of a header' } } }),
    below: 'responses/200/headers/X-Of-Row/examples',
    isComment: true,
    yes: 'mock docs',
  }),
  operationRow({
    object: 'Header',
    keyword: 'style',
    operation: withHeader({ schema: text, style: 'form' }),
    below: 'responses/200/headers/X-Of-Row/style',
    yes: '',
    reported: 'types request response mock verify client docs',
    warning: 'The style "form" is not allowed in a header. Use simple.',
    note: 'Headers have only the style `simple` (OAS 3.1 §4.8.21). Any other is reported.',
  }),
  operationRow({
    object: 'Header',
    keyword: 'explode',
    operation: withHeader({
      schema: { type: 'object', properties: { a: text, b: { type: 'integer' } } },
      explode: true,
    }),
    below: 'responses/200/headers/X-Of-Row/explode',
    returns: sentHeader({ a: 'x', b: 1 }),
    yes: 'response mock',
  }),
  operationRow({
    object: 'Header',
    keyword: 'schema',
    operation: withHeader({ schema: { type: 'integer' } }),
    below: 'responses/200/headers/X-Of-Row/schema',
    instead: text,
    returns: sentHeader('a'),
    yes: 'types response mock verify docs',
  }),
  operationRow({
    object: 'Header',
    keyword: 'content',
    operation: withHeader({ content: { [JSON_TYPE]: { schema: { type: 'integer' } } } }),
    below: 'responses/200/headers/X-Of-Row/content',
    instead: { 'text/plain': { schema: text } },
    returns: sentHeader('a'),
    yes: 'types response mock verify docs',
  }),
];

/** OAS 3.2 §4.19 and §4.20. */
const EXAMPLE: Row[] = [
  operationRow({
    object: 'Example',
    keyword: 'summary',
    operation: withExample({ value: 'a', summary: 'Summary of an example' }),
    below: 'responses/200/content/application~1json/examples/one/summary',
    isComment: true,
    yes: 'docs',
  }),
  operationRow({
    object: 'Example',
    keyword: 'description',
    operation: withExample({ value: 'a', description: 'Description of an example' }),
    below: 'responses/200/content/application~1json/examples/one/description',
    isComment: true,
    yes: 'docs',
  }),
  operationRow({
    object: 'Example',
    keyword: 'dataValue',
    operation: withExample({ dataValue: 'Data of an example' }),
    below: 'responses/200/content/application~1json/examples/one/dataValue',
    rest: OAS_32,
    yes: 'mock docs',
  }),
  operationRow({
    object: 'Example',
    keyword: 'serializedValue',
    operation: withExample({ serializedValue: '"Serialized example"' }),
    below: 'responses/200/content/application~1json/examples/one/serializedValue',
    rest: OAS_32,
    yes: 'mock docs',
  }),
  operationRow({
    object: 'Example',
    keyword: 'value',
    operation: withExample({ value: 'Value of an example' }),
    below: 'responses/200/content/application~1json/examples/one/value',
    yes: 'mock docs',
  }),
  operationRow({
    object: 'Example',
    keyword: 'externalValue',
    operation: withExample({ externalValue: 'https://example.test/external.json' }),
    below: 'responses/200/content/application~1json/examples/one/externalValue',
    yes: 'docs',
  }),
];

const withLink = (link: object, operationId: string): object => ({
  operationId,
  responses: { 200: { description: 'Done.', links: { next: link } } },
});

const LINK: Row[] = [
  operationRow({
    object: 'Link',
    keyword: 'operationRef',
    operation: withLink({ operationRef: '#/paths/~1link-operationref/get' }, 'link1'),
    below: 'responses/200/links/next/operationRef',
    yes: 'verify docs',
  }),
  operationRow({
    object: 'Link',
    keyword: 'operationId',
    operation: withLink({ operationId: 'link2' }, 'link2'),
    below: 'responses/200/links/next/operationId',
    yes: 'verify docs',
  }),
  operationRow({
    object: 'Link',
    keyword: 'parameters',
    operation: withLink({ operationId: 'link3', parameters: { q: 'sent' } }, 'link3'),
    below: 'responses/200/links/next/parameters',
    yes: 'verify docs',
  }),
  operationRow({
    object: 'Link',
    keyword: 'requestBody',
    operation: withLink({ operationId: 'link4', requestBody: 'sent' }, 'link4'),
    below: 'responses/200/links/next/requestBody',
    yes: 'verify docs',
  }),
  operationRow({
    object: 'Link',
    keyword: 'description',
    operation: withLink({ operationId: 'link5', description: 'Description of a link' }, 'link5'),
    below: 'responses/200/links/next/description',
    yes: 'docs',
  }),
  operationRow({
    object: 'Link',
    keyword: 'server',
    operation: withLink({ operationId: 'link6', server: { url: 'https://link.test/' } }, 'link6'),
    below: 'responses/200/links/next/server',
    yes: 'docs',
    note: 'Verify follows links on the server that it tests.',
  }),
];

export const RESPONSES: Row[] = [...RESPONSE, ...HEADER, ...EXAMPLE, ...LINK];
