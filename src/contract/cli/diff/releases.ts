import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compare, valid } from 'semver';
import { isObject } from '../../document/references.ts';
import { reasonOf } from '../failures.ts';
import { UsageError } from '../verb.ts';

/** A frozen document of a folder of releases. */
export type Release = { file: string; version: string };

/** Root documents of the folder of a release, the first that is there. */
const ROOTS = ['openapi.yaml', 'openapi.yml', 'openapi.json', 'swagger.yaml', 'swagger.json'];
const HINT = 'Name each release after its version, such as 1.2.0.yaml, or 1.2.0/openapi.yaml.';

/**
 * The releases of a folder, the oldest first (SemVer 2.0.0 §11). The version is that in the name of a file or folder, else
 * `info.version`.
 *
 * @throws UsageError if the folder cannot be read, has no release, or has one without a semantic version
 */
export async function listReleases(folder: string): Promise<Release[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new UsageError(`The folder of releases ${folder} cannot be read: ${reasonOf(error)}.`, { cause: error });
  });
  const releases: Release[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const names = await readdir(path);
      const root = ROOTS.find((name) => names.includes(name));
      if (root !== undefined) releases.push(await readRelease(join(path, root), entry.name));
    } else if (/\.(ya?ml|json)$/i.test(entry.name)) {
      releases.push(await readRelease(path, entry.name.replace(/\.\w+$/, '')));
    }
  }
  if (releases.length === 0) throw new UsageError(`The folder ${folder} has no released document.`, { hint: HINT });
  releases.sort((a, b) => compare(a.version, b.version));
  for (const [index, { file, version }] of releases.entries()) {
    const before = releases[index - 1];
    if (before?.version === version)
      throw new UsageError(`${before.file} and ${file} have the same version, ${version}. Remove one of them.`, {
        hint: HINT,
      });
  }
  return releases;
}

async function readRelease(file: string, name: string): Promise<Release> {
  const [named] = /(?<![\w.])v?\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/.exec(name) ?? [];
  const written = named ?? (await readWrittenVersion(file));
  const version = valid(written ?? null);
  if (version !== null) return { file, version };
  const found = written === undefined ? 'no info.version' : `the info.version "${written}"`;
  throw new UsageError(`${file} has ${found}, and no semantic version in its name.`, { hint: HINT });
}

async function readWrittenVersion(file: string): Promise<string | undefined> {
  const { parseYaml } = await import('@redocly/openapi-core');
  try {
    const document: unknown = parseYaml(await readFile(file, 'utf8'));
    const info = isObject(document) && isObject(document.info) ? document.info : {};
    return info.version === undefined ? undefined : String(info.version);
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
}
