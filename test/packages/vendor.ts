import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';

/** A package and what it imports, as one ES module, with the licences of all packages in it. */
export type Vendored = { code: string; licences: Map<string, string> };

/** @param names of the exports in use */
export async function vendor(name: string, names: string[]): Promise<Vendored> {
  // A CommonJS package itself as the input would export only `default`.
  const entry = {
    name: 'entry',
    resolveId: (id: string) => (id === ENTRY ? id : undefined),
    load: (id: string) => (id === ENTRY ? `export { ${names.join(', ')} } from '${name}';` : undefined),
  };
  const bundle = await rolldown({ input: ENTRY, platform: 'node', logLevel: 'silent', plugins: [entry, lazyRequires] });
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false, minify: true });
  await bundle.close();
  const [chunk, ...others] = output;
  if (others.length > 0) throw new Error(`${name} does not fit into one file.`);
  const folders = new Set(chunk.moduleIds.flatMap((id) => packageFolder(id) ?? []));
  const licences = new Map<string, string>();
  for (const folder of [...folders].sort()) {
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    licences.set(`${manifest.name} ${manifest.version} (${manifest.license})`, await licenceOf(folder, manifest.name));
  }
  return { code: chunk.code, licences };
}

const ENTRY = 'vendored-entry';

/** How TypeScript writes an import of a CommonJS module. */
const REQUIRE = /^const (\w+) = ((?:__importStar\(|__importDefault\()?require\("[^"]+"\)\)?);$/gm;

/**
 * Lets the modules of openapi-backend load what they import when they use it first. A server uses its registry only: lodash,
 * Ajv and the parsers of documents would be most of its start.
 */
export const lazyRequires: Plugin = {
  name: 'lazy-requires',
  transform: (code, id) => {
    if (!/\/node_modules\/openapi-backend\/[^/]+\.js$/.test(id)) return undefined;
    const names = [...code.matchAll(REQUIRE)].map(([, name]) => name as string);
    if (names.length === 0) return undefined;
    const used = code
      .replace(REQUIRE, 'var LAZY_$1; function GET_$1() { return (LAZY_$1 ??= $2); }')
      .replace(new RegExp(`(?<![\\w$.])(${names.join('|')})(?![\\w$])`, 'g'), '(GET_$1())');
    return { code: used };
  },
};

function packageFolder(id: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id.replaceAll('\\', '/'))?.[0];
}

async function licenceOf(folder: string, name: string): Promise<string> {
  const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
  if (file === undefined) throw new Error(`${name} is to be published and has no licence file.`);
  return (await readFile(join(folder, file), 'utf8')).trim();
}
