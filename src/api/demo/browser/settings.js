/**
 * The settings of a widget: the agent's widget_config, with a default for each missing or invalid property.
 *
 * @typedef {object} Settings
 * @property {'pill' | 'fab'} style
 * @property {'dark' | 'light' | 'auto'} theme
 * @property {string | undefined} image address of the avatar; undefined is the orb
 * @property {(string | undefined)[]} orbColors first and second; undefined is the widget's own
 * @property {{ start: string, end: string, listening: string }} text
 * @property {string | undefined} terms in Markdown; undefined where there is nothing to accept
 * @property {boolean} transcript
 */

/**
 * Never throws: values of a wrong type count as missing, and unknown properties are ignored.
 *
 * @param {unknown} config as the API returned it
 * @returns {Settings}
 */
export function settingsOf(config) {
  const { style, theme, ...rest } = recordOf(config);
  const avatar = recordOf(rest.avatar);
  const text = recordOf(rest.text);
  const terms = recordOf(rest.terms);
  return {
    style: style === 'fab' ? 'fab' : 'pill',
    theme: theme === 'dark' || theme === 'light' ? theme : 'auto',
    image: avatar.type === 'image' ? addressOf(avatar.image_url) : undefined,
    orbColors: [colorOf(avatar.orb_color_1), colorOf(avatar.orb_color_2)],
    text: {
      start: wordsOf(text.start_call) ?? 'Talk to us',
      end: wordsOf(text.end_call) ?? 'End call',
      listening: wordsOf(text.listening) ?? 'Listening',
    },
    terms: terms.enabled === true ? wordsOf(terms.content) : undefined,
    transcript: recordOf(rest.transcript).enabled === true,
  };
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
export function recordOf(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/**
 * A label of nothing but blanks would leave a button without a name.
 *
 * @param {unknown} value
 */
function wordsOf(value) {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/**
 * An address that an image can come from, relative ones from the page that embeds the widget.
 *
 * @param {unknown} value
 */
function addressOf(value) {
  if (typeof value !== 'string' || !URL.canParse(value, document.baseURI)) return undefined;
  const { protocol, href } = new URL(value, document.baseURI);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}

/** A reference to another value. `CSS.supports` accepts it in every property. */
const SUBSTITUTION = /--|\b(?:var|env|attr|if|inherit)\(/i;

/** @param {unknown} value */
function colorOf(value) {
  return typeof value === 'string' && !SUBSTITUTION.test(value) && CSS.supports('color', value) ? value : undefined;
}
