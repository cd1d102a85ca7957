import { ContractError, type OpenApiDocument, type Schema } from './document.ts';

/** The target of a JSON Pointer fragment such as `#/components/schemas/Pet` (RFC 6901 §6). */
export function lookUp(document: object, reference: string): unknown {
  if (reference === '#') return document;
  if (!reference.startsWith('#/')) {
    const message = `$ref "${reference}" must begin with "#/", as in "#/components/schemas/Pet".`;
    throw new ContractError([{ message, reference }]);
  }
  let value: unknown = document;
  for (const token of fragmentTokens(reference)) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, token)) {
      const message = `$ref "${reference}" does not exist. Correct the reference, or add its target.`;
      throw new ContractError([{ message, reference }]);
    }
    value = (value as Record<string, unknown>)[token];
  }
  return value;
}

/** The reference tokens of a JSON Pointer (RFC 6901 §3, §4). */
export function pointerTokens(pointer: string): string[] {
  const tokens = pointer.split('/').slice(1);
  return pointer.includes('~') ? tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')) : tokens;
}

/** The reference tokens of a JSON Pointer in a URI fragment (RFC 6901 §6). A broken percent-encoding stays as it is. */
export function fragmentTokens(fragment: string): string[] {
  return pointerTokens(fragment.includes('%') ? fragment.split('/').map(decodeToken).join('/') : fragment);
}

function decodeToken(token: string): string {
  return isDecodable(token) ? decodeURIComponent(token) : token;
}

/** Whether every percent sign begins a character in percent-encoding (RFC 3986 §2.1). */
export function isDecodable(text: string): boolean {
  if (!text.includes('%')) return true;
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** A JSON Pointer fragment of these reference tokens. */
export function toPointer(tokens: (string | number)[]): string {
  let pointer = '#';
  for (const token of tokens) pointer += `/${encodeToken(String(token))}`;
  return pointer;
}

/** Most tokens are names of members without a character to encode, and a document has a million of them. */
function encodeToken(token: string): string {
  if (/^[\w$.!'()*-]*$/.test(token)) return token;
  return encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1')).replaceAll('%24', '$');
}

/** A pointer as Redocly reads it where it looks for a place in a file: it decodes percent-encoding. */
export function toLocationPointer(tokens: string[]): string {
  const encoded = tokens.map((token) => token.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('%', '%25'));
  return `#/${encoded.join('/')}`;
}

/** The pointer of the first `$ref` with this text; undefined where no object has it. */
export function findReference(root: unknown, reference: string): string | undefined {
  const seen = new Set<unknown>();
  const tokens: string[] = [];
  const isFound = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return false;
    seen.add(value);
    return Object.entries(value).some(([name, member]) => {
      tokens.push(name);
      const found = (name === '$ref' && member === reference) || isFound(member);
      if (!found) tokens.pop();
      return found;
    });
  };
  return isFound(root) ? toPointer(tokens) : undefined;
}

/** Whether a fragment leads to the place of a pointer, however it is percent-encoded. */
export function leadsTo(fragment: unknown, pointer: string): boolean {
  return typeof fragment === 'string' && fragment.startsWith('#/') && toPointer(fragmentTokens(fragment)) === pointer;
}

/**
 * The final target of a Reference Object (OAS 3.1 §4.8.23); any other value is returned unchanged. A summary or
 * description beside the reference wins.
 *
 * @throws ContractError if the reference is broken or circular
 */
export function followReference(document: OpenApiDocument, value: unknown): unknown {
  const seen = new Set<string>();
  const beside: Record<string, unknown> = {};
  let current = value;
  while (isObject(current) && typeof current.$ref === 'string') {
    const { $ref, ...members } = current;
    if (seen.has($ref)) throw new ContractError([{ message: circularReference($ref), reference: $ref }]);
    seen.add($ref);
    for (const [name, member] of Object.entries(members)) beside[name] ??= member;
    current = lookUp(document, $ref);
  }
  return isObject(current) && Object.keys(beside).length > 0 ? { ...current, ...beside } : current;
}

/** The pointer to the same place with every reference on the way followed. */
export function followPointer(document: object, pointer: string): string {
  let tokens: string[] = [];
  let value: unknown = document;
  for (const token of fragmentTokens(pointer)) {
    const seen = new Set<string>();
    while (isObject(value) && typeof value.$ref === 'string' && !seen.has(value.$ref)) {
      seen.add(value.$ref);
      tokens = fragmentTokens(value.$ref);
      value = lookUp(document, value.$ref);
    }
    tokens.push(token);
    value = isObject(value) ? value[token] : undefined;
  }
  return toPointer(tokens);
}

/** The error of a circular reference. */
export function circularReference(reference: string): string {
  return `$ref "${reference}" is circular. Refer to a part that is not a reference.`;
}

/**
 * Finds the schema that a `$ref` or `$dynamicRef` of a bundled document leads to; undefined if the target does not
 * exist.
 */
export type FindSchema = (reference: string) => unknown;

/** Schemas are found by pointer, by anchor (JSON Schema 2020-12 core §8.2.2) and by `$id`. */
export function createFindSchema(document: OpenApiDocument): FindSchema {
  let named: Map<string, unknown> | undefined;
  return (reference) => {
    if (reference === '#' || reference.startsWith('#/')) {
      try {
        return lookUp(document, reference);
      } catch (error) {
        if (error instanceof ContractError) return undefined;
        throw error;
      }
    }
    named ??= collectNamedSchemas(document.components?.schemas ?? {});
    return named.get(reference);
  };
}

function collectNamedSchemas(root: unknown): Map<string, unknown> {
  const named = new Map<string, unknown>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    if (typeof value.$id === 'string') named.set(value.$id, value);
    if (typeof value.$anchor === 'string') named.set(`#${value.$anchor}`, value);
    if (typeof value.$dynamicAnchor === 'string') named.set(`#${value.$dynamicAnchor}`, value);
    for (const member of Object.values(value)) visit(member);
  };
  visit(root);
  return named;
}

/** Calls a function with each object of a document once, before the objects inside it. */
export function eachObject(root: unknown, call: (object: Record<string, unknown>) => void): void {
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (isObject(value)) call(value);
    for (const member of Object.values(value)) visit(member);
  };
  visit(root);
}

/** The path of an object or list that contains itself; undefined if there is none. */
export function findContainment(root: unknown): string[] | undefined {
  const open = new Set<object>();
  const done = new Set<object>();
  const tokens: string[] = [];
  const isCircular = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null || done.has(value)) return false;
    if (open.has(value)) return true;
    open.add(value);
    for (const [name, member] of Object.entries(value)) {
      tokens.push(name);
      if (isCircular(member)) return true;
      tokens.pop();
    }
    open.delete(value);
    done.add(value);
    return false;
  };
  return isCircular(root) ? tokens : undefined;
}

/** A schema that is an object; `true` and `false` are schemas too (JSON Schema 2020-12 core §4.3.2). */
export function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object with the same names and converted values. */
export function mapValues<From, To>(
  object: Record<string, From>,
  convert: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, convert(value, name)]));
}
