import { describe, expect, test } from 'vitest';
import { preparePageDocument } from '../../../src/contract/docs/page-document.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';

const responses = { 200: { description: 'Done.' } };

/** What Redoc gets of the members of a document. */
function prepare(members: object): Record<string, unknown> {
  const document = { openapi: '3.2.0', info: { title: 'T', version: '1' }, ...members };
  return preparePageDocument(document as unknown as OpenApiDocument) as unknown as Record<string, unknown>;
}

function tagsOf(tags: object[]): unknown {
  return prepare({ tags }).tags;
}

describe('tags, of which Redoc shows only those below tags that it shows', () => {
  test('stay below a parent that is declared', () => {
    const tags = [{ name: 'a' }, { name: 'b', parent: 'a' }, { name: 'c', parent: 'b' }];
    expect(tagsOf(tags)).toEqual(tags);
  });

  test('have no parent that is not declared', () => {
    expect(tagsOf([{ name: 'a', parent: 'none', summary: 'A' }])).toEqual([{ name: 'a', summary: 'A' }]);
  });

  test('have no parents in a circle, but below one', () => {
    const circle = [
      { name: 'a', parent: 'b' },
      { name: 'b', parent: 'a' },
      { name: 'self', parent: 'self' },
    ];
    expect(tagsOf([...circle, { name: 'c', parent: 'a' }])).toEqual([
      { name: 'a' },
      { name: 'b' },
      { name: 'self' },
      { name: 'c', parent: 'a' },
    ]);
  });

  test('stand below the next group above a badge', () => {
    const badge = { name: 'b', parent: 'a', kind: 'badge' };
    expect(tagsOf([{ name: 'a' }, badge, { name: 'c', parent: 'b' }])).toEqual([
      { name: 'a' },
      badge,
      { name: 'c', parent: 'a' },
    ]);
    const audience = { name: 'd', kind: 'audience' };
    expect(tagsOf([audience, { name: 'e', parent: 'd' }])).toEqual([audience, { name: 'e' }]);
  });

  test('are at most six levels', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const tags = names.map((name, index) => ({ name, ...(index === 0 ? {} : { parent: names[index - 1] }) }));
    const parents = (tagsOf(tags) as { parent?: string }[]).map(({ parent }) => parent);
    expect(parents).toEqual([undefined, 'a', 'b', 'c', 'd', 'e', 'e', 'e']);
  });
});

test('an operation whose tags are badges stands beside those without tags', () => {
  const tags = [{ name: 'beta', kind: 'badge' }, { name: 'shop' }];
  const paths = {
    '/a': {
      get: { tags: ['beta'], responses },
      put: { tags: ['beta', 'shop'], responses },
      post: { tags: ['undeclared'], responses },
      delete: { responses },
    },
  };
  expect(prepare({ tags, paths, webhooks: { sent: { post: { tags: ['beta'], responses } } } })).toMatchObject({
    paths: {
      '/a': {
        get: { tags: ['', 'beta'] },
        put: { tags: ['beta', 'shop'] },
        post: { tags: ['undeclared'] },
        delete: { responses },
      },
    },
    webhooks: { sent: { post: { tags: ['webhooks', 'beta'] } } },
  });
});

test('external documentation of an operation follows its description, or that of its path', () => {
  const externalDocs = { url: 'https://a.test/<b> c' };
  const named = { ...externalDocs, description: 'More\nof [it]' };
  const paths = {
    '/a': {
      description: 'Path.',
      get: { description: 'Own.', externalDocs, responses },
      put: { externalDocs: named, responses },
      post: { responses },
      additionalOperations: { PURGE: { externalDocs, responses } },
    },
  };
  const link = '[https://a.test/<b> c](<https://a.test/%3Cb%3E%20c>)';
  expect(prepare({ paths }).paths).toMatchObject({
    '/a': {
      get: { description: `Own.\n\n${link}` },
      put: { description: 'Path.\n\n[More of \\[it\\]](<https://a.test/%3Cb%3E%20c>)' },
      post: { responses },
      additionalOperations: { PURGE: { description: `Path.\n\n${link}` } },
    },
  });
});

test('links follow the description of a response, wherever they are declared', () => {
  const links = {
    next: {
      operationId: 'list',
      parameters: { cursor: '$response.body#/next', size: 5 },
      description: 'Up to\nthe end.',
    },
    made: { $ref: '#/components/links/Made' },
  };
  const components = {
    links: { Made: { operationRef: '#/paths/~1a/get', requestBody: 'a`b', server: { url: 'https://other.test' } } },
    responses: { Named: { links } },
  };
  const list =
    'Links:\n\n' +
    '- `next` leads to `list` with `cursor`: `$response.body#/next`, `size`: `5`. Up to\n  the end.\n' +
    '- `made` leads to `#/paths/~1a/get` with body: `` a`b `` at `https://other.test`.';
  const get = { responses: { 200: { description: 'Done.', links }, 201: { $ref: '#/components/responses/Named' } } };
  expect(prepare({ paths: { '/a': { get } }, components })).toMatchObject({
    paths: {
      '/a': {
        get: { responses: { 200: { description: `Done.\n\n${list}` }, 201: { $ref: '#/components/responses/Named' } } },
      },
    },
    components: { responses: { Named: { description: list } } },
  });
});

describe('summaries', () => {
  const components = {
    examples: { Ex: { value: 1, summary: 'Example' } },
    responses: { Res: { summary: 'Response', description: 'Done.' } },
  };
  const content = { 'application/json': { examples: { one: { $ref: '#/components/examples/Ex', summary: 'Own' } } } };
  const get = {
    responses: {
      200: { $ref: '#/components/responses/Res', summary: 'Own' },
      201: { summary: 'Created', description: 'Made.', content },
    },
  };

  test('of responses and beside references', () => {
    expect(prepare({ paths: { '/a': { get } }, components }).paths).toMatchObject({
      '/a': {
        get: {
          responses: {
            200: { 'x-summary': 'Own', description: 'Done.' },
            201: {
              'x-summary': 'Created',
              content: { 'application/json': { examples: { one: { value: 1, summary: 'Own' } } } },
            },
          },
        },
      },
    });
  });

  test('beside references mean nothing in OpenAPI 3.0', () => {
    const { paths } = prepare({ openapi: '3.0.4', paths: { '/a': { get } }, components });
    expect(paths).toEqual({ '/a': { get: { ...get, 'x-codeSamples': expect.any(Array) } } });
  });
});

test('external values of examples are links in their descriptions', () => {
  const externalValue = 'https://a.test/one.json';
  const components = { examples: { Ex: { externalValue, description: 'Long.' } } };
  const examples = { own: { externalValue }, named: { $ref: '#/components/examples/Ex' }, plain: { value: 1 } };
  const get = { parameters: [{ name: 'q', in: 'query', examples }], responses };
  const link = `[${externalValue}](<${externalValue}>)`;
  for (const openapi of ['3.0.4', '3.1.1'])
    expect(prepare({ openapi, paths: { '/a': { get } }, components }).paths).toMatchObject({
      '/a': {
        get: {
          parameters: [
            {
              examples: { own: { description: link }, named: { description: `Long.\n\n${link}` }, plain: { value: 1 } },
            },
          ],
        },
      },
    });
});

test('headers are deprecated, parameters stay as they are', () => {
  const header = { deprecated: true, description: 'Old.', schema: {} };
  const parameter = { name: 'q', in: 'query', deprecated: true, schema: {} };
  const get = { parameters: [parameter], responses: { 200: { description: 'Done.', headers: { 'X-A': header } } } };
  expect(prepare({ paths: { '/a': { get } } }).paths).toMatchObject({
    '/a': {
      get: {
        parameters: [parameter],
        responses: { 200: { headers: { 'X-A': { description: '**Deprecated.**\n\nOld.' } } } },
      },
    },
  });
});

test('HTTP authentication has its scheme', () => {
  const securitySchemes = {
    Basic: { type: 'http', scheme: 'basic' },
    Key: { type: 'apiKey', in: 'header', name: 'K' },
  };
  expect(prepare({ components: { securitySchemes } }).components).toEqual({
    securitySchemes: { ...securitySchemes, Basic: { ...securitySchemes.Basic, description: 'Scheme: `basic`' } },
  });
});
