import type { CountedFinding } from '../findings.ts';
import type { RunOptions } from '../run-context.ts';
import type { FindingsFile, StoredFinding } from './findings-file.ts';
import { type Evidence, REQUEST_UNIT } from './scope.ts';
import { storeRequests } from './store-requests.ts';

/** Shorter credentials stand in texts by chance. */
const SHORTEST_SECRET = 4;

/** Findings and their exchanges, in the order in which they were found. */
export type FoundEvidence = Map<CountedFinding, Evidence>;

/** The findings of a run with the requests that lead to each, without credentials. */
export function toFindingsFile(found: FoundEvidence, options: RunOptions, document: string | undefined): FindingsFile {
  const secrets = credentialTexts(options);
  const findings = [...found].map(([finding, evidence]) => toStoredFinding(finding, evidence, { options, secrets }));
  return { version: 1, ...(document === undefined ? {} : { document }), seed: options.seed, findings };
}

function toStoredFinding(
  finding: CountedFinding,
  { unit, exchanges }: Evidence,
  { options, secrets }: { options: RunOptions; secrets: string[] },
): StoredFinding {
  const { fingerprint, check, operationId, message, pointer, count, request } = finding;
  const isRequest = unit.check === REQUEST_UNIT.check;
  const at = exchanges.findIndex((exchange) => exchange.request === request);
  const last = at < 0 ? exchanges.length - 1 : at;
  // A check that sends several needs all of them: one may change what a later one shows.
  const first = isRequest ? last : 0;
  const upTo = isRequest ? exchanges.slice(0, last + 1) : exchanges;
  const stored = storeRequests(upTo, request, { target: options, first });
  return {
    ...{ fingerprint, check, operationId, message: withoutCredentials(message, secrets), pointer, count },
    ...{ unit, ...stored },
  };
}

function credentialTexts({ auth, otherAuth, schemeAuth = {}, login }: RunOptions): string[] {
  const values = [auth, otherAuth, ...Object.values(schemeAuth)].flatMap((headers) => Object.values(headers));
  const all = [...values, ...(login?.secrets ?? [])];
  const parts = all.flatMap((value) => [value, value.slice(value.indexOf(' ') + 1)]);
  return parts.filter((part) => part.length >= SHORTEST_SECRET).sort((a, b) => b.length - a.length);
}

function withoutCredentials(text: string, secrets: string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}
