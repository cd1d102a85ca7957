import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Module } from './module.ts';
import { neededDeclarations } from './needed-declarations.ts';

const require = createRequire(import.meta.url);

const FORMATS = 'ajv-formats/dist/formats.js';

/** CommonJS modules of Ajv that generated validators call, and the notice that their licence requires. */
const EMBEDDED: Record<string, string> = {
  [FORMATS]: 'From ajv-formats. MIT licence, copyright (c) 2020 Evgeny Poberezkin.',
  'ajv/dist/runtime/ucs2length.js': 'From Ajv. MIT licence, copyright (c) 2015-2021 Evgeny Poberezkin.',
};

/**
 * An import of a generated module. Modules of Ajv are embedded, because a server does not install Ajv.
 *
 * @param body of the module
 */
export function writeImport({ name, specifier }: Module['imports'][number], body: string): string {
  const notice = EMBEDDED[specifier];
  if (notice === undefined) return `import ${name} from '${specifier}';\n`;
  const text = readFileSync(require.resolve(specifier), 'utf8')
    .replace('"use strict";\n', '')
    .replace(/\/\/# sourceMappingURL=.*/, '')
    // Code that Ajv writes for CommonJS.
    .replace(/ucs2length\.code = .*\n/, '');
  const content = specifier === FORMATS ? usedFormats(text, name, body) : text;
  return `// ${notice}\nconst ${name} = ((exports) => {\n${content.trimEnd()}\nreturn exports;\n})({});\n`;
}

/** The list of formats, one a line. Its second argument compares values, which only keywords of ajv-formats do. */
const LIST = /^exports\.fullFormats = \{\n([\s\S]*?)^\};\n/m;
const FORMAT = /^ {4}(?:(\w+)|"([^"]+)")(?::.*)?,$/gm;
const DEFINITION = /fmtDef\((.*), \w+\)/;

/** The formats that a module uses, which are a tenth of all. */
function usedFormats(text: string, name: string, body: string): string {
  const uses = body.matchAll(new RegExp(`\\b${name}\\.fullFormats(?:\\.(\\w+)|\\["([^"]+)"\\])`, 'g'));
  const used = new Set([...uses].map(([, plain, quoted]) => plain ?? quoted));
  const [whole = '', list = ''] = LIST.exec(text) ?? [];
  const formats = [...list.matchAll(FORMAT)]
    .filter(([, plain, quoted]) => used.has(plain ?? quoted))
    .map(([line]) => line.replace(DEFINITION, '{ validate: $1 }'));
  if (formats.length < used.size) throw new Error(`${FORMATS} does not have the formats ${[...used].join(', ')}.`);
  const content = `exports.fullFormats = {\n${formats.join('\n')}\n};\n`;
  const declarations = text.slice(text.indexOf(whole) + whole.length).replaceAll(/^exports\.[\s\S]*?;\n/gm, '');
  return content + neededDeclarations(declarations, content);
}
