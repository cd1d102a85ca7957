import type { CompiledContract, CompiledOperation } from '../../src/contract/document/compiled.ts';
import { byMediaType, findMediaType, isJson } from '../../src/contract/document/media-types.ts';
import { createContractHandler } from '../../src/contract/serve/handler.ts';
import type { ContractResponse } from '../../src/contract/serve/types.ts';

/** A rejection that no server wants to send: a 500, or a body that violates the schema that the contract declares. */
export type Misrejection = { operationId: string; status: number; body: unknown };

type Sent = { method?: string; query?: string; body?: string; type?: string };

/** One request for each kind of rejection. */
const REQUESTS: Sent[] = [
  { method: 'PURGE' },
  { body: `"${'x'.repeat(100)}"` },
  { body: 'x', type: 'application/x-unknown' },
  { query: 'is_unknown=1' },
];

/** The security schemes of a contract, with those that its document requires and does not declare. */
export function schemesOf({ operations, securitySchemes }: CompiledContract): string[] {
  const required = operations.flatMap(({ security }) => security.flatMap(Object.keys));
  return [...new Set([...Object.keys(securitySchemes), ...required])];
}

/**
 * Sends each operation requests that are rejected, with and without credentials, to a server that has no responses of its own.
 *
 * @returns the rejections that are wrong, and how often each status was sent
 */
export async function tryRejections(contract: CompiledContract) {
  let isAccepted = false;
  const handle = () => {
    isAccepted = true;
    return { status: 200 };
  };
  const serve = await createContractHandler({
    contract,
    handlers: Object.fromEntries(contract.operations.map(({ operationId }) => [operationId, handle])),
    security: Object.fromEntries(schemesOf(contract).map((scheme) => [scheme, ({ headers }) => headers['x-caller']])),
    onWarning: () => undefined,
    onResponse: () => undefined,
    bodyLimit: 10,
  });
  const counts: Record<number, number> = {};
  const wrong: Misrejection[] = [];
  for (const operation of contract.operations) {
    const path = (operation.basePaths[0] ?? '') + operation.path.replaceAll(/\{[^}]+\}/g, '1');
    for (const { method = operation.method.toUpperCase(), query = '', body, type } of REQUESTS) {
      for (const caller of [{}, { 'x-caller': 'ada' }]) {
        isAccepted = false;
        const headers = { ...caller, ...(body === undefined ? {} : contentHeaders(operation, body, type)) };
        const raw = new Request('http://localhost/', body === undefined ? {} : { method: 'POST', body });
        const response = await serve({ method, path, query, headers, ip: undefined, raw });
        // What the document does not forbid is no rejection.
        if (response === undefined || isAccepted) continue;
        counts[response.status] = (counts[response.status] ?? 0) + 1;
        const declarers = response.status === 405 ? ofPath(contract, operation) : [operation];
        if (response.status >= 500 || !declarers.some((one) => isValid(one, response))) {
          wrong.push({ operationId: operation.operationId, status: response.status, body: response.body });
        }
      }
    }
  }
  return { counts, wrong };
}

function contentHeaders({ requestBody }: CompiledOperation, body: string, type: string | undefined) {
  const accepted = Object.keys(requestBody?.content ?? {}).find((one) => !one.includes('*')) ?? 'application/json';
  return { 'content-type': type ?? accepted, 'content-length': String(body.length) };
}

const DECLARING = ['405', '4XX', 'default'];

/** What a path declares for methods that it does not have may stand at any of its operations. */
function ofPath({ operations }: CompiledContract, operation: CompiledOperation): CompiledOperation[] {
  const declarers = operations.filter(
    ({ path, responses }) => path === operation.path && DECLARING.some((key) => key in responses),
  );
  return declarers.length > 0 ? declarers : [operation];
}

/** Whether the body is what the operation declares for the status, which may be none, or problem details or a declared text where it declares no JSON. */
function isValid({ responses }: CompiledOperation, { status, headers, body }: ContractResponse): boolean {
  const type = String(headers['content-type']).split(';')[0] ?? '';
  const declared = responses[status] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses.default;
  if (declared !== undefined && Object.keys(declared.content).length === 0) return body === undefined;
  const json = Object.entries(declared?.content ?? {}).filter(([name]) => isJson(name));
  const content = byMediaType(Object.fromEntries(json));
  if (content.size === 0 && type !== 'application/problem+json') return Object.hasOwn(declared?.content ?? {}, type);
  if (content.size === 0) return JSON.parse(String(body)).status === status;
  const part = content.get(findMediaType(content, type) ?? '');
  return part !== undefined && (part.validate === undefined || part.validate(JSON.parse(String(body))));
}
