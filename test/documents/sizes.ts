import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build, CACHE, createCorpus, removeCorpus } from './corpus.ts';
import { DOCUMENTS } from './documents.ts';

// Builds each document and prints the table of the README beside this file.

await createCorpus();
const sizes: number[] = [];
console.log('| document | package | OpenAPI | operations | validators, kB |\n|---|---|---|---:|---:|');
for (const one of DOCUMENTS) {
  const { contract, document } = await build(one);
  const { size } = await stat(join(CACHE, one.name, 'validators.js'));
  const count = contract.operations.length;
  if (count > 0 && !one.isSplit) sizes.push(size / count);
  const cells = [one.name, one.package ?? '', document.openapi, count, Math.round(size / 1000)];
  console.log(`| ${cells.join(' | ')} |`);
}
const median = sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0;
console.log(`\nMedian of ${sizes.length} documents: ${(median / 1000).toFixed(1)} kB an operation.`);
await removeCorpus();
