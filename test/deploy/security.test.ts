import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

/** The tests that a row names: a file, and the beginning of a title in it where one is given. */
function namedTests(row: string): [string, string][] {
  return [...row.matchAll(/`(test\/[\w./-]+\.test\.ts)`(?: › ([^|<]+))?/g)].map(([, file = '', title = '']) => [
    file,
    title.trim(),
  ]);
}

test('SECURITY.md has a row for each of the ten risks, and the tests that it names exist', async () => {
  const rows = (await readFile('SECURITY.md', 'utf8')).split('\n').filter((line) => /^\| API\d+ /.test(line));
  expect(rows.map((row) => /API\d+/.exec(row)?.[0])).toEqual(
    Array.from({ length: 10 }, (_, index) => `API${index + 1}`),
  );
  for (const row of rows) {
    const tests = namedTests(row);
    expect(tests.length, row).toBeGreaterThan(0);
    for (const [file, title] of tests) expect(await readFile(file, 'utf8'), `${file} › ${title}`).toContain(title);
  }
});
