import { baseUriOf, resolveUri } from './base-uri.ts';
import { MAPS } from './opaque-references.ts';
import { fragmentTokens, isObject, toPointer } from './references.ts';

/** Members whose content is data and not OpenAPI. */
const DATA = new Set(['example', 'examples', 'default', 'const', 'enum', 'value', 'dataValue']);

/**
 * Makes references to schemas of the same file by their `$id` local, in place, with or without a fragment (JSON Schema
 * 2020-12 core §8.2.1 and §9.2.1). A bundler would read them from other files or hosts.
 *
 * @param name of the file, by which a schema with an `$id` refers to the file around it
 */
export function resolveIdentified(root: unknown, name: string): void {
  const start = baseUriOf(root);
  const known = new Map<string, string[]>();
  const references: { holder: Record<string, unknown>; base: string }[] = [];
  const seen = new Set<unknown>();
  // The members that lead to the visited value.
  const tokens: string[] = [];
  const visit = (value: unknown, around: string): void => {
    // Aliases of YAML put one object in many places.
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    const base = isObject(value) && typeof value.$id === 'string' ? resolveUri(value.$id, around) : around;
    if (isObject(value)) {
      if (typeof value.$id === 'string') known.set(base, [...tokens]);
      for (const anchor of [value.$anchor, value.$dynamicAnchor])
        if (typeof anchor === 'string' && base !== start) known.set(`${base}#${anchor}`, [...tokens]);
      if (typeof value.$ref === 'string' && !value.$ref.startsWith('#')) references.push({ holder: value, base });
    }
    const isMap = MAPS.has(tokens.at(-1) ?? '');
    for (const [key, member] of Object.entries(value)) {
      if (!isMap && (DATA.has(key) || key.startsWith('x-'))) continue;
      tokens.push(key);
      visit(member, base);
      tokens.pop();
    }
  };
  visit(root, start);
  if (known.size === 0) return;
  for (const { holder, base } of references) {
    const [resource = '', fragment = ''] = resolveUri(String(holder.$ref), base).split('#');
    const tokens = known.get(fragment === '' || fragment.startsWith('/') ? resource : `${resource}#${fragment}`);
    if (tokens === undefined) continue;
    const pointer = toPointer([...tokens, ...(fragment.startsWith('/') ? fragmentTokens(fragment) : [])]);
    holder.$ref = pointer.startsWith('#/components/') ? pointer : name + pointer;
  }
}
