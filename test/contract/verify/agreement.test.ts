import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { runVerify } from '../../../src/contract/verify/run.ts';

const parameter = (name: string, place: 'path' | 'query') => ({
  name,
  in: place,
  required: true,
  schema: { type: 'integer', minimum: 1, maximum: 9 },
});

const DOCUMENT: OpenApiDocument = {
  openapi: '3.1.1',
  info: { title: 'Exhibits', version: '1' },
  paths: {
    '/exhibits/{number}': {
      get: {
        operationId: 'getExhibit',
        parameters: [parameter('number', 'path'), parameter('floor', 'query')],
        responses: Object.fromEntries([200, 400, 404, 422].map((status) => [status, { description: 'One.' }])),
      },
    },
  },
};

/** A server of the exhibits that rejects a number that is none with one status, and a floor with another. */
async function startExhibits(inPath: number, inQuery: number): Promise<{ url: string; stop: () => void }> {
  const isValid = (text: string | null | undefined): boolean => /^[1-9]$/.test(text ?? '');
  const server = createServer((request, response) => {
    request.resume();
    const { pathname, searchParams } = new URL(`http://exhibits${request.url}`);
    const [, number] = /^\/exhibits\/([^/]+)$/.exec(pathname) ?? [];
    const status =
      number === undefined ? 404 : !isValid(number) ? inPath : !isValid(searchParams.get('floor')) ? inQuery : 200;
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

test.for<[here: [number, number], there: [number, number], disagrees: boolean]>([
  [[400, 400], [404, 400], true],
  [[422, 400], [404, 400], true],
  [[404, 400], [404, 400], false],
  // Beside the path only whether a request is accepted counts.
  [[404, 400], [404, 422], false],
])('a path rejected with %j disagrees with one rejected with %j: %j', async ([here, there, disagrees]) => {
  const [one, other] = await Promise.all([startExhibits(...here), startExhibits(...there)]);
  const { agreement, findings } = await runVerify(createPlan(structuredClone(DOCUMENT)), {
    ...{ url: one.url, against: other.url, auth: {}, otherAuth: {}, seed: 1, maxCases: 200, operations: [] },
    ...{
      phases: ['constraints'],
      off: [],
      timeMs: 600_000,
      concurrency: 4,
      responseMs: 600_000,
      onProgress: () => undefined,
    },
  });
  one.stop();
  other.stop();
  const disagreements = findings.filter(({ check }) => check === 'agreement');
  expect(disagreements.length > 0).toBe(disagrees);
  expect((agreement?.disagreed ?? 0) > 0).toBe(disagrees);
  expect(agreement?.agreed).toBeGreaterThan(5);
  for (const { message } of disagreements)
    expect(message).toContain(`rejected the path with ${here[0]}, the other server with ${there[0]}`);
});
