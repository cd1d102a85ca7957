import type { AcceptedEntry } from '../verify/replay/baseline.ts';
import { readSettingsFile, type SettingsFile, settingsMembers } from './settings-file.ts';

const MEMBERS = ['fingerprint', 'reason', 'expires'] as const;

/** A change that a team accepts, for some time or without an end. */
export type AcceptedChange = Omit<AcceptedEntry, 'expires'> & Partial<Pick<AcceptedEntry, 'expires'>>;

/** The words of a file of accepted findings or changes. */
type AcceptedNames = { option: string; file: string; one: 'finding' | 'change' };

/** @throws UsageError with file, line and column of the error */
export async function readBaseline(file: string): Promise<AcceptedEntry[]> {
  const names = { option: 'baseline', file: 'the baseline', one: 'finding' } as const;
  return readAccepted(file, names, (settings, value, tokens) => {
    const entry = readEntry(settings, value, { tokens, one: 'finding' });
    const { expires } = entry;
    return expires === undefined ? settings.fail(tokens, `"expires" must be ${DAY}.`) : { ...entry, expires };
  });
}

/**
 * The accepted changes of a file for `diff`. An exception without `expires` has no end.
 *
 * @throws UsageError with file, line and column of the error
 */
export async function readExceptions(file: string): Promise<AcceptedChange[]> {
  const names = { option: 'exceptions', file: 'the exceptions', one: 'change' } as const;
  return readAccepted(file, names, (settings, value, tokens) => readEntry(settings, value, { tokens, one: 'change' }));
}

async function readAccepted<Entry extends AcceptedChange>(
  file: string,
  { option, file: what, one }: AcceptedNames,
  read: (settings: SettingsFile, value: unknown, tokens: string[]) => Entry,
): Promise<Entry[]> {
  const settings = await readSettingsFile(option, file);
  const { accepted } = settingsMembers(settings, settings.value, { tokens: [], known: ['accepted'], what });
  if (!Array.isArray(accepted)) {
    return settings.fail(accepted === undefined ? [] : ['accepted'], `"accepted" must be a list of ${one}s.`);
  }
  const entries = accepted.map((entry, index) => read(settings, entry, ['accepted', String(index)]));
  const prints = entries.map(({ fingerprint }) => fingerprint);
  const twice = prints.findIndex((print, index) => prints.indexOf(print) !== index);
  if (twice >= 0) settings.fail(['accepted', String(twice), 'fingerprint'], 'The fingerprint is in the list already.');
  return entries;
}

const DAY = 'the last day on which it is accepted, such as 2027-01-31';

function readEntry(
  settings: SettingsFile,
  value: unknown,
  { tokens, one }: { tokens: string[]; one: AcceptedNames['one'] },
): AcceptedChange {
  const entry = settingsMembers(settings, value, { tokens, known: MEMBERS, what: `an accepted ${one}` });
  const text = (name: (typeof MEMBERS)[number], isValid: (text: string) => boolean, form: string): string => {
    const own = entry[name];
    if (typeof own === 'string' && isValid(own)) return own;
    return settings.fail(own === undefined ? tokens : [...tokens, name], `"${name}" must be ${form}.`);
  };
  return {
    fingerprint: text('fingerprint', (own) => /^[0-9a-f]{16}$/.test(own), `the fingerprint of a ${one}, 16 digits`),
    reason: text('reason', (own) => own.trim() !== '', `a text that says why the ${one} is accepted`),
    ...(entry.expires === undefined ? {} : { expires: text('expires', isAcceptedDay, DAY) }),
  };
}

/** Whether a text is a date such as 2027-01-31. */
export function isAcceptedDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}
