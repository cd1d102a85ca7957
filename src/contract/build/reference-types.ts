import type { Schema } from '../document/document.ts';
import { appliedSchemas } from '../document/marks.ts';
import { type FindSchema, fragmentTokens, isObject, toPointer } from '../document/references.ts';
import { createNames } from './module.ts';
import { type Around, FREE, type TypeContext } from './type-context.ts';
import { atom, type TypeText, UNKNOWN } from './type-text.ts';

/** Writes the types of references. */
export type ReferenceTypes = {
  /** The type of a reference's target. */
  refer(reference: string, around: Around): TypeText;
  /** The name of the declaration of a component whose type needs one; undefined for others. */
  declare(schema: unknown): TypeText | undefined;
  /** Declarations of schemas that are referred to and are not components. */
  declarations(): string;
};

/** A component is referred to in `components`, any other schema by a declaration of its own. */
export function createReferenceTypes({ document, findSchema, typeOf }: TypeContext): ReferenceTypes {
  const claim = createNames([
    ...['paths', 'webhooks', 'components', 'operations', '$defs', '$Read', '$Write'],
    ...['Bytes', 'Readable', 'ReadableList', 'Writable', 'WritableList', 'IsMarked', 'Accepted', 'Rejected'],
  ]);
  const components = new Map<unknown, string>(
    Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => [schema, name]),
  );
  const aliases = new Map<unknown, { name: string; text: string }>();
  const own = new Map<unknown, boolean>();
  const needsName = (schema: unknown): boolean => {
    const known = own.get(schema) ?? isOwnItem(schema, findSchema);
    own.set(schema, known);
    return known;
  };

  const refer = (reference: string, around: Around): TypeText => {
    const target = findSchema(reference);
    if (target === undefined) return UNKNOWN;
    // A type that refers to itself in its own place adds nothing.
    for (const part of appliedSchemas(target, findSchema)) if (around.open.has(part)) return UNKNOWN;
    // In a form its properties differ.
    if (around.isMultipart) return typeOf(target, around);
    const name = components.get(target);
    if (name !== undefined && !needsName(target)) return atom(`components["schemas"][${JSON.stringify(name)}]`);
    return atom(aliasOf(reference, target).name);
  };

  const aliasOf = (reference: string, target: unknown): { name: string; text: string } => {
    let alias = aliases.get(target);
    if (alias === undefined) {
      const tokens = fragmentTokens(reference.replace(/^[^#]*#?/, '#'));
      const wanted = tokens
        .filter((token) => !['components', 'schemas', 'properties', '$defs'].includes(token))
        .join('_');
      alias = { name: claim(wanted === '' ? 'Schema' : wanted, reference), text: '' };
      aliases.set(target, alias);
      alias.text = `export type ${alias.name} = ${typeOf(target, FREE).text};\n`;
    }
    return alias;
  };

  return {
    refer,
    declare: (schema) => {
      const name = components.get(schema);
      if (name === undefined || !needsName(schema)) return undefined;
      return atom(aliasOf(toPointer(['components', 'schemas', name]), schema).name);
    },
    declarations: () =>
      [...aliases.values()]
        .map(({ text }) => text)
        .toSorted()
        .join(''),
  };
}

/**
 * Whether a schema is circular through items only. TypeScript resolves such a type if it has a name of its own, not
 * as the type of a property.
 */
function isOwnItem(root: unknown, findSchema: FindSchema): boolean {
  const seen = new Set<unknown>();
  const queue = [root];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const part of appliedSchemas(next, findSchema)) {
      if (seen.has(part)) continue;
      seen.add(part);
      const items = [part.items, ...(Array.isArray(part.prefixItems) ? part.prefixItems : [])].filter(isObject);
      if (items.some((item) => appliedSchemas(item, findSchema).has(root as Schema))) return true;
      for (const item of items) queue.push(item);
    }
  }
  return false;
}
