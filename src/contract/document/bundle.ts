import { relative } from 'node:path';
import {
  BaseResolver,
  bundle,
  createConfig,
  getLineColLocation,
  type LocationObject,
  type NormalizedProblem,
  ResolveError,
  YamlParseError,
} from '@redocly/openapi-core';
import { ContractError, type OpenApiDocument, type Place } from './document.ts';

/**
 * Reads a contract and everything it refers to, and makes one document of it in which every `$ref` is local
 * (`#/components/…`). Component names are the names of the files they come from.
 *
 * @param file path or URL of the root document, YAML or JSON
 * @param allowRemote whether it may refer to documents on other hosts, which a root that is a URL may in any case
 * @throws ContractError naming file, line and column where a file is missing or cannot be parsed
 */
export async function bundleContract(file: string, { allowRemote = false } = {}): Promise<OpenApiDocument> {
  const config = await createConfig({});
  const externalRefResolver = await createResolver(file, allowRemote);
  const { bundle: document, problems } = await bundle({ ref: file, config, externalRefResolver }).catch(
    (error: unknown) => {
      throw toContractError(file, error);
    },
  );
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw problemsToError(errors);
  const parsed = document.parsed as Partial<OpenApiDocument> & { swagger?: string };
  if (!/^3\.[01]\./.test(parsed.openapi ?? '')) {
    const found = parsed.openapi ?? parsed.swagger ?? 'none';
    throw atStart(file, `is of the version "${found}"; what can be read is OpenAPI 3.0 and 3.1.`);
  }
  // What its parts hold is judged by `contract lint`.
  return parsed as OpenApiDocument;
}

/** What reads the files of a contract: of other hosts only where that is allowed or the root is there itself. */
export async function createResolver(file: string, allowRemote: boolean): Promise<BaseResolver> {
  const { resolve } = await createConfig({});
  return allowRemote || REMOTE.test(file) ? new BaseResolver(resolve) : new LocalResolver(resolve);
}

const REMOTE = /^https?:\/\//i;

/** Reads files only: what a contract says must not depend on what another host answers today. */
class LocalResolver extends BaseResolver {
  override async loadExternalRef(reference: string): ReturnType<BaseResolver['loadExternalRef']> {
    if (!REMOTE.test(reference)) return super.loadExternalRef(reference);
    throw new ResolveError(new Error(`${reference} is on another host. Allow that with --allow-remote.`));
  }
}

/** Redocly reports what is wrong inside a document as problems, and throws what keeps it from reading the root at all. */
function toContractError(file: string, error: unknown): unknown {
  if (error instanceof YamlParseError) {
    const place = { file: relative(process.cwd(), error.source.absoluteRef), line: error.line, column: error.col };
    const message = `is neither YAML nor JSON: ${error.originalError.message.split('\n')[0]}`;
    return new ContractError([{ message, place }]);
  }
  if (error instanceof ResolveError) return new ContractError(`${file} cannot be read: ${error.originalError.message}`);
  // What is left are plain Errors about the root: it is no object, or says no version of OpenAPI.
  if (error instanceof Error && error.constructor === Error) {
    return atStart(file, `is not an OpenAPI document: ${error.message}`);
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
