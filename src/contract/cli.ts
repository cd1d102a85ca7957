#!/usr/bin/env node
import { type Arguments, completeValues, formatOfArguments, readArguments } from './cli/arguments.ts';
import { configFiles, configuredValues, loadConfig } from './cli/config-file.ts';
import { type DocumentSource, findDocument } from './cli/document.ts';
import { outcomeOf, reasonOf } from './cli/failures.ts';
import { helpOf, overview } from './cli/help.ts';
import { type OutputFormat, problemOfFault } from './cli/output/problem.ts';
import { type RenderedRun, renderOutcome } from './cli/output/render.ts';
import { type OptionValue, UsageError, type Verb, type VerbContext, type VerbOutcome } from './cli/verb.ts';
import { VERBS } from './cli/verbs.ts';
import { ownVersion, requireNode } from './cli/version.ts';
import { afterChange, type FileStates, recordState } from './cli/watch.ts';
import type { KeepspecConfig } from './config.ts';
import { ContractError, type DocumentFault, describeFault } from './document/document.ts';
import { createProgress } from './progress.ts';

/** Runs the command. Returns the exit code. */
async function runCommandLine(args: string[]): Promise<number> {
  const read = readArguments(args, VERBS);
  const { verb, help, version } = read;
  if (version) return print(`${ownVersion()}\n`);
  if (help) return print(verb === undefined ? overview(VERBS) : helpOf(verb));
  requireNode();
  if (verb === undefined)
    throw new UsageError('A verb is missing.', { hint: `Verbs: ${VERBS.map(({ name }) => name).join(', ')}.` });
  const handover: Setup['handover'] = {};
  const setUp = async (states: FileStates): Promise<Setup> => ({
    ...(await createSetup(read, verb, states)),
    handover,
  });
  let setup = await setUp(new Map());
  if (read.given.watch !== true) {
    const signal = verb.name === 'mock' ? stopSignal() : new AbortController().signal;
    return conclude(verb, setup, await runVerb(verb, setup, signal));
  }
  for (const signal = stopSignal(); ; ) {
    const { outcome, next } = await runUntilChange(verb, setup, {
      signal,
      setUp,
      onFailure: (error) => void fail(error, args),
    });
    if (next === undefined) return conclude(verb, setup, outcome);
    setup = next;
  }
}

/** Files beside those of the document on which a run depends. */
type Setup = {
  format: OutputFormat;
  values: Record<string, OptionValue>;
  /** Undefined for a verb that works without one. */
  source: DocumentSource | undefined;
  argument: string;
  operands: string[];
  overlays: string[];
  config: KeepspecConfig;
  handover: VerbContext['handover'];
  /** States of the configuration files, present or not, and of the files that they import. */
  states: FileStates;
};

async function createSetup(
  { format, config, given, document: first, overlays, operands }: Arguments,
  verb: Verb,
  states: FileStates,
): Promise<Omit<Setup, 'handover'>> {
  const onRead = (file: string): void => recordState(states, file);
  configFiles(config).forEach(onRead);
  const { config: configured = {} } = (await loadConfig(config, VERBS, onRead)) ?? {};
  const values = completeValues(verb, configuredValues(configured, verb), given);
  const argument = verb.argument === undefined ? '' : (first ?? verb.argument.default);
  const document =
    verb.argument === undefined ? first : (given.document ?? (await verb.argument.documentOf(argument)))?.toString();
  const isNeeded = document !== undefined || verb.takesDocument === true;
  if (!isNeeded && verb.operands === undefined && overlays !== undefined)
    throw new UsageError(`--overlay needs a document: keepspec ${verb.name} openapi.yaml --overlay ${overlays[0]}.`);
  const source = isNeeded
    ? await findDocument(document, configured.document, overlays ?? configured.overlays)
    : undefined;
  const all = { argument, operands, overlays: overlays ?? configured.overlays ?? [] };
  return { format, values, source, ...all, config: configured, states };
}

type Repetition = {
  signal: AbortSignal;
  setUp: (states: FileStates) => Promise<Setup>;
  onFailure: (error: unknown) => void;
};

/** Runs a verb with `--watch` until the configuration changes. `next` is undefined if the verb has ended before. */
async function runUntilChange(
  verb: Verb,
  setup: Setup,
  { signal, setUp, onFailure }: Repetition,
): Promise<{ outcome: VerbOutcome; next: Setup | undefined }> {
  const isOver = new AbortController();
  const isChanged = new AbortController();
  const change = afterChange(setup.states, setUp, {
    signal: AbortSignal.any([signal, isOver.signal]),
    onFailure,
  }).then((next) => {
    if (next !== undefined) isChanged.abort();
    return next;
  });
  const outcome = await runVerb(verb, setup, AbortSignal.any([signal, isChanged.signal])).finally(() => isOver.abort());
  return { outcome, next: await change };
}

async function runVerb(verb: Verb, setup: Setup, signal: AbortSignal): Promise<VerbOutcome> {
  const context = createContext(setup, signal);
  return verb.run(setup.values, context).catch(context.explain).finally(context.progress.end);
}

function createContext(setup: Setup, signal: AbortSignal): VerbContext {
  const { source, argument, operands, overlays, format, config, handover } = setup;
  const { file, documentName } = source ?? NO_DOCUMENT;
  const progress = createProgress(process.stderr);
  const warn = (line: string): void => {
    progress.end();
    process.stderr.write(`${line}\n`);
  };
  const reading = {
    ...quietReading(setup),
    onConvert: once(() => warn(`${documentName}: converted from Swagger 2.0 to OpenAPI 3.0.`)),
    onWarning: (fault: DocumentFault) => warn(describeFault(fault)),
  };
  return {
    ...{ file, documentName, argument, operands, overlays, reading, format, config, handover, progress, warn, signal },
    print: (text) => void process.stdout.write(text),
    explain: (failure) =>
      outcomeOf(failure, async (other) => {
        const { explainFailure } = await import('./document/explain.ts');
        return source === undefined ? other : explainFailure(other, file, reading);
      }),
  };
}

/** How the document is read, without a word about it. */
function quietReading({ values, source = NO_DOCUMENT }: Pick<Setup, 'values' | 'source'>) {
  const { texts, overlays } = source;
  return { allowRemote: values['allow-remote'] === true, overlays, ...(texts === undefined ? {} : { texts }) };
}

/** The document of a verb that works without one. */
const NO_DOCUMENT: DocumentSource = { file: '', documentName: '', overlays: [] };

/** Aborted by Ctrl-C or SIGTERM. A second signal ends the process as usual. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) act();
    isDone = true;
  };
}

async function conclude({ name }: Verb, setup: Setup, outcome: VerbOutcome): Promise<number> {
  const { format, source = NO_DOCUMENT } = setup;
  const locate: RenderedRun['locate'] = async (pointers) => {
    const { locatePointers } = await import('./document/locate.ts');
    return locatePointers(pointers, source.file, quietReading(setup));
  };
  const run = { verb: name, version: ownVersion(), document: source.documentName, format, locate };
  const { text, isOut } = await renderOutcome(run, outcome);
  (isOut ? process.stdout : process.stderr).write(text);
  return outcome.exitCode ?? (outcome.ok ? 0 : 1);
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

/** Prints an error first, then one line of advice. */
async function fail(error: unknown, args: string[]): Promise<void> {
  const verb = verbOf(args);
  const { text: message, hint } = describeError(error, verb);
  const faults = error instanceof ContractError ? error.faults : undefined;
  const run = { verb: verb?.name, version: ownVersion(), document: undefined, format: formatOfArguments(args) };
  const { text, isOut } = await renderOutcome(
    { ...run, locate: async () => new Map() },
    {
      ...{ ok: false, exitCode: 2, failure: hint === undefined ? message : `${message} ${hint}` },
      text: hint === undefined ? `${message}\n` : `keepspec: ${message}\n${hint}\n`,
      facts: faults === undefined ? { error: message, ...(hint && { hint }) } : { faults },
      problems: (faults ?? []).map((fault) => problemOfFault(fault)),
    },
  );
  (isOut ? process.stdout : process.stderr).write(text);
  if (process.env.KEEPSPEC_DEBUG !== undefined && error instanceof Error) process.stderr.write(`${error.stack}\n`);
}

/** The verb of arguments that may be wrong. It comes first; a document or a folder may have the name of another one. */
function verbOf(args: string[]): Verb | undefined {
  const given = args.find((arg) => VERBS.some(({ name }) => name === arg));
  return VERBS.find(({ name }) => name === given);
}

function describeError(error: unknown, verb: Verb | undefined): { text: string; hint?: string } {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ContractError) return { text: message };
  if (error instanceof UsageError) {
    const name = verb === undefined ? '' : `${verb.name} `;
    return { text: message, hint: error.hint ?? `Run "keepspec ${name}--help" for help.` };
  }
  const hint = 'This is a bug in keepspec. KEEPSPEC_DEBUG=1 prints the stack trace.';
  return { text: `Internal error: ${message}`, hint };
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader such as `head` may close the pipe early.
  if (error.code === 'EPIPE') return;
  process.stderr.write(`keepspec: The output cannot be written: ${reasonOf(error)}.\n`);
  process.exit(2);
});

const args = process.argv.slice(2);
process.exitCode = await runCommandLine(args).catch(async (error: unknown) => {
  await fail(error, args);
  return 2;
});
