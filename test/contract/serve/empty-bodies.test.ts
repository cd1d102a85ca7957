import { describe, expect, test } from 'vitest';
import { announcesContent, isEmpty, readBody, readJson } from '../../../src/contract/serve/body.ts';
import { takeJson } from '../../../src/contract/serve/json.ts';
import { textViolations } from '../../../src/contract/serve/texts.ts';
import { type BodyReader, Rejection } from '../../../src/contract/serve/types.ts';

type Source = Parameters<typeof isEmpty<string>>[0];

/** A request with this body, and what is read of it. */
function sourceOf(headers: Record<string, string>, given: Partial<BodyReader<string>> & { bytes?: string } = {}) {
  const { bytes = '', ...reader } = given;
  const limits: number[] = [];
  const source = {
    request: { raw: 'raw', headers },
    keep: false,
    reader: {
      ...{ awaitsContinue: () => false, parsedBody: () => undefined, decodes: (coding: string) => coding === 'gzip' },
      readBytes: async (_raw: string, { limit }: { limit: number }) => {
        limits.push(limit);
        if (bytes.length > limit) throw new Rejection({ kind: 'body_too_large', limit });
        return Buffer.from(bytes);
      },
      decodeText: (text: Uint8Array) => new TextDecoder().decode(text),
      ...reader,
    },
  } as unknown as Source;
  return { source, limits };
}

test.each([
  [{ 'content-length': '1' }, true],
  [{ 'content-length': '0' }, false],
  [{ 'transfer-encoding': 'chunked' }, true],
  [{}, false],
])('headers announce content (RFC 9112 §6.3): %j is %s', (headers, is) => {
  expect(announcesContent(headers)).toBe(is);
});

describe('a request that announced content has sent none', () => {
  const empty = async (...given: Parameters<typeof sourceOf>) => {
    const { source, limits } = sourceOf(...given);
    return [await isEmpty(source), limits];
  };

  test('where there is no byte, and it is read to the first one only', async () => {
    expect(await empty({})).toEqual([true, [0]]);
    expect(await empty({}, { bytes: 'x' })).toEqual([false, [0]]);
  });

  test('but not if its length is known, or if it waits for 100 Continue', async () => {
    expect(await empty({ 'content-length': '1' })).toEqual([false, []]);
    expect(await empty({ 'content-length': '0' })).toEqual([true, [0]]);
    expect(await empty({}, { awaitsContinue: () => true })).toEqual([false, []]);
  });

  test('and of one that waits for 100 Continue, if it may be asked', async () => {
    const { source, limits } = sourceOf({}, { awaitsContinue: () => true });
    expect([await isEmpty(source, true), limits]).toEqual([true, [0]]);
    const long = sourceOf({ 'content-length': '1' }, { awaitsContinue: () => true });
    expect([await isEmpty(long.source, true), long.limits]).toEqual([false, []]);
  });

  test.each([
    [{ text: '' }, true],
    [{ text: 'x' }, false],
    [{ bytes: new Uint8Array(0) }, true],
    [{ bytes: new Uint8Array(1) }, false],
    [{ value: undefined }, false],
  ])('as it was parsed before: %j is %s', async (parsed, is) => {
    expect(await empty({}, { parsedBody: () => parsed as never })).toEqual([is, []]);
  });

  test('and what fails otherwise is no empty body', async () => {
    const failing = (error: Error) => sourceOf({}, { readBytes: () => Promise.reject(error) }).source;
    await expect(isEmpty(failing(new Error('reset')))).rejects.toThrow('reset');
    const other = new Rejection({ kind: 'content_encoding_unsupported' });
    await expect(isEmpty(failing(other))).rejects.toBe(other);
  });
});

describe('a content coding that is not decoded', () => {
  const plan = { contentType: 'text/plain', form: undefined, text: undefined, limit: 10, texts: 'any' as const };

  test('is rejected, unless there is no body', async () => {
    const of = (coding: string, bytes: string) =>
      readBody(sourceOf({ 'content-encoding': coding }, { bytes }).source, plan);
    await expect(of('br', 'x')).rejects.toMatchObject({ reason: { kind: 'content_encoding_unsupported' } });
    expect(await of('br', '')).toBeUndefined();
    for (const coding of ['identity', ' GZIP ', 'Identity'])
      expect(await of(coding, 'x')).toMatchObject({ value: 'x' });
  });
});

test('of many violations in the items of a sequence only the first are kept, each with its item', async () => {
  const plan = { contentType: 'application/jsonl', form: undefined, text: undefined, sequence: 'lines' as const };
  const { source } = sourceOf({}, { bytes: '1\n1e999\n'.repeat(1000) });
  const read = await readBody(source, { ...plan, limit: 10_000, texts: 'any' });
  // One more than a response lists shows that there are more.
  expect(read?.faults).toHaveLength(101);
  expect(read?.faults[100]).toMatchObject({ path: '[201]', pointer: '/201' });
});

test('a text that is not Unicode is a violation of the body', () => {
  expect(textViolations('a\u0000', 'any')).toEqual([]);
  expect(textViolations('a', 'well-formed')).toEqual([]);
  expect(textViolations('a\u0000', 'well-formed')).toEqual([
    { in: 'body', path: '', pointer: '', keyword: 'type', message: 'must not contain NUL (U+0000)' },
  ]);
  expect(textViolations('\ud800', 'well-formed')).toMatchObject([
    { message: 'must not contain half of a surrogate pair' },
  ]);
  expect(readJson('"\\u0000"', 'well-formed').faults).toMatchObject([{ in: 'body', keyword: 'type', path: '' }]);
});

describe('a value that another parser has read', () => {
  const nest = (levels: number, inside: unknown = 1): unknown => (levels === 0 ? inside : [nest(levels - 1, inside)]);

  test('nests 1000 levels at most, in any of its parts', () => {
    expect(takeJson(nest(1000)).faults).toEqual([]);
    for (const deep of [nest(1001), [1, nest(1000)], { a: 1, b: nest(1000) }, nest(1000, {})]) {
      expect(() => takeJson(deep)).toThrow(Rejection);
    }
  });

  test('is looked at for texts only where the contract asks for that', () => {
    expect(takeJson(['\ud800']).faults).toEqual([]);
    expect(takeJson(['\ud800'], 'well-formed').faults).toMatchObject([{ path: '[0]' }]);
    expect(takeJson(undefined, 'well-formed').faults).toEqual([]);
  });
});
