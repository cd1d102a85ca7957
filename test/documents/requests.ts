import type { CompiledContract, CompiledOperation } from '../../src/contract/document/compiled.ts';
import type { OpenApiDocument, Operation } from '../../src/contract/document/document.ts';
import { encodeAnyParameter } from '../../src/contract/document/encode-parameter.ts';
import { isJson } from '../../src/contract/document/media-types.ts';
import { createFindSchema, type FindSchema, isObject } from '../../src/contract/document/references.ts';
import type { RejectionReason } from '../../src/contract/serve/types.ts';
import { CannotSample } from '../../src/contract/values/cannot-sample.ts';
import { createFirst, flatten, typesOf } from '../../src/contract/values/flat.ts';
import { isReadOnly, sampleValue } from '../../src/contract/values/sample.ts';
import { type SampleBody, sampleBody } from './bodies.ts';

export type SampleRequest = { method: string; path: string; headers: Record<string, string>; body?: string };

/** What became of an operation's two requests. */
export type Outcome = {
  operationId: string;
  /** `accepted`, `unsampled: CAUSE`, or how it was rejected. */
  valid: string;
  /** `rejected` at the right place, `nothing to break`, or what happened instead. */
  broken: string;
  /** The requests, where they could be made. */
  sent: { valid?: SampleRequest; broken?: SampleRequest };
};

/**
 * Sends each operation a valid request, and one whose body is broken at a known place. Where no body can be broken, that one
 * has an unknown query parameter.
 */
export async function tryOperations(
  document: OpenApiDocument,
  contract: CompiledContract,
  operations: Operation[],
  exchange: (request: SampleRequest) => Promise<RejectionReason | undefined>,
): Promise<Outcome[]> {
  const find = createFindSchema(document);
  const outcomes: Outcome[] = [];
  for (const [index, operation] of operations.entries()) {
    const built = contract.operations[index] as CompiledOperation;
    outcomes.push({ operationId: operation.operationId, ...(await tryOperation(operation, built, find, exchange)) });
  }
  return outcomes;
}

async function tryOperation(
  operation: Operation,
  built: CompiledOperation,
  find: FindSchema,
  exchange: (request: SampleRequest) => Promise<RejectionReason | undefined>,
): Promise<Omit<Outcome, 'operationId'>> {
  let request: SampleRequest;
  let body: SampleBody | undefined;
  let reason: RejectionReason | undefined;
  try {
    body = sampleBody(operation, find, false);
    request = sampleRequest(operation, built, find, body);
    reason = await exchange(request);
    if (isAmbiguous(reason)) {
      // With everything that one of the alternatives has, the others may no longer fit.
      body = sampleBody(operation, find, true);
      request = sampleRequest(operation, built, find, body);
      reason = await exchange(request);
    }
    if (isAmbiguous(reason)) throw new CannotSample('more than one alternative of oneOf fits');
  } catch (error) {
    if (!(error instanceof CannotSample)) throw error;
    return { valid: `unsampled: ${error.message}`, broken: 'nothing to break', sent: {} };
  }
  const valid = reason === undefined ? 'accepted' : JSON.stringify(reason);
  const broken = breakRequest(request, operation, body === undefined ? undefined : breakBody(body, find));
  if (broken === undefined) return { valid, broken: 'nothing to break', sent: { valid: request } };
  const sent = { valid: request, broken: broken.request };
  const judged = await exchange(broken.request);
  if (judged?.kind !== 'invalid') return { valid, broken: `not rejected: ${JSON.stringify(judged)}`, sent };
  const isNamed = judged.violations.some(({ in: place, path }) => place === broken.in && path === broken.path);
  const where = `rejected elsewhere than at ${broken.path}: ${JSON.stringify(judged)}`;
  return { valid, broken: isNamed ? 'rejected' : where, sent };
}

type Broken = { request: SampleRequest; in: 'body' | 'query'; path: string };

function breakRequest(
  request: SampleRequest,
  { parameters }: Operation,
  body: { value: unknown; path: string } | undefined,
): Broken | undefined {
  if (body !== undefined)
    return { request: { ...request, body: JSON.stringify(body.value) }, in: 'body', path: body.path };
  // A whole query, and an object whose properties are parameters, may have a property of any name.
  if (parameters.some(({ in: place, schema }) => place === 'querystring' || (place === 'query' && mayBeObject(schema))))
    return undefined;
  const path = `${request.path}${request.path.includes('?') ? '&' : '?'}x_unknown=1`;
  return { request: { ...request, path }, in: 'query', path: 'x_unknown' };
}

function mayBeObject(schema: unknown): boolean {
  return /"object"|"\$ref"/.test(JSON.stringify(schema ?? {}));
}

function isAmbiguous(reason: RejectionReason | undefined): boolean {
  return reason?.kind === 'invalid' && reason.violations.some(({ keyword }) => keyword === 'oneOf');
}

function sampleRequest(
  operation: Operation,
  built: CompiledOperation,
  find: FindSchema,
  body: SampleBody | undefined,
): SampleRequest {
  const headers: Record<string, string> = {};
  const query: string[] = [];
  const cookies: string[] = [];
  let path = (built.basePaths[0] ?? '') + built.path;
  for (const parameter of operation.parameters) {
    const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
    const reading = built.parameters.find((one) => one.name === name && one.in === parameter.in);
    if (reading === undefined || !(parameter.required || parameter.in === 'path')) continue;
    const schema = parameter.schema ?? Object.values(parameter.content ?? {})[0]?.schema ?? {};
    const text = encodeAnyParameter(reading, sampleValue(schema, find, { size: 'full', seed: 1 }));
    if (parameter.in === 'path') path = path.replaceAll(`{${parameter.name}}`, text);
    if (parameter.in === 'query' || parameter.in === 'querystring') query.push(text);
    if (parameter.in === 'header') headers[name] = text;
    if (parameter.in === 'cookie') cookies.push(text);
  }
  if (cookies.length > 0) headers.cookie = cookies.join('; ');
  const request: SampleRequest = {
    method: operation.method.toUpperCase(),
    path: path + (query.length > 0 ? `?${query.join('&')}` : ''),
    headers,
  };
  if (body === undefined) return request;
  headers['content-type'] = body.contentType;
  request.body = body.text;
  return request;
}

/** The body without a required property, else with one of a wrong type, else of a wrong type itself. */
function breakBody(
  { mediaType, schema, value }: SampleBody,
  find: FindSchema,
): { value: unknown; path: string } | undefined {
  if (!isJson(mediaType)) return undefined;
  const whole = flatten(schema, find, createFirst(find));
  // Which alternative was meant cannot be told of a body that fits none.
  const target = isObject(schema) && typeof schema.$ref === 'string' ? find(schema.$ref) : undefined;
  if (JSON.stringify([schema, target]).match(/"(anyOf|oneOf)"/)) return undefined;
  const types = [whole.type ?? []].flat() as string[];
  if (types.length === 0) return undefined;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return { value: {}, path: '' };
  const name = ((whole.required ?? []) as string[]).find((one) => Object.hasOwn(value, one) && /^\w+$/.test(one));
  if (name !== undefined) {
    const { [name]: _left, ...rest } = value as Record<string, unknown>;
    return { value: rest, path: name };
  }
  for (const [property, part] of Object.entries((whole.properties ?? {}) as object)) {
    const [type = '', another] = typesOf(flatten(part, find, createFirst(find)));
    const isText = ['string', 'integer', 'boolean'].includes(type) && another === undefined;
    if (isText && /^\w+$/.test(property) && !isReadOnly(part, find)) {
      return { value: { ...value, [property]: [] }, path: property };
    }
  }
  return { value: [], path: '' };
}
