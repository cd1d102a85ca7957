import { isObject } from '../document/references.ts';
import { suggest } from '../document/suggest.ts';
import { createFirst, flatten } from '../values/flat.ts';
import type { KnownValue } from '../verify/known-values.ts';
import type { Plan } from '../verify/plan.ts';
import { EACH } from '../verify/values/constraint.ts';
import type { VerifiableOperation } from '../verify/verifiable-operation.ts';
import { readSettingsFile, type SettingsFile } from './settings-file.ts';

/** Stands for all operations. */
const ALL = '*';
const PLACES = ['path', 'query', 'header', 'cookie', 'body'] as const;

/**
 * Reads known values, by operationId or `*` and the name of a parameter or property, and adds them to the operations.
 *
 * @throws UsageError with file, line and column of what is wrong
 */
export async function applyData(file: string, plan: Plan): Promise<void> {
  const settings = await readSettingsFile('data', file);
  const { value } = settings;
  if (!isObject(value)) return settings.fail([], 'The data must be an object with operationIds, or "*", as names.');
  const ids = plan.declared.map(({ operationId }) => operationId);
  for (const [id, values] of Object.entries(value)) {
    if (id !== ALL && !ids.includes(id))
      settings.fail([id], `There is no operation "${id}".${suggest(id, ids)} "*" stands for all.`, 'key');
    if (!isObject(values))
      return settings.fail([id], 'The values must be an object with names of parameters or properties.');
    const operations = plan.declared.filter(({ operationId }) => id === ALL || id === operationId);
    for (const [name, known] of Object.entries(values)) {
      addKnownValue({ settings, plan }, operations, { id, name, value: known });
    }
  }
}

type GivenValue = { id: string; name: string; value: unknown };

function addKnownValue(
  { settings, plan }: { settings: SettingsFile; plan: Plan },
  operations: VerifiableOperation[],
  { id, name, value }: GivenValue,
): void {
  let isUsed = false;
  for (const operation of operations) {
    const found = listPlaces(plan, operation, name).map((place): KnownValue => ({ ...place, value, isOnly: true }));
    if (found.length === 0) continue;
    isUsed = true;
    // Values of one operation come before those of all.
    const own = operation.hints.data ?? [];
    operation.hints.data = id === ALL ? [...own, ...found] : [...found, ...own];
  }
  if (isUsed) return;
  const who = id === ALL ? 'No operation has' : `${id} does not have`;
  settings.fail([id, name], `${who} a parameter or property "${name}".`, 'key');
}

/** The places of a parameter or property in an operation. */
function listPlaces(plan: Plan, operation: VerifiableOperation, text: string): Omit<KnownValue, 'value'>[] {
  const [, prefix, rest = text] = /^(path|query|header|cookie|body)\.(.+)$/.exec(text) ?? [];
  const parameters = operation.parameters.flatMap(({ name, in: where }) => {
    const kind = PLACES.find((one) => one === where && (prefix === undefined || prefix === one));
    return kind !== undefined && name === rest ? [{ in: kind, place: [name] }] : [];
  });
  if (prefix !== undefined && prefix !== 'body') return parameters;
  const place = rest.replaceAll('[]', `.${EACH}`).split('.');
  return hasBodyProperty(plan, operation, place) ? [...parameters, { in: 'body' as const, place }] : parameters;
}

function hasBodyProperty({ find }: Plan, { requestBody }: VerifiableOperation, place: string[]): boolean {
  return Object.values(requestBody?.content ?? {}).some(({ schema }) => {
    let at: unknown = schema;
    for (const token of place) {
      const { properties = {}, items } = flatten(at, find, createFirst(find));
      at = token === EACH ? items : Object.hasOwn(properties, token) ? properties[token] : undefined;
      if (at === undefined) return false;
    }
    return true;
  });
}
