import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { checkRoot, type FileReadOptions } from '../document/root.ts';
import { UsageError } from './verb.ts';

/** What a verb reads if neither command line nor configuration name a document. */
const DEFAULT_DOCUMENT = 'openapi/openapi.yaml';

/** Places of standard input read `<stdin>:3:7`. */
const STDIN = '<stdin>';

/** The document of a run. */
export type DocumentSource = { file: string; documentName: string; texts?: FileReadOptions['texts'] };

/**
 * Finds the document that a run is about, and reads standard input if that is the one.
 *
 * @throws UsageError if none is given
 * @throws ContractError if it is missing or a folder
 */
export async function findDocument(given: string | undefined, configured: string | undefined): Promise<DocumentSource> {
  const file = given ?? configured ?? DEFAULT_DOCUMENT;
  if (file === '-') {
    if (process.stdin.isTTY) {
      throw new UsageError('"-" reads the document from standard input, which is a terminal.', {
        hint: 'Example: keepspec build - < openapi.yaml',
      });
    }
    const texts = new Map([[resolve(STDIN), await text(process.stdin)]]);
    return { file: STDIN, documentName: 'standard input', texts };
  }
  if (given === undefined && configured === undefined && !existsSync(file)) {
    throw new UsageError(`No document is given, and ${DEFAULT_DOCUMENT} does not exist.`, {
      hint: 'Pass a document, or set "document" in keepspec.config.ts.',
    });
  }
  // Before any library is loaded, which takes a second.
  await checkRoot(file);
  return { file, documentName: file };
}
