import { describe, expect, test } from 'vitest';
import { readMultipart, readUrlEncoded } from '../../../src/contract/serve/forms.ts';

const plan = { form: undefined, texts: 'any' } as const;
const multipart = (parts: string[]) =>
  readMultipart(
    Buffer.from(`${parts.map((part) => `--b\r\n${part}\r\n\r\n\r\n`).join('')}--b--\r\n`),
    'multipart/form-data; boundary=b',
    plan,
  );
const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);
const field = (name: string) => `Content-Disposition: form-data; name="${name}"`;
const file = (name: string) => `${field(name)}; filename="f"`;
const TOO_MANY = { reason: { kind: 'body_undecodable', reason: 'it has more than 1000 fields' } };
const reasonOf = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

describe('a form has at most 1000 fields', () => {
  test('urlencoded', () => {
    expect(Object.keys(readUrlEncoded(names(1000).join('&'), plan).value as object)).toHaveLength(1000);
    expect(reasonOf(() => readUrlEncoded(names(1001).join('&'), plan))).toMatchObject(TOO_MANY);
    expect(reasonOf(() => readUrlEncoded('a&'.repeat(500_000), plan))).toMatchObject(TOO_MANY);
  });

  test.each([
    ['fields', field],
    ['files', file],
  ])('multipart, of %s', async (_kind, part) => {
    const { value } = await multipart(names(1000).map(part));
    expect(Object.keys(value as object)).toHaveLength(1000);
    await expect(multipart(names(1001).map(part))).rejects.toMatchObject(TOO_MANY);
  });

  test('multipart, of parts without a name', async () => {
    await expect(multipart(names(20_000).map(() => 'x: y'))).rejects.toMatchObject(TOO_MANY);
  });
});

test('a multipart form larger than the pieces that it is parsed in is read whole', async () => {
  const long = 'é'.repeat(50_000);
  const body = Buffer.from(`--b\r\n${field('a')}\r\n\r\n${long}\r\n--b\r\n${field('c')}\r\n\r\nd\r\n--b--\r\n`);
  expect((await readMultipart(body, 'multipart/form-data; boundary=b', plan)).value).toEqual({ a: long, c: 'd' });
});
