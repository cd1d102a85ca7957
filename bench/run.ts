import { readFile, writeFile } from 'node:fs/promises';
import { compileServers } from './compile.ts';
import { prepare, requestBodies } from './files.ts';
import { readFlags } from './flags.ts';
import { measure } from './measure.ts';
import { describeMachine, type Results, writeChart, writePage, writeTables } from './report.ts';

const RESULTS = new URL('results.json', import.meta.url);

const flags = readFlags(process.argv.slice(2));
const documents = flags.operations.toSorted((a, b) => a - b);
const bodies = await requestBodies();
await compileServers();
await prepare(flags.smallest);
const results: Results = { machine: describeMachine(), measured: [] };
for (const operations of documents) {
  const seconds = await prepare(operations);
  console.log(`${operations} operations: contract build took ${seconds.toFixed(1)} s, measuring …`);
  results.measured.push(await measure(operations, bodies, flags));
}
console.log(`\n${writeTables(results)}`);
if (flags.writes) {
  // What was measured with other documents stays.
  const earlier: Results = JSON.parse(await readFile(RESULTS, 'utf8'));
  const kept = earlier.measured.filter(({ operations }) => !documents.includes(operations));
  results.measured = [...kept, ...results.measured].sort((one, other) => one.operations - other.operations);
  await writeFile(RESULTS, `${JSON.stringify(results)}\n`);
  await writeFile(new URL('README.md', import.meta.url), writePage(results));
  await writeFile(new URL('ratios.svg', import.meta.url), writeChart(results));
}
