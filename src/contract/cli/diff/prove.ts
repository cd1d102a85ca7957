import type { CompiledOperation } from '../../document/compiled.ts';
import { describeFault, type OpenApiDocument } from '../../document/document.ts';
import { isJson } from '../../document/media-types.ts';
import type { MockFetch } from '../../mock/fetch.ts';
import type { Received } from '../../verify/types.ts';
import type { ProofResult, ReportedChange } from './diff-report.ts';

type RequestWitness = Extract<NonNullable<ReportedChange['witness']>, { kind: 'request' }>;
type ResponseWitness = Extract<NonNullable<ReportedChange['witness']>, { kind: 'response' }>;

/** A document with all that a proof asks it. */
type Prover = {
  name: 'OLD' | 'NEW';
  /** The mock of it, and of the receivers of its webhooks. */
  mock: () => Promise<MockFetch>;
  /** The operation that a change is about. */
  operationOf: (change: ReportedChange) => Promise<CompiledOperation | undefined>;
};

/** The path of the mocked receiver of a webhook. */
const receiverPath = (name: string): string => `/__webhooks/${encodeURIComponent(name)}`;

const ORIGIN = 'http://127.0.0.1';

/**
 * Proves breaking changes by the mocks of both documents: a request that one accepts and the other rejects, or a response
 * that matches one and not the other. The mocks run in this process and listen at no port.
 *
 * @returns the changes, each breaking one with its proof
 */
export async function proveChanges(
  changes: ReportedChange[],
  documents: { old: OpenApiDocument; new: OpenApiDocument },
): Promise<ReportedChange[]> {
  const old = createProver('OLD', documents.old);
  const next = createProver('NEW', documents.new);
  const proven: ReportedChange[] = [];
  for (const change of changes) {
    const isTried = change.severity === 'breaking';
    proven.push(isTried ? { ...change, proof: await proveChange(change, old, next) } : change);
  }
  return proven;
}

function createProver(name: Prover['name'], document: OpenApiDocument): Prover {
  let mock: Promise<MockFetch> | undefined;
  let operations: Promise<CompiledOperation[]> | undefined;
  const all = withReceivers(document);
  return {
    name,
    mock: () => {
      mock ??= startProofMock(all);
      return mock;
    },
    operationOf: async (change) => {
      operations ??= compileOperations(all);
      return findOperation(await operations, change);
    },
  };
}

/** Receivers of webhooks as operations, so that the mock validates what the API sends. */
function withReceivers(document: OpenApiDocument): OpenApiDocument {
  const receivers = Object.entries(document.webhooks ?? {}).map(([name, item]) => [
    receiverPath(name),
    // Servers of the API are not those of its receivers.
    { ...item, servers: [{ url: '/' }] },
  ]);
  if (receivers.length === 0) return document;
  const { webhooks: _, ...rest } = document;
  return { ...rest, paths: { ...document.paths, ...Object.fromEntries(receivers) } };
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

function findOperation(operations: CompiledOperation[], { subject }: ReportedChange): CompiledOperation | undefined {
  const { kind, method, operationId, path = '' } = subject;
  const wanted = withoutNames(kind === 'webhook' ? receiverPath(path) : path);
  const own = operations.filter((operation) => operation.method.toUpperCase() === method?.toUpperCase());
  const isAt = ({ path: template, basePaths }: CompiledOperation): boolean =>
    [template, ...basePaths.map((base) => `${base}${template}`)].some((one) => withoutNames(one) === wanted);
  return own.find(isAt) ?? own.find((operation) => kind === 'operation' && operation.operationId === operationId);
}

/** A path whose parameters have no names. */
function withoutNames(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, '{}');
}

async function proveChange(change: ReportedChange, old: Prover, next: Prover): Promise<ProofResult> {
  const { witness, direction, subject } = change;
  if (witness === undefined) return notProven('it has no request or response that shows it');
  if (subject.kind === 'callback') return notProven('the mock has no receivers of callbacks');
  // Clients write requests: those of OLD still exist. The API writes responses: those of NEW come now.
  const [accepting, rejecting] = direction === 'response' ? [next, old] : [old, next];
  try {
    if (witness.kind === 'request') return await proveByRequest(change, witness, { accepting, rejecting });
    return await proveByResponse(change, witness, { accepting, rejecting });
  } catch (error) {
    const { ContractError } = await import('../../document/document.ts');
    if (error instanceof ContractError)
      return notProven(`a mock cannot start: ${error.faults.map(describeFault).join(' ')}`);
    // `fetch` has rules of its own, such as no body of GET.
    if (error instanceof TypeError) return notProven(`the request cannot be sent to a mock: ${error.message}`);
    throw error;
  }
}

type Roles = { accepting: Prover; rejecting: Prover };

async function proveByRequest(
  { subject }: ReportedChange,
  witness: RequestWitness,
  { accepting, rejecting }: Roles,
): Promise<ProofResult> {
  const send = async ({ mock }: Prover): Promise<number> => {
    const { method, headers, body } = witness;
    const query = /\?.*$/s.exec(witness.url)?.[0] ?? '';
    const target = subject.kind === 'webhook' ? `${receiverPath(subject.path ?? '')}${query}` : witness.url;
    const response = await (await mock())(new URL(target, ORIGIN), {
      ...{ method, headers },
      ...(body === undefined ? {} : { body }),
    });
    return response.status;
  };
  const first = await send(accepting);
  if (first >= 400) return notProven(`the mock of ${accepting.name} returns ${first}`);
  const second = await send(rejecting);
  return second >= 400 && second < 500 ? PROVEN : notProven(`the mock of ${rejecting.name} returns ${second}`);
}

async function proveByResponse(
  change: ReportedChange,
  witness: ResponseWitness,
  { accepting, rejecting }: Roles,
): Promise<ProofResult> {
  const { findResponseViolations } = await import('../../verify/conformance.ts');
  const received = receivedWitness(witness);
  const violationsIn = async ({ name, operationOf }: Prover): Promise<string[] | undefined> => {
    const operation = await operationOf(change);
    if (operation === undefined) return undefined;
    const declared = { pointer: name, served: { operation } };
    return findResponseViolations(declared, received, witnessMethod(change)).map(({ message }) => message);
  };
  const first = await violationsIn(accepting);
  if (first === undefined) return notProven(`${accepting.name} does not have the operation`);
  if (first.length > 0) return notProven(`the response does not match ${accepting.name}: ${first.join('; ')}`);
  const second = await violationsIn(rejecting);
  if (second === undefined) return notProven(`${rejecting.name} does not have the operation`);
  return second.length > 0 ? PROVEN : notProven(`the response matches ${rejecting.name} too`);
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

const PROVEN: ProofResult = { result: 'proven' };

function notProven(reason: string): ProofResult {
  return { result: 'not proven', reason };
}
