import { isJson } from '../../document/media-types.ts';
import { isObject } from '../../document/references.ts';
import { createFirst, equal, flatten } from '../../values/flat.ts';
import { isRejected, namedFields } from '../checks.ts';
import { isKnownProperty } from '../known-values.ts';
import { isAllowed } from '../plan.ts';
import type { Run } from '../run-context.ts';
import type { CaseBody, RequestParts } from '../types.ts';
import { differentValues, withTellingValues } from '../values/telling.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { writeBody } from '../write-body.ts';
import { byRichness, call, isRuled, type Lifecycle, type Made, madeBy } from './lifecycle.ts';
import { awaitJob } from './settling.ts';

/** Requests with fewer and fewer properties that are tried until one makes a resource. */
const MOST_TRIES = 4;

/** Makes a resource as {@link makeOne} does, and waits until its job is over, if it has one. */
export async function make(run: Run, life: Lifecycle): Promise<Made | undefined> {
  const made = await makeOne(run, life);
  return made === undefined ? undefined : awaitJob(run, life, made);
}

/**
 * Makes a resource whose properties differ from their defaults, as far as the server takes such; else by the example that
 * says most of those that make one. Undefined where none does.
 */
async function makeOne(run: Run, life: Lifecycle): Promise<Made | undefined> {
  const { create } = life;
  const around = await run.resources.valuesFor(create);
  if (around === undefined) return undefined;
  const send = async (parts: RequestParts) => {
    const outcome = await call(run, create, around, parts);
    return { outcome, made: outcome === undefined ? undefined : madeBy(life, outcome, around) };
  };
  const known = run.makers.get(create);
  if (known !== undefined) return (await send(known)).made;
  const examples = byRichness(run, create);
  const [richest] = examples;
  const dropped = new Set<string>();
  for (let tries = 0; richest !== undefined && tries < MOST_TRIES; tries++) {
    const parts = telling(run, create, richest, (name) => !dropped.has(name));
    if (parts === undefined) break;
    const { outcome, made } = await send(parts);
    if (made !== undefined) {
      run.makers.set(create, parts);
      return made;
    }
    // A property that the server rejects by an undeclared rule keeps its value of the example.
    const fields = outcome === undefined || !isRejected(outcome.response) ? [] : namedFields(outcome.response.value);
    const before = dropped.size;
    for (const field of fields) dropped.add(field.replace(/^[#/]*(?:body[./])?/, '').split(/[.[/]/)[0] ?? '');
    if (dropped.size === before) break;
  }
  for (const parts of examples) {
    const { made } = await send(parts);
    if (made === undefined) continue;
    run.makers.set(create, parts);
    return made;
  }
  return undefined;
}

/** Makes resources that differ in one property, as far as the contract and the server take such. */
export async function makeDifferent(run: Run, life: Lifecycle, name: string): Promise<void> {
  const { create } = life;
  const around = await run.resources.valuesFor(create);
  const known = run.makers.get(create);
  if (around === undefined || known?.body === undefined || !isObject(known.body.value)) return;
  const schema = create.requestBody?.content[known.body.mediaType]?.schema;
  const { properties = {} } = flatten(schema, run.plan.find, createFirst(run.plan.find));
  if (!Object.hasOwn(properties, name)) return;
  for (const value of differentValues({ find: run.plan.find, seed: run.options.seed }, properties[name])) {
    const parts = { ...known, body: writeBody(create, known.body.mediaType, { ...known.body.value, [name]: value }) };
    if (isAllowed(create, parts)) await call(run, create, around, parts);
  }
}

/** A request with telling values in its body; undefined where it has none or the contract does not allow it. */
export function telling(
  run: Run,
  operation: VerifiableOperation,
  parts: RequestParts,
  isWanted: (name: string) => boolean = () => true,
): RequestParts | undefined {
  const { body } = parts;
  const schema = operation.requestBody?.content[body?.mediaType ?? '']?.schema;
  if (body === undefined || !isJson(body.mediaType) || schema === undefined || !isObject(body.value)) return undefined;
  const may = (name: string): boolean =>
    isWanted(name) && !isRuled(operation, name) && !isKnownProperty(operation, name);
  const context = { find: run.plan.find, seed: run.options.seed };
  const all = withTellingValues(context, schema, body.value, { isWanted: may });
  const present = body.value;
  const some = withTellingValues(context, schema, present, { isWanted: (name) => may(name) && name in present });
  // Alternatives may exclude one another, so that not everything can be there at once.
  const candidates = [all, some].map((value) => ({ ...parts, body: writeBody(operation, body.mediaType, value) }));
  return candidates.find((one) => isAllowed(operation, one));
}

/** A valid body whose properties differ from those of the resource, as far as the contract allows. */
export function bodyUnlike(run: Run, operation: VerifiableOperation, current: unknown): CaseBody | undefined {
  const example = byRichness(run, operation)[0];
  const sound = example === undefined ? undefined : (telling(run, operation, example) ?? example);
  if (sound?.body === undefined || !isObject(sound.body.value) || !isObject(current)) return sound?.body;
  const { mediaType } = sound.body;
  const schema = operation.requestBody?.content[mediaType]?.schema;
  const { properties = {} } = flatten(schema, run.plan.find, createFirst(run.plan.find));
  let changed = sound.body;
  for (const name of Object.keys(sound.body.value)) {
    const values = differentValues({ find: run.plan.find, seed: run.options.seed }, properties[name]);
    const other = values.find((value) => !equal(value, current[name]));
    if (other === undefined) continue;
    const body = writeBody(operation, mediaType, { ...(changed.value as object), [name]: other });
    if (isAllowed(operation, { ...sound, body })) changed = body;
  }
  return changed;
}
