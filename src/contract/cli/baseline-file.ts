import type { AcceptedEntry } from '../verify/replay/baseline.ts';
import { readSettingsFile, type SettingsFile, settingsMembers } from './settings-file.ts';

const MEMBERS = ['fingerprint', 'reason', 'expires'] as const;

/** @throws UsageError with file, line and column of the error */
export async function readBaseline(file: string): Promise<AcceptedEntry[]> {
  const settings = await readSettingsFile('baseline', file);
  const { accepted } = settingsMembers(settings, settings.value, {
    tokens: [],
    known: ['accepted'],
    what: 'the baseline',
  });
  if (!Array.isArray(accepted)) {
    return settings.fail(accepted === undefined ? [] : ['accepted'], '"accepted" must be a list of findings.');
  }
  const entries = accepted.map((entry, index) => readEntry(settings, entry, ['accepted', String(index)]));
  const prints = entries.map(({ fingerprint }) => fingerprint);
  const twice = prints.findIndex((print, index) => prints.indexOf(print) !== index);
  if (twice >= 0) settings.fail(['accepted', String(twice), 'fingerprint'], 'The fingerprint is in the list already.');
  return entries;
}

function readEntry(settings: SettingsFile, value: unknown, tokens: string[]): AcceptedEntry {
  const entry = settingsMembers(settings, value, { tokens, known: MEMBERS, what: 'an accepted finding' });
  const text = (name: (typeof MEMBERS)[number], isValid: (text: string) => boolean, form: string): string => {
    const own = entry[name];
    if (typeof own === 'string' && isValid(own)) return own;
    return settings.fail(own === undefined ? tokens : [...tokens, name], `"${name}" must be ${form}.`);
  };
  return {
    fingerprint: text('fingerprint', (own) => /^[0-9a-f]{16}$/.test(own), 'the fingerprint of a finding, 16 digits'),
    reason: text('reason', (own) => own.trim() !== '', 'a text that says why the finding is accepted'),
    expires: text('expires', isDay, 'the last day on which it is accepted, such as 2027-01-31'),
  };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}
