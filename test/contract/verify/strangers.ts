import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createPlan, withoutOperations } from '../../../src/contract/verify/plan.ts';
import { type RunResult, runVerify } from '../../../src/contract/verify/run.ts';
import type { RunOptions } from '../../../src/contract/verify/run-context.ts';

export type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: string; at: number };
export type Replied = [status: number, body?: unknown, headers?: Record<string, string | string[]>];

/** Starts a server until the end of the test. */
export async function serveUntilEnd(
  respond: (asked: Asked) => Replied | Promise<Replied>,
): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
    asked.push({ ...one, at: performance.now() });
    // A server that fails must not keep a run waiting.
    const failed = (error: unknown): Replied => [599, { error: String(error) }];
    const [status, value, headers = {}] = await Promise.resolve(asked.at(-1) as Asked)
      .then(respond)
      .catch(failed);
    const type = value === undefined ? {} : { 'content-type': 'application/json' };
    response.writeHead(status, { ...type, ...headers });
    response.end(value === undefined || request.method === 'HEAD' ? undefined : JSON.stringify(value));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** Verifies a server against a document, without random cases. */
export function verifyServer(
  document: object,
  { skipped = [], ...options }: Partial<RunOptions> & { url: string; skipped?: string[] },
): Promise<RunResult> {
  // Tests write documents as literals.
  const plan = createPlan(structuredClone(document) as OpenApiDocument);
  return runVerify(withoutOperations(plan, skipped), {
    ...{ auth: {}, otherAuth: {}, seed: 1, maxCases: 10_000, operations: [], off: [] },
    ...{
      phases: ['examples', 'constraints', 'protocol', 'state'],
      timeMs: 600_000,
      concurrency: 4,
      responseMs: 600_000,
    },
    onProgress: () => undefined,
    ...options,
  });
}
