import { hash } from 'node:crypto';
import {
  type Base,
  type CaseContext,
  canSend,
  createBases,
  exampleOf,
  parameterSchema,
  readingOf,
  violationsOf,
  wayToParameter,
  writeBase,
} from './bases.ts';
import type { Case, RequestParts, Subject, Where } from './types.ts';
import type { Boundary, Constraint } from './values/constraint.ts';
import { listConstraints } from './values/constraints.ts';
import { hasValueAt, replaceAt, UNREACHABLE, valueAt, withPlace } from './values/places.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';
import { canBeItems, isFileType, partNames, withPartType, writeBody } from './write-body.ts';

/**
 * The cases of an operation that follow from its parameters, bodies and examples: each named example, minimal and full
 * requests, then the boundary values of each constraint, one at a time. Cases are made as they are asked for, so that a run can start
 * before a large schema is explored. A case whose verdict the contract's own validators do not share is left out.
 *
 * @returns undefined between two constraints, so that a caller with a deadline can stop
 */
export function* listCases(context: CaseContext): Generator<Case | undefined> {
  const { operation, untried } = context;
  const bases = createBases(context);
  const sound: Base[] = [];
  const seen = new Set<string>();
  const isNew = (one: Case): boolean => {
    // The texts take more memory than the cases.
    const digest = hash('sha1', JSON.stringify([one.parts, one.expect]));
    const known = seen.has(digest);
    seen.add(digest);
    return !known;
  };
  for (const base of bases) {
    const [violation] = violationsOf(operation, base);
    if (violation !== undefined) {
      const where = violation.path === '' ? `the ${violation.in}` : `"${violation.path}"`;
      untried.push(`${operation.operationId}: the ${base.name} request is invalid: ${where} ${violation.message}`);
      continue;
    }
    sound.push(base);
    const subject: Subject = { in: 'request', place: [], keyword: 'example', boundary: base.name };
    const why = `It is the ${base.name} request.`;
    const { parts } = writeBase(operation, base);
    const one: Case = { ...about(operation, subject), phase: 'examples', expect: 'accept', why, parts };
    if (isNew(one)) yield one;
  }
  for (const one of bodyCases(context, sound)) if (one === undefined || isNew(one)) yield one;
  for (const one of parameterCases(context, sound)) if (one === undefined || isNew(one)) yield one;
}

function about(operation: VerifiableOperation, subject: Subject): Pick<Case, 'operationId' | 'subject'> {
  return { operationId: operation.operationId, subject };
}

const VALUES_PER_BOUNDARY = { valid: 2, invalid: 3 };

/** Odd texts are each odd in a way of their own. */
function mostValues({ keyword }: Constraint, { valid }: Boundary): number {
  if (keyword === 'string') return Number.POSITIVE_INFINITY;
  return valid ? VALUES_PER_BOUNDARY.valid : VALUES_PER_BOUNDARY.invalid;
}

function* bodyCases(context: CaseContext, bases: Base[]): Generator<Case | undefined> {
  const { plan, operation, seed } = context;
  for (const [mediaType, { schema }] of Object.entries(operation.requestBody?.content ?? {})) {
    if (schema === undefined || isFileType(mediaType)) continue;
    const withBody = bases.filter((base) => base.body?.mediaType === mediaType);
    const [fallback] = withBody;
    if (fallback === undefined) continue;
    const unreachable = new Set<string>();
    for (const constraint of listConstraints(schema, plan.find, seed)) {
      yield undefined;
      const { place } = constraint;
      let base = withBody.find(({ body }) => hasValueAt(body?.value, place));
      if (base === undefined && !unreachable.has(place.join('/'))) {
        base = reach(context, withBody, { mediaType, schema, place });
        // Places below a place are reached from the bases that reach it.
        if (base === undefined) unreachable.add(place.join('/'));
        else withBody.push(base);
      }
      base ??= fallback;
      for (const boundary of constraint.boundaries) {
        const current = valueAt(base.body?.value, constraint.place);
        const made = boundary.make(current).slice(0, mostValues(constraint, boundary));
        for (const value of made) {
          const whole = replaceAt(base.body?.value, constraint.place, value);
          if (whole === UNREACHABLE || !canBeItems(operation, mediaType, whole)) continue;
          const changed = { ...base, body: writeBody(operation, mediaType, whole) };
          if ((violationsOf(operation, changed).length === 0) !== boundary.valid) continue;
          const { parts } = writeBase(operation, changed);
          yield constraintCase(operation, { where: 'body', constraint, boundary }, parts);
        }
      }
    }
  }
  yield* partTypeCases(operation, bases);
  if (operation.requestBody?.required) {
    const base = bases.find(({ body }) => body !== undefined);
    if (base === undefined) return;
    const { body: _, ...parts } = writeBase(operation, base).parts;
    const subject: Subject = { in: 'body', place: [], keyword: 'required', boundary: 'absent' };
    yield { ...about(operation, subject), phase: 'constraints', expect: 'reject', why: 'The body is required.', parts };
  }
}

/** Parts of a media type that their encoding does not name (OAS 3.1 §4.8.15), one at a time. */
function* partTypeCases(operation: VerifiableOperation, bases: Base[]): Generator<Case> {
  for (const mediaType of Object.keys(operation.requestBody?.content ?? {})) {
    for (const name of partNames(operation, mediaType)) {
      const changed = bases.flatMap((base) => {
        const isOfType = base.body?.mediaType === mediaType;
        const body = isOfType && base.body !== undefined ? withPartType(operation, base.body, name) : undefined;
        return body === undefined ? [] : [{ ...base, body }];
      });
      const [first] = changed;
      if (first === undefined) continue;
      const subject: Subject = { in: 'body', place: [name], keyword: 'contentType', boundary: 'another media type' };
      const why = `The part "${name}" has a media type that its encoding does not name.`;
      const statuses = [400, 415, 422];
      const rejected = { phase: 'constraints', expect: 'reject', statuses } as const;
      yield { ...about(operation, subject), ...rejected, why, parts: writeBase(operation, first).parts };
    }
  }
}

/** A place that so many bases do not lead to is given up. */
const MOST_BASES = 4;

/** A base that contains a place which no other base contains. */
function reach(
  { plan, operation, seed }: CaseContext,
  bases: Base[],
  { mediaType, schema, place }: { mediaType: string; schema: unknown; place: string[] },
): Base | undefined {
  const above = place.slice(0, -1);
  const [nearest] = bases.filter(({ body }) => hasValueAt(body?.value, above));
  for (const base of new Set([...(nearest === undefined ? [] : [nearest]), ...bases.slice(0, MOST_BASES)])) {
    for (const value of withPlace({ find: plan.find, seed }, schema, base.body?.value, place)) {
      if (!canBeItems(operation, mediaType, value)) continue;
      const changed = { ...base, body: writeBody(operation, mediaType, value) };
      if (hasValueAt(value, place) && violationsOf(operation, changed).length === 0) return changed;
    }
  }
  return undefined;
}

/** A boundary value of a constraint, and where in a request it is sent. */
type TestedBoundary = { where: Where; constraint: Constraint; boundary: Boundary };

/** The subject of a case of a boundary value. */
export function toSubject({ where, constraint, boundary }: TestedBoundary): Subject {
  const { place, keyword, about } = constraint;
  return { in: where, place, keyword, ...(about === undefined ? {} : { about }), boundary: boundary.name };
}

function constraintCase(operation: VerifiableOperation, tested: TestedBoundary, parts: RequestParts): Case {
  const { where, constraint, boundary } = tested;
  const { place: way, keyword, about: detail } = constraint;
  const { name, valid } = boundary;
  const subject = toSubject(tested);
  const what = [where, ...way].join('/');
  const why = `${what} ${valid ? 'meets' : 'breaks'} "${keyword}"${detail === undefined ? '' : ` of ${detail}`}: ${name}.`;
  return { ...about(operation, subject), phase: 'constraints', expect: valid ? 'accept' : 'reject', why, parts };
}

function* parameterCases({ plan, operation, seed }: CaseContext, bases: Base[]): Generator<Case | undefined> {
  const [base] = bases;
  if (base === undefined) return;
  for (const parameter of operation.parameters) {
    const reading = readingOf(operation, parameter);
    if (reading === undefined) continue;
    const { name, in: where } = parameter;
    const way = wayToParameter(name, parameter);
    // A whole query has constraints inside.
    const whole = way.length === 0 ? bases.find(({ parameters }) => parameters.has(parameter)) : undefined;
    const current = (whole ?? base).parameters.get(parameter) ?? exampleOf(parameter);
    for (const constraint of listConstraints(parameterSchema(parameter), plan.find, seed)) {
      yield undefined;
      for (const boundary of constraint.boundaries) {
        const made = boundary
          .make(valueAt(current, constraint.place))
          .slice(0, boundary.valid ? mostValues(constraint, boundary) : 1);
        for (const value of made) {
          const whole = replaceAt(current, constraint.place, value);
          if (whole === UNREACHABLE || !canStand(where, whole) || !canSend(operation, parameter, whole)) continue;
          const changed = { ...base, parameters: new Map(base.parameters).set(parameter, whole) };
          const { parts } = writeBase(operation, changed);
          const violations = violationsOf(operation, changed);
          if ((violations.length === 0) !== boundary.valid || (where === 'path' && boundary.valid)) continue;
          const named = { ...constraint, place: [...way, ...constraint.place] };
          yield constraintCase(operation, { where, constraint: named, boundary }, parts);
        }
      }
    }
    if (parameter.required && where !== 'path') {
      const left = new Map(base.parameters);
      left.delete(parameter);
      const subject: Subject = { in: where, place: way, keyword: 'required', boundary: 'absent' };
      const { parts } = writeBase(operation, { ...base, parameters: left });
      const why = `The parameter "${name}" is required.`;
      yield { ...about(operation, subject), phase: 'constraints', expect: 'reject', why, parts };
    }
  }
}

/** Values that cannot be sent in a place do not test the server: an empty segment is another path. */
function canStand(where: Subject['in'], value: unknown): boolean {
  const text = String(value);
  if (where === 'path') return text !== '' && text !== '.' && text !== '..';
  return where !== 'header' || (/^[\x21-\x7E]([\x20-\x7E]*[\x21-\x7E])?$/.test(text) && text.length < 8000);
}
