import { type IncomingHttpHeaders, request } from 'node:http';
import type { Example, Operation } from '../../src/contract/document/document.ts';

/** One request, as plain HTTP. */
export type PlainRequest = { method: string; path: string; headers: Record<string, string>; body?: string | undefined };

/** What came back. */
export type PlainAnswer = { status: number; headers: IncomingHttpHeaders; text: string; body: unknown };

/** A request made of the contract's examples of one name. */
export type ExampleRequest = PlainRequest & { name: string };

/** The names of an operation's request examples: those of its parameters and of its body. */
export function exampleNames(operation: Operation): string[] {
  const named = (examples: Record<string, Example> | undefined) => Object.keys(examples ?? {});
  const names = new Set([
    ...operation.parameters.flatMap(({ examples }) => named(examples)),
    ...named(operation.requestBody?.content['application/json']?.examples),
  ]);
  return [...names];
}

/**
 * The request that an operation's examples of one name make: every parameter and body that has such an example, and what
 * is required with its first example.
 *
 * @param pathValues what stands in the path instead of an example
 */
export function exampleRequest(
  operation: Operation,
  name: string,
  key: string,
  pathValues: Record<string, string> = {},
): ExampleRequest {
  const headers: Record<string, string> = { authorization: `Bearer ${key}` };
  const query = new URLSearchParams();
  let path = operation.path;
  for (const parameter of operation.parameters) {
    const { examples = {}, required = false } = parameter;
    const [first] = required ? Object.values(examples) : [];
    const value = (examples[name] ?? first)?.value;
    if (value === undefined) continue;
    if (parameter.in === 'path')
      path = path.replace(`{${parameter.name}}`, pathValues[parameter.name] ?? String(value));
    if (parameter.in === 'query') query.set(parameter.name, String(value));
    if (parameter.in === 'header') headers[parameter.name] = String(value);
  }
  const example = operation.requestBody?.content['application/json']?.examples?.[name];
  if (example !== undefined) headers['content-type'] = 'application/json';
  return {
    name,
    method: operation.method.toUpperCase(),
    path: path + (query.size > 0 ? `?${query}` : ''),
    headers,
    body: example === undefined ? undefined : JSON.stringify(example.value),
  };
}

/** Sends a request and reads the whole response. Unlike fetch it sends a body with any method. */
export function exchange(
  url: string,
  { method, path, headers, body }: PlainRequest,
  signal?: AbortSignal,
): Promise<PlainAnswer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const outgoing = request(url + path, { method, headers: { ...headers, ...length }, signal }, async (response) => {
      const text = (await response.toArray()).join('');
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        text,
        body: text === '' ? undefined : JSON.parse(text),
      });
    });
    outgoing.on('error', reject).end(body);
  });
}
