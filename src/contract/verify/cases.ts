import type { ParameterReading } from '../document/built.ts';
import type { MediaType, Parameter } from '../document/document.ts';
import { encodeParameter } from '../document/encode-parameter.ts';
import { isJson, isUrlEncoded } from '../document/media-types.ts';
import { isObject } from '../document/references.ts';
import { judge, type Plan } from './plan.ts';
import type { Planned } from './planned.ts';
import type { Case, CaseBody, Parts, Subject, Where } from './types.ts';
import type { Constraint, Side } from './values/constraint.ts';
import { listConstraints } from './values/constraints.ts';
import { has, replaceAt, UNREACHABLE, valueAt, withPlace } from './values/places.ts';
import { CannotSample, sampleValue } from './values/sample.ts';

/** Valid values of a body or parameters from which single constraints are broken. */
export type Base = { name: string; body?: CaseBody; parameters: Map<Parameter, unknown> };

export type OperationCases = {
  cases: Case[];
  /** What could not be tried, and why. */
  untried: string[];
};

/**
 * The cases of an operation that follow from its parameters, bodies and examples: each named example, minimal and full
 * requests, and both sides of each constraint, one at a time. What the verdict of a case is, the contract's own validators
 * must agree with; a case on which they do not is left out.
 */
export function listCases(plan: Plan, operation: Planned, seed: number): OperationCases {
  const untried: string[] = [];
  const bases = createBases(plan, operation, seed, untried);
  const cases: Case[] = [];
  const seen = new Set<string>();
  const keep = (one: Case): void => {
    const text = JSON.stringify([one.parts, one.expect]);
    if (seen.has(text)) return;
    seen.add(text);
    cases.push(one);
  };
  for (const base of bases) {
    const { parts } = write(operation, base);
    if (breachesOf(operation, base).length > 0) {
      untried.push(`${operation.operationId}: the ${base.name} request breaks the contract itself`);
      continue;
    }
    const subject: Subject = { in: 'request', place: [], keyword: 'example', side: base.name };
    keep({
      ...about(operation, subject),
      phase: 'examples',
      expect: 'accept',
      why: `It is the ${base.name} request.`,
      parts,
    });
  }
  const sound = bases.filter((base) => breachesOf(operation, base).length === 0);
  for (const one of bodyCases(plan, operation, sound, seed)) keep(one);
  for (const one of parameterCases(plan, operation, sound, seed)) keep(one);
  return { cases, untried };
}

function about(operation: Planned, subject: Subject): Pick<Case, 'operationId' | 'subject'> {
  return { operationId: operation.operationId, subject };
}

/** Every example of a body, else made ones, each with the parameters that must be there; then all parameters at once. */
export function createBases(plan: Plan, operation: Planned, seed: number, untried: string[]): Base[] {
  const needed = parameterValues(plan, operation, (parameter) => parameter.required === true, seed, untried);
  const bodies = bodiesOf(plan, operation, seed, untried);
  const bases: Base[] = bodies.map(({ name, body }) => ({ name, body, parameters: needed }));
  const isOptional = operation.requestBody !== undefined && operation.requestBody.required !== true;
  if (operation.requestBody === undefined || isOptional || bodies.length === 0) {
    bases.push({ name: 'bare', parameters: needed });
  }
  const all = parameterValues(plan, operation, () => true, seed, untried);
  if (all.size > needed.size) {
    const [first] = bodies;
    bases.push({ name: 'all parameters', ...(first === undefined ? {} : { body: first.body }), parameters: all });
  }
  return bases;
}

function readingOf({ served }: Planned, { name, in: place }: Parameter): ParameterReading | undefined {
  const wanted = place === 'header' ? name.toLowerCase() : name;
  return served.operation.parameters.find((one) => one.name === wanted && one.in === place);
}

function schemaOf({ schema, content }: Parameter): unknown {
  return schema ?? Object.values(content ?? {})[0]?.schema ?? {};
}

function parameterValues(
  plan: Plan,
  operation: Planned,
  isWanted: (parameter: Parameter) => boolean,
  seed: number,
  untried: string[],
): Map<Parameter, unknown> {
  const values = new Map<Parameter, unknown>();
  for (const parameter of operation.parameters) {
    // Those of the path come from resources that exist.
    if (parameter.in === 'path' || !isWanted(parameter) || readingOf(operation, parameter) === undefined) continue;
    try {
      values.set(
        parameter,
        exampleOf(parameter) ?? sampleValue(schemaOf(parameter), plan.find, { size: 'full', seed }),
      );
    } catch (error) {
      if (!(error instanceof CannotSample)) throw error;
      untried.push(
        `${operation.operationId}: no value of the parameter "${parameter.name}" is found (${error.message})`,
      );
    }
  }
  return values;
}

function exampleOf(holder: Parameter | MediaType): unknown {
  const { example, examples } = holder as { example?: unknown; examples?: Record<string, { value?: unknown }> };
  return structuredClone(example ?? Object.values(examples ?? {})[0]?.value);
}

function bodiesOf(plan: Plan, operation: Planned, seed: number, untried: string[]): { name: string; body: CaseBody }[] {
  const found: { name: string; body: CaseBody }[] = [];
  for (const [mediaType, media] of Object.entries(operation.requestBody?.content ?? {})) {
    const canWrite = isJson(mediaType) || isUrlEncoded(mediaType);
    if (!canWrite) {
      untried.push(`${operation.operationId}: bodies of ${mediaType} are not made`);
      continue;
    }
    const add = (name: string, value: unknown): void => {
      found.push({ name, body: writeBody(mediaType, value) });
    };
    const { example } = media as { example?: unknown };
    for (const [name, { value }] of Object.entries(media.examples ?? {})) if (value !== undefined) add(name, value);
    if (example !== undefined) add('example', example);
    for (const size of ['minimal', 'full'] as const) {
      try {
        add(`made ${size}`, sampleValue(media.schema ?? {}, plan.find, { size, seed }));
      } catch (error) {
        if (!(error instanceof CannotSample)) throw error;
        untried.push(`${operation.operationId}: no ${size} body of ${mediaType} is found (${error.message})`);
      }
    }
  }
  return found;
}

export function writeBody(mediaType: string, value: unknown): CaseBody {
  if (isJson(mediaType)) return { mediaType, text: JSON.stringify(value), value };
  const pairs = Object.entries(isObject(value) ? value : {}).flatMap(([name, member]) =>
    (Array.isArray(member) ? member : [member]).map((part) => [
      name,
      isObject(part) ? JSON.stringify(part) : String(part),
    ]),
  );
  return { mediaType, text: new URLSearchParams(pairs).toString(), value };
}

/** A base as parts of a request, and what a server reads from it. */
export function write(operation: Planned, { body, parameters }: Base): { parts: Parts; query: string } {
  const parts: Parts = { path: {}, query: [], headers: {}, cookies: [], credentials: 'own' };
  for (const [parameter, value] of parameters) {
    const reading = readingOf(operation, parameter);
    if (reading !== undefined) place(parts, parameter, encodeParameter(reading, value));
  }
  if (body !== undefined) parts.body = body;
  return { parts, query: parts.query.join('&') };
}

function place(parts: Parts, { name, in: where }: Parameter, text: string): void {
  if (where === 'path') parts.path[name] = text;
  else if (where === 'header') parts.headers[name.toLowerCase()] = text;
  else if (text !== '') (where === 'query' ? parts.query : parts.cookies).push(text);
}

/** What the contract's validators say of a base, path parameters that resources give aside. */
export function breachesOf(operation: Planned, base: Base): ReturnType<typeof judge> {
  const { parts, query } = write(operation, base);
  const headers = parts.cookies.length > 0 ? { ...parts.headers, cookie: parts.cookies.join('; ') } : parts.headers;
  return judge(operation, {
    path: parts.path,
    query,
    headers,
    body: parts.body && { mediaType: parts.body.mediaType, value: parts.body.value },
  }).filter(({ in: where, path }) => where !== 'path' || Object.hasOwn(parts.path, path));
}

const VALUES_A_SIDE = { valid: 2, invalid: 3 };

/** Odd texts are each odd in a way of their own. */
function mostValues({ keyword }: Constraint, { valid }: Side): number {
  if (keyword === 'string') return Number.POSITIVE_INFINITY;
  return valid ? VALUES_A_SIDE.valid : VALUES_A_SIDE.invalid;
}

function* bodyCases(plan: Plan, operation: Planned, bases: Base[], seed: number): Generator<Case> {
  for (const [mediaType, { schema }] of Object.entries(operation.requestBody?.content ?? {})) {
    // The other kinds of bodies carry texts, whose types cannot be told.
    if (!isJson(mediaType) || schema === undefined) continue;
    const withBody = bases.filter((base) => base.body?.mediaType === mediaType);
    const fallback = withBody[0];
    if (fallback === undefined) continue;
    for (const constraint of listConstraints(schema, plan.find, seed)) {
      const base =
        withBody.find(({ body }) => has(body?.value, constraint.place)) ??
        reach(plan, operation, withBody, { mediaType, schema, place: constraint.place, seed }) ??
        fallback;
      for (const side of constraint.sides) {
        const current = valueAt(base.body?.value, constraint.place);
        const made = side.make(current).slice(0, mostValues(constraint, side));
        for (const value of made) {
          const whole = replaceAt(base.body?.value, constraint.place, value);
          if (whole === UNREACHABLE) continue;
          const changed = { ...base, body: writeBody(mediaType, whole) };
          if ((breachesOf(operation, changed).length === 0) !== side.valid) continue;
          yield constraintCase(operation, 'body', constraint, side, write(operation, changed).parts);
        }
      }
    }
  }
  if (operation.requestBody?.required) {
    const base = bases.find(({ body }) => body !== undefined);
    if (base === undefined) return;
    const { body: _, ...parts } = write(operation, base).parts;
    const subject: Subject = { in: 'body', place: [], keyword: 'required', side: 'absent' };
    yield { ...about(operation, subject), phase: 'constraints', expect: 'refuse', why: 'The body is required.', parts };
  }
}

/** A base in which a place is there that none of the others has. */
function reach(
  plan: Plan,
  operation: Planned,
  bases: Base[],
  { mediaType, schema, place, seed }: { mediaType: string; schema: unknown; place: string[]; seed: number },
): Base | undefined {
  for (const base of bases) {
    for (const value of withPlace(schema, plan.find, base.body?.value, place, seed)) {
      const changed = { ...base, body: writeBody(mediaType, value) };
      if (has(value, place) && breachesOf(operation, changed).length === 0) return changed;
    }
  }
  return undefined;
}

/** What a case on a side of a constraint tries. */
export function subjectOf(where: Where, { place, keyword, about }: Constraint, { name }: Side): Subject {
  return { in: where, place, keyword, ...(about === undefined ? {} : { about }), side: name };
}

function constraintCase(operation: Planned, where: Where, constraint: Constraint, side: Side, parts: Parts): Case {
  const { place: way, keyword, about: detail } = constraint;
  const { name, valid } = side;
  const subject = subjectOf(where, constraint, side);
  const what = [where, ...way].join('/');
  const why = `${what} ${valid ? 'meets' : 'breaks'} "${keyword}"${detail === undefined ? '' : ` of ${detail}`}: ${name}.`;
  return { ...about(operation, subject), phase: 'constraints', expect: valid ? 'accept' : 'refuse', why, parts };
}

function* parameterCases(plan: Plan, operation: Planned, bases: Base[], seed: number): Generator<Case> {
  const [base] = bases;
  if (base === undefined) return;
  for (const parameter of operation.parameters) {
    const reading = readingOf(operation, parameter);
    if (reading === undefined) continue;
    const { name, in: where } = parameter;
    const current = base.parameters.get(parameter) ?? exampleOf(parameter);
    for (const constraint of listConstraints(schemaOf(parameter), plan.find, seed)) {
      for (const side of constraint.sides) {
        const made = side
          .make(valueAt(current, constraint.place))
          .slice(0, side.valid ? mostValues(constraint, side) : 1);
        for (const value of made) {
          const whole = replaceAt(current, constraint.place, value);
          if (whole === UNREACHABLE || !canStand(where, whole)) continue;
          const changed = { ...base, parameters: new Map(base.parameters).set(parameter, whole) };
          const { parts } = write(operation, changed);
          const breaches = breachesOf(operation, changed);
          if ((breaches.length === 0) !== side.valid || (where === 'path' && side.valid)) continue;
          const named = { ...constraint, place: [name, ...constraint.place] };
          yield constraintCase(operation, where, named, side, parts);
        }
      }
    }
    if (parameter.required && where !== 'path') {
      const left = new Map(base.parameters);
      left.delete(parameter);
      const subject: Subject = { in: where, place: [name], keyword: 'required', side: 'absent' };
      const { parts } = write(operation, { ...base, parameters: left });
      const why = `The parameter "${name}" is required.`;
      yield { ...about(operation, subject), phase: 'constraints', expect: 'refuse', why, parts };
    }
  }
}

/** What cannot be sent in a place at all says nothing of the server: an empty segment is another path. */
function canStand(where: Subject['in'], value: unknown): boolean {
  const text = String(value);
  if (where === 'path') return text !== '' && text !== '.' && text !== '..';
  return where !== 'header' || (/^[\x21-\x7E]([\x20-\x7E]*[\x21-\x7E])?$/.test(text) && text.length < 8000);
}
