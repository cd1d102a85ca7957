import type { Ajv2020 } from 'ajv/dist/2020.js';
import { _, type Code, type CodeGen, Name, strConcat } from 'ajv/dist/compile/codegen/index.js';
import ajvErrors from 'ajv/dist/compile/errors.js';
import type { SchemaObjCxt } from 'ajv/dist/compile/index.js';
import type { KeywordErrorCxt, KeywordErrorDefinition } from 'ajv/dist/types/index.js';

const TEXT = String.raw`"(?:[^"\\]|\\.)*"`;
/** Code that reads a part of the schema of a function. */
const PLACE = new RegExp(String.raw`^(?:\.\w+|\[(?:${TEXT}|\d+)\])*$`);
const STEP = new RegExp(String.raw`\.(\w+)|\[(${TEXT}|\d+)\]`, 'g');

/** How Ajv takes over the errors of a referenced schema, and how `replaceReferenceKeyword` adds the reference to their paths. */
const REFERENCE = new RegExp(
  [
    String.raw`const (before\d+) = errors;`,
    String.raw`(if\(!\(([\w.]+)\(.*\)\)\)\{`,
    String.raw`)vErrors = vErrors === null \? \3\.errors : vErrors\.concat\(\3\.errors\);`,
    String.raw`errors = vErrors\.length;`,
    String.raw`\}`,
    String.raw`if\(errors > \1\)\{`,
    String.raw`behind\(vErrors, \1, (".*")\);`,
    String.raw`\}`,
  ].join('\\n'),
  'g',
);
/** Arguments about the object around a value, which no keyword reads. */
const PARENT = new RegExp(`parentData(?::\\w+)?,parentDataProperty(?::(?:\\w+|${TEXT}))?,rootData,`, 'g');

/** The path of an item. To write the numbers of many items costs more than their validation. */
const ITEM = /^instancePath\+"\/" \+ (i\d+)$/;

/** Keywords whose parameters are their value and nothing else, as `paramsOf` of the runtime makes them. */
const LITERAL_PARAMS =
  /^(type|enum|const|format|pattern|multipleOf|(min|max)(imum|Length|Items|Properties)|exclusiveM(in|ax)imum)$/;

/** Shortens how validators that Ajv has written take over the errors of referenced schemas. */
export function compactReferences(text: string): string {
  return text.replaceAll(REFERENCE, '$2errors = take(vErrors ??= [],$3.errors,$4);\n}').replaceAll(PARENT, '');
}

/** The argument of Ajv's function that reports an error: the context of a keyword, or the part that errors need. */
type ErrorContext = KeywordErrorCxt & { it: SchemaObjCxt; gen: CodeGen };
type ReportError = (
  context: ErrorContext,
  error?: KeywordErrorDefinition,
  paths?: unknown,
  overrides?: boolean,
) => void;

const compilers = new WeakSet<object>();

/**
 * Makes Ajv write a call instead of an error object. Error objects were two thirds of the text and a third of the
 * time of a build. The call makes the same error when it occurs.
 */
export function callErrors(ajv: Ajv2020): void {
  compilers.add(ajv);
}

// Ajv has no option for how errors are written, and reports them through these members of its module, of keywords and of types.
const reports = ajvErrors as { reportError: ReportError; reportExtraError: ReportError };
for (const name of ['reportError', 'reportExtraError'] as const) {
  const original = reports[name];
  reports[name] = (context, error, paths, overrides) => {
    const { self, compositeRule, allErrors } = context.it;
    // The last argument says that an error ends the function.
    const isCollected = compilers.has(self) && (compositeRule || allErrors) && overrides !== false;
    if (isCollected && error !== undefined) context.gen.code(errorCall(context, error));
    else original(context, error, paths, overrides);
  };
}

function errorCall(context: ErrorContext, error: KeywordErrorDefinition): Code {
  const { keyword, data, it } = context;
  if (it.createErrors === false) return addError(_`{}`);
  const path = strConcat(INSTANCE_PATH, it.errorPath);
  const params = typeof error.params === 'function' ? error.params(context) : (error.params ?? _`{}`);
  const known = LITERAL_PARAMS.test(keyword) ? undefined : params;
  if (it.propertyName !== undefined || !isDescribed(keyword, it)) return addError(errorObject(context, path, params));
  const [, index] = ITEM.exec(String(path)) ?? [];
  const list = index === undefined ? path : INSTANCE_PATH;
  const start = _`${ERRORS} = fail(${ALL_ERRORS} ??= [],outer - floor,${list},${`${it.errSchemaPath}/${keyword}`}`;
  const place = _`${start},${it.topSchemaRef},${data}`;
  if (index !== undefined) return _`${place},${known ?? UNDEFINED},${new Name(index)})`;
  return known === undefined ? _`${place})` : _`${place},${known})`;
}

function addError(object: Code): Code {
  return _`${ERRORS} = addError(${ALL_ERRORS} ??= [],outer - floor,${object})`;
}

/** The error as Ajv writes it. */
function errorObject({ keyword, data, schemaValue, it }: ErrorContext, path: Code, params: Code): Code {
  const schemas = _`schema:${schemaValue},parentSchema:${it.topSchemaRef}${it.schemaPath}`;
  const value = String(data) === 'data' ? data : _`data:${data}`;
  const name = it.propertyName === undefined ? _`` : _`,propertyName:${it.propertyName}`;
  const at = path === INSTANCE_PATH ? path : _`${INSTANCE_PATH}:${path}`;
  return _`{${at},schemaPath:${`${it.errSchemaPath}/${keyword}`},keyword:${keyword},params:${params},${schemas},${value}${name}}`;
}

/** Whether the path of an error describes the way through the schema of its function. */
function isDescribed(keyword: string, { errSchemaPath, schemaPath }: SchemaObjCxt): boolean {
  const place = String(schemaPath);
  if (!PLACE.test(place)) return false;
  const steps = [...place.matchAll(STEP)].map(([, name, literal = '']) => name ?? String(JSON.parse(literal)));
  return `${errSchemaPath}/${keyword}` === schemaPathOf([...steps, keyword]);
}

/** A path as Ajv writes it: a JSON Pointer in the form of a URI fragment (RFC 6901 §6). */
function schemaPathOf(steps: string[]): string {
  return `#${steps.map((step) => `/${encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')}`;
}

const INSTANCE_PATH = new Name('instancePath');
const UNDEFINED = new Name('undefined');
/** Variables of every function that Ajv writes: how many errors there are, and the list of them or null. */
export const ERRORS = new Name('errors');
export const ALL_ERRORS = new Name('vErrors');
