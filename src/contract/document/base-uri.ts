import { isObject } from './references.ts';

/** Base URI of relative identifiers. Nothing is served at this URL. */
const UNKNOWN_BASE = 'http://document.invalid/';

/** The base URI of a document: its `$self`, if it has one (OAS 3.2 §4.1.2.2). */
export function baseUriOf(root: unknown): string {
  return isObject(root) && typeof root.$self === 'string' ? resolveUri(root.$self, UNKNOWN_BASE) : UNKNOWN_BASE;
}

/** A URI reference against a base. One that cannot be resolved, which the build rejects, stays as it is. */
export function resolveUri(reference: string, base: string): string {
  return URL.canParse(reference, base) ? new URL(reference, base).href : reference;
}

/**
 * Makes references of a document to its own `$self` local, in place: those of objects, links and mappings of discriminators. In a
 * schema with an `$id` they are relative to that.
 */
export function resolveSelf(root: unknown): void {
  if (!isObject(root) || typeof root.$self !== 'string') return;
  const self = baseUriOf(root);
  const seen = new Set<unknown>();
  const makeLocal = (holder: Record<string, unknown>, name: string, base: string): void => {
    const reference = holder[name];
    if (typeof reference !== 'string' || reference.startsWith('#')) return;
    const [uri = '', ...fragment] = reference.split('#');
    if (fragment.length > 0 && resolveUri(uri, base) === self) holder[name] = `#${fragment.join('#')}`;
  };
  const visit = (value: unknown, around: string): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    const base = isObject(value) && typeof value.$id === 'string' ? resolveUri(value.$id, around) : around;
    if (isObject(value)) {
      const { discriminator } = value;
      makeLocal(value, '$ref', base);
      makeLocal(value, 'operationRef', base);
      if (isObject(discriminator) && isObject(discriminator.mapping))
        for (const name of Object.keys(discriminator.mapping)) makeLocal(discriminator.mapping, name, base);
    }
    for (const member of Object.values(value)) visit(member, base);
  };
  visit(root, self);
}
