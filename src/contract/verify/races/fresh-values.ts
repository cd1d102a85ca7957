import { isJson } from '../../document/media-types.ts';
import { isObject } from '../../document/references.ts';
import { isAllowed } from '../plan.ts';
import type { RequestParts } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { randomKey } from '../write-request.ts';

/** Characters of a value that are kept beside a new text, as the writer of requests does. */
const KEPT = 40;
const FRESH = 12;

/**
 * A request in which properties have a value that no other request has, so that it can be sent several times as it is.
 * Undefined if the contract allows none.
 */
export function withFreshValues(
  operation: VerifiableOperation,
  parts: RequestParts,
  names: string[],
): RequestParts | undefined {
  const { body } = parts;
  if (body === undefined || !isJson(body.mediaType) || !isObject(body.value)) return undefined;
  const fresh = randomKey().replaceAll('-', '').slice(0, FRESH);
  const value: Record<string, unknown> = { ...body.value };
  for (const name of names) {
    const text = value[name];
    if (typeof text !== 'string') return undefined;
    const candidates = [`${text.slice(0, KEPT)}-${fresh}`, `${fresh}${text}`, fresh];
    const changed = candidates.find((one) => isAllowed(operation, withValue(parts, { ...value, [name]: one })));
    if (changed === undefined) return undefined;
    value[name] = changed;
  }
  return { ...asText(withValue(parts, value)), unique: [fresh] };
}

function withValue(parts: RequestParts, value: Record<string, unknown>): RequestParts {
  const { body } = parts;
  return body === undefined ? parts : { ...parts, body: { ...body, text: JSON.stringify(value), value } };
}

/** The same request without the value of its body, in which the writer would change what must be unique. */
export function asText(parts: RequestParts): RequestParts {
  if (parts.body === undefined) return parts;
  const { value: _value, ...body } = parts.body;
  return { ...parts, body };
}
