import { anonymousTemplate } from '../../diff/pairs/operation-pairs.ts';
import type { CompiledOperation } from '../../document/compiled.ts';
import { describeFault, type OpenApiDocument } from '../../document/document.ts';
import { isJson } from '../../document/media-types.ts';
import type { MockFetch } from '../../mock/fetch.ts';
import type { Received } from '../../verify/types.ts';
import type { ProofResult, ReportedChange } from './diff-report.ts';
import { type WithReceivers, withReceivers } from './receivers.ts';

type RequestWitness = Extract<NonNullable<ReportedChange['witness']>, { kind: 'request' }>;
type ResponseWitness = Extract<NonNullable<ReportedChange['witness']>, { kind: 'response' }>;

/** A document with all that a proof asks it. */
type Prover = {
  name: 'OLD' | 'NEW';
  /** The mock of it, and of the receivers of its webhooks and callbacks. */
  mock: () => Promise<MockFetch>;
  /** Its operations, and the receivers of its webhooks and callbacks. */
  operations: () => Promise<CompiledOperation[]>;
  receiversOf: WithReceivers['pathsOf'];
};

const ORIGIN = 'http://127.0.0.1';

/** Breaking changes that are proven. Each takes some milliseconds, and a changed document can have thousands. */
const MOST_PROVEN = 1000;
/** A mock responds in milliseconds, unless a header `Prefer` asks it to wait. */
const RESPONSE_MS = 10_000;

/**
 * Proves breaking changes by the mocks of both documents: a request that one accepts and the other rejects. A mock does not
 * read responses: the validators of both documents do, and one that matches one document and not the other is a proof. The
 * mocks run in this process, listen at no port and send nothing, so they end with the proofs.
 *
 * @param most changes that are proven; the others say that they were not tried
 * @returns the changes, each breaking one with its proof
 */
export async function proveChanges(
  changes: ReportedChange[],
  documents: { old: OpenApiDocument; new: OpenApiDocument },
  most = MOST_PROVEN,
): Promise<ReportedChange[]> {
  const old = createProver('OLD', documents.old);
  const next = createProver('NEW', documents.new);
  const proven: ReportedChange[] = [];
  let tried = 0;
  for (const change of changes) {
    if (change.severity !== 'breaking') proven.push(change);
    else if (tried++ < most) proven.push({ ...change, proof: await proveChange(change, old, next) });
    else proven.push({ ...change, proof: { result: 'not tried', reason: `at most ${most} changes are proven` } });
  }
  return proven;
}

function createProver(name: Prover['name'], document: OpenApiDocument): Prover {
  let mock: Promise<MockFetch> | undefined;
  let operations: Promise<CompiledOperation[]> | undefined;
  let received: WithReceivers | undefined;
  const all = (): WithReceivers => {
    received ??= withReceivers(document);
    return received;
  };
  return {
    name,
    mock: () => {
      mock ??= startProofMock(all().document);
      return mock;
    },
    operations: () => {
      operations ??= compileOperations(all().document);
      return operations;
    },
    receiversOf: (subject) => all().pathsOf(subject),
  };
}

async function startProofMock(document: OpenApiDocument): Promise<MockFetch> {
  const { createMockFetch } = await import('../../mock/fetch.ts');
  return createMockFetch(document, { onWarning: () => undefined });
}

async function compileOperations(document: OpenApiDocument): Promise<CompiledOperation[]> {
  const { compileContract } = await import('../../build/build.ts');
  const extra = { requests: false, responses: true };
  return compileContract(document, () => undefined, 'schemas', extra).operations;
}

/** The operation that a change is about, or the receiver at a path. */
function findOperation(
  operations: CompiledOperation[],
  { subject }: ReportedChange,
  receiver: string | undefined,
): CompiledOperation | undefined {
  const { method, operationId, path = '' } = subject;
  const wanted = anonymousTemplate(receiver ?? path);
  const own = operations.filter((operation) => operation.method.toUpperCase() === method?.toUpperCase());
  const isAt = ({ path: template, basePaths }: CompiledOperation): boolean =>
    [template, ...basePaths.map((base) => `${base}${template}`)].some((one) => anonymousTemplate(one) === wanted);
  return own.find(isAt) ?? own.find((one) => receiver === undefined && one.operationId === operationId);
}

async function proveChange(change: ReportedChange, old: Prover, next: Prover): Promise<ProofResult> {
  const { witness, direction, effect, subject } = change;
  if (witness === undefined) return notProven('it has no request or response that shows it');
  // Fewer messages than in OLD: those of OLD still exist. More of them: those of NEW come now.
  const isWider = effect === undefined ? direction === 'response' : effect === 'widening';
  const [accepting, rejecting] = isWider ? [next, old] : [old, next];
  const isSent = subject.kind === 'webhook' || subject.kind === 'callback';
  try {
    const pairs: Partial<ReceiverPair>[] = isSent
      ? pairReceivers(accepting.receiversOf(subject), rejecting.receiversOf(subject))
      : [{}];
    let last = notProven(`the documents do not both have the ${subject.kind}`);
    for (const { accepts, rejects } of pairs) {
      const roles = { accepting: { ...accepting, receiver: accepts }, rejecting: { ...rejecting, receiver: rejects } };
      last =
        witness.kind === 'request'
          ? await proveByRequest(witness, roles)
          : await proveByResponse(change, witness, roles);
      if (last.result === 'proven') return last;
    }
    return last;
  } catch (error) {
    const { ContractError } = await import('../../document/document.ts');
    if (error instanceof ContractError)
      return notProven(`a mock cannot start: ${error.faults.map(describeFault).join(' ')}`);
    // `fetch` has rules of its own, such as no body of GET.
    if (error instanceof TypeError) return notProven(`the request cannot be sent to a mock: ${error.message}`);
    throw error;
  }
}

/** The paths of one receiver in the accepting and in the rejecting document. */
type ReceiverPair = { accepts: string; rejects: string };

/** The receivers of the same operation's callback. An operation whose path moved has one of another path. */
function pairReceivers(accepts: string[], rejects: string[]): ReceiverPair[] {
  const same = accepts.filter((one) => rejects.includes(one)).map((one) => ({ accepts: one, rejects: one }));
  const [first, other] = [accepts[0], rejects[0]];
  const isOne = accepts.length === 1 && rejects.length === 1 && first !== undefined && other !== undefined;
  return same.length === 0 && isOne ? [{ accepts: first, rejects: other }] : same;
}

/** A document, and the path of its receiver if a change is about one. */
type ProofRole = Prover & { receiver: string | undefined };

type ProofRoles = { accepting: ProofRole; rejecting: ProofRole };

async function proveByRequest(witness: RequestWitness, { accepting, rejecting }: ProofRoles): Promise<ProofResult> {
  const first = await statusOfMock(accepting, witness);
  if (first === undefined || first >= 400) return notProven(mockText(accepting, first));
  const second = await statusOfMock(rejecting, witness);
  const isRejected = second !== undefined && second >= 400 && second < 500;
  return isRejected ? { result: 'proven', by: 'mocks' } : notProven(mockText(rejecting, second));
}

/** The status of the response; undefined if there is none in time. */
async function statusOfMock({ mock, receiver }: ProofRole, witness: RequestWitness): Promise<number | undefined> {
  const { method, headers, body } = witness;
  const query = /\?.*$/s.exec(witness.url)?.[0] ?? '';
  const send = await mock();
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), RESPONSE_MS);
  try {
    const target = new URL(receiver === undefined ? witness.url : `${receiver}${query}`, ORIGIN);
    const given = body === undefined ? {} : { body };
    return (await send(target, { method, headers, ...given, signal: late.signal })).status;
  } catch (error) {
    if (late.signal.aborted) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function mockText({ name, receiver }: ProofRole, status: number | undefined): string {
  const mock = receiver === undefined ? `the mock of ${name}` : `the mock of a receiver of ${name}`;
  return status === undefined ? `${mock} does not respond` : `${mock} returns ${status}`;
}

async function proveByResponse(
  change: ReportedChange,
  witness: ResponseWitness,
  { accepting, rejecting }: ProofRoles,
): Promise<ProofResult> {
  const { findResponseViolations } = await import('../../verify/conformance.ts');
  const received = receivedWitness(witness);
  const violationsIn = async ({ name, operations, receiver }: ProofRole): Promise<string[] | undefined> => {
    const operation = findOperation(await operations(), change, receiver);
    if (operation === undefined) return undefined;
    const declared = { pointer: name, served: { operation } };
    return findResponseViolations(declared, received, witnessMethod(change)).map(({ message }) => message);
  };
  const first = await violationsIn(accepting);
  if (first === undefined) return notProven(`${accepting.name} does not have the operation`);
  if (first.length > 0) return notProven(`the response does not match ${accepting.name}: ${first.join('; ')}`);
  const second = await violationsIn(rejecting);
  if (second === undefined) return notProven(`${rejecting.name} does not have the operation`);
  const isRejected = second.length > 0;
  return isRejected ? { result: 'proven', by: 'validators' } : notProven(`the response matches ${rejecting.name} too`);
}

function witnessMethod({ subject }: ReportedChange): string {
  return subject.method?.toUpperCase() ?? 'GET';
}

function receivedWitness({ status, headers, mediaType = '', body }: ResponseWitness): Received {
  const isText = typeof body === 'string' && !isJson(mediaType);
  const text = body === undefined ? '' : isText ? body : JSON.stringify(body);
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { status: statusOfWitness(status), headers: Object.fromEntries(lower), mediaType, text, value: body };
}

/** One of the statuses that a range or `default` stands for. */
function statusOfWitness(name: string): number {
  if (/^\d{3}$/.test(name)) return Number(name);
  const [, first] = /^(\d)XX$/i.exec(name) ?? [];
  return first === undefined ? 599 : Number(first) * 100 + 99;
}

function notProven(reason: string): ProofResult {
  return { result: 'not proven', reason };
}
