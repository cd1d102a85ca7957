import { readFileSync } from 'node:fs';
import { isObject, pointerTokens } from '../../src/contract/document/references.ts';

/** An object of a document, with the definition of the metaschema that describes it. */
export type Place = { kind: string; tokens: string[]; value: Record<string, unknown> };

type Fragment = Record<string, unknown>;

function readMetaschema(version: 'v3.1' | 'v3.2'): Fragment {
  const file = `../../node_modules/@seriousme/openapi-schema-validator/schemas/${version}/schema.json`;
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as Fragment;
}

const METASCHEMAS = { '3.1': readMetaschema('v3.1'), '3.2': readMetaschema('v3.2') };
const VOCABULARIES = ['core', 'applicator', 'unevaluated', 'validation', 'meta-data', 'format-annotation', 'content'];

/** Keywords of the vocabulary of OAS 3.1 §4.8.24, which the metaschemas leave to a schema of its own. */
const OAS_VOCABULARY = ['discriminator', 'xml', 'externalDocs', 'example'];

/** Keywords of each kind of object over OAS 3.1 and 3.2, read from the metaschemas. */
export function keywordsByKind(): Map<string, Set<string>> {
  const kinds = new Map<string, Set<string>>();
  for (const root of Object.values(METASCHEMAS)) {
    const seen = new Set<unknown>();
    const visit = (fragment: unknown, kind: string): void => {
      if (!isObject(fragment) || seen.has(fragment)) return;
      seen.add(fragment);
      const known = kinds.get(kind) ?? new Set();
      for (const [name, part] of membersOf(root, fragment)) {
        if (!name.startsWith('^x-')) known.add(name);
        const held = isObject(part) && isObject(part.items) ? part.items : part;
        const [child, target] = describe(root, held, `${kind}.${name}`);
        if (child !== 'schema') visit(target, child);
      }
      if (known.size > 0) kinds.set(kind, known);
    };
    visit(root, 'document');
  }
  kinds.set('reference', new Set(['$ref', 'summary', 'description']));
  kinds.set('schema', new Set([...schemaKeywords(), ...OAS_VOCABULARY]));
  return kinds;
}

function schemaKeywords(): string[] {
  return VOCABULARIES.flatMap((name) => {
    const file = `../../node_modules/ajv/dist/refs/json-schema-2020-12/meta/${name}.json`;
    const { properties } = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as { properties: object };
    return Object.keys(properties);
  });
}

/** Every object of a document that the metaschema describes; schemas once, without those inside them. */
export function placesOf(document: Record<string, unknown>): Place[] {
  const root = METASCHEMAS[String(document.openapi).startsWith('3.2') ? '3.2' : '3.1'];
  const places: Place[] = [];
  const visit = (value: unknown, fragment: unknown, kind: string, tokens: string[]): void => {
    if (Array.isArray(value)) {
      const [child, items] = describe(root, isObject(fragment) ? fragment.items : undefined, `${kind}[]`);
      for (const [index, item] of value.entries()) visit(item, items, child, [...tokens, String(index)]);
      return;
    }
    if (!isObject(value)) return;
    if (kind === 'schema') {
      places.push({ kind, tokens, value });
      return;
    }
    if (typeof value.$ref === 'string' && kind !== 'path-item') {
      places.push({ kind: 'reference', tokens, value });
      return;
    }
    places.push({ kind, tokens, value });
    const members = isObject(fragment) ? [...membersOf(root, fragment)] : [];
    for (const [name, part] of Object.entries(value)) {
      const found = members.find(([key]) => key === name) ?? members.find(([key]) => matches(key, name));
      if (found === undefined || name.startsWith('x-')) continue;
      const [child, target] = describe(root, found[1], `${kind}.${found[0]}`);
      visit(part, target, child, [...tokens, name]);
    }
  };
  visit(document, root, 'document', []);
  return places;
}

function matches(key: string, name: string): boolean {
  return key === '*' || (key.startsWith('^') && new RegExp(key).test(name));
}

/** Members that a fragment and those beside it declare: a name, a pattern, or `*` for any other. */
function* membersOf(root: Fragment, fragment: Fragment, depth = 0): Generator<[string, unknown]> {
  if (depth > 6) return;
  yield* Object.entries(isObject(fragment.properties) ? fragment.properties : {});
  yield* Object.entries(isObject(fragment.patternProperties) ? fragment.patternProperties : {});
  if (isObject(fragment.additionalProperties)) yield ['*', fragment.additionalProperties];
  const dependent = isObject(fragment.dependentSchemas) ? Object.values(fragment.dependentSchemas) : [];
  const lists = ['allOf', 'anyOf', 'oneOf'].flatMap((name) => (Array.isArray(fragment[name]) ? fragment[name] : []));
  for (const part of [...lists, ...dependent, fragment.if, fragment.then, fragment.else]) {
    if (isObject(part)) yield* membersOf(root, part, depth + 1);
  }
  if (typeof fragment.$ref === 'string') {
    const target = lookUpFragment(root, fragment.$ref);
    if (isObject(target)) yield* membersOf(root, target, depth + 1);
  }
}

/** Kind and fragment of a member: the definition that it refers to, or itself under the name of where it stands. */
function describe(root: Fragment, part: unknown, here: string): [string, unknown] {
  if (!isObject(part)) return [here, part];
  if (typeof part.$dynamicRef === 'string') return ['schema', part];
  if (typeof part.$ref !== 'string') return [here, part];
  const name = part.$ref
    .split('/$defs/')
    .slice(1)
    .join('/')
    .replace(/-or-reference$/, '');
  const plain = lookUpFragment(root, part.$ref.replace(/-or-reference$/, ''));
  return [name, plain ?? lookUpFragment(root, part.$ref)];
}

function lookUpFragment(root: Fragment, reference: string): unknown {
  let value: unknown = root;
  for (const token of pointerTokens(reference.slice(1))) value = isObject(value) ? value[token] : undefined;
  return value;
}
