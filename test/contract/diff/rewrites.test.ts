import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { ContractChange } from '../../../src/contract/diff/change.ts';
import { compareDocuments } from '../../../src/contract/diff/compare-documents.ts';
import { bundleContract } from '../../../src/contract/document/bundle.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { normalizeDocument } from '../../../src/contract/document/resources.ts';
import { readDocument } from '../../diff/documents.ts';
import { DOCUMENT_REWRITES } from '../../diff/rewrites/document-rewrites.ts';
import type { Rewrite } from '../../diff/rewrites/rewrite.ts';
import { SCALAR_REWRITES } from '../../diff/rewrites/scalar-rewrites.ts';
import { SCHEMA_REWRITES } from '../../diff/rewrites/schema-rewrites.ts';
import { harborDocument } from './harbor.ts';
import { HARBOR_REWRITES } from './harbor-rewrites.ts';

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
const DOCUMENTS = new Map([
  ['forms', FORMS],
  ['harbor', harborDocument()],
]);
for (const name of NAMES) DOCUMENTS.set(name, await readDocument(name));

/** Each kind is tried on that many documents. Each document has many kinds: the first of a kind is another one. */
const MOST_DOCUMENTS = 4;

function changesOf(old: OpenApiDocument, rewritten: OpenApiDocument): string[] {
  const isChange = ({ severity }: ContractChange): boolean => severity !== 'docs';
  return compareDocuments(old, rewritten)
    .changes.filter(isChange)
    .map(({ severity, message, pointers }) => `${severity}: ${message} ${pointers.new ?? pointers.old ?? ''}`);
}

const NORMAL = new Map([...DOCUMENTS].map(([name, document]) => [name, normalizeDocument(document)]));

/** The changes of a rewrite, and the documents where it applies. */
function tryRewrite(
  { apply }: Rewrite,
  { documents, index }: { documents: Map<string, OpenApiDocument>; index: number },
): { found: string[]; applied: string[] } {
  const found: string[] = [];
  const applied: string[] = [];
  const all = [...documents];
  const start = index % all.length;
  for (const [name, old] of [...all.slice(start), ...all.slice(0, start)]) {
    const { document: rewritten, places } = apply(old);
    if (places === 0) continue;
    applied.push(name);
    // Every second document in the other direction.
    const changes = applied.length % 2 === 1 ? changesOf(old, rewritten) : changesOf(rewritten, old);
    for (const change of changes) found.push(`${name}: ${change}`);
    if (applied.length === MOST_DOCUMENTS) break;
  }
  const only = applied.length === 1 ? documents.get(applied[0] ?? '') : undefined;
  if (only !== undefined) found.push(...changesOf(apply(only).document, only));
  return { found, applied };
}

describe('an equivalent form is no change', () => {
  const ofSchemas = [...SCALAR_REWRITES, ...SCHEMA_REWRITES].map((rewrite) => ({ ...rewrite, documents: NORMAL }));
  const ofDocuments = [...DOCUMENT_REWRITES, ...HARBOR_REWRITES].map((rewrite) => ({
    ...rewrite,
    documents: DOCUMENTS,
  }));
  const all = [...ofSchemas, ...ofDocuments];

  test.each(all.map((rewrite, index) => [rewrite.name, rewrite, index] as const))('%s', (_name, rewrite, index) => {
    const { found, applied } = tryRewrite(rewrite, { index, documents: rewrite.documents });
    expect(found).toEqual([]);
    expect(applied).not.toEqual([]);
  });

  test('of each of which there is one', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });
});

test('a document of 3.0 is no change to one of 3.1', () => {
  const old = withoutWebhooks();
  old.openapi = '3.0.3';
  const { properties } = (old.components?.schemas?.Boat ?? expect.fail()) as { properties: Record<string, object> };
  properties.flag = { type: 'string', nullable: true, enum: ['red', 'green', null] };
  properties.length = { type: 'number', minimum: 0, exclusiveMinimum: true };
  expect(compareDocuments(old, withoutWebhooks()).changes).toEqual([]);
  expect(compareDocuments(withoutWebhooks(), old).changes).toEqual([]);
});

function withoutWebhooks(): OpenApiDocument {
  const { webhooks: _, ...document } = harborDocument();
  return document;
}

test('a document in several files of YAML is no change to one file of JSON', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'diff-'));
  const { paths, components, ...rest } = harborDocument();
  await writeFile(join(folder, 'whole.json'), JSON.stringify(harborDocument()));
  await writeFile(join(folder, 'owner.yaml'), stringify(components?.schemas?.Owner));
  await writeFile(join(folder, 'forms.yaml'), stringify({ form: paths?.['/forms'] }));
  const split = {
    ...{ ...rest, paths: { ...paths, '/forms': { $ref: 'forms.yaml#/form' } } },
    components: { ...components, schemas: { ...components?.schemas, Owner: { $ref: 'owner.yaml' } } },
  };
  await writeFile(join(folder, 'split.yaml'), stringify(split));
  const [one, other] = [
    await bundleContract(join(folder, 'split.yaml')),
    await bundleContract(join(folder, 'whole.json')),
  ];
  await rm(folder, { recursive: true });
  const compared = { operations: 3, webhooks: 1, schemas: expect.any(Number) };
  expect(compareDocuments(one, other)).toEqual({ changes: [], compared });
  expect(compareDocuments(other, one)).toEqual({ changes: [], compared });
});
