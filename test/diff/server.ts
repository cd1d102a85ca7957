import { createFetchHandler } from '../../src/contract/adapters/fetch.ts';
import { compileContract } from '../../src/contract/build/build.ts';
import type { Witness } from '../../src/contract/diff/change.ts';
import type { OpenApiDocument } from '../../src/contract/document/document.ts';

type Serve = (request: Request) => Promise<boolean>;

const SERVERS = new WeakMap<OpenApiDocument, Promise<Serve>>();

/** Whether a server of a document hands a request to its handler. Credentials are not checked. */
export async function serverAccepts(
  document: OpenApiDocument,
  witness: Extract<Witness, { kind: 'request' }>,
): Promise<boolean> {
  const serve = SERVERS.get(document) ?? createServe(document);
  SERVERS.set(document, serve);
  const { method, url, headers, body } = witness;
  const request = new Request(new URL(url, 'http://127.0.0.1'), {
    method,
    headers,
    ...(body !== undefined && { body }),
  });
  return (await serve)(request);
}

async function createServe(document: OpenApiDocument): Promise<Serve> {
  const contract = compileContract(document);
  let isHandled = false;
  const handlers = Object.fromEntries(
    contract.operations.map(({ operationId }) => [
      operationId,
      () => {
        isHandled = true;
        return { status: 200 };
      },
    ]),
  );
  const used = contract.operations.flatMap((one) => one.security.flatMap(Object.keys));
  const names = [...new Set([...Object.keys(contract.securitySchemes), ...used])];
  const security = Object.fromEntries(names.map((name) => [name, () => 'anybody']));
  const handle = await createFetchHandler({
    ...{ contract: withoutBasePaths(contract), handlers, security },
    ...{ onWarning: () => undefined, onResponse: () => undefined, validateResponses: 0 },
  });
  return async (request) => {
    isHandled = false;
    await handle(request);
    return isHandled;
  };
}

/** A base path of the servers may stand before a path or be left out. */
function withoutBasePaths(contract: ReturnType<typeof compileContract>): ReturnType<typeof compileContract> {
  const operations = contract.operations.map((one) => ({ ...one, basePaths: [...new Set(['', ...one.basePaths])] }));
  return { ...contract, operations };
}
