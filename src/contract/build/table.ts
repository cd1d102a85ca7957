import { shortHash } from './module.ts';

/** An expression of generated code, distinguished from a text by its symbol. */
export function code(text: string): object {
  return { [CODE]: text };
}

/**
 * Marks a part that is written once, however often it stands in the table, so that it is one object at run time too.
 *
 * @param hint beginning of its name, to which a hash of its text is added
 */
export function shared<Part extends object>(hint: string, part: Part): Part {
  const copy = Array.isArray(part) ? [...part] : { ...part };
  return Object.assign(copy, { [HINT]: hint }) as Part;
}

const CODE = Symbol('code');
const HINT = Symbol('hint');

type Marked = { [CODE]?: string; [HINT]?: string };

/** A shared part that is shorter than this is written wherever it stands. */
const SHORT = 60;

/** A statement of the table. Statements of a higher level use statements of a lower level. */
type Statement = { name: string; level: number; text: string };

/**
 * Writes the table. The part alone decides whether it is written separately and under which name. Additions to a
 * contract therefore change only their own lines.
 */
export function writeTable(table: object): string {
  const statements = new Map<string, Statement>();

  const write = (value: unknown, indent: string): { text: string; level: number } => {
    if (value === null || typeof value !== 'object') return { text: JSON.stringify(value), level: 0 };
    const { [CODE]: expression, [HINT]: hint } = value as Marked;
    if (expression !== undefined) return { text: expression, level: 0 };
    if (hint === undefined) return writeParts(value, indent);
    const whole = writeParts(value, '');
    if (whole.text.length < SHORT) return whole;
    const name = `${hint.replaceAll(/[^A-Za-z0-9]+/g, '_')}_${shortHash(whole.text)}`;
    const statement = { name, level: whole.level + 1, text: `const ${name} = ${whole.text};\n` };
    statements.set(name, statement);
    return { text: name, level: statement.level };
  };

  const writeParts = (value: object, indent: string): { text: string; level: number } => {
    const inner = `${indent}  `;
    const isList = Array.isArray(value);
    let level = 0;
    const parts = Object.entries(value).map(([name, member]) => {
      const part = write(member, inner);
      level = Math.max(level, part.level);
      return isList ? part.text : `${propertyKey(name)}: ${part.text}`;
    });
    return { text: layOut(parts, isList ? '[]' : '{}', indent), level };
  };

  const { text } = write(table, '');
  const sorted = [...statements.values()].toSorted(
    (one, other) => one.level - other.level || (one.name < other.name ? -1 : 1),
  );
  return `${sorted.map((statement) => statement.text).join('')}export const contract = ${text};\n`;
}

function layOut(parts: string[], brackets: string, indent: string): string {
  const [open = '', close = ''] = brackets;
  if (parts.length === 0) return brackets;
  const line = brackets === '[]' ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
  if (line.length < 100 && !line.includes('\n')) return line;
  return `${open}\n${parts.map((part) => `${indent}  ${part},\n`).join('')}${indent}${close}`;
}

/** A name before a colon; in brackets where it would set the prototype. */
function propertyKey(name: string): string {
  return name === '__proto__' ? '["__proto__"]' : JSON.stringify(name);
}
