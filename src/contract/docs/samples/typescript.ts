import type { SampleCredentials } from './credentials.ts';
import { type Code, TYPESCRIPT, writeLiteral, writtenCode } from './literals.ts';
import type { SampleParameter } from './requests.ts';
import type { SampleBody, SamplePart } from './sample-bodies.ts';
import type { SampleCall } from './samples.ts';

const PLACES = ['path', 'query', 'header', 'cookie'] as const;
const IDEMPOTENCY_KEY = /^(x-)?idempotency-key$/i;

/** A request with the client that `keepspec build` generates. */
export function writeTypescript(call: SampleCall): string {
  const { method, path, baseUrl, client, credentials, requiredSchemes, hasContent } = call;
  const auth = authOf(credentials, requiredSchemes);
  const options = { baseUrl, ...(auth === undefined ? {} : { auth }) };
  const init = { ...paramsOf(call.parameters), ...(call.body === undefined ? {} : { body: bodyValue(call.body) }) };
  const start = `${hasContent ? 'const { data } = ' : ''}await client.${method}(${TYPESCRIPT.text(path)}`;
  const given = Object.keys(init).length === 0 ? '' : `, ${writeLiteral(init, TYPESCRIPT, { used: start.length })}`;
  return [
    ...(usesFiles(call.body) ? ["import { openAsBlob } from 'node:fs';"] : []),
    `import { createClient } from ${TYPESCRIPT.text(client ?? './client.ts')};`,
    '',
    `const client = createClient(${writeLiteral(options, TYPESCRIPT, { used: 32 })});`,
    `${start}${given});`,
    ...(hasContent ? ['console.log(data);'] : []),
  ].join('\n');
}

function authOf(credentials: SampleCredentials[], required: Set<string>): Record<string, unknown> | undefined {
  if (credentials.length === 0) return undefined;
  return Object.fromEntries(
    credentials.map((one) => {
      if (one.kind !== 'basic') return [one.scheme, nodeEnvironment(one.variable, required.has(one.scheme))];
      return [
        one.scheme,
        { username: nodeEnvironment(one.username, true), password: nodeEnvironment(one.password, true) },
      ];
    }),
  );
}

/** A client rejects an empty text where it needs a value. */
function nodeEnvironment(variable: string, isRequired: boolean): Code {
  return writtenCode(`process.env.${variable}${isRequired ? " ?? ''" : ''}`);
}

function paramsOf(parameters: SampleParameter[]): object {
  const params = Object.fromEntries(
    PLACES.flatMap((place) => {
      // The client makes a key for each call.
      const found = parameters.filter(
        (one) => one.in === place && !(place === 'header' && IDEMPOTENCY_KEY.test(one.name)),
      );
      return found.length === 0 ? [] : [[place, Object.fromEntries(found.map(({ name, value }) => [name, value]))]];
    }),
  );
  const whole = parameters.find((one) => one.in === 'querystring');
  const all = whole === undefined ? params : { ...params, querystring: whole.value };
  return Object.keys(all).length === 0 ? {} : { params: all };
}

function bodyValue(body: SampleBody): unknown {
  switch (body.kind) {
    case 'multipart':
      return { ...body.value, ...filesOf(body.parts) };
    case 'file':
      return openFile(body.file, body.mediaType);
    default:
      return body.value;
  }
}

/** Files by the names of their parts: one, or a list. */
function filesOf(parts: SamplePart[]): Record<string, unknown> {
  const files = parts.flatMap((part) => ('file' in part ? [part] : []));
  const named = Object.groupBy(files, ({ name }) => name);
  return Object.fromEntries(
    Object.entries(named).map(([name, list = []]) => {
      const opened = list.map(({ file, type = '' }) => openFile(file, type));
      return [name, opened.length === 1 ? opened[0] : opened];
    }),
  );
}

function openFile(file: string, type: string): Code {
  return writtenCode(`await openAsBlob(${TYPESCRIPT.text(file)}, { type: ${TYPESCRIPT.text(type)} })`);
}

function usesFiles(body: SampleBody | undefined): boolean {
  if (body?.kind === 'multipart') return body.parts.some((part) => 'file' in part);
  return body?.kind === 'file';
}
