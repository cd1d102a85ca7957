import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { checkRoot, type FileReadOptions, isRemote } from '../document/root.ts';
import { UsageError } from './verb.ts';

/** Document that a verb reads by default. */
const DEFAULT_DOCUMENT = 'openapi/openapi.yaml';

/** Places of standard input read `<stdin>:3:7`. */
export const STDIN = '<stdin>';

/** The name of such a document in messages. */
export const STANDARD_INPUT = 'standard input';

/** The document of a run. */
export type DocumentSource = {
  file: string;
  documentName: string;
  /** Paths or URLs. */
  overlays: string[];
  texts?: FileReadOptions['texts'];
};

/**
 * Finds the document that a run is about, and reads standard input if that is the one.
 *
 * @throws UsageError if none is given
 * @throws ContractError if it, or an overlay, is missing or a folder
 */
export async function findDocument(
  given: string | undefined,
  configured: string | undefined,
  overlays: string[] = [],
): Promise<DocumentSource> {
  const named = given ?? configured ?? (await extendedDocument(overlays));
  const file = named ?? DEFAULT_DOCUMENT;
  if (file === '-') {
    if (process.stdin.isTTY) {
      throw new UsageError('"-" reads the document from standard input, which is a terminal.', {
        hint: 'Example: keepspec build - < openapi.yaml',
      });
    }
    const texts = new Map([[resolve(STDIN), await text(process.stdin)]]);
    return { file: STDIN, documentName: STANDARD_INPUT, overlays, texts };
  }
  if (named === undefined && !existsSync(file)) {
    throw new UsageError(`No document is given, and ${DEFAULT_DOCUMENT} does not exist.`, {
      hint: 'Pass a document, or set "document" in keepspec.config.ts.',
    });
  }
  // Before any library is loaded, which takes a second.
  await checkRoot(file);
  for (const overlay of overlays) await checkRoot(overlay, {}, 'overlay');
  return { file, documentName: file, overlays };
}

/** The document that overlays are written for. */
async function extendedDocument(overlays: string[]): Promise<string | undefined> {
  if (overlays.length === 0) return undefined;
  const { findExtended } = await import('../document/resolver.ts');
  const extended = await findExtended(overlays);
  if (extended === undefined || !isRemote(extended)) return extended;
  throw new UsageError(`No document is given, and "extends" of the overlay names one on another host.`, {
    hint: `Pass it as the document: ${extended}`,
  });
}
