import { foldAlike } from '../alike.ts';
import type { CountedFinding } from '../findings.ts';
import { credentialsIn } from '../leaks.ts';
import { type Redact, redactValues } from '../redaction.ts';
import type { RunOptions } from '../run-context.ts';
import { WORKFLOW_UNIT } from '../workflows/workflows.ts';
import type { FindingsFile, StoredFinding } from './findings-file.ts';
import { type Evidence, REQUEST_UNIT } from './scope.ts';
import { type StoredSequence, storeRequests } from './store-requests.ts';

/** Findings and their exchanges, in the order in which they were found. */
export type FoundEvidence = Map<CountedFinding, Evidence>;

/** The findings of a run with the requests that lead to each, without credentials. */
export function toFindingsFile(found: FoundEvidence, options: RunOptions, document: string | undefined): FindingsFile {
  const { auth, otherAuth, schemeAuth = {}, login } = options;
  const values = [auth, otherAuth, ...Object.values(schemeAuth)].flatMap((headers) => Object.values(headers));
  const redact = redactValues([...values, ...(login?.secrets ?? [])]);
  const findings = foldAlike([...found.keys()]).flatMap(({ finding, first }) => {
    const evidence = found.get(first);
    return evidence === undefined ? [] : [toStoredFinding(finding, evidence, { options, redact })];
  });
  return {
    ...{ version: 1, ...(document === undefined ? {} : { document }), seed: options.seed },
    ...workflowsOf(findings, options),
    findings,
  };
}

function toStoredFinding(
  finding: CountedFinding,
  { unit, exchanges }: Evidence,
  { options, redact }: { options: RunOptions; redact: Redact },
): StoredFinding {
  const { fingerprint, check, operationId, message, pointer, count, request } = finding;
  const isRequest = unit.check === REQUEST_UNIT.check;
  const at = exchanges.findIndex((exchange) => exchange.request === request);
  const last = at < 0 ? exchanges.length - 1 : at;
  // A check that sends several needs all of them: one may change what a later one shows.
  const first = isRequest ? last : 0;
  const upTo = isRequest ? exchanges.slice(0, last + 1) : exchanges;
  const sequence = storeRequests(upTo, request, { target: options, first });
  const stored = unit.check === WORKFLOW_UNIT ? withoutWorkflowSecrets(sequence, exchanges, options) : sequence;
  return {
    ...{ fingerprint, check, operationId, message: redact(message), pointer, count },
    ...{ unit, ...stored },
  };
}

function workflowsOf(findings: StoredFinding[], { workflows }: RunOptions): Pick<FindingsFile, 'workflows'> {
  if (workflows === undefined || !findings.some(({ unit }) => unit.check === WORKFLOW_UNIT)) return {};
  const { file, inputsFile } = workflows;
  return { workflows: { document: file, ...(inputsFile === undefined ? {} : { inputs: inputsFile }) } };
}

/** Steps of a workflow send secret inputs, and tokens of earlier responses. Replay does not need their requests. */
function withoutWorkflowSecrets(
  { requests, shows }: StoredSequence,
  exchanges: Evidence['exchanges'],
  { workflows }: RunOptions,
): StoredSequence {
  const none = { headers: new Set<string>(), query: new Set<string>() };
  const sent = exchanges.flatMap(({ request }) => credentialsIn(request, none));
  const secrets = [...sent, ...(workflows?.secrets ?? [])];
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
  const redact = redactValues(forms.map((form) => JSON.stringify(form).slice(1, -1)));
  return { requests: JSON.parse(redact(JSON.stringify(requests))), shows };
}
