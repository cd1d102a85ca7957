import { describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { listProtocolCases } from '../../../src/contract/verify/protocol-cases.ts';
import type { Case, RequestParts } from '../../../src/contract/verify/types.ts';

const fine = { 200: { description: 'Fine.' } };
const PARTS: RequestParts = { path: {}, query: ['a=1'], headers: {}, cookies: [], credentials: 'own' };
const BODY = { mediaType: 'application/json', text: '{"a":1}', value: { a: 1 } };

/** The protocol cases of the operation `it` of a document with these paths. */
function casesOf(paths: object, { body = undefined as RequestParts['body'], security = [] as object[] } = {}): Case[] {
  const info = { title: 'It', version: '1' };
  const securitySchemes = { Key: { type: 'http', scheme: 'bearer' } };
  const plan = createPlan({
    openapi: '3.1.0',
    info,
    security,
    paths,
    components: { securitySchemes },
  } as OpenApiDocument);
  const operation = plan.operations.find(({ operationId }) => operationId === 'it');
  if (operation === undefined) throw new Error('There is no operation.');
  return listProtocolCases(plan, operation, body === undefined ? PARTS : { ...PARTS, body });
}
const it = (responses: object = {}, more: object = {}) => ({
  '/it': { get: { operationId: 'it', responses: { ...fine, ...responses }, ...more } },
});
const post = (responses: object = {}) => {
  const requestBody = { content: { 'application/json': { schema: {} } } };
  return { '/it': { post: { operationId: 'it', requestBody, responses: { ...fine, ...responses } } } };
};
/** Cases of a keyword as `boundary: statuses`. */
const of = (cases: Case[], keyword: string): string[] =>
  cases
    .filter(({ subject }) => subject.keyword === keyword)
    .map(({ subject, statuses }) => `${subject.boundary}: ${statuses?.join(' ')}`);

test('each case is one that HTTP rejects, made of a sound request', () => {
  for (const one of casesOf(post(), { body: BODY })) {
    expect(one).toMatchObject({ operationId: 'it', phase: 'protocol', expect: 'reject', parts: { query: ['a=1'] } });
    expect(one.subject).toMatchObject({ in: 'request', place: [] });
    expect(one.why).toMatch(/\(RFC \d+ §[\d.]+\)\.$/);
  }
});

test('a media type is undeclared only outside the ranges that the operation accepts', () => {
  const undeclared = (range: string) =>
    casesOf(
      { '/it': { post: { operationId: 'it', requestBody: { content: { [range]: {} } }, responses: fine } } },
      { body: { mediaType: range, text: 'x', value: 'x' } },
    )
      .filter(({ subject }) => subject.keyword === 'content-type')
      .map(({ parts }) => parts.body?.mediaType);
  expect(undeclared('text/plain')).toEqual(['application/x-no-such-type']);
  expect(undeclared('application/*')).toEqual(['x-no-such/type']);
  expect(undeclared('*/*')).toEqual([]);
});

describe('credentials are left out, falsified and emptied', () => {
  test.each([
    [[{ Key: [] }], 3],
    [[], 0],
    [[{ Key: [] }, {}], 0],
  ])('where %j asks for them', (security, count) => {
    const cases = casesOf(it(), { security });
    const boundaries = ['no credentials: 401 403', 'wrong credentials: 401 403', 'empty credentials: 400 401 403'];
    expect(of(cases, 'security')).toEqual(boundaries.slice(0, count));
    const sent = ['none', 'wrong', 'empty'].slice(0, count);
    expect(cases.slice(0, count).map(({ parts }) => parts.credentials)).toEqual(sent);
  });
});

describe('a method that the path lacks', () => {
  test('is tried, but for HEAD, OPTIONS and TRACE', () => {
    const cases = casesOf({ '/it': { ...it()['/it'], put: { operationId: 'other', responses: fine } } });
    expect(of(cases, 'method')).toEqual(['post: 405 404', 'delete: 405 404', 'patch: 405 404']);
    const [first] = cases.filter(({ subject }) => subject.keyword === 'method');
    expect(first?.parts).toEqual({ ...PARTS, method: 'POST' });
  });

  test('is a 405 where the contract declares one, and has no body', () => {
    const cases = casesOf(post({ 405: { description: 'No.' } }), { body: BODY });
    expect(of(cases, 'method')).toEqual(['get: 405', 'put: 405', 'delete: 405', 'patch: 405']);
    for (const { parts } of cases.filter(({ subject }) => subject.keyword === 'method')) {
      expect(parts).not.toHaveProperty('body');
    }
  });

  test('is none that another path takes', () => {
    const other = (path: string) => ({ ...it(), [path]: { delete: { operationId: 'other', responses: fine } } });
    expect(of(casesOf(other('/{any}')), 'method').join()).not.toContain('delete');
    for (const path of ['/its', '/it/{any}']) expect(of(casesOf(other(path)), 'method').join()).toContain('delete');
  });

  test('is tried once a path', () => {
    const put = { put: { operationId: 'first', responses: fine } };
    // The order is that of the methods in OAS 3.1.
    expect(of(casesOf({ '/it': { ...put, ...post()['/it'] } }), 'method')).toEqual([]);
    expect(of(casesOf({ '/it': { ...put, ...post()['/it'] } }), 'path')).toEqual([]);
  });
});

test('a path below is tried where the contract has none', () => {
  const cases = casesOf(it());
  expect(of(cases, 'path')).toEqual(['an undeclared path: 404 405 401 403']);
  expect(cases.find(({ subject }) => subject.keyword === 'path')?.parts.target).toBe('/it/no-such-path/x');
  expect(of(casesOf({ ...it(), '/it/{a}/{b}': { get: { responses: fine } } }), 'path')).toEqual([]);
  expect(of(casesOf({ ...it(), '/it/{a}': { get: { responses: fine } } }), 'path')).toHaveLength(1);
});

describe('a body', () => {
  const [none, large] = [{ 415: { description: 'What?' } }, { 413: { description: 'Too large.' } }];

  test('is of another media type, and cut off, and no JSON', () => {
    const cases = casesOf(post(), { body: BODY });
    expect(of(cases, 'content-type')).toEqual(['another media type: 415 400 406 422']);
    expect(of(cases, 'json')).toEqual(['cut off: 400 422', 'not JSON: 400 422', 'two values: 400 422']);
    expect(of(cases, 'size')).toEqual([]);
    const texts = cases.filter(({ subject }) => subject.keyword === 'json').map(({ parts }) => parts.body?.text);
    expect(texts).toEqual(['{"a":1', 'no JSON', '{"a":1}{"a":1}']);
    expect(cases.find(({ subject }) => subject.keyword === 'content-type')?.parts.body).toEqual({
      ...{ mediaType: 'application/x-no-such-type', text: '{"a":1}' },
    });
    const ofOne = casesOf(post(), { body: { ...BODY, text: '{' } });
    expect(ofOne.find(({ subject }) => subject.boundary === 'cut off')?.parts.body?.text).toBe('{');
  });

  test('of another media type than JSON is not cut off', () => {
    const form = { mediaType: 'application/x-www-form-urlencoded', text: 'a=1', value: { a: 1 } };
    expect(of(casesOf(post(), { body: form }), 'json')).toEqual([]);
  });

  test('is too large where the contract declares a 413', () => {
    for (const cases of [casesOf(post(large), { body: BODY }), casesOf(it(large))]) {
      expect(of(cases, 'size')).toEqual(['too large: 413']);
      const text = cases.find(({ subject }) => subject.keyword === 'size')?.parts.body?.text ?? '';
      expect(text.length).toBe(12 * 1024 * 1024 + 2);
    }
  });

  test('is sent to an operation without one where the contract declares a 415', () => {
    expect(of(casesOf(it(none)), 'content-type')).toEqual(['a body: 415 400']);
    expect(of(casesOf(it()), 'content-type')).toEqual([]);
  });
});

test('a number that is cut off is still JSON, and no content has no media type', () => {
  const { json, type } = {
    json: of(casesOf(post(), { body: { mediaType: 'application/json', text: '11', value: 11 } }), 'json'),
    type: of(casesOf(post(), { body: { mediaType: 'application/json', text: '' } }), 'content-type'),
  };
  expect({ json, type }).toEqual({ json: ['not JSON: 400 422'], type: [] });
});
