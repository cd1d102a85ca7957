import { expect, test } from 'vitest';
import { toHar } from '../../../src/contract/verify/har.ts';

test('an exchange is an entry of an HTTP Archive, with each value of a header and a query', () => {
  const response = {
    ...{ status: 201, headers: { 'set-cookie': ['a=1', 'b=2'], etag: undefined }, mediaType: 'text/plain' },
    ...{ text: 'é', value: undefined },
  };
  const headers = { 'content-type': 'text/csv', 'x-a': '1' };
  const exchange = { method: 'POST', target: '/pets?a=1&a=2&b=%C3%A9', headers, body: 'x', response };
  const { log } = JSON.parse(toHar('http://pets.test:80/base', [exchange as never]));
  expect(log).toMatchObject({ version: '1.2', entries: [{}] });
  const [{ request, response: received }] = log.entries;
  expect(request).toMatchObject({
    ...{ method: 'POST', url: 'http://pets.test/pets?a=1&a=2&b=%C3%A9', httpVersion: 'HTTP/1.1' },
    postData: { mimeType: 'text/csv', text: 'x' },
  });
  expect(request.headers).toEqual([
    { name: 'content-type', value: 'text/csv' },
    { name: 'x-a', value: '1' },
  ]);
  expect(request.queryString.map((one: { name: string; value: string }) => `${one.name}=${one.value}`)).toEqual([
    ...['a=1', 'a=2', 'b=é'],
  ]);
  expect(received).toMatchObject({ status: 201, content: { size: 2, mimeType: 'text/plain', text: 'é' } });
  expect(received.headers).toEqual([
    { name: 'set-cookie', value: 'a=1' },
    { name: 'set-cookie', value: 'b=2' },
  ]);
});

test('a request without a body has no data', () => {
  const response = { status: 204, headers: {}, mediaType: '', text: '', value: undefined };
  const { log } = JSON.parse(
    toHar('http://pets.test', [{ method: 'GET', target: '/', headers: {}, body: undefined, response }]),
  );
  expect(log.entries[0].request).not.toHaveProperty('postData');
});
