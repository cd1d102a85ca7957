import { isObject } from '../document/references.ts';

/** Paragraphs of CommonMark, without those that are missing or empty. */
export function paragraphs(...parts: unknown[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join('\n\n');
}

/** A link to an address, with a text or else the address itself. Empty without an address. */
export function linkTo(url: unknown, text: unknown = url): string {
  if (typeof url !== 'string') return '';
  const label = String(text)
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[[\]\\]/g, '\\$&');
  return `[${label}](<${url.replaceAll(/[<>\s]/g, encodeURIComponent)}>)`;
}

/** The links of a response (OAS 3.2 §4.20) as a list. Undefined if there are none. */
export function describeLinks(links: Record<string, unknown>): string | undefined {
  const items = Object.entries(links).flatMap(([name, link]) => (isObject(link) ? [describeLink(name, link)] : []));
  return items.length === 0 ? undefined : `Links:\n\n${items.join('\n')}`;
}

function describeLink(name: string, link: Record<string, unknown>): string {
  const { operationId, operationRef, parameters, requestBody, server, description } = link;
  const values = Object.entries(isObject(parameters) ? parameters : {}).map(
    ([parameter, value]) => `${inlineCode(parameter)}: ${inlineCode(value)}`,
  );
  if (requestBody !== undefined) values.push(`body: ${inlineCode(requestBody)}`);
  const parts = [
    `${inlineCode(name)} leads to ${inlineCode(operationId ?? operationRef)}`,
    ...(values.length === 0 ? [] : [`with ${values.join(', ')}`]),
    ...(isObject(server) ? [`at ${inlineCode(server.url)}`] : []),
  ];
  const text = typeof description === 'string' ? ` ${description.trim()}` : '';
  return `- ${parts.join(' ')}.${text}`.replaceAll('\n', '\n  ');
}

/** A value as code, between more backticks than it contains. */
function inlineCode(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(longest + 1);
  return fence.length === 1 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
}
