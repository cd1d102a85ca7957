import { isObject, toPointer } from '../../src/contract/document/references.ts';
import { valueAt } from './edit.ts';
import type { Message } from './messages.ts';
import { ANY_TYPE, ARRAYS, OBJECTS, type TypeSet, tokensOfReference, typesOf } from './value-types.ts';

type Json = Record<string, unknown>;

/** One step from a schema to one inside it. */
export type Step = { keyword: string; name?: string };

/** Whether fewer values of a schema are fewer of the message, more, or any of both. */
export type Turn = 'same' | 'turned' | 'open';

/** How a message comes to apply a schema. Ways that do not differ in these are one. */
export type Approach = {
  turn: Turn;
  /** Types of the values there, as far as the schemas around it at the same place say. */
  types: TypeSet;
  /** Whether the value is a declared property, a value within another one, or the whole one. */
  at: 'property' | 'inside' | 'whole';
  /** Whether all schemas on the way have to accept their values. */
  isPlain: boolean;
};

/** A schema that a message applies, with some of the steps that lead there, and all approaches. */
export type Reached = { tokens: string[]; ways: Step[][]; approaches: Approach[] };

const MAPS = ['properties', 'patternProperties', 'dependentSchemas'];
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const SINGLE = `items additionalProperties propertyNames contains not if then else unevaluatedItems
  unevaluatedProperties`.split(/\s+/);
const OF_LISTS = new Set(['items', 'prefixItems', 'contains', 'unevaluatedItems']);
const OF_OBJECTS = new Set([
  'properties',
  'patternProperties',
  'additionalProperties',
  'propertyNames',
  'unevaluatedProperties',
]);
const PLAIN = new Set(['$ref', 'allOf', 'properties', 'items', 'prefixItems']);

/** The schemas inside a schema, and those that it refers to. */
function innerSchemas(document: Json, at: string[]): { step: Step; tokens: string[] }[] {
  const schema = valueAt(document, at);
  if (!isObject(schema)) return [];
  const inner: { step: Step; tokens: string[] }[] = [];
  for (const keyword of ['$ref', '$dynamicRef']) {
    const target = typeof schema[keyword] === 'string' ? tokensOfReference(document, schema[keyword]) : undefined;
    if (target !== undefined) inner.push({ step: { keyword: '$ref' }, tokens: target });
  }
  if (typeof schema.$ref === 'string' && String(document.openapi).startsWith('3.0')) return inner;
  for (const keyword of [...MAPS, ...LISTS]) {
    const held = schema[keyword];
    if (typeof held !== 'object' || held === null) continue;
    for (const name of Object.keys(held)) inner.push({ step: { keyword, name }, tokens: [...at, keyword, name] });
  }
  for (const keyword of SINGLE) {
    if (schema[keyword] !== undefined) inner.push({ step: { keyword }, tokens: [...at, keyword] });
  }
  return inner;
}

/** Schemas that the schema of a message applies to its value, by their pointers. */
export function reachOf(document: Json, message: Message, limit = 250): Map<string, Reached> {
  const found = new Map<string, Reached>();
  const queue: [tokens: string[], steps: Step[]][] = [[message.tokens, []]];
  for (const [at, steps] of queue) {
    if (valueAt(document, at) === undefined) continue;
    const pointer = toPointer(at);
    const known = found.get(pointer);
    if (known !== undefined) {
      if (known.ways.length < 4) known.ways.push(steps);
      // What is below is known, except of a circle, which is gone round once.
      if (known.ways.length > 2) continue;
    } else {
      if (found.size >= limit) continue;
      found.set(pointer, { tokens: at, ways: [steps], approaches: [] });
    }
    if (steps.length > 14) continue;
    for (const { step, tokens } of innerSchemas(document, at)) queue.push([tokens, [...steps, step]]);
  }
  addApproaches(document, message, found);
  return found;
}

/** More than this are of a document whose schemas all refer to each other. */
const MOST_APPROACHES = 5000;
const UNKNOWN: Approach = { turn: 'open', types: ANY_TYPE, at: 'property', isPlain: false };

function addApproaches(document: Json, { tokens }: Message, found: Map<string, Reached>): void {
  const start: Approach = { turn: 'same', types: ANY_TYPE, at: 'whole', isPlain: true };
  const queue: [tokens: string[], approach: Approach][] = [[tokens, start]];
  const seen = new Set<string>();
  for (const [at, approach] of queue) {
    const pointer = toPointer(at);
    const key = `${pointer} ${JSON.stringify(approach)}`;
    const reached = found.get(pointer);
    if (seen.has(key) || reached === undefined) continue;
    seen.add(key);
    if (seen.size > MOST_APPROACHES) break;
    reached.approaches.push(approach);
    for (const { step, tokens: inner } of innerSchemas(document, at)) {
      const next = approachOf(document, valueAt(document, at), approach, step);
      if (next !== undefined) queue.push([inner, next]);
    }
  }
  if (seen.size > MOST_APPROACHES) for (const reached of found.values()) reached.approaches = [UNKNOWN];
}

/** The approach of a schema inside another; undefined if no value comes to be held against it. */
function approachOf(document: Json, schema: unknown, around: Approach, step: Step): Approach | undefined {
  const { keyword } = step;
  const turn = turnOf(around.turn, keyword);
  const isPlain = around.isPlain && PLAIN.has(keyword);
  const types = around.types & typesOf(document, schema, step);
  const needed = OF_LISTS.has(keyword) ? ARRAYS : OF_OBJECTS.has(keyword) ? OBJECTS : undefined;
  if (needed === undefined) return { turn, isPlain, types, at: around.at };
  if ((types & needed) === 0) return undefined;
  return { turn, isPlain, types: ANY_TYPE, at: keyword === 'properties' ? 'property' : 'inside' };
}

const OPENING = new Set(['oneOf', 'if', 'contains']);

function turnOf(turn: Turn, keyword: string): Turn {
  if (OPENING.has(keyword) || turn === 'open') return 'open';
  if (keyword !== 'not') return turn;
  return turn === 'same' ? 'turned' : 'same';
}
