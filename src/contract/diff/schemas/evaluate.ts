import { meetsFormat } from '../../values/checks.ts';
import { isDecimalMultiple } from '../../values/decimals.ts';
import { compilePattern } from '../../values/patterns.ts';
import { lengthOf } from '../../values/texts.ts';
import { CIRCLE } from './reduce.ts';
import {
  canonicalText,
  type ItemTerms,
  kindOfValue,
  type Leaf,
  leafKind,
  type MemberTerms,
  type NameChoice,
  type Term,
} from './terms.ts';

/** A value was asked of a part of a schema that terms do not express. */
export class OpaqueTerm extends Error {}

/**
 * Whether a term contains a value.
 *
 * @throws {OpaqueTerm} if that depends on a part that terms do not express
 */
export function contains(term: Term, value: unknown): boolean {
  return containsAt(term, value, []);
}

/** @param followed references that were followed for this value */
function containsAt(term: Term, value: unknown, followed: readonly Term[]): boolean {
  switch (term.is) {
    case 'any':
      return true;
    case 'none':
      return false;
    case 'all':
      return term.parts.every((part) => containsAt(part, value, followed));
    case 'either':
      return term.parts.some((part) => containsAt(part, value, followed));
    case 'one':
      return term.parts.filter((part) => containsAt(part, value, followed)).length === 1;
    case 'not':
      return !containsAt(term.part, value, followed);
    case 'kinds': {
      const kind = kindOfValue(value);
      return term.kinds.has(kind) || (kind === 'number' && Number.isInteger(value) && term.kinds.has('integer'));
    }
    case 'values': {
      const text = canonicalText(value);
      return term.values.some((one) => canonicalText(one) === text);
    }
    case 'leaf':
      return meets(term.leaf, value);
    case 'reference':
      if (followed.includes(term)) throw new OpaqueTerm(CIRCLE);
      return containsAt(term.target(), value, followed.concat(term));
  }
}

/** Whether a value meets a leaf. */
export function meets(leaf: Leaf, value: unknown): boolean {
  if (kindOfValue(value) !== leafKind(leaf)) return true;
  if (leaf.on === 'opaque') throw new OpaqueTerm(leaf.reason);
  if (typeof value === 'number') return meetsNumber(leaf, value);
  if (typeof value === 'string') return meetsText(leaf, value);
  return Array.isArray(value) ? meetsList(leaf, value) : meetsObject(leaf, value as Record<string, unknown>);
}

function meetsNumber(leaf: Leaf, value: number): boolean {
  switch (leaf.on) {
    case 'integer':
      return Number.isInteger(value) === leaf.is;
    case 'least':
      return leaf.isExclusive ? value > leaf.bound : value >= leaf.bound;
    case 'most':
      return leaf.isExclusive ? value < leaf.bound : value <= leaf.bound;
    case 'multiple':
      return isDecimalMultiple(value, leaf.of) === leaf.is;
    default:
      return true;
  }
}

function meetsText(leaf: Leaf, value: string): boolean {
  switch (leaf.on) {
    case 'shortest':
      return lengthOf(value) >= leaf.length;
    case 'longest':
      return lengthOf(value) <= leaf.length;
    case 'pattern':
      return matchesPattern(leaf.pattern, value) === leaf.is;
    case 'format':
      return meetsFormat(leaf.format, value) === leaf.is;
    default:
      return true;
  }
}

function meetsList(leaf: Leaf, value: unknown[]): boolean {
  switch (leaf.on) {
    case 'fewest':
      return value.length >= leaf.count;
    case 'mostItems':
      return value.length <= leaf.count;
    case 'unique':
      return (new Set(value.map(canonicalText)).size === value.length) === leaf.is;
    case 'items':
      return value.every((item, index) => contains(itemTerm(leaf.items, index), item));
    case 'item':
      return value.length > leaf.index && contains(leaf.term, value[leaf.index]);
    case 'someItem':
      return value.some((item, index) => index >= leaf.from && contains(leaf.term, item));
    case 'count': {
      const count = value.filter((item) => contains(leaf.term, item)).length;
      return count >= leaf.least && count <= leaf.most;
    }
    default:
      return true;
  }
}

function meetsObject(leaf: Leaf, value: Record<string, unknown>): boolean {
  switch (leaf.on) {
    case 'has':
      return Object.hasOwn(value, leaf.name);
    case 'lacks':
      return !Object.hasOwn(value, leaf.name);
    case 'fewestMembers':
      return Object.keys(value).length >= leaf.count;
    case 'mostMembers':
      return Object.keys(value).length <= leaf.count;
    case 'members':
      return Object.entries(value).every(([name, member]) =>
        memberTerms(leaf.members, name).every((term) => contains(term, member)),
      );
    case 'member':
      return Object.hasOwn(value, leaf.name) && contains(leaf.term, value[leaf.name]);
    case 'someMember':
      return Object.entries(value).some(([name, member]) => isChosen(leaf.choice, name) && contains(leaf.term, member));
    case 'names':
      return Object.keys(value).every((name) => contains(leaf.term, name));
    case 'someName':
      return Object.keys(value).some((name) => contains(leaf.term, name));
    default:
      return true;
  }
}

/** The term of the item at an index. */
export function itemTerm({ prefix, rest }: ItemTerms, index: number): Term {
  return prefix[index] ?? rest;
}

/** The terms that a property of a name must be in (JSON Schema 2020-12 core §10.3.2). */
export function memberTerms({ properties, patterns, others }: MemberTerms, name: string): Term[] {
  const own = properties.get(name);
  const terms = own === undefined ? [] : [own];
  for (const [pattern, term] of patterns) if (matchesPattern(pattern, name)) terms.push(term);
  return terms.length === 0 ? [others] : terms;
}

/** Whether a name is one that a choice allows. */
export function isChosen({ names, patterns, matching }: NameChoice, name: string): boolean {
  if (names.includes(name) || patterns.some((pattern) => matchesPattern(pattern, name))) return false;
  return matching === undefined || matchesPattern(matching, name);
}

/** Whether a text matches a pattern. One that is no regular expression matches all, as for the validators. */
export function matchesPattern(pattern: string, text: string): boolean {
  return compilePattern(pattern)?.test(text) ?? true;
}
