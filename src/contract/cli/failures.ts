import { relative } from 'node:path';
import { ContractError, type DocumentFault } from '../document/document.ts';
import { problemOfFault } from './output/problem.ts';
import { UsageError, type VerbOutcome } from './verb.ts';

const REASONS: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a part of the path is a file',
  ENOENT: 'it does not exist',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
  EMFILE: 'too many files are open',
};

/** Why a system call failed, in words. */
export function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}

/**
 * The outcome of a failure that the user can fix. The exit code is 2, because no check was made.
 *
 * @param locate finds file, line and column of errors in the document
 * @throws the failure itself if it is a usage error or a defect of this program
 */
export async function outcomeOf(
  failure: unknown,
  locate: (failure: unknown) => Promise<unknown>,
): Promise<VerbOutcome> {
  if (failure instanceof UsageError) throw failure;
  const message = systemFailure(failure);
  if (message !== undefined)
    return { ok: false, exitCode: 2, text: `keepspec: ${message}\n`, facts: { error: message } };
  const error = await locate(failure);
  if (!(error instanceof ContractError)) throw error;
  const { message: text, faults } = error;
  const problems = faults.map((fault) => problemOfFault(fault));
  return { ok: false, exitCode: 2, text: `${text}\n`, facts: { faults: faults.map(toJsonFault) }, problems };
}

function systemFailure(failure: unknown): string | undefined {
  if (!(failure instanceof Error)) return undefined;
  const { code, path, syscall } = failure as NodeJS.ErrnoException;
  if (code === undefined || path === undefined) return undefined;
  const verb = syscall === 'scandir' || syscall === 'read' ? 'read' : 'written';
  return `${relative(process.cwd(), path) || '.'} cannot be ${verb}: ${reasonOf(failure)}.`;
}

function toJsonFault({ place, ...fault }: DocumentFault): object {
  return { ...place, ...fault };
}
