import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ContractError } from '../../document/document.ts';
import type { CountedFinding } from '../findings.ts';
import type { ObservationResult } from './observer.ts';

const FINDINGS = '.findings.jsonl';
const NUMBERS = '.observed.json';

/** The numbers of a process. */
export type StoredNumbers = Omit<ObservationResult, 'findings' | 'coverage'> & {
  /** Requests that were not checked, because too many waited for their check. */
  dropped: number;
  /** Requests that were not checked, because the body of the request or response is too large. */
  tooLarge: number;
};

export type ObservationStore = {
  /** Appends a finding. It is written at once, so a killed process loses none. */
  finding: (finding: CountedFinding) => void;
  /** Replaces the numbers of this process. */
  numbers: (numbers: StoredNumbers) => void;
};

/** Writes findings and numbers of this process to files of their own. {@link readObservations} reads those of all. */
export function createObservationStore(folder: string): ObservationStore {
  mkdirSync(folder, { recursive: true });
  const name = join(folder, `${process.pid}-${crypto.randomUUID().slice(0, 8)}`);
  return {
    finding: (finding) => appendFileSync(name + FINDINGS, `${JSON.stringify(finding)}\n`),
    numbers: (numbers) => writeFileSync(name + NUMBERS, JSON.stringify(numbers)),
  };
}

/**
 * The findings and numbers of all processes. A finding of several processes is one.
 *
 * @throws ContractError if the folder holds none
 */
export async function readObservations(folder: string): Promise<StoredNumbers & { findings: CountedFinding[] }> {
  const names = await readdir(folder).catch((): string[] => []);
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  const processes = names.filter((name) => name.endsWith(NUMBERS));
  if (processes.length === 0) {
    throw new ContractError(`${folder} has no observed traffic. Add the middleware observeContract to the server.`);
  }
  const findings = new Map<string, CountedFinding>();
  for (const name of names.filter((one) => one.endsWith(FINDINGS))) {
    for (const line of (await read(name)).split('\n').filter((one) => one !== '')) {
      const finding = JSON.parse(line) as CountedFinding;
      if (!findings.has(finding.fingerprint)) findings.set(finding.fingerprint, finding);
    }
  }
  const sum: StoredNumbers = { exchanges: 0, unjudged: 0, undeclared: {}, dropped: 0, tooLarge: 0 };
  for (const name of processes) {
    const numbers = JSON.parse(await read(name)) as StoredNumbers;
    sum.exchanges += numbers.exchanges;
    sum.unjudged += numbers.unjudged;
    sum.dropped += numbers.dropped;
    sum.tooLarge += numbers.tooLarge;
    for (const [path, count] of Object.entries(numbers.undeclared)) {
      sum.undeclared[path] = (sum.undeclared[path] ?? 0) + count;
    }
  }
  return { ...sum, findings: [...findings.values()] };
}
