import type { OpenApiDocument } from '../../src/contract/document/document.ts';
import { isObject } from '../../src/contract/document/references.ts';
import type { Candidate, Use } from './candidates.ts';
import { applyEdit, type Effect, valueAt } from './edit.ts';
import { hidesEdit } from './hidden-edits.ts';
import type { Message } from './messages.ts';
import { type Accepts, acceptsText, judgeDocument } from './oracle.ts';
import type { Step, Turn } from './reach.ts';
import { embed } from './sample.ts';

type Json = Record<string, unknown>;

/** An effect on the messages of one direction. */
export type Turned = 'request:narrowing' | 'request:widening' | 'response:narrowing' | 'response:widening';

/** A value that one of two documents accepts and the other rejects. */
export type Proof = { message: Message; value: unknown };

/** What an edit does, by the rules and by the values that were tried. */
export type Truth = {
  /** All that the specification lets it do. */
  possible: Set<Turned>;
  /** What a value has shown. */
  proven: Map<Turned, Proof>;
  /** What is shown or, of edits without values, stated by the specification. */
  isPolicy: boolean;
};

const FLIP: Record<Effect, Effect> = {
  narrowing: 'widening',
  widening: 'narrowing',
  both: 'both',
  neither: 'neither',
  policy: 'policy',
};

/** The effect on a message of one of its schemas. */
function turnEffect(effect: Effect, turn: Turn): Effect {
  if (turn === 'turned') return FLIP[effect];
  return turn === 'open' && (effect === 'narrowing' || effect === 'widening') ? 'both' : effect;
}

function turnedOf(effect: Effect, direction: 'request' | 'response'): Turned[] {
  if (effect === 'both' || effect === 'policy') return [`${direction}:narrowing`, `${direction}:widening`];
  return effect === 'neither' ? [] : [`${direction}:${effect}`];
}

/** What an edit does, from the old document to the new one. */
export function truthOf({ cut, edit, uses }: Candidate): { truth: Truth; changed: OpenApiDocument } {
  const changed = applyEdit(cut.cut, edit);
  const truth: Truth = { possible: new Set(), proven: new Map(), isPolicy: edit.effect === 'policy' };
  if (edit.kind !== 'schema') {
    const directions = edit.direction === undefined ? (['request', 'response'] as const) : [edit.direction];
    for (const direction of directions) for (const one of turnedOf(edit.effect, direction)) truth.possible.add(one);
    return { truth, changed };
  }
  const isUnevaluated = edit.effect !== 'neither' && JSON.stringify(cut.cut).includes('unevaluated');
  const isHidden = hidesEdit(cut.cut, edit);
  for (const { message, approaches } of uses) {
    const seen = approaches.filter((approach) => !isHidden(message, approach));
    for (const { turn } of seen) {
      for (const one of turnedOf(turnEffect(edit.effect, turn), message.direction)) truth.possible.add(one);
    }
    // What an inner schema evaluates decides what an outer one still sees.
    if (isUnevaluated && seen.length > 0)
      for (const one of turnedOf('both', message.direction)) truth.possible.add(one);
  }
  if (edit.effect !== 'neither') prove(truth, uses, edit.probes, [cut.cut, changed]);
  return { truth, changed };
}

function prove(truth: Truth, uses: Use[], probes: Candidate['edit']['probes'], documents: OpenApiDocument[]): void {
  const [old, next] = documents.map(judgeDocument);
  if (old === undefined || next === undefined) return;
  for (const { message, ways } of uses) {
    const { direction, tokens, wire } = message;
    const wanted = turnedOf('both', direction).filter((one) => truth.possible.has(one) && !truth.proven.has(one));
    if (wanted.length === 0) continue;
    const read = (accepts: Accepts) =>
      wire === 'text' ? acceptsText(accepts) : (value: unknown): boolean | undefined => accepts(value);
    const [before, after] = [read(old.accepts(direction, tokens)), read(next.accepts(direction, tokens))];
    for (const value of valuesOf(message, ways, probes, [old.plain(direction), next.plain(direction)])) {
      // An empty segment is another path.
      if (value === '' && message.key.startsWith('path ')) continue;
      const [was, is] = [before(value), after(value)];
      if (was === is || was === undefined || is === undefined) continue;
      const turned: Turned = was ? `${direction}:narrowing` : `${direction}:widening`;
      if (!truth.proven.has(turned)) truth.proven.set(turned, { message, value });
      truth.possible.add(turned);
      if (wanted.every((one) => truth.proven.has(one))) break;
    }
  }
}

const ORDINARY: unknown[] = ['a', '', 'abcdef', 0, 1, 3, 12.5, -1, true, null, [], ['a'], {}, { a: 1 }];

/** Values of a message in which those of an edit stand at its place. */
function* valuesOf(
  message: Message,
  ways: Step[][],
  probes: Candidate['edit']['probes'],
  documents: Json[],
): Generator<unknown> {
  const seen = new Set<string>();
  let count = 0;
  for (const way of ways) {
    for (const document of documents.toReversed()) {
      const schema = valueAt(document, message.tokens);
      for (const [isFull, pick] of [
        [false, 0],
        [true, 0],
        [false, 1],
        [true, 2],
      ] as const) {
        const tried = (valid: unknown): unknown[] => [
          ...(typeof probes === 'function' ? probes(valid) : (probes ?? [])),
          valid,
          ...(isObject(valid) ? withoutOne(valid) : []),
          ...ORDINARY,
        ];
        for (const value of embed(schema, way, tried, { document, isFull, pick })) {
          const text = JSON.stringify(value);
          if (text === undefined || text.length > 200_000 || seen.has(text)) continue;
          seen.add(text);
          count += 1;
          if (count > 2500) return;
          yield value;
        }
      }
    }
  }
}

function withoutOne(value: Json): Json[] {
  return Object.keys(value).map((name) => {
    const { [name]: _, ...rest } = value;
    return rest;
  });
}

const REVERSE: Record<Turned, Turned> = {
  'request:narrowing': 'request:widening',
  'request:widening': 'request:narrowing',
  'response:narrowing': 'response:widening',
  'response:widening': 'response:narrowing',
};

/** What the inverse of an edit does. */
export function reverseTruth({ possible, proven, isPolicy }: Truth): Truth {
  return {
    possible: new Set([...possible].map((one) => REVERSE[one])),
    proven: new Map([...proven].map(([one, proof]) => [REVERSE[one], proof])),
    isPolicy,
  };
}
