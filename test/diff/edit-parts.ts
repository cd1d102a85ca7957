import { isObject } from '../../src/contract/document/references.ts';
import { type Effect, type Variation, valueAt, vary } from './edit.ts';
import { isReversed } from './messages.ts';
import type { Place } from './metaschema.ts';

type Json = Record<string, unknown>;
export type DocumentContext = { document: Json; isReversed: boolean };
export type KindEdits = (place: Place, context: DocumentContext) => Variation[];

export const REQUEST = { direction: 'request' } as const;
export const RESPONSE = { direction: 'response' } as const;
export const DESCRIPTION: [string, unknown] = ['description', 'Another description.'];
export const SUMMARY: [string, unknown] = ['summary', 'Another summary.'];
export const EXTERNAL: [string, unknown] = ['externalDocs', { url: 'https://example.com/more' }];

export function docs(value: Json, ...keywords: [string, unknown][]): Variation[] {
  return keywords.flatMap(([keyword, next]) => {
    const list = [vary(keyword, value, next, 'neither')];
    if (value[keyword] !== undefined) list.push(vary(keyword, value, undefined, 'neither'));
    return list;
  });
}

/** A member of a map, removed. */
export function removed(keyword: string, map: unknown, effect: Effect, more: Partial<Variation> = {}): Variation[] {
  if (!isObject(map)) return [];
  const [name] = Object.keys(map).filter((key) => !key.startsWith('x-'));
  if (name === undefined) return [];
  const { [name]: _, ...rest } = map;
  return [{ keyword, action: 'remove', label: `without ${name}`, set: { [keyword]: rest }, effect, ...more }];
}

export function resolved(document: Json, schema: unknown): unknown {
  let value = schema;
  for (let count = 0; count < 9 && isObject(value) && typeof value.$ref === 'string'; count += 1) {
    value = valueAt(document, value.$ref.split('/').slice(1));
  }
  return value;
}

/** Webhooks and callbacks are sent to the URL of their receiver. Operations with servers use none of the path. */
export function serversEdit(value: Json, tokens: string[]): Variation {
  const operations = Object.values(value).filter((one) => isObject(one) && isObject(one.responses));
  const isOverridden = operations.length > 0 && operations.every((one) => isObject(one) && Array.isArray(one.servers));
  const effect = isReversed(tokens) || isOverridden ? 'neither' : 'policy';
  return vary('servers', value, [{ url: 'https://other.example.com/base' }], effect);
}
