import { compileContract } from '../build/build.ts';
import { type DiscriminatorMode, documentOfValues } from '../build/discriminators.ts';
import type { CompiledContract } from '../document/compiled.ts';
import type { DocumentFault, OpenApiDocument, Operation } from '../document/document.ts';
import { listOperations } from '../document/operations.ts';
import { createFindSchema } from '../document/references.ts';
import { normalizeDocument } from '../document/resources.ts';
import { createPipeline } from '../serve/handler.ts';
import { isUnknownResource } from '../serve/rejection-status.ts';
import { apiKey, basic, bearer } from '../serve/security.ts';
import { type ContractRequest, Rejection, type SecurityCheck } from '../serve/types.ts';
import { createFindDeclared, type FindDeclared } from './declared.ts';
import { type Paging, pagingOf } from './pages.ts';
import type { Preferences } from './preferences.ts';
import { createPrism, type MockResponse } from './prism.ts';
import { type MockRaw, mockBodyReader } from './raw-request.ts';
import { createRejections } from './rejections.ts';
import { withRequiredHeaders } from './required-headers.ts';
import type { ConfiguredScenarios } from './scenario-settings.ts';
import { createScenarios, type Scenarios } from './scenarios.ts';
import type { MockRules } from './state/rules.ts';
import { createStates, type MockState } from './state/state.ts';
import { createUsualResponses, queryOf } from './usual-responses.ts';
import type { OnMockWarning } from './warnings.ts';
import { compileWithCallbacks } from './webhooks/outgoing.ts';
import { prepareWebhooks, type WebhookOptions, type Webhooks } from './webhooks/webhooks.ts';

/** Larger bodies get a 413. */
const BODY_LIMIT = 10 * 1024 * 1024;

export type MockingOptions = WebhookOptions & {
  /** How the alternative of a value is selected; by default, by the schemas. */
  discriminator?: DiscriminatorMode | undefined;
  /** Called once for each response of which no valid body is found, when it is first asked for. */
  onWarning: OnMockWarning;
  /** Whether it remembers what requests create, change and delete. */
  stateful?: boolean | undefined;
  /** Rules of the API that its document cannot state, by operationId, for a stateful mock. */
  rules?: MockRules | undefined;
  /** Scenarios that requests can be in. */
  scenarios?: ConfiguredScenarios | undefined;
  /** Seed of delays and failures. */
  seed?: number | undefined;
};

/** An operation, its pagination and its declared responses. */
export type MockOperation = { operation: Operation; paging: Paging | undefined; find: FindDeclared };

export type MockRequest = ContractRequest<MockRaw>;

/** The mock of one document. */
export type MockEngine = {
  /** The operation that a request is routed to. */
  operationOf: (request: MockRequest) => Operation | undefined;
  respond: (request: MockRequest, preferences: Preferences) => Promise<MockResponse>;
  /** States of a stateful mock, by scenario. The key '' has the state of scenarios without their own. */
  states: Map<string, MockState>;
  scenarios: Scenarios;
  webhooks: Webhooks;
  /** Names of query parameters that hold API keys. */
  keyNames: string[];
};

/**
 * Responds to requests with the contract's examples, after the same steps as on a server: routing, credentials,
 * reading, and validation.
 *
 * @param before the mock of the document before a reload, whose state is kept as far as the document allows it
 * @throws ContractError where the document cannot be compiled
 */
export async function createMock(
  document: OpenApiDocument,
  options: MockingOptions,
  before?: MockEngine,
): Promise<MockEngine> {
  const { onWarning, stateful = false, rules = {}, scenarios: configured = {}, seed } = options;
  const warn = (fault: DocumentFault): void => onWarning(fault, document);
  const { normal, callbacks, contract, pipeline } = await compileMock(document, options, warn);
  const { open, findRoute, handle, operations } = pipeline;
  const known = mockOperations(normal, contract);
  const ask = createPrism();
  const find = createFindSchema(normal);
  const scenarios = createScenarios(
    configured,
    [...known.values()].map(({ operation }) => operation),
    seed,
  );
  const { states, stateOf } = createStates({ document, known, find, ask, rules, onWarning }, before?.states);
  if (stateful) stateOf('', false);
  const respondUsually = createUsualResponses({ ask, document, onWarning });
  const webhooks = prepareWebhooks({ document: normal, callbacks, contract, find }, options, warn);
  const reject = createRejections({ contract, operations, known, ask });

  const respond: MockEngine['respond'] = async (request, preferences) => {
    const scenario = preferences.scenario === undefined ? undefined : scenarios.find(preferences.scenario);
    const isEmpty = scenario !== undefined && 'isEmpty' in scenario && scenario.isEmpty;
    const state = stateful ? stateOf(isEmpty ? scenario.name : '', isEmpty) : undefined;
    const controlled = state?.control(request.method, request.path);
    if (controlled !== undefined) return controlled;
    const accept = joinedHeader(request.headers.accept);
    const exchange = open(request, findRoute(request.path));
    try {
      if (preferences.isForced !== true || exchange.served === undefined) await handle(exchange);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      const { reason } = error;
      // A malformed id is that of nothing.
      if (reason.kind === 'invalid' && !isUnknownResource(reason.violations)) {
        const ruled = await state?.respondInvalid(exchange, reason.violations, accept);
        if (ruled !== undefined) return ruled;
      }
      return reject(reason, exchange, { accept, example: preferences.example });
    }
    const read = { params: exchange.decoded?.path ?? {}, body: exchange.body?.value };
    const isAsked = preferences.code !== undefined || preferences.example !== undefined || preferences.dynamic;
    const remembered = isAsked ? undefined : await state?.respond(exchange, accept);
    if (remembered !== undefined)
      return {
        ...remembered,
        facts: { ...remembered.facts, source: 'state', request: read, data: state?.context.data },
      };
    // Only a request of an operation is not rejected.
    const one = known.get(exchange.operationId as string) as MockOperation;
    const response = await respondUsually(one, preferences, { query: queryOf(request.query), accept });
    return { ...response, facts: { ...response.facts, request: read } };
  };
  /** RFC 9110 demands these headers of any server, whatever its document says. */
  const respondFully: MockEngine['respond'] = async (request, preferences) =>
    withRequiredHeaders(await respond(request, preferences), open(request, findRoute(request.path)), contract);
  return {
    operationOf: (request) => known.get(open(request, findRoute(request.path)).operationId ?? '')?.operation,
    respond: respondFully,
    states,
    scenarios,
    webhooks,
    keyNames: Object.values(contract.securitySchemes).flatMap(({ in: place, name }) =>
      place === 'query' && name !== undefined ? [name] : [],
    ),
  };
}

/** The validators of requests, and the document that provides the examples. */
async function compileMock(
  document: OpenApiDocument,
  { discriminator = 'schemas' }: MockingOptions,
  warn: (fault: DocumentFault) => void,
) {
  const compile = (one: OpenApiDocument) => compileContract(one, undefined, discriminator, { requests: true });
  const { document: extended, callbacks, contract: compiled } = compileWithCallbacks(document, compile, warn);
  const contract = servable(compiled);
  const pipeline = await createPipeline<unknown, MockRaw>(
    {
      contract,
      handlers: Object.fromEntries(
        contract.operations.map(({ operationId }) => [operationId, () => ({ status: 200 })]),
      ),
      security: Object.fromEntries(Object.entries(contract.securitySchemes).map(([name, one]) => [name, checkOf(one)])),
      bodyLimit: BODY_LIMIT,
    },
    { reader: mockBodyReader },
  );
  return { normal: documentOfValues(normalizeDocument(extended), discriminator), callbacks, contract, pipeline };
}

/**
 * The contract as the mock serves it: a base path of its servers may stand before a path or be left out, and a
 * security scheme that does not exist rejects nobody.
 */
function servable(contract: CompiledContract): CompiledContract {
  const operations = contract.operations.map((one) => ({ ...one, basePaths: [...new Set(['', ...one.basePaths])] }));
  const used = operations.flatMap(({ security }) => security.flatMap(Object.keys));
  const missing = used.filter((name) => !Object.hasOwn(contract.securitySchemes, name));
  const schemes = Object.fromEntries(missing.map((name) => [name, { type: 'undeclared' }]));
  return { ...contract, operations, securitySchemes: { ...schemes, ...contract.securitySchemes } };
}

/** Any credentials are valid, as long as they are where the scheme says. */
function checkOf({ type, scheme }: CompiledContract['securitySchemes'][string]): SecurityCheck<unknown, MockRaw> {
  if (type === 'apiKey') return apiKey((key) => key);
  if (type === 'oauth2' || type === 'openIdConnect') return bearer((token) => token);
  if (type !== 'http') return () => 'anybody';
  if (scheme?.toLowerCase() === 'bearer') return bearer((token) => token);
  if (scheme?.toLowerCase() === 'basic') return basic((user) => user);
  return ({ headers }) => headers.authorization;
}

function mockOperations(document: OpenApiDocument, contract: CompiledContract): Map<string, MockOperation> {
  const find = createFindSchema(document);
  const compiled = new Map(contract.operations.map((one) => [one.operationId, one]));
  const operations = listOperations(document).flatMap((operation): [string, MockOperation][] => {
    const one = compiled.get(operation.operationId);
    if (one === undefined) return [];
    const findDeclared = createFindDeclared(operation, one, find);
    return [[operation.operationId, { operation, paging: pagingOf(operation), find: findDeclared }]];
  });
  return new Map(operations);
}

/** A header that may have been sent more than once. */
export function joinedHeader(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value;
}
