import { parentPort, workerData } from 'node:worker_threads';
import { createMutant } from './mutants.ts';
import { tryBuild } from './outcome.ts';
import { allDocuments } from './sources.ts';

/** Builds mutants one after the other and reports each before and after it. */
const { seed, from, to } = workerData as { seed: number; from: number; to: number };
const sources = allDocuments();
for (let number = from; number < to; number++) {
  parentPort?.postMessage({ number });
  const { text } = createMutant(sources, seed, number);
  parentPort?.postMessage({ number, outcome: await tryBuild(text) });
}
