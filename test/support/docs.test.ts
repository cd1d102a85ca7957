import { beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from '../browser/chromium.ts';
import { findDocumented } from './docs-pages.ts';
import { nameOf, type Row, stateOf } from './row.ts';
import { TABLE } from './table.ts';

// A machine without Chromium can run everything else; CI has one, and fails where it does not.
describe.skipIf(!hasChromium() && process.env.CI === undefined)('the documentation in Chromium', () => {
  let documented: Set<Row>;
  beforeAll(async () => {
    documented = await findDocumented(TABLE);
  });

  test.each(TABLE.map((row) => ({ name: nameOf(row), row })))('$name: docs', ({ row }) => {
    expect(documented.has(row)).toBe(stateOf(row, 'docs') === 'yes');
  });
});
