import { pathToFileURL } from 'node:url';
import { readBundle } from '../src/contract/document/read-bundle.ts';
import { createPlan } from '../src/contract/verify/plan.ts';
import { createPlanning } from '../src/contract/verify/planning.ts';

// Plans every case of a built contract, and prints what it took as one line of JSON. The process does nothing else, so its peak memory is that
// of planning.

const start = performance.now();
const plan = createPlan(await readBundle(pathToFileURL(process.argv[2] ?? '')));
const planning = createPlanning(plan, 1, Number.POSITIVE_INFINITY);
let cases = 0;
for (const operation of plan.operations) {
  cases += planning.examples(operation).length + planning.protocol(operation).length;
  while (planning.constraint(operation, planning.constraints(operation).length) !== undefined) cases += 1;
}
const { user, system } = process.cpuUsage();
console.log(
  JSON.stringify({
    operations: plan.operations.length,
    cases,
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1000,
  }),
);
