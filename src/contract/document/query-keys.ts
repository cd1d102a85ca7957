type Scheme = { type: string; in?: string | undefined; name?: string | undefined };

/** Names of the query parameters that hold an API key of an operation's security schemes (OAS 3.1 §4.8.27). */
export function queryKeys(security: Record<string, unknown>[], schemes: Record<string, Scheme>): string[] {
  return security.flatMap(Object.keys).flatMap((scheme) => {
    const { type, in: place, name } = schemes[scheme] ?? {};
    return type === 'apiKey' && place === 'query' && name !== undefined ? [name] : [];
  });
}
