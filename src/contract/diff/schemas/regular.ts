import { CharSet, combineTransformers, DFA, JS, NFA, type NoParent, Transformers, transform } from 'refa';
import { wordsOfAutomaton } from './words.ts';

/** Texts that match some patterns and not some others, those that differ most first; or why they cannot be found. */
export type RegularTexts = { texts: () => Iterable<string>; isEmpty: boolean } | { reason: string };

/** Code points of Unicode. */
const LAST = 0x10ffff;
/** Lengths beyond this are left to the checks of texts: each character is a state. */
const LONGEST = 256;
/** States of an automaton. Larger ones take seconds. */
const MOST_STATES = 5000;

/** Conditions of texts that automata decide: patterns with the flag `u`, searched anywhere in the text. */
export type Regular = { matching: string[]; others: string[]; shortest: number; longest: number };

/** The texts that meet all conditions. Lengths beyond 256 characters are not applied, which `isLengthFree` says. */
export function findTexts({ matching, others, shortest, longest }: Regular): RegularTexts & { isLengthFree: boolean } {
  const isBounded = shortest > 0 || Number.isFinite(longest);
  const isLengthFree = isBounded && (shortest > LONGEST || (Number.isFinite(longest) && longest > LONGEST));
  try {
    let automaton: DFA | undefined;
    const meet = (other: DFA): void => {
      automaton = automaton === undefined ? other : meetBoth(automaton, other);
    };
    for (const pattern of matching) meet(automatonOf(pattern));
    if (isBounded && !isLengthFree) meet(automatonOf(`^[^]{${shortest},${Number.isFinite(longest) ? longest : ''}}$`));
    for (const pattern of others) meet(complementOf(pattern));
    const found = automaton ?? automatonOf('[^]*');
    return { isLengthFree, isEmpty: found.isEmpty, texts: () => wordsOfAutomaton(found) };
  } catch (error) {
    return { isLengthFree, reason: `its pattern cannot be decided (${(error as Error).message.replace(/\.$/, '')})` };
  }
}

function meetBoth(one: DFA, other: DFA): DFA {
  return DFA.fromIntersection(one, other, limitDfa());
}

const limitNfa = () => new NFA.LimitedNodeFactory(MOST_STATES);
const limitDfa = () => new DFA.LimitedNodeFactory(MOST_STATES);

const AUTOMATA = new Map<string, DFA>();
const COMPLEMENTS = new Map<string, DFA>();

function automatonOf(pattern: string): DFA {
  const known = AUTOMATA.get(pattern);
  if (known !== undefined) return known;
  const parser = JS.Parser.fromLiteral({ source: pattern, flags: 'u' });
  const { expression } = parser.parse({ assertions: 'parse', backreferences: 'throw' });
  const dfa = automatonOfAlternatives(expression.alternatives, false);
  AUTOMATA.set(pattern, dfa);
  return dfa;
}

/** @param startsAtStart whether all of them begin where the text begins */
function automatonOfAlternatives(alternatives: readonly PatternAlternative[], startsAtStart: boolean): DFA {
  const anchored = alternatives.map((alternative) => withAnchors(alternative, startsAtStart));
  const [plain, others] = partition(anchored, ({ aheads }) => aheads.length === 0);
  const automaton =
    plain.length === 0
      ? NFA.empty({ maxCharacter: LAST }, limitNfa())
      : nfaOf(plain.map(({ alternative }) => alternative));
  for (const { alternative, aheads } of others) {
    let met = DFA.fromFA(nfaOf([alternative]), limitDfa());
    for (const ahead of aheads) met = meetBoth(met, automatonOfAhead(ahead));
    automaton.union(met, limitNfa());
  }
  return DFA.fromFA(automaton, limitDfa());
}

function nfaOf(alternatives: PatternAlternative[]): NFA {
  const expression = { type: 'Expression' as const, alternatives };
  const plain = transform(combineTransformers([Transformers.applyAssertions(), Transformers.simplify()]), expression);
  return NFA.fromRegex(plain, { maxCharacter: LAST }, {}, limitNfa());
}

/** The texts that begin as a lookahead at their start requires. */
function automatonOfAhead({ alternatives, negate }: PatternAssertion): DFA {
  const automaton = automatonOfAlternatives(alternatives, true);
  if (negate) automaton.complement(limitDfa());
  return automaton;
}

function complementOf(pattern: string): DFA {
  const known = COMPLEMENTS.get(pattern);
  if (known !== undefined) return known;
  const complement = DFA.fromFA(automatonOf(pattern));
  complement.complement(limitDfa());
  COMPLEMENTS.set(pattern, complement);
  return complement;
}

type PatternAlternative = NoParent<import('refa').Concatenation>;
type PatternPart = PatternAlternative['elements'][number];

type PatternAssertion = Extract<PatternPart, { type: 'Assertion' }>;

/** An alternative of a pattern that spans whole texts, and the lookaheads at the start of the text that it stood behind. */
type SpanningAlternative = { alternative: PatternAlternative; aheads: PatternAssertion[] };

/** An alternative that begins and ends where its anchors say, with anything before and after it where there are none. */
function withAnchors(alternative: PatternAlternative, isAtStart: boolean): SpanningAlternative {
  const elements = [...alternative.elements];
  const aheads: PatternAssertion[] = [];
  let startsAtStart = isAtStart;
  const endsAtEnd = isEdge(elements.at(-1), 'ahead');
  if (endsAtEnd) elements.pop();
  for (let [first] = elements; first?.type === 'Assertion'; [first] = elements) {
    if (isEdge(first, 'behind')) startsAtStart = true;
    else if (startsAtStart && first.kind === 'ahead') aheads.push(first);
    else break;
    elements.shift();
  }
  const spanning = [...(startsAtStart ? [] : [anything()]), ...elements, ...(endsAtEnd ? [] : [anything()])];
  return { alternative: { ...alternative, elements: spanning }, aheads };
}

/** Whether an element is `^` or `$`. */
function isEdge(element: PatternPart | undefined, kind: 'ahead' | 'behind'): boolean {
  if (element?.type !== 'Assertion' || element.kind !== kind || !element.negate) return false;
  const [only, ...others] = element.alternatives;
  const [character, ...rest] = only?.elements ?? [];
  return (
    others.length + rest.length === 0 && character?.type === 'CharacterClass' && character.characters.isAll === true
  );
}

function partition<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

function anything(): PatternPart {
  const character = { type: 'CharacterClass' as const, characters: CharSet.all(LAST) };
  return {
    ...{ type: 'Quantifier' as const, min: 0, max: Number.POSITIVE_INFINITY, lazy: false },
    alternatives: [{ type: 'Concatenation' as const, elements: [character] }],
  };
}
