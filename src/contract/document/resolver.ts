import { basename } from 'node:path';
import { BaseResolver, createConfig, type Document, ResolveError, Source } from '@redocly/openapi-core';
import { baseUriOf, resolveSelf } from './base-uri.ts';
import { checkExpansion } from './expansion.ts';
import { resolveIdentified } from './identified-references.ts';
import { parseJsonText } from './json-text.ts';
import { hideOpaqueReferences } from './opaque-references.ts';
import { applyOverlays } from './overlays/apply.ts';
import { type Overlay, readOverlays } from './overlays/read.ts';
import { displayPath } from './problems.ts';
import { isObject } from './references.ts';
import { type FileResources, findFileResources, identifyFile, keepParts, readAnchoredFiles } from './resource-parts.ts';
import { type FileReadOptions, isRemote } from './root.ts';

/** The reader of a document's files. Files of other hosts are read only if allowed or if the root is there itself. */
export async function createResolver(file: string, options: FileReadOptions): Promise<DocumentResolver> {
  const { allowRemote = false, overlays = [] } = options;
  const { settings, reader } = await createReader(options);
  const root = reader.resolveExternalRef(null, file);
  const read = await readOverlays(overlays, reader, options);
  // Nobody knows which document standard input is.
  const isNamed = options.texts?.has(root) !== true;
  const overlaid = { root, overlays: isNamed ? read : read.map((one) => ({ ...one, extended: undefined })) };
  return new DocumentResolver(settings, { ...options, allowRemote: allowRemote || isRemote(file) }, overlaid);
}

/** Overlays are named by the user, as the root is. Hence they may be on another host. */
async function createReader(options: FileReadOptions): Promise<{ settings: ResolverSettings; reader: BaseResolver }> {
  const { resolve: settings } = await createConfig({});
  return { settings, reader: new FileResolver(settings, { ...options, allowRemote: true }) };
}

/**
 * The document that overlays name by `extends`, the first one if they name several.
 *
 * @param overlays paths or URLs
 * @returns its path or URL; undefined if none names one
 * @throws ContractError if an overlay is missing or invalid
 */
export async function findExtended(overlays: string[]): Promise<string | undefined> {
  const { reader } = await createReader({});
  const read = await readOverlays(overlays, reader);
  const extended = read.find((overlay) => overlay.extended !== undefined)?.extended;
  return extended === undefined ? undefined : displayPath(extended);
}

type ResolverSettings = ConstructorParameters<typeof BaseResolver>[0];

/** Redocly reads every file through a subclass of its resolver. */
class FileResolver extends BaseResolver {
  readonly #options: FileReadOptions;

  constructor(settings: ResolverSettings, options: FileReadOptions) {
    super(settings);
    this.#options = options;
  }

  override async loadExternalRef(reference: string): ReturnType<BaseResolver['loadExternalRef']> {
    const { allowRemote, texts, onRead } = this.#options;
    const text = texts?.get(reference);
    if (text !== undefined) return new Source(reference, text);
    if (isRemote(reference)) {
      if (allowRemote === true) return super.loadExternalRef(reference);
      throw new ResolveError(new Error(`${reference} is on another host. Allow that with --allow-remote.`));
    }
    onRead?.(reference);
    return super.loadExternalRef(reference);
  }

  override parseDocument(source: Source, isRoot?: boolean): Document {
    const isDocument = isRoot === true || /\.(json|ya?ml)$/i.test(source.absoluteRef);
    const parsed = isDocument ? parseJsonText(source.body) : undefined;
    return parsed === undefined ? super.parseDocument(source, isRoot) : { source, parsed };
  }
}

/** Overlays, and the absolute path or URL of the document to which they are applied. */
type RootOverlays = { root: string; overlays: Overlay[] };

/** Reads the files of a document, and applies overlays to its root. */
class DocumentResolver extends FileResolver {
  readonly #overlaid: RootOverlays;
  /** Those of the files read so far. */
  readonly #resources: FileResources = new Map();
  /** Those of all files, if a document was read once before. */
  #known: FileResources | undefined;
  #isReadAgain = false;
  /** The `$self` of the root, by which its other files may refer to it (OAS 3.2 §4.1.2.2.1). */
  #self: string | undefined;

  constructor(settings: ResolverSettings, options: FileReadOptions, overlaid: RootOverlays) {
    super(settings, options);
    this.#overlaid = overlaid;
  }

  override parseDocument(source: Source, isRoot?: boolean): Document {
    const { root, overlays } = this.#overlaid;
    const written = super.parseDocument(source, isRoot);
    checkExpansion(written.parsed, source);
    const hasOverlays = overlays.length > 0 && source.absoluteRef === root;
    const document = hasOverlays ? applyOverlays(written, overlays) : written;
    if (source.absoluteRef === root && isObject(document.parsed) && typeof document.parsed.$self === 'string')
      this.#self = baseUriOf(document.parsed);
    resolveSelf(document.parsed);
    this.#keepResources(document);
    resolveIdentified(document.parsed, basename(source.absoluteRef));
    hideOpaqueReferences(document.parsed);
    return document;
  }

  override resolveExternalRef(base: string | null, reference: string): string {
    const resolved = super.resolveExternalRef(base, reference);
    return resolved === this.#self ? this.#overlaid.root : resolved;
  }

  #keepResources({ source, parsed }: Document): void {
    const file = source.absoluteRef;
    const { root } = this.#overlaid;
    const resources = findFileResources(parsed, source.body);
    if (resources.length > 0) this.#resources.set(file, resources);
    if (this.#known === undefined) {
      this.#isReadAgain ||= readAnchoredFiles(parsed, source.body);
      return;
    }
    if (file !== root && this.#known.has(file)) identifyFile(parsed, file, root);
    keepParts(parsed, { file, resolve: (reference) => this.resolveExternalRef(file, reference) }, this.#known);
  }

  /**
   * Forgets the files, so that reading them again keeps schema resources of other files whole.
   *
   * @returns whether the files have any
   */
  readAgainInResources(): boolean {
    const hasParts = this.#isReadAgain || (this.#resources.size > 0 && this.getFiles().size > 1);
    if (this.#known !== undefined || !hasParts) return false;
    this.#known = this.#resources;
    this.cache.clear();
    return true;
  }
}
