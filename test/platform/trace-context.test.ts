import { describe, expect, test } from 'vitest';
import {
  childTrace,
  isTracestate,
  openTrace,
  readTrace,
  readTraceparent,
  writeTraceparent,
} from '../../src/platform/trace-context.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

const openedBy = (headers: Parameters<typeof readTrace>[0]) => openTrace(readTrace(headers));

describe('a traceparent', () => {
  test.each([
    [`00-${TRACE}-${SPAN}-01`, '01'],
    [`00-${TRACE}-${SPAN}-00`, '00'],
    [`00-${TRACE}-${SPAN}-ff`, '03'],
    [`cc-${TRACE}-${SPAN}-01`, '01'],
    [`cc-${TRACE}-${SPAN}-01-what-comes-later`, '01'],
  ])('%s is valid', (header, flags) => {
    expect(readTraceparent(header)).toEqual({ traceId: TRACE, spanId: SPAN, flags, state: undefined });
  });

  test.each([
    ['', 'an empty one'],
    [`ff-${TRACE}-${SPAN}-01`, 'version ff'],
    [`00-${TRACE}-${SPAN}-01-more`, 'more than version 00 has'],
    [`00-${TRACE.toUpperCase()}-${SPAN}-01`, 'upper case'],
    [`00-${'0'.repeat(32)}-${SPAN}-01`, 'a trace of zeros'],
    [`00-${TRACE}-${'0'.repeat(16)}-01`, 'a span of zeros'],
    [`00-${TRACE.slice(1)}-${SPAN}-01`, 'a short trace'],
    [`00-${TRACE}-${SPAN}-1`, 'short flags'],
    [`cc-${TRACE}-${SPAN}-01.more`, 'a later version without a hyphen'],
    [` 00-${TRACE}-${SPAN}-01`, 'a space before it'],
    [`00-${TRACE}-${SPAN}-01\n`, 'a line break behind it'],
    [`00-${TRACE}-${SPAN}-01, 00-${TRACE}-${SPAN}-01`, 'two of them'],
  ])('%j is not valid: %s', (header) => {
    expect(readTraceparent(header)).toBeUndefined();
  });

  test('is written as it is read', () => {
    const header = `00-${TRACE}-${SPAN}-01`;
    expect(writeTraceparent(readTraceparent(header) ?? expect.unreachable())).toBe(header);
  });
});

describe('a tracestate', () => {
  test.each(['congo=t61rcWkgMzE', 'rojo=00f067aa0ba902b7,congo=t61rcWkgMzE', 'a=1 , b=2', '1tenant@system=v', 'a=1,'])(
    '%s is valid',
    (header) => expect(isTracestate(header)).toBe(true),
  );

  test.each([
    ['an empty one', ''],
    ['no value', 'a'],
    ['an upper-case key', 'A=1'],
    ['an equals sign in a value', 'a=1=2'],
    ['a value that is not ASCII', 'a=é'],
    ['a key twice', 'a=1,a=2'],
    ['33 members', Array.from({ length: 33 }, (_, at) => `k${at}=1`).join(',')],
    ['513 characters', `a=${'1'.repeat(200)},b=${'1'.repeat(200)},c=${'1'.repeat(513 - 2 * 203 - 2)}`],
  ])('%s is not valid', (_fault, header) => {
    expect(isTracestate(header)).toBe(false);
    expect(header.length).toBeLessThan(514);
  });

  test('512 characters are valid', () => {
    const members = ['a', 'b'].map((key) => `${key}=${'1'.repeat(200)}`);
    expect(isTracestate(`${members.join(',')},c=${'1'.repeat(512 - 2 * 203 - 2)}`)).toBe(true);
  });
});

describe('a request', () => {
  test('has a span of its own in the trace that its headers name', () => {
    const trace = openedBy({ traceparent: `00-${TRACE}-${SPAN}-01`, tracestate: 'a=1' });
    expect(trace).toEqual({
      traceId: TRACE,
      spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
      flags: '01',
      state: 'a=1',
    });
    expect(trace.spanId).not.toBe(SPAN);
    expect(childTrace(trace)).toMatchObject({ traceId: TRACE, flags: '01', state: 'a=1' });
    expect(childTrace(trace).spanId).not.toBe(trace.spanId);
  });

  test('without a valid traceparent begins a trace, and loses its tracestate', () => {
    const traces = [{}, { traceparent: 'nonsense', tracestate: 'a=1' }, { tracestate: 'a=1' }].map(openedBy);
    for (const trace of traces)
      expect(trace).toEqual({
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
        spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
        flags: '00',
        state: undefined,
      });
    expect(new Set(traces.map(({ traceId }) => traceId)).size).toBe(3);
  });

  test('loses a tracestate that is not valid', () => {
    expect(openedBy({ traceparent: `00-${TRACE}-${SPAN}-01`, tracestate: 'A=1' }).state).toBeUndefined();
  });

  test('never has the ids of another one', () => {
    const spans = Array.from({ length: 2000 }, () => openTrace(undefined).spanId);
    expect(new Set(spans).size).toBe(2000);
  });
});
