import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { CHECK_NAMES } from '../src/contract/verify/check-names.ts';
import { configTable } from '../src/platform/config.ts';

const root = new URL('../', import.meta.url);
const readme = await readFile(new URL('README.md', root), 'utf8');
const commands = await readFile(new URL('docs/commands.md', root), 'utf8');
const { scripts } = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));

test('README.md is a front door of at most 150 lines', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(150);
});

test('docs/configuration.md has the table as `npm run config` prints it', async () => {
  const page = await readFile(new URL('docs/configuration.md', root), 'utf8');
  expect(page).toContain(`<!-- npm run config -->\n${configTable()}\n<!-- /npm run config -->`);
});

function scriptsNamedIn(text: string): string[] {
  return [...text.matchAll(/npm (?:run ([a-z:]+)|(start|test)\b)/g)].map(([, script, short]) =>
    String(script ?? short),
  );
}

test('docs/commands.md lists every npm script, and no other', () => {
  expect([...new Set(scriptsNamedIn(commands))].sort()).toEqual(Object.keys(scripts).sort());
});

test.each(['README.md', 'docs/production.md', 'docs/deploy.md', 'docs/mock.md', 'CONTRIBUTING.md'])(
  'every npm script that %s names exists',
  async (page) => {
    const named = scriptsNamedIn(await readFile(new URL(page, root), 'utf8'));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  },
);

test('README.md of keepspec has every check of verify, as the report names it', async () => {
  const readme = await readFile(new URL('src/contract/README.md', root), 'utf8');
  const rows = Object.entries(CHECK_NAMES).map(([name, about]) => `| \`${name}\` | ${about} |`);
  expect(readme).toContain(`<!-- checks -->\n| check | |\n|---|---|\n${rows.join('\n')}\n<!-- /checks -->`);
});

test('CI compiles with every TypeScript of package.json', async () => {
  const { devDependencies } = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));
  const compilers = Object.keys(devDependencies).filter((name) => /^typescript\d*$/.test(name));
  expect(compilers.length).toBeGreaterThan(2);
  const script = await readFile(new URL('.ci/run', root), 'utf8');
  const expanded = script.replaceAll(/npm run ([a-z:]+)/g, (_all, name: string) => scripts[name]);
  expect(compilers.filter((name) => !expanded.includes(`node_modules/${name}/bin/tsc --noEmit`))).toEqual([]);
});
