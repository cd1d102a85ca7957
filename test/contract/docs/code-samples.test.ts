import { describe, expect, test } from 'vitest';
import { preparePageDocument } from '../../../src/contract/docs/page-document.ts';
import { type CodeSampleOptions, createCodeSamples } from '../../../src/contract/docs/samples/samples.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';

const responses = { 204: { description: 'Done.' } };
const info = { title: 'T', version: '1' };

/** The samples of `POST /a` by their labels. */
function samplesOf(operation: object, members: object = {}, options: CodeSampleOptions = {}): Record<string, string> {
  const paths = { '/a': { post: { responses, ...operation } } };
  const document = { openapi: '3.1.1', info, servers: [{ url: '/' }], paths, ...members } as unknown as OpenApiDocument;
  const samples = createCodeSamples(document, options).get('#/paths/~1a/post') ?? [];
  return Object.fromEntries(samples.map(({ label, source }) => [label, source]));
}

function bodyOfType(mediaType: string, content: object): object {
  return { requestBody: { required: true, content: { [mediaType]: content } } };
}

test('samples that a document has itself stay as they are', () => {
  const own = [{ lang: 'Go', source: 'get()' }];
  for (const name of ['x-codeSamples', 'x-code-samples']) {
    const paths = { '/a': { get: { responses, [name]: own } } };
    const page = preparePageDocument({ openapi: '3.1.1', info, paths } as unknown as OpenApiDocument);
    expect(page.paths).toEqual(paths);
  }
});

describe('of the examples of an operation', () => {
  const examples = (...names: string[]) => ({
    examples: Object.fromEntries(names.map((name) => [name, { value: { name } }])),
  });

  test('`minimal` and `full` are shown, in this order', () => {
    const found = samplesOf(bodyOfType('application/json', examples('other', 'full', 'minimal')));
    expect(Object.keys(found)).toEqual([
      ...['curl', 'TypeScript', 'Python'],
      ...['curl (full)', 'TypeScript (full)', 'Python (full)'],
    ]);
    expect(found.curl).toContain(`-d '{"name": "minimal"}'`);
  });

  test('else the first two, and equal requests once', () => {
    const body = bodyOfType('application/json', examples('card', 'bank', 'cash'));
    expect(Object.keys(samplesOf(body)).filter((label) => label.startsWith('curl'))).toEqual(['curl', 'curl (bank)']);
    expect(Object.keys(samplesOf({}))).toEqual(['curl', 'TypeScript', 'Python']);
  });

  test('a required value without an example is one of its schema', () => {
    const schema = {
      type: 'object',
      required: ['kind'],
      properties: { kind: { enum: ['cat'] }, age: { type: 'integer' } },
    };
    expect(samplesOf(bodyOfType('application/json', { schema })).curl).toContain(`-d '{"kind": "cat"}'`);
  });
});

describe('credentials are in environment variables', () => {
  const withScheme = (scheme: object) =>
    samplesOf({ security: [{ apiKey: [] }] }, { components: { securitySchemes: { apiKey: scheme } } });

  test.each([
    [{ type: 'http', scheme: 'bearer' }, '-H "Authorization: Bearer $API_KEY"', "apiKey: process.env.API_KEY ?? ''"],
    [{ type: 'http', scheme: 'basic' }, '-u "$API_KEY_USERNAME:$API_KEY_PASSWORD"', 'process.env.API_KEY_PASSWORD'],
    [{ type: 'apiKey', in: 'header', name: 'X-Key' }, '-H "X-Key: $API_KEY"', 'process.env.API_KEY'],
    [{ type: 'apiKey', in: 'query', name: 'key' }, '--url-query "key=$API_KEY"', 'process.env.API_KEY'],
    [{ type: 'apiKey', in: 'cookie', name: 'sid' }, '-b "sid=$API_KEY"', 'process.env.API_KEY'],
    [{ type: 'oauth2', flows: {} }, '-H "Authorization: Bearer $API_KEY"', 'process.env.API_KEY'],
  ])('of the scheme %j', (scheme, inCurl, inTypescript) => {
    const { curl, TypeScript, Python } = withScheme(scheme);
    expect(curl).toContain(inCurl);
    expect(TypeScript).toContain(inTypescript);
    expect(Python).toMatch(/os\.environ\[["']API_KEY/);
  });

  test('whose names the options can give', () => {
    const components = { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } } };
    const operation = { security: [{ apiKey: [] }] };
    const found = samplesOf(operation, { components }, { variables: { apiKey: 'KEY' }, client: 'pets' });
    expect(found.curl).toContain('Bearer $KEY"');
    expect(found.TypeScript).toContain("from 'pets'");
    expect(() => samplesOf(operation, { components }, { variables: { apiKey: 'A;B' } })).toThrow(
      'environment variable',
    );
  });
});

describe('the URL', () => {
  test.each([
    ['/', 'https://api.example.com/a'],
    ['https://eu.test/v2/', 'https://eu.test/v2/a'],
    ['/v3', 'https://api.example.com/v3/a'],
  ])('of the server %s is %s', (url, expected) => {
    expect(samplesOf({}, { servers: [{ url }] }).curl).toBe(`curl -X POST ${expected}`);
  });

  test('has the defaults of variables', () => {
    const servers = [{ url: 'https://{region}.test', variables: { region: { default: 'eu' } } }];
    expect(samplesOf({}, { servers }).curl).toBe('curl -X POST https://eu.test/a');
  });

  test('of relative servers begins with that of the options', () => {
    expect(samplesOf({}, {}, { url: 'http://localhost:3000/' }).curl).toBe('curl -X POST http://localhost:3000/a');
  });
});

test('an optional body without an example leaves the sample to Redoc, which shows the body', () => {
  const content = { 'application/json': { schema: { type: 'object', properties: { a: { type: 'string' } } } } };
  expect(samplesOf({ requestBody: { content } })).toEqual({});
});

describe('a body that no sample can hold', () => {
  test('is read from a file', () => {
    const found = samplesOf(bodyOfType('image/png', { schema: {} }));
    expect(found.curl).toContain('--data-binary @body.png');
    expect(found.TypeScript).toContain("await openAsBlob('body.png', { type: 'image/png' })");
    expect(found.Python).toContain('content=Path("body.png").read_bytes()');
  });

  test('and each file of a multipart form, too', () => {
    const properties = { photo: { type: 'string', format: 'binary' }, title: { type: 'string' } };
    const content = {
      schema: { type: 'object', properties },
      encoding: { photo: { contentType: 'image/jpeg' } },
      example: { photo: '…', title: 'T' },
    };
    const found = samplesOf(bodyOfType('multipart/form-data', content));
    expect(found.curl).toContain("-F 'photo=@photo.jpg;type=image/jpeg'");
    expect(found.TypeScript).toContain("photo: await openAsBlob('photo.jpg', { type: 'image/jpeg' })");
    expect(found.Python).toContain('("photo", ("photo.jpg", Path("photo.jpg").read_bytes(), "image/jpeg"))');
  });
});

test('the name __proto__ is a member of a TypeScript object, and not its prototype', () => {
  const value = JSON.parse('{"__proto__": 1}') as unknown;
  const found = samplesOf(bodyOfType('application/json', { examples: { one: { value } } }));
  expect(found.TypeScript).toContain("body: { ['__proto__']: 1 }");
});
