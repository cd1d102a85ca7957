import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { findInRevision } from '../src/contract/cli/diff/git-revision.ts';
import type { ContractChange } from '../src/contract/diff/change.ts';
import { compareDocuments } from '../src/contract/diff/compare-documents.ts';
import { bundleContract } from '../src/contract/document/bundle.ts';
import type { OpenApiDocument } from '../src/contract/document/document.ts';

const DOCUMENT = 'openapi/openapi.yaml';

/** The revisions of the contract in this clone, the oldest first. */
export type ContractHistory = { revisions: string[]; isShallow: boolean };

/**
 * @param most the last revisions only
 * @returns why there are none, if there is no history
 */
export function readHistory(most = Number.POSITIVE_INFINITY): ContractHistory | string {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8', stdio: 'pipe' }).trim();
    const isShallow = git('rev-parse', '--is-shallow-repository') === 'true';
    const limit = Number.isFinite(most) ? [`--max-count=${most}`] : [];
    const revisions = git('log', ...limit, '--format=%H', '--', 'openapi')
      .split('\n')
      .filter(Boolean)
      .reverse();
    if (revisions.length > 1) return { revisions, isShallow };
    return `The history has ${revisions.length === 1 ? 'one revision' : 'no revision'} of the contract.`;
  } catch {
    return 'This folder is not in a Git repository, or Git is not installed.';
  }
}

/** The bundled contract of a revision. */
export async function readRevision(revision: string): Promise<OpenApiDocument> {
  const { file, texts } = await findInRevision(`${revision}:${DOCUMENT}`);
  return bundleContract(file, { texts });
}

/** Breaking changes without a message that shows them. There must be none. */
export function withoutWitness(changes: ContractChange[]): ContractChange[] {
  return changes.filter(({ severity, witness }) => severity === 'breaking' && witness === undefined);
}

const SEVERITIES = ['breaking', 'risky', 'additive', 'docs'] as const;

/** A pair of revisions, or why it could not be compared. */
type ComparedPair = { row: string; counts: number[]; isFault: boolean };

async function comparePair(
  revision: string,
  documents: { old: OpenApiDocument | Error; new: OpenApiDocument | Error },
): Promise<ComparedPair> {
  const none = [...SEVERITIES, 'unproven'].map(() => 0);
  const format = (...cells: unknown[]): string => `| ${[revision.slice(0, 10), ...cells].join(' | ')} |`;
  const { old, new: fresh } = documents;
  const unread = [old, fresh].find((one) => one instanceof Error);
  if (old instanceof Error || fresh instanceof Error)
    return { row: format(`not compared: ${unread?.message}`), counts: none, isFault: true };
  const start = performance.now();
  const { changes, compared } = compareDocuments(old, fresh);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const counts = [
    ...SEVERITIES.map((wanted) => changes.filter(({ severity }) => severity === wanted).length),
    changes.filter(({ unproven }) => unproven !== undefined).length,
  ];
  return {
    row: format(compared.operations, ...counts, seconds),
    counts,
    isFault: withoutWitness(changes).length > 0 || compared.operations === 0,
  };
}

/** Compares each revision with the one before, and prints a table. Returns the exit code. */
async function printHistory(most: number): Promise<number> {
  const history = readHistory(most);
  if (typeof history === 'string') {
    console.error(history);
    return 2;
  }
  const { revisions, isShallow } = history;
  if (isShallow)
    console.log(
      `This clone is shallow: it has ${revisions.length} revisions of the contract, and not the earlier ones. Fetch them with: git fetch --unshallow\n`,
    );
  console.log('| revision | operations | breaking | risky | additive | docs | unproven | seconds |');
  console.log('|---|---:|---:|---:|---:|---:|---:|---:|');
  const pairs: ComparedPair[] = [];
  let before: OpenApiDocument | Error | undefined;
  for (const revision of revisions) {
    const document = await readRevision(revision).catch((error: Error) => error);
    if (before !== undefined) {
      const pair = await comparePair(revision, { old: before, new: document });
      pairs.push(pair);
      console.log(pair.row);
    }
    before = document;
  }
  const sums = [...SEVERITIES, 'unproven'].map((name, index) => {
    const sum = pairs.reduce((total, { counts }) => total + (counts[index] ?? 0), 0);
    return `${sum} ${name}`;
  });
  const faults = pairs.filter(({ isFault }) => isFault).length;
  console.log(`\n${pairs.length} pairs: ${sums.join(', ')}. ${faults} could not be compared or have no witness.`);
  return faults === 0 ? 0 : 1;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { pairs: { type: 'string', default: 'Infinity' } } });
  process.exitCode = await printHistory(Number(values.pairs) + 1);
}
