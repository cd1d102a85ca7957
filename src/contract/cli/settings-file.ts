import { readFile } from 'node:fs/promises';
import { isObject, toLocationPointer } from '../document/references.ts';
import { suggest } from '../document/suggest.ts';
import { reasonOf } from './failures.ts';
import { UsageError } from './verb.ts';

/** A file of JSON or YAML that an option names. */
export type SettingsFile = {
  value: unknown;
  /** @throws UsageError with file, line and column of the value at these reference tokens, or of its key */
  fail: (tokens: string[], message: string, at?: 'key') => never;
};

/** @throws UsageError if the file cannot be read, or is neither JSON nor YAML */
export async function readSettingsFile(option: string, file: string): Promise<SettingsFile> {
  const { getLineColLocation, parseYaml, Source } = await import('@redocly/openapi-core');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--${option}: ${file} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
  const source = new Source(file, text);
  let value: unknown;
  try {
    value = parseYaml(text);
  } catch (error) {
    const { reason = 'it cannot be parsed', mark } = error as {
      reason?: string;
      mark?: { line: number; column: number };
    };
    const place = mark === undefined ? '' : `:${mark.line + 1}:${mark.column + 1}`;
    throw new UsageError(`${file}${place}: Invalid YAML or JSON: ${reason}.`, { cause: error });
  }
  return {
    value,
    fail: (tokens, message, at) => {
      const pointer = tokens.length === 0 ? '#/' : toLocationPointer(tokens);
      const { start } = getLineColLocation({ source, pointer, reportOnKey: at === 'key' });
      throw new UsageError(`${file}:${start.line}:${start.col}: ${message}`);
    },
  };
}

/**
 * The members of an object of a settings file.
 *
 * @throws UsageError with a place if it is not an object, or has a member that is not known
 */
export function settingsMembers(
  { fail }: SettingsFile,
  value: unknown,
  { tokens, known, what }: { tokens: string[]; known: readonly string[]; what: string },
): Record<string, unknown> {
  if (!isObject(value)) return fail(tokens, `${what} must be an object.`);
  for (const name of Object.keys(value)) {
    if (known.includes(name)) continue;
    fail([...tokens, name], `Unknown member "${name}" of ${what}.${suggest(name, [...known])}`, 'key');
  }
  return value;
}
