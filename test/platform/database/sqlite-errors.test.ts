import { expect, test } from 'vitest';
import { databaseFaultOf, isBusy, lockedFor } from '../../../src/platform/database/sqlite-errors.ts';

/** An error of SQLite with an extended result code, of which the lowest eight bits are the primary one. */
const errorOf = (code: unknown): Error => Object.assign(new Error('SQL'), { errcode: code });

test.each([
  [5, true],
  [6, true],
  [5 + 256, true],
  [8, false],
  [undefined, false],
  ['5', false],
])('the result code %s is that of a lock: %s', (code, busy) => {
  expect(isBusy(errorOf(code))).toBe(busy);
});

test.each([
  [8, 'the database is read-only', false],
  [10, 'the disk cannot be read or written', false],
  [10 + 3 * 256, 'the disk cannot be read or written', false],
  [11, 'the database file is damaged', true],
  [13, 'the disk is full', false],
  [14, 'the database file cannot be opened', false],
  [26, 'the database file is damaged', true],
])('the result code %i means that %s, until the end of the process: %s', (code, reason, lasts) => {
  expect(databaseFaultOf(errorOf(code))).toEqual({ reason, lasts });
});

test('a wrong statement is no fault of the database', () => {
  expect(databaseFaultOf(errorOf(1))).toBeUndefined();
  expect(databaseFaultOf(new Error('SQL'))).toBeUndefined();
});

test('how long a lock was held is told in seconds', () => {
  expect(lockedFor(2500, new Error('busy')).message).toContain('another process has locked it for more than 2.5 s');
});
