import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { compile } from './compile.ts';
import { manifestOf, PACKAGES, type PackageDefinition } from './definitions.ts';
import { followImports } from './imports.ts';
import { vendor } from './vendor.ts';

/** Writes all packages, each ready to be published from its folder. Returns the folders. */
export async function writePackages(out = 'dist/packages'): Promise<string[]> {
  const staging = `${out}-staging`;
  await compile(
    PACKAGES.flatMap(({ entries, bin = {} }) => [...Object.values(entries), ...Object.values(bin)]),
    staging,
  );
  await rm(out, { recursive: true, force: true });
  const folders = PACKAGES.map(({ name }) => join(out, name));
  for (const [index, definition] of PACKAGES.entries())
    await writePackage(definition, staging, folders[index] as string);
  await rm(staging, { recursive: true });
  return folders;
}

async function writePackage(definition: PackageDefinition, staging: string, folder: string): Promise<void> {
  const { root, readme, pages, entries, bin = {}, vendored, texts } = definition;
  const library = join(folder, 'lib');
  await mkdir(library, { recursive: true });
  const staged = (source: string, ending: string) => join(staging, source.replace(/\.ts$/, ending));
  const compiled = [...Object.values(entries), ...Object.values(bin)].map((file) => staged(file, '.js'));
  const declared = Object.values(entries).map((file) => staged(file, '.d.ts'));
  const toDeclaration = (file: string, specifier: string) => join(dirname(file), specifier.replace(/\.js$/, '.d.ts'));
  const files = [...(await followImports(compiled)).keys(), ...(await followImports(declared, toDeclaration)).keys()];
  for (const file of files) {
    const target = join(library, relative(join(staging, root), file));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, await withVendored(file, Object.keys(vendored), relative(dirname(target), library)));
  }
  for (const text of texts)
    await cp(text, join(library, relative(root, text).replace(/\.ts$/, '.txt')), { recursive: true });
  await writeVendored(vendored, folder);
  await cp('LICENSE', join(folder, 'LICENSE'));
  const text = await readFile(readme, 'utf8');
  await writeFile(join(folder, 'README.md'), pages === undefined ? text : withPages(text, dirname(readme), pages));
  const isOwn = (source: string) =>
    source === pages || (definition.ownPages?.some((page) => source.startsWith(page)) ?? true);
  if (pages !== undefined) {
    await cp(pages, join(folder, pages), { recursive: true, filter: isOwn });
    await linkToReadme(join(folder, pages), relative(pages, readme));
  }
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(await manifestOf(definition), null, 2)}\n`);
}

/** Makes links of pages to the README of the sources lead to that of the package. */
async function linkToReadme(folder: string, readme: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((one) => one.endsWith('.md'))) {
    const text = await readFile(join(folder, name), 'utf8');
    await writeFile(join(folder, name), text.replaceAll(`](${readme}`, '](../README.md'));
  }
}

/** A README whose links to pages of the repository lead to those of the package. */
function withPages(text: string, folder: string, pages: string): string {
  return text.replaceAll(`](${relative(folder, pages)}/`, `](${pages}/`);
}

/** The text of a compiled file. Its imports of vendored packages become imports of their files. */
async function withVendored(file: string, vendored: string[], up: string): Promise<string> {
  const text = await readFile(file, 'utf8');
  return vendored.reduce(
    (result, name) => result.replaceAll(`from '${name}'`, `from '${up || '.'}/vendor/${name}.js'`),
    text,
  );
}

async function writeVendored(vendored: PackageDefinition['vendored'], folder: string): Promise<void> {
  if (Object.keys(vendored).length === 0) return;
  await mkdir(join(folder, 'lib/vendor'));
  const all = new Map<string, string>();
  for (const [name, names] of Object.entries(vendored)) {
    const { code, licences } = await vendor(name, names);
    await writeFile(join(folder, 'lib/vendor', `${name}.js`), code);
    for (const [title, text] of licences) all.set(title, text);
  }
  const parts = [...all].map(([title, text]) => `${title}\n${'='.repeat(title.length)}\n\n${text}\n`);
  await writeFile(join(folder, 'THIRD-PARTY-LICENSES'), parts.join('\n\n'));
}

if (import.meta.main) for (const folder of await writePackages()) process.stdout.write(`${folder}\n`);
