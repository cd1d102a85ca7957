import { element } from './element.js';
import { recordOf } from './settings.js';
import { SpeechifyAgent } from './speechify-agent.js';
import { callOf, claimsOf } from './token.js';

/** Loopback hosts, and another name for each. `[::1]` is not among the others: few servers listen there. */
const OTHER_NAME = new Map([
  ['localhost', '127.0.0.1'],
  ['127.0.0.1', 'localhost'],
  ['[::1]', 'localhost'],
]);

const agentId = decodeURIComponent(location.pathname.split('/').at(-1) ?? '');
const { api, note } = chooseApi();

const widget = new SpeechifyAgent();
widget.setAttribute('agent-id', agentId);
widget.setAttribute('api', api);
widget.addEventListener('config', (event) => show('config', detailOf(event)));
widget.addEventListener('session', (event) => showSession(recordOf(detailOf(event))));
widget.addEventListener('rejection', (event) => {
  const { message, detail } = recordOf(detailOf(event));
  say('state', `No session was started. ${message} ${detail}`);
  // Those of a session before it would seem to be of this one.
  place('call').replaceChildren();
  place('claims').hidden = true;
});
widget.addEventListener('end', () => {
  say('state', 'The page has left the call. Only a key ends a conversation at the API, and a page has none.');
});
say('agent', agentId);
say('origin', location.origin);
say('api', api);
say('notes', note);
say(
  'snippet',
  `<script type="module" src="${location.origin}/demo/assets/speechify-agent.js"></script>\n${widget.outerHTML}`,
);
document.title = `Embed demo of ${agentId}`;
document.body.append(widget);

/**
 * The API is asked across origins, as it is from a website. With a GET to its own server a page's browser sends no
 * `Origin`, and an agent that names origins rejects a request without one.
 *
 * @returns {{ api: string, note: string }} the API's origin, and what there is to say of it
 */
function chooseApi() {
  const asked = new URLSearchParams(location.search).get('api');
  const named = asked === null ? undefined : originOf(asked);
  if (named !== undefined) return { api: named, note: 'It is the one that “api” in the address of this page names.' };
  const wrong =
    asked === null ? '' : '“api” in the address of this page is no origin such as https://api.example.com. ';
  const other = OTHER_NAME.get(location.hostname);
  if (other === undefined) {
    const note =
      'Both are one website, so the browser does not say where the page is from when it only reads: an agent that names origins rejects it.';
    return { api: location.origin, note: wrong + note };
  }
  const url = new URL(location.origin);
  url.hostname = other;
  const note = 'Both are this server under two names, so that the browser takes them for two websites.';
  return { api: url.origin, note: wrong + note };
}

/** @param {string} text scheme, host and port, and no more */
function originOf(text) {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return undefined;
  const { origin, href } = new URL(text);
  return href === `${origin}/` ? origin : undefined;
}

/** @param {Record<string, unknown>} session */
function showSession({ conversation, token, url }) {
  const claims = claimsOf(token);
  if (claims === undefined) return say('state', 'A session was started, but its token cannot be read.');
  const { room, identity, expires, worker, metadata } = callOf(claims);
  say('state', 'A session is open. This page shows what its token says and joins no call with it.');
  /** @type {[name: string, value: unknown][]} */
  const rows = [
    ['Conversation', recordOf(conversation).id],
    ['Room', room],
    ['Identity of the caller', identity],
    ['Token expires', expires === undefined ? undefined : timeOf(expires)],
    ['LiveKit server', url],
    ['Voice worker', worker],
  ];
  place('call').replaceChildren(
    ...rows.map(([name, value]) =>
      element(
        'div',
        {},
        element('dt', {}, name),
        element('dd', {}, value instanceof Node ? value : String(value ?? '—')),
      ),
    ),
  );
  show('metadata', metadata);
  show('payload', claims);
  place('claims').hidden = false;
}

/** @param {Date} date */
function timeOf(date) {
  const options = /** @type {const} */ ({ dateStyle: 'medium', timeStyle: 'long' });
  return element('time', { datetime: date.toISOString() }, date.toLocaleString(undefined, options));
}

/**
 * @param {string} id
 * @param {unknown} value shown as JSON
 */
function show(id, value) {
  say(id, JSON.stringify(value, null, 2) ?? '—');
}

/**
 * @param {string} id
 * @param {string} text
 */
function say(id, text) {
  place(id).textContent = text;
}

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
function place(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}.`);
  return found;
}

/**
 * @param {Event} event
 * @returns {unknown}
 */
function detailOf(event) {
  return event instanceof CustomEvent ? event.detail : undefined;
}
