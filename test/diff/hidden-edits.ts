import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { isObject } from '../../src/contract/document/references.ts';
import { type Edit, valueAt } from './edit.ts';
import type { Message } from './messages.ts';
import type { Approach } from './reach.ts';
import { typesOfEdit } from './value-types.ts';

type Json = Record<string, unknown>;

const ANNOTATIONS = new Set(['type', 'title', 'description', 'default', 'deprecated', 'example', 'examples']);

/** Whether the schemas around an edit hide it from a message, by the specification. */
export function hidesEdit(cut: object, edit: Edit): (message: Message, approach: Approach) => boolean {
  const document = cut as Json; // It is read as the JSON that it is.
  const schema = valueAt(document, edit.tokens);
  const types = typesOfEdit(document, edit);
  const own = isObject(schema) ? schema : {};
  const isImplied = isImpliedByRequired(own, edit) || isImpliedByValues(own, edit);
  return (message, approach) => {
    if (isImplied || (types & approach.types) === 0) return true;
    // A property that has no place in a message has no value there.
    const mark = message.direction === 'request' ? 'readOnly' : 'writeOnly';
    if (own[mark] === true && edit.keyword !== mark && approach.at === 'property') return true;
    // A mark concerns the properties of messages that one of both writes (OAS 3.1 §4.8.24.6).
    if (edit.keyword === 'readOnly') return approach.at !== 'property' || message.direction !== 'request';
    if (edit.keyword === 'writeOnly') return approach.at !== 'property' || message.direction !== 'response';
    return message.wire === 'text' && approach.isPlain && isHiddenByText(message, approach, { schema, edit });
  };
}

/** An object that needs two properties has two properties. */
function isImpliedByRequired(schema: Json, { keyword, set }: Edit): boolean {
  const needed = Array.isArray(schema.required) ? new Set(schema.required).size : 0;
  const isMet = (value: unknown): boolean => value === undefined || (typeof value === 'number' && value <= needed);
  return keyword === 'minProperties' && isMet(schema.minProperties) && isMet(set.minProperties);
}

/** Keywords that say nothing of the schemas around or of references. */
const ALONE = new Set(
  `minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength pattern format minItems maxItems
  uniqueItems minProperties maxProperties required not type`.split(/\s+/),
);

/** Listed values, or those of booleans and null, that are all accepted as before. */
function isImpliedByValues(schema: Json, { keyword, set }: Edit): boolean {
  const listed = Array.isArray(schema.enum) ? schema.enum : schema.const === undefined ? undefined : [schema.const];
  const known: unknown[] | undefined = listed ?? (schema.type === 'boolean' ? [true, false] : undefined);
  if (
    known === undefined ||
    !ALONE.has(keyword) ||
    !Object.hasOwn(set, keyword) ||
    Object.keys(set).length > 1 ||
    (listed === undefined && keyword === 'type')
  )
    return false;
  const [before, after] = [validatorOf({ [keyword]: schema[keyword] }), validatorOf(set)];
  return known.every((value) => before(value) === after(value));
}

function validatorOf(schema: Json): (value: unknown) => unknown {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false });
  formats.default(ajv);
  return ajv.compile(JSON.parse(JSON.stringify(schema)));
}

/** Each text is a string, a list without items is not sent, and no segment of a path is empty. */
function isHiddenByText(
  { key }: Message,
  { at }: Approach,
  { schema, edit: { keyword, set } }: { schema: unknown; edit: Edit },
): boolean {
  const old = isObject(schema) ? schema : {};
  const isUpToOne = (value: unknown): boolean => value === undefined || value === 0 || value === 1;
  const isSmall = isUpToOne(old[keyword]) && isUpToOne(set[keyword]);
  if (keyword === 'minItems') return isSmall && at === 'whole';
  if (keyword === 'minLength') return isSmall && at === 'whole' && key.startsWith('path ');
  // Deeper values of a form are JSON, which has types.
  const isForm = /multipart|urlencoded/i.test(key);
  return keyword === 'type' && !isForm && isOpenText(old) && isOpenText({ ...old, ...set });
}

function isOpenText(schema: Json): boolean {
  const isOpen = Object.keys(schema).every(
    (name) => ANNOTATIONS.has(name) || name === 'nullable' || name.startsWith('x-') || schema[name] === undefined,
  );
  return isOpen && (schema.type === undefined || [schema.type].flat().includes('string'));
}
