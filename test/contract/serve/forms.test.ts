import { describe, expect, test } from 'vitest';
import { readForm } from '../../../src/contract/build/readings.ts';
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

describe('parts of a multipart form (RFC 7578)', () => {
  const read = (text: string, type = 'multipart/form-data; boundary=b') =>
    readMultipart(new TextEncoder().encode(text), type, plan);
  const formOf = async (text: string, type?: string) => (await read(text, type)).value as Record<string, unknown>;
  const one = (headers: string, content = 'x') => `--b\r\n${headers}\r\n\r\n${content}\r\n--b--\r\n`;

  test.each([
    ['a quoted name', 'Content-Disposition: form-data; name="a"', 'a'],
    ['a name without quotes', 'Content-Disposition: form-data; name=a', 'a'],
    ['header names in any case', 'content-disposition: FORM-DATA; name="a"', 'a'],
    ['a semicolon in quotes', 'Content-Disposition: form-data; name="a;b"', 'a;b'],
    ['an escaped quote', 'Content-Disposition: form-data; name="a\\"b"', 'a"b'],
    ['UTF-8 (§5.1)', 'Content-Disposition: form-data; name="é"', 'é'],
    ['an empty name', 'Content-Disposition: form-data; name=""', ''],
  ])('%s', async (_what, headers, name) => {
    expect(await formOf(one(headers))).toEqual({ [name]: 'x' });
  });

  test.each(['\r\n', 'a note\r\n', 'a\rb\r\n--c\r\n'])(
    'text before the first boundary is ignored: %j',
    async (text) => {
      expect(await formOf(text + one(field('a')))).toEqual({ a: 'x' });
    },
  );

  test('equal names make a list, in their order', async () => {
    const text = `${one(field('a'), '1').replace('--b--\r\n', '')}${one(field('a'), '2')}`;
    expect(await formOf(text)).toEqual({ a: ['1', '2'] });
  });

  test('a part without a name, or of another disposition, is left out (§4.2)', async () => {
    expect(await formOf(one('Content-Disposition: form-data'))).toEqual({});
    expect(await formOf(one('Content-Disposition: attachment; name="a"'))).toEqual({});
    expect(await formOf(one('Content-Type: text/plain'))).toEqual({});
  });

  test.each([
    ['a file name', file('a'), 'f', 'text/plain'],
    ['an empty file name', `${field('a')}; filename=""`, '', 'text/plain'],
    ['a media type', `${file('a')}\r\nContent-Type: image/png`, 'f', 'image/png'],
    [
      'bytes without a file name',
      `${field('a')}\r\nContent-Type: application/octet-stream`,
      '',
      'application/octet-stream',
    ],
  ])('%s makes a file', async (_what, headers, name, type) => {
    const { a } = await formOf(one(headers, '\0é'));
    expect(a).toBeInstanceOf(File);
    const sent = a as File;
    expect([sent.name, sent.type, await sent.text()]).toEqual([name, type, '\0é']);
  });

  test('a validator receives the bytes of a file as a text of as many characters', async () => {
    expect((await read(one(file('a'), 'é'))).validated).toEqual({ a: 'Ã©' });
  });

  test('a text is read in the charset of its part (§5.1.2)', async () => {
    const headers = `${field('a')}\r\nContent-Type: text/plain; charset=iso-8859-1`;
    const bytes = Uint8Array.from(one(headers, 'é'), (character) => character.charCodeAt(0));
    expect((await readMultipart(bytes, 'multipart/form-data; boundary=b', plan)).value).toEqual({ a: 'é' });
  });

  test.each([
    ['text before the first boundary', `ignored\r\n${one(field('a'))}`],
    ['text after the last boundary', `${one(field('a'))}ignored`],
    ['line breaks in a text', one(field('a'), 'x\r\n--c\r\n')],
  ])('%s does not count', async (_what, text) => {
    expect(Object.keys(await formOf(text))).toEqual(['a']);
  });

  test.each([
    ['no boundary in the media type', one(field('a')), 'multipart/form-data'],
    ['another boundary', one(field('a')), 'multipart/form-data; boundary=c'],
    ['no closing boundary', one(field('a')).replace('--b--', ''), undefined],
    ['headers without an end', `--b\r\n${field('a')}`, undefined],
    ['headers of more than 8 KiB', one(`${field('a')}\r\nX: ${'x'.repeat(8200)}`), undefined],
    [
      'more than 50 headers',
      one(
        `${field('a')}\r\n${names(50)
          .map((name) => `${name}: x`)
          .join('\r\n')}`,
      ),
      undefined,
    ],
  ])('%s: the body cannot be decoded', async (_what, text, type) => {
    await expect(read(text, type)).rejects.toMatchObject({
      reason: { kind: 'body_undecodable', reason: 'its parts cannot be separated (RFC 7578)' },
    });
  });

  test.each(['content', 'name'])('a %s that is not UTF-8 cannot be decoded', async (where) => {
    const text = where === 'content' ? one(field('a'), 'ÿ') : one(field('ÿ'));
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    await expect(readMultipart(bytes, 'multipart/form-data; boundary=b', plan)).rejects.toMatchObject({
      reason: { kind: 'body_undecodable' },
    });
  });
});

describe('a part as its schema has it, however it is sent', () => {
  const form = readForm(
    {
      properties: {
        photo: { type: 'string', format: 'binary' },
        title: { type: 'string' },
        meta: { type: 'object' },
        entries: { type: 'array', items: { type: 'object' } },
        note: { type: 'string' },
        tree: { type: 'object', properties: { a: {} } },
      },
    },
    {
      photo: { contentType: 'image/png, image/webp' },
      note: { contentType: 'text/markdown' },
      tree: { contentType: 'application/xml' },
    },
    () => undefined,
  );
  const read = (...parts: [headers: string, content: string][]) => {
    const text = parts.map(([headers, content]) => `--b\r\n${headers}\r\n\r\n${content}\r\n`).join('');
    return readMultipart(Buffer.from(`${text}--b--\r\n`), 'multipart/form-data; boundary=b', { form, texts: 'any' });
  };
  const typed = (name: string, type: string) => `${file(name)}\r\nContent-Type: ${type}`;

  test('a file is a File, even if it is sent as a text', async () => {
    const { value } = await read([field('photo'), 'x']);
    expect(await (value as { photo: File }).photo.text()).toBe('x');
  });

  test('a text is a text, even if it is sent as a file; bytes that are no text stay a file', async () => {
    expect((await read([file('title'), 'é'])).value).toEqual({ title: 'é' });
    const bytes = Buffer.concat([
      Buffer.from(`--b\r\n${file('title')}\r\n\r\n`),
      Buffer.from([255]),
      Buffer.from('\r\n--b--\r\n'),
    ]);
    const { value } = await readMultipart(bytes, 'multipart/form-data; boundary=b', { form, texts: 'any' });
    expect((value as { title: unknown }).title).toBeInstanceOf(File);
  });

  test('JSON is its value, as a text and as a file, and a list is one part or one for each item', async () => {
    const meta = typed('meta', 'application/json');
    expect((await read([meta, '{"a":1}'])).value).toEqual({ meta: { a: 1 } });
    expect((await read([field('entries'), '{"a":1}'])).value).toEqual({ entries: [{ a: 1 }] });
    expect((await read([field('entries'), '{"a":1}'], [field('entries'), '{"a":2}'])).value).toEqual({
      entries: [{ a: 1 }, { a: 2 }],
    });
    expect((await read([field('entries'), '[{"a":1}]'])).value).toEqual({ entries: [{ a: 1 }] });
  });

  test('an object of another media type than JSON stays a text, which its schema rejects', async () => {
    expect((await read([`${field('tree')}\r\nContent-Type: application/xml`, '<a>,1</a>'])).value).toEqual({
      tree: '<a>,1</a>',
    });
  });

  test.each([
    ['a media type that its encoding names', 'photo', typed('photo', 'image/webp'), []],
    ['none', 'photo', file('photo'), []],
    ['another one', 'photo', typed('photo', 'image/gif'), ['must be sent as image/png or image/webp']],
    ['none, in a text that its encoding gives another one', 'note', field('note'), ['must be sent as text/markdown']],
  ])('may have %s', async (_what, path, headers, messages) => {
    const { faults } = await read([headers, 'x']);
    expect(faults.map((fault) => [fault.path, fault.message])).toEqual(messages.map((message) => [path, message]));
  });
});

test('fields of one name are a list, also where the items of a list are in one field', () => {
  const sizes = { type: 'array', items: { type: 'integer' } };
  const form = readForm({ properties: { sizes } }, { sizes: { style: 'form', explode: false } }, () => undefined);
  const read = (text: string) => readUrlEncoded(text, { ...plan, form }).value;
  expect(read('sizes=1&sizes=2')).toEqual({ sizes: [1, 2] });
  expect(read('sizes=1,2')).toEqual({ sizes: [1, 2] });
});
