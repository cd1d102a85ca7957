import type { SampleCredentials } from './credentials.ts';
import { JSON_TEXT, type SampleText, shellTemplate, shellWord, writeLiteral } from './literals.ts';
import type { SampleBody, SamplePart } from './sample-bodies.ts';
import { filledPath, writtenCookies, writtenHeaders, writtenQuery } from './sample-urls.ts';
import type { SampleCall } from './samples.ts';

/** A command is on one line if it has at most this many characters. */
const LINE = 80;

/** A request as a command of a POSIX shell. */
export function writeCurl(call: SampleCall): string {
  const { method, baseUrl, path, parameters, credentials, body } = call;
  const query = writtenQuery(parameters);
  const url = baseUrl + filledPath(path, parameters) + (query === '' ? '' : `?${query}`);
  const isImplied = method === 'GET' ? body === undefined : method === 'POST' && body !== undefined;
  const words = [
    [...methodOf(method, isImplied), shellWord(url)].join(' '),
    ...credentials.flatMap(credentialWords),
    ...headerWords(call),
    ...cookieWords(call),
    ...(body === undefined ? [] : bodyWords(body)),
  ];
  const line = `curl ${words.join(' ')}`;
  return line.length <= LINE && !line.includes('\n') ? line : `curl ${words.join(' \\\n  ')}`;
}

function methodOf(method: string, isImplied: boolean): string[] {
  if (isImplied) return [];
  return method === 'HEAD' ? ['--head'] : ['-X', shellWord(method)];
}

function credentialWords(credentials: SampleCredentials): string[] {
  switch (credentials.kind) {
    case 'basic':
      return [`-u ${shellTemplate([{ variable: credentials.username }, ':', { variable: credentials.password }])}`];
    case 'authorization':
      return [`-H ${shellTemplate([`Authorization: ${credentials.prefix}`, { variable: credentials.variable }])}`];
    case 'header':
      return [`-H ${shellTemplate([`${credentials.name}: `, { variable: credentials.variable }])}`];
    case 'query':
      return [
        `--url-query ${shellTemplate([`${encodeURIComponent(credentials.name)}=`, { variable: credentials.variable }])}`,
      ];
    case 'cookie':
      return [];
  }
}

function headerWords({ parameters, body }: SampleCall): string[] {
  const headers = writtenHeaders(parameters);
  // curl writes that of a form itself.
  const isForm = body?.kind === 'multipart' || (body?.kind === 'form' && body.text === undefined);
  if (body !== undefined && !isForm) headers.push(['Content-Type', body.mediaType]);
  // A header with nothing behind its colon would be left out.
  return headers.map(([name, value]) => `-H ${shellWord(value === '' ? `${name};` : `${name}: ${value}`)}`);
}

/** All cookies, those that authenticate too. */
function cookieWords({ parameters, credentials }: SampleCall): string[] {
  const cookies = writtenCookies(parameters);
  const keys = credentials.flatMap((one) => (one.kind === 'cookie' ? [one] : []));
  const pairs: SampleText[] = [
    ...(cookies === '' ? [] : [[cookies]]),
    ...keys.map(({ name, variable }): SampleText => [`${name}=`, { variable }]),
  ];
  const parts = pairs.flatMap((pair, at): SampleText => (at === 0 ? pair : ['; ', ...pair]));
  return parts.length === 0 ? [] : [`-b ${shellTemplate(joinedTexts(parts))}`];
}

function joinedTexts(parts: SampleText): SampleText {
  const joined: SampleText = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}

function bodyWords(body: SampleBody): string[] {
  switch (body.kind) {
    case 'json':
      return [`-d ${shellQuoted(writeLiteral(body.value, JSON_TEXT, { indent: '  ' }))}`];
    case 'form':
      if (body.text !== undefined) return [`--data-raw ${shellQuoted(body.text)}`];
      return body.pairs.map(([name, text]) => `--data-urlencode ${shellWord(`${encodeURIComponent(name)}=${text}`)}`);
    case 'multipart':
      return body.parts.map(partWord);
    case 'text':
      return [`--data-raw ${shellQuoted(body.text)}`];
    case 'file':
      return [`--data-binary ${shellWord(`@${body.file}`)}`];
  }
}

/** A body is quoted even if it needs no quotes. */
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The value of a part is in double quotes, where curl reads nothing into it but backslashes and quotes. */
function partWord(part: SamplePart): string {
  const type = part.type === undefined ? '' : `;type=${part.type}`;
  if ('file' in part) return `-F ${shellWord(`${part.name}=@${part.file}${type}`)}`;
  if (type === '') return `--form-string ${shellWord(`${part.name}=${part.text}`)}`;
  return `-F ${shellWord(`${part.name}="${part.text.replaceAll(/["\\]/g, '\\$&')}"${type}`)}`;
}
