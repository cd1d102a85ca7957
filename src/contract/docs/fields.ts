import type { OpenApiDocument } from '../document/document.ts';
import { followReference, isObject } from '../document/references.ts';

/** A property, at any depth, as a page lists it. */
export type FieldRow = {
  /** Such as `llm.model` or `tools[].name`. */
  name: string;
  /** Such as `string (email)` or `array of integer`. */
  type: string;
  isRequired: boolean;
  description: string;
  /** Constraints, such as `1 to 100 characters`. */
  constraints: string[];
};

/** Deeper properties are left to the schema in `openapi.json`. */
const MOST_LEVELS = 6;

/** A tree that unfolds without end, such as alternatives of alternatives, stops here. The last row says so. */
const MOST_ROWS = 500;

/** The properties of a schema, with those of its alternatives and of the items of arrays, each name once. */
export function listFields(document: OpenApiDocument, schema: unknown): FieldRow[] {
  const rows = new Map<string, FieldRow>();
  const visit = (reference: unknown, prefix: string, above: unknown[]): void => {
    const followed = followReference(document, reference);
    if (!isObject(followed) || above.includes(followed) || above.length > MOST_LEVELS || rows.size >= MOST_ROWS) return;
    const path = [...above, followed];
    const required = Array.isArray(followed.required) ? followed.required : [];
    for (const [key, property] of Object.entries(isObject(followed.properties) ? followed.properties : {})) {
      const name = prefix === '' ? key : `${prefix}.${key}`;
      if (!rows.has(name)) rows.set(name, describeField(document, name, property, required.includes(key)));
      visit(property, name, path);
    }
    for (const keyword of ['allOf', 'oneOf', 'anyOf'])
      for (const part of Array.isArray(followed[keyword]) ? followed[keyword] : []) visit(part, prefix, path);
    if (followed.items !== undefined) visit(followed.items, `${prefix}[]`, path);
  };
  visit(schema, '', []);
  return [...rows.values()];
}

function describeField(document: OpenApiDocument, name: string, reference: unknown, isRequired: boolean): FieldRow {
  const schema = followReference(document, reference);
  const own = isObject(reference) ? reference.description : undefined;
  if (!isObject(schema)) return { name, type: 'any', isRequired, description: '', constraints: [] };
  const description = own ?? schema.description;
  return {
    name,
    type: typeText(document, schema),
    isRequired,
    description: typeof description === 'string' ? description.trim() : '',
    constraints: constraintTexts(document, schema),
  };
}

/** A schema as a few words: its types, its format, the items of an array. */
export function typeText(document: OpenApiDocument, reference: unknown, levels = MOST_LEVELS): string {
  const schema = followReference(document, reference);
  if (!isObject(schema) || levels === 0) return 'any';
  const alternatives = [schema.oneOf, schema.anyOf].find(Array.isArray);
  if (schema.type === undefined && alternatives !== undefined) {
    const texts = alternatives.map((part: unknown) => typeText(document, part, levels - 1));
    return [...new Set(texts)].join(' or ');
  }
  const types = [schema.type ?? (isObject(schema.properties) ? 'object' : 'any')].flat().map(String);
  if (schema.nullable === true) types.push('null');
  const named = types.map((type) => {
    if (type === 'array' && schema.items !== undefined)
      return `array of ${typeText(document, schema.items, levels - 1)}`;
    return type !== 'null' && typeof schema.format === 'string' ? `${type} (${schema.format})` : type;
  });
  return named.join(' or ');
}

function constraintTexts(document: OpenApiDocument, schema: Record<string, unknown>): string[] {
  const alternatives = [schema.oneOf, schema.anyOf].find(Array.isArray) ?? [];
  const parts = [schema, ...alternatives.map((part: unknown) => followReference(document, part)).filter(isObject)];
  return parts.flatMap((part) => [
    ...rangeText(part.minLength, part.maxLength, ' characters'),
    ...rangeText(part.minimum, part.maximum, ''),
    ...rangeText(part.minItems, part.maxItems, ' items'),
    ...(Array.isArray(part.enum)
      ? [`one of ${part.enum.map((value) => `\`${JSON.stringify(value)}\``).join(', ')}`]
      : []),
    ...(part.const === undefined ? [] : [`always \`${JSON.stringify(part.const)}\``]),
    ...(typeof part.pattern === 'string' ? [`pattern \`${part.pattern}\``] : []),
    ...(part.default === undefined ? [] : [`default \`${JSON.stringify(part.default)}\``]),
    ...(part.readOnly === true ? ['read-only'] : []),
    ...(part.writeOnly === true ? ['write-only'] : []),
    ...(part.deprecated === true ? ['deprecated'] : []),
  ]);
}

function rangeText(least: unknown, most: unknown, unit: string): string[] {
  if (least === undefined && most === undefined) return [];
  if (most === undefined) return [`at least ${least}${unit}`];
  return [least === undefined ? `at most ${most}${unit}` : `${least} to ${most}${unit}`];
}
