import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFetchHandler } from '../../../src/contract/adapters/fetch.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import { writeClient } from '../../../src/contract/build/client.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { readContract } from '../../../src/contract/document/operations.ts';
import { createFindSchema } from '../../../src/contract/document/references.ts';

type Place = 'path' | 'query' | 'header' | 'cookie';
type Written = { style?: string; explode?: boolean; content?: object; allowReserved?: boolean };

const list = { type: 'array', items: { type: 'string' } };
const object = { type: 'object', properties: { a: { type: 'string' }, n: { type: 'integer' } } };
const mapping = { type: 'object', additionalProperties: { type: 'string' } };
const text = { type: 'string' };
const LIST = ['a b', 'c&d', 'é'];
const OBJECT = { a: 'x=y/z', n: 7 };

/** Where a parameter stands, how it is written, its schema, a value, and its text in the request. */
const TABLE: [place: Place, how: Written, schema: object, value: unknown, text: string][] = [
  ['path', {}, text, 'a/b;c', 'a%2Fb%3Bc'],
  ['path', {}, list, LIST, 'a%20b,c%26d,%C3%A9'],
  ['path', {}, object, OBJECT, 'a,x%3Dy%2Fz,n,7'],
  ['path', { explode: true }, object, OBJECT, 'a=x%3Dy%2Fz,n=7'],
  ['path', { style: 'label' }, text, 'a', '.a'],
  ['path', { style: 'label', explode: true }, list, LIST, '.a%20b.c%26d.%C3%A9'],
  ['path', { style: 'matrix' }, text, 'a', ';p=a'],
  ['path', { style: 'matrix' }, list, LIST, ';p=a%20b,c%26d,%C3%A9'],
  ['path', { style: 'matrix', explode: true }, list, LIST, ';p=a%20b;p=c%26d;p=%C3%A9'],
  ['path', { style: 'matrix', explode: true }, object, OBJECT, ';a=x%3Dy%2Fz;n=7'],
  [
    'path',
    { content: { 'application/json': { schema: object } } },
    {},
    OBJECT,
    '%7B%22a%22%3A%22x%3Dy%2Fz%22%2C%22n%22%3A7%7D',
  ],
  ['query', {}, text, 'a b', 'p=a%20b'],
  ['query', {}, list, LIST, 'p=a%20b&p=c%26d&p=%C3%A9'],
  ['query', { explode: false }, list, LIST, 'p=a%20b,c%26d,%C3%A9'],
  ['query', { style: 'spaceDelimited', explode: false }, list, ['a', 'b'], 'p=a%20b'],
  ['query', { style: 'pipeDelimited', explode: false }, list, LIST, 'p=a%20b%7Cc%26d%7C%C3%A9'],
  ['query', {}, object, OBJECT, 'a=x%3Dy%2Fz&n=7'],
  ['query', { explode: false }, object, OBJECT, 'p=a,x%3Dy%2Fz,n,7'],
  ['query', { style: 'deepObject', explode: true }, object, OBJECT, 'p%5Ba%5D=x%3Dy%2Fz&p%5Bn%5D=7'],
  ['query', { style: 'deepObject', explode: true }, mapping, { 'k 1': 'v' }, 'p%5Bk%201%5D=v'],
  [
    'query',
    { content: { 'application/json': { schema: object } } },
    {},
    OBJECT,
    'p=%7B%22a%22%3A%22x%3Dy%2Fz%22%2C%22n%22%3A7%7D',
  ],
  ['query', { content: { 'text/plain': { schema: { type: 'integer' } } } }, {}, 7, 'p=7'],
  ['query', { allowReserved: true }, text, '/a:b?c=d;e,f(1)!$\'*@é "~', 'p=/a:b?c=d;e,f(1)!$%27*@%C3%A9%20%22~'],
  ['query', { allowReserved: true }, text, 'a&b+c#d[e]%', 'p=a%26b%2Bc%23d%5Be%5D%25'],
  ['query', { allowReserved: true }, list, ['a/b', 'c&d'], 'p=a/b&p=c%26d'],
  ['query', { allowReserved: true, explode: false }, list, ['a/b', 'c,d'], 'p=a/b,c%2Cd'],
  ['query', { allowReserved: true, style: 'deepObject', explode: true }, object, OBJECT, 'p%5Ba%5D=x=y/z&p%5Bn%5D=7'],
  ['query', { allowReserved: false }, text, 'a/b', 'p=a%2Fb'],
  ['header', {}, text, 'a b', 'a b'],
  ['header', {}, list, ['a', 'b'], 'a,b'],
  ['header', {}, object, OBJECT, 'a,x=y/z,n,7'],
  ['header', { explode: true }, object, { a: 'x', n: 7 }, 'a=x,n=7'],
  ['header', { content: { 'application/json': { schema: object } } }, {}, OBJECT, '{"a":"x=y/z","n":7}'],
  ['cookie', {}, text, 'a; b', 'p=a%3B%20b'],
  ['cookie', { explode: false }, list, LIST, 'p=a%20b,c%26d,%C3%A9'],
  ['cookie', { explode: false }, object, OBJECT, 'p=a,x%3Dy%2Fz,n,7'],
  ['cookie', { style: 'cookie' }, text, 'a/b', 'p=a/b'],
];

const pathOf = (index: number, place: Place): string => `/${index}${place === 'path' ? '/{p}' : ''}`;
const DOCUMENT: OpenApiDocument = {
  openapi: '3.2.0',
  info: { title: 'Styles', version: '1' },
  paths: Object.fromEntries(
    TABLE.map(([place, how, schema], index) => [
      pathOf(index, place),
      {
        get: {
          operationId: `get${index}`,
          parameters: [
            { name: 'p', in: place, required: place === 'path', ...how, ...(how.content ? {} : { schema }) },
            ...(place === 'query' ? [{ name: 'plain', in: 'query', schema: text }] : []),
          ],
          responses: { 200: { description: 'Read.', content: { 'application/json': { schema: {} } } } },
        },
      },
    ]),
  ),
};

type Client = { GET: (path: string, init: object) => Promise<{ data: Record<string, unknown> }> };
let folder: string;
let client: Client;
const sent: Request[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-styles-'));
  const file = join(folder, 'client.ts');
  const runtime = resolve('src/contract/client/client.ts');
  await writeFile(file, writeClient('', readContract(DOCUMENT), { find: createFindSchema(DOCUMENT), runtime }));
  const { createClient } = (await import(/* @vite-ignore */ file)) as { createClient: (options: object) => Client };
  type Got = Record<'params' | 'query' | 'headers' | 'cookies', Record<string, unknown>>;
  const echo = ({ params, query, headers, cookies }: Got) => ({
    status: 200,
    body: { path: params.p, query: query.p, header: headers.p, cookie: cookies.p, plain: query.plain },
  });
  const handle = await createFetchHandler({
    contract: compileContract(DOCUMENT),
    handlers: Object.fromEntries(TABLE.map((_, index) => [`get${index}`, echo])) as never,
    onWarning: () => undefined,
  });
  const fetch = async (request: Request): Promise<Response> => {
    sent.push(request);
    return handle(request);
  };
  client = createClient({ baseUrl: 'http://styles.test', fetch });
});
afterAll(() => rm(folder, { recursive: true }));

/** What stands in the place of the parameter. */
function textIn(place: Place, request: Request | undefined): string | null | undefined {
  const { pathname, search } = new URL(request?.url ?? '');
  if (place === 'path') return pathname.split('/').slice(2).join('/');
  return place === 'query' ? search.slice(1) : request?.headers.get(place === 'cookie' ? 'cookie' : 'p');
}

describe('a parameter is written in its style, and the server reads its value', () => {
  test.each(TABLE.map((row, index) => [index, ...row] as const))(
    '%i: %s %j',
    async (index, place, _how, _schema, value, text) => {
      sent.splice(0);
      const params = { [place]: { p: value } };
      const { data } = await client.GET(pathOf(index, place), { params });
      expect(textIn(place, sent[0])).toBe(text);
      expect(data[place]).toEqual(value);
    },
  );
});

describe('what is not sent', () => {
  const at = (wanted: Place, how: Written, schema: object): number =>
    TABLE.findIndex(
      ([place, one, its]) => place === wanted && its === schema && JSON.stringify(one) === JSON.stringify(how),
    );

  test.each([undefined, null, []])('is a query parameter that is %j; others are', async (value) => {
    sent.splice(0);
    const index = at('query', { explode: false }, list);
    const { data } = await client.GET(`/${index}`, { params: { query: { p: value, plain: 'a b' } } });
    expect(new URL(sent[0]?.url ?? '').search).toBe('?plain=a%20b');
    expect(data).toEqual({ plain: 'a b' });
  });

  test.each(['header', 'cookie'] as const)('is a %s that is undefined', async (place) => {
    sent.splice(0);
    await client.GET(`/${at(place, place === 'header' ? {} : { explode: false }, object)}`, {
      params: { [place]: { p: undefined } },
    });
    expect([...(sent[0]?.headers ?? [])]).toEqual([]);
  });
});
