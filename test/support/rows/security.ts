import { operationRow, type Row } from '../row.ts';

type Given = Pick<Row, 'object' | 'keyword' | 'instead' | 'shows' | 'probes' | 'yes'> & {
  scheme: object;
  below: string;
  openapi?: string;
};

/** A keyword of a security scheme that an operation requires. */
function schemeRow({ scheme, below, openapi = '3.1.1', ...row }: Given): Row {
  const name = `${row.object}-${row.keyword}`.replaceAll(/\W+/g, '');
  return operationRow({
    ...row,
    operation: { security: [{ [name]: ['read'] }] },
    rest: { openapi, components: { securitySchemes: { [name]: scheme } } },
    below: `#/components/securitySchemes/${name}/${below}`,
  });
}

const URLS = { authorizationUrl: 'https://authorize.test/', tokenUrl: 'https://token.test/' };
const SCOPES = { scopes: { read: 'Reads.' } };
const BEARER = [{ path: '', headers: { authorization: 'Bearer abc' } }];
const oauth = (flow: string, members: object): object => ({
  type: 'oauth2',
  flows: { [flow]: { ...SCOPES, ...members } },
});

/** OAS 3.2 §4.27. */
const SCHEMES: Row[] = [
  schemeRow({
    object: 'Security Scheme',
    keyword: 'type',
    scheme: { type: 'http', scheme: 'bearer', in: 'query', name: 'key' },
    below: 'type',
    instead: 'apiKey',
    probes: BEARER,
    yes: 'request mock client docs',
  }),
  schemeRow({
    object: 'Security Scheme',
    keyword: 'description',
    scheme: { type: 'http', scheme: 'bearer', description: 'Description of a scheme' },
    below: 'description',
    yes: 'docs',
  }),
  schemeRow({
    object: 'Security Scheme',
    keyword: 'name',
    scheme: { type: 'apiKey', in: 'header', name: 'X-Named' },
    below: 'name',
    instead: 'X-Other',
    probes: [{ path: '', headers: { 'x-named': 'a' } }],
    yes: 'request mock client docs',
  }),
  schemeRow({
    object: 'Security Scheme',
    keyword: 'in',
    scheme: { type: 'apiKey', in: 'header', name: 'X-Key' },
    below: 'in',
    instead: 'query',
    probes: [{ path: '', headers: { 'x-key': 'a' } }],
    yes: 'request mock client docs',
  }),
  schemeRow({
    object: 'Security Scheme',
    keyword: 'scheme',
    scheme: { type: 'http', scheme: 'basic' },
    below: 'scheme',
    instead: 'bearer',
    probes: BEARER,
    yes: 'request mock client docs',
  }),
  schemeRow({
    object: 'Security Scheme',
    keyword: 'bearerFormat',
    scheme: { type: 'http', scheme: 'bearer', bearerFormat: 'Format-1' },
    below: 'bearerFormat',
    probes: BEARER,
    yes: 'docs',
  }),
  schemeRow({
    object: 'Security Scheme',
    keyword: 'flows',
    scheme: oauth('password', { tokenUrl: 'https://token.test/' }),
    below: 'flows',
    instead: { clientCredentials: { tokenUrl: 'https://other.test/', scopes: {} } },
    probes: BEARER,
    yes: 'docs',
  }),
  schemeRow({
    object: 'Security Scheme',
    keyword: 'openIdConnectUrl',
    scheme: { type: 'openIdConnect', openIdConnectUrl: 'https://openid.test/' },
    below: 'openIdConnectUrl',
    instead: 'https://other.test/',
    probes: BEARER,
    yes: 'docs',
  }),
  schemeRow({
    object: 'Security Scheme',
    keyword: 'oauth2MetadataUrl',
    openapi: '3.2.0',
    scheme: { ...oauth('password', { tokenUrl: 'https://token.test/' }), oauth2MetadataUrl: 'https://metadata.test/' },
    below: 'oauth2MetadataUrl',
    probes: BEARER,
    yes: 'docs',
  }),
  schemeRow({
    object: 'Security Scheme',
    keyword: 'deprecated',
    openapi: '3.2.0',
    scheme: { type: 'http', scheme: 'bearer', deprecated: true },
    below: 'deprecated',
    probes: BEARER,
    yes: 'docs',
  }),
];

/** OAS 3.2 §4.28 and §4.29. */
const FLOWS: Row[] = [
  schemeRow({
    object: 'OAuth Flows',
    keyword: 'implicit',
    scheme: oauth('implicit', { authorizationUrl: URLS.authorizationUrl }),
    below: 'flows/implicit',
    probes: BEARER,
    yes: 'docs',
  }),
  schemeRow({
    object: 'OAuth Flows',
    keyword: 'password',
    scheme: oauth('password', { tokenUrl: URLS.tokenUrl }),
    below: 'flows/password',
    probes: BEARER,
    yes: 'docs',
  }),
  schemeRow({
    object: 'OAuth Flows',
    keyword: 'clientCredentials',
    scheme: oauth('clientCredentials', { tokenUrl: URLS.tokenUrl }),
    below: 'flows/clientCredentials',
    probes: BEARER,
    yes: 'docs',
  }),
  schemeRow({
    object: 'OAuth Flows',
    keyword: 'authorizationCode',
    scheme: oauth('authorizationCode', URLS),
    below: 'flows/authorizationCode',
    probes: BEARER,
    yes: 'docs',
  }),
  schemeRow({
    object: 'OAuth Flows',
    keyword: 'deviceAuthorization',
    openapi: '3.2.0',
    scheme: oauth('deviceAuthorization', { deviceAuthorizationUrl: 'https://device.test/', tokenUrl: URLS.tokenUrl }),
    below: 'flows/deviceAuthorization',
    probes: BEARER,
    yes: 'docs',
  }),
  schemeRow({
    object: 'OAuth Flow',
    keyword: 'authorizationUrl',
    scheme: oauth('authorizationCode', URLS),
    below: 'flows/authorizationCode/authorizationUrl',
    instead: 'https://other.test/',
    probes: BEARER,
    yes: 'docs',
  }),
  schemeRow({
    object: 'OAuth Flow',
    keyword: 'deviceAuthorizationUrl',
    openapi: '3.2.0',
    scheme: oauth('deviceAuthorization', { deviceAuthorizationUrl: 'https://device.test/', tokenUrl: URLS.tokenUrl }),
    below: 'flows/deviceAuthorization/deviceAuthorizationUrl',
    instead: 'https://other.test/',
    probes: BEARER,
    yes: 'docs',
  }),
  schemeRow({
    object: 'OAuth Flow',
    keyword: 'tokenUrl',
    scheme: oauth('authorizationCode', URLS),
    below: 'flows/authorizationCode/tokenUrl',
    instead: 'https://other.test/',
    probes: BEARER,
    yes: 'docs',
  }),
  schemeRow({
    object: 'OAuth Flow',
    keyword: 'refreshUrl',
    scheme: oauth('authorizationCode', { ...URLS, refreshUrl: 'https://refresh.test/' }),
    below: 'flows/authorizationCode/refreshUrl',
    probes: BEARER,
    yes: 'docs',
  }),
  schemeRow({
    object: 'OAuth Flow',
    keyword: 'scopes',
    scheme: oauth('authorizationCode', URLS),
    below: 'flows/authorizationCode/scopes',
    instead: {},
    probes: BEARER,
    yes: 'docs',
  }),
];

/** OAS 3.2 §4.30. */
const REQUIREMENT = operationRow({
  object: 'Security Requirement',
  keyword: '{name}',
  operation: { security: [{ Required: [] }] },
  rest: { components: { securitySchemes: { Required: { type: 'http', scheme: 'bearer' } } } },
  below: 'security/0/Required',
  yes: 'types request mock verify client docs',
});

export const SECURITY: Row[] = [...SCHEMES, ...FLOWS, REQUIREMENT];
