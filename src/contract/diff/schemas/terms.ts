/** A kind of JSON value. Integers are numbers (JSON Schema 2020-12 core §4.2.1). */
export const KINDS = ['null', 'boolean', 'number', 'string', 'array', 'object'] as const;

export type ValueKind = (typeof KINDS)[number];

/** Properties of an object, by name, by pattern, and all others: together, because the others depend on the rest. */
export type MemberTerms = {
  properties: ReadonlyMap<string, Term>;
  patterns: ReadonlyMap<string, Term>;
  others: Term;
};

/** ItemTerms of a list: those at the start, one by one, and all others. */
export type ItemTerms = { prefix: readonly Term[]; rest: Term };

/** A property whose name is not fixed: it is none of some names, matches no pattern of a list, and may have to match one. */
export type NameChoice = { names: readonly string[]; patterns: readonly string[]; matching?: string };

/**
 * One requirement of a value of one kind. The values of other kinds meet it. Each has a negation that is a requirement
 * too, or a term of them ({@link negateLeaf}).
 */
export type Leaf =
  | { on: 'integer'; is: boolean }
  | { on: 'least' | 'most'; bound: number; isExclusive: boolean }
  | { on: 'multiple'; of: number; is: boolean }
  | { on: 'shortest' | 'longest'; length: number }
  | { on: 'pattern'; pattern: string; is: boolean }
  | { on: 'format'; format: string; is: boolean }
  | { on: 'fewest' | 'mostItems'; count: number }
  | { on: 'unique'; is: boolean }
  | { on: 'items'; items: ItemTerms }
  | { on: 'item'; index: number; term: Term }
  | { on: 'someItem'; from: number; term: Term }
  | { on: 'count'; term: Term; least: number; most: number }
  | { on: 'has' | 'lacks'; name: string }
  | { on: 'fewestMembers' | 'mostMembers'; count: number }
  | { on: 'members'; members: MemberTerms }
  | { on: 'member'; name: string; term: Term }
  | { on: 'someMember'; choice: NameChoice; term: Term }
  | { on: 'names' | 'someName'; term: Term }
  // A part of a schema that no other leaf expresses. Equal ones of both documents have the same key.
  | { on: 'opaque'; kind: ValueKind; key: string; reason: string; is: boolean };

/** The kind of values that a leaf is about. */
export function leafKind(leaf: Leaf): ValueKind {
  switch (leaf.on) {
    case 'opaque':
      return leaf.kind;
    case 'integer':
    case 'least':
    case 'most':
    case 'multiple':
      return 'number';
    case 'shortest':
    case 'longest':
    case 'pattern':
    case 'format':
      return 'string';
    case 'fewest':
    case 'mostItems':
    case 'unique':
    case 'items':
    case 'item':
    case 'someItem':
    case 'count':
      return 'array';
    default:
      return 'object';
  }
}

/**
 * A set of values. Terms with the same content are the same object of a {@link Terms}, so that equal parts of two schemas
 * are recognized at once.
 */
export type Term = { readonly id: number } & (
  | { readonly is: 'any' | 'none' }
  | { readonly is: 'all' | 'either'; readonly parts: readonly Term[] }
  | { readonly is: 'not'; readonly part: Term }
  | { readonly is: 'one'; readonly parts: readonly Term[] }
  | { readonly is: 'kinds'; readonly kinds: ReadonlySet<ValueKind | 'integer'> }
  | { readonly is: 'values'; readonly values: readonly unknown[] }
  | { readonly is: 'leaf'; readonly leaf: Leaf }
  | { readonly is: 'reference'; readonly name: string; readonly target: () => Term }
);

/** Makes terms, and simplifies them where that costs nothing. */
export type Terms = {
  any: Term;
  none: Term;
  all(parts: readonly Term[]): Term;
  either(parts: readonly Term[]): Term;
  not(part: Term): Term;
  /** Exactly one of them. */
  one(parts: readonly Term[]): Term;
  kinds(kinds: readonly (ValueKind | 'integer')[]): Term;
  values(values: readonly unknown[]): Term;
  leaf(leaf: Leaf): Term;
  /** @param name the same for references with the same meaning */
  reference(name: string, target: () => Term): Term;
};

export function createTerms(): Terms {
  const known = new Map<string, Term>();
  // Distributes over the union: a part of it without its id is what is passed.
  const make = (key: string, content: object): Term => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const term = { id: known.size, ...content } as Term;
    known.set(key, term);
    return term;
  };
  const any = make('any', { is: 'any' });
  const none = make('none', { is: 'none' });

  /** All of the parts, or one of them: the same with the roles of everything and nothing exchanged. */
  const join = (is: 'all' | 'either', parts: readonly Term[]): Term => {
    const [neutral, absorbing] = is === 'all' ? [any, none] : [none, any];
    const found = new Map<number, Term>();
    const open = [...parts].reverse();
    for (let part = open.pop(); part !== undefined; part = open.pop()) {
      if (part === absorbing) return absorbing;
      if (part === neutral) continue;
      if (part.is === is) for (const inner of part.parts.toReversed()) open.push(inner);
      else found.set(part.id, part);
    }
    for (const part of found.values()) if (part.is === 'not' && found.has(part.part.id)) return absorbing;
    const rest = [...found.values()];
    if (rest.length < 2) return rest[0] ?? neutral;
    return make(`${is} ${[...found.keys()].toSorted((one, other) => one - other).join()}`, { is, parts: rest });
  };

  const not = (part: Term): Term => {
    if (part === any) return none;
    if (part === none) return any;
    return part.is === 'not' ? part.part : make(`not ${part.id}`, { is: 'not', part });
  };

  return {
    ...{ any, none, not },
    all: (parts) => join('all', parts),
    either: (parts) => join('either', parts),
    one: (parts) => {
      const rest = parts.filter((part) => part !== none);
      if (rest.length < 2) return rest[0] ?? none;
      const key = rest.map(({ id }) => id).toSorted((one, other) => one - other);
      return make(`one ${key.join()}`, { is: 'one', parts: rest });
    },
    kinds: (kinds) => {
      const set = new Set(kinds);
      if (set.has('number')) set.delete('integer');
      if (set.size === KINDS.length && !set.has('integer')) return any;
      return set.size === 0 ? none : make(`kinds ${[...set].toSorted().join()}`, { is: 'kinds', kinds: set });
    },
    values: (values) => {
      const byText = new Map(values.map((value) => [canonicalText(value), value]));
      if (byText.size === 0) return none;
      return make(`values ${[...byText.keys()].toSorted().join()}`, { is: 'values', values: [...byText.values()] });
    },
    leaf: (leaf) => make(leafKey(leaf), { is: 'leaf', leaf }),
    reference: (name, target) => make(`reference ${name}`, { is: 'reference', name, target }),
  };
}

function leafKey(leaf: Leaf): string {
  switch (leaf.on) {
    case 'items':
      return `items ${leaf.items.prefix.map(({ id }) => id).join()};${leaf.items.rest.id}`;
    case 'members': {
      const { properties, patterns, others } = leaf.members;
      return `members ${keyOfMap(properties)};${keyOfMap(patterns)};${others.id}`;
    }
    default:
      return JSON.stringify(leaf, (name, value) => (name === 'term' ? (value as Term).id : value));
  }
}

function keyOfMap(map: ReadonlyMap<string, Term>): string {
  return [...map]
    .map(([name, { id }]) => `${JSON.stringify(name)}:${id}`)
    .toSorted()
    .join();
}

/** The same text for equal values (JSON Schema 2020-12 core §4.2.2). */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  });
}

/** The kind of a JSON value. */
export function kindOfValue(value: unknown): ValueKind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  // The rest of JSON.
  return typeof value as ValueKind;
}
