import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { type RunResult, runVerify } from '../../../src/contract/verify/run.ts';
import type { Phase } from '../../../src/contract/verify/types.ts';

/** Listens on a port of the machine until the test is over. Returns the URL. */
export async function serve(handle: (request: IncomingMessage, response: ServerResponse) => unknown): Promise<string> {
  const server = createServer(async (request, response) => {
    try {
      await handle(request, response);
    } catch (error) {
      response.destroy(error as Error);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Verifies a server against a document. */
export function verifyWith(
  document: object,
  url: string,
  phases: Phase[] = ['examples', 'constraints', 'protocol', 'random'],
  maxCases = phases.length > 1 ? 400 : 150,
): Promise<RunResult> {
  return runVerify(createPlan(structuredClone(document) as OpenApiDocument), {
    ...{ url, auth: {}, otherAuth: {}, seed: 1, operations: [], phases, off: [], maxCases },
    ...{ timeMs: 600_000, responseMs: 600_000, concurrency: 4, onProgress: () => undefined },
  });
}

/** The findings of a run: the operation, its check and what was tried or is wrong. */
export function findingsOf({ findings }: RunResult): string[] {
  return findings.map(({ operationId, check, message }) =>
    `${operationId} ${check}: ${message.split('The response:')[0]}`.trim(),
  );
}

/** Sends JSON. */
export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
