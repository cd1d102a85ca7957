import { relative } from 'node:path';
import {
  getLineColLocation,
  type LocationObject,
  type NormalizedProblem,
  ResolveError,
  YamlParseError,
} from '@redocly/openapi-core';
import { ContractError, type Place } from './document.ts';
import { writtenLocation } from './overlays/origins.ts';
import { describeProblem, describeReading, describeRoot, describeSyntax, isIndirect } from './problem-texts.ts';
import { isRemote } from './root.ts';

/** Redocly reports errors inside a document as problems, and throws errors that prevent reading the root. */
export function toContractError(file: string, error: unknown): unknown {
  if (error instanceof YamlParseError) {
    const place = { file: displayPath(error.source.absoluteRef), line: error.line || 1, column: error.col || 1 };
    return new ContractError([{ message: describeSyntax(error.originalError.message), place }]);
  }
  if (error instanceof ResolveError)
    return new ContractError(`${file} cannot be read: ${describeReading(error.originalError.message)}.`);
  // The remaining errors are plain Errors about the root: it is not an object, or has no OpenAPI version.
  if (error instanceof Error && error.constructor === Error) {
    return atStart(file, `Not an OpenAPI document. ${describeRoot(error.message)}`);
  }
  return error;
}

export function atStart(file: string, message: string): ContractError {
  return new ContractError([{ message, place: { file, line: 1, column: 1 } }]);
}

/** One error for all that is wrong with a document, each with its place, once. */
export function problemsToError(problems: NormalizedProblem[]): ContractError {
  const direct = problems.filter((problem) => !isIndirect(problem));
  const faults = (direct.length > 0 ? direct : problems).map((problem) => {
    const [location] = problem.location;
    const place = location === undefined ? {} : { place: placeOf(location) };
    return { message: describeProblem(problem), ...place };
  });
  return new ContractError([...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()]);
}

/** A place in a file, relative to the working folder. */
export function placeOf(location: LocationObject): Place {
  const written = writtenLocation(location);
  const { start } = getLineColLocation(written);
  return { file: displayPath(written.source.absoluteRef), line: start.line, column: start.col };
}

/** A file relative to the working folder. */
export function displayPath(file: string): string {
  return isRemote(file) ? file : relative(process.cwd(), file);
}
