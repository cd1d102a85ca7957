import type { ErrorPlace, ErrorTemplate } from './compiled.ts';
import { isObject } from './references.ts';

/** Members of an error body that list errors, each with its field. */
export const LIST =
  /^(fields?|field_?errors|errors|violations|issues|details?|(invalid[_-]?)?param(eter)?s|validation_?errors)$/i;
/** Members of an error body that describe the error in one sentence. */
export const SENTENCE = /^(message|msg|detail|description|error_?description|reason)$/i;
export const TITLE = /^(title|status_?text)$/i;
export const STATUS = /^(status|status_?code|http_?status(_?code)?|http_?code)$/i;
export const CODE = /^(code|error_?code|err_?code)$/i;
/** A member that may be any of them, or hold them all. */
export const ERROR = /^(err(or)?|fault)$/i;
const REQUEST_ID = /^(request|trace|correlation)[_-]?id$/i;
const TIME = /^(time|timestamp|date|date_?time|occurred_?at)$/i;
const PATH = /^(path|instance)$/i;
/** Members of an entry of a list that name the field. */
const WHERE = /^(field|path|pointer|param(eter)?|name|property|location|loc)$/i;
/** An object of an entry that holds such a member, as JSON:API has it. */
const SOURCE = /^source$/i;

/** Deeper than this no member is about the error as a whole. */
const DEPTH = 3;

/**
 * An error body with the places in it that the facts of a rejection go to.
 *
 * @param isSample whether the body was made from the schema, so that a number as its code means nothing yet
 */
export function markPlaces(body: unknown, { isSample = false } = {}): ErrorTemplate {
  if (typeof body === 'string') return { body, places: [{ kind: 'sentence', at: [] }] };
  const list = findOwner(body, (owner) =>
    Object.keys(owner).find((name) => LIST.test(name) && isErrorList(owner[name])),
  );
  const sentences =
    list === undefined
      ? [findOwner(body, sentenceMember) ?? findOwner(body, loneErrorOf)].filter((at) => at !== undefined)
      : sentencesAround(body, list);
  return {
    body,
    places: [
      ...scalars(body, [], { sentences, isSample }),
      ...sentences.map((at): ErrorPlace => ({ kind: 'sentence', at })),
      ...(list === undefined ? [] : [{ kind: 'list', at: list } as const]),
    ],
  };
}

/** Whether an error body lists fields, as the example of a validation error does. */
export function listsFields({ places }: ErrorTemplate): boolean {
  return places.some(({ kind }) => kind === 'list');
}

/** The members of an entry that say where and what: `{field, message}`, or JSON:API's `{source: {pointer}, detail}`. */
export function entryMembers(entry: Record<string, unknown>): { where?: string[]; what?: string } {
  const names = Object.keys(entry);
  const isWhere = (value: unknown) => typeof value === 'string' || Array.isArray(value);
  const where = names.find((name) => WHERE.test(name) && isWhere(entry[name]));
  const source = names.find((name) => SOURCE.test(name) && isObject(entry[name])) ?? '';
  const inside = Object.keys(isObject(entry[source]) ? entry[source] : {}).find((name) => WHERE.test(name));
  const what = sentenceMember(entry);
  return {
    ...(where !== undefined ? { where: [where] } : inside !== undefined ? { where: [source, inside] } : {}),
    ...(what === undefined ? {} : { what }),
  };
}

function isErrorList(value: unknown): boolean {
  if (Array.isArray(value)) {
    const [entry] = value;
    return typeof entry === 'string' || (isObject(entry) && entryMembers(entry).what !== undefined);
  }
  if (!isObject(value)) return false;
  const isText = (member: unknown): boolean => typeof member === 'string';
  return Object.values(value).every((member) => isText(member) || (Array.isArray(member) && member.every(isText)));
}

function sentenceMember(owner: Record<string, unknown>): string | undefined {
  return Object.keys(owner).find((name) => SENTENCE.test(name) && typeof owner[name] === 'string');
}

/** `{"error": "There is no such pet."}`: the only text is the sentence. */
function loneErrorOf(owner: Record<string, unknown>): string | undefined {
  return Object.keys(owner).find((name) => ERROR.test(name) && typeof owner[name] === 'string');
}

/** The sentence of the list's holder and of each object around it. */
function sentencesAround(body: unknown, list: string[]): string[][] {
  return list.flatMap((_, length) => {
    const holder = list.slice(0, length);
    const owner = memberAt(body, holder);
    const name = isObject(owner) ? (sentenceMember(owner) ?? loneErrorOf(owner)) : undefined;
    return name === undefined ? [] : [[...holder, name]];
  });
}

/** Members that say more of the error: its status, its code, when it happened. */
function scalars(body: unknown, around: string[], known: { sentences: string[][]; isSample: boolean }): ErrorPlace[] {
  if (!isObject(body) || around.length > DEPTH) return [];
  return Object.entries(body).flatMap(([name, value]): ErrorPlace[] => {
    const at = [...around, name];
    if (known.sentences.some((one) => one.join('/') === at.join('/'))) return [];
    const kind = errorKindOf(name, value, { owner: body, ...known });
    if (kind !== undefined) return [{ kind, at }];
    return isObject(value) && !LIST.test(name) ? scalars(value, at, known) : [];
  });
}

function errorKindOf(
  name: string,
  value: unknown,
  { owner, isSample }: { owner: Record<string, unknown>; isSample: boolean },
): ErrorPlace['kind'] | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const isStatus = /^[45]\d\d$/.test(String(value));
  if (typeof value === 'number') {
    return STATUS.test(name) || (CODE.test(name) && (isStatus || isSample)) ? 'status' : undefined;
  }
  if (STATUS.test(name)) return isStatus ? 'status' : undefined;
  if (CODE.test(name)) return isStatus ? 'status' : 'code';
  if (TITLE.test(name)) return 'title';
  if (ERROR.test(name)) return /\s|^[A-Z][a-z]+$/.test(value) ? 'title' : 'code';
  if (name === 'type') return 'title' in owner || 'detail' in owner ? 'type' : undefined;
  if (REQUEST_ID.test(name)) return 'request_id';
  if (TIME.test(name)) return /^\d{4}-\d\d-\d\dT/.test(value) ? 'time' : undefined;
  return PATH.test(name) ? 'path' : undefined;
}

/** The member names that lead to the first match in an object of the body, the nearest to the top. */
function findOwner(
  body: unknown,
  inOwner: (owner: Record<string, unknown>) => string | undefined,
  around: string[] = [],
): string[] | undefined {
  if (!isObject(body) || around.length > DEPTH) return undefined;
  const name = inOwner(body);
  if (name !== undefined) return [...around, name];
  for (const key of Object.keys(body)) {
    const found = findOwner(body[key], inOwner, [...around, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function memberAt(body: unknown, at: string[]): unknown {
  return at.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), body);
}
