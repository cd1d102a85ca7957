import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** What a file imports, statically or not. Imports of types count only where types are what the file is for. */
export function importsOf(file: string, text: string): string[] {
  const isSource = file.endsWith('.ts') && !file.endsWith('.d.ts');
  const code = isSource ? stripTypeScriptTypes(text) : text;
  return ts.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => fileName);
}

/** The package that a specifier names; undefined for a file and for a module of Node. */
export function packageOf(specifier: string): string | undefined {
  if (/^(\.|\/|node:|#|data:)/.test(specifier)) return undefined;
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0];
}

/**
 * Every file that the given ones lead to, with the specifiers that leave the folder tree: packages and modules of Node.
 *
 * @param resolve path of the file that a relative specifier of a file names
 */
export async function followImports(
  entries: string[],
  resolve: (file: string, specifier: string) => string = (file, specifier) => join(dirname(file), specifier),
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const rest = [...entries];
  for (let file = rest.pop(); file !== undefined; file = rest.pop()) {
    if (found.has(file)) continue;
    const specifiers = importsOf(file, await readFile(file, 'utf8'));
    found.set(
      file,
      specifiers.filter((specifier) => !specifier.startsWith('.')),
    );
    for (const specifier of specifiers) if (specifier.startsWith('.')) rest.push(resolve(file, specifier));
  }
  return found;
}
