import { describe, expect, test } from 'vitest';
import { checkOutboundUrl, isPrivateAddress } from '../../src/platform/outbound.ts';

const strict = { allowPrivate: false, requireHttps: false };
const validate = (host: string) => checkOutboundUrl(`https://${host}/hook`, strict);

describe('an address that is not public is rejected, however it is spelled', () => {
  const spellings: Record<string, string[]> = {
    'loopback, dotted': ['127.0.0.1', '127.255.255.254', '127.0.0.1.', '127.1', '127.0.1'],
    'loopback, decimal': ['2130706433', '2130706433.'],
    'loopback, octal': ['0177.0.0.1', '017700000001', '0177.1'],
    'loopback, hexadecimal': ['0x7f000001', '0x7f.0.0.1', '0X7F.1', '0x7f.0x0.0x0.0x1'],
    'loopback, escaped or in wide digits': ['%31%32%37.0.0.1', '１２７.０.０.１', '127。0。0。1'],
    'loopback, IPv6': ['[::1]', '[0:0:0:0:0:0:0:1]', '[0000:0000:0000:0000:0000:0000:0000:0001]'],
    'IPv4 in IPv6, mapped': ['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::FFFF:10.0.0.1]', '[0:0:0:0:0:ffff:c0a8:1]'],
    'IPv4 in IPv6, compatible': ['[::127.0.0.1]', '[::a00:1]'],
    'IPv4 in IPv6, translated': ['[::ffff:0:127.0.0.1]'],
    NAT64: ['[64:ff9b::7f00:1]', '[64:ff9b::10.0.0.1]', '[64:ff9b:1::a00:1]'],
    '6to4': ['[2002:7f00:1::]', '[2002:a00:1::1]'],
    Teredo: ['[2001::1]', '[2001:0:7f00:1::]'],
    private: ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', '0xc0a80001', '012.0.0.1'],
    'carrier-grade NAT': ['100.64.0.1', '100.127.255.255'],
    'link-local': ['169.254.0.1', '169.254.255.255', '[fe80::1]', '[febf::1]'],
    'unique-local': ['[fc00::1]', '[fd12:3456:789a::1]'],
    'site-local': ['[fec0::1]'],
    multicast: ['224.0.0.1', '239.255.255.255', '[ff02::1]', '[ff0e::1]'],
    unspecified: ['0.0.0.0', '0', '0x0', '0.1.2.3', '[::]', '[::ffff:0.0.0.0]'],
    broadcast: ['255.255.255.255', '4294967295'],
    reserved: ['240.0.0.1', '192.0.0.1', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '[2001:db8::1]'],
    'cloud metadata': [
      '169.254.169.254',
      '0xa9fea9fe',
      '2852039166',
      '0251.0376.0251.0376',
      '[::ffff:169.254.169.254]',
      '169.254.170.2',
      '100.100.100.200',
      '168.63.129.16',
      '[::ffff:168.63.129.16]',
      '[fd00:ec2::254]',
      'metadata.google.internal',
      'metadata.google.internal.',
      'METADATA.google.internal',
      'metadata',
    ],
    localhost: ['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'a.b.localhost.', 'ｌocalhost', 'local%68ost'],
  };
  const rows = Object.entries(spellings).flatMap(([kind, hosts]) => hosts.map((host) => [kind, host] as const));
  test.each(rows)('%s: %s', (_kind, host) => {
    expect(validate(host)).toBe('must not lead to a private network');
    expect(checkOutboundUrl(`http://${host}:8443/`, strict)).toBe('must not lead to a private network');
    expect(checkOutboundUrl(`https://${host}/`, { ...strict, allowPrivate: true })).toBeUndefined();
  });
});

describe('a public address passes', () => {
  test.each([
    'example.com',
    'example.com.',
    'localhost.example.com',
    'notlocalhost',
    'metadata.example.com',
    'a.metadata.google.internal.example.com',
    '127.0.0.1.nip.io',
    'bücher.example',
    '8.8.8.8',
    '134744072',
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '128.0.0.1',
    '168.63.129.17',
    '169.253.255.255',
    '169.255.0.1',
    '172.15.255.255',
    '172.32.0.1',
    '192.167.255.255',
    '192.169.0.1',
    '223.255.255.255',
    '[2606:4700:4700::1111]',
    '[2a00:1450::1]',
    '[::ffff:8.8.8.8]',
  ])('%s', (host) => {
    expect(validate(host)).toBeUndefined();
  });
});

describe('only http and https URLs without credentials are taken', () => {
  test.each([
    ['', 'must be an absolute http or https URL'],
    ['example.com', 'must be an absolute http or https URL'],
    ['//example.com', 'must be an absolute http or https URL'],
    ['/hook', 'must be an absolute http or https URL'],
    ['https://', 'must be an absolute http or https URL'],
    ['https://exa mple.com', 'must be an absolute http or https URL'],
    ['https://1.2.3.256', 'must be an absolute http or https URL'],
    ['https://[::1', 'must be an absolute http or https URL'],
    ['ftp://example.com', 'must be an http or https URL'],
    ['file:///etc/passwd', 'must be an http or https URL'],
    ['javascript:alert(1)', 'must be an http or https URL'],
    ['gopher://example.com', 'must be an http or https URL'],
    ['https://user@example.com', 'must not contain credentials'],
    ['https://user:pass@example.com', 'must not contain credentials'],
    ['https://:pass@example.com', 'must not contain credentials'],
    ['https://example.com@127.0.0.1/', 'must not contain credentials'],
  ])('%s', (address, sentence) => {
    expect(checkOutboundUrl(address, strict)).toBe(sentence);
    expect(checkOutboundUrl(address, { allowPrivate: true, requireHttps: false })).toBe(sentence);
  });

  test('http passes unless https is required', () => {
    expect(checkOutboundUrl('http://example.com', strict)).toBeUndefined();
    expect(checkOutboundUrl('http://example.com', { ...strict, requireHttps: true })).toBe('must be an https URL');
    expect(checkOutboundUrl('https://example.com', { ...strict, requireHttps: true })).toBeUndefined();
  });
});

test.each([
  ['8.8.8.8', false],
  ['2606:4700::1', false],
  ['::ffff:8.8.8.8', false],
  ['127.0.0.1', true],
  ['::ffff:a9fe:a9fe', true],
  ['fe80::1%eth0', true],
])('isPrivateAddress(%s), as a resolver answers it, is %s', (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected);
});
