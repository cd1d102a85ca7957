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

  test('is one change if it has lost the keyword, whether it is the whole body or a part', () => {
    const of = (required: object) =>
      documentOf(
        {
          '/boats': getOf({ $ref: BOAT }),
          '/fleets': getOf({ type: 'array', items: { type: 'object', properties: { first: { $ref: BOAT } } } }),
        },
        { components: { schemas: { Boat: { type: 'object', ...required, properties: { name: LONG } } } } },
      );
    const { changes } = compareDocuments(of({ required: ['name'] }), of({}));
    const [change] = changes.filter(({ kind }) => kind === 'required.widened');
    expect(change?.pointers).toEqual({ old: `${BOAT}/required`, new: BOAT });
    expect(change?.subjects?.map(({ path, at = [] }) => `${path} ${at.join('.')}`)).toEqual([
      '/boats ',
      '/fleets *.first',
    ]);
    expect(changes).toHaveLength(1);
  });

  test('is breaking if one of many operations shows it', () => {
    const csv = { description: 'The result.', content: { 'application/octet-stream': { schema: { $ref: BOAT } } } };
    const of = (name: object) => {
      const paths = Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`/${n}`, { get: { responses: { 200: csv } } }]));
      const Boat = { type: 'object', required: ['name'], properties: { name } };
      return documentOf({ ...paths, '/boats': getOf({ $ref: BOAT }) }, { components: { schemas: { Boat } } });
    };
    expect(compareDocuments(of(SHORT), of(LONG)).changes).toMatchObject([
      { severity: 'breaking', subject: { path: '/boats' }, subjects: { length: 7 } },
    ]);
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

describe('one change of many operations', () => {
  const PATHS = ['/boats', '/ships', '/rafts'];
  const PROBLEM = { $ref: '#/components/responses/Problem' };
  const Problem = { description: 'The error.' };
  const ID = { $ref: '#/components/parameters/Trace' };
  const Trace = { name: 'X-Trace', in: 'header', required: true, schema: LONG };
  const key = { type: 'apiKey', in: 'header', name: 'X-Key' };

  /** A document whose operations have the same members. */
  function harbor(operation: object, more: object = {}, responses: object = {}): OpenApiDocument {
    const get = { responses: { 200: { description: 'The boats.' }, ...responses }, ...operation };
    const components = { responses: { Problem }, parameters: { Trace }, securitySchemes: { key } };
    return documentOf(Object.fromEntries(PATHS.map((path) => [path, { get }])), { components, ...more });
  }
  const found = (old: OpenApiDocument, fresh: OpenApiDocument) =>
    compareDocuments(old, fresh).changes.map(({ kind, subjects = [], pointers }) => [
      kind,
      subjects.map(({ path }) => path).join(' '),
      pointers.old,
      pointers.new,
    ]);
  const all = PATHS.join(' ');
  const none = harbor({});
  const at = (path: string) => `#/paths/~1${path}/get`;

  test('is a response or parameter that is a component', () => {
    const problem = '#/components/responses/Problem';
    const failing = harbor({}, {}, { 404: PROBLEM });
    expect(found(none, failing)).toEqual([['response.status-added', all, at('boats'), problem]]);
    expect(found(failing, none)).toEqual([['response.status-removed', all, problem, at('boats')]]);
    const trace = '#/components/parameters/Trace';
    const traced = harbor({ parameters: [ID] });
    expect(found(none, traced)).toEqual([['parameter.required-added', all, at('boats'), trace]]);
    expect(found(traced, none)).toEqual([['parameter.removed', all, trace, at('boats')]]);
  });

  test('is not one if each operation declares the response, or with another status', () => {
    expect(found(none, harbor({}, {}, { 404: Problem })).map(([kind, paths]) => [kind, paths])).toEqual(
      PATHS.map(() => ['response.status-added', '']),
    );
    expect(found(none, harbor({}, {}, { 404: PROBLEM, 409: PROBLEM })).map(([, paths]) => paths)).toEqual([all, all]);
  });

  test('is the security of the document', () => {
    const open = harbor({}, { security: [{}] });
    const closed = harbor({}, { security: [{ key: [] }] });
    expect(found(open, closed)).toEqual([['security.stricter', all, '#/security', '#/security']]);
  });

  test('is a security scheme, although each operation names it', () => {
    const of = (name: string) =>
      harbor({ security: [{ key: [] }] }, { components: { securitySchemes: { key: { ...key, name } } } });
    const scheme = '#/components/securitySchemes/key';
    expect(found(of('X-Key'), of('X-Api-Key'))).toEqual([
      ['security.stricter', all, scheme, scheme],
      ['security.looser', all, scheme, scheme],
    ]);
    const own = (security: object[]) => harbor({ security });
    expect(found(own([{}]), own([{ key: [] }])).map(([, , , pointer]) => pointer)).toEqual(
      ['boats', 'ships', 'rafts'].map((path) => `${at(path)}/security`),
    );
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
