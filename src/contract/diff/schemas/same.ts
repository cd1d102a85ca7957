import type { OpenApiDocument } from '../../document/document.ts';
import { holdsSchemas } from '../../document/keywords.ts';
import { createFindSchema, isObject } from '../../document/references.ts';

/** Keywords that no validator reads (JSON Schema 2020-12 validation §9), marks apart. */
const SILENT = new Set([
  ...['$comment', 'title', 'description', 'default', 'deprecated', 'example', 'examples', 'externalDocs', 'xml'],
  ...['$defs', 'definitions'],
]);

/**
 * Whether two schemas of two documents are written alike, annotations and names of components aside. It says so of most
 * schemas of two versions of a document, at no cost. Circular ones are alike if no step leads to a difference.
 */
export function createSameSchemas(oldDocument: OpenApiDocument, newDocument: OpenApiDocument) {
  const findOld = createFindSchema(oldDocument);
  const findNew = createFindSchema(newDocument);
  const results = createPairs();
  // Pairs in work and those that rest on them, until the outermost pair is decided.
  let assumed = createPairs();

  const isSame = (one: unknown, other: unknown): boolean => {
    if (!isObject(one) || !isObject(other)) return one === other;
    const before = results.get(one, other) ?? assumed.get(one, other);
    if (before !== undefined) return before;
    assumed.set(one, other, true);
    const names = new Set([...Object.keys(one), ...Object.keys(other)].filter(isReadMember));
    const is = [...names].every((name) => isSameMember(name, one[name], other[name]));
    if (!is) results.set(one, other, false);
    return is;
  };
  const isSameMember = (name: string, one: unknown, other: unknown): boolean => {
    if (name === '$ref') {
      if (typeof one !== 'string' || typeof other !== 'string') return false;
      const [oldTarget, newTarget] = [findOld(one), findNew(other)];
      return oldTarget !== undefined && newTarget !== undefined && isSame(oldTarget, newTarget);
    }
    if (!holdsSchemas(name)) return isEqualJson(one, other);
    if (Array.isArray(one) || Array.isArray(other))
      return (
        Array.isArray(one) &&
        Array.isArray(other) &&
        one.length === other.length &&
        one.every((part, index) => isSame(part, other[index]))
      );
    if (MAPS.has(name)) {
      if (!isObject(one) || !isObject(other)) return one === other;
      const names = Object.keys(one);
      return (
        names.length === Object.keys(other).length &&
        names.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]))
      );
    }
    return isSame(one, other);
  };
  return (one: unknown, other: unknown): boolean => {
    assumed = createPairs();
    const is = isSame(one ?? true, other ?? true);
    if (is) for (const [first, second] of assumed.list()) results.set(first, second, true);
    return is;
  };
}

/** Results for pairs of objects. */
function createPairs() {
  const known = new Map<object, Map<object, boolean>>();
  return {
    get: (one: object, other: object) => known.get(one)?.get(other),
    set: (one: object, other: object, is: boolean) => void known.set(one, (known.get(one) ?? new Map()).set(other, is)),
    list: () => [...known].flatMap(([one, others]) => [...others.keys()].map((other) => [one, other] as const)),
  };
}

const MAPS = new Set(['properties', 'patternProperties', 'dependentSchemas']);

function isReadMember(name: string): boolean {
  return !SILENT.has(name) && !name.startsWith('x-');
}

function isEqualJson(one: unknown, other: unknown): boolean {
  if (Array.isArray(one))
    return (
      Array.isArray(other) && one.length === other.length && one.every((item, index) => isEqualJson(item, other[index]))
    );
  if (!isObject(one) || !isObject(other)) return one === other;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isEqualJson(one[name], other[name]))
  );
}
