import { lookUp } from '../document/references.ts';
import { valueOfJson } from './json.ts';
import { RunStopped } from './preflight.ts';
import type { Sender } from './send.ts';
import type { Received, SentRequest } from './types.ts';

/** How a run gets credentials by a request. */
export type LoginPlan = {
  /** Its name in messages. */
  name: string;
  request: SentRequest;
  /** JSON Pointer of the token in the response. */
  token?: string;
  /** Name of a cookie of the response. */
  cookie?: string;
  /** JSON Pointer of the seconds for which they are valid. */
  expiresIn?: string;
  /** Name of the header with the credentials, in lower case. */
  header: string;
  /** Its value, in which `{token}` stands for the token or the value of the cookie. */
  value: string;
  /** Security scheme whose operations take them; all operations if it is left out. */
  scheme?: string;
  /** Credentials that the run has had. */
  secrets: Set<string>;
};

/** The credentials that a run carries, which a login changes. */
export type OwnCredentials = { auth: Record<string, string>; schemeAuth?: Record<string, Record<string, string>> };

export type Login = {
  /**
   * Logs in if there are no credentials yet or they have expired.
   *
   * @throws RunStopped if the login fails
   */
  ready: () => Promise<void>;
  /** Gets other credentials than those that were rejected. Returns whether there are. */
  renew: (rejected: Record<string, string>, operationId: string) => Promise<boolean>;
  /** Says that an operation rejects new credentials too. */
  giveUp: (operationId: string) => void;
  /** How often the run has logged in. */
  count: () => number;
};

/** Credentials are renewed so many milliseconds before they expire, or after half of their time if that is less. */
const LEEWAY_MS = 10_000;

/** @param credentials change with each login */
export function createLogin(plan: LoginPlan, sender: Sender, credentials: OwnCredentials): Login {
  /** Operations that reject new credentials too. */
  const hopeless = new Set<string>();
  let expiresAt = Number.NEGATIVE_INFINITY;
  let current: string | undefined;
  let running: Promise<void> | undefined;
  let count = 0;

  const logIn = async (): Promise<void> => {
    const exchange = await sender.send(plan.request);
    const fail = (reason: string): never => {
      throw new RunStopped(`The login of ${plan.name} failed: ${reason}.`);
    };
    if ('failure' in exchange) return fail(exchange.failure);
    const { response } = exchange;
    if (response.status >= 400) return fail(`${plan.request.method} returned ${response.status}`);
    const text = tokenOf(plan, response) ?? fail(`the response with ${response.status} has no ${nameOfMissing(plan)}`);
    count += 1;
    current = plan.value.replaceAll('{token}', () => text);
    for (const secret of [text, current]) plan.secrets.add(secret);
    const seconds = secondsOf(plan, response);
    expiresAt = performance.now() + Math.max(seconds * 500, seconds * 1000 - LEEWAY_MS);
    const headers = plan.scheme === undefined ? credentials.auth : schemeHeaders(credentials, plan.scheme);
    headers[plan.header] = current;
  };

  // Requests that run at once share one login.
  const logInOnce = (): Promise<void> => {
    running ??= logIn().finally(() => {
      running = undefined;
    });
    return running;
  };

  return {
    ready: async () => {
      if (running !== undefined || performance.now() >= expiresAt) await logInOnce();
    },
    renew: async (rejected, operationId) => {
      const sent = rejected[plan.header];
      if (sent === undefined || hopeless.has(operationId)) return false;
      // The first login that this request waits for can have been done for another one.
      if (sent === current) await logInOnce();
      return true;
    },
    giveUp: (operationId) => void hopeless.add(operationId),
    count: () => count,
  };
}

function schemeHeaders({ schemeAuth = {} }: OwnCredentials, scheme: string): Record<string, string> {
  schemeAuth[scheme] ??= {};
  return schemeAuth[scheme];
}

function nameOfMissing({ token, cookie }: LoginPlan): string {
  return cookie === undefined ? `token at ${token}` : `cookie "${cookie}"`;
}

function tokenOf({ token, cookie }: LoginPlan, { headers, text }: Received): string | undefined {
  if (cookie !== undefined) {
    const pairs = (headers['set-cookie'] ?? []).map((line) => line.split(';')[0] ?? '');
    return pairs
      .find((pair) => pair.trim().startsWith(`${cookie}=`))
      ?.trim()
      .slice(cookie.length + 1);
  }
  const found = valueAtPath(text, token ?? '');
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}

function secondsOf({ expiresIn }: LoginPlan, { text }: Received): number {
  const seconds = expiresIn === undefined ? Number.NaN : Number(valueAtPath(text, expiresIn));
  return seconds > 0 ? seconds : Number.POSITIVE_INFINITY;
}

function valueAtPath(text: string, pointer: string): unknown {
  const value = valueOfJson(text);
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    return lookUp(value, `#${pointer}`);
  } catch {
    return undefined;
  }
}
