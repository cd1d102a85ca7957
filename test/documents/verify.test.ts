import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { bundleContract } from '../../src/contract/document/bundle.ts';
import type { OpenApiDocument } from '../../src/contract/document/document.ts';
import { startMock } from '../../src/contract/mock/mock.ts';
import { createPlan, type Plan } from '../../src/contract/verify/plan.ts';
import { runVerify } from '../../src/contract/verify/run.ts';
import type { RunOptions } from '../../src/contract/verify/run-context.ts';
import { DOCUMENTS, type ForeignDocument } from './documents.ts';

const documents = DOCUMENTS.filter(({ isSplit, isVendored }) => !isSplit && !isVendored);

/** The mock takes any credentials, and many documents declare no rejection. */
const OFF: RunOptions['off'] = ['ignored_auth', 'status_code_conformance'];

/** Responses that no server can give, with the cause. */
const IMPOSSIBLE: Record<string, { checks: string[]; cause: string }> = {
  'readme-3.0-circular-request-bodies': {
    checks: ['content_type_conformance'],
    cause: 'the body of a response requires itself without end',
  },
  'readme-3.0-readme-legacy': {
    checks: ['response_schema_conformance', 'error_names_field'],
    cause: 'each error fits more than one alternative of oneOf',
  },
};

/** Operations of which no valid request is found, with the cause. */
const NOT_TRIED: Record<string, string[]> = {
  // Each body fits more than one alternative of oneOf.
  'readme-3.0-discriminators': ['postPotentiallyUndefinedFormData'],
  // Their schemas contradict one another.
  'readme-3.0-schema-types': ['quirks_entirelyIncompatibleAllOf', 'quirks_partiallyUsableIncompatibleAllOf'],
  'readme-3.1-schema-types': ['quirks_entirelyIncompatibleAllOf', 'quirks_partiallyUsableIncompatibleAllOf'],
};

/** Verifies the mock of a document: at least one valid and one invalid request of each operation. */
async function verifyMock(document: OpenApiDocument, plan: Plan, more: Partial<RunOptions> = {}) {
  const mock = await startMock(document, { port: 0, host: '127.0.0.1' });
  return runVerify(plan, {
    ...{ url: mock.url, auth: {}, schemeAuth: credentialsOf(plan), otherAuth: {}, seed: 1, maxCases: 300 },
    ...{ operations: [], phases: ['examples', 'constraints', 'protocol', 'random'], off: OFF, timeMs: 600_000 },
    ...{ concurrency: 4, onProgress: () => undefined, ...more },
  }).finally(mock.stop);
}

function credentialsOf({ contract }: Plan): Record<string, Record<string, string>> {
  const entries = Object.entries(contract.securitySchemes).map(
    ([name, { type, scheme, in: place, name: key = '' }]) => {
      if (type === 'apiKey')
        return [name, place === 'cookie' ? { cookie: `${key}=any` } : { [key.toLowerCase()]: 'any' }];
      return [name, { authorization: scheme?.toLowerCase() === 'basic' ? `Basic ${btoa('any:any')}` : 'Bearer any' }];
    },
  );
  return Object.fromEntries(entries);
}

function bundle({ package: owner, file }: ForeignDocument): Promise<OpenApiDocument> {
  return bundleContract(fileURLToPath(new URL(`../../node_modules/${owner}/${file}`, import.meta.url)));
}

test.each(documents)('verify finds nothing wrong with the mock of $name', async (one) => {
  const document = await bundle(one);
  const { findings, notTried } = await verifyMock(structuredClone(document), createPlan(document));
  const found = findings.filter(({ check }) => IMPOSSIBLE[one.name]?.checks.includes(check) !== true);
  expect(found.map(({ check, message, request }) => [check, message, request.method, request.url])).toEqual([]);
  expect(notTried.map(({ operationId }) => operationId)).toEqual(NOT_TRIED[one.name] ?? []);
});

describe('GitHub', () => {
  test('is mocked and verified, a few operations at a time', async () => {
    const file = new URL('vendored/github.json.gz', import.meta.url);
    const document = JSON.parse(gunzipSync(readFileSync(file)).toString()) as OpenApiDocument;
    const plan = createPlan(document);
    const operations = plan.operations.filter((_, index) => index % 60 === 0).map(({ operationId }) => operationId);
    const { findings, notTried } = await verifyMock(structuredClone(document), plan, { operations });
    expect(findings.map(({ check, message, request }) => [check, message, request.method, request.url])).toEqual([]);
    expect(notTried).toEqual([]);
  });
});
