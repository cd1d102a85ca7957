import { ContractError } from './document.ts';

/**
 * Puts what a local `$ref` points to in its place. Keywords beside a `$ref` in a schema win over those of its target,
 * which is what OAS 3.1 §4.8.23 says of `summary` and `description` and what JSON Schema says of annotations.
 * Equal references become the same object, so a document does not grow by it.
 *
 * @throws ContractError where a reference leads nowhere, is not local, or leads back to itself
 */
export function dereference<Document extends object>(document: Document): Document {
  const targets = new Map<string, unknown>();
  const open = new Set<string>();

  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (value === null || typeof value !== 'object') return value;
    const { $ref, ...siblings } = value as { $ref?: unknown };
    if (typeof $ref !== 'string') {
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolve(member)]));
    }
    const target = resolveReference($ref);
    if (Object.keys(siblings).length === 0) return target;
    return { ...(target as object), ...(resolve(siblings) as object) };
  };

  const resolveReference = (reference: string): unknown => {
    if (targets.has(reference)) return targets.get(reference);
    if (open.has(reference)) throw new ContractError(`The reference "${reference}" leads back to itself.`);
    open.add(reference);
    const target = resolve(lookUp(document, reference));
    open.delete(reference);
    targets.set(reference, target);
    return target;
  };

  return resolve(document) as Document;
}

/** What a JSON Pointer fragment such as `#/components/schemas/Pet` points to (RFC 6901 §6). */
export function lookUp(document: object, reference: string): unknown {
  if (!reference.startsWith('#/')) {
    throw new ContractError(`The reference "${reference}" is not local. Bundle the document first.`);
  }
  let value: unknown = document;
  for (const token of reference.slice(2).split('/')) {
    const key = decode(token)?.replaceAll('~1', '/').replaceAll('~0', '~');
    if (key === undefined || value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) {
      throw new ContractError(`The reference "${reference}" leads nowhere.`);
    }
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** Undefined where a percent-encoding is broken. */
function decode(token: string): string | undefined {
  try {
    return decodeURIComponent(token);
  } catch {
    return undefined;
  }
}
