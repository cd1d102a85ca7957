import type { OpenApiDocument } from '../../document/document.ts';
import { isObject } from '../../document/references.ts';
import { below, type Located, locate } from '../parts.ts';

/** A schema that applies to the values of a place. */
export type AppliedSchema = Located<Record<string, unknown>>;

const APPLIED_LISTS = ['allOf', 'anyOf', 'oneOf'];
const APPLIED = ['if', 'then', 'else'];

/** All schemas that apply to one place, through references, alternatives and conditions, each once. */
export function appliedInPlace(document: OpenApiDocument, roots: Located<unknown>[]): AppliedSchema[] {
  const found = new Map<string, AppliedSchema>();
  const open = [...roots];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, pointer } = next;
    if (!isObject(value) || found.has(pointer)) continue;
    const { $ref, ...own } = value;
    if (typeof $ref === 'string') {
      const target = locate(document, { $ref }, pointer);
      open.push(target);
      if (Object.keys(own).length === 0) continue;
    }
    found.set(pointer, { value: own, pointer });
    for (const keyword of APPLIED_LISTS) {
      const list = own[keyword];
      if (Array.isArray(list))
        for (const [index, one] of list.entries()) open.push({ value: one, pointer: below(pointer, [keyword, index]) });
    }
    for (const keyword of APPLIED)
      if (keyword in own) open.push({ value: own[keyword], pointer: below(pointer, [keyword]) });
    for (const inner of namedSchemas({ value: own, pointer }, 'dependentSchemas')) open.push(inner[1]);
    // Twice negated, a schema is itself.
    if (isObject(own.not) && isObject(own.not.not))
      open.push({ value: own.not.not, pointer: below(pointer, ['not', 'not']) });
  }
  return [...found.values()];
}

/** The places below one, each with the schemas that any of these has for it. */
export function placesBelow(applied: AppliedSchema[]): Map<string, { step: string; roots: Located<unknown>[] }> {
  const places = new Map<string, { step: string; roots: Located<unknown>[] }>();
  const add = (kind: string, step: string, root: Located<unknown>): void => {
    const key = `${kind} ${step}`;
    const place = places.get(key) ?? { step, roots: [] };
    place.roots.push(root);
    places.set(key, place);
  };
  for (const schema of applied) {
    const { value, pointer } = schema;
    for (const [name, inner] of namedSchemas(schema, 'properties')) add('property', name, inner);
    for (const [name, inner] of namedSchemas(schema, 'patternProperties')) add('pattern', name, inner);
    for (const keyword of ['items', 'additionalProperties', 'contentSchema', 'not', 'contains', 'propertyNames'])
      if (isObject(value[keyword]))
        add(keyword, keyword === 'not' ? '' : '*', { value: value[keyword], pointer: below(pointer, [keyword]) });
    if (Array.isArray(value.prefixItems))
      for (const [index, one] of value.prefixItems.entries())
        add('prefixItems', String(index), { value: one, pointer: below(pointer, ['prefixItems', index]) });
  }
  return places;
}

function namedSchemas({ value, pointer }: AppliedSchema, keyword: string): [string, Located<unknown>][] {
  const named = value[keyword];
  if (!isObject(named)) return [];
  return Object.entries(named).map(([name, one]) => [name, { value: one, pointer: below(pointer, [keyword, name]) }]);
}
