import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

/** TypeScript writes the extensions of imports into JavaScript only, not into declarations. */
const SOURCE_EXTENSION = /((?:from|import)\s*\(?\s*['"]\.{1,2}\/[^'"]+)\.ts(?=['"])/g;

/** Compiles sources, and everything they import, to ES modules with declarations. Keeps the layout of the folders. */
export async function compile(sources: string[], folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const up = relative(folder, '.');
  const config = {
    extends: join(up, 'tsconfig.json'),
    compilerOptions: { noEmit: false, declaration: true, allowImportingTsExtensions: false, rootDir: up, outDir: '.' },
    files: sources.map((source) => join(up, source)),
    include: [],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  await promisify(execFile)(process.execPath, ['node_modules/typescript7/bin/tsc', '--project', folder]).catch(
    ({ stdout, message }) => {
      throw new Error(`The packages do not compile.\n${stdout || message}`);
    },
  );
  const names = await readdir(folder, { recursive: true });
  for (const file of names.filter((name) => name.endsWith('.d.ts')).map((name) => join(folder, name))) {
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replaceAll(SOURCE_EXTENSION, '$1.js'));
  }
}
