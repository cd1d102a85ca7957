import type { IncomingHttpHeaders } from 'node:http';
import type { CompiledContract } from './document/compiled.ts';
import { essenceOf, isJson } from './document/media-types.ts';
import { isObject, toPointer } from './document/references.ts';
import { type DeclaredResponses, findResponseViolations } from './verify/conformance.ts';
import { valueOfJson } from './verify/json.ts';
import type { Received } from './verify/types.ts';

/**
 * The matchers that `expect` gets. To have it in types, with the operations of the contract:
 *
 * ```ts
 * declare module 'vitest' {
 *   interface Matchers<R extends void | Promise<void>, T> extends ContractMatchers<keyof operations> {}
 * }
 * ```
 */
export type ContractMatchers<OperationId extends PropertyKey> = {
  /**
   * Checks a response against the contract of an operation: status, media type, headers and body. The response is an
   * unread `Response` of fetch, a result of openapi-fetch, or an object with `status`, `headers` and the body as
   * `text` or `body`. It must be awaited.
   */
  toMatchContract: (operationId: OperationId) => Promise<void>;
};

/** The result of a matcher of Vitest or Jest. */
export type Matched = { pass: boolean; message: () => string };

export type Matchers = { toMatchContract: (received: unknown, operationId: string) => Promise<Matched> };

/**
 * The matchers for a contract, to be given to `expect.extend` in a setup file.
 *
 * @param contract the `contract` of the `operations.ts` that `build` writes
 */
export function contractMatchers({ operations }: CompiledContract): Matchers {
  const declared = operations.map((operation): [string, DeclaredResponses] => {
    const { operationId, path, method } = operation;
    return [operationId, { pointer: toPointer(['paths', path, method]), served: { operation } }];
  });
  return createMatchers(new Map(declared));
}

/** @param onMatch called with each response that is what the contract declares */
export function createMatchers<Operation extends DeclaredResponses>(
  operations: Map<string, Operation>,
  onMatch?: (operation: Operation, received: Received) => void,
): Matchers {
  return {
    toMatchContract: async (received, operationId) => {
      const operation = operations.get(operationId);
      if (operation === undefined) {
        throw new TypeError(
          `The contract has no operation "${operationId}". It has ${[...operations.keys()].join(', ')}.`,
        );
      }
      const response = await toReceived(received);
      const violations = findResponseViolations(operation, response, 'GET');
      if (violations.length === 0) onMatch?.(operation, response);
      const lines = violations.map(({ message, pointer }) => `  ${message}\n    at ${pointer}`);
      const shown = response.text === '' ? 'It has no body.' : `Its body: ${shorten(response.text)}`;
      return {
        pass: violations.length === 0,
        message: () =>
          violations.length === 0
            ? `The ${response.status} response matches the contract for ${operationId}, but should not.`
            : `The response does not match the contract for ${operationId}:\n\n${lines.join('\n')}\n\n${shown}`,
      };
    },
  };
}

const LONGEST = 500;

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** @throws TypeError if it is not a response, or its body has been read */
async function toReceived(received: unknown): Promise<Received> {
  if (received instanceof Response) {
    if (received.bodyUsed) {
      throw new TypeError(
        'The body of the Response has been read already. Pass the response before it is read, or a clone().',
      );
    }
    return ofText(received.status, received.headers, await received.clone().text());
  }
  if (isObject(received) && received.response instanceof Response) {
    const { response, data, error } = received;
    return ofValue(response.status, response.headers, data ?? error);
  }
  if (isObject(received) && typeof received.status === 'number' && isObject(received.headers)) {
    const { status, headers, text, body } = received;
    if (typeof text === 'string') return ofText(status, headers, text);
    return typeof body === 'string' ? ofText(status, headers, body) : ofValue(status, headers, body);
  }
  throw new TypeError(
    'toMatchContract takes a Response of fetch, a result of openapi-fetch, or an object with status, headers and text or body.',
  );
}

function ofText(status: number, headers: object, text: string): Received {
  const read = readHeaders(headers);
  const mediaType = essenceOf(read['content-type'] ?? '');
  return { status, headers: read, mediaType, text, value: isJson(mediaType) ? valueOfJson(text) : undefined };
}

/** For a response whose body has been parsed. */
function ofValue(status: number, headers: object, value: unknown): Received {
  const read = readHeaders(headers);
  const mediaType = essenceOf(read['content-type'] ?? '');
  return { status, headers: read, mediaType, text: value === undefined ? '' : JSON.stringify(value), value };
}

function readHeaders(headers: object): IncomingHttpHeaders {
  const entries = headers instanceof Headers ? [...headers] : Object.entries(headers);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
}
