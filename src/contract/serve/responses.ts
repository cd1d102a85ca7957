import { type OpenAPIBackend, SetMatchType } from 'openapi-backend';
import type { RawAnswer } from './types.ts';

/**
 * Holds answers to the contract. A status that the operation does not declare is always a fault; body and headers are
 * looked at when `thorough`.
 *
 * @returns a function that answers what is wrong with an answer; an empty list when it is sound
 */
export function createResponseCheck(
  backend: OpenAPIBackend,
): (answer: RawAnswer, operationId: string | undefined, thorough: boolean) => string[] {
  const declared = new Map(
    backend.router
      .getOperations()
      .map(({ operationId, responses }) => [operationId, new Map(Object.entries(responses ?? {}))]),
  );
  return (answer, operationId, thorough) => {
    // Without an operation there is nothing to hold the answer to: the path or the method is not the contract's.
    if (operationId === undefined) return [];
    const responses = declared.get(operationId);
    // OAS 3.1 §4.8.16: the status itself, else its range, else the default.
    const response = [`${answer.status}`, `${Math.floor(answer.status / 100)}XX`, 'default']
      .map((status) => responses?.get(status))
      .find((found) => found !== undefined);
    if (response === undefined) return [`status ${answer.status} is not declared`];
    if (!thorough) return [];
    const hasContent = 'content' in response && response.content !== undefined;
    if (!hasContent && answer.body !== undefined) return ['body is not declared'];
    return [...bodyFaults(backend, answer, operationId), ...headerFaults(backend, answer, operationId)];
  };
}

function bodyFaults(backend: OpenAPIBackend, { status, body = null }: RawAnswer, operationId: string): string[] {
  const { errors } = backend.validateResponse(body, operationId, status);
  return (errors ?? []).map(({ instancePath, message }) => `body${instancePath} ${message}`);
}

function headerFaults(backend: OpenAPIBackend, { status, headers = {} }: RawAnswer, operationId: string): string[] {
  const { errors } = backend.validateResponseHeaders(headers, operationId, {
    statusCode: status,
    setMatchType: SetMatchType.Superset,
  });
  return (errors ?? []).map(({ instancePath, message }) => `${instancePath.slice(1)} ${message}`);
}
