import { readText } from '../build/readings.ts';
import type { ParameterDecoding } from '../document/compiled.ts';
import type { MediaType, Parameter } from '../document/document.ts';
import { encodeAnyParameter } from '../document/encode-parameter.ts';
import { isOtherMultipart } from '../document/media-types.ts';
import { toPointer } from '../document/references.ts';
import { sampleAlternatives } from '../values/alternatives.ts';
import { CannotSample } from '../values/cannot-sample.ts';
import { sampleFile } from '../values/files.ts';
import { sampleValue } from '../values/sample.ts';
import { knownParameter, withKnownValues } from './known-values.ts';
import { type Plan, violationsInRequest } from './plan.ts';
import type { CaseBody, RequestParts } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';
import { canWrite, isFileType, schemaToSample, writeBody, writeFile } from './write-body.ts';

/** Valid requests from which the cases of an operation are derived. */
export type CaseContext = {
  plan: Plan;
  operation: VerifiableOperation;
  seed: number;
  /** Takes a sentence for each thing that cannot be tried. */
  untried: string[];
};

/** Valid values of a body or parameters from which single constraints are broken. */
export type Base = { name: string; body?: CaseBody; parameters: Map<Parameter, unknown> };

/** Every example of a body, else made ones, each with the parameters that must be there; then all parameters at once. */
export function createBases(context: CaseContext): Base[] {
  const { operation } = context;
  const needed = parameterValues(context, (parameter) => parameter.required === true);
  const bodies = bodiesOf(context);
  const bases: Base[] = bodies.map(({ name, body }) => ({ name, body, parameters: needed }));
  const isOptional = operation.requestBody !== undefined && operation.requestBody.required !== true;
  if (operation.requestBody === undefined || isOptional || bodies.length === 0) {
    bases.push({ name: 'bare', parameters: needed });
  }
  const all = parameterValues(context, () => true);
  if (all.size > needed.size) {
    const [first] = bodies;
    bases.push({ name: 'all parameters', ...(first === undefined ? {} : { body: first.body }), parameters: all });
  }
  return bases;
}

export function readingOf(
  { served }: VerifiableOperation,
  { name, in: place }: Parameter,
): ParameterDecoding | undefined {
  const wanted = place === 'header' ? name.toLowerCase() : name;
  return served.operation.parameters.find((one) => one.name === wanted && one.in === place);
}

export function parameterSchema({ schema, content }: Parameter): unknown {
  return schema ?? Object.values(content ?? {})[0]?.schema ?? {};
}

function parameterValues(
  { plan, operation, seed, untried }: CaseContext,
  isWanted: (parameter: Parameter) => boolean,
): Map<Parameter, unknown> {
  const values = new Map<Parameter, unknown>();
  for (const parameter of operation.parameters) {
    // Those of the path come from resources that exist.
    if (parameter.in === 'path' || !isWanted(parameter) || readingOf(operation, parameter) === undefined) continue;
    try {
      const value =
        knownParameter(operation, parameter) ??
        exampleOf(parameter) ??
        sampleValue(parameterSchema(parameter), plan.find, { size: 'full', seed });
      if (!canSend(operation, parameter, value)) throw new CannotSample('a header cannot contain its characters');
      values.set(parameter, value);
    } catch (error) {
      if (!(error instanceof CannotSample)) throw error;
      untried.push(
        `${operation.operationId}: no value of the parameter "${parameter.name}" is found (${error.message})`,
      );
    }
  }
  return values;
}

export function exampleOf(holder: Parameter | MediaType): unknown {
  const { example, examples } = holder as { example?: unknown; examples?: Record<string, { value?: unknown }> };
  return structuredClone(example ?? Object.values(examples ?? {})[0]?.value);
}

/** Whether HTTP can carry a value where it is sent (RFC 9110 §5.5). */
export function canSend(operation: VerifiableOperation, parameter: Parameter, value: unknown): boolean {
  if (parameter.in !== 'header' && parameter.in !== 'cookie') return true;
  return isHeaderText(writeParameter(operation, parameter, value) ?? '');
}

/** Whether every HTTP client and server takes a text as the value of a header. */
export function isHeaderText(text: string): boolean {
  return /^[\x20-\x7E]*$/.test(text);
}

function bodiesOf({ plan, operation, seed, untried }: CaseContext): { name: string; body: CaseBody }[] {
  const found: { name: string; body: CaseBody }[] = [];
  for (const [mediaType, media] of Object.entries(operation.requestBody?.content ?? {})) {
    const place = `${operation.pointer}/requestBody/content/${toPointer([mediaType]).slice(2)}`;
    const miss = (what: string): void => void untried.push(`${operation.operationId}: ${what} (${place})`);
    const add = (name: string, given: unknown): void => {
      const value = withKnownValues(operation, given);
      if (canWrite(mediaType, value)) found.push({ name, body: writeBody(operation, mediaType, value) });
      else miss(`the ${name} body of ${mediaType} cannot be written`);
    };
    // Without a schema nothing says which parts there are.
    if (isFileType(mediaType) || (media.schema === undefined && isOtherMultipart(mediaType))) {
      const isBytes = media.schema === undefined || readText(media.schema, plan.find).shape === 'primitive';
      const file = isBytes ? sampleFile(mediaType) : undefined;
      if (file === undefined) miss(`no valid body of ${mediaType} is known, so it is not tried`);
      else found.push({ name: 'made', body: writeFile(mediaType, file) });
      continue;
    }
    const { example } = media as { example?: unknown };
    for (const [name, { value }] of Object.entries(media.examples ?? {})) if (value !== undefined) add(name, value);
    if (example !== undefined) add('example', example);
    // Without a schema any bytes will do.
    const schema = media.schema ?? (canWrite(mediaType, {}) ? {} : { type: 'string' });
    for (const size of ['minimal', 'full'] as const) {
      try {
        add(`made ${size}`, sampleAllowed({ plan, operation, seed, untried }, mediaType, schema, size));
      } catch (error) {
        if (!(error instanceof CannotSample)) throw error;
        miss(`no ${size} body of ${mediaType} is found: ${error.message}`);
      }
    }
  }
  return found;
}

/** The first value that the contract allows as the body, else the first of all. */
function sampleAllowed(
  { plan, operation, seed }: CaseContext,
  mediaType: string,
  schema: unknown,
  size: 'minimal' | 'full',
): unknown {
  let first: unknown[] = [];
  const sampled = schemaToSample(operation, mediaType, schema);
  for (const value of sampleAlternatives(sampled, plan.find, { size, seed })) {
    const body = writeBody(operation, mediaType, value);
    const violations = violationsOf(operation, { name: size, body, parameters: new Map() });
    if (violations.every(({ in: where }) => where !== 'body')) return value;
    if (first.length === 0) first = [value];
  }
  return first[0];
}

/** A base as parts of a request, and what a server reads from it. */
export function writeBase(
  operation: VerifiableOperation,
  { body, parameters }: Base,
): { parts: RequestParts; query: string } {
  const parts: RequestParts = { path: {}, query: [], headers: {}, cookies: [], credentials: 'own' };
  for (const [parameter, value] of parameters) {
    const reading = readingOf(operation, parameter);
    if (reading !== undefined) placeParameter(parts, parameter, encodeAnyParameter(reading, value));
  }
  if (body !== undefined) parts.body = body;
  return { parts, query: parts.query.join('&') };
}

function placeParameter(parts: RequestParts, { name, in: where }: Parameter, text: string): void {
  if (where === 'path') parts.path[name] = text;
  else if (where === 'header') parts.headers[name.toLowerCase()] = text;
  else if (text !== '') (where === 'cookie' ? parts.cookies : parts.query).push(text);
}

/** Violations of a base, without the path parameters that resources provide. */
export function violationsOf(operation: VerifiableOperation, base: Base): ReturnType<typeof violationsInRequest> {
  const { parts, query } = writeBase(operation, base);
  const headers = parts.cookies.length > 0 ? { ...parts.headers, cookie: parts.cookies.join('; ') } : parts.headers;
  return violationsInRequest(operation, {
    path: parts.path,
    query,
    headers,
    body: parts.body,
  }).filter(({ in: where, path }) => where !== 'path' || Object.hasOwn(parts.path, path));
}

/** The tokens that lead to a parameter's value where it is sent. A whole query has no name there. */
export function wayToParameter(name: string, { in: where }: Parameter): string[] {
  return where === 'querystring' ? [] : [name];
}

/** A parameter as it is sent; undefined where the contract does not say how. */
export function writeParameter(
  operation: VerifiableOperation,
  parameter: Parameter,
  value: unknown,
): string | undefined {
  const reading = readingOf(operation, parameter);
  return reading === undefined ? undefined : encodeAnyParameter(reading, value);
}
