import type { ParameterDecoding } from '../../document/compiled.ts';
import { essenceOf, isJson } from '../../document/media-types.ts';
import { isObject } from '../../document/references.ts';
import type { ServedOperation } from '../../serve/engine.ts';
import { compileAllParameters } from '../../serve/querystring.ts';
import { wayToParameter } from '../bases.ts';
import type { Plan } from '../plan.ts';
import type { Where } from '../types.ts';
import { type Boundary, type Constraint, EACH } from '../values/constraint.ts';
import { alternativesOf, listConstraints } from '../values/constraints.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';

/** An item of a contract that a request or a response can exercise. */
export const KINDS = [
  'operation',
  'status',
  'request media type',
  'response media type',
  'response header',
  'response property',
  'boundary value',
] as const;

export type ItemKind = (typeof KINDS)[number];

/** One thing of a contract that is exercised or not. */
export type Item = {
  /** Distinguishes it from all others of the contract. */
  key: string;
  operationId: string;
  kind: ItemKind;
  /** Label of its group, such as a response or a place. */
  group: string;
  /** Its label within the group. */
  name: string;
};

/** A boundary value of a constraint of a parameter or of a body. */
export type BoundaryItem = Item & {
  in: Where;
  /** For a body. */
  mediaType?: string;
  /** Reference tokens below the body, or below all parameters of the place; `*` stands for every item. */
  place: string[];
  /** Whether the contract allows the value. */
  valid: boolean;
  /** Whether a value at the place is such a value. */
  holds: (value: unknown) => boolean;
};

/** A property of a response. */
export type PropertyItem = Item & { response: string; mediaType: string; place: string[] };

/** Everything of one operation that can be exercised. */
export type OperationItems = {
  operation: VerifiableOperation;
  all: Item[];
  boundaries: BoundaryItem[];
  properties: PropertyItem[];
  /** Reads parameters as a server does, but leaves out what a request leaves out, whatever its default. */
  decode: ServedOperation['decode'];
};

/** Name of the boundary value of requests without their required body. */
export const NO_BODY = 'required: absent';

/** Responses are looked into so deep, and at so many places of each. */
const DEPTH = 8;
const MOST_PLACES = 300;
/** Seed of the strings with which constraints are listed. It is fixed, because the strings are not kept. */
const SEED = 1;

/** Everything of an operation that can be exercised. */
export function listItems(plan: Plan, operation: VerifiableOperation): OperationItems {
  const { operationId } = operation;
  const item = (kind: ItemKind, group: string, name: string): Item => ({
    key: [operationId, kind, group, name].join('\t').replaceAll(/[\r\n]/g, ' '),
    ...{ operationId, kind, group, name },
  });
  const { items: all, properties } = listResponseItems(plan, operation, item);
  all.unshift(item('operation', '', operationId));
  const boundaries = new Map<string, BoundaryItem>();
  const add = (
    where: Where,
    { place, keyword, about = '' }: { place: string[]; keyword: string; about?: string },
    boundary: Pick<Boundary, 'name' | 'valid' | 'holds'>,
    mediaType?: string,
  ): void => {
    const group = [where, ...(mediaType === undefined ? [] : [mediaType]), place.join('/')].join(' ').trim();
    const one = item('boundary value', group, `${keyword}${about === '' ? '' : ` ${about}`}: ${boundary.name}`);
    const known = boundaries.get(one.key);
    // Alternatives of a schema may each bound the same place: beyond one bound is beyond all, within one is enough.
    const holds = known === undefined ? boundary.holds : combineHolds(known.holds, boundary.holds, boundary.valid);
    const { valid } = boundary;
    boundaries.set(one.key, {
      ...one,
      valid,
      in: where,
      ...(mediaType === undefined ? {} : { mediaType }),
      place,
      holds,
    });
  };
  for (const parameter of operation.parameters) {
    const { name: written, in: where, required } = parameter;
    const name = where === 'header' ? written.toLowerCase() : written;
    const way = wayToParameter(name, parameter);
    const reading = operation.served.operation.parameters.find((one) => one.name === name && one.in === where);
    if (reading === undefined) continue;
    const keyword = required ? 'required' : 'optional';
    for (const isThere of where === 'path' || way.length === 0 ? [] : [true, false]) {
      const holds = (value: unknown): boolean => isObject(value) && Object.hasOwn(value, name) === isThere;
      const boundary = { name: isThere ? 'present' : 'absent', valid: isThere || !required, holds };
      add(where, { place: [], keyword, about: name }, boundary);
    }
    const schema = parameter.schema ?? Object.values(parameter.content ?? {})[0]?.schema;
    for (const constraint of listConstraints(schema, plan.find, SEED)) {
      for (const boundary of constraint.boundaries) {
        if (canBeSent(reading, constraint, boundary))
          add(where, { ...constraint, place: [...way, ...constraint.place] }, boundary);
      }
    }
  }
  if (operation.requestBody?.required) all.push(item('boundary value', 'body', NO_BODY));
  for (const [type, { schema }] of Object.entries(operation.requestBody?.content ?? {})) {
    const mediaType = essenceOf(type);
    all.push(item('request media type', '', mediaType));
    if (!isJson(mediaType) || schema === undefined) continue;
    for (const constraint of listConstraints(schema, plan.find, SEED)) {
      for (const boundary of constraint.boundaries) add('body', constraint, boundary, mediaType);
    }
  }
  const decode = compileAllParameters(operation.served.operation.parameters.map(({ default: _, ...one }) => one));
  return {
    operation,
    all: [...all, ...properties, ...boundaries.values()],
    boundaries: [...boundaries.values()],
    properties,
    decode,
  };
}

function listResponseItems(
  plan: Plan,
  { responses }: VerifiableOperation,
  item: (kind: ItemKind, group: string, name: string) => Item,
): { items: Item[]; properties: PropertyItem[] } {
  const items: Item[] = [];
  const properties: PropertyItem[] = [];
  for (const [status, { content = {}, headers = {} }] of Object.entries(responses)) {
    items.push(item('status', '', status));
    for (const name of Object.keys(headers)) items.push(item('response header', status, name));
    for (const [type, { schema }] of Object.entries(content)) {
      const mediaType = essenceOf(type);
      items.push(item('response media type', status, mediaType));
      if (!isJson(mediaType)) continue;
      for (const place of placesOf(plan, schema)) {
        const one = item('response property', `${status} ${mediaType}`, place.join('/'));
        properties.push({ ...one, response: status, mediaType, place });
      }
    }
  }
  return { items, properties };
}

/** Whether a parameter can have such a value. It is sent as text. */
function canBeSent(
  { shape, in: where, mediaType = '' }: ParameterDecoding,
  { keyword, place }: Constraint,
  { valid, holds }: Boundary,
): boolean {
  if (where === 'querystring' && isJson(mediaType)) return true;
  // A value is read as null only if null is declared.
  if (keyword === 'null') return valid;
  if (keyword !== 'type') return true;
  // A list is read from any text, and where a text is allowed every other type is read as one.
  return (shape === 'primitive' || place.length > 0) && holds('text');
}

function combineHolds(one: Boundary['holds'], other: Boundary['holds'], isAny: boolean): Boundary['holds'] {
  return isAny ? (value) => one(value) || other(value) : (value) => one(value) && other(value);
}

/** The places of a response's properties, outer ones first, without write-only ones. */
function placesOf({ find }: Plan, schema: unknown): string[][] {
  const found = new Map<string, string[]>();
  const open: { part: unknown; place: string[]; around: string[] }[] = [{ part: schema, place: [], around: [] }];
  for (let index = 0; index < open.length && found.size < MOST_PLACES; index++) {
    const { part, place, around } = open[index] as (typeof open)[number];
    if (!isObject(part) || place.length > DEPTH) continue;
    const target = typeof part.$ref === 'string' ? part.$ref : '';
    // A property that leads back is a place of its own; what lies below it is known already.
    const isCircle = target !== '' && around.includes(target);
    for (const flat of alternativesOf(part, find)) {
      if (flat.writeOnly === true) continue;
      if (place.length > 0 && place.at(-1) !== EACH) found.set(place.join('/'), place);
      if (isCircle) continue;
      const visit = (name: string, below: unknown): void => {
        open.push({ part: below, place: [...place, name], around: [...around, target] });
      };
      for (const [name, property] of Object.entries(flat.properties ?? {})) visit(name, property);
      if (flat.items !== undefined) visit(EACH, flat.items);
    }
  }
  return [...found.values()];
}
