import { type FindSchema, isObject } from '../document/references.ts';

/** Whether null is valid against all of these schemas, as far as types, constants, compositions and references show. */
export function acceptsNull(schemas: readonly unknown[], find: FindSchema): boolean {
  const seen = new Set<unknown>();
  const accepts = (schema: unknown): boolean => {
    if (schema === false) return false;
    if (!isObject(schema) || seen.has(schema)) return true;
    seen.add(schema);
    const { $ref, type, enum: values, allOf, anyOf, oneOf } = schema;
    const is =
      (type === undefined || [type].flat().includes('null')) &&
      (!Array.isArray(values) || values.includes(null)) &&
      (!('const' in schema) || schema.const === null) &&
      (typeof $ref !== 'string' || accepts(find($ref))) &&
      (!Array.isArray(allOf) || allOf.every(accepts)) &&
      [anyOf, oneOf].every((list) => !Array.isArray(list) || list.some(accepts));
    seen.delete(schema);
    return is;
  };
  return schemas.every(accepts);
}
