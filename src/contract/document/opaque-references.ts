import { eachObject, isObject } from './references.ts';

/**
 * References that a bundler must not follow. Extensions are not OpenAPI (OAS 3.1 §4.9).
 * References in a schema with an `$id` are relative to it (JSON Schema 2020-12 core §8.2.1). Examples on other hosts
 * are for readers (OAS 3.1 §4.8.19). While the document is bundled they have another name.
 */
const HIDDEN = { $ref: 'x-keepspec-ref', externalValue: 'x-keepspec-external-value' };
const HIDDEN_NAMES = new Set(Object.values(HIDDEN));

/** Objects of names that authors choose. A name in them that begins with `x-` is not an extension. */
export const MAPS = new Set([
  ...['schemas', 'responses', 'parameters', 'examples', 'requestBodies', 'headers', 'securitySchemes', 'links'],
  ...['callbacks', 'pathItems', 'mediaTypes', 'properties', 'patternProperties', 'dependentSchemas', '$defs'],
  ...['definitions', 'content', 'encoding', 'variables', 'scopes', 'mapping'],
]);

/** Renames the references, in place. */
export function hideOpaqueReferences(root: unknown): void {
  const seen = new Set<unknown>();
  const ofRoot = isObject(root) && !hasDynamicReference(root) ? 'file' : 'resource';
  const visit = (value: unknown, name: string, inside: Inside): void => {
    // Aliases of YAML put one object in many places.
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (Array.isArray(value)) for (const item of value) visit(item, name, inside);
    if (!isObject(value)) return;
    const isResource = typeof value.$id === 'string' && (inside === 'nothing' || inside === 'file');
    const around = isResource ? (value === root ? ofRoot : 'resource') : inside;
    if (isOpaque(value.$ref, around)) rename(value, '$ref', HIDDEN.$ref);
    if (value.externalValue !== undefined && /^https?:/i.test(String(value.externalValue)))
      rename(value, 'externalValue', HIDDEN.externalValue);
    for (const [key, member] of Object.entries(value)) {
      const isExtension = key.startsWith('x-') && !HIDDEN_NAMES.has(key) && !MAPS.has(name);
      visit(member, key, isExtension ? 'extension' : around);
    }
  };
  visit(root, '', 'nothing');
}

/** `file` is the resource of a schema that is a whole file, in which a pointer leads to the same place of the file. */
type Inside = 'nothing' | 'extension' | 'resource' | 'file';

/** A part of such a file must stay in its resource, which gives dynamic references their meaning. */
function hasDynamicReference(root: object): boolean {
  let has = false;
  eachObject(root, (object) => {
    has ||= typeof object.$dynamicRef === 'string';
  });
  return has;
}

function isOpaque(reference: unknown, inside: Inside): boolean {
  if (typeof reference !== 'string' || inside === 'nothing') return false;
  if (inside === 'file') return /^#(?!\/)/.test(reference);
  // Authors mean the document by a pointer into its components, wherever they write it.
  return inside === 'extension' || (reference.startsWith('#') && !reference.startsWith('#/components/'));
}

/** Whether an object of a file that was read has a member, which may be hidden. */
export function hasMember(object: object, name: string): boolean {
  return Object.hasOwn(object, name) || (name in HIDDEN && Object.hasOwn(object, HIDDEN[name as keyof typeof HIDDEN]));
}

/** Gives the references their names back, in place. */
export function restoreOpaqueReferences(root: unknown): void {
  eachObject(root, (object) => {
    for (const [name, hidden] of Object.entries(HIDDEN))
      if (Object.hasOwn(object, hidden)) rename(object, hidden, name);
  });
}

/** The member keeps its place. */
function rename(object: Record<string, unknown>, from: string, to: string): void {
  const entries = Object.entries(object);
  for (const [name] of entries) delete object[name];
  for (const [name, value] of entries) object[name === from ? to : name] = value;
}
