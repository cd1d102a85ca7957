import { mapSubschemas } from '../../document/keywords.ts';
import { isObject } from '../../document/references.ts';
import { referencesOf, type Side } from './sides.ts';
import { canonicalText } from './terms.ts';

/** Finds the class of a definition: definitions of both documents with the same class accept the same values. */
export type FindClass = (side: Side, name: string) => string;

type Definition = { side: Side; name: string; text: string; references: string[] };
type ClassOf = (one: Definition, name: string) => string | undefined;

/**
 * Puts definitions that are equal but for the names of what they refer to into one class, circular ones too: those that
 * look the same after any number of steps (partition refinement). Others may accept the same values as well.
 */
export function createClasses(sides: readonly Side[]): FindClass {
  const classes = new Map(sides.map((side) => [side, new Map<string, string>()]));
  const ids = new Map<string, string>();
  const idOf = (key: string): string => {
    const id = ids.get(key) ?? String(ids.size);
    ids.set(key, id);
    return id;
  };
  const classOf: ClassOf = ({ side }, name) => classes.get(side)?.get(name);
  let circles = 0;

  const classify = (): void => {
    let open = sides.flatMap((side) => readDefinitions(side, classes.get(side) as Map<string, string>));
    for (let isChanged = true; isChanged; ) {
      isChanged = false;
      const rest: Definition[] = [];
      for (const one of open) {
        const targets = one.references.map((name) => classOf(one, name));
        if (targets.includes(undefined)) rest.push(one);
        else {
          classes.get(one.side)?.set(one.name, idOf(`${one.text} ${targets.join()}`));
          isChanged = true;
        }
      }
      open = rest;
    }
    if (open.length === 0) return;
    // No colour of one round is a colour of another.
    circles += 1;
    for (const [one, colour] of refine(open, classOf))
      classes.get(one.side)?.set(one.name, idOf(`circle ${circles} ${colour}`));
  };

  return (side, name) => {
    const known = classes.get(side)?.get(name);
    if (known !== undefined) return known;
    classify();
    return classes.get(side)?.get(name) ?? `unknown ${name}`;
  };
}

/** Definitions without a class. */
function readDefinitions(side: Side, known: ReadonlyMap<string, string>): Definition[] {
  return Object.entries(side.definitions).flatMap(([name, schema]) =>
    known.has(name)
      ? []
      : [{ side, name, text: canonicalText(withoutNames(schema)), references: referencesOf(schema) }],
  );
}

/** A schema without the names that it refers to, and with lists that have no order sorted. */
function withoutNames(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const plain = mapSubschemas(schema, withoutNames);
  if (typeof plain.$ref === 'string') plain.$ref = '';
  delete plain['x-message'];
  for (const keyword of ['required', 'enum', 'type']) {
    const list = plain[keyword];
    if (Array.isArray(list))
      plain[keyword] = list.toSorted((one, other) => (canonicalText(one) < canonicalText(other) ? -1 : 1));
  }
  return plain;
}

/** Colours of definitions that refer to one another, equal for those that no number of steps tells apart. */
function refine(open: readonly Definition[], classOf: ClassOf): Map<Definition, string> {
  const bySide = new Map<Side, Map<string, Definition>>();
  for (const one of open) bySide.set(one.side, (bySide.get(one.side) ?? new Map()).set(one.name, one));
  let colours = new Map(open.map((one) => [one, one.text]));
  for (let count = 0; ; ) {
    const ids = new Map<string, string>();
    const next = new Map<Definition, string>();
    for (const one of open) {
      const targets = one.references.map((name) => {
        const target = bySide.get(one.side)?.get(name);
        return target === undefined ? `class ${classOf(one, name)}` : colours.get(target);
      });
      const key = JSON.stringify([colours.get(one), targets]);
      const id = ids.get(key) ?? String(ids.size);
      ids.set(key, id);
      next.set(one, id);
    }
    colours = next;
    if (ids.size === count) return colours;
    count = ids.size;
  }
}
