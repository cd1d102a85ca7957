import { createFetchHandler } from '../../../src/contract/adapters/fetch.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { ContractChange } from '../../../src/contract/diff/change.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { byMediaType, findMediaType } from '../../../src/contract/document/media-types.ts';
import { createMockFetch } from '../../../src/contract/mock/fetch.ts';
import { notImplemented } from '../../../src/contract/serve/not-implemented.ts';

/** Sends a request to a server of a whole document, which accepts any credentials that are there. */
async function statusOf(document: OpenApiDocument, witness: Extract<ContractChange['witness'], { kind: 'request' }>) {
  const contract = compileContract(document);
  const handlers = Object.fromEntries(contract.operations.map(({ operationId }) => [operationId, notImplemented]));
  const security = Object.fromEntries(
    Object.entries(contract.securitySchemes).map(([name, { in: place, name: key = 'authorization' }]) => [
      name,
      (request: { headers: Record<string, unknown>; query?: unknown }) =>
        place === 'query' || request.headers[key.toLowerCase()] !== undefined ? {} : undefined,
    ]),
  );
  const handle = await createFetchHandler({
    contract,
    handlers: handlers as never,
    security: security as never,
    onWarning: () => undefined,
  });
  const { method, url, headers, body } = witness;
  const request = new Request(`http://localhost${url}`, { method, headers, ...(body === undefined ? {} : { body }) });
  return (await handle(request)).status;
}

/** Whether a document declares a response: its status, headers and body. */
function declares(
  document: OpenApiDocument,
  {
    subject,
    witness,
  }: Pick<ContractChange, 'subject'> & { witness: Extract<ContractChange['witness'], { kind: 'response' }> },
): boolean {
  const operation = compileContract(document).operations.find(
    ({ method, path }) => method.toUpperCase() === subject.method && path === subject.path,
  );
  const { status, headers, mediaType, body } = witness;
  const response = [status, `${status[0]}XX`, 'default'].map((name) => operation?.responses[name]).find(Boolean);
  if (response === undefined) return false;
  const isHeaders = response.validateHeaders?.(headers) ?? true;
  const types = byMediaType(response.content);
  if (mediaType === undefined) return isHeaders && types.size === 0;
  const content = types.get(findMediaType(types, mediaType) ?? '');
  return isHeaders && content !== undefined && (content.validate?.(body) ?? true);
}

/** Whether the mock of a document offers the media type that a request accepts. */
async function offers(
  document: OpenApiDocument,
  { method, url, headers }: { method: string; url: string; headers: Record<string, string> },
) {
  const mock = await createMockFetch(document, { onWarning: () => undefined });
  return (await mock(new URL(url, 'http://127.0.0.1'), { method, headers })).status !== 406;
}

/**
 * Whether the witness of a change holds, by servers and validators of the whole documents. A request is accepted by the
 * old server and rejected by the new one; a response is declared by the new document only.
 */
export async function witnessHolds(
  old: OpenApiDocument,
  fresh: OpenApiDocument,
  change: ContractChange,
): Promise<boolean> {
  const { witness, subject } = change;
  if (witness === undefined) return false;
  if (witness.kind === 'response') {
    return declares(fresh, { subject, witness }) && !declares(old, { subject, witness });
  }
  if (change.kind === 'response.media-type-removed')
    return (await offers(old, witness)) && !(await offers(fresh, witness));
  return (await statusOf(old, witness)) === 501 && (await statusOf(fresh, witness)) !== 501;
}
