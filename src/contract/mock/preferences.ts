import { isMockFault, MOCK_FAULTS, MOST_DELAY_MS, type MockFault } from './faults.ts';

/** Settings of a response, from a request or a scenario. */
export type Preferences = {
  /** Status of the response. */
  code?: number;
  /** Name of the example. */
  example?: string;
  /** Whether the body is generated from the schema. */
  dynamic: boolean;
  /** Name of a scenario. */
  scenario?: string;
  /** Milliseconds before the response. */
  delay?: number;
  /** How the connection fails. */
  fail?: MockFault;
  /** Whether the status is sent to invalid requests too: a server that is down validates nothing. */
  isForced?: boolean;
};

/**
 * Reads `Prefer: code=404, example=name, dynamic=true, scenario=name, delay=800, fail=reset` (RFC 7240 §2). Unknown
 * preferences are ignored.
 *
 * @returns an error that describes an invalid value
 */
export function readPreferences(header = ''): Preferences | Error {
  const preferences = new Map<string, string>();
  // RFC 7240 §2: only the first instance of a preference counts. Parameters count as preferences, as in Prism.
  for (const [name, value] of splitPreferences(header)) if (!preferences.has(name)) preferences.set(name, value);
  const code = preferences.get('code');
  if (code !== undefined && !/^[1-5]\d\d$/.test(code))
    return new Error('The Prefer header has a code that is not an HTTP status.');
  const delay = preferences.get('delay');
  if (delay !== undefined && !(/^\d{1,6}$/.test(delay) && Number(delay) <= MOST_DELAY_MS))
    return new Error(`The Prefer header has a delay that is not an integer from 0 to ${MOST_DELAY_MS} milliseconds.`);
  const fail = preferences.get('fail');
  if (fail !== undefined && !isMockFault(fail))
    return new Error(
      `The Prefer header has an unknown fail. It must be ${MOCK_FAULTS.join(', ').replace(/, (?=[^,]*$)/, ' or ')}.`,
    );
  const example = preferences.get('example');
  const scenario = preferences.get('scenario');
  return {
    dynamic: preferences.get('dynamic') === 'true',
    ...(scenario === undefined ? {} : { scenario }),
    ...(code === undefined ? {} : { code: Number(code) }),
    ...(example === undefined ? {} : { example }),
    ...(delay === undefined ? {} : { delay: Number(delay) }),
    ...(fail === undefined ? {} : { fail }),
  };
}

/** A preference: all up to the next comma or semicolon outside of a quoted string (RFC 9110 §5.6.4). */
const PREFERENCE = /(?:"(?:[^"\\]|\\.)*"|[^,;])+/g;

function splitPreferences(header: string): [name: string, value: string][] {
  return (header.match(PREFERENCE) ?? []).map((part) => {
    const [name = '', ...value] = part.split('=');
    return [name.trim().toLowerCase(), unquote(value.join('=').trim())];
  });
}

function unquote(text: string): string {
  return /^"(?:[^"\\]|\\.)*"$/.test(text) ? text.slice(1, -1).replaceAll(/\\(.)/g, '$1') : text;
}
