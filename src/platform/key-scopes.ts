/** Scopes of keys. Operations declare their scope in the contract. */
export const KEY_SCOPES = ['agents:read', 'agents:write', 'conversations:read', 'conversations:write'] as const;

/** Stands for all scopes. */
export const ALL_SCOPES = '*';

const granted: ReadonlySet<string> = new Set(KEY_SCOPES);

/** The scopes of a key, as they are stored: `*`, or names with commas between. */
export function readScopes(stored: string): ReadonlySet<string> {
  return stored === ALL_SCOPES ? granted : new Set(stored.split(','));
}

/**
 * Reads a list of scopes that somebody wrote, with commas between.
 *
 * @returns the scopes as they are stored: each once, in the order of `KEY_SCOPES`; undefined if one of them does not exist
 * @example parseScopes('agents:write, agents:read') // 'agents:read,agents:write'
 */
export function parseScopes(text: string): string | undefined {
  const named = new Set(text.split(',').map((scope) => scope.trim()));
  if (named.has(ALL_SCOPES)) return named.size === 1 ? ALL_SCOPES : undefined;
  const known = KEY_SCOPES.filter((scope) => named.has(scope));
  return known.length === named.size ? known.join() : undefined;
}
