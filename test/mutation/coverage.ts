import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Places of a file that were executed: from `start` to before `end`, in characters. */
export type Spans = [start: number, end: number][];

type Script = { url: string; functions: { ranges: { startOffset: number; endOffset: number; count: number }[] }[] };

/**
 * Reads what processes have written into a folder that was their `NODE_V8_COVERAGE`, and removes it. Node takes types away
 * without moving anything, so the places are those of the sources.
 *
 * @returns for each file of `src/` what was executed of it
 */
export async function readCoverage(folder: string, root: string): Promise<Map<string, Spans>> {
  const base = `${pathToFileURL(root).href}/`;
  const executed = new Map<string, Uint8Array>();
  for (const name of await readdir(folder).catch(() => [])) {
    for (const { url, functions } of parse(await readFile(join(folder, name), 'utf8'))) {
      if (!url.startsWith(`${base}src/`)) continue;
      const file = url.slice(base.length).replace(/\?.*$/, '');
      executed.set(file, either(marksOf(functions), executed.get(file)));
    }
  }
  await rm(folder, { recursive: true, force: true });
  return new Map([...executed].map(([file, marks]) => [file, spansOf(marks)]));
}

/** A process that was killed leaves a file that is not whole. */
function parse(text: string): Script[] {
  try {
    return (JSON.parse(text) as { result: Script[] }).result;
  } catch {
    return [];
  }
}

/** 1 where a character was executed. An inner function or block comes after the one around it and has the last word. */
function marksOf(functions: Script['functions']): Uint8Array {
  const marks = new Uint8Array(functions[0]?.ranges[0]?.endOffset ?? 0);
  for (const { ranges } of functions) {
    for (const { startOffset, endOffset, count } of ranges) marks.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  }
  return marks;
}

/** What one of two processes has executed of the same file. */
function either(marks: Uint8Array, others: Uint8Array | undefined): Uint8Array {
  others?.forEach((mark, index) => {
    if (mark === 1) marks[index] = 1;
  });
  return marks;
}

function spansOf(marks: Uint8Array): Spans {
  const spans: Spans = [];
  for (let start = marks.indexOf(1); start !== -1; ) {
    const stop = marks.indexOf(0, start);
    const end = stop === -1 ? marks.length : stop;
    spans.push([start, end]);
    start = marks.indexOf(1, end);
  }
  return spans;
}
