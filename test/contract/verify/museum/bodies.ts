import type { Request } from 'express';
import { isObject } from '../../../../src/contract/document/references.ts';

export type Fields = Record<string, unknown>;
export type Event = Fields & { id: string; tickets: Fields[] };
type Rule = (value: unknown) => boolean;

/** The request is wrong, as a sentence. */
export class Wrong extends Error {
  readonly status: number;
  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

export const text =
  (least: number, most: number): Rule =>
  (value) =>
    typeof value === 'string' && [...value].length >= least && [...value].length <= most;
const number =
  (least: number, most: number): Rule =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most;
const integer =
  (least: number, most: number): Rule =>
  (value) =>
    Number.isInteger(value) && number(least, most)(value);
const among =
  (...words: string[]): Rule =>
  (value) =>
    words.includes(value as string);
const isDate: Rule = (value) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\d$/.test(value) &&
  new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
const isSafeDate: Rule = (value) => {
  try {
    return isDate(value);
  } catch {
    return false;
  }
};

export const EVENT: Record<string, Rule> = {
  title: text(1, 80),
  category: among('exhibition', 'tour', 'workshop'),
  starts_on: isSafeDate,
  seats: integer(0, 500),
  price: number(0, 1000),
  is_free_for_members: (value) => typeof value === 'boolean',
  notes: text(0, 200),
};
const CONTACT: Record<string, Rule> = { phone: text(0, 20), email: text(0, 40) };
export const TICKET: Record<string, Rule> = {
  buyer: text(1, 60),
  kind: among('adult', 'child', 'member'),
  quantity: integer(1, 10),
  seat: (value) => value === null || text(0, 10)(value),
  contact: (value) => isObject(value) && Object.entries(value).every(([name, one]) => CONTACT[name]?.(one) === true),
};
export const DEFAULTS = { seats: 0, price: 0, is_free_for_members: false, notes: '' };

/** The body of a request. Names stand in quotes in what it throws. */
export function readBody(
  { body, headers }: Request,
  rules: Record<string, Rule>,
  required: string[],
  mediaType = 'application/json',
): Fields {
  if (headers['content-type']?.split(';')[0] !== mediaType) {
    throw new Wrong('The body must be JSON.', headers['content-type'] === undefined ? 400 : 415);
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Wrong('The body must be an object.');
  for (const [name, value] of Object.entries(body)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) throw new Wrong(`The field '${name}' is not known.`);
    const inside = isObject(value) ? Object.keys(value).map((one) => ` '${one}'`) : '';
    if (!rule(value)) throw new Wrong(`The field '${name}' has a wrong value.${inside}`);
  }
  const missing = required.find((name) => !Object.hasOwn(body, name));
  if (missing !== undefined) throw new Wrong(`The field '${missing}' is required.`);
  return body;
}
