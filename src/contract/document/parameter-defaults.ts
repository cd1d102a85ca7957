import type { Style } from './compiled.ts';
import type { Parameter } from './document.ts';

/** OAS 3.1 §4.8.12.2: the style of a parameter that names none. */
export const DEFAULT_STYLE: Record<Parameter['in'], Style> = {
  path: 'simple',
  query: 'form',
  querystring: 'form',
  header: 'simple',
  cookie: 'form',
};

/** OAS 3.1 §4.8.12.2: header parameters of these names are not parameters. */
export const IGNORED_HEADERS = new Set(['accept', 'content-type', 'authorization']);
