import { createFetchHandler } from '../../src/contract/adapters/fetch.ts';
import type { CompiledContract } from '../../src/contract/document/compiled.ts';
import { apiKey, basic, bearer } from '../../src/contract/serve/security.ts';
import type { SecurityCheck } from '../../src/contract/serve/types.ts';
import type { Probe, Returned } from './row.ts';

/**
 * Sends the probes to a server of a contract.
 *
 * @returns what handlers receive or why they receive nothing, and what clients receive of handlers
 */
export async function serve(
  contract: CompiledContract,
  probes: Probe[],
  returns: Returned[],
): Promise<{ request: string; response: string }> {
  const requests: unknown[] = [];
  const responses: unknown[] = [];
  let returned: Returned | undefined;
  let received: unknown;
  let failure: unknown;
  const handler = (request: object): unknown => {
    received = request;
    return returned;
  };
  const handle = await createFetchHandler({
    contract,
    handlers: Object.fromEntries(contract.operations.map(({ operationId }) => [operationId, handler])),
    security: checksOf(contract),
    onWarning: () => undefined,
    onResponse: (info) => {
      failure = info.failure;
    },
  });
  for (const probe of probes)
    for (returned of returns) {
      received = undefined;
      failure = undefined;
      const response = await handle(requestOf('http://support.test', probe));
      const text = await response.text().catch((error: Error) => error.message);
      const sent = [response.status, [...response.headers], text];
      if (received === undefined) requests.push(sent.map(withoutIds));
      else {
        requests.push(await describe(received));
        responses.push(sent.map(withoutIds), failure instanceof Error ? failure.message : failure);
      }
    }
  return { request: JSON.stringify(requests), response: JSON.stringify(responses) };
}

function withoutIds(part: unknown): unknown {
  return JSON.parse(JSON.stringify(part).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID'));
}

async function describe(received: unknown): Promise<unknown> {
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
