import type { MediaType, Operation } from '../document/document.ts';
import { createMarks, type Marks } from '../document/marks.ts';
import { isJson } from '../document/media-types.ts';
import { type FindSchema, isObject } from '../document/references.ts';
import { acceptsNull } from './accepts-null.ts';
import { createNumbering, memberSchemas } from './marked-members.ts';

/** A part of a resource that an update takes, as the client runtime reads it; members are numbers of shapes. */
type WrittenShape = { properties?: Record<string, number>; items?: number; values?: number; omitsNull?: true };

/** Operations that update what a GET of the same path reads, by method and path, each with the number of its shape. */
export type FoundUpdates = { operations: Record<string, number>; shapes: WrittenShape[] };

/** Schemas that apply to one value: of the body that is read, and of the update. */
type Pair = { read: readonly unknown[]; update: readonly unknown[] };

/** A shape while it is found, with the shapes of its members. `isCut` if the value has more than the update takes. */
type Draft = { properties?: Map<string, Draft>; items?: Draft; values?: Draft; omitsNull: boolean; isCut: boolean };

/**
 * The members of the resource of a GET that a PATCH or PUT of the same path accepts: properties that both bodies
 * declare without `readOnly` or `writeOnly`.
 */
export function findUpdates(operations: Operation[], find: FindSchema): FoundUpdates {
  const draftOf = createDrafts(createMarks(find), find);
  const drafts = operations.flatMap(({ method, path, requestBody }): [string, Draft][] => {
    if (method !== 'patch' && method !== 'put') return [];
    const get = operations.find((one) => one.method === 'get' && one.path === path);
    const successes = Object.entries(get?.responses ?? {}).filter(([status]) => status.startsWith('2'));
    const read = successes.flatMap(([, { content }]) => jsonSchemas(content));
    const draft = draftOf({ read, update: jsonSchemas(requestBody?.content) });
    return draft.properties === undefined ? [] : [[`${method.toUpperCase()} ${path}`, draft]];
  });
  return numberShapes(new Map(drafts));
}

function jsonSchemas(content: Record<string, MediaType> = {}): unknown[] {
  return Object.entries(content).flatMap(([name, { schema }]) => (isJson(name) && schema ? [schema] : []));
}

function createDrafts(marks: Marks, find: FindSchema): (pair: Pair) => Draft {
  /** By their schemas, so that schemas that lead back to themselves end. */
  const known = new Map<string, Draft>();
  const idOf = createNumbering();
  const isMarked = (schema: unknown): boolean =>
    marks.isMarked(schema, 'readOnly') || marks.isMarked(schema, 'writeOnly');
  const draftOf = (pair: Pair): Draft => {
    const key = [pair.read, pair.update].map((schemas) => schemas.map(idOf).join()).join(';');
    const before = known.get(key);
    if (before !== undefined) return before;
    const omitsNull = acceptsNull(pair.read, find) && !acceptsNull(pair.update, find);
    const draft: Draft = { omitsNull, isCut: false };
    known.set(key, draft);
    const memberAt = (step: string): Pair => ({
      read: memberSchemas(pair.read, step, marks),
      update: memberSchemas(pair.update, step, marks),
    });
    const [read, update] = [propertyNames(pair.read, marks), propertyNames(pair.update, marks)];
    if (read.size > 0 && update.size > 0) {
      const taken = [...read]
        .filter((name) => update.has(name))
        .map((name) => [name, memberAt(`properties/${name}`)] as const)
        .filter(([, member]) => ![...member.read, ...member.update].some(isMarked));
      draft.properties = new Map(taken.map(([name, member]) => [name, draftOf(member)]));
      draft.isCut = taken.length < read.size;
    }
    for (const [kind, step] of [
      ['items', 'items'],
      ['values', 'additionalProperties'],
    ] as const) {
      const member = memberAt(step);
      if (member.read.length > 0 && member.update.length > 0) draft[kind] = draftOf(member);
    }
    return draft;
  };
  return draftOf;
}

function propertyNames(schemas: readonly unknown[], { applied }: Marks): Set<string> {
  const names = new Set<string>();
  for (const schema of schemas)
    for (const { properties } of applied(schema))
      for (const name of Object.keys(isObject(properties) ? properties : {})) names.add(name);
  return names;
}

function draftMembers({ properties, items, values }: Draft): Draft[] {
  return [...(properties?.values() ?? []), items, values].filter((one) => one !== undefined);
}

/** Shape 0 is a value that is taken as it is. */
function numberShapes(roots: Map<string, Draft>): FoundUpdates {
  const changed = changedDrafts([...roots.values()]);
  const shapes: WrittenShape[] = [{}];
  const numbers = new Map<Draft, number>();
  const numberOf = (draft: Draft, isRoot = false): number => {
    if (!isRoot && !changed.has(draft)) return 0;
    const before = numbers.get(draft);
    if (before !== undefined) return before;
    const number = shapes.length;
    numbers.set(draft, number);
    const shape: WrittenShape = {};
    shapes.push(shape);
    const { properties, items, values, omitsNull } = draft;
    if (properties !== undefined)
      shape.properties = Object.fromEntries([...properties].map(([name, member]) => [name, numberOf(member)]));
    if (items !== undefined && changed.has(items)) shape.items = numberOf(items);
    // Other properties beside named ones are left out, unless they have a shape.
    if (values !== undefined && (properties !== undefined || changed.has(values))) shape.values = numberOf(values);
    if (omitsNull) shape.omitsNull = true;
    return number;
  };
  const operations = Object.fromEntries([...roots].map(([operation, draft]) => [operation, numberOf(draft, true)]));
  return { operations, shapes };
}

/** The drafts by which a value is changed, and those that lead to one. */
function changedDrafts(roots: Draft[]): Set<Draft> {
  const all = new Set(roots);
  for (const draft of all) for (const member of draftMembers(draft)) all.add(member);
  const changed = new Set([...all].filter(({ isCut, omitsNull }) => isCut || omitsNull));
  for (let count = -1; count !== changed.size; ) {
    count = changed.size;
    for (const draft of all) if (draftMembers(draft).some((member) => changed.has(member))) changed.add(draft);
  }
  return changed;
}
