/** A dot segment, which URL parsers resolve, also when its dots are percent-encoded (URL Standard, "URL path segment"). */
const DOT_SEGMENT = /^(\.|%2e){1,2}$/i;

/** Half of a surrogate pair, which UTF-8 cannot encode. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Checks the path parameters of a call before it is sent. `..`, `.` and an empty value would lead to another path:
 * `DELETE /v1/agents/{id}` would become `DELETE /v1/`.
 *
 * @param template path with its parameters in braces, such as `/v1/agents/{id}`
 * @throws TypeError if a parameter is missing, empty, a dot segment, or cannot be encoded
 */
export function assertPathValues(method: string, template: string, values: Record<string, unknown> = {}): void {
  for (const [, name = ''] of template.matchAll(/\{([^{}]+)\}/g)) {
    const violation = violationOf(values[name]);
    if (violation === undefined) continue;
    throw new TypeError(`Path parameter "${name}" of ${method} ${template} ${violation} Nothing was sent.`);
  }
}

function violationOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return 'is missing. Pass it in params.path.';
  const text = String(value);
  if (text === '') return 'is empty. Pass the id of an existing resource.';
  if (DOT_SEGMENT.test(text)) return `is "${text}", which leads to another path. Pass the id of an existing resource.`;
  if (LONE_SURROGATE.test(text)) return 'contains half of a surrogate pair, which a URL cannot contain. Remove it.';
  return undefined;
}
