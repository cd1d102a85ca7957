import { type Base, createBases, violationsOf, writeBase } from './bases.ts';
import { toSubject } from './cases.ts';
import { mayRejectOthers } from './known-values.ts';
import type { Plan } from './plan.ts';
import { createRandom, type Random } from './random.ts';
import type { Case, Subject } from './types.ts';
import type { Boundary, Constraint } from './values/constraint.ts';
import { listConstraints } from './values/constraints.ts';
import { replaceAt, UNREACHABLE, valueAt } from './values/places.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';
import { canBeItems, canWrite, isFileType, isValidated, writeBody } from './write-body.ts';

/** One change of a body: a boundary value put at a place. */
type Step = { place: string[]; value: unknown; constraint: Constraint; boundary: Boundary };

/** A body that many changes were made to, at random. */
export type RandomCase = Case & {
  base: Base;
  steps: Step[];
};

const MOST_STEPS = 6;

/**
 * Bodies with several changes at once, each to a boundary value of a constraint. The validators of the contract
 * decide whether the whole body is valid. The same seed makes the same cases.
 */
export function* randomCases(plan: Plan, operation: VerifiableOperation, seed: number): Generator<RandomCase> {
  const sound = createBases({ plan, operation, seed, untried: [] }).filter(
    (base) => base.body !== undefined && violationsOf(operation, base).length === 0,
  );
  const byType = new Map<string, Constraint[]>();
  for (const [mediaType, { schema }] of Object.entries(operation.requestBody?.content ?? {})) {
    if (schema === undefined || isFileType(mediaType) || !isValidated(operation, mediaType)) continue;
    const constraints = listConstraints(schema, plan.find, seed).filter(
      ({ place }) => !mayRejectOthers(operation, { in: 'body', place }),
    );
    if (constraints.length > 0) byType.set(mediaType, constraints);
  }
  const bases = sound.filter(({ body }) => byType.has(body?.mediaType ?? ''));
  if (bases.length === 0) return;
  const random = createRandom(seed + operation.operationId.length * 7919);
  for (;;) {
    const base = random(bases) as Base;
    const mediaType = base.body?.mediaType ?? '';
    const constraints = byType.get(mediaType) ?? [];
    const wanted = 1 + Math.floor(random.number() * MOST_STEPS);
    const steps: Step[] = [];
    let value = base.body?.value;
    for (let tries = 0; steps.length < wanted && tries < 4 * MOST_STEPS; tries++) {
      const step = randomStep(random(constraints) as Constraint, value, random);
      const changed = step === undefined ? UNREACHABLE : replaceAt(value, step.place, step.value);
      if (step === undefined || changed === UNREACHABLE || !canBeBody(operation, mediaType, changed)) continue;
      steps.push(step);
      value = changed;
    }
    yield caseOf(operation, base, steps);
  }
}

/** Whether a value can be a body of a media type. */
function canBeBody(operation: VerifiableOperation, mediaType: string, value: unknown): boolean {
  return canWrite(mediaType, value) && canBeItems(operation, mediaType, value);
}

/** The case that some steps from a base make. */
export function caseOf(operation: VerifiableOperation, base: Base, steps: Step[]): RandomCase {
  const mediaType = base.body?.mediaType ?? '';
  const value = steps.reduce<unknown>((whole, step) => {
    const changed = replaceAt(whole, step.place, step.value);
    return changed === UNREACHABLE ? whole : changed;
  }, base.body?.value);
  const changed = { ...base, body: writeBody(operation, mediaType, value) };
  const violations = violationsOf(operation, changed);
  const expect = violations.length === 0 ? 'accept' : 'reject';
  const about = [...new Set(violations.map(({ path, keyword }) => `${path} ${keyword}`))].sort().slice(0, 3).join(', ');
  const [only] = steps.length === 1 && steps[0]?.boundary.valid === (expect === 'accept') ? steps : [];
  // One change alone is what a case of that constraint tries too, unless it breaks another one.
  const subject: Subject =
    only === undefined
      ? { in: 'body', place: [], keyword: 'several', about, boundary: expect }
      : toSubject({ where: 'body', ...only });
  const why =
    expect === 'accept'
      ? 'The contract allows all of it.'
      : `The contract rejects ${violations
          .map(({ path, message }) => `"${path}" (${message})`)
          .slice(0, 3)
          .join(', ')}.`;
  const { operationId } = operation;
  return {
    operationId,
    phase: 'random',
    subject,
    expect,
    why,
    parts: writeBase(operation, changed).parts,
    base,
    steps,
  };
}

function randomStep(constraint: Constraint, whole: unknown, random: Random): Step | undefined {
  const { place, boundaries } = constraint;
  // More often a valid value: of many changes one that breaks the contract is enough.
  const valid = boundaries.filter((boundary) => boundary.valid);
  const boundary = random(random.number() < 0.93 && valid.length > 0 ? valid : boundaries);
  const made = boundary?.make(valueAt(whole, place)) ?? [];
  return boundary === undefined || made.length === 0 ? undefined : { place, value: random(made), constraint, boundary };
}
