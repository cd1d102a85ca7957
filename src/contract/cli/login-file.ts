import { isObject } from '../document/references.ts';
import type { LoginPlan } from '../verify/login.ts';
import type { SentRequest } from '../verify/types.ts';
import { readSettingsFile, type SettingsFile, settingsMembers } from './settings-file.ts';

const TOP = ['request', 'take', 'oauth2', 'header', 'scheme'] as const;
const REQUEST = ['method', 'path', 'url', 'headers', 'json', 'form', 'body'] as const;
const TAKE = ['token', 'cookie', 'expires_in'] as const;
const OAUTH2 = ['token_url', 'client_id', 'client_secret', 'scope', 'send'] as const;

/** The server and the document that a login is for. */
export type LoginTarget = {
  url: string;
  basePath: string;
  securitySchemes: Record<string, unknown>;
};

/**
 * Reads how to log in: a request and what to take from its response, or an OAuth 2.0 client (RFC 6749 §4.4). `${NAME}` in
 * texts stands for an environment variable.
 *
 * @throws UsageError with file, line and column of the error
 */
export async function readLogin(file: string, target: LoginTarget): Promise<LoginPlan> {
  const settings = await readSettingsFile('login', file);
  const value = withVariables(settings, settings.value, []);
  const top = settingsMembers(settings, value, { tokens: [], known: TOP, what: 'the login' });
  const scheme = memberText(settings, top, ['scheme']);
  if (scheme !== undefined && !Object.hasOwn(target.securitySchemes, scheme)) {
    const names = Object.keys(target.securitySchemes).join(', ');
    settings.fail(['scheme'], `The document has no security scheme "${scheme}". It has: ${names}.`);
  }
  if ((top.request === undefined) === (top.oauth2 === undefined))
    return settings.fail([], 'The login must have either "request" or "oauth2".');
  const context = { settings, target, scheme };
  const made = top.oauth2 === undefined ? readRequestLogin(context, top) : readClient(context, top);
  const header = memberText(settings, top, ['header']);
  const [, name, own] = /^([\w-]+):\s*(.+)$/.exec(header ?? made.header) ?? [];
  if (name === undefined || own?.includes('{token}') !== true)
    return settings.fail(['header'], '"header" must have the form "Authorization: Bearer {token}".');
  return {
    ...{ name: file, ...made.plan, header: name.toLowerCase(), value: own, secrets: new Set<string>() },
    ...(scheme === undefined ? {} : { scheme }),
  };
}

type LoginContext = { settings: SettingsFile; target: LoginTarget; scheme: string | undefined };
type ReadLogin = { plan: Pick<LoginPlan, 'request' | 'token' | 'cookie' | 'expiresIn'>; header: string };

function readRequestLogin({ settings, target }: LoginContext, top: Record<string, unknown>): ReadLogin {
  const known = { tokens: ['request'], known: REQUEST, what: 'the request' };
  const request = settingsMembers(settings, top.request, known);
  const path = memberText(settings, request, ['request', 'path']);
  const url = memberText(settings, request, ['request', 'url']) ?? `${target.url}${target.basePath}${path ?? ''}`;
  if ((path === undefined) === (request.url === undefined) || !URL.canParse(url))
    settings.fail(['request'], 'The request must have either a "path" or an absolute "url".');
  const { take: given } = top;
  const take = settingsMembers(settings, given, { tokens: ['take'], known: TAKE, what: '"take"' });
  const token = pointerAt(settings, take, ['take', 'token']);
  const cookie = memberText(settings, take, ['take', 'cookie']);
  const expiresIn = pointerAt(settings, take, ['take', 'expires_in']);
  if ((token === undefined) === (cookie === undefined))
    settings.fail(['take'], '"take" must have either "token", a JSON Pointer, or "cookie", a name.');
  const method = (memberText(settings, request, ['request', 'method']) ?? 'POST').toUpperCase();
  const headers = headersAt(settings, request);
  return {
    plan: {
      request: { method, url, ...bodyOfLogin(settings, request, headers) },
      ...(token === undefined ? {} : { token }),
      ...(cookie === undefined ? {} : { cookie }),
      ...(expiresIn === undefined ? {} : { expiresIn }),
    },
    header: cookie === undefined ? 'Authorization: Bearer {token}' : `Cookie: ${cookie}={token}`,
  };
}

function headersAt(settings: SettingsFile, { headers = {} }: Record<string, unknown>): Record<string, string> {
  if (!isObject(headers)) return settings.fail(['request', 'headers'], '"headers" must be an object.');
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return { accept: '*/*', ...Object.fromEntries(entries) };
}

function bodyOfLogin(
  settings: SettingsFile,
  { json, form, body }: Record<string, unknown>,
  headers: Record<string, string>,
): Pick<SentRequest, 'headers' | 'body'> {
  if (json !== undefined) {
    return { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(json) };
  }
  if (form === undefined) return { headers, ...(body === undefined ? {} : { body: String(body) }) };
  if (!isObject(form)) return settings.fail(['request', 'form'], '"form" must be an object.');
  return formOfLogin(form, headers);
}

function formOfLogin(form: object, headers: Record<string, string>): Pick<SentRequest, 'headers' | 'body'> {
  const pairs = Object.entries(form).map(([name, value]): [string, string] => [name, String(value)]);
  const all = { 'content-type': 'application/x-www-form-urlencoded', ...headers };
  return { headers: all, body: new URLSearchParams(pairs).toString() };
}

/** RFC 6749 §4.4: the client is its own user. */
function readClient({ settings, target, scheme }: LoginContext, top: Record<string, unknown>): ReadLogin {
  const known = { tokens: ['oauth2'], known: OAUTH2, what: '"oauth2"' };
  const client = settingsMembers(settings, top.oauth2, known);
  const text = (name: (typeof OAUTH2)[number]): string | undefined => memberText(settings, client, ['oauth2', name]);
  const id = text('client_id') ?? settings.fail(['oauth2'], '"oauth2" needs a "client_id".');
  const secret = text('client_secret') ?? settings.fail(['oauth2'], '"oauth2" needs a "client_secret".');
  const given = text('token_url') ?? tokenUrlOf(target, scheme);
  if (given === undefined || !URL.canParse(given, target.url)) {
    return settings.fail(['oauth2'], '"oauth2" needs a "token_url", unless "scheme" has a clientCredentials flow.');
  }
  const send = text('send') ?? 'basic';
  if (send !== 'basic' && send !== 'body') settings.fail(['oauth2', 'send'], '"send" must be basic or body.');
  const scope = text('scope');
  const form = {
    grant_type: 'client_credentials',
    ...(scope === undefined ? {} : { scope }),
    ...(send === 'body' ? { client_id: id, client_secret: secret } : {}),
  };
  const encoded = [id, secret].map((one) => encodeURIComponent(one)).join(':');
  const basic = { authorization: `Basic ${Buffer.from(encoded).toString('base64')}` };
  const headers = { accept: 'application/json', ...(send === 'basic' ? basic : {}) };
  const request = { method: 'POST', url: new URL(given, target.url).href, ...formOfLogin(form, headers) };
  return {
    plan: { request, token: '/access_token', expiresIn: '/expires_in' },
    header: 'Authorization: Bearer {token}',
  };
}

function tokenUrlOf({ securitySchemes }: LoginTarget, scheme: string | undefined): string | undefined {
  const own = scheme === undefined ? Object.values(securitySchemes) : [securitySchemes[scheme]];
  const urls = own.flatMap((one) => {
    const { flows } = (one ?? {}) as { flows?: { clientCredentials?: { tokenUrl?: string } } };
    return flows?.clientCredentials?.tokenUrl ?? [];
  });
  return urls[0];
}

function memberText(settings: SettingsFile, holder: Record<string, unknown>, tokens: string[]): string | undefined {
  const name = tokens.at(-1) ?? '';
  const value = holder[name];
  if (value === undefined || (typeof value === 'string' && value !== '')) return value;
  return settings.fail(tokens, `"${name}" must be a text.`);
}

function pointerAt(settings: SettingsFile, holder: Record<string, unknown>, tokens: string[]): string | undefined {
  const text = memberText(settings, holder, tokens);
  if (text === undefined || text.startsWith('/')) return text;
  return settings.fail(tokens, `"${tokens.at(-1)}" must be a JSON Pointer such as /access_token.`);
}

/** The same with the values of environment variables. */
export function withVariables(settings: SettingsFile, value: unknown, tokens: string[]): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
      return process.env[name] ?? settings.fail(tokens, `The environment has no variable ${name}.`);
    });
  }
  if (Array.isArray(value))
    return value.map((item, index) => withVariables(settings, item, [...tokens, String(index)]));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, one]) => [name, withVariables(settings, one, [...tokens, name])]);
  return Object.fromEntries(entries);
}
