import { createFetchHandler } from '../../src/contract/adapters/fetch.ts';
import type { CompiledContract } from '../../src/contract/document/compiled.ts';
import { apiKey, basic, bearer } from '../../src/contract/serve/security.ts';
import type { SecurityCheck } from '../../src/contract/serve/types.ts';
import type { Probe, Returned } from './row.ts';

/** What handlers receive of the probes, or why they receive nothing. */
export async function sendProbes(contract: CompiledContract, probes: Probe[]): Promise<string> {
  const requests: unknown[] = [];
  let received: object | undefined;
  const handler = (request: object): unknown => {
    received = request;
    return { status: 200 };
  };
  const handle = await createFetchHandler({
    contract,
    handlers: Object.fromEntries(contract.operations.map(({ operationId }) => [operationId, handler])),
    security: checksOf(contract),
    onWarning: () => undefined,
    onResponse: () => undefined,
  });
  for (const probe of probes) {
    received = undefined;
    const response = await handle(requestOf('http://support.test', probe));
    const rejection = [response.status, [...response.headers], await response.text()];
    requests.push(received === undefined ? withoutIds(rejection) : partsOf(received));
  }
  return JSON.stringify(requests);
}

/** What clients receive of handlers, whatever the contract says of requests. */
export async function sendReturned(contract: CompiledContract, returns: Returned[]): Promise<string> {
  const responses: unknown[] = [];
  const open = contract.operations.map(({ requestBody: _, ...operation }) => {
    return { ...operation, security: [], parameters: [], validate: {}, basePaths: [''] };
  });
  let returned: Returned | undefined;
  let failure: unknown;
  const handle = await createFetchHandler({
    contract: { ...contract, operations: open },
    handlers: Object.fromEntries(open.map(({ operationId }) => [operationId, () => returned])),
    security: checksOf(contract),
    onWarning: () => undefined,
    onResponse: (info) => {
      failure = info.failure;
    },
  });
  for (const { method, path } of open.filter((one) => one.method !== 'trace'))
    for (returned of returns) {
      failure = undefined;
      const target = path.replaceAll(/\{[^}]*\}/g, 'x');
      const response = await handle(requestOf('http://support.test', { method: method.toUpperCase(), path: target }));
      const text = await response.text().catch((error: Error) => error.message);
      const sent = withoutIds([response.status, [...response.headers], text]);
      responses.push(sent, failure instanceof Error ? failure.message : failure);
    }
  return JSON.stringify(responses);
}

function withoutIds(part: unknown): unknown {
  return JSON.parse(JSON.stringify(part).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID'));
}

function partsOf(received: object): unknown {
  const { params, query, querystring, headers, cookies, body, principal, scheme } = received as Record<string, unknown>;
  return { params, query, querystring, headers, cookies, body, principal, scheme };
}

function checksOf({ securitySchemes }: CompiledContract): Record<string, SecurityCheck<unknown, Request>> {
  const principalOf = (value: unknown, { scopes }: { scopes: string[] }) => ({ value, scopes });
  return Object.fromEntries(
    Object.entries(securitySchemes).map(([name, { type, scheme }]) => {
      if (type === 'apiKey') return [name, apiKey(principalOf)];
      if (scheme?.toLowerCase() === 'basic') return [name, basic(principalOf)];
      return [name, bearer(principalOf)];
    }),
  );
}

/** A request of a probe, to any origin. */
export function requestOf(origin: string, { method = 'GET', path, headers = {}, body }: Probe): Request {
  const isText = typeof body === 'string';
  const type: Record<string, string> = body === undefined || isText ? {} : { 'content-type': 'application/json' };
  return new Request(origin + path, {
    method,
    headers: { ...type, ...headers },
    ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
  });
}
