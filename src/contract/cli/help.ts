import { COMMON_OPTIONS, type OptionSpec, type Verb } from './verb.ts';

/** The help of the command: its verbs, and how to get the help of one. */
export function overview(verbs: Verb[]): string {
  const rows = verbs.map(({ name, summary }): HelpRow => [name, summary]);
  return `keepspec VERB [DOCUMENT] [OPTIONS]

${table(rows)}

DOCUMENT is the path or URL of an OpenAPI 3.0, 3.1 or 3.2 document. Swagger 2.0 documents are converted.
"-" reads standard input. The default is "document" of keepspec.config.ts, else openapi/openapi.yaml.

Options
${table([
  ['VERB --help', 'print the options of a verb and an example'],
  ['--version', 'print the version'],
])}

Exit codes: 0 success, 1 a check failed, 2 usage error or failure to run.
`;
}

/** The help of one verb. */
export function helpOf({ name, summary, about, argument, operands, examples, options }: Verb): string {
  const rows = Object.entries({ ...options, ...COMMON_OPTIONS }).map(toRow);
  const parts = [
    `keepspec ${name} ${(operands ?? [argument?.name ?? 'DOCUMENT']).map((one) => `[${one}]`).join(' ')} [OPTIONS]`,
    [capitalized(summary), ...(about === undefined ? [] : [about])].join('\n'),
    `Options\n${table(rows)}`,
    `${examples.length === 1 ? 'Example' : 'Examples'}\n${examples.map((line) => `  keepspec ${line}`).join('\n')}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

type HelpRow = [left: string, right: string];

function toRow([name, spec]: [string, OptionSpec]): HelpRow {
  const left = spec.type === 'flag' ? `--${name}` : `--${name} ${spec.value}`;
  const notes = [
    ...(spec.type === 'list' ? ['repeatable'] : []),
    ...('default' in spec && spec.default !== undefined ? [`default: ${spec.default}`] : []),
  ];
  return [left, notes.length === 0 ? spec.about : `${spec.about} (${notes.join('; ')})`];
}

function table(rows: HelpRow[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}

/** A sentence from a text that begins in lower case and has no full stop. */
export function capitalized(sentence: string): string {
  return `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}.`;
}
