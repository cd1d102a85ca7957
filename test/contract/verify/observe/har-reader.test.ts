import { expect, test } from 'vitest';
import { toHar } from '../../../../src/contract/verify/har.ts';
import { readHar } from '../../../../src/contract/verify/observe/har-reader.ts';

const RESPONSE = {
  ...{ status: 201, headers: { 'content-type': 'application/json', vary: 'a, b' }, mediaType: 'application/json' },
  ...{ text: '{"id":"é"}', value: { id: 'é' } },
};
const EXCHANGE = {
  ...{ method: 'POST', target: '/pets?a=1&b=%C3%A9', headers: { 'content-type': 'text/csv', 'x-a': '1' }, body: 'x,y' },
  response: RESPONSE,
};

test('an archive that verify has written is read as it was', () => {
  const bare = { ...EXCHANGE, body: undefined };
  expect(readHar('a.har', toHar('http://pets.test', [EXCHANGE, bare]))).toEqual({
    exchanges: [EXCHANGE, bare],
    skipped: [],
  });
});

const entry = (request: object, response: object) => ({
  request: { method: 'GET', url: 'http://pets.test/', headers: [], ...request },
  response: { status: 200, headers: [], content: { size: 0 }, ...response },
});
const read = (...entries: unknown[]) => readHar('a.har', JSON.stringify({ log: { entries } }));

test('Base64, repeated headers, pseudo headers and form fields of browsers are read', () => {
  const headers = [
    ...[
      { name: ':method', value: 'POST' },
      { name: 'X-A', value: '1' },
    ],
    { name: 'x-a', value: '2' },
  ];
  const params = [{ name: 'a b', value: 'ü' }];
  const content = { size: 2, encoding: 'base64', text: 'w6k=' };
  const [one] = read(entry({ headers, postData: { mimeType: 'x', params } }, { content })).exchanges;
  expect(one).toMatchObject({ headers: { 'x-a': '1, 2' }, body: 'a+b=%C3%BC', response: { text: 'é' } });
});

test('an entry without a response or without its body is skipped, with its place and the reason', () => {
  const { exchanges, skipped } = read(
    entry({}, { status: 0 }),
    entry({}, { content: { size: 9 } }),
    entry({ url: '/x' }, {}),
    'no entry',
    entry({}, {}),
  );
  expect(exchanges).toHaveLength(1);
  expect(skipped).toEqual([
    'a.har, /log/entries/0: there is no response to GET http://pets.test/',
    'a.har, /log/entries/1: the record has no body of the response to GET http://pets.test/',
    'a.har, /log/entries/2: the request has no valid URL',
    'a.har, /log/entries/3: request or response is missing',
  ]);
});

test.each(['', '[]', '{"log":{}}', '{"log":{"entries":{}}}'])('%j is not an archive', (text) => {
  expect(() => readHar('a.har', text)).toThrow('a.har is not an HTTP Archive: it has no list at /log/entries.');
});
