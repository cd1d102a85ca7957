import { expect, test } from 'vitest';
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
