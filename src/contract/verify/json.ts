/** The value of a text of JSON; undefined where it is none, which a check of its own says where it matters. */
export function valueOfJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
