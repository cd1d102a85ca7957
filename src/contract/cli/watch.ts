import { statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { createProgress } from '../progress.ts';
import { type Context, type OptionSpec, type Outcome, UsageError } from './verb.ts';

/** Milliseconds between two looks at the files. Polling sees every change on every file system. */
const POLL_MS = 250;

export const WATCH = { type: 'flag', about: 'repeat on every change of a file of the document' } satisfies OptionSpec;

/** The state of a file; another one after each change. */
function stateOf(file: string): string {
  const { mtimeMs, size, ino } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return [mtimeMs, size, ino].join();
}

/**
 * Runs `work` now and again after each change of a file that it read, until Ctrl-C.
 *
 * @param work gets the context with which it must read the document
 * @throws UsageError for standard input, which can be read only once
 */
export async function watchDocument(context: Context, work: (context: Context) => Promise<void>): Promise<void> {
  const { signal, reading } = context;
  if (reading.texts !== undefined) {
    throw new UsageError('--watch needs a file. Standard input can be read only once.');
  }
  while (!signal.aborted) {
    const states = new Map<string, string>();
    const onRead = (file: string): void => {
      // Taken before the file is read: a change while it is read counts.
      if (!states.has(file)) states.set(file, stateOf(file));
    };
    await work({ ...context, reading: { ...reading, onRead }, progress: createProgress(process.stderr) });
    while (!signal.aborted && [...states].every(([file, state]) => stateOf(file) === state)) {
      await wait(POLL_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Prints the outcome of one repetition, a failure too, so that the next change can fix it. */
export async function report(context: Context, verb: string, work: Promise<Outcome>): Promise<boolean> {
  const { json, documentName, print, warn, explain, progress } = context;
  const { ok, text, facts } = await work.catch(explain).finally(progress.end);
  if (json) print(`${JSON.stringify({ verb, document: documentName, ok, ...facts })}\n`);
  else if (ok) print(text);
  else warn(text.trimEnd());
  return ok;
}
