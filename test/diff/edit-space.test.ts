import { expect, test } from 'vitest';
import type { OpenApiDocument } from '../../src/contract/document/document.ts';
import { candidatesOf, choose, untouchedKeywords } from './candidates.ts';
import { cutDocument, readDocument } from './documents.ts';
import { applyEdit } from './edit.ts';
import { keywordsByKind } from './metaschema.ts';
import { truthOf } from './truth.ts';

/** Between them they have every kind of object. */
const NAMES = ['galaxy', 'readme-3.0-callbacks', 'written-clinic', 'written-device-login', 'written-library-search'];

test('every keyword of the metaschemas has an edit or a reason', async () => {
  const touched = new Set<string>();
  for (const name of [...NAMES, 'written-post-office']) {
    const cuts = cutDocument(name, await readDocument(name));
    for (const { edit } of cuts.flatMap(candidatesOf)) touched.add(edit.kind).add(`${edit.kind}.${edit.keyword}`);
  }
  expect(untouchedKeywords(touched)).toEqual([]);
  expect(untouchedKeywords(new Set())).toContain('schema.maximum');
  expect([...keywordsByKind().keys()]).toContain('oauth-flows/device-authorization');
});

const DOCUMENT: OpenApiDocument = {
  openapi: '3.1.1',
  info: { title: 'Edits', version: '1' },
  paths: {
    '/forms': {
      post: {
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: { count: { type: 'integer', maximum: 5 }, name: { not: { maxLength: 3 } } },
              },
            },
          },
        },
        responses: { 200: { description: 'Done.' } },
      },
    },
  },
};

/** The truth of the edits of a keyword at a property. */
function truthsOf(property: string, keyword: string): Record<string, string[]> {
  const candidates = cutDocument('edits', DOCUMENT).flatMap(candidatesOf);
  const wanted = candidates.filter(({ edit }) => edit.keyword === keyword && edit.tokens.includes(property));
  return Object.fromEntries(wanted.map((one) => [one.edit.label, [...truthOf(one).truth.proven.keys()]]));
}

test('values show the effect of an edit, also below not', () => {
  expect(truthsOf('count', 'maximum')).toEqual({
    removed: ['request:widening'],
    4: ['request:narrowing'],
    6: ['request:widening'],
    15.5: ['request:widening'],
  });
  expect(truthsOf('not', 'maxLength')).toEqual({
    removed: ['request:narrowing'],
    4: ['request:narrowing'],
    2: ['request:widening'],
  });
  expect(truthsOf('count', 'description')).toEqual({ '"Another description."': [] });
  expect(truthsOf('count', 'minLength')).toEqual({ 0: [], 2: [] });
});

test('an edit changes the document at its place and nowhere else', () => {
  const [cut] = cutDocument('edits', DOCUMENT);
  const chosen = choose(cut === undefined ? [] : candidatesOf(cut), 200, 1);
  expect(chosen.length).toBe(200);
  const before = JSON.stringify(cut?.cut);
  for (const { edit } of chosen) expect(JSON.stringify(applyEdit(cut?.cut ?? {}, edit))).not.toBe(before);
  expect(JSON.stringify(cut?.cut)).toBe(before);
  // The same for the same seed.
  const again = choose(cut === undefined ? [] : candidatesOf(cut), 200, 1);
  const namesOf = (list: typeof chosen) =>
    list.map(({ edit }) => `${edit.tokens.join('/')} ${edit.keyword} ${edit.label}`);
  expect(namesOf(again)).toEqual(namesOf(chosen));
});
