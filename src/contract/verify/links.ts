import type { OpenApiDocument } from '../document/document.ts';
import { followReference, fragmentTokens, isObject, leadsTo, lookUp } from '../document/references.ts';
import { valueOfJson } from './json.ts';
import type { PathValues, Received, SentRequest } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** A way from a response to another operation that the contract itself names (OAS 3.1 §4.8.20). */
export type Link = {
  name: string;
  from: VerifiableOperation;
  /** Name of the response that has the link, such as `201`, `2XX` or `default`. */
  status: string;
  to: VerifiableOperation;
  /** Constants and runtime expressions by the name of the target's parameter, which its place may precede. */
  parameters: Record<string, unknown>;
  /** A constant or runtime expression. */
  requestBody?: unknown;
  /** In the bundled contract, as a JSON Pointer fragment. */
  pointer: string;
};

/** A request and its response, from which the expressions of a link are read. */
export type CompletedExchange = { request: SentRequest; response: Received };

/** The links of a contract, and a sentence for each that leads to no operation of it. */
export function listLinks(
  document: OpenApiDocument,
  operations: VerifiableOperation[],
): { links: Link[]; lost: string[] } {
  const links: Link[] = [];
  const lost: string[] = [];
  for (const from of operations) {
    for (const [status, response] of Object.entries(from.responses)) {
      const named = (response as { links?: unknown }).links;
      for (const [name, reference] of Object.entries(isObject(named) ? named : {})) {
        const link = followReference(document, reference);
        if (!isObject(link)) continue;
        const { operationId, operationRef, parameters = {}, requestBody } = link;
        const to = operations.find((one) => one.operationId === operationId || leadsTo(operationRef, one.pointer));
        const pointer = `${from.pointer}/responses/${status}/links/${name}`;
        if (to === undefined) {
          lost.push(`${from.operationId}: the link "${name}" leads to no operation of the contract (${pointer})`);
          continue;
        }
        const body = requestBody === undefined ? {} : { requestBody };
        links.push({ name, from, status, to, parameters: parameters as Record<string, unknown>, ...body, pointer });
      }
    }
  }
  return { links, lost };
}

/** Whether a response of this status has the links of a response of this name. */
export function isStatusOf(name: string, status: number): boolean {
  return name === String(status) || name.toUpperCase() === `${Math.floor(status / 100)}XX` || name === 'default';
}

/**
 * The value of a link for a parameter of its target: by name, or by place and name, such as `path.id`. The name of a
 * header is found in any case (RFC 9110 §5.1).
 */
export function expressionFor({ parameters }: Link, name: string, place: string): unknown {
  const plain = (text: string): string => (place === 'header' ? text.toLowerCase() : text);
  const names = Object.keys(parameters);
  const nameOf = (wanted: string) => names.find((one) => plain(one) === plain(wanted));
  const own = nameOf(`${place}.${name}`) ?? nameOf(name);
  return own === undefined ? undefined : parameters[own];
}

/**
 * The value of a constant or runtime expression (OAS 3.1 §4.8.20.4), with expressions in braces inside a longer text
 * replaced. Undefined where the response has no such part.
 *
 * @param path values of the path parameters of the request, encoded
 */
export function evaluateExpression(expression: unknown, outcome: CompletedExchange, path: PathValues): unknown {
  if (typeof expression !== 'string') return expression;
  if (expression.startsWith('$')) return evaluateMessage(expression, outcome, path);
  return expression.replaceAll(/\{(\$[^}]+)\}/g, (_, inner: string) =>
    expressionText(evaluateMessage(inner, outcome, path)),
  );
}

/** A value inside a longer text: objects and lists are JSON. */
export function expressionText(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

/**
 * The value of an expression about a request and its response, which begins with `$`. Undefined where they have no such
 * part.
 *
 * @param path values of the path parameters of the request, encoded
 */
export function evaluateMessage(
  expression: string,
  { request, response }: CompletedExchange,
  path: PathValues,
): unknown {
  if (expression === '$url') return request.url;
  if (expression === '$method') return request.method;
  if (expression === '$statusCode') return response.status;
  const [, message, part, rest = ''] =
    /^\$(request|response)\.(body|header|query|path)(?:[.#](.*))?$/.exec(expression) ?? [];
  if (message === undefined) return undefined;
  switch (part) {
    case 'header':
      return (message === 'request' ? request.headers : response.headers)[rest.toLowerCase()];
    case 'query':
      return new URL(request.url).searchParams.get(rest) ?? undefined;
    case 'path':
      return path[rest] === undefined ? undefined : decodeURIComponent(path[rest]);
    default:
      return valueAtPointer(message === 'request' ? valueOfJson(request.body) : response.value, rest);
  }
}

/** Whether an expression asks for an item that a list of the response is too short for: a list may be empty. */
export function asksForMissingItem(expression: unknown, { response }: CompletedExchange): boolean {
  const [, pointer] = /^\$response\.body#(.+)$/.exec(String(expression)) ?? [];
  let value = response.value;
  for (const token of pointer === undefined ? [] : fragmentTokens(pointer)) {
    if (Array.isArray(value)) {
      if (/^\d+$/.test(token) && Number(token) >= value.length) return true;
      value = value[Number(token)];
    } else {
      value = isObject(value) ? value[token] : undefined;
    }
  }
  return false;
}

/** The value at a JSON Pointer; undefined where there is none. */
export function valueAtPointer(value: unknown, pointer: string): unknown {
  if (pointer === '') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    return lookUp(value, `#${pointer}`);
  } catch {
    // The response lacks what the link wants of it.
    return undefined;
  }
}
