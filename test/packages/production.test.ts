import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { followImports, packageOf } from './imports.ts';

/** Not imported: Node itself. */
const NOT_IMPORTED = ['node'];
/** Files for pages, which browsers import. */
const FOR_BROWSERS = ['dompurify', 'marked'];

test('dependencies are what the commands of production import, and nothing else', async () => {
  const { dependencies } = JSON.parse(await readFile('package.json', 'utf8')) as { dependencies: object };
  const commands = (await readdir('src/commands')).map((name) => `src/commands/${name}`);
  const files = await followImports(commands);
  const imported = new Set([...files.values()].flat().flatMap((specifier) => packageOf(specifier) ?? []));
  expect([...imported, ...NOT_IMPORTED, ...FOR_BROWSERS].sort()).toEqual(Object.keys(dependencies).sort());
});
