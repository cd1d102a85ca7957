import { isObject, toPointer } from '../document/references.ts';
import type { Violation } from '../serve/types.ts';

/** Members of an error body that list what is wrong, each with the field. */
const LIST =
  /^(fields?|field_?errors|errors|violations|issues|details?|(invalid[_-]?)?param(eter)?s|validation_?errors)$/i;
/** Members of an error body that say in one sentence what is wrong. */
const SENTENCE = /^(message|msg|detail|description|error_?description|reason)$/i;
/** Members of an entry of such a list that name the field. */
const WHERE = /^(field|path|pointer|param(eter)?|name|property|location|loc)$/i;

/** More violations than these are left out: an error of a mock is read by people. */
const MOST = 100;

/** Where an error body lists violations. */
type Place = { holder: string[]; name: string };

/** Whether an error body lists fields, as the example of a validation error does. */
export function listsViolations(body: unknown): boolean {
  return placeOf(body) !== undefined;
}

/**
 * Puts what is really wrong in the place of what an example says: in the list of fields, in whichever form the example
 * has, and in the sentence beside or above it.
 *
 * @param body an error of the contract, which stays as it is
 * @param fits whether the contract allows a body
 * @returns the body itself if the contract has no room for the violations
 */
export function withViolations(body: unknown, violations: Violation[], fits: (body: unknown) => boolean): unknown {
  const told = violations.slice(0, MOST);
  const place = placeOf(body);
  const count = `The request has ${told.length} invalid field${told.length === 1 ? '' : 's'}.`;
  const all = told.map((violation) => `${fieldOf(violation)} ${violation.message}`);
  if (place === undefined) {
    const holder = sentenceHolder(body, []);
    const candidate = holder && change(body, holder, (owner) => withSentence(owner, all.join('; ')));
    return candidate !== undefined && fits(candidate) ? candidate : body;
  }
  const listed = [true, false].map((isBare) =>
    change(body, place.holder, (owner) => ({ ...owner, [place.name]: rewrite(owner[place.name], told, all, isBare) })),
  );
  const candidates = [...listed.map((one) => withCount(one, place.holder, count)), ...listed];
  return candidates.find(fits) ?? body;
}

function fieldOf({ path }: Violation): string {
  return path === '' ? 'body' : path;
}

/** The list of violations in the form of the example's list. */
function rewrite(example: unknown, violations: Violation[], all: string[], isBare: boolean): unknown {
  if (!Array.isArray(example)) {
    const isListed = isObject(example) && Object.values(example).some(Array.isArray);
    return Object.fromEntries(
      violations.map((violation) => [fieldOf(violation), isListed ? [violation.message] : violation.message]),
    );
  }
  const [first] = example;
  if (!isObject(first)) return all;
  const { where, what } = entryMembers(first);
  if (where === undefined || what === undefined) return example;
  // What else the example's entry has, such as a code, belongs to the example: it stays only if the contract asks for it.
  const rest = isBare ? {} : first;
  const isPointer = /^#?\//.test(String(first[where]));
  return violations.map((violation) => ({
    ...rest,
    [where]: Array.isArray(first[where])
      ? [violation.in, ...tokensOf(violation)]
      : isPointer
        ? pointerOf(violation, String(first[where]))
        : fieldOf(violation),
    [what]: violation.message,
  }));
}

function tokensOf({ path }: Violation): string[] {
  return path.split(/[.[\]]+/).filter((token) => token !== '');
}

function pointerOf(violation: Violation, example: string): string {
  const pointer = toPointer(tokensOf(violation));
  return example.startsWith('#') ? pointer : decodeURIComponent(pointer.slice(1));
}

function entryMembers(entry: Record<string, unknown>): { where?: string | undefined; what?: string | undefined } {
  const names = Object.keys(entry);
  return {
    where: names.find((name) => WHERE.test(name) && (typeof entry[name] === 'string' || Array.isArray(entry[name]))),
    what: names.find((name) => SENTENCE.test(name) && typeof entry[name] === 'string'),
  };
}

/** The first list of violations, nearest to the top. */
function placeOf(body: unknown, holder: string[] = []): Place | undefined {
  if (!isObject(body) || holder.length > 3) return undefined;
  const name = Object.keys(body).find((key) => LIST.test(key) && isList(body[key]));
  if (name !== undefined) return { holder, name };
  return first(Object.keys(body), (key) => placeOf(body[key], [...holder, key]));
}

function isList(value: unknown): boolean {
  if (Array.isArray(value)) {
    const [entry] = value;
    if (typeof entry === 'string') return true;
    if (!isObject(entry)) return false;
    const { where, what } = entryMembers(entry);
    return where !== undefined && what !== undefined;
  }
  if (!isObject(value)) return false;
  const isText = (member: unknown): boolean => typeof member === 'string';
  return Object.values(value).every((member) => isText(member) || (Array.isArray(member) && member.every(isText)));
}

/** The object whose sentence says what is wrong, nearest to the top. */
function sentenceHolder(body: unknown, holder: string[]): string[] | undefined {
  if (!isObject(body) || holder.length > 3) return undefined;
  if (sentenceOf(body) !== undefined) return holder;
  return first(Object.keys(body), (key) => sentenceHolder(body[key], [...holder, key]));
}

function sentenceOf(owner: Record<string, unknown>): string | undefined {
  return Object.keys(owner).find((key) => SENTENCE.test(key) && typeof owner[key] === 'string');
}

function withSentence(owner: Record<string, unknown>, text: string): Record<string, unknown> {
  const name = sentenceOf(owner);
  return name === undefined ? owner : { ...owner, [name]: text };
}

/** The body with the count as the sentence of the list's holder, or of one that holds it. */
function withCount(body: unknown, holder: string[], count: string): unknown {
  const ancestors = holder.map((_, index) => holder.slice(0, index + 1)).reverse();
  return [...ancestors, []].reduce((whole, one) => change(whole, one, (owner) => withSentence(owner, count)), body);
}

/** A copy of the body in which the object at the end of these member names is another one. */
function change(
  body: unknown,
  [name, ...rest]: string[],
  convert: (owner: Record<string, unknown>) => Record<string, unknown>,
): unknown {
  if (!isObject(body)) return body;
  return name === undefined ? convert(body) : { ...body, [name]: change(body[name], rest, convert) };
}

function first<Item, Found>(items: Item[], find: (item: Item) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
