import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { buildArtefacts, writeArtefacts } from '../../src/contract/build/build.ts';
import type { CompiledContract } from '../../src/contract/document/compiled.ts';
import type { OpenApiDocument } from '../../src/contract/document/document.ts';
import type { CorpusDocument } from './documents.ts';

const run = promisify(execFile);

// Where bare imports find the project's packages, and not below node_modules, where Node runs no TypeScript.
export const CACHE = fileURLToPath(new URL('.cache/', import.meta.url));
const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
// As seen from a folder in the cache.
const CLIENT_RUNTIME = '../../../../src/contract/client/client.ts';

/** Makes the folder of what is built. */
export async function createCorpus(): Promise<void> {
  await removeCorpus();
  await mkdir(CACHE, { recursive: true });
  await writeFile(join(CACHE, 'package.json'), '{"type":"module"}');
}

/** Builds a document into a folder of the cache with its name, and reads what is built. */
export async function build(document: CorpusDocument): Promise<Built> {
  const artefacts = await buildArtefacts(await locate(document), undefined, { clientRuntime: CLIENT_RUNTIME });
  const folder = join(CACHE, document.name);
  await writeArtefacts(artefacts, folder);
  const { contract } = (await import(/* @vite-ignore */ join(folder, 'operations.ts'))) as {
    contract: CompiledContract;
  };
  const text = await readFile(join(folder, 'openapi.json'), 'utf8');
  return { contract, document: JSON.parse(text) as OpenApiDocument };
}

export type Built = { contract: CompiledContract; document: OpenApiDocument };

export function removeCorpus(): Promise<void> {
  return rm(CACHE, { recursive: true, force: true });
}

/** A document as a file that can be built. */
async function locate({ name, package: source, file, isVendored, isSplit }: CorpusDocument): Promise<string> {
  if (isVendored) {
    const whole = join(CACHE, `${name}.json`);
    await writeFile(whole, gunzipSync(await readFile(new URL(file, import.meta.url))));
    return whole;
  }
  if (source === undefined) return fileURLToPath(new URL(file, import.meta.url));
  // Not by resolving, which stops at what a package exports.
  const whole = join(MODULES, source, file);
  if (!isSplit) return whole;
  const folder = join(CACHE, `${name}-files`);
  const args = [join(MODULES, '@redocly/cli/bin/cli.js'), 'split', whole, '--outDir', folder];
  // In what it takes for its own tests it writes nothing.
  await run(process.execPath, args, { env: { ...process.env, NODE_ENV: '', REDOCLY_TELEMETRY: 'off' } });
  const root = (await readdir(folder)).find((one) => one.startsWith('openapi.'));
  return join(folder, root ?? '');
}

/** Compiles what was built of the corpus, without some documents. Returns what the compiler prints. */
export async function compileCorpus(compiler: string, without: CorpusDocument[]): Promise<string> {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'esnext',
    module: 'nodenext',
    allowImportingTsExtensions: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    types: [],
  };
  const exclude = without.map(({ name }) => `${name}/*.ts`);
  const project = join(CACHE, 'tsconfig.json');
  await writeFile(project, JSON.stringify({ compilerOptions, include: ['*/*.ts'], exclude }));
  return run(process.execPath, [join(MODULES, compiler, 'bin/tsc'), '-p', project], { maxBuffer: 1 << 26 }).then(
    () => '',
    (error: { stdout: string }) => error.stdout,
  );
}
