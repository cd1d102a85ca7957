import { type Code, PYTHON, pythonTemplate, type SampleText, writeLiteral, writtenCode } from './literals.ts';
import type { SampleParameter } from './requests.ts';
import type { SampleBody, SamplePart } from './sample-bodies.ts';
import { filledPath, writtenCookies, writtenHeaders, writtenQuery } from './sample-urls.ts';
import type { SampleCall } from './samples.ts';

/** Functions of httpx that take a body. */
const WITH_BODY = ['post', 'put', 'patch'];
const WITHOUT_BODY = ['get', 'delete', 'head', 'options'];
const INDENT = PYTHON.indent;

/** A request with httpx. */
export function writePython(call: SampleCall): string {
  const args = argumentsOf(call);
  const name = call.method.toLowerCase();
  const isNamed = WITH_BODY.includes(name) || (WITHOUT_BODY.includes(name) && call.body === undefined);
  const start = isNamed ? `httpx.${name}(` : `httpx.request(${PYTHON.text(call.method)}, `;
  const line = `response = ${start}${args.map(([key, value]) => writeArgument(key, value, '')).join(', ')})`;
  const broken = args.map(([key, value]) => `${INDENT}${writeArgument(key, value, INDENT)},`).join('\n');
  const sent = line.length <= 88 && !line.includes('\n') ? line : `response = ${start.trimEnd()}\n${broken}\n)`;
  const usesEnvironment = sent.includes('os.environ[');
  return [
    ...(sent.includes('json.dumps(') ? ['import json'] : []),
    ...(usesEnvironment ? ['import os'] : []),
    ...(sent.includes('Path(') ? ['from pathlib import Path'] : []),
    ...(sent.includes('Path(') || usesEnvironment ? [''] : []),
    'import httpx',
    '',
    sent,
    'response.raise_for_status()',
    ...(call.hasContent ? [call.hasJson ? 'print(response.json())' : 'print(response.text)'] : []),
  ].join('\n');
}

type Argument = [key: string, value: unknown];

function writeArgument(key: string, value: unknown, indent: string): string {
  const start = key === '' ? '' : `${key}=`;
  return start + writeLiteral(value, PYTHON, { indent, used: start.length + 1 });
}

function argumentsOf(call: SampleCall): Argument[] {
  const { baseUrl, path, parameters, credentials, body } = call;
  const keys = credentials.flatMap((one) =>
    one.kind === 'query' ? [[one.name, pythonEnvironment([{ variable: one.variable }])]] : [],
  );
  const plain = plainQuery(parameters);
  const query = plain === undefined ? writtenQuery(parameters) : '';
  // httpx replaces the query of the URL by `params`.
  const isSplit = query !== '' && keys.length > 0;
  const url = baseUrl + filledPath(path, parameters) + (query === '' || isSplit ? '' : `?${query}`);
  const params = { ...plain, ...Object.fromEntries(keys) };
  const basic = credentials.find((one) => one.kind === 'basic');
  const headers = pythonHeaders(call);
  const target = isSplit ? withKeys(`${url}?${query}`, keys as [string, Code][]) : url;
  return [
    ['', target],
    ...(Object.keys(params).length === 0 || isSplit ? [] : [['params', params] as Argument]),
    ...(basic === undefined ? [] : [['auth', basicOf(basic.username, basic.password)] as Argument]),
    ...(Object.keys(headers).length === 0 ? [] : [['headers', headers] as Argument]),
    ...(body === undefined ? [] : bodyArguments(body)),
  ];
}

function pythonEnvironment(parts: SampleText): Code {
  return writtenCode(pythonTemplate(parts));
}

function basicOf(username: string, password: string): Code {
  return writtenCode(`(os.environ["${username}"], os.environ["${password}"])`);
}

/** httpx encodes the keys. */
function withKeys(url: string, keys: [string, Code][]): Code {
  const pairs = Object.fromEntries(keys);
  return writtenCode(`httpx.URL(${PYTHON.text(url)}).copy_merge_params(${writeLiteral(pairs, PYTHON)})`);
}

/** Parameters of the query by name, if httpx writes all of them as the contract declares; else undefined. */
function plainQuery(parameters: SampleParameter[]): Record<string, unknown> | undefined {
  const query = parameters.filter(({ in: place }) => place === 'query' || place === 'querystring');
  const isPlain = query.every(({ in: place, style, explode, value, mediaType, allowReserved }) => {
    const items = Array.isArray(value) ? value : [value];
    const isFlat = items.every(
      (item) => typeof item === 'string' || typeof item === 'boolean' || Number.isSafeInteger(item),
    );
    return (
      place === 'query' &&
      style === 'form' &&
      (explode || !Array.isArray(value)) &&
      isFlat &&
      !mediaType &&
      !allowReserved
    );
  });
  return isPlain ? Object.fromEntries(query.map(({ name, value }) => [name, value])) : undefined;
}

function pythonHeaders({ parameters, credentials, body }: SampleCall): Record<string, unknown> {
  const headers: Record<string, unknown> = {};
  const cookies = writtenCookies(parameters);
  const cookie: SampleText = cookies === '' ? [] : [cookies];
  for (const one of credentials) {
    if (one.kind === 'authorization')
      headers.Authorization = pythonEnvironment([one.prefix, { variable: one.variable }]);
    if (one.kind === 'header') headers[one.name] = pythonEnvironment([{ variable: one.variable }]);
    if (one.kind === 'cookie')
      cookie.push(`${cookie.length === 0 ? '' : '; '}${one.name}=`, { variable: one.variable });
  }
  for (const [name, value] of writtenHeaders(parameters)) headers[name] = value;
  if (cookie.length > 0) headers.Cookie = pythonEnvironment(cookie);
  const isKnown = body === undefined || body.kind === 'multipart' || body.mediaType === 'application/json';
  if (!isKnown && !(body.kind === 'form' && body.text === undefined)) headers['Content-Type'] = body.mediaType;
  return headers;
}

function bodyArguments(body: SampleBody): Argument[] {
  switch (body.kind) {
    case 'json':
      return [['json', body.value]];
    case 'form':
      return body.text === undefined ? [['data', pythonFields(body.pairs)]] : [['content', body.text]];
    case 'multipart':
      return [['files', body.parts.map(pythonPart)]];
    case 'text':
      return [['content', body.text]];
    case 'file':
      return [['content', writtenCode(`Path(${PYTHON.text(body.file)}).read_bytes()`)]];
  }
}

/** Texts by the names of their fields: one, or a list. */
function pythonFields(pairs: [string, string][]): Record<string, unknown> {
  const named = Object.groupBy(pairs, ([name]) => name);
  return Object.fromEntries(
    Object.entries(named).map(([name, list = []]) => [
      name,
      list.length === 1 ? list[0]?.[1] : list.map(([, text]) => text),
    ]),
  );
}

/** Name and content of a part; `None` is the name of a file that is none. */
function pythonPart(part: SamplePart): Code {
  const type = part.type === undefined ? '' : `, ${PYTHON.text(part.type)}`;
  const content =
    'file' in part
      ? `${PYTHON.text(part.file)}, Path(${PYTHON.text(part.file)}).read_bytes()`
      : `None, ${PYTHON.text(part.text)}`;
  return writtenCode(`(${PYTHON.text(part.name)}, (${content}${type}))`);
}
