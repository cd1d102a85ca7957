import type { TextDecoding } from '../document/compiled.ts';
import { isExactText } from './exact-numbers.ts';
import type { SplitParameter } from './parameter-styles.ts';

/** Makes a property, whatever its name: an assignment to `__proto__` would make none. */
export function setMember(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else object[name] = value;
}

/** The value that texts stand for: numbers, booleans and nulls where the reading asks for one and a text is one. */
export function convertTexts(
  parts: SplitParameter,
  { types, items, prefixItems, properties, others = [] }: TextDecoding,
): unknown {
  if (typeof parts === 'string') return convertText(parts, types);
  if (Array.isArray(parts)) return parts.map((part, index) => convertText(part, prefixItems[index] ?? items));
  const value: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(parts)) {
    setMember(value, name, convertText(part, Object.hasOwn(properties, name) ? (properties[name] ?? []) : others));
  }
  return value;
}

/** Whether texts would become numbers other than those they say. */
export function holdsInexact(
  parts: SplitParameter,
  { types, items, prefixItems, properties, others = [] }: TextDecoding,
): boolean {
  if (typeof parts === 'string') return isInexact(parts, types);
  if (Array.isArray(parts)) return parts.some((part, index) => isInexact(part, prefixItems[index] ?? items));
  return Object.entries(parts).some(([name, part]) =>
    isInexact(part, Object.hasOwn(properties, name) ? (properties[name] ?? []) : others),
  );
}

function isInexact(text: string, types: string[]): boolean {
  return (types.includes('integer') || types.includes('number')) && JSON_NUMBER.test(text) && !isExactText(text);
}

/** JSON's own spelling of numbers (RFC 8259 §6): no hexadecimal, no spaces, no plus, no leading zero. */
const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

export function convertText(text: string, types: string[]): unknown {
  if ((types.includes('integer') || types.includes('number')) && JSON_NUMBER.test(text)) return Number(text);
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.includes('null') && !types.includes('string') && (text === '' || text === 'null')) return null;
  return text;
}
