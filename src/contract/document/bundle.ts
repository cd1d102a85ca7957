import { bundle, createConfig } from '@redocly/openapi-core';
import { type OpenApiDocument, problemsToError } from './document.ts';

/**
 * Reads a contract and everything it refers to, and makes one document of it in which every `$ref` is local
 * (`#/components/…`). Component names are the names of the files they come from.
 *
 * @param file path of the root document, YAML or JSON
 * @throws ContractError naming file, line and column where a file is missing or cannot be parsed
 */
export async function bundleContract(file: string): Promise<OpenApiDocument> {
  const config = await createConfig({});
  const { bundle: document, problems } = await bundle({ ref: file, config });
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw problemsToError(errors);
  return document.parsed as OpenApiDocument;
}
