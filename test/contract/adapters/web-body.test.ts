import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { webBodyReader } from '../../../src/contract/serve/web-body.ts';

const URL = 'http://localhost/';
const body = 'x';
const announced = { 'content-length': '1' };

test.each<[string, string, RequestInit, Record<string, string>, boolean]>([
  ['GET without content', 'GET', {}, {}, false],
  ['HEAD without content', 'HEAD', {}, {}, false],
  ['DELETE without content', 'DELETE', {}, {}, false],
  ['POST without content', 'POST', {}, {}, false],
  ['POST with content that is announced', 'POST', { body }, announced, true],
  ['POST with content that is not announced, as in HTTP/2', 'POST', { body }, {}, true],
  ['GET that announces content, of which there is none', 'GET', {}, announced, false],
  ['POST whose stream nobody has made yet', 'POST', {}, announced, true],
])('%s', (_what, method, init, headers, has) => {
  const raw = new Request(URL, { method, ...init });
  expect(webBodyReader.hasContent({ method, headers, raw } as never)).toBe(has);
});

test('a GET or HEAD that is not announced is not asked for its stream', () => {
  for (const method of ['GET', 'HEAD']) {
    const raw = {
      bodyUsed: false,
      get body(): never {
        throw new Error('The stream was made.');
      },
    };
    expect(webBodyReader.hasContent({ method, headers: {}, raw } as never)).toBe(false);
  }
});

describe('the bytes of a body', () => {
  /** A request whose body comes in pieces. */
  const inPieces = (pieces: Uint8Array[], headers: Record<string, string> = {}): Request => {
    const stream = new ReadableStream({
      start: (controller) => {
        for (const piece of pieces) controller.enqueue(piece);
        controller.close();
      },
    });
    return new Request(URL, { method: 'POST', headers, body: stream, duplex: 'half' } as RequestInit);
  };
  const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
  const read = async (request: Request, options: object = {}): Promise<string> => {
    const all = { limit: 10, coding: 'identity', keep: false, ...options };
    return new TextDecoder().decode(await webBodyReader.readBytes(request, all));
  };
  const tooLarge = { reason: { kind: 'body_too_large', limit: 10 } };

  test.each([[[]], [['abc']], [['ab', 'c']], [['a', 'b', 'c']]])('are those of all its pieces: %j', async (pieces) => {
    for (const keep of [false, true]) {
      expect(await read(inPieces(pieces.map(bytesOf)), { keep })).toBe(pieces.join(''));
      const coded = pieces.length === 0 ? [] : [gzipSync(pieces.join(''))];
      if (coded.length > 0) expect(await read(inPieces(coded), { keep, coding: 'gzip' })).toBe(pieces.join(''));
    }
  });

  test('are as many as the limit allows', async () => {
    for (const headers of [{}, { 'content-length': '10' }]) {
      expect(await read(inPieces([bytesOf('0123456789')], headers))).toBe('0123456789');
      await expect(read(inPieces([bytesOf('01234567890')], headers))).rejects.toMatchObject(tooLarge);
    }
    await expect(read(inPieces([], { 'content-length': '11' }))).rejects.toMatchObject(tooLarge);
    expect(await read(inPieces([gzipSync('0123456789')]), { coding: 'gzip' })).toBe('0123456789');
    await expect(read(inPieces([gzipSync('01234567890')]), { coding: 'gzip' })).rejects.toMatchObject(tooLarge);
  });

  test('are not read again where they are kept', async () => {
    const [kept, taken] = [inPieces([bytesOf('a')]), inPieces([bytesOf('a')])];
    await read(kept, { keep: true });
    await read(taken);
    expect([kept.bodyUsed, taken.bodyUsed]).toEqual([false, true]);
  });

  test('are none without a body, and broken where their coding is', async () => {
    expect(await read(new Request(URL, { method: 'POST' }))).toBe('');
    const broken = { reason: { kind: 'body_undecodable', reason: 'its content encoding is broken' } };
    await expect(read(inPieces([bytesOf('abc')]), { coding: 'gzip' })).rejects.toMatchObject(broken);
  });

  test('of empty blocks of a coding are limited, too', async () => {
    // An empty stored block of DEFLATE; 256 KiB may be added to the limit.
    const block = Uint8Array.of(0, 0, 0, 0xff, 0xff);
    const blocks = (count: number) => Array.from({ length: count }, () => block);
    const [head, rest] = [gzipSync('').subarray(0, 10), Math.ceil((256 * 1024) / 5) + 3];
    await expect(read(inPieces([head, ...blocks(rest)]), { coding: 'gzip' })).rejects.toMatchObject(tooLarge);
  });
});
