import { describe, expect, test } from 'vitest';
import type { ContractChange } from '../../../src/contract/diff/change.ts';
import { compareDocuments } from '../../../src/contract/diff/compare-documents.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { normalizeDocument } from '../../../src/contract/document/resources.ts';
import { readDocument } from '../../diff/documents.ts';
import { DOCUMENT_REWRITES } from '../../diff/rewrites/document-rewrites.ts';
import { SCALAR_REWRITES } from '../../diff/rewrites/scalar-rewrites.ts';
import { SCHEMA_REWRITES } from '../../diff/rewrites/schema-rewrites.ts';

const NAMES = [
  ...['comment-tree', 'geometry', 'insurance', 'order-webhooks', 'report-filters', 'settings', 'tenants'].map(
    (name) => `written-${name}`,
  ),
  ...['chat-completions', 'payments', 'post-office'].map((name) => `written-${name}`),
  'readme-3.0-polymorphism',
];

/** Forms that the others do not have. */
const FORMS: OpenApiDocument = {
  openapi: '3.1.1',
  info: { title: 'Forms', version: '1' },
  paths: {
    '/forms': {
      post: {
        operationId: 'createForm',
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Form' } } } },
        responses: {
          200: {
            description: 'Done.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Form' } } },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Form: {
        type: 'object',
        properties: {
          list: { type: 'array', maxItems: 4 },
          payload: {},
          any: { type: 'array', items: true, minItems: 1 },
          count: { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 10 },
          name: { type: 'string', allOf: [{ maxLength: 5 }, { minLength: 2 }] },
        },
        additionalProperties: true,
      },
    },
  },
};
const DOCUMENTS = new Map([['forms', FORMS]]);
for (const name of NAMES) DOCUMENTS.set(name, await readDocument(name));

function changesOf(old: OpenApiDocument, rewritten: OpenApiDocument): string[] {
  const isChange = ({ severity }: ContractChange): boolean => severity !== 'docs';
  return compareDocuments(old, rewritten)
    .changes.filter(isChange)
    .map(({ severity, message, pointers }) => `${severity}: ${message} ${pointers.new ?? pointers.old ?? ''}`);
}

/** What a comparison says of a rewrite, and the documents where it applies. */
function tryRewrite(
  { apply }: (typeof SCHEMA_REWRITES)[number],
  normal: boolean,
): { found: string[]; applied: string[] } {
  const found: string[] = [];
  const applied: string[] = [];
  for (const [index, [name, document]] of [...DOCUMENTS].entries()) {
    const old = normal ? normalizeDocument(document) : document;
    const { document: rewritten, places } = apply(old);
    if (places === 0) continue;
    applied.push(name);
    // Each document in one direction, every second one in the other.
    const changes = index % 2 === 0 ? changesOf(old, rewritten) : changesOf(rewritten, old);
    for (const change of changes) found.push(`${name}: ${change}`);
  }
  return { found, applied };
}

describe('an equivalent form is no change', () => {
  test.each(SCALAR_REWRITES.concat(SCHEMA_REWRITES).map((rewrite) => [rewrite.name, rewrite] as const))(
    '%s',
    (_name, rewrite) => {
      const { found, applied } = tryRewrite(rewrite, true);
      expect(found).toEqual([]);
      expect(applied).not.toEqual([]);
    },
  );

  test.each(DOCUMENT_REWRITES.map((rewrite) => [rewrite.name, rewrite] as const))('%s', (_name, rewrite) => {
    const { found, applied } = tryRewrite(rewrite, false);
    expect(found).toEqual([]);
    expect(applied).not.toEqual([]);
  });
});
