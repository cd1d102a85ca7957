import type { Parameter } from '../document/document.ts';
import { isObject } from '../document/references.ts';
import { put } from '../values/sample.ts';
import type { Where } from './types.ts';
import { EACH } from './values/constraint.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** A value that a server is known to accept. */
export type KnownValue = {
  in: Exclude<Where, 'request' | 'querystring'>;
  /** Tokens below the body, or the name of a parameter. `*` stands for every item. */
  place: string[];
  value: unknown;
  /** Whether the server may reject other values that the contract allows. */
  isOnly?: boolean;
};

/** The known value of a parameter; undefined if there is none. */
export function knownParameter(
  { hints }: Pick<VerifiableOperation, 'hints'>,
  { name, in: where }: Pick<Parameter, 'name' | 'in'>,
): unknown {
  return hints.data?.find((one) => one.in === where && one.place[0] === name)?.value;
}

/** Whether a property at the top of a body has a known value, or has one inside. */
export function isKnownProperty({ hints }: Pick<VerifiableOperation, 'hints'>, name: string): boolean {
  return hints.data?.some((one) => one.in === 'body' && one.place[0] === name) === true;
}

/** Whether a server may reject other values at a place that the contract allows. */
export function mayRejectOthers(
  { hints }: Pick<VerifiableOperation, 'hints'>,
  { in: where, place }: { in: Where; place: string[] },
): boolean {
  const own = hints.data?.filter((one) => one.in === where && one.isOnly === true) ?? [];
  return own.some((one) => one.place.every((token, index) => token === place[index]));
}

/** A body in which properties that are there have their known values. */
export function withKnownValues({ hints }: Pick<VerifiableOperation, 'hints'>, body: unknown): unknown {
  const own = (hints.data ?? []).filter((one) => one.in === 'body');
  // The first value of a place wins.
  return own.reduceRight((whole, { place, value }) => replaceEach(whole, place, value), body);
}

function replaceEach(root: unknown, [token, ...rest]: string[], value: unknown): unknown {
  if (token === undefined) return value;
  if (Array.isArray(root)) return token === EACH ? root.map((item) => replaceEach(item, rest, value)) : root;
  if (!isObject(root) || !Object.hasOwn(root, token)) return root;
  const copy: Record<string, unknown> = { ...root };
  put(copy, token, replaceEach(root[token], rest, value));
  return copy;
}
