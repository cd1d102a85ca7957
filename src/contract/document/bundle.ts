import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import {
  BaseResolver,
  bundle,
  createConfig,
  getLineColLocation,
  type LocationObject,
  type NormalizedProblem,
  ResolveError,
  Source,
  YamlParseError,
} from '@redocly/openapi-core';
import { ContractError, type OpenApiDocument, type Place } from './document.ts';

/** How the files of a document are read. */
export type ReadOptions = {
  /** Whether the document may refer to documents on other hosts, which a root that is a URL may in any case. */
  allowRemote?: boolean;
  /** Texts in place of files, by absolute path, such as that of standard input. */
  texts?: ReadonlyMap<string, string>;
  /** Called with the absolute path of each file before it is read. */
  onRead?: (file: string) => void;
  /** Called after the conversion of a Swagger 2.0 document. */
  onConvert?: () => void;
};

/**
 * Bundles a document and everything that it refers to into one document, in which every `$ref` is local
 * (`#/components/…`). Component names are the names of the files that they come from. Swagger 2.0 becomes OpenAPI 3.0.
 *
 * @param file path or URL of the root document, YAML or JSON
 * @throws ContractError with file, line and column if a file is missing or cannot be parsed
 */
export async function bundleContract(file: string, options: ReadOptions = {}): Promise<OpenApiDocument> {
  await checkRoot(file, options);
  const config = await createConfig({});
  const externalRefResolver = await createResolver(file, options);
  const { bundle: document, problems } = await bundle({ ref: file, config, externalRefResolver }).catch(
    (error: unknown) => {
      throw toContractError(file, error);
    },
  );
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw problemsToError(errors);
  const parsed = document.parsed as Partial<OpenApiDocument> & { swagger?: string };
  if (parsed.swagger === '2.0') {
    const { convertSwagger } = await import('./swagger.ts');
    const converted = await convertSwagger(parsed);
    options.onConvert?.();
    return converted;
  }
  if (!/^3\.[01]\./.test(parsed.openapi ?? '')) {
    const found = parsed.openapi ?? parsed.swagger ?? 'none';
    throw atStart(file, `Version "${found}" is not supported. Use OpenAPI 3.0 or 3.1, or Swagger 2.0.`);
  }
  // `contract lint` checks the content.
  return parsed as OpenApiDocument;
}

const DOCUMENT_NAMES = ['openapi.yaml', 'openapi.yml', 'openapi.json', 'swagger.yaml', 'swagger.json'];

/**
 * Redocly's messages about a root that cannot be read name the system call only.
 *
 * @throws ContractError if the root is missing, a folder, or not readable
 */
export async function checkRoot(file: string, { texts }: ReadOptions = {}): Promise<void> {
  if (REMOTE.test(file) || texts?.has(resolve(file)) === true) return;
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    if (found.code !== 'ENOENT') throw new ContractError(`${file} cannot be read: ${reasonOf(found)}.`);
    const names = await readdir(dirname(file)).catch((): string[] => []);
    const near = names.filter((name) => isDocumentName(name) && stemOf(name) === stemOf(basename(file)));
    const hint = near.length === 0 ? '' : ` Did you mean ${join(dirname(file), near[0] ?? '')}?`;
    throw new ContractError(`${file} does not exist.${hint}`);
  }
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

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  return code === 'ENOTDIR' ? 'a part of the path is a file' : message;
}

/** The reader of a document's files. Files of other hosts are read only if allowed or if the root is there itself. */
export async function createResolver(file: string, options: ReadOptions): Promise<BaseResolver> {
  const { resolve: settings } = await createConfig({});
  const { allowRemote = false } = options;
  return new FileResolver(settings, { ...options, allowRemote: allowRemote || REMOTE.test(file) });
}

const REMOTE = /^https?:\/\//i;

/** Redocly reads every file through a subclass of its resolver. */
class FileResolver extends BaseResolver {
  readonly #options: ReadOptions;

  constructor(settings: ConstructorParameters<typeof BaseResolver>[0], options: ReadOptions) {
    super(settings);
    this.#options = options;
  }

  override async loadExternalRef(reference: string): ReturnType<BaseResolver['loadExternalRef']> {
    const { allowRemote, texts, onRead } = this.#options;
    const text = texts?.get(reference);
    if (text !== undefined) return new Source(reference, text);
    if (REMOTE.test(reference)) {
      if (allowRemote === true) return super.loadExternalRef(reference);
      throw new ResolveError(new Error(`${reference} is on another host. Allow that with --allow-remote.`));
    }
    onRead?.(reference);
    return super.loadExternalRef(reference);
  }
}

/** Redocly reports what is wrong inside a document as problems, and throws what keeps it from reading the root at all. */
function toContractError(file: string, error: unknown): unknown {
  if (error instanceof YamlParseError) {
    const place = { file: relative(process.cwd(), error.source.absoluteRef), line: error.line, column: error.col };
    const message = `Invalid YAML or JSON: ${error.originalError.message.split('\n')[0]}.`;
    return new ContractError([{ message, place }]);
  }
  if (error instanceof ResolveError) return new ContractError(`${file} cannot be read: ${error.originalError.message}`);
  // What is left are plain Errors about the root: it is no object, or says no version of OpenAPI.
  if (error instanceof Error && error.constructor === Error) {
    return atStart(file, `Not an OpenAPI document. ${error.message}`);
  }
  return error;
}

function atStart(file: string, message: string): ContractError {
  return new ContractError([{ message, place: { file, line: 1, column: 1 } }]);
}

/** One error for all that is wrong with a document, each with its place. */
export function problemsToError(problems: NormalizedProblem[]): ContractError {
  return new ContractError(
    problems.map(({ message, location: [location] }) =>
      location === undefined ? { message } : { message, place: placeOf(location) },
    ),
  );
}

/** Where something stands, with the file relative to the working folder. */
export function placeOf(location: LocationObject): Place {
  const { start } = getLineColLocation(location);
  const { absoluteRef } = location.source;
  const file = REMOTE.test(absoluteRef) ? absoluteRef : relative(process.cwd(), absoluteRef);
  return { file, line: start.line, column: start.col };
}
