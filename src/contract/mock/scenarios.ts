import { ContractError, type Operation } from '../document/document.ts';
import { suggest } from '../document/suggest.ts';
import { declaresStatus, examplesOf, statusOfExample } from './examples.ts';
import { createChaos, type Latency, type MockFault, readLatency } from './faults.ts';
import { type ConfiguredScenarios, type ScenarioResponse, scenarioFaults } from './scenario-settings.ts';

/** How an operation responds under a scenario. Nothing but `delay` is there where it responds as usual. */
export type ScenarioChoice = {
  code?: number;
  example?: string;
  fail?: MockFault;
  /** By lower-case name. */
  headers?: Record<string, string>;
  /** Milliseconds. */
  delay?: number;
};

/** A scenario that requests can be in. */
export type Scenario = {
  name: string;
  /** Whether it has a state of its own, without what clients create. */
  isEmpty: boolean;
  /** Draws the delay of each request, where it is a range. */
  choose: (operation: Operation) => ScenarioChoice;
};

export type Scenarios = {
  /** @returns an error that lists the scenarios if there is none of this name */
  find: (name: string) => Scenario | Error;
};

/** Longer lists of names are cut. */
const MOST_NAMES = 40;
/** Longer names are cut. */
const LONGEST_NAME = 60;

/**
 * The scenarios of a configuration. The name of each example of a response is a scenario too: operations that have it send it.
 *
 * @param seed of delays that are a range
 * @throws ContractError if a scenario names something that the document does not have
 */
export function createScenarios(
  configured: ConfiguredScenarios,
  operations: Operation[],
  seed: number | undefined,
): Scenarios {
  const faults = Object.entries(configured).flatMap(([name, scenario]) => scenarioFaults(name, scenario, operations));
  if (faults.length > 0) throw new ContractError(faults.map((message) => ({ message })));
  const known = new Map<string, Scenario>();
  const examples = new Set(operations.flatMap(exampleNames));
  return {
    find: (name) => {
      const isConfigured = Object.hasOwn(configured, name);
      if (!isConfigured && !examples.has(name)) return unknownScenario(name, Object.keys(configured), [...examples]);
      const scenario = known.get(name) ?? toScenario(name, isConfigured ? configured[name] : { example: name }, seed);
      known.set(name, scenario);
      return scenario;
    },
  };
}

/** Names of examples of all responses of an operation. */
function exampleNames({ responses }: Operation): string[] {
  return Object.values(responses).flatMap(({ content = {} }) =>
    Object.values(content).flatMap(({ examples = {} }) => Object.keys(examples)),
  );
}

function unknownScenario(name: string, configured: string[], examples: string[]): Error {
  const lists = [
    configured.length === 0 ? 'No scenario is configured.' : `Scenarios: ${cutNames(configured)}.`,
    ...(examples.length === 0 ? [] : [`Names of examples are scenarios too: ${cutNames(examples)}.`]),
  ];
  const isShort = name.length <= LONGEST_NAME;
  const near = isShort ? suggest(name, [...configured, ...examples]) : '';
  return new Error(
    `There is no scenario "${isShort ? name : `${name.slice(0, LONGEST_NAME)}…`}".${near} ${lists.join(' ')}`,
  );
}

function cutNames(names: string[]): string {
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ');
}

function toScenario(
  name: string,
  { state, for: scope, operations = {}, ...response }: ConfiguredScenarios[string] = {},
  seed: number | undefined,
): Scenario {
  const isConcerned = ({ operationId, security }: Operation): boolean => {
    if (scope === undefined) return true;
    // An alternative without a scheme lets everybody in (OAS 3.1 §4.8.30).
    if (scope === 'secured') return security.length > 0 && security.every((one) => Object.keys(one).length > 0);
    return scope.includes(operationId);
  };
  const draws = new Map<ScenarioResponse, ReturnType<typeof createChaos>>();
  const delayOf = (chosen: ScenarioResponse, operation: Operation): { delay?: number } => {
    if (chosen.delay === undefined) return {};
    const draw = draws.get(chosen) ?? createChaos({ latency: toLatency(chosen.delay), seed });
    draws.set(chosen, draw);
    return { delay: draw(operation).delay };
  };
  return {
    name,
    isEmpty: state === 'empty',
    choose: (operation) => {
      const { operationId } = operation;
      const own = Object.hasOwn(operations, operationId) ? operations[operationId] : undefined;
      const chosen = own ?? (isConcerned(operation) ? response : undefined);
      if (chosen === undefined) return {};
      return { ...responseFor(operation, chosen), ...delayOf(chosen, operation) };
    },
  };
}

/** A range of milliseconds, which has been checked. */
function toLatency(delay: number | string): Latency | undefined {
  return readLatency(String(delay));
}

/** The parts of a response that the operation declares. */
function responseFor(operation: Operation, { code, example, fail, headers = {} }: ScenarioResponse): ScenarioChoice {
  const failing = fail === undefined ? {} : { fail };
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const added = lower.length === 0 ? {} : { headers: Object.fromEntries(lower) };
  if (code === undefined && example === undefined) return { ...failing, ...added };
  const status = code ?? statusOfExample(operation, example ?? '');
  if (status === undefined || !declaresStatus(operation, status)) return failing;
  const isThere = example !== undefined && examplesOf(operation, status).has(example);
  return { ...failing, ...added, code: status, ...(isThere ? { example } : {}) };
}
