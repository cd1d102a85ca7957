import { beforeAll, describe, expect, test } from 'vitest';
import { createFetchHandler } from '../../../src/contract/adapters/fetch.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { generateClient } from './generated.ts';

const FORM = 'application/x-www-form-urlencoded';
const text = { type: 'string' };
const list = { type: 'array', items: text };
const object = { type: 'object', properties: { a: text, n: { type: 'integer' } } };

/** The encoding of a property, its schema, a value, and the form with another property after it. */
const TABLE: [encoding: object | undefined, schema: object, value: unknown, form: string][] = [
  [undefined, text, 'a/b c', 'p=a%2Fb+c&q=x%2Fy'],
  [undefined, list, ['a', 'b'], 'p=a&p=b&q=x%2Fy'],
  [undefined, object, { a: 'x' }, 'p=%7B%22a%22%3A%22x%22%7D&q=x%2Fy'],
  [undefined, { type: 'array', items: list }, [['a'], ['b']], 'p=%5B%22a%22%5D&p=%5B%22b%22%5D&q=x%2Fy'],
  [undefined, { type: 'array', items: list }, [['a', 'b']], 'p=%5B%22a%22%2C%22b%22%5D&q=x%2Fy'],
  [{ allowReserved: false }, text, 'a/b', 'p=a%2Fb&q=x%2Fy'],
  [{ allowReserved: true }, text, '/a:b?c=d;e, f(1)', 'p=/a:b?c=d;e,%20f(1)&q=x%2Fy'],
  [{ allowReserved: true }, text, 'a&b+c#d%', 'p=a%26b%2Bc%23d%25&q=x%2Fy'],
  [{ allowReserved: true }, list, ['a/b', 'c&d'], 'p=a/b&p=c%26d&q=x%2Fy'],
  [{ explode: false }, list, ['a', 'b'], 'p=a,b&q=x%2Fy'],
  [{ style: 'pipeDelimited', explode: false }, list, ['a', 'b'], 'p=a%7Cb&q=x%2Fy'],
  [{ style: 'deepObject', explode: true }, object, { a: 'x/y', n: 7 }, 'p%5Ba%5D=x%2Fy&p%5Bn%5D=7&q=x%2Fy'],
  [{ style: 'deepObject', allowReserved: true }, object, { a: 'x/y', n: 7 }, 'p%5Ba%5D=x/y&p%5Bn%5D=7&q=x%2Fy'],
  [{ allowReserved: true }, text, undefined, 'q=x%2Fy'],
];

const DOCUMENT: OpenApiDocument = {
  openapi: '3.1.1',
  info: { title: 'Forms', version: '1' },
  paths: Object.fromEntries(
    TABLE.map(([encoding, schema], index) => {
      const content = {
        [FORM]: {
          schema: { type: 'object', properties: { p: schema, q: text } },
          ...(encoding && { encoding: { p: encoding } }),
        },
      };
      const responses = { 200: { description: 'Read.', content: { 'application/json': { schema: {} } } } };
      return [`/${index}`, { post: { operationId: `send${index}`, requestBody: { content }, responses } }];
    }),
  ),
};

type Client = { POST: (path: string, init: object) => Promise<{ data: unknown }> };
let client: Client;
const sent: string[] = [];
beforeAll(async () => {
  const { createClient } = await generateClient<Client>(DOCUMENT);
  const echo = ({ body }: { body: unknown }) => ({ status: 200, body });
  const handle = await createFetchHandler({
    contract: compileContract(DOCUMENT),
    handlers: Object.fromEntries(TABLE.map((_, index) => [`send${index}`, echo])) as never,
    onWarning: () => undefined,
  });
  const fetch = async (request: Request): Promise<Response> => {
    sent.push(await request.clone().text());
    return handle(request);
  };
  client = createClient({ baseUrl: 'http://forms.test', fetch });
});

describe('a property of a form is written in its style (OAS 3.1 §4.8.15), and the server reads its value', () => {
  test.each(TABLE.map((row, index) => [index, ...row] as const))(
    '%i: %j',
    async (index, _encoding, _schema, value, form) => {
      sent.splice(0);
      const { data } = await client.POST(`/${index}`, { body: { p: value, q: 'x/y' } });
      expect(sent).toEqual([form]);
      expect(data).toEqual(value === undefined ? { q: 'x/y' } : { p: value, q: 'x/y' });
    },
  );
});
