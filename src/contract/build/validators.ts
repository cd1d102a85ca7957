import { Ajv2020, type CodeKeywordDefinition } from 'ajv/dist/2020.js';
import { _, Name } from 'ajv/dist/compile/codegen/index.js';
import standalone from 'ajv/dist/standalone/index.js';
import formats from 'ajv-formats';
import { ContractError, type Schema } from '../document/document.ts';
import { isObject } from '../document/references.ts';
import { ROOT } from './definitions.ts';
import type { Module } from './module.ts';

/**
 * The validators of all definitions, as the text of one module without dependencies but Ajv's own runtime. A `$ref` is a
 * call, so a schema that many refer to stands there once. Errors tell by `schemaPath` the whole way to the keyword,
 * references included, which Ajv by itself does not.
 *
 * @param root `{$id, $defs}`, JSON Schema 2020-12
 * @param names of the definitions to export
 * @throws ContractError where Ajv cannot compile them
 */
export function generateValidators(root: Schema, names: string[]): Module {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    messages: false,
    strict: false,
    inlineRefs: false,
    logger: false,
    ownProperties: hasInheritedName(root),
    code: { source: true, esm: true, lines: true },
  });
  formats.default(ajv);
  replaceReferenceKeywords(ajv);
  ajv.addSchema(root, undefined, undefined, false);
  let text: string;
  try {
    text = standalone.default(ajv, Object.fromEntries(names.map((name) => [name, `${ROOT}#/$defs/${name}`])));
  } catch (error) {
    throw new ContractError(`A schema cannot be compiled: ${(error as Error).message}.`);
  }
  return toModule(text);
}

/**
 * Whether a schema speaks of a property of a name that every object inherits, such as `constructor`. Only then must each
 * property be looked for among an object's own ones, which costs time.
 */
function hasInheritedName(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => isInherited(item) || hasInheritedName(item));
  if (!isObject(value)) return false;
  return Object.entries(value).some(([name, member]) => isInherited(name) || hasInheritedName(member));
}

function isInherited(name: unknown): boolean {
  return typeof name === 'string' && name in Object.prototype;
}

/** Ajv forgets, in an error that comes from behind a reference, which reference it was. */
function replaceReferenceKeywords(ajv: Ajv2020): void {
  for (const keyword of ['$ref', '$dynamicRef']) {
    // Both are defined by Ajv itself, with code.
    const original = ajv.getKeyword(keyword) as CodeKeywordDefinition;
    ajv.removeKeyword(keyword);
    ajv.addKeyword({
      ...original,
      code: (context) => {
        const { gen, it } = context;
        const before = gen.const('before', ERRORS);
        original.code(context);
        gen.if(_`${ERRORS} > ${before}`, () =>
          gen.code(_`${BEHIND}(${ALL_ERRORS}, ${before}, ${`${it.errSchemaPath}/${keyword}`})`),
        );
      },
    });
  }
}

const BEHIND = new Name('behind');
/** Variables of every function that Ajv writes: how many errors there are, and the list of them or null. */
const ERRORS = new Name('errors');
const ALL_ERRORS = new Name('vErrors');

/** What the generated code calls where a reference has failed. */
const BEHIND_TEXT = `function behind(errors, from, path) {
  for (let index = from; index < errors.length; index++) errors[index].schemaPath = path + errors[index].schemaPath;
}
`;

const REQUIRE = /require\("([^"]+)"\)(\.default)?/g;

/** Ajv writes `require` even into an ES module. Each becomes an import. */
function toModule(text: string): Module {
  const imports = new Map<string, string>();
  const body = text
    .replace('"use strict";', '')
    .replaceAll(REQUIRE, (_whole, specifier: string, isDefault?: string) => {
      let name = imports.get(specifier);
      if (name === undefined) {
        name = `runtime${imports.size}`;
        imports.set(specifier, name);
      }
      // Bundlers differ in what the default import of a CommonJS module with a `default` is.
      return isDefault === undefined ? name : `(${name}.default ?? ${name})`;
    });
  return {
    imports: [...imports].map(([specifier, name]) => ({ name, specifier: `${specifier}.js` })),
    body: BEHIND_TEXT + body.trimStart(),
  };
}
