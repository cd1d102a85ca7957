import { JSONPathEnvironment, JSONPathError, type JSONValue } from 'json-p3';

/** Documents nest up to 100 levels. */
const environment = new JSONPathEnvironment({ strict: true, maxRecursionDepth: 1000 });

/** Why a text is not a JSONPath expression of RFC 9535; undefined if it is one. */
export function jsonPathFault(expression: string): string | undefined {
  try {
    environment.compile(expression);
    return undefined;
  } catch (error) {
    if (!(error instanceof JSONPathError)) throw error;
    // The library appends the text around the fault.
    const reason = error.message.replace(/ \('.*':\d+\)$/s, '');
    return `${reason} at character ${error.token.index + 1}`;
  }
}

/** The places of the nodes that a valid expression selects, each once. */
export function findNodes(root: unknown, expression: string): string[][] {
  // Documents hold only values of JSON.
  const found = [...environment.lazyQuery(expression, root as JSONValue)].map(({ location }) => location.map(String));
  return [...new Map(found.map((tokens) => [JSON.stringify(tokens), tokens])).values()];
}
