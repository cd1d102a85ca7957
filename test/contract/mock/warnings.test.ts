import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DocumentFault, describeFault, type OpenApiDocument } from '../../../src/contract/document/document.ts';
import { startMock } from '../../../src/contract/mock/mock.ts';
import { createFolder, type Folder, HEAD } from '../command.ts';

const IMPOSSIBLE = { type: 'string', pattern: '^a$', minLength: 2 };

const NODE = { $ref: '#/components/schemas/Node' };
const Node = { type: 'object', required: ['it'], properties: { it: NODE } };

type Asked = { status: number; body: unknown; warnings: string[] };

/** Asks a mock twice for a response of these media types. */
async function ask(content: object, { prefer = '', key = '200' } = {}): Promise<Asked> {
  const responses = { [key]: { $ref: '#/components/responses/It' } };
  const document = {
    ...{ openapi: '3.1.1', info: { title: 'It', version: '1' } },
    paths: { '/it': { get: { operationId: 'getIt', responses } } },
    components: { responses: { It: { description: 'It.', content } }, schemas: { Node } },
  } as unknown as OpenApiDocument;
  const warnings: string[] = [];
  const onWarning = (fault: DocumentFault): void => void warnings.push(describeFault(fault));
  const mock = await startMock(document, { port: 0, host: '127.0.0.1', onWarning });
  try {
    await (await fetch(`${mock.url}/it`, { headers: { prefer } })).text();
    const response = await fetch(`${mock.url}/it`, { headers: { prefer } });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text), warnings };
  } finally {
    await mock.stop();
  }
}

describe('where no valid body is found, the mock sends another one and warns once', () => {
  test.each<[string, object, unknown]>([
    ['a text', IMPOSSIBLE, 'rex'],
    ['a number', { type: 'integer', minimum: 5, maximum: 4 }, 5],
    ['a list', { type: 'array', minItems: 1, items: IMPOSSIBLE }, []],
    ['a boolean', { type: 'boolean', not: { enum: [true, false] } }, false],
    ['any value', { not: {} }, null],
    [
      'an object',
      { type: 'object', required: ['a', 'b'], properties: { a: IMPOSSIBLE, b: { type: 'boolean' }, c: IMPOSSIBLE } },
      { a: 'rex', b: true },
    ],
    [
      'a value of two alternatives',
      { oneOf: [{ type: 'string' }, { type: 'string', minLength: 1 }], minLength: 1 },
      'rex',
    ],
    ['an object without end', NODE, { it: expect.anything() }],
  ])('%s', async (_what, schema, body) => {
    const asked = await ask({ 'application/json': { schema } });
    expect(asked).toMatchObject({ status: 200, body });
    expect(asked.warnings).toEqual([
      expect.stringMatching(
        /^#\/components\/responses\/It\/content\/application~1json: No valid body of application\/json is found for the response 200 of getIt\. The mock sends .+, which does not match the schema\. Declare a valid example\.$/,
      ),
    ]);
  });

  test('an invalid example before any other value', async () => {
    const { body, warnings } = await ask({
      'application/json': { schema: IMPOSSIBLE, examples: { wrong: { value: 'b' } } },
    });
    expect(body).toBe('b');
    expect(warnings).toEqual([expect.stringContaining('The mock sends the example "wrong", which does not match')]);
  });

  test('a response of any status that is asked for', async () => {
    const content = { 'application/json': { schema: IMPOSSIBLE } };
    const { status, warnings } = await ask(content, { prefer: 'code=503', key: 'default' });
    expect([status, warnings]).toEqual([503, [expect.stringContaining('for the response default of getIt')]]);
  });

  test('each media type of its own', async () => {
    const { warnings } = await ask({
      'application/json': { schema: IMPOSSIBLE },
      'application/problem+json': { schema: IMPOSSIBLE },
    });
    expect(warnings).toHaveLength(2);
  });
});

test.each<[string, object]>([
  ['a valid body is found', { schema: { type: 'string' } }],
  ['an example is valid', { schema: IMPOSSIBLE, example: 'a' }],
  ['there is no schema', {}],
])('the mock does not warn where %s', async (_what, media) => {
  const schema = 'example' in media ? { ...IMPOSSIBLE, minLength: 1 } : undefined;
  const { warnings } = await ask({ 'application/json': { ...media, ...(schema && { schema }) } });
  expect(warnings).toEqual([]);
});

describe('keepspec mock', () => {
  let folder: Folder;
  beforeEach(async () => {
    folder = await createFolder();
  });
  afterEach(() => folder.remove());

  const DOCUMENT = `${HEAD}paths:
  /it:
    get:
      operationId: getIt
      responses: { 200: { $ref: 'it.yaml#/It' } }
`;
  const RESPONSE = `It:
  description: It.
  content:
    application/json:
      schema: { type: string, pattern: '^a$', minLength: 2 }
`;

  test('prints the warning with file, line and column when the response is first asked for', async () => {
    await folder.write({ 'api.yaml': DOCUMENT, 'it.yaml': RESPONSE });
    const { child, out, err, ended } = folder.start(['mock', 'api.yaml', '--port', '0', '--json']);
    await expect.poll(out).toContain('"url"');
    expect(err()).not.toContain('No valid body');
    const { url } = JSON.parse(out().split('\n')[0] ?? '');
    expect(await (await fetch(`${url}/it`)).text()).toBe('"rex"');
    await expect
      .poll(err)
      .toContain(
        'it.yaml:5:7: No valid body of application/json is found for the response 200 of getIt. ' +
          'The mock sends "rex", which does not match the schema. Declare a valid example.\n',
      );
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});

describe('Prefer: dynamic=true', () => {
  const schema = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } };
  const warning = (reason: string) => [
    `#/paths/~1it/get/responses/200: "Prefer: dynamic=true" has no effect on the response 200 of getIt. ${reason}`,
  ];
  const NO_SCHEMA = 'Random bodies need a schema of JSON or text.';

  test('makes a random body of a schema, without a warning', async () => {
    const { body, warnings } = await ask(
      { 'application/json': { schema, example: 'fixed' } },
      { prefer: 'dynamic=true' },
    );
    expect(warnings).toEqual([]);
    expect(body).toMatchObject({ a: expect.any(Number) });
  });

  test.each<[string, object | undefined, unknown, string]>([
    ['without a schema', { 'application/json': { example: { a: 1 } } }, { a: 1 }, NO_SCHEMA],
    ['of XML', { 'application/xml': { schema, example: '1' } }, 1, NO_SCHEMA],
    ['without a body', undefined, undefined, 'It has no body.'],
  ])('has no effect on a response %s, which is reported once', async (_, content, body, reason) => {
    const asked = await ask(content ?? {}, { prefer: 'dynamic=true' });
    expect(asked).toEqual({ status: 200, body, warnings: warning(reason) });
  });
});
