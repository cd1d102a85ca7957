import { isObject } from '../../src/contract/document/references.ts';
import { type Variation, vary } from './edit.ts';
import type { DocumentContext, KindEdits } from './edit-parts.ts';

type Json = Record<string, unknown>;

function texts(value: Json, ...keywords: string[]): Variation[] {
  return keywords.map((keyword) => vary(keyword, value, `another ${keyword}`, 'neither'));
}

function urls(value: Json, ...keywords: string[]): Variation[] {
  return keywords.map((keyword) =>
    vary(keyword, value, `https://example.com/another-${keyword.toLowerCase()}`, 'neither'),
  );
}

const root: KindEdits = ({ value }) => {
  const document = value;
  const version = String(value.openapi);
  const next = version.endsWith('.0') ? version.replace(/0$/, '1') : version.replace(/\d+$/, '0');
  const list: Variation[] = [
    vary('openapi', value, next, 'neither'),
    vary('tags', value, [{ name: 'another' }], 'neither'),
    vary('externalDocs', value, { url: 'https://example.com/more' }, 'neither'),
    vary('servers', value, [{ url: 'https://other.example.com/base' }], 'policy'),
    vary(
      'security',
      value,
      value.security === undefined ? [] : undefined,
      value.security === undefined ? 'neither' : 'policy',
    ),
  ];
  if (version.startsWith('3.2')) list.push(vary('$self', value, 'https://example.com/openapi.yaml', 'neither'));
  const info = isObject(value.info) ? value.info : {};
  list.push(vary('info', value, { ...info, 'x-more': true }, 'neither', undefined, 'an extension'));
  const responses = { 200: { description: 'Done.' } };
  const paths = isObject(value.paths) ? value.paths : {};
  list.push({
    ...vary(
      'paths',
      value,
      { ...paths, '/added-by-edit': { get: { responses } } },
      'widening',
      undefined,
      'one path more',
    ),
    direction: 'request',
  });
  if (!version.startsWith('3.0')) {
    const webhooks = isObject(value.webhooks) ? value.webhooks : {};
    list.push(
      vary(
        'webhooks',
        value,
        { ...webhooks, addedByEdit: { post: { responses } } },
        'policy',
        undefined,
        'one webhook more',
      ),
    );
  }
  const components = isObject(value.components) ? value.components : {};
  for (const [kind, member] of Object.entries(UNUSED)) {
    if ((kind === 'pathItems' && version.startsWith('3.0')) || (kind === 'mediaTypes' && !version.startsWith('3.2')))
      continue;
    const held = isObject(components[kind]) ? components[kind] : {};
    const set = { components: { ...components, [kind]: { ...held, AddedByEdit: member } } };
    list.push({ keyword: 'components', action: 'add', label: `an unused one of ${kind}`, set, effect: 'neither' });
  }
  return [...list, ...renamedComponent(document)];
};

const UNUSED: Record<string, unknown> = {
  schemas: { type: 'string', maxLength: 3 },
  responses: { description: 'Unused.' },
  parameters: { name: 'unused', in: 'query', required: true, schema: { type: 'string' } },
  examples: { value: 1 },
  requestBodies: { content: { 'text/plain': { schema: { type: 'string' } } }, required: true },
  headers: { required: true, schema: { type: 'string' } },
  securitySchemes: { type: 'http', scheme: 'basic' },
  links: { operationId: 'unused' },
  callbacks: {},
  pathItems: {},
  mediaTypes: { schema: { type: 'string' } },
};

/** Names of components are nobody's business but the document's own. */
function renamedComponent(document: Json): Variation[] {
  const components = isObject(document.components) ? document.components : {};
  const schemas = isObject(components.schemas) ? components.schemas : {};
  const text = JSON.stringify(document);
  const name = Object.keys(schemas).find(
    (one) => text.includes(`"#/components/schemas/${one}"`) && !text.includes('mapping'),
  );
  if (name === undefined) return [];
  const renamed: Json = JSON.parse(
    text.replaceAll(`"#/components/schemas/${name}"`, '"#/components/schemas/RenamedByEdit"'),
  );
  const all = isObject(renamed.components) && isObject(renamed.components.schemas) ? renamed.components.schemas : {};
  const { [name]: moved, ...rest } = all;
  const set = {
    ...renamed,
    components: { ...(renamed.components as Json), schemas: { ...rest, RenamedByEdit: moved } },
  };
  return [{ keyword: 'components', action: 'change', label: 'a schema is renamed', set, effect: 'neither' }];
}

const securityScheme: KindEdits = ({ value }, context) => {
  const isUsed = isSchemeUsed(context);
  const effect = isUsed ? 'policy' : 'neither';
  const list: Variation[] = [...texts(value, 'description')];
  list.push({
    keyword: 'type',
    action: 'change',
    label: 'another',
    set: {
      type: 'apiKey',
      in: 'header',
      name: 'X-Another',
      scheme: undefined,
      flows: undefined,
      bearerFormat: undefined,
      openIdConnectUrl: undefined,
    },
    effect,
  });
  if (value.type === 'apiKey') {
    list.push(
      vary('name', value, 'X-Another-Key', effect),
      vary('in', value, value.in === 'header' ? 'query' : 'header', effect),
    );
  }
  if (value.type === 'http') {
    list.push(
      vary('scheme', value, value.scheme === 'basic' ? 'digest' : 'basic', effect),
      vary('bearerFormat', value, 'another', 'policy'),
    );
  }
  if (value.type === 'openIdConnect') list.push(vary('openIdConnectUrl', value, 'https://example.com/other', 'policy'));
  if (value.type === 'oauth2') {
    const flows = { clientCredentials: { tokenUrl: 'https://example.com/token', scopes: {} } };
    list.push(vary('flows', value, flows, 'policy'), ...urls(value, 'oauth2MetadataUrl').map(asPolicy));
  }
  if (String(context.document.openapi).startsWith('3.2')) list.push(vary('deprecated', value, true, 'policy'));
  return list;
};

function isSchemeUsed({ document }: DocumentContext): boolean {
  return /"security":\[\{"/.test(JSON.stringify(document));
}

function asPolicy(variation: Variation): Variation {
  return { ...variation, effect: 'policy' };
}

const flow: KindEdits = ({ value }) => {
  const keywords = ['refreshUrl', 'authorizationUrl', 'tokenUrl', 'deviceAuthorizationUrl'];
  const present = keywords.filter((key) => key in value || key === 'refreshUrl');
  const scopes = isObject(value.scopes) ? value.scopes : {};
  const [first, ...rest] = Object.entries(scopes);
  return [
    ...urls(value, ...present).map(asPolicy),
    ...present.map((key) => vary(key, value, `https://login.example.org/${key.toLowerCase()}`, 'policy')),
    ...present.map((key) => vary(key, value, `/relative/${key.toLowerCase()}`, 'policy')),
    vary('scopes', value, { ...scopes, 'another:scope': 'Another.' }, 'policy'),
    ...(first === undefined ? [] : [vary('scopes', value, Object.fromEntries(rest), 'policy', undefined, 'one less')]),
    vary('scopes', value, { ...scopes, 'a:scope': '', 'b:scope': '' }, 'policy'),
  ];
};

/** Edits of the objects that belong to the whole document. */
export const DOCUMENT_EDITS: Record<string, KindEdits> = {
  document: root,
  info: ({ value }) => [
    ...texts(value, 'title', 'summary', 'description', 'version'),
    ...urls(value, 'termsOfService'),
    vary('contact', value, { name: 'Another' }, 'neither'),
    vary('license', value, { name: 'Another' }, 'neither'),
  ],
  contact: ({ value }) => [
    ...texts(value, 'name'),
    ...urls(value, 'url'),
    vary('email', value, 'other@example.com', 'neither'),
  ],
  license: ({ value }) => [
    ...texts(value, 'name'),
    {
      ...vary('url', value, 'https://example.com/l', 'neither'),
      set: { url: 'https://example.com/l', identifier: undefined },
    },
    { ...vary('identifier', value, 'MIT', 'neither'), set: { identifier: 'MIT', url: undefined } },
  ],
  server: ({ value }) => [
    ...texts(value, 'description', 'name'),
    vary('url', value, `${String(value.url).replace(/\/$/, '')}/another`, 'policy'),
    ...(value.variables === undefined
      ? []
      : [
          {
            ...vary('variables', value, undefined, 'policy'),
            set: { variables: undefined, url: 'https://example.com/fixed' },
          },
        ]),
  ],
  'server-variable': ({ value }) => [
    ...texts(value, 'description'),
    vary(
      'default',
      value,
      Array.isArray(value.enum) && value.enum.length > 1 ? value.enum.at(-1) : 'another',
      'policy',
    ),
    vary('enum', value, Array.isArray(value.enum) ? [...value.enum, 'another'] : [value.default, 'another'], 'policy'),
  ],
  'external-documentation': ({ value }) => [...texts(value, 'description'), ...urls(value, 'url')],
  tag: ({ value }) => [
    ...texts(value, 'description', 'summary', 'kind'),
    vary('name', value, 'another-name', 'neither'),
    vary('parent', value, 'another-parent', 'neither'),
    vary('externalDocs', value, { url: 'https://example.com/tag' }, 'neither'),
  ],
  'security-scheme': securityScheme,
  'oauth-flows': ({ value }) => {
    const flows: Record<string, Json> = {
      implicit: { authorizationUrl: 'https://example.com/a', scopes: {} },
      password: { tokenUrl: 'https://example.com/t', scopes: {} },
      clientCredentials: { tokenUrl: 'https://example.com/t', scopes: {} },
      authorizationCode: { authorizationUrl: 'https://example.com/a', tokenUrl: 'https://example.com/t', scopes: {} },
      deviceAuthorization: {
        deviceAuthorizationUrl: 'https://example.com/d',
        tokenUrl: 'https://example.com/t',
        scopes: {},
      },
    };
    return Object.entries(flows).map(([name, one]) =>
      vary(name, value, value[name] === undefined ? one : undefined, 'policy'),
    );
  },
  'oauth-flows/implicit': flow,
  'oauth-flows/password': flow,
  'oauth-flows/client-credentials': flow,
  'oauth-flows/authorization-code': flow,
  'oauth-flows/device-authorization': flow,
  'security-requirement': ({ value }) => [
    {
      keyword: '*',
      action: 'add',
      label: 'one scheme more',
      set: { undeclaredByEdit: [] },
      effect: Object.keys(value).length > 0 ? 'policy' : 'policy',
    },
  ],
  paths: ({ value }) => {
    const [path] = Object.keys(value).filter((key) => !key.startsWith('x-'));
    if (path === undefined) return [];
    const moved = { [path]: undefined, [`/moved-by-edit${path}`]: value[path] };
    return [
      { keyword: '^/', action: 'change', label: 'a path is renamed', set: moved, effect: 'both', direction: 'request' },
    ];
  },
  reference: ({ value }) => [...texts(value, 'summary', 'description')],
};

/** Keywords that no edit touches, each with its reason. */
export const NOT_EDITED: Record<string, string> = {
  'document.jsonSchemaDialect': 'Another dialect gives every keyword another meaning. Only that of OAS is read.',
  'schema.$id': 'The bundle has no schema resources left: references are pointers.',
  'schema.$schema': 'Another dialect gives every keyword another meaning. Only that of OAS is read.',
  'schema.$vocabulary': 'It belongs to metaschemas.',
  'schema.$dynamicRef':
    'The normal form of the documents has pointers in its place. A rewrite of rewrites.test.ts puts one there.',
  'path-item.$ref': 'A bundle has path items in place.',
  'reference.$ref':
    'Each reference of a schema is edited as a keyword of the schema. Others are inlined by rewrites.test.ts.',
  'server.variables.*': 'Names of variables stand in the URL, which is edited.',
  'map-of-strings.*': 'Names of scopes and of parameters of links, which are edited by their holders.',
};
