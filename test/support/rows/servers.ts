import { operationRow, type Row, rootRow } from '../row.ts';

const OAS_30 = { openapi: '3.0.3' };
const OAS_32 = { openapi: '3.2.0' };

/** OAS 3.2 §4.5 and §4.6. */
const SERVERS: Row[] = [
  rootRow({
    object: 'Server',
    keyword: 'url',
    rest: { ...OAS_30, servers: [{ url: '/base-of-url' }] },
    at: '#/servers/0/url',
    instead: '/other',
    shows: '/base-of-url',
    probes: [{ path: '/base-of-url/server-url' }],
    yes: 'request mock verify docs',
  }),
  rootRow({
    object: 'Server',
    keyword: 'description',
    rest: { ...OAS_30, servers: [{ url: '/base', description: 'Description of a server' }] },
    at: '#/servers/0/description',
    shows: 'Description of a server',
    probes: [{ path: '/base/server-description' }],
    yes: 'docs',
  }),
  operationRow({
    object: 'Server',
    keyword: 'name',
    operation: { servers: [{ url: '/base', name: 'Name of a server' }] },
    rest: OAS_32,
    below: 'servers/0/name',
    probes: [{ path: '/!/base/server-name' }],
    yes: 'docs',
  }),
  rootRow({
    object: 'Server',
    keyword: 'variables',
    rest: { ...OAS_30, servers: [{ url: '/{base}', variables: { base: { default: 'of-variables' } } }] },
    at: '#/servers/0/variables',
    shows: 'of-variables',
    probes: [{ path: '/of-variables/server-variables' }],
    yes: 'request mock verify docs',
  }),
  rootRow({
    object: 'Server Variable',
    keyword: 'enum',
    rest: {
      ...OAS_30,
      servers: [{ url: '/{base}', variables: { base: { default: 'base', enum: ['base', 'listed'] } } }],
    },
    at: '#/servers/0/variables/base/enum',
    shows: 'listed',
    probes: [{ path: '/listed/server-variable-enum' }],
    yes: 'request mock docs',
  }),
  rootRow({
    object: 'Server Variable',
    keyword: 'default',
    rest: { ...OAS_30, servers: [{ url: '/{base}', variables: { base: { default: 'fallback' } } }] },
    at: '#/servers/0/variables/base/default',
    instead: 'other',
    shows: 'fallback',
    probes: [{ path: '/fallback/server-variable-default' }],
    yes: 'request mock verify docs',
  }),
  rootRow({
    object: 'Server Variable',
    keyword: 'description',
    rest: {
      ...OAS_30,
      servers: [{ url: '/{base}', variables: { base: { default: 'base', description: 'Description of a variable' } } }],
    },
    at: '#/servers/0/variables/base/description',
    shows: 'Description of a variable',
    probes: [{ path: '/base/server-variable-description' }],
    yes: 'docs',
  }),
];

/** OAS 3.2 §4.11 and §4.22. */
const TAGS: Row[] = [
  rootRow({
    object: 'Tag',
    keyword: 'name',
    rest: { ...OAS_32, tags: [{ name: 'Tag with a name' }] },
    at: '#/tags/0/name',
    instead: 'Other tag',
    shows: 'Tag with a name',
    yes: 'docs',
  }),
  rootRow({
    object: 'Tag',
    keyword: 'summary',
    rest: { ...OAS_32, tags: [{ name: 'Tag 1', summary: 'Summary of a tag' }] },
    at: '#/tags/0/summary',
    shows: 'Summary of a tag',
    yes: 'docs',
  }),
  rootRow({
    object: 'Tag',
    keyword: 'description',
    rest: { ...OAS_32, tags: [{ name: 'Tag 2', description: 'Description of a tag' }] },
    at: '#/tags/0/description',
    shows: 'Description of a tag',
    yes: 'docs',
  }),
  rootRow({
    object: 'Tag',
    keyword: 'externalDocs',
    rest: {
      ...OAS_32,
      tags: [{ name: 'Tag 3', externalDocs: { url: 'https://tag.test/', description: 'More of a tag' } }],
    },
    at: '#/tags/0/externalDocs',
    shows: 'More of a tag',
    yes: 'docs',
  }),
  rootRow({
    object: 'Tag',
    keyword: 'parent',
    rest: { ...OAS_32, tags: [{ name: 'Tag 4', parent: 'Tag 1' }] },
    at: '#/tags/0/parent',
    shows: '#/tag-1/tag-4',
    yes: 'docs',
    note: 'A parent that does not exist, and one that leads back to its tag, are reported.',
  }),
  operationRow({
    object: 'Tag',
    keyword: 'kind',
    operation: { operationId: 'ofBadge', tags: ['Tag 5'] },
    rest: { ...OAS_32, tags: [{ name: 'Tag 5', kind: 'badge' }] },
    below: '#/tags/0/kind',
    shows: '#/ofbadge',
    yes: 'docs',
    note: 'Tags of the kinds `badge` and `audience` stand beside the names of operations. Those of any other kind are groups of operations.',
  }),
  rootRow({
    object: 'External Documentation',
    keyword: 'description',
    rest: {
      ...OAS_32,
      tags: [{ name: 'Tag 6', externalDocs: { url: 'https://tag6.test/', description: 'More documents' } }],
    },
    at: '#/tags/0/externalDocs/description',
    shows: 'More documents',
    yes: 'docs',
  }),
  rootRow({
    object: 'External Documentation',
    keyword: 'url',
    rest: {
      ...OAS_32,
      tags: [{ name: 'Tag 7', externalDocs: { url: 'https://tag7.test/', description: 'Documents' } }],
    },
    at: '#/tags/0/externalDocs/url',
    instead: 'https://other.test/',
    shows: 'https://tag7.test/',
    yes: 'docs',
  }),
];

export const SERVERS_AND_TAGS: Row[] = [...SERVERS, ...TAGS];
