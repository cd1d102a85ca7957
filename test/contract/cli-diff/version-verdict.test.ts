import { expect, test } from 'vitest';
import { decideVersion } from '../../../src/contract/cli/diff/version-verdict.ts';
import { makeChange } from './changes.ts';

const of = (...severities: Parameters<typeof makeChange>[0][]) => severities.map((one) => makeChange(one));
const [breaking, risky, additive, docs] = of(
  { severity: 'breaking' },
  { severity: 'risky' },
  { severity: 'additive' },
  { severity: 'docs' },
);
const accepted = makeChange({ severity: 'breaking', accepted: { reason: 'Nobody uses it.' } });

test.each([
  ['1.4.2', [docs, additive, breaking], 'major', '2.0.0'],
  ['1.4.2', [docs, risky], 'minor', '1.5.0'],
  ['1.4.2', [docs, additive], 'minor', '1.5.0'],
  ['1.4.2', [docs], 'patch', '1.4.3'],
  ['1.4.2', [], 'none', '1.4.2'],
  ['1.4.2', [accepted], 'minor', '1.5.0'],
  ['0.4.2', [breaking], 'minor', '0.5.0'],
  ['0.4.2', [accepted], 'patch', '0.4.3'],
  ['0.4.2', [additive], 'patch', '0.4.3'],
  ['0.4.2', [docs], 'patch', '0.4.3'],
  ['0.4.2', [], 'none', '0.4.2'],
  ['2.0.0-rc.1', [breaking], 'major', '2.0.0'],
  ['v1.4.2', [breaking], 'major', '2.0.0'],
])('after %s the changes %# move the %s version', (old, changes, bump, next) => {
  expect(decideVersion(changes as ReturnType<typeof of>, old, old)).toMatchObject({ bump, next });
});

test.each([
  ['1.4.2', '2.0.0', true],
  ['1.4.2', '2.1.0', true],
  ['1.4.2', '2.0.0-beta.1', true],
  ['1.4.2', '1.5.0', false],
  ['1.4.2', '1.4.2', false],
  ['0.4.2', '0.5.0', true],
  ['0.4.2', '0.4.3', false],
  ['0.4.2', '1.0.0', true],
])('a breaking change from %s to %s: enough is %s', (old, next, isEnough) => {
  expect(decideVersion(of({ severity: 'breaking' }), old, next).isEnough).toBe(isEnough);
});

test('without changes the version can stay, and cannot go back', () => {
  expect(decideVersion([], '1.4.2', '1.4.2').isEnough).toBe(true);
  expect(decideVersion([], '1.4.2', '1.5.0').isEnough).toBe(true);
  expect(decideVersion([], '1.4.2', '1.4.1').isEnough).toBe(false);
});

test('the rule of 0.x is in the reason', () => {
  expect(decideVersion(of({ severity: 'breaking' }), '0.4.2', '0.4.2').reason).toContain('Before 1.0.0');
});

test('versions that are not semantic are reported, and decide nothing', () => {
  expect(decideVersion(of({ severity: 'breaking' }), '2026-11-28', '2.0.0')).toEqual({
    ...{ bump: 'major', old: '2026-11-28', new: '2.0.0' },
    reason: '"2026-11-28" of OLD is not a semantic version.',
  });
  const { next, isEnough, reason } = decideVersion(of({ severity: 'breaking' }), '1.0.0', 'next');
  expect([next, isEnough]).toEqual(['2.0.0', undefined]);
  expect(reason).toContain('"next" of NEW is not a semantic version.');
});
