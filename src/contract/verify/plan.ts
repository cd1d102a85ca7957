import { compileContract } from '../build/build.ts';
import { type DiscriminatorMode, documentOfValues } from '../build/discriminators.ts';
import type { CompiledContract } from '../document/compiled.ts';
import {
  type Contract,
  ContractError,
  type MediaType,
  type OpenApiDocument,
  type Operation,
} from '../document/document.ts';
import { findMediaType, isOtherMultipart } from '../document/media-types.ts';
import { readContract } from '../document/operations.ts';
import { createFindSchema, type FindSchema, isObject } from '../document/references.ts';
import { normalizeDocument } from '../document/resources.ts';
import { sequenceFormat } from '../document/sequences.ts';
import { findViolations, type ServedOperation, serveOperations } from '../serve/engine.ts';
import type { Violation } from '../serve/types.ts';
import { CHECK_NAMES, isCheckName } from './check-names.ts';
import { type Link, listLinks } from './links.ts';
import { readListHints } from './list-hints.ts';
import type { CaseBody, RequestParts } from './types.ts';
import type { Effect, Hints, VerifiableOperation } from './verifiable-operation.ts';
import { readWritten } from './write-body.ts';

/** A contract, prepared for the test of a server. */
export type Plan = {
  document: OpenApiDocument;
  contract: Contract;
  built: CompiledContract;
  find: FindSchema;
  /** Those that requests may be sent to. */
  operations: VerifiableOperation[];
  /** All of the contract. */
  declared: VerifiableOperation[];
  links: Link[];
  /** Sentences about what of the contract a run can make nothing of. */
  lost: string[];
};

/**
 * Prepares a bundled contract for a run.
 *
 * @param discriminator what decides between alternatives
 * @throws ContractError when it cannot be compiled or an `x-verify` is not of its form
 */
export function createPlan(bundled: OpenApiDocument, discriminator: DiscriminatorMode = 'schemas'): Plan {
  const document = documentOfValues(normalizeDocument(bundled), discriminator);
  const contract = readContract(document);
  const built = compileContract(bundled, undefined, discriminator, { requests: true, responses: true });
  const find = remember(createFindSchema(document));
  const served = new Map(serveOperations(built).map((one) => [one.operation.operationId, one]));
  const operations = contract.operations.map((operation) => ({
    ...withLists(operation),
    // Both lists come from the same document.
    served: served.get(operation.operationId) as ServedOperation,
    hints: readHints(operation),
    find,
  }));
  return {
    document,
    contract,
    built,
    ...{ find, operations, declared: operations },
    ...listLinks(document, operations),
  };
}

/** The same contract without operations that no request may be sent to. */
export function withoutOperations(plan: Plan, ids: string[]): Plan {
  const isKept = ({ operationId }: VerifiableOperation): boolean => !ids.includes(operationId);
  const links = plan.links.filter(({ from, to }) => isKept(from) && isKept(to));
  return { ...plan, operations: plan.operations.filter(isKept), links };
}

/** A body of items is a list (OAS 3.2 §4.14.3). */
function withLists(operation: Operation): Operation {
  const { requestBody } = operation;
  if (requestBody === undefined) return operation;
  const content = Object.entries(requestBody.content).map(([name, { itemSchema, ...media }]): [string, MediaType] => {
    const isSequence = sequenceFormat(name) !== undefined || isOtherMultipart(name);
    const isList = itemSchema !== undefined && media.schema === undefined && isSequence;
    return [
      name,
      isList
        ? { ...media, schema: { type: 'array', minItems: 1, items: itemSchema } }
        : { ...media, ...(itemSchema === undefined ? {} : { itemSchema }) },
    ];
  });
  return { ...operation, requestBody: { ...requestBody, content: Object.fromEntries(content) } };
}

/** The document does not change during a run, and its schemas are asked for again and again. */
function remember(find: FindSchema): FindSchema {
  const found = new Map<string, unknown>();
  return (reference) => {
    if (!found.has(reference)) found.set(reference, find(reference));
    return found.get(reference);
  };
}

const NAMES = Object.keys(CHECK_NAMES).join(', ');
const REASONED = ['rules', 'unique', 'off'] as const;

function readHints(operation: Operation): Hints {
  const hints: Hints = { rules: {}, unique: {}, off: {}, effects: {} };
  const written = (operation as unknown as Record<string, unknown>)['x-verify'];
  if (written === undefined) return hints;
  const fail = (message: string): never => {
    throw new ContractError([{ message: `"x-verify" ${message}`, pointer: `${operation.pointer}/x-verify` }]);
  };
  if (!isObject(written)) return fail('must be an object');
  for (const [kind, entries] of Object.entries(written)) {
    if (!isObject(entries)) return fail(`must have an object as "${kind}"`);
    const reasoned = REASONED.find((one) => one === kind);
    if (reasoned !== undefined) {
      if (!Object.values(entries).every((reason) => typeof reason === 'string' && reason !== '')) {
        return fail(`must give a reason, a string, for each entry of "${kind}"`);
      }
      const stranger = reasoned === 'off' ? Object.keys(entries).find((name) => !isCheckName(name)) : undefined;
      if (stranger !== undefined) return fail(`switches "${stranger}" off; the checks are ${NAMES}`);
      hints[reasoned] = entries as Record<string, string>;
    } else if (kind === 'effects') {
      if (!Object.values(entries).every((effect) => isObject(effect) && 'when' in effect && isObject(effect.sets))) {
        return fail('must have `when` and `sets` in each entry of "effects"');
      }
      hints.effects = entries as Record<string, Effect>;
    } else if (kind === 'list') {
      hints.list = readListHints(operation, entries, fail);
    } else return fail(`has the unknown member "${kind}"; its members are ${REASONED.join(', ')}, effects and list`);
  }
  return hints;
}

/** A request's parts as a server decodes them: texts of parameters as they are sent, and the body's value. */
export type DecodedRequest = {
  path: Record<string, string>;
  query: string;
  headers: Record<string, string>;
  body?: CaseBody | undefined;
};

/** Everything in a request that the contract does not allow, as this toolkit's own server validates it. */
export function violationsInRequest(
  operation: VerifiableOperation,
  { path, query, headers, body }: DecodedRequest,
): Violation[] {
  const { served } = operation;
  const decoded = served.decode({ path, query, headers });
  return findViolations(
    {
      method: served.method,
      path: served.path,
      query,
      headers,
      match: undefined,
      served,
      decoded,
      body:
        // Without content there is no body, whatever its media type.
        body === undefined || body.text === ''
          ? undefined
          : { ...readWritten(operation, body), mediaType: declaredType(served, body.mediaType) },
    },
    'reject',
  );
}

function declaredType({ bodies = new Map() }: ServedOperation, mediaType: string): string {
  return findMediaType(bodies, mediaType) ?? mediaType;
}

/** Whether the contract allows a request, path parameters aside, which resources give. */
export function isAllowed(operation: VerifiableOperation, parts: RequestParts): boolean {
  return violationsInParts(operation, parts).every(({ in: where }) => where === 'path');
}

/** Violations of the contract by a request with the path parameters of its parts. */
export function violationsInParts(
  operation: VerifiableOperation,
  { path, query, headers, cookies, body }: RequestParts,
): Violation[] {
  const all = cookies.length > 0 ? { ...headers, cookie: cookies.join('; ') } : headers;
  return violationsInRequest(operation, { path, query: query.join('&'), headers: all, body });
}
