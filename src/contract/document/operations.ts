import { dereference } from './dereference.ts';
import type { OpenApiDocument, Operation, Parameter } from './document.ts';

/** The methods that OAS 3.1 §4.8.9 gives a path item, in lower case. */
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/**
 * All operations of a bundled document, references resolved, path-level parameters merged in (an operation's own wins,
 * OAS 3.1 §4.8.9) and the document's security applied where the operation has none.
 */
export function listOperations(document: OpenApiDocument): Operation[] {
  const whole = dereference(document);
  return Object.entries(whole.paths ?? {}).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method] !== undefined).map((method) => {
      // The document has been linted against the OAS 3.1 schema, so a member of this name is an Operation Object.
      const operation = item[method] as Operation;
      const own = operation.parameters ?? [];
      const inherited = ((item.parameters ?? []) as Parameter[]).filter(
        (parameter) => !own.some((other) => other.name === parameter.name && other.in === parameter.in),
      );
      return {
        ...operation,
        method,
        path,
        parameters: [...own, ...inherited],
        security: operation.security ?? whole.security ?? [],
      };
    }),
  );
}
