import type { OpenApiDocument } from '../document/document.ts';
import { isObject } from '../document/references.ts';
import { canonical } from './canonical.ts';
import { locate } from './parts.ts';

/** Keywords whose lists have no order. */
const UNORDERED = new Set(['required', 'type', 'allOf', 'anyOf', 'oneOf']);

/** Keywords that hold values, not schemas. */
const VALUES = new Set(['enum', 'const']);

/** Keywords that hold schemas by name. */
const NAMED = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs', 'dependentRequired']);

/** Keywords that validate nothing. */
const IGNORED = new Set([
  'title',
  'description',
  'example',
  'examples',
  'externalDocs',
  '$comment',
  'default',
  'deprecated',
]);

/**
 * A quick check that two schemas are written the same, whatever their components are named and in whatever order their
 * members are. Schemas that differ may still accept the same values.
 */
export function createIsSameSchema(
  oldDocument: OpenApiDocument,
  newDocument: OpenApiDocument,
): (old: unknown, fresh: unknown) => boolean {
  const known = new Map<string, boolean>();
  const isSame = (old: unknown, fresh: unknown): boolean => {
    if (old === fresh) return true;
    if (Array.isArray(old) && Array.isArray(fresh))
      return old.length === fresh.length && old.every((one, index) => isSame(one, fresh[index]));
    if (!isObject(old) || !isObject(fresh)) return false;
    if (typeof old.$ref !== 'string' && typeof fresh.$ref !== 'string') return hasSameMembers(old, fresh);
    const from = locate(oldDocument, old, '');
    const to = locate(newDocument, fresh, '');
    const key = `${from.pointer}\n${to.pointer}`;
    if (from.pointer === '' || to.pointer === '') return hasSameMembers(from.value, to.value);
    const before = known.get(key);
    if (before !== undefined) return before;
    // Until it is known, for schemas that lead back here.
    known.set(key, true);
    const result = hasSameMembers(from.value, to.value);
    known.set(key, result);
    return result;
  };
  const hasSameMembers = (old: unknown, fresh: unknown): boolean => {
    if (!isObject(old) || !isObject(fresh)) return isSame(old, fresh);
    return namesOfBoth(old, fresh).every(
      (name) => IGNORED.has(name) || name.startsWith('x-') || isSameKeyword(name, old[name], fresh[name]),
    );
  };
  const isSameKeyword = (name: string, old: unknown, fresh: unknown): boolean => {
    if (VALUES.has(name)) return canonical(sortedByText(old)) === canonical(sortedByText(fresh));
    if (UNORDERED.has(name)) return isSame(sortedByText(old), sortedByText(fresh));
    if (!NAMED.has(name) || !isObject(old) || !isObject(fresh)) return isSame(old, fresh);
    return namesOfBoth(old, fresh).every((member) => isSame(old[member], fresh[member]));
  };
  return isSame;
}

function namesOfBoth(old: object, fresh: object): string[] {
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])];
}

function sortedByText(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  return list.toSorted((one, other) => (canonical(one) < canonical(other) ? -1 : 1));
}
