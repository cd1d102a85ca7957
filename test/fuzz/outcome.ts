import { resolve } from 'node:path';
import ts from 'typescript';
import { buildArtefacts } from '../../src/contract/build/build.ts';
import { ContractError, type DocumentFault } from '../../src/contract/document/document.ts';
import { explainFailure } from '../../src/contract/document/explain.ts';

/** The result of a build: whether it wrote anything, and what it got wrong, which must be nothing. */
export type FuzzOutcome = {
  kind: 'build' | 'error';
  /** Warnings or errors. */
  lines: string[];
  defects: string[];
};

const FILE = 'openapi.yaml';

/** A file with line and column, or a place in the bundled document. */
const PLACE = /^(openapi\.yaml|<stdin>):\d+:\d+: |^#\/\S*: |^#: /;

/** Texts that only a defect of the program writes. */
const INTERNAL = [
  /Cannot (read|set|convert|destructure|use|delete|access)/,
  /(is|are) not (a function|iterable|defined|a constructor|an object)\b/,
  /\[object [A-Z]|\bundefined\b|\bNaN\b/,
  /call stack|heap|Invalid array length|out of memory/i,
  /\n\s+at |node_modules|\.[jt]s:\d+/,
  /(Type|Reference|Range|Syntax|URI)Error|ENOENT|EISDIR|ENOTDIR/,
  /x-keepspec/,
  // Why is to be found before the validators are compiled, where the place is known.
  /cannot be compiled/,
];

/** Builds a document from its text. */
export async function tryBuild(text: string): Promise<FuzzOutcome> {
  const texts = new Map([[resolve(FILE), text]]);
  const warnings: string[] = [];
  try {
    const artefacts = await buildArtefacts(FILE, (warning) => warnings.push(warning), { texts });
    const broken = artefacts.flatMap(({ name, text: code }) => syntaxErrors(name, code));
    return { kind: 'build', lines: warnings, defects: [...warnings.flatMap(defectsOf), ...broken] };
  } catch (failure) {
    const error = await explainFailure(failure, FILE, { texts });
    if (!(error instanceof ContractError))
      return { kind: 'error', lines: [], defects: [`not explained: ${stackOf(error)}`] };
    return { kind: 'error', lines: error.message.split('\n'), defects: error.faults.flatMap(faultDefects) };
  }
}

function faultDefects({ message, pointer, place }: DocumentFault): string[] {
  const where = place === undefined ? (pointer ?? '') : `${place.file}:${place.line}:${place.column}`;
  return defectsOf(`${where}: ${message}`);
}

/** What is wrong with an error or a warning. */
function defectsOf(line: string): string[] {
  const [, message = ''] = /^\S*: (.*)$/s.exec(line) ?? [];
  // The document's own texts are quoted.
  const own = message.replaceAll(/"[^"]*"/g, '""');
  return [
    ...(PLACE.test(line) ? [] : [`no place: ${line}`]),
    ...(INTERNAL.some((pattern) => pattern.test(own)) ? [`internal text: ${line}`] : []),
    ...(/[.?]\s*$/.test(message) ? [] : [`no sentence: ${line}`]),
  ];
}

function syntaxErrors(fileName: string, code: string): string[] {
  if (!/\.[jt]s$/.test(fileName)) return [];
  const file = ts.createSourceFile(fileName, code, ts.ScriptTarget.ESNext);
  // The parser's own list, which the type leaves out. A program would check the types, too.
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: ts.DiagnosticWithLocation[] };
  return parseDiagnostics.slice(0, 1).map(({ messageText, start }) => {
    const near = JSON.stringify(code.slice(Math.max(0, start - 40), start + 40));
    return `${fileName} does not parse: ${ts.flattenDiagnosticMessageText(messageText, ' ')} ${near}`;
  });
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 6).join('\n') : String(error);
}
