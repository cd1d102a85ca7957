import { DONE, documentOf, operationRow, type Row, rootRow } from '../row.ts';

const info = (members: object): object => ({ info: { title: 'Support', version: '1', ...members } });
const OAS_30 = { openapi: '3.0.3' };
const OAS_32 = { openapi: '3.2.0' };
/** A reference that is relative to the URI of the document. */
const REFERRED = { 'application/json': { schema: { $ref: 'part' } } };

/** OAS 3.2 §4.1. */
const OPENAPI: Row[] = [
  operationRow({
    object: 'OpenAPI',
    keyword: 'openapi',
    method: 'post',
    operation: {
      requestBody: { content: { 'application/json': { schema: { type: 'string', nullable: true } } } },
      responses: {
        200: { description: 'Done.', content: { 'application/json': { schema: { type: 'string', nullable: true } } } },
      },
    },
    rest: OAS_30,
    below: '#/openapi',
    instead: '3.1.1',
    probes: [{ path: '', body: null }],
    returns: [{ status: 200, body: null }],
    shows: '3.0.3',
    yes: 'types request response mock verify',
  }),
  {
    object: 'OpenAPI',
    keyword: '$self',
    document: documentOf(
      {
        '/openapi-self': {
          post: { requestBody: { content: REFERRED }, responses: { 200: { description: 'Done.', content: REFERRED } } },
        },
      },
      {
        ...OAS_32,
        $self: 'https://one.self.test/openapi.json',
        components: {
          schemas: {
            OfOne: { $id: 'https://one.self.test/part', type: 'string' },
            OfTwo: { $id: 'https://two.self.test/part', type: 'integer' },
          },
        },
      },
    ),
    at: '#/$self',
    instead: 'https://two.self.test/openapi.json',
    probes: [{ method: 'POST', path: '/openapi-self', body: 1 }],
    returns: [{ status: 200, body: 1 }],
    yes: 'types request response mock verify docs',
    note: 'References to the document and to its schemas are resolved against it, those to files against the place of the document.',
  },
  rootRow({
    object: 'OpenAPI',
    keyword: 'info',
    rest: info({ title: 'Title of info' }),
    at: '#/info',
    instead: { title: 'Support', version: '1' },
    shows: 'Title of info',
    yes: 'docs',
  }),
  rootRow({
    object: 'OpenAPI',
    keyword: 'jsonSchemaDialect',
    rest: { jsonSchemaDialect: 'http://json-schema.org/draft-07/schema#' },
    at: '#/jsonSchemaDialect',
    shows: 'draft-07',
    yes: '',
    reported: 'types request response mock verify client docs',
    warning: 'is not supported.',
  }),
  rootRow({
    object: 'OpenAPI',
    keyword: 'servers',
    rest: { ...OAS_30, servers: [{ url: '/servers' }] },
    at: '#/servers',
    shows: '/servers',
    probes: [{ path: '/servers/openapi-servers' }, { path: '/openapi-servers' }],
    yes: 'request mock verify docs',
  }),
  {
    object: 'OpenAPI',
    keyword: 'paths',
    document: documentOf({ '/openapi-paths': { get: { responses: DONE } } }, { components: {} }),
    at: '#/paths',
    probes: [{ path: '/openapi-paths' }],
    yes: 'types request response mock verify client docs',
  },
  rootRow({
    object: 'OpenAPI',
    keyword: 'webhooks',
    rest: { webhooks: { fromDocument: { post: { summary: 'Webhook of the document', responses: DONE } } } },
    at: '#/webhooks',
    shows: 'fromDocument',
    yes: 'types docs',
    note: 'Senders validate and serialize bodies with `webhooks` of the contract.',
  }),
  operationRow({
    object: 'OpenAPI',
    keyword: 'components',
    operation: { responses: { 200: { $ref: '#/components/responses/OfDocument' } } },
    rest: { components: { responses: { OfDocument: { description: 'Of the document.' } } } },
    below: '#/components',
    instead: { responses: { OfDocument: { description: 'Other.', content: { 'text/plain': {} } } } },
    returns: [{ status: 200, body: 'a', contentType: 'text/plain' }],
    yes: 'types response mock verify client docs',
  }),
  rootRow({
    object: 'OpenAPI',
    keyword: 'security',
    rest: {
      ...OAS_30,
      security: [{ OfDocument: [] }],
      components: { securitySchemes: { OfDocument: { type: 'http', scheme: 'bearer' } } },
    },
    at: '#/security',
    shows: 'OfDocument',
    yes: 'types request mock verify client docs',
  }),
  rootRow({
    object: 'OpenAPI',
    keyword: 'tags',
    rest: { tags: [{ name: 'Tag of the document' }] },
    at: '#/tags',
    shows: 'Tag of the document',
    yes: 'docs',
  }),
  rootRow({
    object: 'OpenAPI',
    keyword: 'externalDocs',
    rest: { externalDocs: { url: 'https://documents.test/', description: 'More of the document' } },
    at: '#/externalDocs',
    shows: 'More of the document',
    yes: 'docs',
  }),
];

/** OAS 3.2 §4.2 to §4.4. */
const INFO: Row[] = [
  rootRow({
    object: 'Info',
    keyword: 'title',
    rest: info({ title: 'Title of info' }),
    at: '#/info/title',
    instead: 'Support',
    shows: 'Title of info',
    yes: 'docs',
  }),
  rootRow({
    object: 'Info',
    keyword: 'summary',
    rest: info({ summary: 'Summary of info' }),
    at: '#/info/summary',
    shows: 'Summary of info',
    yes: 'docs',
  }),
  rootRow({
    object: 'Info',
    keyword: 'description',
    rest: info({ description: 'Description of info' }),
    at: '#/info/description',
    shows: 'Description of info',
    yes: 'docs',
  }),
  rootRow({
    object: 'Info',
    keyword: 'termsOfService',
    rest: info({ termsOfService: 'https://terms.test/' }),
    at: '#/info/termsOfService',
    shows: 'Terms of Service',
    yes: 'docs',
  }),
  rootRow({
    object: 'Info',
    keyword: 'contact',
    rest: info({ contact: { name: 'Contact name' } }),
    at: '#/info/contact',
    shows: 'Contact name',
    yes: 'docs',
  }),
  rootRow({
    object: 'Info',
    keyword: 'license',
    rest: { ...OAS_30, ...info({ license: { name: 'License', url: 'https://license.test/' } }) },
    at: '#/info/license',
    shows: 'license.test/',
    yes: 'docs',
  }),
  rootRow({
    object: 'Info',
    keyword: 'version',
    rest: info({ version: '9.8.7' }),
    at: '#/info/version',
    instead: '1',
    shows: '9.8.7',
    yes: 'docs',
  }),
  rootRow({
    object: 'Contact',
    keyword: 'name',
    rest: info({ contact: { name: 'Contact name' } }),
    at: '#/info/contact/name',
    shows: 'Contact name',
    yes: 'docs',
  }),
  rootRow({
    object: 'Contact',
    keyword: 'url',
    rest: info({ contact: { url: 'https://contact.test/' } }),
    at: '#/info/contact/url',
    shows: 'https://contact.test/',
    yes: 'docs',
  }),
  rootRow({
    object: 'Contact',
    keyword: 'email',
    rest: info({ contact: { email: 'mail@contact.test' } }),
    at: '#/info/contact/email',
    shows: 'mail@contact.test',
    yes: 'docs',
  }),
  rootRow({
    object: 'License',
    keyword: 'identifier',
    rest: { ...OAS_32, ...info({ license: { name: 'License name', identifier: 'License-1.0' } }) },
    at: '#/info/license/identifier',
    shows: 'License-1.0',
    yes: 'docs',
  }),
  rootRow({
    object: 'License',
    keyword: 'url',
    rest: { ...OAS_30, ...info({ license: { name: 'License', url: 'https://license.test/' } }) },
    at: '#/info/license/url',
    shows: 'license.test/',
    yes: 'docs',
  }),
  rootRow({
    object: 'License',
    keyword: 'name',
    rest: { ...OAS_30, ...info({ license: { name: 'License name' } }) },
    at: '#/info/license/name',
    instead: 'Other name',
    shows: 'License name',
    yes: 'docs',
  }),
];

export const DOCUMENT: Row[] = [...OPENAPI, ...INFO];
