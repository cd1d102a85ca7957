import type { ErrorPlace, ErrorTemplate } from '../document/compiled.ts';
import { entryMembers, listsFields, memberAt } from '../document/error-places.ts';
import { isObject, pointerTokens, toPointer } from '../document/references.ts';
import type { Violation } from './types.ts';
import { VIOLATIONS_LISTED } from './violations.ts';

/** Facts of a rejection for an error body. A fact that is left out stays as the template has it. */
export type ErrorFacts = {
  /** The error of the whole request, if no field is invalid. */
  detail?: string;
  violations: Violation[];
  status?: number;
  title?: string;
  /** From the most to the least fitting one, in snake case. */
  codes?: string[];
  requestId?: string;
  path?: string;
};

/** A sentence names so many fields. */
const NAMED = 10;

type Edit = (body: unknown) => unknown;

/**
 * An error body of the contract that describes the errors of a request. Each fact is put in its place if the contract
 * allows it there; a place whose fact is not allowed stays as it is in the template.
 *
 * @param fits whether the contract allows a body
 */
export function fillError(template: ErrorTemplate, facts: ErrorFacts, fits: (body: unknown) => boolean): unknown {
  const { body, places } = template;
  let filled = body;
  const apply = (edits: Edit[]): boolean =>
    edits.some((edit) => {
      const candidate = edit(filled);
      if (candidate === undefined || !fits(candidate)) return false;
      filled = candidate;
      return true;
    });
  let isListed = false;
  for (const { at } of places.filter(({ kind }) => kind === 'list')) isListed = apply(listEdits(template, at, facts));
  for (const place of places) {
    if (place.kind === 'list') continue;
    const values = place.kind === 'sentence' ? sentencesOf(facts, isListed) : valuesFor(place, template, facts);
    apply(values.map((value) => (whole) => change(whole, place.at, () => value)));
  }
  return filled;
}

/** The number of invalid fields, in words. */
export function countInWords(violations: Violation[]): string {
  const { length } = violations;
  if (length > VIOLATIONS_LISTED) return `The request has more than ${VIOLATIONS_LISTED} invalid fields.`;
  return `The request has ${length} invalid field${length === 1 ? '' : 's'}.`;
}

/** From the longest to the shortest: a schema may limit the length. */
function sentencesOf({ detail, violations, title }: ErrorFacts, isListed: boolean): string[] {
  const texts = violations.slice(0, NAMED).map(violationText);
  const more = violations.length > NAMED ? [`and ${violations.length - NAMED} more`] : [];
  const about = violations.length === 0 ? [] : isListed ? [countInWords(violations)] : [[...texts, ...more].join('; ')];
  return [...about, detail, title].filter((sentence) => sentence !== undefined);
}

function violationText(violation: Violation): string {
  return `${fieldNameOf(violation)} ${violation.message}`;
}

function fieldNameOf({ path }: Violation): string {
  return path === '' ? 'body' : path;
}

function valuesFor({ kind, at, values }: ErrorPlace, { body, isOwn }: ErrorTemplate, facts: ErrorFacts): unknown[] {
  const { status, title, codes = [], requestId, path } = facts;
  const given = memberAt(body, at);
  switch (kind) {
    case 'status':
      return status === undefined ? [] : [typeof given === 'number' ? status : String(status)];
    case 'title':
      return isOwn || title === undefined ? [] : [title];
    case 'type':
      return isOwn || title === undefined ? [] : ['about:blank'];
    case 'code':
      return isOwn ? [] : codesLike(String(given), codes, values);
    case 'request_id':
      return requestId === undefined ? [] : [requestId];
    case 'path':
      return path === undefined ? [] : [path];
    case 'time':
      return status === undefined ? [] : [new Date().toISOString()];
    default:
      return [];
  }
}

/** The first code that the contract lists, in its spelling; where it lists none, in the style of its example. */
function codesLike(given: string, codes: string[], values: string[] | undefined): string[] {
  if (values === undefined) {
    const [code] = codes;
    if (code === undefined) return [];
    return [/^[A-Z0-9_]+$/.test(given) ? code.toUpperCase() : given.includes('-') ? code.replaceAll('_', '-') : code];
  }
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return codes.flatMap((code) => values.filter((value) => plain(value) === plain(code)));
}

/** The list of fields in the form of the example's list, first with as little as possible beside it. */
function listEdits({ body, places }: ErrorTemplate, at: string[], { violations, detail }: ErrorFacts): Edit[] {
  const example = memberAt(body, at);
  if (violations.length > 0) {
    return [true, false].map((isBare) => (whole) => change(whole, at, () => rewrite(example, violations, isBare)));
  }
  if (detail === undefined) return [];
  const edits: Edit[] = [(whole) => change(whole, at, () => undefined)];
  const empty = Array.isArray(example) ? [] : {};
  edits.push((whole) => change(whole, at, () => empty));
  const alone = [{ in: 'body', path: '', pointer: '', keyword: '', message: detail }] as const;
  const one: Edit[] = [true, false].map(
    (isBare) => (whole) => change(whole, at, () => rewrite(example, [...alone], isBare)),
  );
  // Without another place for the message, the list has it.
  return places.some(({ kind }) => kind === 'sentence') ? [...edits, ...one] : [...one, ...edits];
}

function rewrite(example: unknown, all: readonly Violation[], isBare: boolean): unknown {
  const violations = all.slice(0, VIOLATIONS_LISTED);
  if (!Array.isArray(example)) {
    const isListed = isObject(example) && Object.values(example).some(Array.isArray);
    return Object.fromEntries(
      violations.map((violation) => [fieldNameOf(violation), isListed ? [violation.message] : violation.message]),
    );
  }
  const [first] = example;
  if (!isObject(first)) return violations.map(violationText);
  const { where, what = '' } = entryMembers(first);
  const place = Object.keys(first).find((name) => name === 'in' && where !== undefined);
  return violations.map((violation) => {
    // Other members of the example's entry, such as a code, belong to the example. They stay only if the contract
    // requires them.
    const entry: unknown = {
      ...(isBare ? {} : first),
      ...(place === undefined ? {} : { [place]: violation.in }),
      [what]: where === undefined && violation.keyword !== '' ? violationText(violation) : violation.message,
    };
    return where === undefined
      ? entry
      : change(entry, where, () => violationMember(violation, where, memberAt(first, where)));
  });
}

/** The field in the form of the example: a path, a JSON Pointer, or a list of names. */
function violationMember(violation: Violation, where: string[], example: unknown): unknown {
  const { pointer } = violation;
  if (Array.isArray(example)) return [violation.in, ...pointerTokens(pointer)];
  const text = String(example);
  if (text.startsWith('#')) return toPointer(pointerTokens(pointer));
  return text.startsWith('/') || /pointer/i.test(where.at(-1) ?? '') ? pointer : fieldNameOf(violation);
}

/**
 * A copy of the body with another value at the end of these member names; without the member where that is undefined.
 */
function change(body: unknown, [name, ...rest]: string[], convert: (value: unknown) => unknown): unknown {
  if (name === undefined) return convert(body);
  const owner = isObject(body) ? body : {};
  const value = change(owner[name], rest, convert);
  const { [name]: _replaced, ...others } = owner;
  if (value === undefined) return others;
  return name in owner ? { ...owner, [name]: value } : { ...others, [name]: value };
}

/** The template that suits a rejection: one that lists fields for invalid fields, else one that does not. */
export function chooseTemplate(templates: ErrorTemplate[], facts: ErrorFacts): ErrorTemplate | undefined {
  return templates.find((one) => listsFields(one) === facts.violations.length > 0) ?? templates[0];
}
