import { writeFile } from 'node:fs/promises';
import { prepare, requestBodies } from './files.ts';
import { readFlags } from './flags.ts';
import { measure } from './measure.ts';
import { describeMachine, type Results, writePage, writeTables } from './report.ts';

const flags = readFlags(process.argv.slice(2));
const documents = flags.operations.toSorted((a, b) => a - b);
const smallest = documents[0] ?? 6;
const bodies = await requestBodies();
const results: Results = { machine: describeMachine(), rounds: flags.rounds, figures: [], skipped: [] };
for (const operations of documents) {
  const seconds = await prepare(operations);
  console.log(`${operations} operations: contract build took ${seconds.toFixed(1)} s, measuring …`);
  const { figures, skipped } = await measure(operations, smallest, bodies, flags);
  results.figures.push({ beside: operations, rows: figures });
  results.skipped.push(...skipped);
}
console.log(`\n${writeTables(results)}`);
await writeFile(new URL('results.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
await writeFile(new URL('README.md', import.meta.url), writePage(results));
