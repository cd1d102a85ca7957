import { parseArgs } from 'node:util';
import { catalogs } from './catalogs.ts';
import { clocks } from './clock.ts';
import { diskFull } from './disk-full.ts';
import { postgresKills, sqliteKills } from './kills.ts';
import { postgresKilled } from './postgres-killed.ts';
import { receivers } from './receivers.ts';
import { readPage, writePage } from './report.ts';
import { createRun, isPassed, type Scenario } from './scenario.ts';

// Injects faults into real servers under load, and checks what they have afterwards: `npm run faults`.

/** In the order of the table. */
const SCENARIOS: Scenario[] = [
  sqliteKills,
  postgresKills,
  postgresKilled,
  diskFull,
  ...clocks,
  ...receivers,
  ...catalogs,
];

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    times: { type: 'string' },
    seed: { type: 'string', default: '1' },
    print: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const chosen = SCENARIOS.filter(({ name }) => name.toLowerCase().includes(values.only.toLowerCase()));
if (chosen.length === 0) {
  console.error(`--only "${values.only}" fits none of: ${SCENARIOS.map(({ name }) => name).join('; ')}`);
  process.exit(2);
}

const page = await readPage(SCENARIOS.map(({ name }) => name));
for (const scenario of chosen) {
  const times = values.times === undefined ? scenario.times : Number(values.times);
  const result = await scenario.run(createRun(times, seed, (line) => console.log(line)));
  for (const problem of [...result.lost, ...result.halves, ...result.problems].slice(0, 20))
    console.error(problem.slice(0, 400));
  if (!isPassed(result) && result.notRun === undefined) process.exitCode = 1;
  console.log(page.add(result, seed));
  if (!values.print) await writePage(page);
}
