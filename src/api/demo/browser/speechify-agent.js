import { readWidgetConfig, startSession } from './api.js';
import { settingsOf } from './settings.js';
import { createView } from './view.js';

/**
 * A widget that starts a session with a public agent, as the agent's `widget_config` has it:
 *
 *     <speechify-agent agent-id="agent_…" api="https://api.example.com"></speechify-agent>
 *
 * Without `api` it asks the origin that this module came from. It dispatches `config` with the settings, `session` with
 * `{conversation, token, url}`, `end`, and `rejection` with a `Rejection`. It joins no call: that is for the page that
 * listens.
 */
export class SpeechifyAgent extends HTMLElement {
  static observedAttributes = ['agent-id', 'api'];

  #view = createView(this.attachShadow({ mode: 'open' }), {
    start: () => this.#start(),
    end: () => this.#end(),
  });
  #settings = settingsOf({});
  /** @type {import('./view.js').Phase} */
  #phase = 'loading';
  #hasAccepted = false;
  /** Aborted when what runs is for another agent, or for none. */
  #running = new AbortController();
  #isQueued = false;

  connectedCallback() {
    this.#queueLoad();
  }

  disconnectedCallback() {
    this.#running.abort();
    if (this.#phase === 'open') this.#end();
  }

  attributeChangedCallback() {
    this.#queueLoad();
  }

  /** Attributes come one at a time; they are read when all are there. */
  #queueLoad() {
    if (this.#isQueued) return;
    this.#isQueued = true;
    queueMicrotask(() => {
      this.#isQueued = false;
      if (this.isConnected) void this.#load();
    });
  }

  get #place() {
    const api = this.getAttribute('api') ?? new URL(import.meta.url).origin;
    return { api: api.replace(/\/$/, ''), agentId: this.getAttribute('agent-id') ?? '' };
  }

  async #load() {
    this.#running.abort();
    this.#running = new AbortController();
    const { signal } = this.#running;
    if (this.#phase === 'open') this.#end();
    this.#hasAccepted = false;
    this.#settings = settingsOf({});
    this.#show('loading');
    const response = await readWidgetConfig(this.#place, signal);
    if (signal.aborted) return;
    if ('rejection' in response) return this.#reject(response.rejection, 'rejected');
    this.#settings = settingsOf(response.body);
    this.#show('ready');
    this.#tell('config', response.body);
  }

  async #start() {
    if (this.#phase !== 'ready') return;
    const { signal } = this.#running;
    const { terms } = this.#settings;
    if (terms !== undefined && !this.#hasAccepted) {
      const hasAccepted = await this.#view.askTerms(terms);
      if (signal.aborted || !hasAccepted) return;
      this.#hasAccepted = true;
    }
    this.#show('starting');
    const response = await startSession(this.#place, signal);
    if (signal.aborted) return;
    if ('rejection' in response) return this.#reject(response.rejection, 'ready');
    this.#show('open');
    this.#tell('session', response.body);
  }

  #end() {
    this.#show('ready');
    this.#tell('end', undefined);
  }

  /**
   * @param {import('./api.js').Rejection} rejection
   * @param {import('./view.js').Phase} phase
   */
  #reject(rejection, phase) {
    this.#show(phase, rejection);
    this.#tell('rejection', rejection);
  }

  /**
   * @param {import('./view.js').Phase} phase
   * @param {import('./api.js').Rejection} [rejection]
   */
  #show(phase, rejection) {
    this.#phase = phase;
    this.#view.show(phase, this.#settings, rejection);
  }

  /**
   * @param {string} type
   * @param {unknown} detail
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

customElements.define('speechify-agent', SpeechifyAgent);
