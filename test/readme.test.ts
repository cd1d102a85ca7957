import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { DIFF_QUESTIONS } from '../src/contract/cli/diff/diff-settings.ts';
import { CHANGE_KINDS } from '../src/contract/diff/kinds.ts';
import { completePolicy } from '../src/contract/diff/policy.ts';
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

test('README.md of keepspec has every kind of change with its severities', async () => {
  const readme = await readFile(new URL('src/contract/README.md', root), 'utf8');
  const rows = CHANGE_KINDS.map(({ id, about, severity: { request, response } }) => {
    return `| \`${id}\` | ${about} | ${request} | ${response} |`;
  });
  const head = '| kind | | in a request | in a response |\n|---|---|---|---|';
  expect(readme).toContain(`<!-- kinds -->\n${head}\n${rows.join('\n')}\n<!-- /kinds -->`);
});

test('README.md of keepspec has every policy of diff with its default', async () => {
  const readme = await readFile(new URL('src/contract/README.md', root), 'utf8');
  const policy = completePolicy();
  const { severities: _, today: _today, ...questions } = policy;
  expect(DIFF_QUESTIONS.filter((name) => name !== 'undeclaredProperties').sort()).toEqual(
    Object.keys(questions)
      .filter((name) => name !== 'undeclaredProperties')
      .sort(),
  );
  for (const name of DIFF_QUESTIONS) {
    const [, shown] = new RegExp(`^\\| \`${name}\` \\| .* \\| \`(\\w+)\``, 'm').exec(readme) ?? [];
    expect([name, shown]).toEqual([name, policy[name] ?? 'additive']);
  }
});

test('CI compiles with every TypeScript of package.json', async () => {
  const { devDependencies } = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));
  const compilers = Object.keys(devDependencies).filter((name) => /^typescript\d*$/.test(name));
  expect(compilers.length).toBeGreaterThan(2);
  const script = await readFile(new URL('.ci/run', root), 'utf8');
  const expanded = script.replaceAll(/npm run ([a-z:]+)/g, (_all, name: string) => scripts[name]);
  expect(compilers.filter((name) => !expanded.includes(`node_modules/${name}/bin/tsc --noEmit`))).toEqual([]);
});
