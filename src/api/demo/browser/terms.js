import { marked } from './marked.js';
import DOMPurify from './purify.js';

/** Elements of Markdown, without elements that load, run, style or take input. */
const TAGS = [
  ...['a', 'blockquote', 'br', 'code', 'del', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'li', 'ol', 'p', 'pre'],
  ...['strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
];
const ATTRIBUTES = ['align', 'href', 'start', 'title'];

/**
 * Terms as they are shown. Everybody who can change an agent writes them, and the page that embeds it must not run their
 * code: Markdown allows HTML.
 *
 * @param {string} markdown
 */
export function renderTerms(markdown) {
  const content = DOMPurify.sanitize(marked.parse(markdown, { async: false }), {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const link of content.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener';
  }
  return content;
}
