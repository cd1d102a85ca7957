import {
  type BaseResolver,
  type Document,
  formatProblems,
  getTotals,
  lint,
  type NormalizedProblem,
} from '@redocly/openapi-core';
import type { Place } from '../document/document.ts';
import { findInFiles, valueAtTokens } from '../document/files.ts';
import { type OverlayWarning, overlayWarnings, writtenLocation } from '../document/overlays/origins.ts';
import { placeOf, toContractError } from '../document/problems.ts';
import { fragmentTokens, toPointer } from '../document/references.ts';
import { createResolver } from '../document/resolver.ts';
import { checkRoot, type FileReadOptions } from '../document/root.ts';
import { type DocumentNode, isNode, member } from './follow.ts';
import { findRuleset } from './rules.ts';

/** A finding of a rule. */
export type LintProblem = Partial<Place> & { rule: string; severity: 'error' | 'warn'; message: string; help?: string };

/**
 * Checks a document against its rules: those of `redocly.yaml` in the working folder, or the built-in ones.
 *
 * @param file path or URL of the root document, YAML or JSON
 * @returns errors and warnings in the order of the document, without those that an ignore file names
 * @throws ContractError if the document is missing or cannot be parsed
 */
export async function findProblems(file: string, options: FileReadOptions = {}): Promise<NormalizedProblem[]> {
  await checkRoot(file, options);
  const externalRefResolver = await createResolver(file, options);
  const { config, isBuiltIn } = await findRuleset(file);
  const problems = await lint({ ref: file, config, externalRefResolver }).catch((error: unknown) => {
    throw toContractError(file, error);
  });
  // Linting has read it.
  const { source, parsed } = (await externalRefResolver.resolveDocument(null, file, true)) as Document;
  const isAllowedReference = findAllowedReferences(parsed);
  const isMappedName = await findMappedNames(parsed, externalRefResolver);
  const own = problems.filter(
    (problem) =>
      problem.ignored !== true &&
      !isAllowedReference(problem) &&
      !isMappedName(problem) &&
      !(isBuiltIn && isMissingSecurity(problem)),
  );
  return [...overlayWarnings(source).map(toOverlayProblem), ...withoutRepetition(own).map(writtenProblem)];
}

function writtenProblem({ location, from, ...problem }: NormalizedProblem): NormalizedProblem {
  return { ...problem, location: location.map(writtenLocation), ...(from && { from: writtenLocation(from) }) };
}

function toOverlayProblem({ message, location }: OverlayWarning): NormalizedProblem {
  return { ruleId: 'overlay', severity: 'warn', message, location: [location], suggest: [] };
}

/** One rule of Redocly is about unknown security schemes, which are errors, and about operations without any, which are not. */
function isMissingSecurity({ ruleId, message }: NormalizedProblem): boolean {
  return ruleId === 'security-defined' && message.startsWith('Every operation');
}

/** Redocly's rule about the places of references does not know that OAS 3.2 §4.14 allows one for a media type. */
function findAllowedReferences(root: unknown): (problem: NormalizedProblem) => boolean {
  const is32 = isNode(root) && String(root.openapi).startsWith('3.2');
  return ({ ruleId, location: [location] }) =>
    is32 && ruleId === 'spec-strict-refs' && /\/content\/[^/]+\/\$ref$/.test(location?.pointer ?? '');
}

/** Redocly takes the name of a schema in a mapping, which OAS 3.1 §4.8.25 allows, for the name of a file. */
async function findMappedNames(
  root: unknown,
  resolver: BaseResolver,
): Promise<(problem: NormalizedProblem) => boolean> {
  const components = isNode(root) ? member(root, 'components') : {};
  const schemas = member(components, 'schemas');
  const mapped = await findInFiles(
    resolver,
    ({ mapping, propertyName }: DocumentNode) => isNode(mapping) && Boolean(propertyName),
  );
  const places = new Set<string>();
  const named = new Set<string>();
  for (const { document, tokens } of mapped) {
    const { mapping } = valueAtTokens(document.parsed, tokens) as { mapping: DocumentNode };
    for (const [key, name] of Object.entries(mapping)) {
      if (typeof name !== 'string' || !Object.hasOwn(schemas, name)) continue;
      named.add(name);
      places.add(`${document.source.absoluteRef}${toPointer([...tokens, 'mapping', key])}`);
    }
  }
  return ({ ruleId, location: [location] }) => {
    const tokens = fragmentTokens(location?.pointer ?? '');
    if (ruleId === 'no-unused-components') return tokens.at(-2) === 'schemas' && named.has(tokens.at(-1) ?? '');
    return ruleId === 'no-unresolved-refs' && places.has(`${location?.source.absoluteRef}${toPointer(tokens)}`);
  };
}

/** Redocly follows a reference in a mapping twice. */
function withoutRepetition(problems: NormalizedProblem[]): NormalizedProblem[] {
  const keyOf = ({ ruleId, message, location }: NormalizedProblem) =>
    JSON.stringify([ruleId, message, location.map(({ source, pointer }) => [source.absoluteRef, pointer])]);
  return [...new Map(problems.map((problem) => [keyOf(problem), problem])).values()];
}

/** Prints each problem with its lines. */
export function printProblems(problems: NormalizedProblem[]): void {
  formatProblems(problems, { format: 'codeframe', totals: getTotals(problems), maxProblems: 1000, command: 'lint' });
}

/** A problem as data. */
export function toLintProblem({ location: [location], ...problem }: NormalizedProblem): LintProblem {
  const { ruleId: rule, severity, message, suggest } = problem;
  const help = suggest.length === 0 ? {} : { help: `Did you mean: ${suggest.join(', ')}?` };
  return { ...(location === undefined ? {} : placeOf(location)), rule, severity, message, ...help };
}
