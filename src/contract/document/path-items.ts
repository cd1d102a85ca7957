import { isObject } from './references.ts';

/** The methods that OAS 3.1 §4.8.9 gives a path item, in lower case. */
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** An operation of a path item. */
export type ItemOperation = {
  /** Lower case. */
  method: string;
  operation: Record<string, unknown>;
  /** The members of the path item that lead to it. */
  tokens: string[];
};

/** Whether a document is of OpenAPI 3.2. */
export function isVersion32({ openapi }: { openapi: string }): boolean {
  return openapi.startsWith('3.2');
}

/** The operations of a path item, in the order of the specification. A method of its own may be one of 3.2 only. */
export function operationsOf(document: { openapi: string }, item: Record<string, unknown>): ItemOperation[] {
  const named = METHODS.flatMap((method) => operationAt(item[method], [method]));
  return isVersion32(document) ? [...named, ...furtherOperations(item)] : named;
}

/**
 * The operations of a path item that OAS 3.2 §4.9.1 adds: `query` and those of any other method, which is sent in upper
 * case.
 */
export function furtherOperations(item: Record<string, unknown>): ItemOperation[] {
  const { query, additionalOperations: others } = item;
  return [
    ...operationAt(query, ['query']),
    ...Object.entries(isObject(others) ? others : {}).flatMap(([method, operation]) =>
      isFixed(method) ? [] : operationAt(operation, ['additionalOperations', method]),
    ),
  ];
}

/** Whether a path item has a member for a method, which `additionalOperations` must not have then. */
export function isFixed(method: string): boolean {
  return method.toLowerCase() === 'query' || METHODS.some((one) => one === method.toLowerCase());
}

function operationAt(operation: unknown, tokens: string[]): ItemOperation[] {
  return isObject(operation) ? [{ method: (tokens.at(-1) ?? '').toLowerCase(), operation, tokens }] : [];
}
