import type { Schema } from '../document/document.ts';
import { appliesInPlace, type Direction, type Mark, type Marks, markOf } from '../document/marks.ts';
import { isObject } from '../document/references.ts';
import { type MarkTree, memberSchemas, NO_MARKS, stepOf } from './marked-members.ts';

/** The place of a schema, and the other schemas that apply to its value. */
export type SchemaPosition = {
  direction: Direction;
  /** Schemas outside of this one that apply to the same value. */
  schemas: readonly unknown[];
  /** Marks that schemas outside of the reference to this one make. */
  marks: MarkTree;
};

/** The position of a schema that no other applies with. */
export function positionOf(direction: Direction, marks: MarkTree = NO_MARKS): SchemaPosition {
  return { direction, schemas: [], marks };
}

/** Names of the properties that are marked in a value, by a schema or by those that apply with it. */
export function markedIn(schema: unknown, { direction, schemas, marks }: SchemaPosition, all: Marks): Set<string> {
  const names = new Set(marks.names);
  for (const one of [schema, ...schemas]) for (const name of all.markedNames(one, markOf(direction))) names.add(name);
  return names;
}

/**
 * Says of a schema that its "properties" are parameters or headers, of which each is a whole value: `readOnly` and
 * `writeOnly` mean something in properties only (OAS 3.1 §4.8.24.4).
 */
export const NO_PROPERTIES = 'x-no-properties';

/** Stands, between two steps, in the place of a property that a direction rejects, with the mark that says so. */
export const REJECTED = 'x-rejected-for';

/**
 * A schema in which properties without a place in the direction are rejected, and not required.
 *
 * @param marked names of such properties, by this schema and those that apply to the same value
 */
export function withoutUnwanted(
  schema: Schema,
  { direction, marked }: { direction: Direction; marked: ReadonlySet<string> },
  { isMarked }: Marks,
): Schema {
  if (schema[NO_PROPERTIES] === true) return schema;
  const result = { ...schema };
  for (const keyword of ['properties', 'patternProperties']) {
    const map = schema[keyword];
    if (isObject(map)) result[keyword] = withRejected(map, markOf(direction), isMarked);
  }
  if (marked.size === 0) return result;
  const isWanted = (name: unknown): boolean => !marked.has(String(name));
  if (Array.isArray(schema.required)) result.required = schema.required.filter(isWanted);
  if (isObject(schema.dependentRequired))
    result.dependentRequired = Object.fromEntries(
      Object.entries(schema.dependentRequired).map(([name, list]) => [name, (list as unknown[]).filter(isWanted)]),
    );
  return result;
}

function withRejected(properties: Schema, mark: Mark, isMarked: Marks['isMarked']): Schema {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      name,
      isMarked(property, mark) ? { [REJECTED]: mark } : property,
    ]),
  );
}

/** The position of a subschema: what applies to the same value, or to the same member of a value. */
export function positionIn(
  part: unknown,
  tokens: string[],
  value: Schema,
  around: { at: SchemaPosition; all: Marks },
): SchemaPosition {
  const { at, all } = around;
  const [keyword = ''] = tokens;
  if (!appliesInPlace(keyword)) {
    const step = stepOf(tokens);
    if (step === undefined) return positionOf(at.direction);
    const others = memberSchemas([value, ...at.schemas], step, all).filter((one) => one !== part);
    return { direction: at.direction, schemas: others, marks: at.marks.members.get(step) ?? NO_MARKS };
  }
  if (keyword !== 'anyOf' && keyword !== 'oneOf') return { ...at, schemas: [...at.schemas, value] };
  // Another alternative does not hold together with this one.
  const others = all.without(value, keyword);
  const isChosen = keyword === 'oneOf' && isChosenBy(part, markedIn(others, at, all));
  return isChosen ? positionOf(at.direction) : { ...at, schemas: [...at.schemas, others] };
}

/**
 * Whether an alternative differs from others only by properties that are marked. Without them it would fit every value, and
 * `oneOf` would fit none.
 */
function isChosenBy(alternative: unknown, marked: ReadonlySet<string>): boolean {
  const required = isObject(alternative) && Array.isArray(alternative.required) ? alternative.required : [];
  return required.length > 0 && required.every((name) => marked.has(String(name)));
}
