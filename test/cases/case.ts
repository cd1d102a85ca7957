import { createServer, request as sendRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { createNodeListener } from '../../src/contract/adapters/node.ts';
import type { CompiledContract } from '../../src/contract/document/compiled.ts';
import type { ViolationReport } from '../../src/contract/serve/options.ts';
import { apiKey } from '../../src/contract/serve/security.ts';
import type { RawResponse } from '../../src/contract/serve/types.ts';

/** A document with requests and what the specification says about each, as the files of this folder have it. */
export type Case = {
  kind: string;
  /** The section of the specification. */
  right: string;
  document?: object;
  /** The files of a document of several, by name. The first one is the root. */
  files?: Record<string, string | object>;
  requests?: CaseRequest[];
  /** The source of handlers by operationId. The others return the first 2xx status. */
  handlers?: Record<string, string>;
  /** TypeScript that must compile against the generated files. */
  types?: string;
};

export type CaseRequest = {
  label?: string;
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
  expect: Expectation;
};

/** A text that begins with `(` is the source of a function that returns whether the value is right. */
type Expectation = {
  status?: number;
  /** Whether a handler receives the request. */
  ok?: boolean;
  params?: unknown;
  query?: unknown;
  headers?: unknown;
  cookies?: unknown;
  body?: unknown;
  /** The body of the response. */
  answer?: unknown;
  /** A text that the violations contain. */
  breach?: string;
};

type Received = { params: object; query: object; headers: object; cookies: object; body: unknown };

/** What a request led to. */
export type Exchange = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  received: Received | undefined;
  violations: string;
};

type Part = { name: string; filename?: string; type?: string; text: string };

/** Serves a case's contract on a free port. */
export async function serveCase(contract: CompiledContract, { handlers = {} }: Case) {
  let received: Received | undefined;
  let report: ViolationReport | undefined;
  const listener = await createNodeListener<unknown>({
    contract,
    handlers: Object.fromEntries(
      contract.operations.map((operation) => {
        const source = handlers[operation.operationId];
        const status = Object.keys(operation.responses).find((one) => one.startsWith('2')) ?? '200';
        const handle = source === undefined ? () => ({ status: Number(status) }) : evaluate(source);
        return [
          operation.operationId,
          async (request: Received) => {
            received = request;
            return (await handle(request)) as RawResponse;
          },
        ];
      }),
    ),
    security: Object.fromEntries(Object.keys(contract.securitySchemes).map((name) => [name, apiKey((key) => key)])),
    onViolation: (one) => {
      report = one;
    },
    onWarning: () => undefined,
    onResponse: () => undefined,
  });
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    send: async (request: CaseRequest): Promise<Exchange> => {
      received = undefined;
      report = undefined;
      const response = await exchange(port, request);
      return { ...response, received, violations: JSON.stringify(report ?? {}) };
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A function of a case's source. */
export function evaluate(source: string): (...values: unknown[]) => unknown {
  return new Function('Readable', `return (${source})`)(Readable);
}

async function exchange(port: number, { method = 'GET', path, headers = {}, body }: CaseRequest) {
  const { bytes, type } = encode(body);
  const declared = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  const length = headers['transfer-encoding'] === undefined && bytes !== undefined;
  const options = {
    ...{ host: '127.0.0.1', port, method, path, agent: false },
    headers: {
      ...(type === undefined || declared ? {} : { 'content-type': type }),
      ...(length ? { 'content-length': String(bytes.length) } : {}),
      ...headers,
    },
  };
  return new Promise<Pick<Exchange, 'status' | 'headers' | 'text'>>((resolve, reject) => {
    const outgoing = sendRequest(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(bytes);
  });
}

const BOUNDARY = 'case-boundary';

/** The bytes of a request's body and the media type that they have unless the request names one. */
export function encode(body: unknown): { bytes: Buffer | undefined; type?: string } {
  if (body === undefined) return { bytes: undefined };
  if (typeof body === 'string') return { bytes: Buffer.from(body) };
  if (typeof body === 'object' && body !== null && 'multipart' in body) {
    const parts = (body.multipart as Part[]).map(toPart).join('');
    const type = `multipart/form-data; boundary=${BOUNDARY}`;
    return { bytes: Buffer.from(`${parts}--${BOUNDARY}--\r\n`), type };
  }
  if (typeof body === 'object' && body !== null && 'bytes' in body)
    return { bytes: Buffer.from(body.bytes as string, 'latin1') };
  return { bytes: Buffer.from(JSON.stringify(body)), type: 'application/json' };
}

function toPart({ name, filename, type, text }: Part): string {
  const file = filename === undefined ? '' : `; filename="${filename}"`;
  const contentType = type === undefined || type === '' ? '' : `Content-Type: ${type}\r\n`;
  return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${contentType}\r\n${text}\r\n`;
}
