import { isObject, pointerTokens } from '../../document/references.ts';

/** A request and its response, as runtime expressions read them (OAS 3.1 §4.8.20.4). */
export type CompletedRequest = {
  /** Absolute. */
  url: string;
  /** Upper case. */
  method: string;
  params: Record<string, unknown>;
  query: Record<string, string | string[]>;
  /** By lower-case name. */
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
  response: { status: number; headers: Record<string, string>; body: unknown };
};

/**
 * Fills the runtime expressions of a text: `{$request.body#/callback}?id={$response.body#/id}`, or an expression alone.
 *
 * @returns an error that names an expression without a value
 */
export function fillExpressions(text: string, completed: CompletedRequest): string | Error {
  const missing: string[] = [];
  const read = (expression: string): string => {
    const value = readExpression(expression, completed);
    if (isExpressible(value)) return String(value);
    missing.push(expression);
    return '';
  };
  const filled = text.startsWith('$') ? read(text) : text.replaceAll(/\{(\$[^{}]+)\}/g, (_, one: string) => read(one));
  return missing.length === 0
    ? filled
    : new Error(`${missing.join(' and ')} ${missing.length === 1 ? 'has' : 'have'} no value`);
}

function isExpressible(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value) && value !== '';
}

function readExpression(expression: string, { response, ...request }: CompletedRequest): unknown {
  if (expression === '$url') return request.url;
  if (expression === '$method') return request.method;
  if (expression === '$statusCode') return response.status;
  const [, message = '', place = '', name = ''] =
    /^\$(request|response)\.(body|header|query|path)[.#]?(.*)$/s.exec(expression) ?? [];
  const source = message === 'request' ? request : response;
  switch (place) {
    case 'body':
      return pointedMember(source.body, name);
    case 'header':
      return firstListed(source.headers[name.toLowerCase()]);
    case 'query':
      return message === 'request' ? firstListed(ownValue(request.query, name)) : undefined;
    case 'path':
      return message === 'request' ? ownValue(request.params, name) : undefined;
    default:
      return undefined;
  }
}

function pointedMember(body: unknown, pointer: string): unknown {
  return pointerTokens(pointer).reduce((value, token) => {
    if (Array.isArray(value)) return value[Number(token)];
    return isObject(value) ? ownValue(value, token) : undefined;
  }, body);
}

function ownValue<Value>(holder: Record<string, Value>, name: string): Value | undefined {
  return Object.hasOwn(holder, name) ? holder[name] : undefined;
}

function firstListed(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}
