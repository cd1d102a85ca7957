import { isObject } from '../../document/references.ts';
import { createFirst, flatten } from '../../values/flat.ts';
import { isReadOnly } from '../../values/sample.ts';
import { isKnownProperty } from '../known-values.ts';
import { isAllowed } from '../plan.ts';
import { createRandom } from '../random.ts';
import type { Run } from '../run-context.ts';
import { call, covers, isRuled, type Lifecycle, type Made, plain, richest, withJson } from '../state/lifecycle.ts';
import { telling } from '../state/making.ts';
import { MERGE_PATCH } from '../state/merge-patches.ts';
import type { PathValues, RequestParts } from '../types.ts';
import { differentValues } from '../values/telling.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { shuffle } from './schedule.ts';
import { seedFor } from './together.ts';

/** How a kind of resource is changed. */
export type ResourceChange = {
  operation: VerifiableOperation;
  /** Whether the request is the whole resource, as with PUT. */
  isWhole: boolean;
  schema: unknown;
  partsOf: (fields: Record<string, unknown>) => RequestParts;
};

/** The update of a kind of resource, if it is one of JSON. */
export function resourceChangeOf(run: Run, { update }: Lifecycle): ResourceChange | undefined {
  if (update === undefined) return undefined;
  const content = update.requestBody?.content ?? {};
  const mediaType = ['application/json', MERGE_PATCH].find((type) => Object.hasOwn(content, type));
  if (mediaType === undefined) return undefined;
  const own = { operation: update, schema: content[mediaType]?.schema };
  if (update.method === 'patch') {
    return { ...own, isWhole: false, partsOf: (fields) => withJson(run, update, fields, mediaType) };
  }
  const example = richest(run, update);
  const whole = example === undefined ? undefined : (telling(run, update, example) ?? example).body?.value;
  if (!isObject(whole)) return undefined;
  return { ...own, isWhole: true, partsOf: (fields) => withJson(run, update, { ...whole, ...fields }, mediaType) };
}

/** A property that keeps the values that an update sends, and changes no other. */
export type RaceField = { name: string; values: unknown[] };

/** Properties that are tried, and those that races need. */
const MOST_TRIED = 8;
const MOST_FIELDS = 4;
const VALUES = 2;

/**
 * Properties that, when updates come one after the other, keep each sent value and leave each other alone. Only these are
 * compared in a race: a server may compute or normalize others.
 */
export async function findRaceFields(
  run: Run,
  life: Lifecycle,
  made: Made,
  change: ResourceChange,
): Promise<RaceField[]> {
  const shown = await readObject(run, life, made.path);
  if (shown === undefined) return [];
  const fields: RaceField[] = [];
  const random = createRandom(seedFor(run, change.operation));
  const candidates = shuffle(random, listRaceCandidates(run, change, shown.value)).slice(0, MOST_TRIED);
  let before = shown;
  const restless = new Set<string>();
  for (const field of candidates) {
    if (fields.length >= MOST_FIELDS) break;
    let isKept = true;
    for (const value of field.values) {
      const parts = withTag(change.operation, change.partsOf({ [field.name]: value }), before.tag);
      const changed = await call(run, change.operation, made.path, parts);
      const after = await readObject(run, life, made.path);
      if (changed === undefined || after === undefined) return [];
      const { status } = changed.response;
      isKept &&= status < 300 && status !== 202 && covers(after.value[field.name], value);
      // An update may change others too: these are of no use.
      for (const { name } of candidates) {
        if (!change.isWhole && name !== field.name && !covers(after.value[name], before.value[name]))
          restless.add(name);
      }
      before = after;
    }
    if (isKept) fields.push(field);
  }
  return fields.filter(({ name }) => !restless.has(name));
}

function listRaceCandidates(
  run: Run,
  { operation, schema, partsOf }: ResourceChange,
  shown: Record<string, unknown>,
): RaceField[] {
  const { find } = run.plan;
  const { properties = {} } = flatten(schema, find, createFirst(find));
  const { effects, unique } = operation.hints;
  const tied = new Set(Object.entries(effects).flatMap(([name, { sets }]) => [name, ...Object.keys(sets)]));
  return Object.keys(properties).flatMap((name) => {
    const isTied = tied.has(name) || Object.hasOwn(unique, name) || isKnownProperty(operation, name);
    if (isTied || !Object.hasOwn(shown, name) || isRuled(operation, name)) return [];
    if (isReadOnly(properties[name], find)) return [];
    const all = differentValues({ find, seed: run.options.seed }, properties[name]);
    const values = all.filter((value) => isAllowed(operation, partsOf({ [name]: value })));
    return values.length < VALUES ? [] : [{ name, values: values.slice(0, VALUES) }];
  });
}

/** A resource as a read shows it, and its entity tag. */
export type ReadResource = { value: Record<string, unknown>; tag: string | undefined };

async function readObject(run: Run, { read }: Lifecycle, path: PathValues): Promise<ReadResource | undefined> {
  const found = await call(run, read, path, plain(run, read));
  if (found === undefined || found.response.status >= 300 || !isObject(found.response.value)) return undefined;
  return { value: found.response.value, tag: found.response.headers.etag };
}

/** Whether an operation is rejected without `If-Match` (RFC 6585 §3). */
function needsTag({ parameters, responses }: VerifiableOperation): boolean {
  const isRequired = parameters.some(
    ({ in: where, name, required }) => where === 'header' && name.toLowerCase() === 'if-match' && required === true,
  );
  return isRequired || Object.hasOwn(responses, '428');
}

/** A request with the entity tag as `If-Match`, if the operation needs one or it is asked for. */
export function withTag(
  operation: VerifiableOperation,
  parts: RequestParts,
  tag: string | undefined,
  isWanted = needsTag(operation),
): RequestParts {
  if (tag === undefined || !isWanted) return parts;
  return { ...parts, headers: { ...parts.headers, 'if-match': tag } };
}
