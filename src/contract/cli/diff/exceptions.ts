import { readFile, writeFile } from 'node:fs/promises';
import type { ContractChange } from '../../diff/change.ts';
import { type AcceptedChange, readExceptions } from '../baseline-file.ts';
import { UsageError } from '../verb.ts';

/** The effect of a file of exceptions on a comparison. */
export type ExceptionReport = {
  /** Changes whose exception has expired, by fingerprint. They fail. */
  expired: AcceptedChange[];
  /** Exceptions without a change. */
  unseen: AcceptedChange[];
};

/**
 * Marks changes that an exception accepts.
 *
 * @param today such as 2027-01-31; an exception lasts to the end of its last day, in UTC
 */
export function applyExceptions(
  changes: ContractChange[],
  entries: AcceptedChange[],
  today: string,
): { changes: ContractChange[]; report: ExceptionReport } {
  const byFingerprint = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  const isOver = ({ expires }: AcceptedChange): boolean => expires !== undefined && expires < today;
  const seen = new Set(changes.map(({ fingerprint }) => fingerprint));
  const marked = changes.map((change) => {
    const entry = byFingerprint.get(change.fingerprint);
    if (entry === undefined || isOver(entry)) return change;
    const { reason, expires } = entry;
    return { ...change, accepted: { reason, ...(expires === undefined ? {} : { expires }) } };
  });
  return {
    changes: marked,
    report: {
      expired: entries.filter((entry) => seen.has(entry.fingerprint) && isOver(entry)),
      unseen: entries.filter(({ fingerprint }) => !seen.has(fingerprint)),
    },
  };
}

/** A decision to accept changes from now on. */
export type ChangeAcceptance = {
  file: string;
  /** Fingerprints, or `all` for every change that fails. */
  prints: string[];
  reason: string;
  expires: string | undefined;
};

/**
 * Adds exceptions to a file, which is made if it does not exist. Comments of the file stay.
 *
 * @param failing the changes that fail without them
 * @throws UsageError if a fingerprint is not one of a change that fails, or the file has no list at its end
 */
export async function acceptChanges(
  acceptance: ChangeAcceptance,
  failing: ContractChange[],
): Promise<ContractChange[]> {
  const { file, prints } = acceptance;
  const unknown = prints.find((print) => print !== 'all' && !failing.some(({ fingerprint }) => fingerprint === print));
  if (unknown !== undefined)
    throw new UsageError(`--accept: "${unknown}" is not the fingerprint of a change that fails.`, {
      hint: 'The report has the fingerprint of each change. "all" accepts every one that fails.',
    });
  const chosen = failing.filter(({ fingerprint }) => prints.includes('all') || prints.includes(fingerprint));
  const unique = [...new Map(chosen.map((change) => [change.fingerprint, change])).values()];
  if (unique.length === 0) return [];
  const before = await readFile(file, 'utf8').catch(() => undefined);
  const known = before === undefined ? [] : await readExceptions(file);
  const kept = known.filter(({ fingerprint }) => !unique.some((change) => change.fingerprint === fingerprint));
  if (before !== undefined && kept.length < known.length) {
    const over = known.find((entry) => !kept.includes(entry));
    throw new UsageError(`${file} has an expired exception for ${over?.fingerprint}. Change its "expires" there.`);
  }
  await writeFile(
    file,
    /\.json$/i.test(file) ? exceptionsAsJson(known, unique, acceptance) : exceptionsAsYaml(before, unique, acceptance),
  );
  await readExceptions(file).catch(async (error: unknown) => {
    if (before !== undefined) await writeFile(file, before);
    throw new UsageError(`${file} must end with the list "accepted". Move it to the end of the file.`, {
      cause: error,
    });
  });
  return unique;
}

function entryOf({ fingerprint }: ContractChange, { reason, expires }: ChangeAcceptance): AcceptedChange {
  return { fingerprint, reason, ...(expires === undefined ? {} : { expires }) };
}

function exceptionsAsJson(known: AcceptedChange[], added: ContractChange[], acceptance: ChangeAcceptance): string {
  const accepted = [...known, ...added.map((change) => entryOf(change, acceptance))];
  return `${JSON.stringify({ accepted }, null, 2)}\n`;
}

/** JSON strings are YAML. */
function exceptionsAsYaml(before: string | undefined, added: ContractChange[], acceptance: ChangeAcceptance): string {
  const written = before ?? '# Changes of the API that are accepted although they fail keepspec diff.\naccepted:\n';
  const start = written.replace(/^accepted: *\[ *\] *$/m, 'accepted:');
  const indent = /^( *)- /m.exec(start)?.[1] ?? '  ';
  const lines = added.flatMap((change) => {
    const { fingerprint, reason, expires } = entryOf(change, acceptance);
    return [
      `${indent}# ${titleOf(change)}`,
      `${indent}- fingerprint: ${JSON.stringify(fingerprint)}`,
      `${indent}  reason: ${JSON.stringify(reason)}`,
      ...(expires === undefined ? [] : [`${indent}  expires: ${JSON.stringify(expires)}`]),
    ];
  });
  return `${start.endsWith('\n') ? start : `${start}\n`}${lines.join('\n')}\n`;
}

/** On one line. */
function titleOf({ kind, subject: { method, path }, message }: ContractChange): string {
  const where = path === undefined ? '' : `${method === undefined ? '' : `${method} `}${path}: `;
  return `${kind}: ${where}${message}`.replaceAll(/\s+/g, ' ');
}
