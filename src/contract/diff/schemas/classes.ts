import { mapSubschemas } from '../../document/keywords.ts';
import { isObject } from '../../document/references.ts';
import { referencesOf, type SchemaSource } from './definitions-of.ts';
import { canonicalText } from './terms.ts';

/** Finds the class of a definition: definitions of both documents with the same class accept the same values. */
export type FindClass = (source: SchemaSource, name: string) => string;

type Definition = { source: SchemaSource; name: string; text: string; references: string[] };
type ClassOf = (one: Definition, name: string) => string | undefined;

/**
 * Puts definitions that are equal but for the names of what they refer to into one class, circular ones too: those that
 * look the same after any number of steps (partition refinement). Others may accept the same values as well.
 */
export function createClasses(documents: readonly SchemaSource[]): FindClass {
  const classes = new Map(documents.map((source) => [source, new Map<string, string>()]));
  const ids = new Map<string, string>();
  const idOf = (key: string): string => {
    const id = ids.get(key) ?? String(ids.size);
    ids.set(key, id);
    return id;
  };
  const classOf: ClassOf = ({ source }, name) => classes.get(source)?.get(name);
  let circles = 0;

  const classify = (): void => {
    let open = documents.flatMap((source) => readDefinitions(source, classes.get(source) as Map<string, string>));
    for (let isChanged = true; isChanged; ) {
      isChanged = false;
      const rest: Definition[] = [];
      for (const one of open) {
        const targets = one.references.map((name) => classOf(one, name));
        if (targets.includes(undefined)) rest.push(one);
        else {
          classes.get(one.source)?.set(one.name, idOf(`${one.text} ${targets.join()}`));
          isChanged = true;
        }
      }
      open = rest;
    }
    if (open.length === 0) return;
    // No color of one round is a color of another.
    circles += 1;
    for (const [one, color] of refine(open, classOf))
      classes.get(one.source)?.set(one.name, idOf(`circle ${circles} ${color}`));
  };

  return (source, name) => {
    const known = classes.get(source)?.get(name);
    if (known !== undefined) return known;
    classify();
    return classes.get(source)?.get(name) ?? `unknown ${name}`;
  };
}

/** Definitions without a class. */
function readDefinitions(source: SchemaSource, known: ReadonlyMap<string, string>): Definition[] {
  return Object.entries(source.definitions).flatMap(([name, schema]) =>
    known.has(name)
      ? []
      : [{ source, name, text: canonicalText(withoutTargets(schema)), references: referencesInOrder(schema) }],
  );
}

/** Names of the definitions that a schema refers to, in an order that does not depend on that of its members. */
function referencesInOrder(schema: unknown): string[] {
  return referencesOf(JSON.parse(canonicalText(schema)));
}

/** A schema without the names that it refers to, and with lists that have no order sorted. */
function withoutTargets(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const plain = mapSubschemas(schema, withoutTargets);
  if (typeof plain.$ref === 'string') plain.$ref = '';
  delete plain['x-message'];
  for (const keyword of ['required', 'enum', 'type']) {
    const list = plain[keyword];
    if (Array.isArray(list))
      plain[keyword] = list.toSorted((one, other) => (canonicalText(one) < canonicalText(other) ? -1 : 1));
  }
  return plain;
}

/** colors of definitions that refer to one another, equal where no number of steps leads to a difference. */
function refine(open: readonly Definition[], classOf: ClassOf): Map<Definition, string> {
  const bySource = new Map<SchemaSource, Map<string, Definition>>();
  for (const one of open) bySource.set(one.source, (bySource.get(one.source) ?? new Map()).set(one.name, one));
  let colors = new Map(open.map((one) => [one, one.text]));
  for (let count = 0; ; ) {
    const ids = new Map<string, string>();
    const next = new Map<Definition, string>();
    for (const one of open) {
      const targets = one.references.map((name) => {
        const target = bySource.get(one.source)?.get(name);
        return target === undefined ? `class ${classOf(one, name)}` : colors.get(target);
      });
      const key = JSON.stringify([colors.get(one), targets]);
      const id = ids.get(key) ?? String(ids.size);
      ids.set(key, id);
      next.set(one, id);
    }
    colors = next;
    if (ids.size === count) return colors;
    count = ids.size;
  }
}
