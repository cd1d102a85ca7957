import { parseArgs } from 'node:util';
import { problemsOf, runWithFaults } from './faulty-runs.ts';
import { tableOf } from './judge.ts';

// Sends calls of the client through a proxy that breaks them: `npm run client:faults`.

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    /** Breaks the client: it must fail. */
    'without-keys': { type: 'boolean', default: false },
  },
});
const [runs, seed] = [Number(values.runs), Number(values.seed)];
if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) {
  console.error('--runs must be a positive integer, --seed an integer.');
  process.exit(2);
}
const { verdicts } = await runWithFaults({
  runs,
  seed,
  ...(values['without-keys'] && { defect: { onRequest: ({ request }) => removeKey(request) } }),
});

function removeKey({ headers }: Request): void {
  headers.delete('idempotency-key');
}

console.log(tableOf(verdicts));
const problems = problemsOf(verdicts);
for (const problem of problems.slice(0, 20)) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
