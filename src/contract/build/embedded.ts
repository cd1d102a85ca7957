import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Module } from './module.ts';

const require = createRequire(import.meta.url);

/** CommonJS modules of Ajv that generated validators call, and the notice that their licence requires. */
const EMBEDDED: Record<string, string> = {
  'ajv-formats/dist/formats.js': 'From ajv-formats. MIT licence, copyright (c) 2020 Evgeny Poberezkin.',
  'ajv/dist/runtime/ucs2length.js': 'From Ajv. MIT licence, copyright (c) 2015-2021 Evgeny Poberezkin.',
};

/** An import of a generated module. Modules of Ajv are embedded, because a server does not install Ajv. */
export function writeImport({ name, specifier }: Module['imports'][number]): string {
  const notice = EMBEDDED[specifier];
  if (notice === undefined) return `import ${name} from '${specifier}';\n`;
  const text = readFileSync(require.resolve(specifier), 'utf8')
    .replace('"use strict";\n', '')
    .replace(/\/\/# sourceMappingURL=.*/, '')
    // What Ajv writes where it compiles to CommonJS.
    .replace(/ucs2length\.code = .*\n/, '');
  return `// ${notice}\nconst ${name} = ((exports) => {\n${text.trimEnd()}\nreturn exports;\n})({});\n`;
}
