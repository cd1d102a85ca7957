import type { Received } from '../types.ts';

/** A text that a vulnerable server does not treat as data. It changes and deletes nothing there. */
export type Payload = { name: string; text: string };

/** Products that no response contains by chance. */
const [ONE, OTHER] = [1787, 1933];
const PRODUCT = String(ONE * OTHER);
const INJECTED_HEADER = 'X-Keepspec-Injected';
const MARKUP = '<script>keepspec()</script>';

/** Texts for every place (CWE-74). None ends a statement of SQL or comments its rest out. */
export const PAYLOADS: Payload[] = [
  { name: 'quotes', text: 'keepspec\'"' },
  { name: 'a backslash', text: 'keepspec\\' },
  { name: 'a line end and a header', text: `keepspec\r\n${INJECTED_HEADER}: 1` },
  { name: 'templates', text: `\${${ONE}*${OTHER}}{{${ONE}*${OTHER}}}<%= ${ONE}*${OTHER} %>#{${ONE}*${OTHER}}` },
  { name: 'commands', text: `$(expr ${ONE} \\* ${OTHER})\`expr ${ONE} \\* ${OTHER}\`` },
  { name: 'markup', text: MARKUP },
  { name: 'a path', text: '../../../../../../../../../../etc/passwd' },
  { name: 'a format', text: '%s%s%n%x' },
  { name: 'a zero character', text: 'keepspec\u0000' },
];

/** Texts for requests that only read. */
export const READING_PAYLOADS: Payload[] = [{ name: 'a condition', text: "keepspec' OR '1'='1" }];

/** Numbers beyond those that programs and databases hold, as JSON writes them. */
export const HUGE_NUMBERS: string[] = [
  ...['1e400', '-1e400', '1e-400', '9007199254740993', '9223372036854775808', '-9223372036854775809'],
  ...['18446744073709551616', '9'.repeat(400)],
];

/** How a response shows that a text of its request was not treated as data; undefined if it does not. */
export function findInjection({ headers, mediaType, text }: Received): string | undefined {
  if (headers[INJECTED_HEADER.toLowerCase()] !== undefined) return 'has a header that a text of the request contains';
  if (text.includes(PRODUCT)) return 'contains the result of an expression in a text of the request';
  if (mediaType === 'text/html' && text.includes(MARKUP)) return 'contains markup of the request without escaping it';
  if (/root:[^:\n]*:0:0:/.test(text)) return 'contains a file of the server that a text of the request names';
  return undefined;
}
