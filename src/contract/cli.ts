#!/usr/bin/env node
import { type Options, type Outcome, readArgs, USAGE, UsageError } from './cli/arguments.ts';
import { suggest } from './cli/suggest.ts';
import { build, docs, lint, mock } from './cli/verbs.ts';
import { coverage, verify } from './cli/verify.ts';
import { ContractError, type Fault } from './document/document.ts';

type Verb = (options: Options) => Promise<Outcome>;

// Each verb loads its own libraries: the mock's take a second that the others need not wait.
const VERBS: Record<string, Verb> = { build, lint, mock, docs, verify, coverage };

/** Runs one verb and prints its outcome. Returns the exit code. */
async function run(args: string[]): Promise<number> {
  const { verb, help, options } = readArgs(args);
  if (help || verb === undefined) {
    (help ? process.stdout : process.stderr).write(USAGE);
    return help ? 0 : 2;
  }
  const act = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (act === undefined) throw new UsageError(`There is no verb "${verb}".${suggest(verb, Object.keys(VERBS))}`);
  const { contract, allowRemote, json } = options;
  let outcome: Outcome;
  try {
    outcome = await act(options);
  } catch (failure) {
    if (failure instanceof UsageError) throw failure;
    const { explainFailure } = await import('./document/explain.ts');
    const error = await explainFailure(failure, contract, { allowRemote });
    if (!(error instanceof ContractError)) throw error;
    outcome = { ok: false, text: `${error.message}\n`, facts: { faults: error.faults.map(flatten) } };
  }
  const { ok, text, facts, isReport = false } = outcome;
  if (json) process.stdout.write(`${JSON.stringify({ verb, contract, ok, ...facts })}\n`);
  else (ok || isReport ? process.stdout : process.stderr).write(text);
  return outcome.exitCode ?? (ok ? 0 : 1);
}

function flatten({ place, ...fault }: Fault): object {
  return { ...place, ...fault };
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`contract: ${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
