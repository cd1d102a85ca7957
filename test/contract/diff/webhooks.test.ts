import { expect, test } from 'vitest';
import { compareDocuments } from '../../../src/contract/diff/compare-documents.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { documentOf, jsonBody, responsesOf } from './documents.ts';

const PATHS = { '/boats': { get: { responses: responsesOf() } } };
const NAME = { type: 'string' };

/** A document whose API sends a webhook of these members. */
function sending(operation: object | undefined): OpenApiDocument {
  const received = { responses: { 200: { description: 'Received.' } } };
  return documentOf(PATHS, {
    webhooks: operation === undefined ? {} : { arrived: { post: { ...received, ...operation } } },
  });
}

const header = (more: object = {}) => ({ parameters: [{ name: 'X-Kind', in: 'header', schema: NAME, ...more }] });
const secret = (mark: object) => jsonBody({ type: 'object', properties: { pin: { ...NAME, ...mark } } });

test.each<[title: string, old: object | undefined, fresh: object | undefined, kinds: string[]]>([
  ['a webhook is new', undefined, {}, ['additive webhook.added']],
  ['a webhook is removed', {}, undefined, ['risky webhook.removed']],
  ['a header is always sent now', header(), header({ required: true }), ['additive parameter.required']],
  ['a header is not always sent any more', header({ required: true }), header(), ['breaking parameter.optional']],
  ['a required header is removed', header({ required: true }), {}, ['breaking parameter.removed']],
  ['an optional header is removed', header(), {}, ['risky parameter.removed']],
  ['a header is new', {}, header({ required: true }), ['additive parameter.required-added']],
  ['a body is always sent now', jsonBody(NAME), jsonBody(NAME, { required: true }), ['additive body.required']],
  [
    'a body is not always sent any more',
    jsonBody(NAME, { required: true }),
    jsonBody(NAME),
    ['breaking body.optional'],
  ],
  [
    'a body has another media type too',
    { requestBody: { content: { 'application/json': {} } } },
    { requestBody: { content: { 'application/json': {}, 'text/plain': {} } } },
    ['breaking body.media-type-added'],
  ],
  [
    'a write-only property, which the API does not send',
    secret({ writeOnly: true }),
    secret({ writeOnly: true, maxLength: 3 }),
    [],
  ],
  [
    'a read-only property, which the API sends',
    secret({ readOnly: true, maxLength: 3 }),
    secret({ readOnly: true }),
    ['breaking length.widened'],
  ],
])('%s', (_title, old, fresh, kinds) => {
  const { changes, compared } = compareDocuments(sending(old), sending(fresh));
  expect(changes.map(({ severity, kind }) => `${severity} ${kind}`)).toEqual(kinds);
  for (const { severity, witness, subject, unproven } of changes) {
    expect(unproven).toBeUndefined();
    expect(subject.kind).toBe('webhook');
    if (severity === 'breaking') expect(witness?.kind).toBe('request');
  }
  expect(compared.webhooks).toBe(old === undefined || fresh === undefined ? 0 : 1);
});

test('a callback that has itself as a callback is compared', () => {
  const callbacks = { docked: { $ref: '#/components/callbacks/Docked' } };
  const of = (more: object): OpenApiDocument => {
    const post = { ...jsonBody(NAME, more), responses: { 200: { description: 'Received.' } }, callbacks };
    return documentOf(
      { '/boats': { get: { responses: responsesOf(), callbacks } } },
      { components: { callbacks: { Docked: { '{$request.query.url}': { post } } } } },
    );
  };
  const { changes } = compareDocuments(of({ required: true }), of({}));
  expect(changes.map(({ kind, subjects = [] }) => [kind, subjects.length])).toEqual([['body.optional', 0]]);
});
