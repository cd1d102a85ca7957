import type { Schema } from '../document/document.ts';
import { appliesInPlace, type Direction, type Mark, type Marks, markOf, requiredNames } from '../document/marks.ts';
import { type FindSchema, isObject } from '../document/references.ts';

/** Where a schema stands. */
export type SchemaPosition = {
  direction: Direction;
  /** Names of properties that schemas outside of this one mark in the same value. */
  marked: ReadonlySet<string>;
};

export const NOTHING_MARKED: ReadonlySet<string> = new Set();

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
export function withoutUnwanted(schema: Schema, position: SchemaPosition, { isMarked }: Marks): Schema {
  const { direction, marked } = position;
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

/** A schema that holds another: where it stands, and all names that are marked in its value. */
type Holder = { value: Schema; position: SchemaPosition; marked: ReadonlySet<string> };

/** Names that schemas outside of a subschema mark in the value that it applies to. */
export function markedAround(part: unknown, keyword: string, holder: Holder, marks: Marks): ReadonlySet<string> {
  const { value, position, marked } = holder;
  if (!appliesInPlace(keyword)) return NOTHING_MARKED;
  if (keyword !== 'anyOf' && keyword !== 'oneOf') return marked;
  // Another alternative does not hold together with this one.
  const { [keyword]: _alternatives, ...others } = value;
  const outside = new Set([...position.marked, ...marks.markedNames(others, markOf(position.direction))]);
  return keyword === 'oneOf' && isChosenBy(part, outside) ? NOTHING_MARKED : outside;
}

/**
 * Whether an alternative differs from others only by properties that are marked. Without them it would fit every value, and
 * `oneOf` would fit none.
 */
function isChosenBy(alternative: unknown, marked: ReadonlySet<string>): boolean {
  const required = isObject(alternative) && Array.isArray(alternative.required) ? alternative.required : [];
  return required.length > 0 && required.every((name) => marked.has(String(name)));
}

/** Names that the target of a reference requires and does not mark, although a schema beside the reference marks them. */
export function optionalBehind(
  reference: string,
  { direction, marked }: SchemaPosition,
  { marks, findSchema }: { marks: Marks; findSchema: FindSchema },
): string[] {
  if (marked.size === 0) return [];
  const target = findSchema(reference);
  const own = marks.markedNames(target, markOf(direction));
  const required = requiredNames(target, findSchema);
  return [...marked].filter((name) => required.has(name) && !own.has(name)).toSorted();
}
