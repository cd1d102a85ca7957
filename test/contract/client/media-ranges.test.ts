import { beforeAll, describe, expect, test } from 'vitest';
import { createFetchHandler } from '../../../src/contract/adapters/fetch.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { generateClient } from './generated.ts';

const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';
const OCTETS = 'application/octet-stream';
const bytes = new Uint8Array([1, 2]);
const png = new Blob(['a'], { type: 'image/png' });
const object = { a: 1 };

/** What a request body is declared as, what is passed, and the media type that is sent. */
const TABLE: [declared: string[], body: unknown, sent: string][] = [
  [['*/*'], object, JSON_TYPE],
  [['*/*'], [1], JSON_TYPE],
  [['*/*'], 5, JSON_TYPE],
  [['*/*'], 'a', 'text/plain'],
  [['*/*'], bytes, OCTETS],
  [['*/*'], png, 'image/png'],
  [['*/*'], new Blob(['a']), OCTETS],
  [['*/*'], new URLSearchParams({ a: '1' }), FORM],
  [['application/*'], object, JSON_TYPE],
  [['application/*'], 'a', OCTETS],
  [['application/*'], png, OCTETS],
  [['application/*; v=1'], object, JSON_TYPE],
  [['text/*'], 'a', 'text/plain'],
  [['text/*'], 5, 'text/plain'],
  [['image/*'], png, 'image/png'],
  [['multipart/*'], { a: 'b' }, 'multipart/form-data'],
  [['application/*+json', 'application/vnd.a+json'], object, 'application/vnd.a+json'],
  [['application/*+json', JSON_TYPE], object, JSON_TYPE],
  [['image/png', '*/*'], object, JSON_TYPE],
  [['*/*', 'application/vnd.a+json'], object, 'application/vnd.a+json'],
];

const pathItem = (declared: string[], index: number): [string, Record<string, unknown>] => {
  const content = Object.fromEntries(declared.map((name) => [name, {}]));
  const responses = { 204: { description: 'Read.' } };
  return [`/${index}`, { post: { operationId: `send${index}`, requestBody: { content }, responses } }];
};
const DECLARED = [...TABLE.map(([declared]) => declared), ['application/*+json'], ['image/*']];
const DOCUMENT: OpenApiDocument = {
  openapi: '3.1.1',
  info: { title: 'Ranges', version: '1' },
  paths: Object.fromEntries(DECLARED.map(pathItem)),
};
const JSON_RANGE = `/${TABLE.length}`;
const IMAGES = `/${TABLE.length + 1}`;

type Client = { POST: (path: string, init: object) => Promise<{ response: Response }> };
let client: Client;
const sent: (string | null)[] = [];
beforeAll(async () => {
  const { createClient } = await generateClient<Client>(DOCUMENT);
  const handler = () => ({ status: 204 });
  const handle = await createFetchHandler({
    contract: compileContract(DOCUMENT),
    handlers: Object.fromEntries(DECLARED.map((_, index) => [`send${index}`, handler])) as never,
  });
  const fetch = (request: Request): Promise<Response> => {
    sent.push(request.headers.get('content-type'));
    return handle(request);
  };
  client = createClient({ baseUrl: 'http://ranges.test', fetch });
});

describe('a body under a range is sent as a media type that the server takes', () => {
  test.each(TABLE.map((row, index) => [index, ...row] as const))('%i: %j %j', async (index, _declared, body, type) => {
    sent.splice(0);
    const { response } = await client.POST(`/${index}`, { body });
    expect(response.status).toBe(204);
    expect(sent[0]?.replace(/; boundary=.*/, '')).toBe(type);
  });

  test.each([
    ['an object under */*+json', JSON_RANGE, object, 'application/*+json'],
    ['bytes under image/*', IMAGES, bytes, 'image/*'],
  ])('%s is not sent without its media type, which only the caller knows', async (_what, path, body, range) => {
    sent.splice(0);
    await expect(client.POST(path, { body })).rejects.toThrow(
      `The contract declares bodies of ${range}, which is not a single media type. Set the header Content-Type.`,
    );
    expect(sent).toEqual([]);
  });

  test.each([
    [JSON_RANGE, object, 'application/vnd.b+json'],
    [IMAGES, bytes, 'image/webp'],
  ])('%s: the media type that the caller names is sent', async (path, body, type) => {
    sent.splice(0);
    const { response } = await client.POST(path, { body, headers: { 'content-type': type } });
    expect(response.status).toBe(204);
    expect(sent).toEqual([type]);
  });
});
