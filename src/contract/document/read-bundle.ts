import { readFile } from 'node:fs/promises';
import { ContractError, type OpenApiDocument } from './document.ts';

/**
 * Reads a bundled contract as `build` writes it.
 *
 * @throws ContractError when the file is missing or is not JSON
 */
export async function readBundle(file: string | URL): Promise<OpenApiDocument> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new ContractError(`${file}: cannot be read (${error.message}). Generate it with: npm run generate`);
  });
  try {
    return JSON.parse(text) as OpenApiDocument;
  } catch (error) {
    throw new ContractError(
      `${file}: is not valid JSON (${(error as Error).message}). Regenerate it with: npm run generate`,
    );
  }
}
