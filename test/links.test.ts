import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { filesUnder } from './texts.ts';

const ROOT = join(import.meta.dirname, '..');
const PAGES = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'],
  ...['docs', 'decisions', 'src', 'bench', 'test'].flatMap((folder) => filesUnder(ROOT, folder, '.md')),
];

/** Links of a page to files and headings that do not exist. Links to other hosts are not followed. */
function brokenLinks(page: string, text: string): string[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [path = '', heading] = target.split('#');
    const file = path === '' ? page : join(dirname(page), path);
    if (!existsSync(join(ROOT, file))) return true;
    if (heading === undefined) return false;
    return statSync(join(ROOT, file)).isDirectory() || !headingsOf(file === page ? text : read(file)).includes(heading);
  });
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** Headings as links name them: in lower case, without punctuation, with hyphens for spaces. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test.each(PAGES)('the links of %s lead to files and headings', (page) => {
  expect(brokenLinks(page, read(page))).toEqual([]);
});

test('the check finds a link to a file or a heading that does not exist', () => {
  const text = '# One heading\n[a](#one-heading) [b](#other) [c](README.md) [d](no.md) [e](README.md#no) [f](docs/#no)';
  expect(brokenLinks('README.md', text)).toEqual(['#other', 'no.md', 'README.md#no', 'docs/#no']);
});
