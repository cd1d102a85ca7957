import { statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { createProgress } from '../progress.ts';
import { renderOutcome } from './output/render.ts';
import { type OptionSpec, UsageError, type VerbContext, type VerbOutcome } from './verb.ts';
import { ownVersion } from './version.ts';

/** Milliseconds between two looks at the files. Polling sees every change on every file system. */
const POLL_MS = 250;

export const WATCH = {
  type: 'flag',
  about: 'repeat on every change of the document, an overlay or the configuration',
} satisfies OptionSpec;

/** The states of files, by their paths, before they were read. */
export type FileStates = Map<string, string>;

/** Adds the state of a file that is about to be read: a change while it is read counts. */
export function recordState(states: FileStates, file: string): void {
  if (!states.has(file)) states.set(file, stateOf(file));
}

/** Whether no file has changed since. */
function areCurrent(states: FileStates): boolean {
  return [...states].every(([file, state]) => stateOf(file) === state);
}

/** The state of a file; another one after each change. */
function stateOf(file: string): string {
  const { mtimeMs, size, ino } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return [mtimeMs, size, ino].join();
}

/**
 * Runs `work` now and again after each change of a file that it read, until Ctrl-C.
 *
 * @param work gets the context with which it must read the document
 * @throws UsageError for standard input, which can be read only once, and for formats of one run
 */
export async function watchDocument(
  context: VerbContext,
  work: (context: VerbContext) => Promise<void>,
): Promise<void> {
  const { signal, reading, format } = context;
  if (format === 'sarif' || format === 'github') {
    throw new UsageError(`--format ${format} reports one run. With --watch the formats are text and json.`);
  }
  if (reading.texts !== undefined) {
    throw new UsageError('--watch needs a file. Standard input can be read only once.');
  }
  while (!signal.aborted) {
    const states: FileStates = new Map();
    const onRead = (file: string): void => recordState(states, file);
    await work({ ...context, reading: { ...reading, onRead }, progress: createProgress(process.stderr) });
    while (!signal.aborted && areCurrent(states)) {
      await wait(POLL_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/**
 * Waits for a change of files after which `work` succeeds.
 *
 * @param since the states of the files before they were last read
 * @param work adds the states of the files that it reads
 * @param onFailure called with errors of `work`; the next change can fix them
 * @returns undefined if the signal is aborted before
 */
export async function afterChange<Result>(
  since: FileStates,
  work: (states: FileStates) => Promise<Result>,
  { signal, onFailure }: { signal: AbortSignal; onFailure: (error: unknown) => void },
): Promise<Result | undefined> {
  let states = since;
  while (!signal.aborted) {
    await wait(POLL_MS, undefined, { signal }).catch(() => undefined);
    if (areCurrent(states)) continue;
    states = new Map();
    try {
      return await work(states);
    } catch (error) {
      onFailure(error);
    }
  }
  return undefined;
}

/** Prints the outcome of one repetition, a failure too, so that the next change can fix it. */
export async function reportOutcome(context: VerbContext, verb: string, work: Promise<VerbOutcome>): Promise<boolean> {
  const { format, documentName, print, warn, explain, progress } = context;
  const outcome = await work.catch(explain).finally(progress.end);
  const locate = async () => new Map();
  const run = { verb, version: ownVersion(), document: documentName, format, locate };
  const { text, isOut } = await renderOutcome(run, outcome);
  if (isOut) print(text);
  else warn(text.trimEnd());
  return outcome.ok;
}
