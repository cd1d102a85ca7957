import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linearize, type TimedOperation } from '../../../../src/contract/verify/races/linearize.ts';
import {
  applyToResource,
  effectOf,
  type ResourceOperation,
  type ResourceState,
} from '../../../../src/contract/verify/races/resource-model.ts';

const INITIAL: ResourceState = { isThere: true, fields: { name: 'old', size: 1 }, isChanged: false };
const write = (sets: object): ResourceOperation => ({ kind: 'write', sets: { ...sets } });
const read = (shows: object): ResourceOperation => ({ kind: 'read', shows: { ...shows } });
const remove: ResourceOperation = { kind: 'remove' };
const absent: ResourceOperation = { kind: 'absent' };

type Times = [begin: number, end: number];
const timed = ([begin, end]: Times, op: ResourceOperation, isMaybe = false): TimedOperation<ResourceOperation> => ({
  ...{ op, begin, end, isMaybe },
});
const explains = (history: TimedOperation<ResourceOperation>[], initial = INITIAL): boolean =>
  linearize(initial, history, applyToResource) !== undefined;

/** Requests as a client chooses them, without responses. */
const requests = fc.array(
  fc.oneof(
    fc.record({ name: fc.constantFrom('a', 'b', 'c') }).map((sets) => ({ kind: 'write' as const, sets })),
    fc.record({ size: fc.integer({ min: 2, max: 4 }) }).map((sets) => ({ kind: 'write' as const, sets })),
    fc.constant({ kind: 'remove' as const }),
    fc.constant({ kind: 'look' as const }),
  ),
  { minLength: 1, maxLength: 6 },
);

/** What a right server returns to requests one after the other. */
function serve(list: typeof requests extends fc.Arbitrary<infer List> ? List : never): ResourceOperation[] {
  let state = INITIAL;
  return list.map((request): ResourceOperation => {
    const op: ResourceOperation =
      request.kind === 'remove' || state.isThere ? (request.kind === 'look' ? read(state.fields) : request) : absent;
    state = applyToResource(state, op) ?? state;
    return op;
  });
}

describe('a history of a resource', () => {
  test('without requests at once is linearizable', () => {
    fc.assert(
      fc.property(requests, (list) => {
        const history = serve(list).map((op, index) => timed([2 * index, 2 * index + 1], op));
        expect(linearize(INITIAL, history, applyToResource)).toEqual(history.map(({ op }) => op));
      }),
    );
  });

  test('stays linearizable if requests take longer, so that they overlap', () => {
    const spans = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(requests, spans, fc.integer(), (list, longer, turn) => {
        const history = serve(list).map((op, index) => {
          const [before = 0, after = 0] = longer[index] ?? [];
          return timed([2 * index - before, 2 * index + 1 + after], op);
        });
        const at = Math.abs(turn) % history.length;
        expect(explains([...history.slice(at), ...history.slice(0, at)])).toBe(true);
      }),
    );
  });

  test('with a lost update is not linearizable', () => {
    const sizes = fc.array(fc.integer({ min: 2, max: 9 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom('a', 'b'), sizes, (name, others) => {
        const writers = [write({ name }), ...others.map((size) => write({ size }))].map((op) => timed([0, 9], op));
        expect(explains([...writers, timed([10, 11], read({ name, size: others[0] }))])).toBe(true);
        expect(explains([...writers, timed([10, 11], read({ name: 'old', size: others[0] }))])).toBe(false);
        expect(explains([...writers, timed([10, 11], read({ name, size: 1 }))])).toBe(false);
      }),
    );
  });

  test('keeps the order of requests that do not overlap', () => {
    const last = timed([10, 11], read({ name: 'a' }));
    const early = timed([0, 1], write({ name: 'a' }));
    expect(explains([early, timed([2, 3], write({ name: 'b' })), last])).toBe(false);
    expect(explains([early, timed([1, 3], write({ name: 'b' })), last])).toBe(true);
  });

  test('ends with the value of one of two updates of one property', () => {
    const both = [timed([0, 9], write({ name: 'a' })), timed([0, 9], write({ name: 'b' }))];
    const end = (name: string) => explains([...both, timed([10, 11], read({ name }))]);
    expect([end('a'), end('b'), end('old'), end('c')]).toEqual([true, true, false, false]);
  });

  test('has no update after a deletion', () => {
    const both = [timed([0, 9], write({ name: 'a' })), timed([0, 9], remove)];
    expect(explains([...both, timed([10, 11], absent)])).toBe(true);
    expect(explains([...both, timed([10, 11], read({}))])).toBe(false);
    expect(explains([timed([0, 9], absent), timed([0, 9], remove), timed([10, 11], absent)])).toBe(true);
    expect(explains([timed([0, 9], absent), timed([10, 11], read({}))])).toBe(false);
  });

  test('may have a PUT that creates what was deleted', () => {
    const put: ResourceOperation = { kind: 'write', sets: {}, creates: true };
    expect(explains([timed([0, 9], put), timed([0, 9], remove), timed([10, 11], read({}))])).toBe(true);
  });

  test('has one update on condition of a version', () => {
    const one = (name: string): ResourceOperation => ({ kind: 'write', sets: { name }, isConditional: true });
    const last = timed([10, 11], read({ name: 'a' }));
    expect(explains([timed([0, 9], one('a')), last])).toBe(true);
    expect(explains([timed([0, 9], one('a')), timed([0, 9], one('b')), last])).toBe(false);
  });

  test('may have requests without a response or not, also later', () => {
    const lost = timed([0, 1], write({ name: 'a' }), true);
    for (const name of ['a', 'old']) expect(explains([lost, timed([10, 11], read({ name }))])).toBe(true);
    expect(explains([lost, timed([2, 3], read({ name: 'old' })), timed([10, 11], read({ name: 'a' }))])).toBe(true);
    expect(explains([lost, timed([2, 3], read({ name: 'a' })), timed([10, 11], read({ name: 'old' }))])).toBe(false);
  });
});

test.each([
  [200, 'done'],
  [204, 'done'],
  [202, 'unknown'],
  [302, 'unknown'],
  [404, 'absent'],
  [410, 'absent'],
  [409, 'rejected'],
  [412, 'rejected'],
  [423, 'rejected'],
  [428, 'rejected'],
  [429, 'rejected'],
  [503, 'rejected'],
  [500, 'unknown'],
])('the status %i is %s', (status, outcome) => {
  const request = { method: 'PATCH', url: 'http://127.0.0.1/', headers: {} };
  const response = { status, headers: {}, mediaType: '', text: '', value: undefined };
  expect(effectOf({ request, response })).toBe(outcome);
  expect(effectOf({ request, failure: 'no response within 1 s' })).toBe('unknown');
});
