import { type BaseResolver, createConfig, lint, type NormalizedProblem } from '@redocly/openapi-core';
import { ContractError, type DocumentFault } from './document.ts';
import { findInFiles } from './files.ts';
import { locateFaults } from './locate.ts';
import { atStart, placeOf, problemsToError } from './problems.ts';
import { PLUGINS } from './redocly-config.ts';
import { toLocationPointer } from './references.ts';
import { createResolver } from './resolver.ts';
import type { FileReadOptions } from './root.ts';

/**
 * The error for the author of a contract after a failure: a ContractError with places in files, or the failure itself
 * if the contract is not its cause.
 *
 * @param file path or URL of the root document
 */
export async function explainFailure(failure: unknown, file: string, options: FileReadOptions = {}): Promise<unknown> {
  const located =
    failure instanceof ContractError ? await locateFaults(failure, file, options).catch(() => undefined) : undefined;
  if (located !== undefined) return located;
  // Without a bundle, such as of a Swagger 2.0 document that cannot be converted, the structure says where the fault is.
  const problems = await findStructuralProblems(file, options).catch(() => []);
  if (problems.length > 0) return problemsToError(problems);
  return failure instanceof ContractError ? atStart(file, failure.message) : failure;
}

/** Violations of OAS 3.1 §4 by a document, with places in its files. */
async function findStructuralProblems(
  file: string,
  options: FileReadOptions,
  rules: Record<string, 'error'> = {},
): Promise<NormalizedProblem[]> {
  const config = await createConfig({ rules: { struct: 'error', ...rules } }, { plugins: PLUGINS });
  const externalRefResolver = await createResolver(file, options);
  return lint({ ref: file, config, externalRefResolver }).catch(async (error: unknown) => {
    throw (await reservedNameError(externalRefResolver, error)) ?? error;
  });
}

/** Redocly calls this method of the objects of a document, and fails at an object with a member of its name. */
const RESERVED = 'hasOwnProperty';

async function reservedNameError(resolver: BaseResolver, error: unknown): Promise<ContractError | undefined> {
  if (!(error instanceof TypeError) || !error.message.includes(RESERVED)) return undefined;
  const found = await findInFiles(resolver, (value) => Object.hasOwn(value, RESERVED));
  const places = found.map(({ document, tokens }) =>
    placeOf({ source: document.source, pointer: toLocationPointer([...tokens, RESERVED]), reportOnKey: true }),
  );
  return new ContractError(places.map((place) => ({ message: `Unknown member "${RESERVED}". Remove it.`, place })));
}

/**
 * A list in the place of an object or the other way round, a parameter without a name or a place: read on, it would say nothing.
 * Schemas are validated by their own dialect.
 */
const LOSES_MEANING =
  /Expected type `(?!Schema|AllOf|AnyOf|OneOf|PrefixItems)[A-Z]|The field `(in|name)` must be present|^`in` can be one of/;

/** Problems for which `build` has a better message. */
const CHECKED_ELSEWHERE =
  /^Property `(nullable|exclusiveMinimum|exclusiveMaximum)` is not expected here|^Expected type `number` but got `boolean`/;

/** A path that is left empty in YAML has no operations. */
const EMPTY_PATH = /^Expected type `PathItem` \(object\) but got `null`/;

/**
 * Rejects a document of which a part would be lost, such as a security requirement that is not a list.
 *
 * @returns what else is not as OAS 3.1 §4 has it, such as a misspelled member, with its place
 * @throws ContractError with each place
 */
export async function checkStructure(file: string, options: FileReadOptions = {}): Promise<DocumentFault[]> {
  const all = await findStructuralProblems(file, options, { 'spec-components-invalid-map-name': 'error' });
  const problems = all.filter(
    ({ message, location: [location] }) =>
      !/\/x-/.test(location?.pointer ?? '') && !CHECKED_ELSEWHERE.test(message) && !EMPTY_PATH.test(message),
  );
  const harmful = problems.filter(({ message }) => LOSES_MEANING.test(message));
  if (harmful.length > 0) throw problemsToError(harmful);
  return problems.length === 0 ? [] : problemsToError(problems).faults;
}
