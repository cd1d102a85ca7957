import type { KeepspecConfig } from '../config.ts';
import type { FileReadOptions } from '../document/root.ts';
import type { Progress } from '../progress.ts';
import type { OutputFormat, ReportedProblem } from './output/problem.ts';

/** An option of a verb, as parser, help and configuration file need it. */
export type OptionSpec = {
  /** One line of help. */
  about: string;
} & (
  | { type: 'flag' }
  | { type: 'text'; value: string; default?: string }
  | { type: 'list'; value: string }
  | { type: 'integer'; value: string; min: number; max: number; default: number }
);

/** The values of options by their names on the command line. */
export type OptionValues<Specs extends Record<string, OptionSpec>> = {
  [Name in keyof Specs]: Specs[Name] extends { type: 'flag' }
    ? boolean
    : Specs[Name] extends { type: 'list' }
      ? string[]
      : Specs[Name] extends { type: 'integer' }
        ? number
        : Specs[Name] extends { default: string }
          ? string
          : string | undefined;
};

export type OptionValue = boolean | number | string | string[] | undefined;

/** Input of a verb beside its options. */
export type VerbContext = {
  /** Path or URL of the root document. */
  file: string;
  /** Value of the argument of the verb; empty if it has none. */
  argument: string;
  /** Values of the operands of the verb. */
  operands: string[];
  /** Paths or URLs of the overlays of the command line, else of the configuration, for a verb with operands. */
  overlays: string[];
  /** Name of the document in messages and generated files. */
  documentName: string;
  reading: FileReadOptions;
  /** The format of standard output. Only the text format allows anything but the outcome there. */
  format: OutputFormat;
  /** The configuration file; empty if there is none. */
  config: KeepspecConfig;
  /** State that a run with `--watch` passes to the next run, after a change of the configuration. */
  handover: { value?: unknown };
  progress: Progress;
  /** Aborted by Ctrl-C, or by a change of the configuration with `--watch`, for verbs that run until then. */
  signal: AbortSignal;
  /** Prints a line on standard error. */
  warn: (line: string) => void;
  /** Prints on standard output, before the end of the verb. */
  print: (text: string) => void;
  /** The outcome of a failure, for verbs that go on after it. Usage errors and defects are thrown. */
  explain: (failure: unknown) => Promise<VerbOutcome>;
};

/** The result of a verb. */
export type VerbOutcome = {
  /** Whether the verb succeeded and its checks passed. */
  ok: boolean;
  /** Printed on standard output if `ok` or `isReport`, else on standard error. */
  text: string;
  isReport?: boolean;
  /** Printed with `--format json`. */
  facts: object;
  /** Printed with `--format markdown`, if there was something to write about. */
  markdown?: string;
  /** Printed with `--format sarif` and `--format github`. */
  problems?: ReportedProblem[];
  /** Why nothing could be checked, as a sentence. By default `text`, if `exitCode` is 2. */
  failure?: string;
  /** In place of 0 if `ok`, else 1. */
  exitCode?: number;
};

export type Verb = {
  name: string;
  /** One sentence for the list of verbs. */
  summary: string;
  /** More sentences for the help of the verb. */
  about?: string;
  takesDocument: true | 'optional';
  /** Whether its outcome has problems, for `--format sarif` and `--format github`. */
  reportsProblems?: true;
  /** Stands in place of the document, which an option `document` names then. */
  argument?: {
    name: string;
    default: string;
    /** The document that a value of the argument names. */
    documentOf: (value: string) => Promise<string | undefined>;
  };
  /** Names of the arguments that stand in place of the document. The verb finds its documents itself. */
  operands?: readonly string[];
  /** Whether its outcome has a text in Markdown, for `--format markdown`. */
  writesMarkdown?: true;
  /** Command lines without the leading `keepspec`. */
  examples: string[];
  options: Record<string, OptionSpec>;
  run: (values: Record<string, OptionValue>, context: VerbContext) => Promise<VerbOutcome>;
};

/** A verb whose `run` gets values typed by its options. */
export function defineVerb<const Specs extends Record<string, OptionSpec>>(
  verb: Omit<Verb, 'options' | 'run'> & {
    options: Specs;
    run: (values: OptionValues<Specs>, context: VerbContext) => Promise<VerbOutcome>;
  },
): Verb {
  // The parser reads values by these very specs.
  return { ...verb, run: (values, context) => verb.run(values as OptionValues<Specs>, context) };
}

/** The command line or the configuration file is wrong. Printed with one line of advice, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
  readonly hint: string | undefined;

  /** @param hint one line that follows the message; by default it names the help of the verb */
  constructor(message: string, { hint, cause }: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause });
    this.hint = hint;
  }
}

/** Options of every verb. */
export const COMMON_OPTIONS = {
  config: {
    type: 'text',
    value: 'FILE',
    about: 'configuration file (default: keepspec.config.ts, .js or .mjs, if present)',
  },
  overlay: { type: 'list', value: 'FILE', about: 'apply an Overlay 1.0 or 1.1 to the document, in the given order' },
  format: {
    type: 'text',
    value: 'FORMAT',
    default: 'text',
    about: 'text, json, sarif, github (annotations) or markdown (diff only)',
  },
  json: { type: 'flag', about: 'the same as --format json: print the result as one JSON object' },
  help: { type: 'flag', about: 'print this help' },
} satisfies Record<string, OptionSpec>;
