import { parseArgs } from 'node:util';
import { suggest } from '../document/suggest.ts';
import { isOutputFormat, OUTPUT_FORMATS, type OutputFormat } from './output/problem.ts';
import { COMMON_OPTIONS, type OptionSpec, type OptionValue, UsageError, type Verb } from './verb.ts';

/** A command line, read. */
export type Arguments = {
  verb: Verb | undefined;
  /** Whether the help of the verb, or of the command, is wanted. */
  help: boolean;
  version: boolean;
  format: OutputFormat;
  config: string | undefined;
  document: string | undefined;
  overlays: string[] | undefined;
  /** Arguments of a verb that has operands. */
  operands: string[];
  /** Options of the verb that are given. */
  given: Record<string, OptionValue>;
};

type Given = { name: string; raw: string; value: string | undefined; isInline: boolean };

/**
 * Reads the command line. `--help` and `--version` win over everything else.
 *
 * @throws UsageError if an option is unknown, repeated, invalid, or not one of the verb's
 */
export function readArguments(args: string[], verbs: Verb[]): Arguments {
  const words = args[0] === 'help' ? [...args.slice(1), '--help'] : args;
  const { positionals, options } = parseArguments(words, verbs);
  const [name, ...documents] = positionals;
  const has = (wanted: string): boolean => options.some((option) => option.name === wanted);
  const verb = verbs.find((one) => one.name === name);
  const base = { verb, version: has('version') && verb === undefined, help: has('help') };
  const bare = {
    ...base,
    format: 'text' as const,
    config: undefined,
    document: undefined,
    overlays: undefined,
    operands: [],
    given: {},
  };
  if (name !== undefined && verb === undefined) {
    throw new UsageError(`Unknown verb "${name}".${suggest(name, verbNames(verbs))}`);
  }
  if (base.help || base.version || verb === undefined) {
    if (!base.help && !base.version) checkNames(options, COMMON_OPTIONS, verbs);
    return bare;
  }
  checkNames(options, { ...COMMON_OPTIONS, ...verb.options }, verbs, verb);
  const { config, overlay, format, ...given } = readValues(options, { ...COMMON_OPTIONS, ...verb.options });
  const operands = readOperands(documents, verb);
  const document = verb.operands === undefined ? documents[0] : undefined;
  const values = {
    format: readFormat(format as string | undefined, { isJson: has('json'), verb }),
    config: config as string | undefined,
    overlays: overlay as string[] | undefined,
  };
  return { ...bare, ...values, document, operands, given: without(given, ['json', 'help']) };
}

/** @throws UsageError if the format is unknown, or the verb has none of its problems */
function readFormat(given: string | undefined, { isJson, verb }: { isJson: boolean; verb: Verb }): OutputFormat {
  if (given === undefined) return isJson ? 'json' : 'text';
  if (isJson) throw new UsageError('--json is --format json. Give one of them.');
  if (!isOutputFormat(given)) {
    const formats = formatsOf(verb);
    throw new UsageError(`--format: "${given}" must be ${formats.join(', ')}.${suggest(given, formats)}`);
  }
  if (given === 'markdown' && verb.writesMarkdown !== true) {
    throw new UsageError(
      `--format markdown: ${verb.name} writes no Markdown. Its formats are ${formatsOf(verb).join(', ')}.`,
    );
  }
  if (given !== 'text' && given !== 'json' && given !== 'markdown' && verb.reportsProblems !== true) {
    throw new UsageError(`--format ${given}: ${verb.name} reports no problems. Its formats are text and json.`);
  }
  return given;
}

function formatsOf({ reportsProblems, writesMarkdown }: Verb): OutputFormat[] {
  return OUTPUT_FORMATS.filter((format) => {
    if (format === 'markdown') return writesMarkdown === true;
    return format === 'text' || format === 'json' || reportsProblems === true;
  });
}

/** The format of arguments that may be wrong. */
export function formatOfArguments(args: string[]): OutputFormat {
  if (args.includes('--json')) return 'json';
  const at = args.findIndex((arg) => arg === '--format' || arg.startsWith('--format='));
  const given = args[at]?.startsWith('--format=') ? args[at].slice('--format='.length) : args[at + 1];
  return at >= 0 && given !== undefined && isOutputFormat(given) ? given : 'text';
}

function verbNames(verbs: Verb[]): string[] {
  return verbs.map(({ name }) => name);
}

function without(values: Record<string, OptionValue>, names: string[]): Record<string, OptionValue> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}

/** @throws UsageError if there are more than the verb takes */
function readOperands(given: string[], { operands }: Verb): string[] {
  const most = operands?.length ?? 1;
  const rest = given.slice(most).join(' ');
  if (given.length <= most) return operands === undefined ? [] : given;
  const limit = most === 1 ? 'one document' : `${most} documents`;
  throw new UsageError(`Only ${limit} can be given: remove "${rest}".`);
}

/** An option has the same type in every verb that has it, so that the verb may stand behind it. */
function parseArguments(args: string[], verbs: Verb[]): { positionals: string[]; options: Given[] } {
  const specs = Object.entries(Object.assign({}, COMMON_OPTIONS, ...verbs.map(({ options }) => options)) as Specs);
  const types = specs.map(([name, spec]) => [name, { type: spec.type === 'flag' ? 'boolean' : 'string' } as const]);
  const { positionals, tokens } = parseArgs({
    args,
    allowPositionals: true,
    strict: false,
    tokens: true,
    options: {
      ...Object.fromEntries(types),
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'v' },
    },
  });
  const options = tokens.flatMap((token) =>
    token.kind === 'option'
      ? [{ name: token.name, raw: token.rawName, value: token.value, isInline: token.inlineValue === true }]
      : [],
  );
  return { positionals, options };
}

type Specs = Record<string, OptionSpec>;

function checkNames(options: Given[], known: Specs, verbs: Verb[], verb?: Verb): void {
  for (const { name, raw } of options) {
    if (Object.hasOwn(known, name)) continue;
    const isElsewhere = name === 'version' || verbs.some((other) => Object.hasOwn(other.options, name));
    if (verb === undefined)
      throw new UsageError(isElsewhere ? `${raw} needs a verb.` : unknown(raw, Object.keys(known)));
    if (!isElsewhere) throw new UsageError(unknown(raw, Object.keys(known)));
    const own = Object.keys(verb.options).map((one) => `--${one}`);
    throw new UsageError(`${verb.name} does not take ${raw}.${own.length === 0 ? '' : ` It takes ${own.join(', ')}.`}`);
  }
}

function unknown(raw: string, known: string[]): string {
  const near = suggest(
    raw,
    known.map((name) => `--${name}`),
  );
  return `Unknown option ${raw}.${near}`;
}

function readValues(options: Given[], specs: Specs): Record<string, OptionValue> {
  const values: Record<string, OptionValue> = {};
  for (const { name, raw, value, isInline } of options) {
    const spec = specs[name];
    if (spec === undefined) continue;
    if (spec.type === 'flag') {
      if (value !== undefined) throw new UsageError(`${raw} takes no value.`);
      values[name] = true;
      continue;
    }
    if (value === undefined || value === '' || (!isInline && /^--\w/.test(value))) {
      throw new UsageError(`${raw} needs a value: ${raw} ${spec.value}.`);
    }
    if (spec.type === 'list') values[name] = [...((values[name] as string[] | undefined) ?? []), value];
    else if (Object.hasOwn(values, name)) throw new UsageError(`${raw} can be given only once.`);
    else values[name] = spec.type === 'integer' ? readInteger(raw, value, spec) : value;
  }
  return values;
}

function readInteger(raw: string, text: string, { min, max }: { min: number; max: number }): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= min && number <= max) return number;
  throw new UsageError(`${raw}: "${text}" must be an integer from ${min} to ${max}.`);
}

/** Values of all options of a verb: those given, those configured, and defaults. */
export function completeValues(
  { options }: Verb,
  configured: Record<string, OptionValue>,
  given: Record<string, OptionValue>,
): Record<string, OptionValue> {
  const values = Object.entries(options).map(([name, spec]) => {
    const standard = spec.type === 'flag' ? false : spec.type === 'list' ? [] : spec.default;
    return [name, given[name] ?? configured[name] ?? standard];
  });
  return Object.fromEntries(values);
}
