/** What a `Prefer` header asks the mock for. */
export type Preferences = {
  /** Status of the response. */
  code?: number;
  /** Name of the example. */
  example?: string;
  /** Whether the body is generated from the schema. */
  dynamic: boolean;
};

/**
 * Reads `Prefer: code=404, example=name, dynamic=true` (RFC 7240), the preferences that Prism knows.
 *
 * @returns undefined if the code is not a status
 */
export function readPreferences(header = ''): Preferences | undefined {
  const preferences = new Map(
    header.split(/[,;]/).map((part) => {
      const [name = '', ...value] = part.split('=');
      return [name.trim().toLowerCase(), unquote(value.join('=').trim())];
    }),
  );
  const code = preferences.get('code');
  if (code !== undefined && !/^[1-5]\d\d$/.test(code)) return undefined;
  const example = preferences.get('example');
  return {
    dynamic: preferences.get('dynamic') === 'true',
    ...(code === undefined ? {} : { code: Number(code) }),
    ...(example === undefined ? {} : { example }),
  };
}

function unquote(text: string): string {
  return text.replace(/^"(.*)"$/, '$1');
}
