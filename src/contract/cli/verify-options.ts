import { mkdir, open } from 'node:fs/promises';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { dirname } from 'node:path';
import { suggest } from '../document/suggest.ts';
import { reasonOf } from './failures.ts';
import { UsageError } from './verb.ts';

/**
 * @param noun of the names, such as `check`
 * @throws UsageError with the first unknown name
 */
export function readNames<Name extends string>(
  option: string,
  given: string[],
  known: readonly Name[],
  noun: string,
): Name[] {
  return given.map((text) => {
    const name = known.find((one) => one === text);
    if (name !== undefined) return name;
    const shown = known.length > MOST_SHOWN ? '' : ` (the ${noun}s are ${known.join(', ')})`;
    throw new UsageError(`--${option}: there is no ${noun} "${text}"${shown}.${suggest(text, [...known])}`);
  });
}

/** For longer lists only the suggestion is printed. */
const MOST_SHOWN = 40;

/** @throws UsageError if the text is not an absolute http or https URL */
export function readUrl(option: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && ['http:', 'https:'].includes(url.protocol) && url.hostname !== '') return url;
  const guess = `http://${text.replace(/^(https?:)?\/*/i, '')}`;
  const hint = !/^\w+:\/\//.test(text) && URL.canParse(guess) ? ` Did you mean ${guess}?` : '';
  throw new UsageError(`--${option}: "${text}" must be an http or https URL such as http://localhost:8080.${hint}`);
}

/** A path in the URL replaces the base path of the document's servers, as `--base-path` does. */
export function readTarget(
  given: string,
  own: string | undefined,
  option = 'url',
): { url: string; basePath: string | undefined } {
  const { origin, pathname } = readUrl(option, given);
  const path = own ?? (pathname === '/' ? undefined : pathname);
  return { url: origin, basePath: path?.replace(/^\/*/, '/').replace(/\/+$/, '') };
}

/** Fails before a long run, not after it, if its report cannot be written. */
export async function prepareFile(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await (await open(file, 'a')).close();
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${reasonOf(error)}.`, { cause: error });
  }
}

/** Headers for all operations, and headers for those of one security scheme. */
export function readAuth(option: string, headers: string[]): GivenCredentials {
  const read: GivenCredentials = { auth: {}, schemeAuth: {} };
  for (const header of headers) {
    const [, scheme, name, value] = /^(?:([\w.-]+)=)?([^:=\s]+):\s*(.+)$/.exec(header) ?? [];
    if (name === undefined || value === undefined) {
      throw new UsageError(`--${option}: "${header}" must have the form "Name: value" or "Scheme=Name: value".`);
    }
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch (error) {
      throw new UsageError(`--${option}: ${(error as Error).message}.`, { cause: error });
    }
    if (scheme === undefined) read.auth[name.toLowerCase()] = value;
    else read.schemeAuth[scheme] = { ...read.schemeAuth[scheme], [name.toLowerCase()]: value };
  }
  return read;
}

export type GivenCredentials = { auth: Record<string, string>; schemeAuth: Record<string, Record<string, string>> };
