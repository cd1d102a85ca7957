import { type getHttpOperationsFromSpec, NO_METHOD_MATCHED_ERROR, NO_PATH_MATCHED_ERROR } from '@stoplight/prism-http';
import type { MockRequest } from './respond.ts';

/** Operations as Prism reads them. */
export type PrismOperations = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>;
type PrismOperation = PrismOperations[number];

/** Operations that respond as the contract says where it has no operation: HEAD as GET, 405 with Allow, 404. */
export function substitute(error: Error, { method, url }: MockRequest, operations: PrismOperations): PrismOperations {
  if (isPrism(error, NO_METHOD_MATCHED_ERROR)) {
    // RFC 9110 §9.3.2: HEAD is GET without the content.
    const heads = method === 'head' ? operations.filter((operation) => operation.method === 'get') : [];
    return [
      ...heads.map((operation) => ({ ...operation, method: 'head' })),
      ...operations
        .filter((operation) => !heads.some(({ path }) => path === operation.path))
        .flatMap((operation) => {
          const response = operation.responses.find(({ code }) => code === '405');
          if (response === undefined) return [];
          return [
            operationThatReturns(
              operation,
              method,
              operation.path,
              withAllow(response, methodsOf(operation.path, operations)),
            ),
          ];
        }),
    ];
  }
  if (!isPrism(error, NO_PATH_MATCHED_ERROR)) return [];
  for (const operation of operations) {
    const response = operation.responses.find(({ code }) => code === '404');
    if (response !== undefined) return [operationThatReturns(operation, method, url.path, response)];
  }
  return [];
}

/** Whether an error is the one of Prism's that this template stands for. */
export function isPrism(error: Error, { type }: { type: string }): boolean {
  return error.name.endsWith(`#${type}`);
}

type PrismResponse = PrismOperation['responses'][number];

/** An operation of a path that returns this response to every request, whatever it holds. */
function operationThatReturns(
  operation: PrismOperation,
  method: string,
  path: string,
  response: PrismResponse,
): PrismOperation {
  const { request: _ignored, ...rest } = operation;
  return { ...rest, method, path, security: [], responses: [response] };
}

function methodsOf(path: string, operations: PrismOperations): string {
  const methods = operations.filter((operation) => operation.path === path).map(({ method }) => method.toUpperCase());
  if (methods.includes('GET')) methods.push('HEAD');
  return [...new Set(methods)].sort().join(', ');
}

/** RFC 9110 §15.5.6: a 405 lists the methods that the path has. */
function withAllow(response: PrismResponse, methods: string): PrismResponse {
  const headers = (response.headers ?? []).map((header) =>
    header.name.toLowerCase() === 'allow'
      ? { ...header, examples: [{ id: 'allow', key: 'allow', value: methods }] }
      : header,
  );
  return { ...response, headers };
}
