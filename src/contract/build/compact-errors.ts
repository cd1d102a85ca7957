/**
 * How Ajv adds an error to its list. The object has the way to the value and the schema twice: as texts for the error, and as
 * code that reads the schema.
 */
const ADD_ERROR =
  /const (err\d+) = (\{.*\});\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\nerrors\+\+;/g;

const TEXT = String.raw`"(?:[^"\\]|\\.)*"`;
/** Code of a value without a comma, but in texts and braces. */
const VALUE = String.raw`(?:${TEXT}|\{(?:${TEXT}|[^{}"])*\}|[^,{}"])+`;
const ERROR = new RegExp(
  String.raw`^\{instancePath(?::(${VALUE}))?,schemaPath:(${TEXT}),keyword:(${TEXT}),params:(${VALUE}),schema:${VALUE},` +
    String.raw`parentSchema:(\w+)((?:\.\w+|\[(?:${TEXT}|\d+)\])*),data(?::([\w.]+))?\}$`,
);
const STEP = new RegExp(String.raw`\.(\w+)|\[(${TEXT}|\d+)\]`, 'g');

/** How Ajv takes over the errors of a referenced schema, and how `replaceReferenceKeywords` adds the reference to their paths. */
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
const ITEM = /^(instancePath)\+"\/" \+ (i\d+)$/;

/** Keywords whose parameters are their value and nothing else, as `paramsOf` of the runtime makes them. */
const LITERAL_PARAMS =
  /^(type|enum|const|format|pattern|multipleOf|(min|max)(imum|Length|Items|Properties)|exclusiveM(in|ax)imum)$/;

/**
 * Replaces each error object of validators that Ajv has written by a call that makes the same one when it occurs. The errors
 * were two thirds of the text.
 */
export function compactErrors(text: string): string {
  return text
    .replaceAll(
      ADD_ERROR,
      (_whole, _name, error: string) =>
        compactCall(error) ?? `errors = addError(vErrors ??= [],outer - floor,${error});`,
    )
    .replaceAll(REFERENCE, '$2errors = take(vErrors ??= [],$3.errors,$4);\n}')
    .replaceAll(PARENT, '');
}

/** Undefined for an error with further members, or of a keyword whose place its path does not describe. */
function compactCall(error: string): string | undefined {
  const [
    whole,
    path = 'instancePath',
    schemaPath = '""',
    keyword = '""',
    params = '',
    root,
    steps = '',
    data = 'data',
  ] = ERROR.exec(error) ?? [];
  if (whole === undefined) return undefined;
  const wanted = [...steps.matchAll(STEP)].map(([, name, literal = '']) => name ?? String(JSON.parse(literal)));
  if (JSON.parse(schemaPath) !== schemaPathOf([...wanted, JSON.parse(keyword)])) return undefined;
  const [, list = path, index] = ITEM.exec(path) ?? [];
  const known = LITERAL_PARAMS.test(JSON.parse(keyword)) ? undefined : params;
  const rest = index === undefined ? [known] : [known ?? 'undefined', index];
  const values = ['vErrors ??= []', 'outer - floor', list, schemaPath, root, data, ...rest];
  return `errors = fail(${values.filter((value) => value !== undefined).join()});`;
}

/** A path as Ajv writes it: a JSON Pointer in the form of a URI fragment (RFC 6901 §6). */
function schemaPathOf(steps: string[]): string {
  return `#${steps.map((step) => `/${encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')}`;
}
