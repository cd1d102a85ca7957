export type Term = { pattern: RegExp; write: string };

/** Words that the field has another term for, and the term to write. */
export const WORDS: Term[] = [
  { pattern: /\b(un)?answer(s|ed|ing|able)?\b/, write: 'response, returns, responds' },
  { pattern: /\brefus(e|es|ed|ing|al|als)\b/, write: 'reject, rejected, rejection, invalid' },
  { pattern: /\bbreach(es|ed)?\b/, write: 'violation' },
  { pattern: /(?<!\bserver.)\bsides?\b/, write: 'boundary value' },
  { pattern: /\brooms?\b/, write: 'module, space, capacity' },
  { pattern: /\bmend(s|ed|ing)?\b/, write: 'fix' },
  { pattern: /\bjudg(e|es|ed|ing|ement|ements)\b/, write: 'validate, check, result' },
  { pattern: /\bwalks?\b/, write: 'model-based sequence' },
  { pattern: /\bwhole numbers?\b/, write: 'integer' },
  { pattern: /\bcatalogues?\b(?!-xml)/, write: 'catalog' },
  { pattern: /\bcolours?\b/, write: 'color' },
];

/** Phrases that a reader has to parse twice, and what to write. */
export const PHRASES: Term[] = [
  { pattern: /\bwhat (be)?came of\b/, write: 'the results' },
  { pattern: /\b(shown|printed) only then\b/, write: 'printed once' },
  { pattern: /\bat fault\b/, write: 'invalid' },
  { pattern: /\b(tells?|told)\b/, write: 'calls, sends, reports, returns' },
  { pattern: /\b(holds?|held) (\S+ ){0,5}to (its|their|the) (contract|documents?)\b/, write: 'verifies against' },
  { pattern: /\banew\b/, write: 'again, regenerates' },
  { pattern: /\bwhat cannot be \w+ is said\b/, write: 'is reported' },
  { pattern: /\bwhat is wrong is named\b/, write: 'errors give file, line and column' },
  { pattern: /\ball is well\b/, write: 'success' },
  { pattern: /\bwrong use\b/, write: 'usage error' },
  {
    pattern: /\bis no (address|number|integer|URL|whole|file|document|JSON|path|method|status)\b/,
    write: 'is not a valid …',
  },
  { pattern: /\bof late\b/, write: 'Too many requests. Retry after N seconds.' },
  { pattern: /\bany other form than\b/, write: 'malformed' },
  { pattern: /\bbefore the pages are cut\b/, write: 'before pagination' },
  { pattern: /(^|[.:>] ?)What of\b/, write: 'a sentence that begins with its subject' },
  { pattern: /\bwhere it answers\b/, write: 'Base URL' },
  { pattern: /\bwhoever\b/, write: 'teams, users' },
  { pattern: /\bas few as\b/, write: 'shrunk, minimized' },
  { pattern: /\bso that of (two|several)\b/, write: 'concurrent … run one after the other' },
  { pattern: /\b(is|are) held to\b/, write: 'is validated against' },
  { pattern: /\bno fault of\b/, write: 'is not the cause' },
  { pattern: /\btakes? it for\b/, write: 'reads it as' },
  { pattern: /\bgoes on where\b/, write: 'continues where' },
  { pattern: /\bwhat is too old\b/, write: 'expired data' },
  { pattern: /\bas asked\b(?! for)/, write: 'the option, such as (--off)' },
  { pattern: /\bcannot be looked for\b/, write: 'cannot be read' },
  { pattern: /\bof its forms\b/, write: 'of its schemas' },
  { pattern: /\bof a kind it lacks\b/, write: 'that match "contains"' },
  { pattern: /\bthat choose none\b/, write: 'that select none' },
  { pattern: /\bleads? back to itself\b/, write: 'is circular' },
  { pattern: /\bthere is no verb\b/, write: 'Unknown verb' },
  { pattern: /\bservers of others\b/, write: 'third-party servers' },
];

/** Uses that are terms of the field, or names that cannot change. Each has its reason. */
export const ALLOWED: { pattern: RegExp; files?: RegExp; reason: string }[] = [
  { pattern: /refused[_ ]changes[_ ]nothing/g, reason: 'the name of a check' },
  { pattern: /answers? (and makes )?phone calls/gi, reason: 'phone calls are answered' },
  { pattern: /answering machine/gi, reason: 'answering machine detection is the term of telephony' },
  {
    pattern: /\brooms?\b/gi,
    files: /^README\.md|^docs\/(guides|start)\/|^openapi\/|^src\/api\/(sessions|demo)\//,
    reason: 'calls take place in a LiveKit room',
  },
  {
    pattern: /\banswer\b/g,
    files: /^src\/platform\/(database\/(migrations|tables)|idempotency)/,
    reason: 'the name of a column in databases that exist',
  },
];
