import type { Operation } from '../../document/document.ts';
import { type FindSchema, isObject } from '../../document/references.ts';
import { setAt } from '../state/envelopes.ts';
import { makeId } from '../state/ids.ts';
import { createShapes, plainName, type Shapes } from '../state/shapes.ts';
import type { Outgoing } from './outgoing.ts';

/** Members of an event that name its type. */
const EVENT_NAME = /^(type|event|eventtype|eventname|topic|action)$/;
/** Members of an event that say when it happened. */
const EVENT_TIME = /^(created|occurred|sent|timestamp|time|date)(at|on|time)?$/;
/** Deeper than this no resource is looked for. */
const DEPTH = 3;

/** The operation whose success an event is about, and the body of its response. */
export type EventSource = { operation: Operation; body: unknown };

/**
 * The body of a webhook: an example of the contract, else of the schema, with the resource of the response in each
 * place of its schema, and with a new id and the time of an event. Properties that the contract does not declare stay
 * unchanged.
 */
export function makeEventBody(
  { content }: Outgoing,
  find: FindSchema,
  { example, source, now }: { example?: string | undefined; source: EventSource | undefined; now: Date },
): unknown {
  if (content === undefined) return undefined;
  const { examples, schema, fits } = content;
  const [, chosen] = examples.find(([name]) => name === example) ?? examples[0] ?? [];
  let body = structuredClone(chosen);
  const apply = (candidate: unknown): void => {
    if (fits(candidate)) body = candidate;
  };
  const shapes = createShapes(find);
  for (const [type, resource] of source === undefined ? [] : typedParts(source, shapes)) {
    const place = findPlace(schema, type, shapes, 0);
    if (place !== undefined) apply(setAt(body, place, resource));
  }
  if (!isEvent(body)) return body;
  const { properties = {} } = shapes.flat(schema);
  const id = makeId({ idName: 'id', schema, parameterSchema: undefined }, find, () => false, 0);
  if (typeof id === 'string') apply({ ...body, id });
  for (const name of Object.keys(body)) {
    const { format } = shapes.flat(properties[name]);
    if (EVENT_TIME.test(plainName(name)) && format === 'date-time') apply({ ...body, [name]: now.toISOString() });
  }
  return body;
}

/** Whether a body is an event with an id of its own, and not a resource. */
export function isEvent(body: unknown): body is Record<string, unknown> & { id: string } {
  if (!isObject(body) || typeof body.id !== 'string') return false;
  return Object.entries(body).some(([name, value]) => EVENT_NAME.test(plainName(name)) && typeof value === 'string');
}

/** The components that a response has, each with its value: the body, and the members of the body. */
function typedParts({ operation, body }: EventSource, shapes: Shapes): [type: string, value: unknown][] {
  const schema = shapes.successBody(operation)?.schema;
  const whole = shapes.typeOf(schema);
  if (whole !== undefined) return [[whole, body]];
  if (!isObject(body)) return [];
  return Object.entries(shapes.flat(schema).properties ?? {}).flatMap(([name, member]): [string, unknown][] => {
    const type = shapes.typeOf(member);
    return type === undefined || !Object.hasOwn(body, name) ? [] : [[type, body[name]]];
  });
}

/** Names of the members that lead to a component in a body. */
function findPlace(schema: unknown, type: string, shapes: Shapes, depth: number): string[] | undefined {
  if (shapes.typeOf(schema) === type) return [];
  if (depth >= DEPTH) return undefined;
  for (const [name, member] of Object.entries(shapes.flat(schema).properties ?? {})) {
    const place = findPlace(member, type, shapes, depth + 1);
    if (place !== undefined) return [name, ...place];
  }
  return undefined;
}
