import { expect, test } from 'vitest';
import { createRedaction, redactRequest, redactValues } from '../../../src/contract/verify/redaction.ts';

const redact = createRedaction({
  auth: { authorization: 'Bearer key-1' },
  schemeAuth: { Query: { key: 'a b+c' }, Short: { pin: '123' } },
  otherAuth: { authorization: 'Bearer key-12' },
});

test('credentials are replaced in URL, headers and body, also percent-encoded', () => {
  const request = {
    method: 'GET',
    url: 'http://pets.example/?key=a%20b%2Bc',
    headers: { authorization: 'Bearer key-1', 'x-copy': 'Bearer wrong-key-12' },
    body: '{"echo":"a b+c"}',
  };
  expect(redactRequest(request, redact)).toEqual({
    method: 'GET',
    url: 'http://pets.example/?key=[credentials]',
    headers: { authorization: 'Bearer [credentials]', 'x-copy': 'Bearer wrong-[credentials]' },
    body: '{"echo":"[credentials]"}',
  });
});

test('credentials of a scheme with an unknown name are replaced alone and with it', () => {
  const own = redactValues(['Own key-of-mine']);
  expect(own('Own key-of-mine, key-of-mine')).toBe('[credentials], [credentials]');
});

test('a value that is not valid Unicode is no error', () => {
  expect(redactValues(['\ud800abcd'])('text')).toBe('text');
});

test('values too short to be told from ordinary text stay', () => {
  expect(redact('pin 123')).toBe('pin 123');
});
