import { type AgentOptions, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { performance } from 'node:perf_hooks';
import { essenceOf, isJson } from '../document/media-types.ts';
import { valueOfJson } from './json.ts';
import { sendRequestBody } from './large-bodies.ts';
import { createStreamLimit } from './streams.ts';
import type { Exchange, Received, SentRequest } from './types.ts';

/** Sends requests as they are written: no header is added, no path is made nicer. */
export type Sender = {
  /** @param operationId of the operation that the request is sent for, if it is one */
  send: (request: SentRequest, operationId?: string) => Promise<Exchange>;
  close: () => void;
};

/** Longer responses are an error: no contract of JSON declares such a length. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Statuses of responses that end with their headers, whatever these say (RFC 9112 §6.3). */
const WITHOUT_CONTENT = [204, 304];

/** Without an item that is not complete. */
function wholeItems(text: string): string {
  return text.slice(0, text.lastIndexOf('\n') + 1);
}

type ReceivedContent = Pick<Received, 'text' | 'binary' | 'cut'>;

/** Reads the content of a response, of a stream as much as its limit allows. */
function receiveContent(
  response: IncomingMessage,
  mediaType: string,
  finish: (content: ReceivedContent) => void,
  stop: (error?: Error) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const received = (cut?: string): ReceivedContent => {
    const bytes = Buffer.concat(chunks);
    const text = bytes.toString('utf8');
    // Parts may be files.
    const binary = mediaType.startsWith('multipart/') ? { binary: bytes.toString('latin1') } : {};
    return cut === undefined ? { text, ...binary } : { text: wholeItems(text), ...binary, cut };
  };
  const limit = createStreamLimit(mediaType);
  const close = (reached: string): void => {
    finish(received(reached));
    stop();
  };
  const stopTimer = limit?.afterTime(close);
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MOST_BYTES) return stop(new Error(`the response is longer than ${MOST_BYTES} bytes`));
    chunks.push(chunk);
    const reached = limit?.take(chunk);
    if (reached !== undefined) close(reached);
  });
  response.on('close', () => stopTimer?.());
  response.on('end', () => finish(received()));
}

/** Failures of a connection that the server has closed. */
const CLOSED = /ECONNRESET|socket hang up|EPIPE/;

/** Connections by the protocol of a URL. */
function createAgents(options: AgentOptions) {
  return { 'http:': new HttpAgent(options), 'https:': new HttpsAgent(options) };
}

/**
 * @param connections that are open at once
 * @param timeoutMs to wait for a response
 */
export function createSender({ connections, timeoutMs }: { connections: number; timeoutMs: number }): Sender {
  const agents = createAgents({ keepAlive: true, maxSockets: connections });
  const fresh = createAgents({ keepAlive: false });
  const once = (sent: SentRequest, pool = agents): Promise<Exchange> =>
    new Promise((resolve) => {
      const { protocol, hostname, port, origin } = new URL(sent.url);
      const isSecure = protocol === 'https:';
      const begin = isSecure ? httpsRequest : httpRequest;
      const body = sent.body === undefined ? undefined : Buffer.from(sent.body, sent.encoding ?? 'utf8');
      const fail = (failure: string): void => resolve({ request: sent, failure });
      const request = begin({
        agent: isSecure ? pool['https:'] : pool['http:'],
        hostname: hostname.replaceAll(/[[\]]/g, ''),
        port,
        method: sent.method,
        // Not that of the URL, which is normalised.
        path: sent.url.slice(origin.length) || '/',
        headers: body === undefined ? sent.headers : { ...sent.headers, 'content-length': body.length },
        timeout: timeoutMs,
      });
      const begun = performance.eventLoopUtilization();
      let isHeard = false;
      let head: Pick<Received, 'status' | 'headers' | 'mediaType'> | undefined;
      const finish = (content: ReceivedContent): void => {
        if (head === undefined) return;
        const value = isJson(head.mediaType) ? valueOfJson(content.text) : undefined;
        // A time in which this process was busy says nothing of the server.
        const waitedMs = performance.eventLoopUtilization(begun).idle;
        resolve({ request: sent, response: { ...head, ...content, value, waitedMs } });
      };
      request.on('timeout', () => {
        isHeard = false;
        // Data that arrived while this process was busy is read first.
        setImmediate(() => {
          if (!isHeard) request.destroy(new Error(`no response within ${timeoutMs / 1000} s`));
        });
      });
      request.on('error', (error: NodeJS.ErrnoException & { rawPacket?: Buffer }) => {
        const content = head === undefined ? undefined : contentAfter(head, error);
        if (content !== undefined) return finish({ text: content });
        fail(error.message || String(error.code));
      });
      request.on('response', (response) => {
        isHeard = true;
        const { statusCode: status = 0, headers } = response;
        head = { status, headers, mediaType: essenceOf(headers['content-type'] ?? '') };
        response.on('error', (error) => fail(error.message));
        response.on('data', () => {
          isHeard = true;
        });
        receiveContent(response, head.mediaType, finish, (error) => request.destroy(error));
      });
      void sendRequestBody(request, body);
    });
  return {
    // A connection that was kept may be closed by the server just when it is used again, which says nothing of the server.
    // Others that were kept are as old.
    send: async (sent) => {
      const exchange = await once(sent);
      return 'failure' in exchange && CLOSED.test(exchange.failure) ? once(sent, fresh) : exchange;
    },
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

/**
 * The content of a response whose status has none: it stands where the next response should begin (RFC 9112 §6.3).
 * Undefined if the error has another reason.
 */
function contentAfter(
  { status }: Pick<Received, 'status'>,
  { code, rawPacket }: NodeJS.ErrnoException & { rawPacket?: Buffer },
): string | undefined {
  if (!WITHOUT_CONTENT.includes(status) || code?.startsWith('HPE_') !== true || rawPacket === undefined)
    return undefined;
  const packet = String(rawPacket);
  return packet.slice(packet.indexOf('\r\n\r\n') + 1).trimStart();
}

/** A line for a shell that sends the same request. */
export function toCurl({ method, url, headers, body, encoding }: SentRequest): string {
  const words = [`curl -sS -i -X ${method} --path-as-is ${quoteForShell(url)}`];
  for (const [name, value] of Object.entries(headers)) words.push(`-H ${quoteForShell(`${name}: ${value}`)}`);
  if (body !== undefined && encoding !== undefined) {
    const decoded = `printf %s ${Buffer.from(body, encoding).toString('base64')} | base64 -d`;
    return [decoded, '|', ...words, '--data-binary @-'].join(' ');
  }
  if (body !== undefined)
    words.push(`--data-raw ${quoteForShell(body.length > 20_000 ? `${body.slice(0, 200)}…` : body)}`);
  return words.join(' ');
}

function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
