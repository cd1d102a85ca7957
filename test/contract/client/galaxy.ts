import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { buildArtefacts, writeArtefacts } from '../../../src/contract/build/build.ts';
import { VITE } from '../../vite-settings.ts';

/**
 * Compiles a program beside the client of galaxy, with the settings of Vite.
 *
 * @returns the folder, which the caller removes, and what the compiler prints
 */
export async function compileGalaxy(program: string): Promise<{ folder: string; output: string }> {
  const folder = resolve(`dist/test-galaxy-${process.pid}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const clientRuntime = resolve('src/contract/client/client.ts');
  const artefacts = await buildArtefacts('node_modules/@scalar/galaxy/dist/3.1.yaml', undefined, { clientRuntime });
  await writeArtefacts(artefacts, folder);
  await writeFile(join(folder, 'program.ts'), program);
  const compilerOptions = { ...VITE, types: [] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
  const compiler = resolve('node_modules/typescript7/bin/tsc');
  const output = await promisify(execFile)(process.execPath, [compiler, '--pretty', 'false', '-p', folder]).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
  return { folder, output };
}
