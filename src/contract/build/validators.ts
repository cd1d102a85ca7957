import { Ajv2020, type CodeKeywordDefinition } from 'ajv/dist/2020.js';
import { _, Name } from 'ajv/dist/compile/codegen/index.js';
import type { AnyValidateFunction } from 'ajv/dist/types/index.js';
import formats from 'ajv-formats';
import type { Validate } from '../document/compiled.ts';
import { ContractError, type DocumentFault, type Schema } from '../document/document.ts';
import { isObject } from '../document/references.ts';
import { leadingToCircles } from './circles.ts';
import { ALL_ERRORS, callErrors, ERRORS } from './compact-errors.ts';
import { ROOT } from './convert-schema.ts';
import { countNamesOnce } from './count-names.ts';
import { evaluateModule, type Module } from './module.ts';
import { joinValidators, type ValidatorTexts, writeValidators } from './validator-module.ts';
import { nameByContent } from './validator-names.ts';

/**
 * The validators of all definitions, as the text of one module without dependencies but Ajv's own runtime. A `$ref`
 * is a call, so a schema that many refer to stands there once. Errors give by `schemaPath` the whole way to the
 * keyword, references included, which Ajv does not provide.
 *
 * @param root `{$id, $defs}`, JSON Schema 2020-12
 * @param names of the definitions to export
 * @throws ContractError where Ajv cannot compile them
 */
export function generateValidators(root: Schema, names: string[]): Module {
  return toModule([compileShare({ root, names, claimed: new Int32Array(1) }, 'first')]);
}

/** The same validators, compiled by this thread and another one together. */
export async function compileTogether(root: Schema, names: string[], { compileValidators }: Other): Promise<Module> {
  const claimed = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const task = { root, names, claimed };
  const other = compileValidators(task);
  try {
    const joined = joinValidators([compileShare(task, 'first'), await other]);
    if (joined !== undefined) return joined;
  } catch {
    // One thread alone finds the first of several errors.
  }
  return generateValidators(root, names);
}

type Other = { compileValidators: (task: ValidatorsTask) => Promise<ValidatorTexts> };

/** The validators that two threads compile together: `claimed` counts the names that one of them has taken. */
export type ValidatorsTask = { root: Schema; names: string[]; claimed: Int32Array };

/**
 * Compiles validators until all are claimed: one thread takes the first of the names, another one the last. The text
 * of a function depends only on its schema and the referenced schemas. Circular schemas are the exception: Ajv
 * compiles them from the schema where it enters them. One thread compiles all that lead to a circle.
 *
 * @param task with names of definitions that no other one refers to
 */
export function compileShare({ root, names, claimed }: ValidatorsTask, taken: 'first' | 'last'): ValidatorTexts {
  const ajv = createCompiler(root);
  const compile = (name: string) => ({ name, validate: compileValidator(ajv, name) });
  const inCircles = leadingToCircles(root);
  const shared = names.toSorted().filter((name) => !inCircles.has(name));
  if (taken === 'last') shared.reverse();
  const compiled =
    taken === 'last'
      ? []
      : names
          .filter((name) => inCircles.has(name))
          .toSorted()
          .map(compile);
  for (const name of shared) {
    if (Atomics.add(claimed, 0, 1) >= shared.length) break;
    compiled.push(compile(name));
  }
  return writeValidators(compiled);
}

/**
 * The same validators as functions, each compiled when it is first called: a tool needs few of those of a large document.
 *
 * @throws ContractError from a call, where Ajv cannot compile the schema
 */
export function createLazyValidators(root: Schema, names: string[]): Record<string, Validate> {
  const ajv = createCompiler(root);
  const compile = (name: string) =>
    evaluateModule(toModule([writeValidators([{ name, validate: compileValidator(ajv, name) }])]))[name];
  return Object.fromEntries(names.map((name) => [name, callLater(() => compile(name) as Validate)]));
}

function callLater(compile: () => Validate): Validate {
  let validate: Validate | undefined;
  const call: Validate = (value) => {
    validate ??= compile();
    const isValid = validate(value);
    call.errors = validate.errors ?? null;
    return isValid;
  };
  return call;
}

function toModule(texts: ValidatorTexts[]): Module {
  const joined = joinValidators(texts);
  if (joined === undefined) throw new Error('Two validators have one name.');
  return joined;
}

function createCompiler(root: Schema): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    messages: false,
    strict: false,
    inlineRefs: false,
    logger: false,
    ownProperties: hasInheritedName(root),
    // Ajv makes each function to run it. Only its text is wanted here.
    code: { source: true, esm: true, lines: true, process: () => 'return () => true' },
  });
  formats.default(ajv);
  // In the dialect of OpenAPI 3.1 it is a member like any other that is not known (JSON Schema 2020-12 core §6.5).
  ajv.removeKeyword('id');
  replaceReferenceKeyword(ajv);
  replaceValueKeywords(ajv);
  countAlternativesApart(ajv);
  callErrors(ajv);
  countNamesOnce(ajv);
  ajv.addSchema(root, undefined, undefined, false);
  nameByContent(ajv, root);
  return ajv;
}

function compileValidator(ajv: Ajv2020, name: string): AnyValidateFunction {
  try {
    return ajv.getSchema(`${ROOT}#/$defs/${name}`) as AnyValidateFunction;
  } catch (error) {
    throw new ContractError([compileFault(name, error)]);
  }
}

function compileFault(name: string, error: unknown): DocumentFault {
  const { message } = error as Error;
  const [, reference] = /^can't resolve reference (\S*) from id /.exec(message) ?? [];
  if (reference === undefined)
    return { message: `The schema "${name}" cannot be compiled: ${message.replace(/\.$/, '')}.`, pointer: '#' };
  const hint = 'Correct the reference, or add its target.';
  return { message: `$ref "${reference}" does not exist in its schema resource. ${hint}`, reference };
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
function replaceReferenceKeyword(ajv: Ajv2020): void {
  // It is defined by Ajv itself, with code.
  const original = ajv.getKeyword('$ref') as CodeKeywordDefinition;
  ajv.removeKeyword('$ref');
  ajv.addKeyword({
    ...original,
    code: (context) => {
      const { gen, it } = context;
      const before = gen.const('before', ERRORS);
      original.code(context);
      gen.if(_`${ERRORS} > ${before}`, () =>
        gen.code(_`${BEHIND}(${ALL_ERRORS}, ${before}, ${`${it.errSchemaPath}/$ref`})`),
      );
    },
  });
}

/**
 * Errors of an alternative are discarded where another one fits, so they must not count for the other one: `floor` is the
 * number of errors that were there when the alternative began.
 */
function countAlternativesApart(ajv: Ajv2020): void {
  for (const keyword of ['anyOf', 'oneOf', 'contains']) {
    // All are defined by Ajv itself, with code. They are changed in place, because their order counts.
    const definition = ajv.getKeyword(keyword) as CodeKeywordDefinition;
    const { code } = definition;
    definition.code = (context) => {
      const { gen } = context;
      const around = gen.const('around', FLOOR);
      const before = keyword === 'contains' ? gen.const('before', ERRORS) : undefined;
      const subschema = context.subschema.bind(context);
      context.subschema = (...parameters) => {
        gen.assign(FLOOR, _`${OUTER} + ${ERRORS}`);
        const result = subschema(...parameters);
        if (before !== undefined) {
          // The next item is looked at, however many errors this one and those before it have.
          gen.assign(ERRORS, _`keepErrors(${ALL_ERRORS}, ${before}, ${ERRORS})`);
          gen.assign(FLOOR, _`${OUTER} + ${ERRORS}`);
        }
        return result;
      };
      code.call(definition, context);
      gen.assign(FLOOR, around);
    };
  }
}

/** Variables that `boundErrors` declares. */
const FLOOR = new Name('floor');
const OUTER = new Name('outer');

/**
 * Ajv compares each item of a list with each other, and decimals as binary fractions, so that 0.07 is no multiple of 0.01.
 * The keywords keep their names and errors.
 */
function replaceValueKeywords(ajv: Ajv2020): void {
  const multipleOf = ajv.getKeyword('multipleOf') as CodeKeywordDefinition;
  const { code } = multipleOf;
  multipleOf.code = (context) => {
    const parts = decimalParts(context.schema as number);
    if (parts === undefined) code.call(multipleOf, context);
    else context.fail(_`!${new Name('isMultiple')}(${context.data}, ${parts.whole}, ${parts.power})`);
  };
  const uniqueItems = ajv.getKeyword('uniqueItems') as CodeKeywordDefinition;
  uniqueItems.error = { message: '', params: _`{}` };
  uniqueItems.code = (context) => {
    if (context.schema === true) context.fail(_`${new Name('hasTwins')}(${context.data})`);
  };
}

/** A decimal as whole / power, a power of ten; undefined where one of them is not exact. */
function decimalParts(value: number): { whole: number; power: number } | undefined {
  const [, digits = '', fraction = '', exponent = '0'] = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  const scale = fraction.length - Number(exponent);
  const whole = Number(digits + fraction) * 10 ** Math.max(0, -scale);
  if (!Number.isSafeInteger(whole) || whole === 0 || scale > 15) return undefined;
  return { whole, power: 10 ** Math.max(0, scale) };
}

const BEHIND = new Name('behind');
