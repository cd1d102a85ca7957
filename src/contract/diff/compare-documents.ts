import { checkSchemas } from '../build/check-schemas.ts';
import type { OpenApiDocument } from '../document/document.ts';
import { normalizeDocument } from '../document/resources.ts';
import type { DocumentComparison } from './change.ts';
import { createChanges } from './changes.ts';
import type { DiffContext, OperationPair } from './context.ts';
import { compareRequestBodies } from './pairs/bodies.ts';
import { pairOperations, pairSentRequests } from './pairs/operation-pairs.ts';
import { compareApiTexts, compareOperationTexts } from './pairs/operation-texts.ts';
import { compareParameters } from './pairs/parameters.ts';
import { compareResponses } from './pairs/responses.ts';
import { compareSchemes, compareSecurity } from './pairs/security.ts';
import { compareBasePaths, compareHosts } from './pairs/servers.ts';
import { type ApiParts, readApiParts } from './parts.ts';
import { completePolicy, type DiffPolicy } from './policy.ts';
import { createCompileParts } from './proofs.ts';
import { createCompareSchemas } from './schema-pairs.ts';
import { createSchemaComparison } from './schemas/compare.ts';

/**
 * Compares two versions of a document by meaning: which requests are rejected that were accepted, and which responses
 * may come that were not declared. Parts are paired by their identity, not by their place.
 *
 * @param oldBundled the earlier version, bundled
 * @param newBundled the later version, bundled
 * @param given policies that differ from the defaults
 * @throws ContractError if a document cannot be read
 */
export function compareDocuments(
  oldBundled: OpenApiDocument,
  newBundled: OpenApiDocument,
  given: Partial<DiffPolicy> = {},
): DocumentComparison {
  return compareVersions(readVersion(oldBundled), readVersion(newBundled), given);
}

/** The same for versions that have been read. */
export function compareVersions(old: ApiParts, fresh: ApiParts, given: Partial<DiffPolicy> = {}): DocumentComparison {
  const policy = completePolicy(given);
  const drafts = createChanges();
  const compareSchemas = createCompareSchemas(createSchemaComparison(old.document, fresh.document));
  const context: DiffContext = {
    ...{ old, new: fresh, policy, compareSchemas, seen: new Set<string>() },
    compile: createCompileParts(),
    report: drafts.report,
  };
  const operations = pairOperations(context);
  for (const pair of operations) {
    compareSecurity(pair);
    compareBasePaths(pair);
    compareMessages(pair);
  }
  const webhooks = pairSentRequests(context, old.webhooks, fresh.webhooks);
  for (const pair of webhooks) compareMessages(pair);
  compareSchemes(context);
  compareHosts(context);
  compareApiTexts(context);
  return {
    changes: drafts.finish(policy),
    compared: { operations: operations.length, webhooks: webhooks.length, schemas: compareSchemas.count() },
  };
}

/**
 * Reads one of the versions.
 *
 * @param bundled the document, bundled
 * @throws ContractError with each place that is not a JSON Schema, or whose reference is broken
 */
export function readVersion(bundled: OpenApiDocument): ApiParts {
  const document = normalizeDocument(bundled);
  checkSchemas(document);
  return readApiParts(document);
}

/** Compares the messages of an operation, webhook or callback, and those of its callbacks. */
function compareMessages(pair: OperationPair): void {
  compareParameters(pair);
  compareRequestBodies(pair);
  compareResponses(pair);
  compareOperationTexts(pair);
  for (const inner of pairSentRequests(pair.context, pair.old.callbacks, pair.new.callbacks)) compareMessages(inner);
}
