import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ContractError, type DocumentFault } from './document.ts';

/** Options for reading the files of a document. */
export type FileReadOptions = {
  /** Whether the document may refer to documents on other hosts, which a root that is a URL may in any case. */
  allowRemote?: boolean;
  /** Paths or URLs of overlays, which are applied to the root in this order. */
  overlays?: string[];
  /** Contents that replace files, by absolute path, such as standard input. */
  texts?: Pick<ReadonlyMap<string, string>, 'get' | 'has'>;
  /** Called with the absolute path of each file before it is read. */
  onRead?: (file: string) => void;
  /** Called after the conversion of a Swagger 2.0 document. */
  onConvert?: () => void;
  /** Called with parts without effect, such as a target of an overlay that matches nothing. */
  onWarning?: (fault: DocumentFault) => void;
};

/** Whether a document is named by a URL. */
export function isRemote(file: string): boolean {
  return /^https?:\/\//i.test(file);
}

const DOCUMENT_NAMES = ['openapi.yaml', 'openapi.yml', 'openapi.json', 'swagger.yaml', 'swagger.json'];

/**
 * Redocly's messages about a root that cannot be read name the system call only.
 *
 * @param kind what the file must be
 * @throws ContractError if the root is missing, a folder, or not readable
 */
export async function checkRoot(
  file: string,
  { texts, onRead }: FileReadOptions = {},
  kind: 'document' | 'overlay' = 'document',
): Promise<void> {
  if (isRemote(file) || texts?.has(resolve(file)) === true) return;
  // A file that is missing may appear.
  onRead?.(resolve(file));
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    if (found.code !== 'ENOENT') throw new ContractError(`${file} cannot be read: ${readFailure(found)}.`);
    const names = await readdir(dirname(file)).catch((): string[] => []);
    const near = names.filter((name) => isDocumentName(name) && stemOf(name) === stemOf(basename(file)));
    const hint = near.length === 0 ? '' : ` Did you mean ${join(dirname(file), near[0] ?? '')}?`;
    throw new ContractError(`${file} does not exist.${hint}`);
  }
  if (found.isDirectory() && kind === 'overlay')
    throw new ContractError(`${file} is a folder, not an overlay. Pass the file of an overlay.`);
  if (found.isDirectory()) {
    const inside = (await readdir(file)).find((name) => DOCUMENT_NAMES.includes(name));
    const hint = inside === undefined ? 'Pass the root document.' : `Did you mean ${join(file, inside)}?`;
    throw new ContractError(`${file} is a folder, not a document. ${hint}`);
  }
}

function isDocumentName(name: string): boolean {
  return /\.(ya?ml|json)$/i.test(name);
}

function stemOf(name: string): string {
  return name.replace(/\.[^.]*$/, '').toLowerCase();
}

function readFailure({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  return code === 'ENOTDIR' ? 'a part of the path is a file' : message;
}
