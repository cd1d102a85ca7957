import { recordOf } from './settings.js';

/**
 * The origin of the API, and the id of the agent.
 *
 * @typedef {{ api: string, agentId: string }} Place
 */

/**
 * Why there is no response, in words for the people who look at the page. `status` is 0 and `code` is `unreadable` or
 * `unreachable` where the page was given none.
 *
 * @typedef {{ status: number, code: string, message: string, detail: string }} Rejection
 */

/** @typedef {{ body: unknown } | { rejection: Rejection }} Result */

const NOT_HERE = 'This page may not use the agent.';

/**
 * Fetches the settings of the agent's widget.
 *
 * @param {Place} place
 * @param {AbortSignal} signal
 */
export function readWidgetConfig(place, signal) {
  return ask(place, 'widget-config', { method: 'GET', signal });
}

/**
 * A conversation, and the token that joins it. Nothing is sent but the `Origin` that browsers set.
 *
 * @param {Place} place
 * @param {AbortSignal} signal
 */
export function startSession(place, signal) {
  return ask(place, 'sessions', { method: 'POST', signal });
}

/**
 * @param {Place} place
 * @param {string} path
 * @param {RequestInit} request
 * @returns {Promise<Result>}
 */
async function ask(place, path, request) {
  let response;
  try {
    response = await fetch(addressOf(place, path), { ...request, credentials: 'omit' });
  } catch {
    // Browsers do not show a page whether there was no response, or one that it may not read (Fetch §3.3).
    return { rejection: await explainSilence(place, request.signal ?? null) };
  }
  // A body that is not JSON does not come from the API, and only its status is known.
  const body = await response.json().catch(() => undefined);
  if (response.ok && body !== undefined) return { body };
  return { rejection: explain(response, body) };
}

/**
 * @param {Place} place
 * @param {string} path
 */
function addressOf({ api, agentId }, path) {
  return `${api}/v1/agents/${encodeURIComponent(agentId)}/${path}`;
}

/**
 * Asks once more without wanting to read the response, which succeeds wherever there is one.
 *
 * @param {Place} place
 * @param {AbortSignal | null} signal
 * @returns {Promise<Rejection>}
 */
async function explainSilence(place, signal) {
  /** @type {RequestInit} */
  const request = { method: 'HEAD', mode: 'no-cors', credentials: 'omit', signal };
  const responds = await fetch(addressOf(place, 'widget-config'), request).then(
    () => true,
    () => false,
  );
  if (!responds) {
    const detail = `Nothing responds at ${place.api}.`;
    return { status: 0, code: 'unreachable', message: 'The agent cannot be reached.', detail };
  }
  // CORS hides the status for private agents and unknown ids.
  const detail = `There is no public agent of this id that allows the origin ${self.origin}.`;
  return { status: 0, code: 'unreadable', message: NOT_HERE, detail };
}

/**
 * @param {Response} response
 * @param {unknown} body
 * @returns {Rejection}
 */
function explain({ status, headers }, body) {
  const error = recordOf(recordOf(body).error);
  const code = typeof error.code === 'string' ? error.code : 'unknown';
  const shown = typeof error.message === 'string' ? error.message : `The API responded with status ${status}.`;
  const seconds = headers.get('Retry-After');
  /** @type {Record<number, [message: string, detail: string]>} */
  const sentences = {
    401: [NOT_HERE, 'The agent is not public.'],
    403: [NOT_HERE, `The agent does not allow the origin ${self.origin}.`],
    404: ['There is no such agent.', shown],
    429: ['Too many calls.', seconds === null ? shown : `Try again in ${seconds} s.`],
  };
  const [message, detail] = sentences[status] ?? ['The agent cannot be used at the moment.', shown];
  return { status, code, message, detail };
}
