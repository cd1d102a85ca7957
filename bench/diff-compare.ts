import { pathToFileURL } from 'node:url';
import { compareDocuments } from '../src/contract/diff/compare-documents.ts';
import { readBundle } from '../src/contract/document/read-bundle.ts';

// Compares two built contracts, and prints what it took as one line of JSON. The process does nothing else, so its time and peak memory are
// those of the comparison and of reading the documents.

const [old, fresh] = await Promise.all(process.argv.slice(2, 4).map((file) => readBundle(pathToFileURL(file))));
if (old === undefined || fresh === undefined) throw new Error('Pass the files of two built contracts.');
const { changes, compared } = compareDocuments(old, fresh);
const { user, system } = process.cpuUsage();
console.log(
  JSON.stringify({
    ...compared,
    changes: changes.length,
    breaking: changes.filter(({ severity }) => severity === 'breaking').length,
    unproven: changes.filter(({ unproven }) => unproven !== undefined).length,
    seconds: performance.now() / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1000,
  }),
);
