import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { bundleContract } from '../document/bundle.ts';
import { ContractError } from '../document/document.ts';
import type { FileReadOptions } from '../document/root.ts';
import { linkToConsole } from './console.ts';
import { readGuides } from './guides.ts';
import { readOperationPages } from './operation-pages.ts';
import { preparePageDocument } from './page-document.ts';
import { renderReference, splitReference } from './redoc.ts';
import type { CodeSampleOptions } from './samples/samples.ts';
import { createSiteFiles } from './site.ts';
import { digestOfSite, readSiteDigest, SITE_FILE } from './site-digest.ts';

/** How the document is read, and what else becomes part of the site. */
export type DocsOptions = FileReadOptions & {
  /** Folder of Markdown files; without it the site has no guides. */
  guides?: string | undefined;
  /** How code samples are written. */
  samples?: CodeSampleOptions;
  /** Called before each step. */
  onStep?: (what: string) => void;
};

/**
 * Writes the documentation of a document as a static site, which works on any host, below any path, and sends no requests
 * to other hosts.
 *
 * @param file path or URL of the root document, YAML or JSON
 * @param out folder of the site. It is replaced, if a site or nothing is there.
 * @returns the paths of the files in the folder
 * @throws ContractError if the document or a guide cannot be read or rendered, or if the folder holds something else
 */
export async function writeDocs(
  file: string,
  out: string,
  { onStep = () => undefined, guides: folder, samples, ...reading }: DocsOptions = {},
): Promise<string[]> {
  await checkFolder(out);
  onStep('reading');
  const document = await bundleContract(file, reading);
  const shown = preparePageDocument(document, samples);
  const operations = readOperationPages(shown);
  const anchors = new Map(operations.map(({ id, anchor }) => [id, `../../reference/${anchor}`]));
  const guides = folder === undefined ? [] : await readGuides(folder, { operation: (id) => anchors.get(id) });
  onStep('reference');
  const reference = splitReference(await renderReference(file, linkToConsole(shown, operations)));
  onStep('pages');
  const files = createSiteFiles({ document, guides, operations, reference });
  files.set(SITE_FILE, `${JSON.stringify({ digest: await digestOfSite(document, { guides: folder, samples }) })}\n`);
  await replaceFolder(out, files);
  return [...files.keys()];
}

/** A folder with files of something else is not replaced. */
async function checkFolder(out: string): Promise<void> {
  const names = await readdir(out).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? [] : [out]));
  if (names.length === 0 || (await readSiteDigest(out)) !== undefined) return;
  throw new ContractError(
    `${out} exists and is not a site that this command has written. Name another folder, or delete it.`,
  );
}

/** Writes a folder beside the old one, so that a server never finds half of a site. */
async function replaceFolder(out: string, files: Map<string, string>): Promise<void> {
  await mkdir(dirname(out), { recursive: true });
  // Others may read it, unlike a folder of mkdtemp: a server can run as another user.
  const written = join(dirname(out), `.${basename(out)}-${process.pid}`);
  try {
    for (const folder of new Set([...files.keys()].map((path) => dirname(path))))
      await mkdir(join(written, folder), { recursive: true });
    await Promise.all([...files].map(([path, text]) => writeFile(join(written, path), text)));
    await rm(out, { recursive: true, force: true });
    await rename(written, out);
  } finally {
    await rm(written, { recursive: true, force: true });
  }
}
