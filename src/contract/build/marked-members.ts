import type { Schema } from '../document/document.ts';
import { type Mark, type Marks, requiredNames } from '../document/marks.ts';
import { type FindSchema, isObject } from '../document/references.ts';

/** Names of the properties that are marked in a value, and the marks in its members, by {@link stepOf}. */
export type MarkTree = { names: ReadonlySet<string>; members: ReadonlyMap<string, MarkTree> };

export const NO_MARKS: MarkTree = { names: new Set(), members: new Map() };

/** Deeper inside a value, marks behind references are not looked for: schemas may lead back to themselves. */
const MOST_STEPS = 6;

/** The step from a value to the member that a subschema applies to; undefined for subschemas that describe no member. */
export function stepOf([keyword = '', name = '']: string[]): string | undefined {
  if (keyword === 'properties' || keyword === 'prefixItems') return `${keyword}/${name}`;
  if (keyword === 'items') return keyword;
  return keyword === 'additionalProperties' || keyword === 'unevaluatedProperties' ? 'additionalProperties' : undefined;
}

/** What schemas that apply to one value say of the member that a step leads to, each schema once. */
export function memberSchemas(schemas: readonly unknown[], step: string, { applied }: Marks): unknown[] {
  const found = new Set<unknown>();
  for (const schema of schemas)
    for (const part of applied(schema)) {
      const member = schemaAtStep(part, step);
      if (isObject(member)) found.add(member);
    }
  return [...found];
}

function schemaAtStep(schema: Schema, step: string): unknown {
  const { properties, prefixItems, items, additionalProperties = schema.unevaluatedProperties } = schema;
  if (step === 'items') return items;
  if (step === 'additionalProperties') return additionalProperties;
  const [keyword] = step.split('/', 1);
  const name = step.slice(step.indexOf('/') + 1);
  if (keyword === 'prefixItems') return (Array.isArray(prefixItems) ? prefixItems[Number(name)] : undefined) ?? items;
  return isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
}

/** What applies to the value of a reference beside its target. */
type MarksBeside = { schemas: readonly unknown[]; marks: MarkTree };
type Reading = { mark: Mark; all: Marks; findSchema: FindSchema };

/**
 * The marks that count behind a reference: of properties that the target requires and does not mark itself, although schemas
 * around the reference mark them.
 */
export function marksBehind(target: unknown, beside: MarksBeside, reading: Reading, steps = 0): MarkTree {
  if (beside.schemas.length === 0 && beside.marks === NO_MARKS) return NO_MARKS;
  const { mark, all, findSchema } = reading;
  const own = all.markedNames(target, mark);
  const required = requiredNames(target, findSchema);
  const marked = new Set(beside.marks.names);
  for (const schema of beside.schemas) for (const name of all.markedNames(schema, mark)) marked.add(name);
  const names = [...marked].filter((name) => required.has(name) && !own.has(name)).toSorted();
  const members = new Map<string, MarkTree>();
  for (const step of steps < MOST_STEPS ? stepsOf(target, all) : []) {
    const targets = memberSchemas([target], step, all);
    const schemas = memberSchemas(beside.schemas, step, all).filter((one) => !targets.includes(one));
    const inner = { schemas, marks: beside.marks.members.get(step) ?? NO_MARKS };
    const tree = marksBehind(targets.length === 1 ? targets[0] : { allOf: targets }, inner, reading, steps + 1);
    if (tree !== NO_MARKS) members.set(step, tree);
  }
  return names.length + members.size === 0 ? NO_MARKS : { names: new Set(names), members };
}

/** The steps to all members that a schema describes. */
function stepsOf(target: unknown, { applied }: Marks): string[] {
  const steps = new Set<string>();
  for (const { properties, prefixItems, items, additionalProperties, unevaluatedProperties } of applied(target)) {
    for (const name of Object.keys(isObject(properties) ? properties : {})) steps.add(`properties/${name}`);
    for (const index of (Array.isArray(prefixItems) ? prefixItems : []).keys()) steps.add(`prefixItems/${index}`);
    if (isObject(items)) steps.add('items');
    if (isObject(additionalProperties ?? unevaluatedProperties)) steps.add('additionalProperties');
  }
  return [...steps].toSorted();
}

/** Where the marks of a tree are, each as one text. */
export function markPaths({ names, members }: MarkTree, before = ''): string[] {
  const inner = [...members].flatMap(([step, tree]) => markPaths(tree, `${before}${step}/`));
  return [...[...names].map((name) => before + name), ...inner];
}
