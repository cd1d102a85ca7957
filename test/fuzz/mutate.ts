import { ODD_MEMBERS, ODD_NAMES, ODD_REFERENCES, ODD_VALUES } from './odd-parts.ts';
import { Alias, type Anchors, writeYaml } from './write-yaml.ts';

/** Numbers from 0 to 1. */
type Random = () => number;

/** An object or a list of the document, with its path. */
type Holder = { value: Record<string, unknown>; path: string[] };

type State = { holders: Holder[]; anchors: Anchors; random: Random };

/** A changed document as text, and the changes in words. */
export type Mutant = { text: string; changes: string[] };

const MOST_CHANGES = 3;

/** Changes a document at one to three places. The same random numbers give the same mutant. */
export function mutate(document: object, random: Random): Mutant {
  const copy = structuredClone(document) as Record<string, unknown>;
  const anchors: Anchors = new Map();
  const changes: string[] = [];
  const count = 1 + Math.floor(random() * MOST_CHANGES);
  for (let index = 0; index < count; index++) {
    const state = { holders: holdersOf(copy), anchors, random };
    changes.push(pick(CHANGES, random)(state));
  }
  const text = writeYaml(copy, anchors);
  if (random() > TEXT_CHANGE) return { text, changes };
  const [changed, change] = changeText(text, random);
  return { text: changed, changes: [...changes, change] };
}

/** The share of mutants that are changed as text, too. */
const TEXT_CHANGE = 0.05;

const CHANGES: ((state: State) => string)[] = [
  deleteMember,
  deleteMember,
  replaceMember,
  replaceMember,
  renameMember,
  addMember,
  addMember,
  changeReference,
  changeReference,
  copyMember,
  addAlias,
  addNesting,
];

function deleteMember({ holders, random }: State): string {
  const { value, path } = pick(holders, random);
  const name = pick(Object.keys(value), random);
  if (Array.isArray(value)) value.splice(Number(name), 1);
  else delete value[name];
  return `delete ${at(path, name)}`;
}

function replaceMember({ holders, random }: State): string {
  const { value, path } = pick(holders, random);
  const name = pick(Object.keys(value), random);
  const odd = structuredClone(pick(ODD_VALUES, random));
  value[name] = odd;
  return `set ${at(path, name)} to ${brief(odd)}`;
}

function renameMember({ holders, random }: State): string {
  const { value, path } = pick(
    holders.filter((holder) => !Array.isArray(holder.value)),
    random,
  );
  const name = pick(Object.keys(value), random);
  const index = Math.floor(random() * name.length);
  const isTypo = random() < 0.5;
  const next = isTypo ? name.slice(0, index) + name.slice(index + 1) : pick(ODD_NAMES, random);
  const member = value[name];
  delete value[name];
  define(value, next, member);
  return `rename ${at(path, name)} to ${JSON.stringify(next)}`;
}

function addMember({ holders, random }: State): string {
  const { value, path } = pick(
    holders.filter((holder) => !Array.isArray(holder.value)),
    random,
  );
  const [name, odd] = structuredClone(pick(ODD_MEMBERS, random));
  define(value, name, odd);
  return `add ${at(path, name)}: ${brief(odd)}`;
}

/** Changes a reference, or puts one in the place of something else. */
function changeReference({ holders, random }: State): string {
  const references = holders.filter(({ value }) => typeof value.$ref === 'string');
  const reference = pick(ODD_REFERENCES, random);
  if (references.length > 0 && random() < 0.6) {
    const { value, path } = pick(references, random);
    const isBeside = random() < 0.3;
    value.$ref = isBeside ? `${String(value.$ref)}${pick(['/', '%', '~1', '/x', '#', '~'], random)}` : reference;
    return `set ${at(path, '$ref')} to ${brief(value.$ref)}`;
  }
  const { value, path } = pick(holders, random);
  const name = pick(Object.keys(value), random);
  value[name] = { $ref: reference };
  return `set ${at(path, name)} to ${brief(value[name])}`;
}

/** Puts a part of the document in a place where it does not belong. */
function copyMember({ holders, random }: State): string {
  const from = pick(holders, random);
  const to = pick(holders, random);
  const name = pick(Object.keys(to.value), random);
  to.value[name] = structuredClone(from.value);
  return `copy ${at(from.path)} to ${at(to.path, name)}`;
}

/** An alias of another part, of a part that holds it, or of parts that grow with each level. */
function addAlias({ holders, anchors, random }: State): string {
  const to = pick(holders, random);
  const name = pick(Object.keys(to.value), random);
  if (random() < 0.3) {
    to.value[name] = growingAliases(anchors, 2 + Math.floor(random() * 20));
    return `set ${at(to.path, name)} to growing aliases`;
  }
  const from = pick(holders, random);
  const anchor = anchors.get(from.value) ?? `a${anchors.size}`;
  anchors.set(from.value, anchor);
  to.value[name] = new Alias(anchor);
  return `set ${at(to.path, name)} to an alias of ${at(from.path)}`;
}

/** Each level holds the one before several times. */
function growingAliases(anchors: Anchors, levels: number): object {
  let level: Record<string, unknown> = { type: 'string' };
  const first = level;
  const all: Record<string, unknown> = { type: 'object', properties: { first } };
  const properties = all.properties as Record<string, unknown>;
  for (let index = 0; index < levels; index++) {
    const anchor = `g${anchors.size}`;
    anchors.set(level, anchor);
    const members = Array.from({ length: 5 }, (_, member) => [`m${member}`, new Alias(anchor)]);
    level = { type: 'object', properties: Object.fromEntries(members) };
    properties[`level${index}`] = level;
  }
  return all;
}

/** Schemas in schemas, deeper than any author writes. */
function addNesting({ holders, random }: State): string {
  const { value, path } = pick(holders, random);
  const name = pick(Object.keys(value), random);
  const depth = pick([20, 40, 300], random);
  const [keyword, wrap]: [string, (inner: unknown) => object] = pick(
    [
      ['items', (items) => ({ type: 'array', items })],
      ['properties', (a) => ({ type: 'object', properties: { a } })],
      ['allOf', (one) => ({ allOf: [one] })],
      ['lists', (one) => [one]],
    ],
    random,
  );
  let nested: unknown = { type: 'string' };
  for (let level = 0; level < depth; level++) nested = wrap(nested);
  value[name] = nested;
  return `set ${at(path, name)} to ${depth} levels of ${keyword}`;
}

function changeText(text: string, random: Random): [changed: string, change: string] {
  const index = Math.floor(random() * text.length);
  const odd = pick(
    ['', '\t', '"', '{', ']', ':', '\u0000', '\ufeff', '- ', '%', '&', '*', '!!binary ', '\r', '---\n'],
    random,
  );
  return [text.slice(0, index) + odd + text.slice(index + 1), `write ${JSON.stringify(odd)} at character ${index}`];
}

/** All objects and lists that are not empty, the document first. */
function holdersOf(root: Record<string, unknown>): Holder[] {
  const found: Holder[] = [];
  const visit = (value: unknown, path: string[]): void => {
    if (typeof value !== 'object' || value === null || value instanceof Alias) return;
    // Deep enough for every part of a document.
    if (path.length > 30) return;
    if (Object.keys(value).length > 0) found.push({ value: value as Record<string, unknown>, path });
    for (const [name, member] of Object.entries(value)) visit(member, [...path, name]);
  };
  visit(root, []);
  return found.length > 0 ? found : [{ value: { empty: '' }, path: [] }];
}

/** `__proto__` as any other name. */
function define(object: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

function pick<Item>(items: Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

function at(path: string[], name?: string): string {
  return `/${[...path, ...(name === undefined ? [] : [name])].join('/')}`;
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
