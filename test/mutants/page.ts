export const CLEAN_HEADING = '## Servers without a defect';

/**
 * The page with the results of all runs.
 *
 * @param mutants a row for each mutant
 * @param clean a row for each server without a defect
 */
export function pageOf(mutants: string[], clean: string[]): string {
  const killed = mutants.filter((row) => row.includes(' | killed | ')).length;
  return `# Mutants

\`npm run mutants\` plants one defect at a time into a server and lets \`keepspec verify\` find it, with the seeds 1, 2 and 3.
A mutant is killed if, with every seed, the check that its defect is about finds it. A run ends at this finding. Its phases
and operations begin with those that are most likely to show it; the others follow before a mutant has survived. The last column
has the checks that found something before it.

The servers are:
- the server of this API, with a defect in its contract or on the wire in front of it (\`mutants.ts\`)
- a plain Express server of a museum with pages by number, filters, sorting, PUT and nested resources
  (\`test/contract/verify/museum/\`)
- a plain Express server of a darkroom with uploads, asynchronous jobs, idempotency keys and ETags
  (\`test/contract/verify/darkroom/\`)

\`-- --only TEXT\` tries the mutants whose server, class or name contains the text; it can be repeated. \`-- --seed N\` uses other seeds. \`-- --workers N\` sets
the number of processes. \`-- --clean N\` sends N cases to the servers without a defect. Each run updates this page.

${killed} killed, ${mutants.length - killed} survived.

| class | defect | | seeds | by | found before |
|---|---|---|---|---|---|
${mutants.join('\n')}

${CLEAN_HEADING}

| server | seeds | cases | findings | seconds |
|---|---|---|---|---|
${clean.join('\n')}
`;
}
