import { isObject } from '../document/references.ts';
import { namesField } from './field-names.ts';
import type { KnownValue } from './known-values.ts';
import {
  createValueStore,
  isReferenceName,
  type LearnedCandidate,
  type ValueStore,
  valuesInMessage,
} from './learned-values.ts';
import { pathNames } from './resources.ts';
import type { Run } from './run-context.ts';
import { plain } from './state/lifecycle.ts';
import type { PathValues, Received } from './types.ts';
import { EACH } from './values/constraint.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** A value that made a server accept a request. */
export type LearnedValue = { operationId: string; name: string; value: unknown; from: string };

/** A value of one response may lead to that of another, so often. */
const MOST_ROUNDS = 3;
/** Values that are tried for one operation in a round. */
const MOST_TRIED = 12;
/** Rejections that another value may turn into success. */
const REJECTED = [400, 404, 409, 422];
/** Characters of a message after the name of its field. */
const MESSAGE_LENGTH = 300;

/**
 * Sends the simplest request of each operation. If it is rejected, values of other responses and of the message take the
 * place of its own, until one is accepted. Accepted values become known values of the operation.
 */
export async function learnValues(run: Run): Promise<LearnedValue[]> {
  const store = createValueStore();
  const learned: LearnedValue[] = [];
  // A DELETE is sent only to resources of the run. Lists come first, because they show ids.
  const isList = ({ method, path }: VerifiableOperation): boolean => method === 'get' && !path.endsWith('}');
  let open = run.wanted
    .filter(({ method }) => method !== 'delete')
    .toSorted((a, b) => Number(isList(b)) - Number(isList(a)));
  for (let round = 0; round < MOST_ROUNDS && open.length > 0; round++) {
    const left: VerifiableOperation[] = [];
    for (const operation of open) {
      const outcome = await learnOperation(run, store, operation);
      if (outcome === undefined) left.push(operation);
      else for (const one of outcome) learned.push(one);
    }
    open = left;
  }
  run.resources.forgetAll();
  return learned;
}

type Guess = { name: string; known: KnownValue; from: string };

/** Returns undefined if the operation accepts nothing yet. */
async function learnOperation(
  run: Run,
  store: ValueStore,
  operation: VerifiableOperation,
): Promise<LearnedValue[] | undefined> {
  const before = operation.hints.data ?? [];
  const kept: Guess[] = [];
  const tried = new Set<string>();
  let response = await ask(run, operation);
  for (let count = 0; count < MOST_TRIED && response !== undefined && REJECTED.includes(response.status); count++) {
    const guess = (await guessesOf(run, operation, { response, store })).find((one) => !tried.has(JSON.stringify(one)));
    if (guess === undefined) break;
    tried.add(JSON.stringify(guess));
    useData(run, operation, [...before, ...kept.map(({ known }) => known), guess.known]);
    const next = await ask(run, operation);
    if (next === undefined || !isBetter(response, next, guess.name)) continue;
    kept.push(guess);
    response = next;
  }
  const isAccepted = response !== undefined && response.status < 300;
  useData(run, operation, [...before, ...(isAccepted ? kept.map(({ known }) => known) : [])]);
  if (response === undefined || !isAccepted) return undefined;
  store.add(operation, response);
  const { operationId } = operation;
  return kept.map(({ name, known, from }) => ({ operationId, name, value: known.value, from }));
}

/** Plans an operation again with known values. */
function useData(run: Run, operation: VerifiableOperation, data: KnownValue[]): void {
  operation.hints.data = data;
  run.planning.forget(operation);
}

/** Sends the simplest request. It is not checked, because it only prepares others. */
async function ask(run: Run, operation: VerifiableOperation): Promise<Received | undefined> {
  const path: PathValues = (await run.resources.valuesFor(operation)) ?? {};
  const { exchange } = await run.session.probe(operation, plain(run, operation), path);
  return 'failure' in exchange ? undefined : exchange.response;
}

/** Whether a rejection has become a success, or no longer names a field. */
function isBetter(before: Received, after: Received, name: string): boolean {
  if (after.status < 300) return true;
  return REJECTED.includes(after.status) && mentions(before, name) && !mentions(after, name);
}

function mentions({ value, text }: Received, name: string): boolean {
  return namesField(value ?? text, name);
}

/** Values to try, those that a message is about first. */
async function guessesOf(
  run: Run,
  operation: VerifiableOperation,
  { response, store }: { response: Received; store: ValueStore },
): Promise<Guess[]> {
  const isPathKnown = (await run.resources.valuesFor(operation)) !== undefined;
  const targets = [
    ...(isPathKnown ? [] : pathNames(operation).map((name) => ({ in: 'path' as const, place: [name], now: '' }))),
    ...operation.parameters.flatMap(({ in: where, name, required }) =>
      (where === 'query' || where === 'header') && required === true ? [{ in: where, place: [name], now: '' }] : [],
    ),
    ...leavesOf(plain(run, operation).body?.value).map((leaf) => ({ in: 'body' as const, ...leaf })),
  ];
  const guesses = targets.map(({ in: where, place, now }) => {
    const name = place.findLast((token) => token !== EACH) ?? '';
    const isAbout = mentions(response, name);
    const stated = isAbout
      ? statedValues(response, name).map((value): LearnedCandidate => ({ value, from: 'the message' }))
      : [];
    const found = isAbout || where === 'path' || isReferenceName(name) ? store.find(name) : [];
    const toGuess = ({ value, from }: LearnedCandidate, isOnly: boolean): Guess => ({
      name,
      known: {
        in: where,
        place,
        value: typeof now === 'number' ? Number(value) : String(value),
        ...(isOnly ? { isOnly } : {}),
      },
      from: isOnly ? from : `${from} of its ${response.status} response`,
    });
    return { isAbout, own: [...stated.map((one) => toGuess(one, false)), ...found.map((one) => toGuess(one, true))] };
  });
  return guesses.toSorted((a, b) => Number(b.isAbout) - Number(a.isAbout)).flatMap(({ own }) => own);
}

/** Values that a message states after the name of a field. */
function statedValues({ text }: Received, name: string): string[] {
  const at = text.indexOf(name);
  return valuesInMessage(at < 0 ? text : text.slice(at, at + MESSAGE_LENGTH));
}

/** The texts and numbers in a body, with their places. */
function leavesOf(value: unknown, place: string[] = []): { place: string[]; now: unknown }[] {
  if (Array.isArray(value)) return value.slice(0, 1).flatMap((item) => leavesOf(item, [...place, EACH]));
  if (isObject(value)) return Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...place, name]));
  return ['string', 'number'].includes(typeof value) ? [{ place, now: value }] : [];
}

/** The part of a report about learned values. */
export function formatLearned(learned: LearnedValue[]): string[] {
  if (learned.length === 0) return [];
  const lines = learned.map(
    ({ operationId, name, value, from }) => `  ${operationId}: ${name} = ${JSON.stringify(value)}, from ${from}`,
  );
  return ['Learned:', ...lines, ''];
}
