import { type FindSchema, isObject } from '../../document/references.ts';

/** Texts that are valid in their formats. */
const FORMATS: Record<string, string> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T09:30:00Z',
  email: 'name@example.com',
  uri: 'https://example.com',
  uuid: '5f0c2c1e-9f6b-4f4e-8d6c-0d9c7a1b2e3f',
};

/** Deeper schemas end. */
const MOST_DEPTH = 6;

/** A value in place of an example that a document does not have. It can violate the schema: it only shows the form. */
export function placeholderOf(schema: unknown, find: FindSchema, depth = 0): unknown {
  if (!isObject(schema) || depth > MOST_DEPTH) return 'string';
  if (typeof schema.$ref === 'string') return placeholderOf(find(schema.$ref), find, depth + 1);
  const { const: only, enum: listed, default: usual, example, examples } = schema;
  const [first] = [examples, listed].flatMap((list) => (Array.isArray(list) ? list : []));
  const given = [only, example, first, usual].find((value) => value !== undefined);
  if (given !== undefined) return given;
  const [alternative] = [schema.oneOf, schema.anyOf].flatMap((list) => (Array.isArray(list) ? list : []));
  if (alternative !== undefined && schema.properties === undefined) return placeholderOf(alternative, find, depth + 1);
  if (Array.isArray(schema.allOf)) return mergedPlaceholder(schema, schema.allOf, find, depth);
  return ofType(schema, find, depth);
}

function mergedPlaceholder(
  { allOf: _, ...own }: Record<string, unknown>,
  parts: unknown[],
  find: FindSchema,
  depth: number,
): unknown {
  const isEmpty = Object.keys(own).every((keyword) => !['type', 'properties', 'items'].includes(keyword));
  const values = [...parts, ...(isEmpty ? [] : [own])].map((part) => placeholderOf(part, find, depth + 1));
  const objects = values.filter(isObject);
  return objects.length > 0 ? Object.fromEntries(objects.flatMap((one) => Object.entries(one))) : values[0];
}

function ofType(schema: Record<string, unknown>, find: FindSchema, depth: number): unknown {
  const { type, format, minimum, properties, items, required } = schema;
  const [known] = [type ?? (properties === undefined ? 'string' : 'object')].flat();
  switch (known) {
    case 'integer':
    case 'number':
      return typeof minimum === 'number' ? minimum : 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'array':
      return [placeholderOf(items, find, depth + 1)];
    case 'object': {
      const names = Array.isArray(required) ? required : [];
      const members = Object.entries(isObject(properties) ? properties : {}).filter(
        ([name, member]) => names.includes(name) && !(isObject(member) && member.readOnly === true),
      );
      return Object.fromEntries(members.map(([name, member]) => [name, placeholderOf(member, find, depth + 1)]));
    }
    default:
      return FORMATS[String(format)] ?? 'string';
  }
}
