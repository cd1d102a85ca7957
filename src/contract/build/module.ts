import { hash } from 'node:crypto';
import { createRequire } from 'node:module';
import { writeImport } from './embedded.ts';

/** An ES module in the making. In its body every export is written `export const NAME = …`. */
export type Module = {
  /** Default imports of CommonJS modules. */
  imports: { name: string; specifier: string }[];
  body: string;
};

/** Six letters and digits for a text: the same text always has the same ones. */
export function shortHash(text: string): string {
  const digest = hash('sha256', text);
  return Number.parseInt(digest.slice(0, 12), 16).toString(36).slice(-6).padStart(6, '0');
}

/**
 * Makes names for generated code, each as close to the wanted one as JavaScript allows. A name that is taken gets a hash
 * of the key, never a number, because a number would depend on what else has a name.
 *
 * @param reserved names that the code already uses
 */
export function createNames(
  reserved: Iterable<string> = [],
): (wanted: string, key?: string | (() => string)) => string {
  const taken = new Set([...RESERVED_WORDS, ...reserved]);
  return (wanted, key = wanted) => {
    const clean = wanted.replaceAll(/[^A-Za-z0-9_]+/g, '_').replace(/^(?=\d)/, '_') || '_';
    const isReadable = /^[\w./~{} -]+$/.test(wanted);
    let name = isReadable ? clean : `${clean}_${shortHash(wanted)}`;
    if (taken.has(name)) {
      const text = typeof key === 'string' ? key : key();
      for (let more = text; taken.has(name); more += ' again') name = `${clean}_${shortHash(more)}`;
    }
    taken.add(name);
    return name;
  };
}

/** ECMA-262 §12.7.2, as far as modules go. */
const RESERVED_WORDS = (
  'await break case catch class const continue debugger default delete do else enum export extends false finally for ' +
  'function if implements import in instanceof interface let new null package private protected public return static ' +
  'super switch this throw true try typeof var void while with yield arguments eval undefined NaN Infinity'
).split(' ');

/** The module as the text of a file. */
export function moduleText(header: string, { imports, body }: Module): string {
  return `${header}${imports.map((one) => writeImport(one, body)).join('')}${body.trimEnd()}\n`;
}

const require = createRequire(import.meta.url);

/** Runs a module that was just made, without a file. For tools and tests; a server imports the file. */
export function evaluateModule(module: Module): Record<string, unknown> {
  const names = [...module.body.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
  const body = `${module.body.replaceAll(/^export const /gm, 'const ')}\nreturn { ${names.join(', ')} };`;
  const run = new Function(...module.imports.map(({ name }) => name), body);
  return run(...module.imports.map(({ specifier }) => require(specifier)));
}
