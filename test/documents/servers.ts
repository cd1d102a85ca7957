import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FOREIGN_SERVERS } from './servers/table.ts';
import { TRIAGE } from './servers/triage/all.ts';
import { type FindingClass, triage } from './servers/triage.ts';
import { verifyServer } from './servers/verify-server.ts';

// Runs `keepspec verify` on servers that others wrote, classifies its findings, and writes the table of the README beside this
// file. Arguments are the ids of the servers to run; without any, all are run. Exit code 1 if a finding is in no class, or if a
// server cannot be tested.

/** The figures of the last run of a server. */
type Row = { cases: number; seconds: number; findings: number } & Record<FindingClass, number>;

const README = fileURLToPath(new URL('README.md', import.meta.url));
const RESULTS = fileURLToPath(new URL('servers/results.json', import.meta.url));
const results: Record<string, Row> = JSON.parse(readFileSync(RESULTS, 'utf8'));
const chosen = process.argv.slice(2);

for (const server of FOREIGN_SERVERS) {
  if (chosen.length > 0 && !chosen.includes(server.id)) continue;
  try {
    const { cases, seconds, findings } = await verifyServer(server);
    const { counts, untriaged, unused } = triage(findings, TRIAGE[server.id] ?? []);
    results[server.id] = { cases, seconds: Math.round(seconds), findings: findings.length, ...counts };
    console.log(`${server.id}: ${cases} cases, ${findings.length} findings, ${untriaged.length} in no class`);
    for (const { operationId, check, message } of untriaged) console.log(`  ${operationId}: ${check}: ${message}`);
    for (const { check, reason } of unused)
      console.log(`  This rule matches no finding of this run: ${check}: ${reason}`);
    if (untriaged.length > 0) process.exitCode = 1;
  } catch (error) {
    console.log(`${server.id}: ${error}`);
    process.exitCode = 1;
  }
}

const ordered = FOREIGN_SERVERS.flatMap(({ id }) => (results[id] === undefined ? [] : [[id, results[id]] as const]));
writeFileSync(RESULTS, `${JSON.stringify(Object.fromEntries(ordered), null, 2)}\n`);
writeFileSync(
  README,
  readFileSync(README, 'utf8').replace(/(<!-- servers -->\n).*(?=<!-- \/servers -->)/s, `$1${table()}`),
);

function table(): string {
  const lines = FOREIGN_SERVERS.flatMap(({ id, name, kind, packages: [own = ''] }) => {
    const row = results[id];
    if (row === undefined) return [];
    const figures = [row.cases, row.findings, row.true, row.document, row.false, row.seconds];
    return [`| ${name} | ${own.slice(own.lastIndexOf('@') + 1)} | ${kind} | ${figures.join(' | ')} |`];
  });
  const sum = (of: keyof Row): number => ordered.reduce((all, [, row]) => all + row[of], 0);
  const sums = (['cases', 'findings', 'true', 'document', 'false', 'seconds'] as const).map(sum);
  return `| server | version | written with | cases | findings | true | document | false | seconds |
|---|---|---|---:|---:|---:|---:|---:|---:|
${lines.join('\n')}
| **all** | | | ${sums.join(' | ')} |
`;
}
