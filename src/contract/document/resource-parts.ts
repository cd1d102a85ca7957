import { dirname, relative, sep } from 'node:path';
import { eachObject, fragmentTokens, isObject, toPointer } from './references.ts';
import { isRemote } from './root.ts';

/** A schema resource of a file (JSON Schema 2020-12 core §8.2). A part of it that stands elsewhere has another meaning. */
type FileResource = { tokens: string[]; anchors: Map<string, string[]> };

/** The schema resources of files that must stay whole, by the absolute path or URL of the file. */
export type FileResources = Map<string, FileResource[]>;

/** The file, and what its references are resolved with. */
type FileAddress = { file: string; resolve: (reference: string) => string };

/** While the document is bundled, where in the schema after `allOf` a reference leads. */
const PART = 'x-keepspec-part';

/**
 * The schema resources of a file into which references may lead: all but a whole file with an `$id` that nothing dynamic is in,
 * whose references Redocly follows itself.
 *
 * @param text of the file
 */
export function findFileResources(root: unknown, text: string): FileResource[] {
  // Few files have any, and large ones are costly to search.
  if (!/\$(dynamicRef|dynamicAnchor|anchor|id)\b/.test(text)) return [];
  const found: FileResource[] = [];
  const seen = new Set<unknown>();
  const tokens: string[] = [];
  const visit = (value: unknown, around: FileResource | undefined): void => {
    // Aliases of YAML put one object in many places.
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    let resource = around;
    if (isObject(value)) {
      // An anchor outside of a resource belongs to the document, to which the schema around it is brought.
      const isAnchored = resource === undefined && typeof value.$dynamicAnchor === 'string';
      if ((typeof value.$id === 'string' || isAnchored) && tokens.length > 0) {
        resource = { tokens: [...tokens], anchors: new Map() };
        found.push(resource);
      }
      for (const anchor of [value.$anchor, value.$dynamicAnchor])
        if (typeof anchor === 'string') resource?.anchors.set(anchor, [...tokens]);
    }
    for (const [name, member] of Object.entries(value)) {
      tokens.push(name);
      visit(member, resource);
      tokens.pop();
    }
  };
  const whole = isSchemaFile(root) ? { tokens: [], anchors: new Map<string, string[]>() } : undefined;
  visit(root, whole);
  if (whole !== undefined && (whole.anchors.size > 0 || has(root, '$dynamicRef'))) found.push(whole);
  return found;
}

/** Whether a file is one schema, and not a document or a collection of schemas. */
function isSchemaFile(root: unknown): root is Record<string, unknown> {
  return isObject(root) && SCHEMA_KEYWORDS.some((keyword) => Object.hasOwn(root, keyword));
}

const SCHEMA_KEYWORDS = [
  ...['$schema', '$id', '$defs', '$anchor', '$dynamicAnchor', '$dynamicRef', 'type', 'properties', 'items'],
  ...['allOf', 'anyOf', 'oneOf'],
];

function has(root: unknown, keyword: string): boolean {
  let found = false;
  eachObject(root, (object) => {
    found ||= typeof object[keyword] === 'string';
  });
  return found;
}

/** Gives a file that is one schema, without an `$id`, the identifier that it has by its place, in place (§9.1.1). */
export function identifyFile(root: unknown, file: string, document: string): void {
  if (!isSchemaFile(root) || typeof root.$id === 'string') return;
  const path = relative(dirname(document), file).split(sep).join('/');
  root.$id = isRemote(file) ? file : path.replaceAll('../', 'above/');
}

/**
 * Redocly takes an anchor of another file for a part of the file's name. Refers to the file in its place, in place, so that
 * the file is read and its anchors become known.
 *
 * @param text of the file with the references
 * @returns whether there are any
 */
export function readAnchoredFiles(root: unknown, text: string): boolean {
  if (!/\$ref["']?\s*:\s*["']?[^#"'\s]+#[^/"'\s]/.test(text)) return false;
  eachObject(root, (object) => {
    const [, uri] = /^([^#]+)#[^/]/.exec(String(object.$ref)) ?? [];
    if (uri !== undefined) object.$ref = uri;
  });
  return true;
}

/**
 * Makes references to parts of schema resources in other files references to the whole, in place. Redocly would put the part
 * where its resource is unknown.
 */
export function keepParts(root: unknown, { file, resolve }: FileAddress, resources: FileResources): void {
  eachObject(root, (object) => {
    if (typeof object.$ref !== 'string') return;
    const [uri = '', fragment = ''] = object.$ref.split('#');
    if (uri === '' || fragment === '') return;
    const target = resolve(uri);
    const part = target === file ? undefined : findPart(fragment, resources.get(target) ?? []);
    if (part === undefined) return;
    object[PART] = toPointer(part.inside).slice(1);
    delete object.$ref;
    const whole = part.tokens.length === 0 ? uri : uri + toPointer(part.tokens);
    object.allOf = [...(Array.isArray(object.allOf) ? object.allOf : []), { $ref: whole }];
  });
}

/** The smallest resource around what a fragment leads to, and the place in it. */
function findPart(fragment: string, resources: FileResource[]): { tokens: string[]; inside: string[] } | undefined {
  const isAnchor = !fragment.startsWith('/');
  const file = resources.find(({ tokens }) => tokens.length === 0);
  const place = isAnchor ? file?.anchors.get(fragment) : fragmentTokens(`#${fragment}`);
  if (place === undefined) return undefined;
  const around = resources.filter(
    ({ tokens }) => tokens.length < place.length && tokens.every((token, index) => token === place[index]),
  );
  const tokens = around.toSorted((a, b) => b.tokens.length - a.tokens.length)[0]?.tokens;
  return tokens === undefined ? undefined : { tokens, inside: place.slice(tokens.length) };
}

/** Makes what `keepParts` wrote references to the parts, in place. */
export function restoreParts(root: unknown): void {
  eachObject(root, (object) => {
    const part = object[PART];
    if (typeof part !== 'string' || !Array.isArray(object.allOf)) return;
    const whole = object.allOf.pop();
    if (object.allOf.length === 0) delete object.allOf;
    delete object[PART];
    const start = isObject(whole) ? String(whole.$ref) : '';
    object.$ref = start.includes('#') ? start + part : `${start}#${part}`;
  });
}
