import { expect, test } from 'vitest';
import { canonicalOrigin, hostnameOf } from '../../src/platform/origins.ts';

const label = 'a'.repeat(63);
/** 253 characters. */
const longest = [label, label, label, 'a'.repeat(61)].join('.');

test.each([
  ['https://example.com', 'https://example.com'],
  ['HTTPS://Example.COM', 'https://example.com'],
  ['https://example.com:443', 'https://example.com'],
  ['http://example.com:80', 'http://example.com'],
  ['http://example.com:443', 'http://example.com:443'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['http://[::1]:8080', 'http://[::1]:8080'],
  ['https://münchen.example', 'https://xn--mnchen-3ya.example'],
  ['https://a_b.example', 'https://a_b.example'],
  ['https://example.com.', 'https://example.com.'],
])('the origin of %s is %s', (text, origin) => {
  expect(canonicalOrigin(text)).toBe(origin);
});

test.each([
  'example.com',
  'ftp://example.com',
  'xhttps://example.com',
  'https://',
  'https://example.com/',
  'https://example.com?a',
  'https://example.com#a',
  'https://user@example.com',
  'https://*.example.com',
  'https://exam ple.com',
  'https://example.com\n',
  'https://example.com\u0085',
  'https://example.com\\',
  'https://＊.example.com',
  'https://a,b.example',
  'https://-a.example',
  'https://a-.example',
  'https://a..example',
  'https://example.com..',
  'https://example.com:65536',
])('%j is no origin', (text) => {
  expect(canonicalOrigin(text)).toBeUndefined();
});

test.each([
  ['example.com', 'example.com'],
  ['Example.COM', 'example.com'],
  ['localhost', 'localhost'],
  ['münchen.example', 'xn--mnchen-3ya.example'],
  ['192.0.2.1', '192.0.2.1'],
])('the hostname %s is compared as %s', (text, hostname) => {
  expect(hostnameOf(text)).toBe(hostname);
});

test('a label has at most 63 characters and a name 253', () => {
  expect(canonicalOrigin(`https://${longest}`)).toBe(`https://${longest}`);
  expect(hostnameOf(longest)).toBe(longest);
  for (const long of [`a${label}.example`, `${longest}a`]) {
    expect([canonicalOrigin(`https://${long}`), hostnameOf(long)]).toEqual([undefined, undefined]);
  }
});

test.each([
  '',
  'https://example.com',
  'example.com:80',
  'example.com/',
  'example.com.',
  '.example.com',
  '*.example.com',
  'user@example.com',
  '[::1]',
  'exa%6Dple.com',
  'exam ple.com',
  'example.com\t',
  'a,b.example',
])('%j is no hostname', (text) => {
  expect(hostnameOf(text)).toBeUndefined();
});
