import { spawnSync } from 'node:child_process';

/** Python 3. That of Debian has the package `python3-httpx`. */
export const PYTHON = process.env.PYTHON_PATH ?? '/usr/bin/python3';

/** Why Python cannot run samples; undefined if it can. In CI it must. */
export const NO_PYTHON = findFault();

function findFault(): string | undefined {
  const { status, error } = spawnSync(PYTHON, ['-c', 'import httpx']);
  if (status === 0) return undefined;
  const fault = error === undefined ? `${PYTHON} has no httpx` : `${PYTHON} does not exist`;
  if (process.env.CI === 'true') throw new Error(`${fault}. Install it with: apt-get install python3-httpx`);
  return fault;
}
