import type { Operation } from '../document/document.ts';
import { isObject } from '../document/references.ts';
import { suggest } from '../document/suggest.ts';
import { declaresStatus, statusOfExample } from './examples.ts';
import { isMockFault, MOCK_FAULTS, MOST_DELAY_MS, type MockFault, readLatency } from './faults.ts';

/** How operations respond under a scenario. */
export type ScenarioResponse = {
  /**
   * The status. An error is sent before the request is validated. Operations that do not declare it respond as usual.
   */
  code?: number;
  /** The name of an example. Without `code`, it is that of the response that has the example. */
  example?: string;
  /** Milliseconds before the response, or a range such as `1000-3000`. */
  delay?: number | string;
  /** How the connection fails. */
  fail?: MockFault;
  /** Headers of the response, such as `retry-after`. They replace those of the example. */
  headers?: Record<string, string | number>;
};

/** A scenario: how all operations respond, or some of them. */
export type MockScenario = ScenarioResponse & {
  /** `empty`: nothing that clients create is stored. It needs a stateful mock. */
  state?: 'empty';
  /** Which operations respond so: those that need credentials, or those of a list of operationIds. By default all. */
  for?: 'secured' | string[];
  /** How single operations respond, by operationId, whatever `for` says. */
  operations?: Record<string, ScenarioResponse>;
};

/** Scenarios by name. */
export type ConfiguredScenarios = Record<string, MockScenario>;

const RESPONSE_MEMBERS = ['code', 'example', 'delay', 'fail', 'headers'];
const MEMBERS = [...RESPONSE_MEMBERS, 'state', 'for', 'operations'];

/** Errors of a scenario, one sentence each. */
export function scenarioFaults(name: string, scenario: unknown, operations: Operation[]): string[] {
  const at = `mock.scenarios["${name}"]`;
  if (!/^[\w.-]+$/.test(name)) return [`${at}: a name can have letters, digits, ".", "_" and "-".`];
  if (!isObject(scenario)) return [`${at} must be an object.`];
  const unknown = unknownMembers(at, scenario, MEMBERS);
  if (unknown.length > 0) return unknown;
  const { state, for: scope, operations: single = {}, ...response } = scenario;
  if (state !== undefined && state !== 'empty') return [`${at}.state must be "empty".`];
  const isScope = scope === undefined || scope === 'secured' || Array.isArray(scope);
  if (!isScope) return [`${at}.for must be "secured" or a list of operationIds.`];
  if (!isObject(single)) return [`${at}.operations must be an object of responses by operationId.`];
  const ids = operations.map(({ operationId }) => operationId);
  const named = [...(Array.isArray(scope) ? scope.map(String) : []), ...Object.keys(single)];
  const missing = named.filter((id) => !ids.includes(id));
  if (missing.length > 0)
    return missing.map((id) => `${at}: the document has no operation "${id}".${suggest(id, ids)}`);
  const concerned = Array.isArray(scope)
    ? operations.filter(({ operationId }) => scope.includes(operationId))
    : operations;
  return [
    ...responseFaults(at, response, concerned),
    ...Object.entries(single).flatMap(([id, one]) =>
      responseFaults(
        `${at}.operations.${id}`,
        one,
        operations.filter(({ operationId }) => operationId === id),
      ),
    ),
  ];
}

function unknownMembers(at: string, value: Record<string, unknown>, known: string[]): string[] {
  const unknown = Object.keys(value).filter((member) => !known.includes(member));
  return unknown.map((member) => `${at}: unknown option "${member}".${suggest(member, known)}`);
}

/** @param operations of which one must have the selected response */
function responseFaults(at: string, response: unknown, operations: Operation[]): string[] {
  if (!isObject(response)) return [`${at} must be an object.`];
  const unknown = unknownMembers(at, response, RESPONSE_MEMBERS);
  const { code, example, delay, fail, headers = {} } = response;
  const isCode = code === undefined || (Number.isInteger(code) && Number(code) >= 200 && Number(code) <= 599);
  const isDelay = delay === undefined || readLatency(String(delay)) !== undefined;
  const values = isObject(headers) ? Object.values(headers) : [undefined];
  const declaring = operations.filter((one) => code === undefined || declaresStatus(one, Number(code)));
  const hasExample = declaring.some((one) => statusOfExample(one, String(example)) !== undefined);
  return [
    ...unknown,
    ...(isCode ? [] : [`${at}.code must be a status from 200 to 599.`]),
    ...(isCode && declaring.length === 0 ? [`${at}.code: no operation declares the status ${code}.`] : []),
    ...(example === undefined || declaring.length === 0 || hasExample
      ? []
      : [`${at}.example: no response has an example "${example}".`]),
    ...(isDelay ? [] : [`${at}.delay must be milliseconds from 0 to ${MOST_DELAY_MS}, or a range such as "200-800".`]),
    ...(fail === undefined || isMockFault(fail) ? [] : [`${at}.fail must be one of ${MOCK_FAULTS.join(', ')}.`]),
    ...(values.every((value) => typeof value === 'string' || typeof value === 'number')
      ? []
      : [`${at}.headers must be an object of texts.`]),
  ];
}
