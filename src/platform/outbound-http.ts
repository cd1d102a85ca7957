import { type LookupAddress, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { checkOutboundUrl, isPrivateAddress, type OutboundPolicy } from './outbound.ts';

/** The part of the response that is read. */
export type OutboundResponse = { status: number; retryAfter: string | undefined; text: string };

/** Calls addresses that customers have chosen. */
export type OutboundClient = {
  /**
   * Posts a body and waits for the head of the response. At most 8 KiB of its body are read. Redirects are responses
   * like any other.
   *
   * @param timeoutMs from the look-up of the name to the response's head
   * @throws Error saying why there is no response, in a sentence for the customer
   */
  post(
    url: string,
    sent: { headers: Record<string, string>; body: string; timeoutMs: number },
  ): Promise<OutboundResponse>;
  close(): Promise<void>;
};

const RESPONSE_BYTES = 8192;

/** Milliseconds that a connection is kept for another request. */
const KEEP_ALIVE_MS = 4000;

/** An address that must not be called. */
class AddressRejected extends Error {
  override name = 'AddressRejected';
}

/** Looks a name up: `dns.lookup`, called for all addresses. */
export type LookUpHost = (
  name: string,
  options: { all: true },
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * The rule on outbound addresses is applied to the very addresses that a connection is made to, so a name cannot lead
 * elsewhere between check and use.
 */
export function createOutboundClient(policy: OutboundPolicy, resolve: LookUpHost = lookup): OutboundClient {
  const dispatcher = new Agent({
    allowH2: false,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connect: { lookup: policy.allowPrivate ? asLookup(resolve) : asLookup(publicOnly(resolve)) },
  });
  return {
    post: async (url, { headers, body, timeoutMs }) => {
      const fault = checkOutboundUrl(url, policy);
      if (fault !== undefined) throw new Error(`The address ${fault}.`);
      // Not AbortSignal.timeout, which would stay for that long after each request.
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort(), timeoutMs);
      try {
        const response = await request(url, { method: 'POST', headers, body, dispatcher, signal: deadline.signal });
        const retryAfter = response.headers['retry-after'];
        return {
          status: response.statusCode,
          retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
          text: await readSome(response.body),
        };
      } catch (error) {
        if (deadline.signal.aborted) throw new Error(`There was no response within ${timeoutMs} ms.`, { cause: error });
        throw new Error(failureSentence(error), { cause: error });
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => dispatcher.destroy(),
  };
}

/** The response counts by its status, so a body that breaks off or never ends takes nothing from it. */
async function readSome(body: AsyncIterable<Uint8Array> & { destroy(): unknown }): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk.subarray(0, RESPONSE_BYTES - size));
      size += chunk.length;
      if (size >= RESPONSE_BYTES) break;
    }
  } catch {
    // The response consists of the bytes that arrived before.
  } finally {
    body.destroy();
  }
  return Buffer.concat(chunks).toString();
}

function publicOnly(resolve: LookUpHost): LookUpHost {
  return (name, options, done) =>
    resolve(name, options, (error, addresses) => {
      // One private address among public ones is deliberate.
      const isRejected = error === null && addresses.some(({ address }) => isPrivateAddress(address));
      done(isRejected ? new AddressRejected('The address must not lead to a private network.') : error, addresses);
    });
}

/** Sockets ask for one address or for all, depending on how they connect. */
function asLookup(resolve: LookUpHost): LookupFunction {
  return (name, options, done) =>
    resolve(name, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null || first === undefined) done(error ?? new Error(`${name} has no address.`), '', 0);
      else if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
}

function failureSentence(error: unknown): string {
  const causes = error instanceof AggregateError ? error.errors : [error];
  const [cause] = causes as (Error & { code?: string })[];
  if (cause instanceof AddressRejected) return cause.message;
  return `It cannot be reached: ${cause?.code ?? cause?.message ?? 'for no known reason'}.`;
}
