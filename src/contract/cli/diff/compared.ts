import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ApiParts } from '../../diff/parts.ts';
import { ContractError, describeFault, type OpenApiDocument, type Place } from '../../document/document.ts';
import { checkRoot, type FileReadOptions, isRemote } from '../../document/root.ts';
import { findDocument, STANDARD_INPUT, STDIN } from '../document.ts';
import { UsageError } from '../verb.ts';
import { findInRevision, splitRevision } from './git-revision.ts';
import { listReleases } from './releases.ts';

/** One of the two documents of a comparison. */
export type ComparedDocument = {
  /** As users name it. */
  name: string;
  /** For the functions that read documents. */
  file: string;
  reading: FileReadOptions;
  toPlace: (place: Place) => Place;
  toMessage: (message: string) => string;
};

/** The operands of the command line, and the settings that replace missing ones. */
export type ComparedNames = {
  operands: string[];
  /** The document of the configuration. */
  configured: string | undefined;
  /** Folder of the released documents. */
  released: string | undefined;
  overlays: string[];
};

/**
 * Finds both documents. Overlays apply to NEW, and to OLD if that is the same file of a Git revision.
 *
 * @param reading for both
 * @throws UsageError if one is missing, or both are the same
 */
export async function findCompared(
  { operands: [first, second], configured, released, overlays }: ComparedNames,
  reading: FileReadOptions,
): Promise<{ old: ComparedDocument; new: ComparedDocument }> {
  const older = first ?? released;
  if (older === undefined) {
    throw new UsageError('The document to compare with is missing.', {
      hint: 'Example: keepspec diff main:openapi/openapi.yaml openapi/openapi.yaml. Or set "diff.released" in keepspec.config.ts.',
    });
  }
  if (older === '-' && second === '-')
    throw new UsageError('Only one of the documents can be "-", because there is one standard input.');
  const newer = second ?? (await defaultDocument(configured, overlays));
  if (resolve(older) === resolve(newer) && !isRemote(older))
    throw new UsageError(`Both documents are ${newer}. Pass two different ones.`);
  if (older === newer) throw new UsageError(`Both documents are ${newer}. Pass two different ones.`);
  const next = await findOne(newer, { reading, option: 'NEW', overlays });
  const path = pathOf(next.document);
  const isSame = (revision: string): boolean => path !== undefined && revision === path;
  const previous = await findOne(older, { reading, option: 'OLD', overlays, isSame });
  return { old: previous.document, new: next.document };
}

async function defaultDocument(configured: string | undefined, overlays: string[]): Promise<string> {
  const { file } = await findDocument(undefined, configured, overlays);
  return file;
}

type FindOptions = {
  reading: FileReadOptions;
  option: 'OLD' | 'NEW';
  overlays: string[];
  /** Whether a path of a Git revision is that of the other document. */
  isSame?: (path: string) => boolean;
};

type FoundDocument = { document: ComparedDocument & { path?: string } };

function pathOf({ path, file }: FoundDocument['document']): string | undefined {
  if (path !== undefined) return path;
  return isRemote(file) || file === STDIN ? undefined : resolve(file);
}

const AS_IT_IS = { toPlace: (place: Place) => place, toMessage: (message: string) => message };

async function findOne(name: string, options: FindOptions): Promise<FoundDocument> {
  const { reading, option, overlays, isSame } = options;
  const own = option === 'NEW' ? { overlays } : {};
  if (isRemote(name)) {
    if (reading.allowRemote !== true)
      throw new UsageError(`${option}: ${name} is on another host.`, { hint: 'Allow that with --allow-remote.' });
    return { document: { name, file: name, reading: { ...reading, ...own }, ...AS_IT_IS } };
  }
  if (name === '-') {
    const { texts } = await findDocument('-', undefined);
    const given = texts === undefined ? {} : { texts };
    return { document: { name: STANDARD_INPUT, file: STDIN, reading: { ...reading, ...own, ...given }, ...AS_IT_IS } };
  }
  const found = await stat(name).catch(() => undefined);
  if (found === undefined && splitRevision(name) !== undefined) return findRevision(name, options);
  if (found?.isDirectory() === true && option === 'OLD' && isSame !== undefined) {
    const newest = (await listReleases(name)).at(-1);
    // A folder without releases is an error.
    if (newest !== undefined) return { document: { name: newest.file, file: newest.file, reading, ...AS_IT_IS } };
  }
  await checkRoot(name);
  for (const overlay of own.overlays ?? []) await checkRoot(overlay, {}, 'overlay');
  return { document: { name, file: name, reading: { ...reading, ...own }, ...AS_IT_IS } };
}

async function findRevision(name: string, { reading, option, overlays, isSame }: FindOptions): Promise<FoundDocument> {
  const { file, texts, path, toPlace, toMessage, fileOf } = await findInRevision(name);
  const has = option === 'NEW' || isSame?.(path) === true;
  const own = has ? overlays.map((overlay) => (isRemote(overlay) ? overlay : fileOf(overlay))) : [];
  const missing = own.find((overlay) => !isRemote(overlay) && !texts.has(resolve(overlay)));
  if (missing !== undefined)
    throw new UsageError(`The overlay ${toMessage(missing)} does not exist in that Git revision.`, {
      hint: 'Compare bundled documents, or pass the overlays that apply with --overlay.',
    });
  return { document: { name, file, path, reading: { ...reading, texts, overlays: own }, toPlace, toMessage } };
}

/**
 * Reads and bundles one of the documents.
 *
 * @param warn called with what has no effect, such as a target of an overlay that matches nothing
 * @throws ContractError with places in its files
 */
export async function readCompared(compared: ComparedDocument, warn: (line: string) => void): Promise<OpenApiDocument> {
  const { name, file, reading: given, toMessage } = compared;
  const reading: FileReadOptions = {
    ...given,
    onConvert: () => warn(`${name}: converted from Swagger 2.0 to OpenAPI 3.0.`),
    onWarning: (fault) => warn(toMessage(describeFault(fault))),
  };
  const { bundleContract } = await import('../../document/bundle.ts');
  const { checkStructure } = await import('../../document/explain.ts');
  try {
    const document = await bundleContract(file, reading);
    // A list in the place of an object would have no operations.
    await checkStructure(file, reading);
    return document;
  } catch (error) {
    throw error instanceof ContractError ? namedFaults(error, compared) : error;
  }
}

/**
 * Reads the operations of one of the documents.
 *
 * @throws ContractError with places in its files
 */
export async function readComparedVersion(compared: ComparedDocument, document: OpenApiDocument): Promise<ApiParts> {
  const { readVersion } = await import('../../diff/compare-documents.ts');
  try {
    return readVersion(document);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    const { locateFaults } = await import('../../document/locate.ts');
    throw namedFaults(await locateFaults(error, compared.file, compared.reading, document), compared);
  }
}

/** The same error, with the names that users have given. */
function namedFaults({ faults }: ContractError, { toPlace, toMessage }: ComparedDocument): ContractError {
  return new ContractError(
    faults.map(({ message, place, ...fault }) => ({
      ...fault,
      ...{ message: toMessage(message), ...(place === undefined ? {} : { place: toPlace(place) }) },
    })),
  );
}
