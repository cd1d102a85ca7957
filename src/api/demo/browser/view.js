import { element } from './element.js';
import { STYLE } from './style.js';
import { renderTerms } from './terms.js';

/**
 * `loading` until the configuration is there, `rejected` where there is none; then `ready`, `starting` and `open`.
 *
 * @typedef {'loading' | 'rejected' | 'ready' | 'starting' | 'open'} Phase
 */

/** @typedef {import('./settings.js').Settings} Settings */

/**
 * The widget as it is seen. It knows no API; what the visitor wants it passes on.
 *
 * @param {ShadowRoot} root
 * @param {{ start: () => void, end: () => void }} on
 */
export function createView(root, on) {
  // A style sheet made by script is none of the page's content security policy.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];

  const rejection = element('p', { class: 'card rejection', role: 'alert' });
  const transcript = createTranscript();
  const status = element('p', { class: 'status', role: 'status', dir: 'auto' });
  const avatar = element('span', { class: 'place' });
  const start = element('button', { type: 'button', class: 'start' });
  const end = element('button', { type: 'button', class: 'end', dir: 'auto' });
  const bar = element('div', { class: 'bar' }, avatar, status, start, end);
  const terms = createTerms();
  const widget = element('div', { class: 'widget' }, rejection, transcript, bar, terms.dialog);
  root.append(widget);
  start.addEventListener('click', on.start);
  end.addEventListener('click', on.end);

  return {
    askTerms: terms.ask,

    /**
     * @param {Phase} phase
     * @param {Settings} settings
     * @param {import('./api.js').Rejection} [why] the last request has no response
     */
    show(phase, settings, why) {
      const hadFocus = root.activeElement === start || root.activeElement === end;
      const isOpen = phase === 'open';
      terms.close();
      Object.assign(widget.dataset, { phase, style: settings.style, theme: settings.theme });
      rejection.replaceChildren(
        ...(why === undefined ? [] : [element('strong', {}, why.message), ' ', element('span', {}, why.detail)]),
      );
      transcript.hidden = !isOpen || !settings.transcript;
      bar.classList.toggle('card', isOpen);
      avatar.replaceChildren(...(isOpen ? [createAvatar(settings)] : []));
      status.textContent = {
        starting: 'Starting…',
        // The widget joins no call, so nothing listens.
        open: `${settings.text.listening} (demo without audio)`,
        loading: '',
        ready: '',
        rejected: '',
      }[phase];
      start.hidden = phase !== 'ready' && phase !== 'starting';
      start.setAttribute('aria-label', settings.text.start);
      start.title = settings.style === 'fab' ? settings.text.start : '';
      // Not `disabled`, which would drop the focus; the element does not start twice.
      start.setAttribute('aria-disabled', String(phase === 'starting'));
      const label = element('span', { class: 'label', dir: 'auto' }, settings.text.start);
      start.replaceChildren(createAvatar(settings), ...(settings.style === 'fab' ? [] : [label]));
      end.hidden = !isOpen;
      end.textContent = settings.text.end;
      if (hadFocus) (isOpen ? end : start).focus();
    },
  };
}

/** @param {Settings} settings */
function createAvatar({ image, orbColors }) {
  const orb = element('span', { class: 'avatar orb' });
  for (const [index, color] of orbColors.entries()) {
    if (color !== undefined) orb.style.setProperty(`--orb-color-${index + 1}`, color);
  }
  if (image === undefined) return orb;
  const picture = element('img', { class: 'avatar', src: image, alt: 'Picture of the agent' });
  picture.addEventListener('error', () => picture.replaceWith(orb));
  return picture;
}

function createTranscript() {
  const heading = element('h2', { id: 'transcript' }, 'Transcript');
  const empty = element('p', {}, 'What is said appears here once the call is joined. This widget joins none.');
  return element('section', { class: 'card transcript', 'aria-labelledby': 'transcript' }, heading, empty);
}

/** A dialog that keeps the focus, and that Escape declines. */
function createTerms() {
  const heading = element('h2', { id: 'terms' }, 'Before the call');
  // Can be scrolled by keyboard, and is where a dialog puts the focus: terms are read before they are accepted.
  const text = element('div', {
    class: 'text',
    role: 'document',
    tabindex: '0',
    'aria-labelledby': 'terms',
    dir: 'auto',
  });
  const decline = element('button', { type: 'button' }, 'Decline');
  const accept = element('button', { type: 'button', class: 'accept' }, 'Accept');
  const choices = element('div', { class: 'choices' }, decline, accept);
  const dialog = element('dialog', { class: 'terms', 'aria-labelledby': 'terms' }, heading, text, choices);
  let hasAccepted = false;
  /** @type {(hasAccepted: boolean) => void} */
  let settle = () => undefined;
  decline.addEventListener('click', () => dialog.close());
  accept.addEventListener('click', () => {
    hasAccepted = true;
    dialog.close();
  });
  dialog.addEventListener('close', () => {
    // It comes late: the dialog may be open again, for other terms.
    if (!dialog.open) settle(hasAccepted);
  });
  return {
    dialog,
    close: () => dialog.close(),
    /**
     * Shows terms and waits for the visitor's decision.
     *
     * @param {string} markdown
     * @returns {Promise<boolean>} whether they were accepted
     */
    ask: (markdown) => {
      text.replaceChildren(renderTerms(markdown));
      hasAccepted = false;
      dialog.showModal();
      return new Promise((resolve) => {
        settle = resolve;
      });
    },
  };
}
