import { createRequire } from 'node:module';
import { writeImport } from './embedded.ts';

/** An ES module in the making. In its body every export is written `export const NAME = …`. */
export type Module = {
  /** Default imports of CommonJS modules. */
  imports: { name: string; specifier: string }[];
  body: string;
};

/** Makes names of exports: each like the one that is wanted, no two the same. */
export function createNames(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    const clean = wanted.replaceAll(/[^A-Za-z0-9_]+/g, '_').replace(/^(?=\d)/, '_') || '_';
    let name = clean;
    for (let count = 2; taken.has(name); count++) name = `${clean}_${count}`;
    taken.add(name);
    return name;
  };
}

/** The module as the text of a file. */
export function toText(header: string, { imports, body }: Module): string {
  return `${header}${imports.map(writeImport).join('')}${body.trimEnd()}\n`;
}

const require = createRequire(import.meta.url);

/** Runs a module that was just made, without a file. For tools and tests; a server imports the file. */
export function evaluate(module: Module): Record<string, unknown> {
  const names = [...module.body.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
  const body = `${module.body.replaceAll(/^export const /gm, 'const ')}\nreturn { ${names.join(', ')} };`;
  const run = new Function(...module.imports.map(({ name }) => name), body);
  return run(...module.imports.map(({ specifier }) => require(specifier)));
}
