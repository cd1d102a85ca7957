import { fromFetchRequest } from '../adapters/fetch.ts';
import { type DocumentFault, describeFault, type OpenApiDocument } from '../document/document.ts';
import { createFront, type FrontOptions } from './front.ts';
import type { MockReply } from './replies.ts';

export type MockFetchOptions = Omit<FrontOptions, 'onWarning'> & Partial<Pick<FrontOptions, 'onWarning'>>;

/** The mock as a function. Takes what `fetch` takes. */
export type MockFetch = (input: Request | URL | string, init?: RequestInit) => Promise<Response>;

/**
 * The mock of a contract in the same process, for MSW, Vitest, and clients that take a `fetch` function. Requests to any host
 * get the responses that the server of `keepspec mock` sends. The paths can begin with the base path of the contract's servers.
 *
 * ```ts
 * const mockFetch = await createMockFetch(document);
 * const client = createClient({ fetch: mockFetch });
 * ```
 *
 * @param document a bundled document, such as `generated/openapi.json`
 * @returns a function that rejects with a `TypeError` where a connection fails, as `fetch` does
 * @throws ContractError when the document cannot be compiled
 */
export async function createMockFetch(document: OpenApiDocument, options: MockFetchOptions = {}): Promise<MockFetch> {
  const { handle } = await createFront(document, { onWarning: warnOnConsole, ...options });
  return async (input, init) => {
    const request = input instanceof Request && init === undefined ? input : new Request(input, init);
    request.signal.throwIfAborted();
    const reply = await handle(fromFetchRequest(request, '', undefined), request.signal);
    request.signal.throwIfAborted();
    return toResponse(reply, request);
  };
}

function warnOnConsole(fault: DocumentFault): void {
  console.warn(`mock: ${describeFault(fault)}`);
}

async function toResponse({ status, headers, content, fail }: MockReply, { signal }: Request): Promise<Response> {
  if (fail === 'timeout') await aborted(signal);
  if (fail === 'reset' || (fail === 'mid-body' && (content ?? '').length === 0)) throw networkError('fetch failed');
  // The type of a body excludes shared memory, in which no mock writes.
  const body = (content ?? null) as BodyInit | null;
  return new Response(fail === undefined ? body : brokenBody(content ?? ''), { status, headers });
}

/** Rejects as `fetch` does when its signal is aborted. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function brokenBody(content: string | Uint8Array): ReadableStream<Uint8Array> {
  const bytes = Buffer.from(content);
  const parts = [bytes.subarray(0, Math.floor(bytes.length / 2))];
  return new ReadableStream({
    pull: (controller) => {
      const part = parts.pop();
      if (part === undefined) controller.error(networkError('terminated'));
      else controller.enqueue(part);
    },
  });
}

/** The error of `fetch` where a connection is reset, with the same cause as in Node. */
function networkError(message: string): TypeError {
  return new TypeError(message, { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) });
}
