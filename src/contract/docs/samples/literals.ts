/** Code in place of a value, such as a call. */
export type Code = { readonly [CODE]: string };

const CODE = Symbol('code');

/** A text of code that {@link writeLiteral} copies. */
export function writtenCode(text: string): Code {
  return { [CODE]: text };
}

/** How a language writes values. */
export type Dialect = {
  text: (text: string) => string;
  name: (text: string) => string;
  words: { true: string; false: string; null: string };
  /** Blanks inside the braces of an object on one line. */
  padding: string;
  indent: string;
  /** Whether the last of several lines ends with a comma. */
  hasTrailingComma: boolean;
};

/** A line of code is at most this long, if it can be broken. */
const WIDTH = 88;

/** A value in a language, on one line if it fits. @param column where its first line starts; further lines have that indent */
export function writeLiteral(value: unknown, dialect: Dialect, { indent = '', used = 0 } = {}): string {
  const line = writeInline(value, dialect);
  if (!isList(value) || (indent.length + used + line.length <= WIDTH && !line.includes('\n'))) return line;
  const inner = indent + dialect.indent;
  const members = Array.isArray(value)
    ? value.map((item) => inner + writeLiteral(item, dialect, { indent: inner }))
    : definedMembers(value).map(([name, member]) => {
        const start = `${dialect.name(name)}: `;
        return inner + start + writeLiteral(member, dialect, { indent: inner, used: start.length });
      });
  if (members.length === 0) return line;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${members.join(',\n')}${dialect.hasTrailingComma ? ',' : ''}\n${indent}${close}`;
}

function writeInline(value: unknown, dialect: Dialect): string {
  if (isCode(value)) return value[CODE];
  if (typeof value === 'string') return dialect.text(value);
  if (value === true || value === false || value === null) return dialect.words[`${value}`];
  if (Array.isArray(value)) return `[${value.map((item) => writeInline(item, dialect)).join(', ')}]`;
  if (!isList(value)) return JSON.stringify(value);
  const members = definedMembers(value).map(
    ([name, member]) => `${dialect.name(name)}: ${writeInline(member, dialect)}`,
  );
  return members.length === 0 ? '{}' : `{${dialect.padding}${members.join(', ')}${dialect.padding}}`;
}

function isCode(value: unknown): value is Code {
  return typeof value === 'object' && value !== null && CODE in value;
}

function isList(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isCode(value);
}

function definedMembers(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}

/** Characters that nobody sees, or that end a text: controls, formats, separators and halves of surrogate pairs. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeCharacters(text: string, quote: string, writeLong: (code: string) => string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll(INVISIBLE, (character) => {
      const code = character.codePointAt(0)?.toString(16) ?? '';
      return SHORT[character] ?? (code.length > 4 ? writeLong(code) : `\\u${code.padStart(4, '0')}`);
    });
}

function typescriptText(text: string): string {
  return `'${escapeCharacters(text, "'", (code) => `\\u{${code}}`)}'`;
}

function pythonText(text: string): string {
  return `"${escapePython(text)}"`;
}

/** The inside of a Python string between double quotes. */
export function escapePython(text: string): string {
  return escapeCharacters(text, '"', (code) => `\\U${code.padStart(8, '0')}`);
}

export const TYPESCRIPT: Dialect = {
  text: typescriptText,
  // The name would set the prototype.
  name: (text) =>
    text === '__proto__' ? "['__proto__']" : /^[A-Za-z_$][\w$]*$/.test(text) ? text : typescriptText(text),
  words: { true: 'true', false: 'false', null: 'null' },
  padding: ' ',
  indent: '  ',
  hasTrailingComma: true,
};

export const PYTHON: Dialect = {
  text: pythonText,
  name: pythonText,
  words: { true: 'True', false: 'False', null: 'None' },
  padding: '',
  indent: '    ',
  hasTrailingComma: true,
};

export const JSON_TEXT: Dialect = {
  text: (text) => JSON.stringify(text),
  name: (text) => JSON.stringify(text),
  words: { true: 'true', false: 'false', null: 'null' },
  padding: '',
  indent: '  ',
  hasTrailingComma: false,
};

/** Words that no shell reads anything into. */
const PLAIN_WORD = /^[\w./:@,+-]+$/;

/** A word of a POSIX shell: single quotes hide everything but themselves. */
export function shellWord(text: string): string {
  return PLAIN_WORD.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A text with the value of environment variables in it. */
export type SampleText = (string | { variable: string })[];

/** A word of a POSIX shell. Texts that double quotes do not hide are in single quotes. */
export function shellTemplate(parts: SampleText): string {
  const texts = parts.filter((part) => typeof part === 'string');
  if (texts.length === parts.length) return shellWord(texts.join(''));
  if (texts.every((text) => /^[\w :;=.,/&%-]*$/.test(text)))
    return `"${parts.map((part, at) => (typeof part === 'string' ? part : variableBefore(part, parts[at + 1]))).join('')}"`;
  return parts.map((part) => (typeof part === 'string' ? shellWord(part) : `"$${part.variable}"`)).join('');
}

/** Braces end the name where a character of the text would go on with it. */
function variableBefore({ variable }: { variable: string }, next: SampleText[number] | undefined): string {
  return typeof next === 'string' && /^\w/.test(next) ? `\${${variable}}` : `$${variable}`;
}

/** A Python string. */
export function pythonTemplate(parts: SampleText): string {
  const texts = parts.filter((part) => typeof part === 'string');
  if (texts.length === parts.length) return pythonText(texts.join(''));
  const [first] = parts;
  if (parts.length === 1 && typeof first === 'object') return `os.environ["${first.variable}"]`;
  const inside = parts.map((part) =>
    typeof part === 'string' ? escapePython(part).replaceAll(/[{}]/g, '$&$&') : `{os.environ['${part.variable}']}`,
  );
  return `f"${inside.join('')}"`;
}
