import type { CharRange, DFA } from 'refa';

type AutomatonState = DFA.ReadonlyNode;

/** So many lengths are shown with one character for each set of characters, before all characters are. */
const VARIED_LENGTHS = 12;
const MOST_VARIED = 100;

/**
 * All words of an automaton, those that differ most first, then by their length. Only beginnings that some word has are
 * followed, because their number grows with each character: a word of twenty has more beginnings than memory holds.
 */
export function* wordsOfAutomaton(automaton: DFA): Generator<string> {
  const live = statesWithWords(automaton);
  if (!live.has(automaton.initial)) return;
  // States from which a word ends after so many characters.
  const endings: ReadonlySet<AutomatonState>[] = [new Set([...automaton.finals].filter((state) => live.has(state)))];
  const endingsAfter = (length: number): ReadonlySet<AutomatonState> => {
    for (let known = endings.length; known <= length; known++) endings.push(statesBefore(live, endings[known - 1]));
    return endings[length] as ReadonlySet<AutomatonState>; // It was just added.
  };
  function* wordsFrom(
    state: AutomatonState,
    length: number,
    pick: (range: CharRange) => Iterable<number>,
  ): Generator<string> {
    if (length === 0) yield '';
    else {
      const next = endingsAfter(length - 1);
      const ways = [...state.out.entries()].filter(([, target]) => next.has(target));
      for (const [range, target] of ways.toSorted(([one], [other]) => rankOfRange(one) - rankOfRange(other))) {
        for (const point of pick(range))
          for (const rest of wordsFrom(target, length - 1, pick)) yield String.fromCodePoint(point) + rest;
      }
    }
  }
  const shown = new Set<string>();
  for (const length of lengthsOf(automaton, live, endingsAfter)) {
    if (length.rank >= VARIED_LENGTHS || shown.size >= MOST_VARIED) break;
    for (const word of wordsFrom(automaton.initial, length.length, oneOf)) {
      if (shown.size >= MOST_VARIED) break;
      shown.add(word);
      yield word;
    }
  }
  for (const { length } of lengthsOf(automaton, live, endingsAfter))
    for (const word of wordsFrom(automaton.initial, length, allOf)) if (!shown.has(word)) yield word;
}

/** The lengths of words, which end where no state is left that has a word. */
function* lengthsOf(
  { initial }: DFA,
  live: ReadonlySet<AutomatonState>,
  endingsAfter: (length: number) => ReadonlySet<AutomatonState>,
): Generator<{ length: number; rank: number }> {
  let reached: ReadonlySet<AutomatonState> = new Set([initial]);
  for (let [length, rank] = [0, 0]; reached.size > 0; length++) {
    if (endingsAfter(length).has(initial)) yield { length, rank: rank++ };
    reached = new Set([...reached].flatMap((state) => [...state.out.values()].filter((target) => live.has(target))));
  }
}

/** States from which a final one can be reached. */
function statesWithWords(automaton: DFA): ReadonlySet<AutomatonState> {
  const before = new Map<AutomatonState, AutomatonState[]>();
  for (const state of automaton.nodes())
    for (const target of state.out.values()) {
      const list = before.get(target);
      if (list === undefined) before.set(target, [state]);
      else list.push(state);
    }
  const live = new Set<AutomatonState>(automaton.finals);
  for (const state of live) for (const one of before.get(state) ?? []) live.add(one);
  return live;
}

function statesBefore(
  live: ReadonlySet<AutomatonState>,
  after: ReadonlySet<AutomatonState> = new Set(),
): ReadonlySet<AutomatonState> {
  return new Set([...live].filter((state) => [...state.out.values()].some((target) => after.has(target))));
}

/** Characters that are easy to read. */
const READABLE = [...'a0A-_/.: '].map((character) => character.codePointAt(0) ?? 0);

function rankOfRange(range: CharRange): number {
  const [point = 0] = oneOf(range);
  return READABLE.includes(point) ? 0 : point > 0x20 && point < 0x7f ? 1 : 2;
}

function oneOf({ min, max }: CharRange): number[] {
  const readable = READABLE.find((point) => point >= min && point <= max);
  const printable = Math.max(min, 0x21);
  return [readable ?? (printable <= Math.min(max, 0x7e) ? printable : max < 0xd800 || min > 0xdfff ? min : max)];
}

function* allOf({ min, max }: CharRange): Generator<number> {
  for (let point = min; point <= max; point++) yield point;
}
