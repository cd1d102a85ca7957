import type { ValueScopeName } from 'ajv/dist/compile/codegen/scope.js';
import type { AnyValidateFunction } from 'ajv/dist/types/index.js';
import { boundErrors } from './bounded-errors.ts';
import type { Module } from './module.ts';
import { neededDeclarations } from './needed-declarations.ts';
import { VALIDATION_RUNTIME } from './validation-runtime.ts';

type ValidatorSource = NonNullable<AnyValidateFunction['source']>;

/** State that Ajv keeps while it compiles a schema that refers to itself. */
type Wrapped = { validate?: AnyValidateFunction; validateName?: ValueScopeName };

const REQUIRE = /require\("([^"]+)"\)(\.default)?/g;

/**
 * Ajv writes values as JSON, in which `__proto__` is a member, but in JavaScript it is the prototype (ECMA-262
 * §B.3.1). In a string the first quote would be escaped.
 */
const PROTO_MEMBER = /(?<=[{,])"__proto__":/g;

/** How Ajv begins a function: it forgets what the last call has evaluated, which concerns only those that note it. */
const RESET =
  /const (evaluated\d+) = \w+\.evaluated;\nif\(\1\.dynamicProps\)\{\n\1\.props = undefined;\n\}\nif\(\1\.dynamicItems\)\{\n\1\.items = undefined;\n\}\n/;
/**
 * Code in which a function reads evaluated members of another one. It is rare, because Ajv mostly knows them
 * beforehand.
 */
const READ = /(?<=(\b\w+)(?:\.validate)?)\.evaluated/g;

/** The texts of compiled validators by name. A thread can send them to another one. */
export type ValidatorTexts = {
  /** Names of the modules that are imported, by specifier. */
  imports: Map<string, string>;
  values: Map<string, string>;
  functions: Map<string, string>;
  /** Code with which each function records evaluated members. */
  evaluations: Map<string, string>;
  exports: Map<string, string>;
};

/** Writes compiled validators with all that they use. */
export function writeValidators(exported: { name: string; validate: AnyValidateFunction }[]): ValidatorTexts {
  const texts: ValidatorTexts = {
    ...{ imports: new Map(), values: new Map(), functions: new Map(), evaluations: new Map(), exports: new Map() },
  };
  const { imports, values, functions, evaluations, exports } = texts;
  const visitValue = (name: ValueScopeName): void => {
    const { prefix, value } = name;
    const key = String(name);
    if (prefix === 'validate') visit((value as { ref: AnyValidateFunction }).ref.source as ValidatorSource);
    else if (!values.has(key)) {
      if (prefix !== 'root' && prefix !== 'wrapper') {
        values.set(key, withOwnProto(`const ${key} = ${withImports(String(value?.code), imports)};\n`));
        return;
      }
      const { validate, validateName } = (value as { ref: Wrapped }).ref;
      values.set(key, `const ${key} = {validate: ${validateName}};\n`);
      visit(validate?.source as ValidatorSource);
    }
  };
  const visit = ({ validateName, validateCode, scopeValues, evaluated }: ValidatorSource): void => {
    const key = String(validateName);
    if (functions.has(key)) return;
    const isStatic = /"dynamicProps":false,"dynamicItems":false\}$/.test(String(evaluated));
    const code = isStatic ? validateCode.replace(RESET, '') : validateCode;
    functions.set(key, `${withOwnProto(boundErrors(code))}\n`);
    evaluations.set(key, withOwnProto(`${key}.evaluated = ${evaluated};\n`));
    for (const names of Object.values(scopeValues)) names?.forEach(visitValue);
  };
  for (const { name, validate } of exported) {
    const source = validate.source as ValidatorSource;
    visit(source);
    exports.set(name, `export const ${name} = ${source.validateName};\n`);
  }
  return texts;
}

/**
 * Validators that were compiled apart as the text of one ES module, sorted by name: values that several share, then each
 * function with its schema. A new schema thus adds lines and moves none.
 *
 * @returns undefined if two of them differ under one name
 */
export function joinValidators(all: ValidatorTexts[]): Module | undefined {
  const [imports, values, functions, evaluations, exports] = (
    ['imports', 'values', 'functions', 'evaluations', 'exports'] as const
  ).map((kind) => joinMaps(all.map((texts) => texts[kind])));
  if (!imports || !values || !functions || !evaluations || !exports) return undefined;
  const blocks = [...entriesByName(values), ...entriesByName(functions)].map(([, code]) => code);
  const read = new Set(blocks.flatMap((code) => [...code.matchAll(READ)].map(([, name = '']) => name)));
  // By another name is what a `$dynamicRef` leads to, which can be any.
  const isAnyRead = [...read].some((name) => !/^(validate|wrapper|root)_/.test(name));
  const isRead = (name: string) =>
    isAnyRead || ['validate', 'wrapper', 'root'].some((prefix) => read.has(name.replace('validate', prefix)));
  const notes = entriesByName(evaluations).flatMap(([name, code]) => (isRead(name) ? [code] : []));
  const text = [...blocks, ...notes, ...[...exports.values()].toSorted()].join('');
  return {
    imports: entriesByName(imports).map(([specifier, name]) => ({ name, specifier: `${specifier}.js` })),
    body: neededDeclarations(VALIDATION_RUNTIME, text) + text,
  };
}

/** Undefined if one of them has another value than an earlier one. */
function joinMaps(maps: Map<string, string>[]): Map<string, string> | undefined {
  const joined = new Map(maps[0]);
  for (const [key, value] of maps.slice(1).flatMap((map) => [...map])) {
    if ((joined.get(key) ?? value) !== value) return undefined;
    joined.set(key, value);
  }
  return joined;
}

function withOwnProto(code: string): string {
  return code.replaceAll(PROTO_MEMBER, '["__proto__"]:');
}

function entriesByName(map: Map<string, string>): [string, string][] {
  return [...map].toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** Ajv writes `require` even into an ES module. Each becomes an import. */
function withImports(code: string, imports: Map<string, string>): string {
  return (
    code
      // Its comparison fails at a member that is named `toString` or `valueOf`.
      .replaceAll('require("ajv/dist/runtime/equal").default', 'isEqual')
      .replaceAll(REQUIRE, (_whole, specifier: string, isDefault?: string) => {
        const name = `runtime_${specifier.split('/').at(-1)}`;
        imports.set(specifier, name);
        // Bundlers differ in the default import of a CommonJS module with a `default`.
        return isDefault === undefined ? name : `(${name}.default ?? ${name})`;
      })
  );
}
