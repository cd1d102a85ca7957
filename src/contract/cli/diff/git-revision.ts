import { execFile, execFileSync } from 'node:child_process';
import { posix, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Place } from '../../document/document.ts';
import type { FileReadOptions } from '../../document/root.ts';
import { suggest } from '../../document/suggest.ts';
import { UsageError } from '../verb.ts';

/** Bytes of the output of Git: a list of all files, or one file. */
const MOST_BYTES = 2 ** 28;
/** Files that are read at once. */
const MOST_FILES = 2000;

/** A document of a Git revision. Its files are read from the repository, never from the working folder. */
export type RevisionDocument = {
  /** For the functions that read documents. No file of this name exists. */
  file: string;
  texts: NonNullable<FileReadOptions['texts']>;
  /** The same path in the working folder. */
  path: string;
  /** A place as `main:openapi/openapi.yaml:3:7` has it. */
  toPlace: (place: Place) => Place;
  /** The same for the places in a message. */
  toMessage: (message: string) => string;
  /** The name for the functions that read documents, of a file of the working folder. */
  fileOf: (path: string) => string;
};

/** Revision and path of a name such as `main:openapi/openapi.yaml` (gitrevisions(7)). Undefined if it is none. */
export function splitRevision(name: string): { revision: string; path: string } | undefined {
  // A name of one letter is a drive of Windows.
  const [, revision, path] = /^((?:[^:{]|\{[^}]*\}){2,}):(.*)$/s.exec(name) ?? [];
  return revision === undefined || path === undefined ? undefined : { revision, path };
}

/**
 * Finds a document of a Git revision.
 *
 * @param name such as `main:openapi/openapi.yaml`. The path begins at the root of the repository, or with `./` at the
 * working folder
 * @throws UsageError if Git, the repository, the revision or the file is missing
 */
export async function findInRevision(name: string): Promise<RevisionDocument> {
  const { revision, path: given } = splitRevision(name) ?? { revision: name, path: '' };
  const { root, prefix } = await findRepository(name);
  const commit = await findCommit(revision, root);
  const path = given.replace(/^\.\//, prefix);
  const listed = await git(['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit], root);
  const files = new Set(listed.split('\0').filter((file) => file !== ''));
  if (!files.has(path)) throw missingFile({ revision, path, files: [...files] });
  const folder = resolve(`${revision}:`);
  const inTree = (file: string): string | undefined => {
    const own = file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : undefined;
    return own !== undefined && files.has(own) ? own : undefined;
  };
  const read = createBlobReader({ root, commit, files: [...files], near: posix.dirname(path) });
  const texts = {
    has: (file: string) => inTree(file) !== undefined,
    get: (file: string) => {
      const own = inTree(file);
      return own === undefined ? undefined : read(own);
    },
  };
  const readable = (text: string): string => text.replaceAll(`${revision}:/`, `${revision}:`);
  const fileOf = (file: string): string => {
    const absolute = resolve(file);
    return absolute.startsWith(`${root}/`) ? `${revision}:/${absolute.slice(root.length + 1)}` : file;
  };
  return {
    ...{ file: `${revision}:/${path}`, texts, path: resolve(root, path), toMessage: readable, fileOf },
    toPlace: ({ file, ...rest }) => ({ file: readable(file), ...rest }),
  };
}

type Tree = { root: string; commit: string; files: string[]; near: string };

/** Reads files of a commit. Documents near the root document are read many at once, because a process takes long to start. */
function createBlobReader({ root, commit, files, near }: Tree): (file: string) => string {
  const isNear = (file: string): boolean =>
    /^[^\n]*\.(ya?ml|json)$/i.test(file) && (near === '.' || file.startsWith(`${near}/`));
  const documents = files.filter(isNear);
  const indexes = new Map(documents.map((name, index) => [name, index]));
  const known = new Map<string, string>();
  const readAll = (names: string[]): Map<string, string> => {
    const input = names.map((name) => `${commit}:${name}\n`).join('');
    const out = execFileSync('git', ['cat-file', '--batch'], { cwd: root, input, maxBuffer: MOST_BYTES });
    return readBatch(out, names);
  };
  return (file) => {
    const at = indexes.get(file);
    const first = at === undefined ? 0 : at - (at % MOST_FILES);
    const names = at === undefined ? [file] : documents.slice(first, first + MOST_FILES);
    if (!known.has(file)) for (const [name, text] of readAll(names)) known.set(name, text);
    return known.get(file) ?? '';
  };
}

/** The output of `git cat-file --batch`: a line with the size in bytes, then the file. */
function readBatch(out: Buffer, names: string[]): Map<string, string> {
  const texts = new Map<string, string>();
  let at = 0;
  for (const name of names) {
    const end = out.indexOf('\n', at);
    const [, size = '0'] = / blob (\d+)$/.exec(out.toString('utf8', at, end)) ?? [];
    at = end + 1;
    texts.set(name, out.toString('utf8', at, at + Number(size)));
    at += Number(size) + 1;
  }
  return texts;
}

async function git(args: string[], cwd?: string): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, { cwd, maxBuffer: MOST_BYTES });
  return stdout;
}

/** The folder of the repository, and the working folder in it, with a slash at its end. */
async function findRepository(name: string): Promise<{ root: string; prefix: string }> {
  try {
    const [root = '', prefix = ''] = (await git(['rev-parse', '--show-toplevel', '--show-prefix'])).split('\n');
    return { root, prefix };
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const message = isMissing ? 'Git is not installed.' : 'The working folder is not in a Git repository.';
    throw new UsageError(`"${name}" does not exist as a file, and cannot be read as a Git revision: ${message}`, {
      hint: isMissing ? 'Install Git, or pass files.' : 'Run keepspec in the repository, or pass files.',
      cause: error,
    });
  }
}

async function findCommit(revision: string, root: string): Promise<string> {
  try {
    const found = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], root);
    return found.trim();
  } catch (error) {
    const isShallow = (await git(['rev-parse', '--is-shallow-repository'], root)).trim() === 'true';
    const names = await git(
      ['for-each-ref', '--format=%(refname:short)', 'refs/heads', 'refs/tags', 'refs/remotes'],
      root,
    );
    const message = `The Git revision "${revision}" does not exist.${suggest(revision, names.split('\n').filter(Boolean))}`;
    throw new UsageError(message, {
      hint: isShallow
        ? 'This clone is shallow. Fetch the history first: git fetch --unshallow --tags'
        : 'List the revisions with: git branch --all; git tag',
      cause: error,
    });
  }
}

type MissingFile = { revision: string; path: string; files: string[] };

function missingFile({ revision, path, files }: MissingFile): UsageError {
  const folder = path === '' || path.endsWith('/') ? path : `${path}/`;
  const inside = files.filter((file) => file.startsWith(folder));
  if (inside.length > 0 || path === '') {
    const root = inside.find((file) => /(^|\/)(openapi|swagger)\.(ya?ml|json)$/.test(file));
    const hint = `Pass the root document: ${revision}:${root ?? `${folder}openapi.yaml`}`;
    return new UsageError(`"${path}" is a folder in the Git revision "${revision}", not a document.`, { hint });
  }
  const near = suggest(path, files);
  const hint = 'The path begins at the root of the repository, or with "./" at the working folder.';
  return new UsageError(`"${path}" does not exist in the Git revision "${revision}".${near}`, { hint });
}
