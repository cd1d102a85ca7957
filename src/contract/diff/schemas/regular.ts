import { CharSet, combineTransformers, DFA, JS, NFA, type NoParent, Transformers, transform } from 'refa';

/** Texts that match some patterns and not some others, the shortest first; or why they cannot be found. */
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
      automaton = automaton === undefined ? other : DFA.fromIntersection(automaton, other, limitDfa());
    };
    for (const pattern of matching) meet(automatonOf(pattern));
    if (isBounded && !isLengthFree) meet(automatonOf(`^[^]{${shortest},${Number.isFinite(longest) ? longest : ''}}$`));
    for (const pattern of others) meet(complementOf(pattern));
    const found = automaton ?? automatonOf('[^]*');
    return { isLengthFree, isEmpty: found.isEmpty, texts: () => acceptedTexts(found) };
  } catch (error) {
    return { isLengthFree, reason: `its pattern cannot be decided (${(error as Error).message.replace(/\.$/, '')})` };
  }
}

function* acceptedTexts(automaton: DFA): Generator<string> {
  for (const word of automaton.words()) yield word.map((point) => String.fromCodePoint(point)).join('');
}

const limitNfa = () => new NFA.LimitedNodeFactory(MOST_STATES);
const limitDfa = () => new DFA.LimitedNodeFactory(MOST_STATES);

const AUTOMATA = new Map<string, DFA>();
const COMPLEMENTS = new Map<string, DFA>();

function automatonOf(pattern: string): DFA {
  const known = AUTOMATA.get(pattern);
  if (known !== undefined) return known;
  const parser = JS.Parser.fromLiteral({ source: pattern, flags: 'u' });
  const { expression, maxCharacter } = parser.parse({ assertions: 'parse', backreferences: 'throw' });
  const anchored = { ...expression, alternatives: expression.alternatives.map(withAnchors) };
  const plain = transform(combineTransformers([Transformers.applyAssertions(), Transformers.simplify()]), anchored);
  const dfa = DFA.fromFA(NFA.fromRegex(plain, { maxCharacter }, {}, limitNfa()), limitDfa());
  AUTOMATA.set(pattern, dfa);
  return dfa;
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

/** An alternative that begins and ends where its anchors say, with anything before and after it where there are none. */
function withAnchors(alternative: PatternAlternative): PatternAlternative {
  const elements = [...alternative.elements];
  const startsAtStart = isEdge(elements[0], 'behind');
  if (startsAtStart) elements.shift();
  const endsAtEnd = isEdge(elements.at(-1), 'ahead');
  if (endsAtEnd) elements.pop();
  return {
    ...alternative,
    elements: [...(startsAtStart ? [] : [anything()]), ...elements, ...(endsAtEnd ? [] : [anything()])],
  };
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

function anything(): PatternPart {
  const character = { type: 'CharacterClass' as const, characters: CharSet.all(LAST) };
  return {
    ...{ type: 'Quantifier' as const, min: 0, max: Number.POSITIVE_INFINITY, lazy: false },
    alternatives: [{ type: 'Concatenation' as const, elements: [character] }],
  };
}
