import { TypeID } from 'typeid-js';
import { describe, expect, test } from 'vitest';
import { createIds, newId } from '../../src/platform/ids.ts';

describe('an id', () => {
  test('is a TypeID of a UUIDv7 that holds its time, as another library reads it', () => {
    const now = new Date('2026-01-02T03:04:05.678Z');
    const ids = createIds(() => now);
    for (let count = 0; count < 1000; count++) {
      const { id, createdAt } = ids.next('agent');
      expect(id).toMatch(/^agent_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
      const uuid = TypeID.fromString(id).toUUID();
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(parseInt(uuid.replaceAll('-', '').slice(0, 12), 16)).toBe(createdAt.getTime());
    }
  });

  test('is greater than those before it, and random behind its time', () => {
    const ids = Array.from({ length: 5000 }, () => newId('req'));
    expect(ids.toSorted()).toEqual(ids);
    // 62 random bits: no two are the same, and each character occurs in each place.
    expect(new Set(ids.map((id) => id.slice(-12))).size).toBe(ids.length);
    for (let place = 1; place <= 12; place++) expect(new Set(ids.map((id) => id.at(-place))).size).toBe(32);
  });

  test('continues after one of an earlier start, even if the clock is behind it', () => {
    const later = createIds(() => new Date('2027-01-01T00:00:00.000Z')).next('agent').id;
    const ids = createIds(() => new Date('2026-01-01T00:00:00.000Z'));
    ids.continueAfter(later);
    expect(ids.next('agent').id > later).toBe(true);
  });
});
