import type { Operation } from '../document/document.ts';
import type { Drawn } from './faults.ts';
import type { Preferences } from './preferences.ts';
import type { Scenario } from './scenarios.ts';

/** The settings of one response, from the preferences of its request, its scenario and the drawn failure. */
export type Choice = {
  preferences: Preferences;
  /** Replace those of the response. By lower-case name. */
  headers: Record<string, string>;
  /** Why the response is not the usual one, for the log. */
  cause?: string;
};

/** A request's own preferences win over its scenario, which wins over `--latency` and `--chaos`. */
export function chooseResponse(
  asked: Preferences,
  scenario: Scenario | undefined,
  { operation, draw }: { operation: Operation | undefined; draw: (operation: Operation) => Drawn },
): Choice {
  const drawn = operation && draw(operation);
  const { delay: ownDelay, headers = {}, ...chosen } = (operation && scenario?.choose(operation)) ?? {};
  const delay = asked.delay ?? ownDelay ?? drawn?.delay ?? 0;
  const { code, example, fail, dynamic } = asked;
  const isAsked = code !== undefined || example !== undefined || dynamic;
  if (isAsked || fail !== undefined) {
    const cause = fail === undefined ? {} : { cause: 'Prefer' };
    return { preferences: withForce({ ...asked, delay }), headers: {}, ...cause };
  }
  if (scenario !== undefined && Object.keys(chosen).length > 0)
    return { preferences: withForce({ ...asked, ...chosen, delay }), headers, cause: `scenario "${scenario.name}"` };
  if (drawn?.failure !== undefined)
    return { preferences: withForce({ ...asked, ...drawn.failure, delay }), headers: {}, cause: 'chaos' };
  const cause = scenario?.isEmpty === true ? { cause: `scenario "${scenario.name}"` } : {};
  return { preferences: { ...asked, delay }, headers, ...cause };
}

/** Errors that are asked for come before validation: a server that is down validates nothing. */
function withForce(preferences: Preferences): Preferences {
  return (preferences.code ?? 0) >= 400 ? { ...preferences, isForced: true } : preferences;
}
