import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { type Mock, startMock } from '../../../src/contract/mock/mock.ts';

const header = (name: string, example: string) => ({ [name]: { schema: { type: 'string' }, example } });
const only = (operationId: string, status: number, more: object = {}, headers: object = {}) => ({
  ...{ operationId, responses: { [status]: { description: 'It.', headers } } },
  ...more,
});

/** Every operation declares nothing but one error, so that the mock sends it to valid requests. */
const DOCUMENT = {
  openapi: '3.1.1',
  info: { title: 'Errors', version: '1' },
  paths: {
    '/basic': { get: only('basic', 401, { security: [{}, { Basic: [] }] }) },
    '/two': { get: only('two', 401, { security: [{}, { Token: [] }, { Key: [] }] }) },
    '/other': { get: only('other', 401, { security: [{}, { Digest: [] }] }) },
    '/open': { get: only('open', 401) },
    '/own': { get: only('own', 401, {}, header('WWW-Authenticate', 'Mine realm="a"')) },
    '/methods': { get: only('getIt', 405), post: only('postIt', 200) },
    '/alone': { get: only('alone', 405) },
    '/allowed': { get: only('allowed', 405, {}, header('Allow', 'PUT')) },
    '/fine': { get: only('fine', 200) },
  },
  components: {
    securitySchemes: {
      Basic: { type: 'http', scheme: 'basic' },
      Token: { type: 'http', scheme: 'bearer' },
      Key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      Digest: { type: 'http', scheme: 'digest' },
    },
  },
} as unknown as OpenApiDocument;

const BASIC = 'Basic realm="api", charset="UTF-8"';

async function headersOf({ url }: Mock, path: string, init: RequestInit = {}): Promise<(string | number | null)[]> {
  const { status, headers } = await fetch(url + path, init);
  return [status, headers.get('www-authenticate'), headers.get('allow')];
}

describe('a response of the mock has the header that HTTP requires for its status', () => {
  let mock: Mock;
  beforeAll(async () => {
    mock = await startMock(structuredClone(DOCUMENT), { port: 0, host: '127.0.0.1' });
  });
  afterAll(() => mock.stop());

  test.each([
    ['/basic', 401, BASIC, null],
    ['/two', 401, 'Bearer, ApiKey', null],
    ['/other', 401, 'Digest', null],
    ['/open', 401, `${BASIC}, Bearer, ApiKey, Digest`, null],
    ['/own', 401, 'Mine realm="a"', null],
    ['/methods', 405, null, 'POST'],
    ['/alone', 405, null, ''],
    ['/allowed', 405, null, 'PUT'],
    ['/fine', 200, null, null],
  ])('GET %s: %i, WWW-Authenticate %s, Allow %s', async (path, ...expected) => {
    expect(await headersOf(mock, path)).toEqual(expected);
  });

  test('a status that is asked for has it too', async () => {
    const prefer = { headers: { prefer: 'code=405' } };
    expect((await headersOf(mock, '/fine', prefer))[0]).toBe(404);
    expect((await headersOf(mock, '/methods', prefer))[2]).toBe('POST');
  });
});

test('without a security scheme the challenge names none', async () => {
  const { components: _, ...document } = structuredClone(DOCUMENT);
  const paths = { '/open': { get: only('open', 401) } };
  const mock = await startMock({ ...document, paths } as OpenApiDocument, { port: 0, host: '127.0.0.1' });
  expect(await headersOf(mock, '/open')).toEqual([401, 'Unspecified', null]);
  await mock.stop();
});
