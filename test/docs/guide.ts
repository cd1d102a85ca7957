import { readFile } from 'node:fs/promises';

/** A guide of `docs/`, as far as tests need it. */
export type Guide = {
  name: string;
  /** Code blocks that begin with a comment that names their file. */
  files: Record<string, string>;
  /** Lines to add to a file, by its name: blocks that begin with `// in`. */
  additions: Record<string, string>;
  /** Lines of `log` blocks: what an app prints. */
  printed: string[];
  differences: Difference[];
};

/** A row of a guide's table of differences: one part of the responses to a request, before and after the migration. */
export type Difference = {
  /** A title of `requests.http`, or a group of requests such as "every rejection". */
  requests: string;
  /** `status`, `body`, or the name of a header. */
  part: string;
  before: Cell;
  after: Cell;
};

/** What a cell of the table says of a part: it is absent, or it holds some texts and not others. */
export type Cell = { isNone: boolean; holds: string[]; lacks: string[] };

export async function readGuide(name: string): Promise<Guide> {
  const text = await readFile(`docs/${name}.md`, 'utf8');
  const blocks = [...text.matchAll(/^```ts\n\/\/ (in )?(\S+\.ts)\n\n?(.*?)^```/gms)];
  const filesOf = (isAddition: boolean) =>
    Object.fromEntries(
      blocks
        .filter(([, isIn]) => (isIn !== undefined) === isAddition)
        .map(([, , file = '', code = '']): [string, string] => [file, code]),
    );
  const printed = [...text.matchAll(/^```log\n(.*?)^```/gms)].flatMap(([, lines = '']) => lines.trim().split('\n'));
  return { name, files: filesOf(false), additions: filesOf(true), printed, differences: readDifferences(text) };
}

/**
 * The file with lines added. Lines that the file has already show where: each other line is added after the last one of them,
 * and at the start of the file before the first one.
 */
export function withAddition(code: string, addition: string): string {
  const lines = code.split('\n');
  let at = 0;
  for (const line of addition.trim().split('\n')) {
    const found = line === '' ? -1 : lines.indexOf(line);
    if (found >= 0) at = found + 1;
    else lines.splice(at++, 0, line);
  }
  return lines.join('\n');
}

function readDifferences(text: string): Difference[] {
  const [, table = ''] = /<!-- differences -->\n(.*?)<!-- \/differences -->/s.exec(text) ?? [];
  const rows = table.trim().split('\n').slice(2);
  return rows.map((row) => {
    const [requests = '', part = '', before = '', after = ''] = row
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.trim());
    return { requests, part: part.replaceAll('`', ''), before: readCell(before), after: readCell(after) };
  });
}

function readCell(cell: string): Cell {
  const spans = [...cell.matchAll(/(no )?`([^`]+)`/g)];
  const textsOf = (isLacking: boolean) =>
    spans.filter(([, no]) => (no !== undefined) === isLacking).map(([, , text = '']) => text);
  return { isNone: cell === 'none', holds: textsOf(false), lacks: textsOf(true) };
}
