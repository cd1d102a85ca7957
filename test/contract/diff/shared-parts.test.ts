import { describe, expect, test } from 'vitest';
import { compareDocuments } from '../../../src/contract/diff/compare-documents.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { documentOf } from './documents.ts';

const BOAT = '#/components/schemas/Boat';
const content = (schema: object) => ({ content: { 'application/json': { schema } } });
const getOf = (schema: object) => ({ get: { responses: { 200: { description: 'The result.', ...content(schema) } } } });

/** A schema that several operations return, some of them in a list. */
function fleet(name: object, paths: string[] = ['/boats', '/ships', '/rafts']): OpenApiDocument {
  const items = paths.map((path) => [path, getOf({ $ref: BOAT })]);
  return documentOf(
    { ...Object.fromEntries(items), '/fleet': getOf({ type: 'array', items: { $ref: BOAT } }) },
    { components: { schemas: { Boat: { type: 'object', required: ['name'], properties: { name } } } } },
  );
}

const LONG = { type: 'string' };
const SHORT = { type: 'string', maxLength: 3 };

describe('a change of a component', () => {
  test('is one change with a subject for each operation', () => {
    const { changes } = compareDocuments(fleet(SHORT), fleet(LONG));
    expect(changes).toHaveLength(1);
    expect(changes[0]?.kind).toBe('length.widened');
    expect(changes[0]?.subjects?.map(({ path, at }) => `${path} ${at?.join('.')}`)).toEqual([
      '/boats name',
      '/ships name',
      '/rafts name',
      '/fleet *.name',
    ]);
    expect(changes[0]?.pointers).toEqual({
      old: `${BOAT}/properties/name/maxLength`,
      new: `${BOAT}/properties/name`,
    });
  });

  test('in a request and a response is a change of each', () => {
    const both = (name: object) =>
      documentOf(
        { '/boats': { post: { requestBody: content({ $ref: BOAT }), ...getOf({ $ref: BOAT }).get } } },
        { components: { schemas: { Boat: { type: 'object', required: ['name'], properties: { name } } } } },
      );
    const { changes } = compareDocuments(both(LONG), both(SHORT));
    expect(changes.map(({ severity, direction }) => `${severity} ${direction}`)).toEqual([
      'breaking request',
      'additive response',
    ]);
  });
});

describe('a fingerprint', () => {
  const fingerprints = (old: OpenApiDocument, fresh: OpenApiDocument) =>
    compareDocuments(old, fresh).changes.map(({ fingerprint }) => fingerprint);

  test('stays the same in another order of the document', () => {
    const other = ['/rafts', '/boats', '/ships'];
    expect(fingerprints(fleet(SHORT, other), fleet(LONG, other))).toEqual(fingerprints(fleet(SHORT), fleet(LONG)));
  });

  test('stays the same if components and path parameters are renamed', () => {
    const rename = (document: OpenApiDocument) => JSON.parse(JSON.stringify(document).replaceAll('Boat', 'Ship'));
    expect(fingerprints(rename(fleet(SHORT)), rename(fleet(LONG)))).toEqual(fingerprints(fleet(SHORT), fleet(LONG)));
    const removed = (name: string) =>
      documentOf({
        [`/boats/{${name}}`]: {
          get: { parameters: [{ name, in: 'path', required: true, schema: LONG }], responses: {} },
        },
      });
    expect(fingerprints(removed('id'), documentOf({}))).toEqual(fingerprints(removed('boat'), documentOf({})));
  });

  test('differs for another value of the keyword', () => {
    expect(fingerprints(fleet(SHORT), fleet(LONG))).not.toEqual(
      fingerprints(fleet(SHORT), fleet({ type: 'string', maxLength: 9 })),
    );
  });
});
