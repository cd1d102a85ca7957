import { isObject } from '../document/references.ts';
import type { MessageDirection } from './change.ts';
import type { SchemaDifference } from './schemas/difference.ts';

/** Keywords of JSON Schema by the group that names the kind of a change. */
const GROUPS: Record<string, string[]> = {
  type: ['type', 'nullable'],
  enum: ['enum', 'const'],
  required: ['required', 'dependentRequired'],
  properties: [
    ...['properties', 'additionalProperties', 'unevaluatedProperties', 'patternProperties', 'propertyNames'],
    ...['minProperties', 'maxProperties', 'readOnly', 'writeOnly'],
  ],
  items: [
    ...['items', 'prefixItems', 'additionalItems', 'unevaluatedItems', 'contains', 'minContains', 'maxContains'],
    ...['minItems', 'maxItems', 'uniqueItems'],
  ],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  length: ['minLength', 'maxLength'],
  pattern: ['pattern'],
  format: ['format'],
  composition: ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas', 'discriminator'],
};

/** Names of the groups, and `schema` for differences of no single keyword. */
export const SCHEMA_GROUPS = [...Object.keys(GROUPS), 'schema'];

export function groupOfKeyword(keyword: string): string {
  return Object.keys(GROUPS).find((group) => GROUPS[group]?.includes(keyword)) ?? 'schema';
}

/** A place in a value for a person: `items[].name`. */
export function valuePlaceText(at: string[]): string {
  return at.map((token, index) => (token === '*' ? '[]' : `${index === 0 ? '' : '.'}${token}`)).join('');
}

/** A difference as a sentence, in the words of those who read or write the message. */
export function describeDifference(difference: SchemaDifference, direction: MessageDirection): string {
  const { at } = difference;
  const fact = factOf(difference, direction);
  if (at.length > 0) return `"${valuePlaceText(at)}": ${fact}.`;
  return `${fact.slice(0, 1).toUpperCase()}${fact.slice(1)}.`;
}

function factOf(difference: SchemaDifference, direction: MessageDirection): string {
  const { keyword, about, effect, possible, old, new: fresh, isUndeclared } = difference;
  const isNarrowing = (possible ?? effect) === 'narrowing';
  if (keyword === 'required' && about !== undefined) return requiredFact(about, isNarrowing, direction);
  if (keyword === 'properties' && about !== undefined && isUndeclared === true)
    return isNarrowing ? `the property "${about}" is declared now` : `the property "${about}" is not declared any more`;
  if (keyword === 'enum' && Array.isArray(old) && Array.isArray(fresh)) return enumFact(old, fresh);
  const result = effectText(difference);
  if (keyword === 'schema') return result;
  if (keyword === 'properties' && about !== undefined) return memberFact(about, old, fresh);
  if (keyword === 'readOnly' || keyword === 'writeOnly')
    return isNarrowing
      ? `the property "${about}" is ${keyword} now`
      : `the property "${about}" is not ${keyword} any more`;
  if (keyword === 'anyOf' || keyword === 'oneOf') {
    if (about !== undefined) return alternativeFact({ keyword, about, list: isNarrowing ? old : fresh, isNarrowing });
    // Alternatives that changed themselves are said where they did.
    if (keyword === 'oneOf' && Array.isArray(old) && Array.isArray(fresh) && effect !== 'unproven')
      return oneOfFact(old.length, fresh.length, isNarrowing);
  }
  const name = about === undefined ? `"${keyword}"` : `"${keyword}" of "${about}"`;
  if (old === undefined && fresh === undefined) return `${name} changed`;
  if (old === undefined) return `${name} is new: ${shortJson(fresh)}`;
  if (fresh === undefined) return `${name} ${shortJson(old)} is removed`;
  const [before, after] = [shortJson(old), shortJson(fresh)];
  const isSchema = isSchemaValue(old) && isSchemaValue(fresh);
  // Two schemas that refer to others look the same where one of those has changed.
  if (isSchema && before === after) return `${name} changed, so that ${result}`;
  return `${name} is ${after} instead of ${before}${isSchema ? `, so that ${result}` : ''}`;
}

function effectText({ effect, possible }: SchemaDifference): string {
  if (effect === 'unproven') return possible === 'widening' ? 'more values may be valid' : 'fewer values may be valid';
  return effect === 'narrowing' ? 'fewer values are valid' : 'more values are valid';
}

function requiredFact(name: string, isNarrowing: boolean, direction: MessageDirection): string {
  const role = direction === 'request' ? 'required' : 'always sent';
  return isNarrowing ? `the property "${name}" is ${role} now` : `the property "${name}" is not ${role} any more`;
}

function oneOfFact(before: number, after: number, isNarrowing: boolean): string {
  const count = before === after ? '' : `"oneOf" has ${after} alternatives instead of ${before}, and `;
  const name = before === after ? ' alternative of "oneOf"' : '';
  return isNarrowing
    ? `${count}values that matched one${name} match none or several now`
    : `${count}values that matched none or several ${name === '' ? '' : 'alternatives of "oneOf" '}match one now`;
}

type Alternative = { keyword: string; about: string; list: unknown; isNarrowing: boolean };

function alternativeFact({ keyword, about, list, isNarrowing }: Alternative): string {
  const schema = Array.isArray(list) ? (list[Number(about)] as unknown) : undefined;
  const shown = schema === undefined ? '' : `: ${shortJson(schema)}`;
  return `alternative ${Number(about) + 1} of "${keyword}" is ${isNarrowing ? 'removed' : 'new'}${shown}`;
}

function memberFact(name: string, old: unknown, fresh: unknown): string {
  if (old === undefined) return `the property "${name}" is new`;
  return fresh === undefined ? `the property "${name}" is removed` : `the property "${name}" changed`;
}

/** Whether the value of a keyword is a schema, or holds some. */
function isSchemaValue(value: unknown): boolean {
  return isObject(value) || (Array.isArray(value) && value.some(isObject));
}

function enumFact(old: unknown[], fresh: unknown[]): string {
  const texts = (values: unknown[]): Set<string> => new Set(values.map((value) => JSON.stringify(value)));
  const [before, after] = [texts(old), texts(fresh)];
  const removed = [...before].filter((value) => !after.has(value));
  const added = [...after].filter((value) => !before.has(value));
  const facts = [
    ...(removed.length === 0 ? [] : [`removes ${shortList(removed)}`]),
    ...(added.length === 0 ? [] : [`adds ${shortList(added)}`]),
  ];
  return facts.length === 0 ? '"enum" changed' : `"enum" ${facts.join(' and ')}`;
}

const MOST_VALUES = 8;

function shortList(values: string[]): string {
  const shown = values.slice(0, MOST_VALUES).join(', ');
  return values.length > MOST_VALUES ? `${shown} and ${values.length - MOST_VALUES} more` : shown;
}

const MOST_CHARACTERS = 60;

/** A value as JSON, or its beginning. */
export function shortJson(value: unknown): string {
  const written = isObject(value) && typeof value.$ref === 'string' ? value.$ref : JSON.stringify(value);
  // Schemas are compared as definitions of one schema.
  const text = written.replaceAll('#/$defs/', '#/components/schemas/');
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
