import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * The commit of the working folder, for reports, such as `1a2b3c4d5e6f` or `1a2b3c4d5e6f with uncommitted changes`.
 * Undefined if the folder is in no Git repository, if that has no commit, or if Git is not installed.
 */
export async function readCommit(): Promise<string | undefined> {
  const git = promisify(execFile);
  try {
    const { stdout: commit } = await git('git', ['rev-parse', '--short=12', 'HEAD']);
    const { stdout: changes } = await git('git', ['status', '--porcelain', '--untracked-files=no']);
    return `${commit.trim()}${changes === '' ? '' : ' with uncommitted changes'}`;
  } catch {
    return undefined;
  }
}
