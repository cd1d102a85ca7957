import type { Schema } from '../document/document.ts';

/** The text of a TypeScript type, and how it must be set in other types. */
export type TypeText = { text: string; kind: 'atom' | 'intersection' | 'union' };

export const UNKNOWN = atom('unknown');
export const NEVER = atom('never');

export function atom(text: string): TypeText {
  return { text, kind: 'atom' };
}

/** A union of the types, each once. `unknown` contains all others. */
export function union(types: TypeText[]): TypeText {
  if (types.some(({ text }) => text === 'unknown')) return UNKNOWN;
  const [first, ...others] = distinctTypes(types.filter(({ text }) => text !== 'never'));
  if (first === undefined) return NEVER;
  if (others.length === 0) return first;
  const texts = [first, ...others].map((type) => (type.kind === 'intersection' ? `(${type.text})` : type.text));
  return { text: texts.join(' | '), kind: 'union' };
}

/** An intersection of the types, each once. `unknown` adds nothing. */
export function intersection(types: TypeText[]): TypeText {
  if (types.some(({ text }) => text === 'never')) return NEVER;
  const [first, ...others] = distinctTypes(types.filter(({ text }) => text !== 'unknown'));
  if (first === undefined) return UNKNOWN;
  if (others.length === 0) return first;
  const texts = [first, ...others].map((type) => (type.kind === 'union' ? `(${type.text})` : type.text));
  return { text: texts.join(' & '), kind: 'intersection' };
}

function distinctTypes(types: TypeText[]): TypeText[] {
  return [...new Map(types.map((type) => [type.text, type])).values()];
}

/** The type in brackets, where an operator follows it. */
export function grouped({ text, kind }: TypeText): string {
  return kind === 'atom' ? text : `(${text})`;
}

export function arrayOf(item: TypeText): TypeText {
  return atom(`${grouped(item)}[]`);
}

/** The type of exactly this JSON value. */
export function literal(value: unknown): TypeText {
  if (Array.isArray(value)) return atom(`[${value.map((item) => literal(item).text).join(', ')}]`);
  if (typeof value !== 'object' || value === null) return atom(JSON.stringify(value) ?? 'unknown');
  const members = Object.entries(value).map(([name, member]) => ({ name, type: literal(member), isOptional: false }));
  return members.length === 0 ? atom('Record<string, never>') : objectOf(members);
}

/** A property of an object type. */
export type Member = { name: string; type: TypeText; isOptional: boolean; comment?: string };

/** An object type with its members, and with an index signature for names that are not declared. */
export function objectOf(members: Member[], index?: TypeText): TypeText {
  const lines = members.map(
    ({ name, type, isOptional, comment = '' }) =>
      `${comment}${propertyName(name)}${isOptional ? '?' : ''}: ${type.text};`,
  );
  if (index !== undefined) lines.push(`[key: string]: ${index.text};`);
  return atom(`{\n${indent(lines.join('\n'))}\n}`);
}

/** Four spaces before each line, as openapi-typescript writes types. */
export function indent(text: string, by = '    '): string {
  return text.replaceAll(/^(?=.)/gm, by);
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) || /^(0|[1-9]\d*)$/.test(name) ? name : JSON.stringify(name);
}

/** The annotations of a schema as a comment with its line break; empty where it has none. */
export function commentOf(schema: unknown): string {
  if (typeof schema !== 'object' || schema === null) return '';
  const { title, format, deprecated, description, examples, example, ...rest } = schema as Schema;
  const lines = [
    ...[title, format === undefined ? undefined : `Format: ${format}`].filter((line) => line !== undefined),
    ...(deprecated === true ? ['@deprecated'] : []),
    ...tagged('description', description === '' ? undefined : description),
    ...tagged('default', rest.default),
    ...tagged('example', example),
    ...(Array.isArray(examples) ? examples.flatMap((one) => tagged('example', one)) : []),
    ...('const' in rest ? ['@constant'] : []),
    ...(rest.enum === undefined ? [] : [`@enum {${[rest.type ?? 'unknown'].flat().join('|')}}`]),
  ].map((line) => String(line).trim().replaceAll(/\r?\n/g, '\n *     ').replaceAll('*/', '*\\/'));
  const [only] = lines;
  if (only === undefined) return '';
  return lines.length === 1 && !only.includes('\n') ? `/** ${only} */\n` : `/**\n * ${lines.join('\n * ')}\n */\n`;
}

function tagged(tag: string, value: unknown): string[] {
  if (value === undefined) return [];
  const isPlain = typeof value !== 'object' && value !== '';
  return [`@${tag} ${isPlain ? value : JSON.stringify(value, null, 2)}`];
}
