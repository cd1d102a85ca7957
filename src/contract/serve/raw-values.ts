/** The encoded texts of each name. Names are decoded, so that one name is found in every spelling of it. */
export type RawValues = Map<string, string[]>;

export const NO_VALUES: RawValues = new Map();

/** The texts that were sent under a name. */
export function takeTexts(values: RawValues, used: Set<string>, name: string): string[] | undefined {
  const sent = values.get(name);
  if (sent !== undefined) used.add(name);
  return sent;
}

export function parseQuery(query: string): RawValues {
  const values: RawValues = new Map();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const index = pair.indexOf('=');
    const name = decodeQuery(index < 0 ? pair : pair.slice(0, index));
    const value = index < 0 ? '' : pair.slice(index + 1);
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  return values;
}

/** RFC 6265 §4.2.1. */
export function parseCookies(header: string | string[] | undefined): RawValues {
  const values: RawValues = new Map();
  for (const pair of [header ?? []].flat().join(';').split(';')) {
    const index = pair.indexOf('=');
    if (index < 0) continue;
    const name = decodePercent(pair.slice(0, index).trim());
    const value = pair.slice(index + 1).trim();
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  return values;
}

/** A plus is a space, as HTML forms and URLSearchParams write it. */
export function decodeQuery(text: string): string {
  return decodePercent(text.includes('+') ? text.replaceAll('+', ' ') : text);
}

/** An invalid escape stays as it is, for the validator to check. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
