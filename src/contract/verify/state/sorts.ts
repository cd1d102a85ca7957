import type { Parameter } from '../../document/document.ts';
import { readOrder, SORT_DIRECTION, SORT_FIELD } from '../../document/sorting.ts';
import { createFirst, flatten } from '../../values/flat.ts';
import { writeParameter } from '../bases.ts';
import { wayOf } from '../list-hints.ts';
import type { Run } from '../run-context.ts';
import { valueAt } from '../values/places.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { type Lifecycle, type Made, reportFinding } from './lifecycle.ts';
import { listOf } from './lists.ts';
import { makeDifferent } from './making.ts';
import { type List, type Row, readList } from './pages.ts';

/** A list is in each order that its contract has a name for. */
export async function checkSorts(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const list = listOf(life, made.path);
  if (list === undefined) return;
  const properties = new Set(ordersOf(run, list.operation).map(({ property }) => property));
  // A property that is equal in all rows fits every order.
  for (const property of properties) if (wayOf(property).length === 1) await makeDifferent(run, life, property);
  await checkForeignSorts(run, list);
}

/** The same of a list whose rows are made elsewhere. */
export async function checkForeignSorts(run: Run, list: List): Promise<void> {
  for (const { pairs, property, isDescending } of ordersOf(run, list.operation)) {
    const listed = await readList(run, list, { small: 0, query: pairs });
    if (listed === undefined) continue;
    const values = listed.rows.map((row) => comparableOf(row, property)).filter((value) => value !== undefined);
    const at = faultIn(values, isDescending);
    if (at === undefined) continue;
    const [one, other] = [values[at], values[at + 1]].map((value) => JSON.stringify(value));
    const message = `lists "${property}" ${one} before ${other} in response to a request for ${pairs.join('&')}`;
    reportFinding(run, {
      check: 'sort_sorts',
      operation: list.operation,
      exchange: listed.last,
      message,
      cause: pairs.join('&'),
    });
  }
}

type Order = { pairs: string[]; property: string; isDescending: boolean };

/** The orders that the contract states of its parameters' values. */
function statedOrders(operation: VerifiableOperation): Order[] {
  return Object.entries(operation.hints.list?.sorts ?? {}).flatMap(([name, orders]) => {
    const parameter = operation.parameters.find((one) => one.in === 'query' && one.name === name);
    return Object.entries(orders).flatMap(([value, order]): Order[] => {
      const pair = parameter === undefined ? undefined : pairOf(operation, parameter, value);
      const isDescending = order.startsWith('-');
      return pair === undefined ? [] : [{ pairs: [pair], property: order.replace(/^-/, ''), isDescending }];
    });
  });
}

function ordersOf(run: Run, operation: VerifiableOperation): Order[] {
  const stated = statedOrders(operation);
  return stated.length > 0 ? stated : namedOrders(run, operation);
}

/** The orders that the enum of a parameter named like one names. */
function namedOrders(run: Run, operation: VerifiableOperation): Order[] {
  const find = (pattern: RegExp): Parameter | undefined =>
    operation.parameters.find(({ in: where, name }) => where === 'query' && pattern.test(name));
  const namesOf = (parameter: Parameter | undefined): string[] => {
    const flat = flatten(parameter?.schema, run.plan.find, createFirst(run.plan.find));
    const { enum: choices } =
      flat.items === undefined ? flat : flatten(flat.items, run.plan.find, createFirst(run.plan.find));
    return Array.isArray(choices) ? choices.filter((value) => typeof value === 'string') : [];
  };
  const field = find(SORT_FIELD);
  const direction = find(SORT_DIRECTION);
  const directions = namesOf(direction);
  if (field === undefined) return [];
  return namesOf(field).flatMap((name): Order[] => {
    const own = pairOf(operation, field, name);
    if (own === undefined) return [];
    const { property, isDescending } = readOrder(name);
    if (direction === undefined || directions.length === 0) return [{ pairs: [own], property, isDescending }];
    return directions.flatMap((way) => {
      const pair = pairOf(operation, direction, way);
      return pair === undefined ? [] : [{ pairs: [own, pair], property, isDescending: /^desc/i.test(way) }];
    });
  });
}

function pairOf(operation: VerifiableOperation, parameter: Parameter, name: string): string | undefined {
  const isList = flatTypeOf(parameter) === 'array';
  return writeParameter(operation, parameter, isList ? [name] : name);
}

function flatTypeOf({ schema }: Parameter): unknown {
  return typeof schema === 'object' && schema !== null ? schema.type : undefined;
}

function comparableOf(row: Row, property: string): string | number | boolean | undefined {
  const value = valueAt(row, wayOf(property));
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

type Compare = (one: string | number | boolean, other: string | number | boolean) => number;

/** Databases order texts by code unit, or by one language or another, with or without a difference of case. */
const COMPARISONS: Compare[] = [
  (one, other) => (one < other ? -1 : one > other ? 1 : 0),
  (one, other) => String(one).localeCompare(String(other)),
  (one, other) => String(one).localeCompare(String(other), undefined, { sensitivity: 'base' }),
  (one, other) => String(one).localeCompare(String(other), undefined, { ignorePunctuation: true, numeric: true }),
  (one, other) => Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other))),
];

/** The index of a value that no way to compare puts before the next one; undefined where one way puts all in order. */
function faultIn(values: (string | number | boolean)[], isDescending: boolean): number | undefined {
  let at: number | undefined;
  for (const compare of COMPARISONS.slice(0, values.every((value) => typeof value === 'string') ? undefined : 1)) {
    const found = values.findIndex((value, index) => {
      const next = values[index + 1];
      return next !== undefined && (isDescending ? compare(value, next) < 0 : compare(value, next) > 0);
    });
    if (found < 0) return undefined;
    at ??= found;
  }
  return at;
}
