import type { ErrorTemplate } from '../document/compiled.ts';
import { memberAt } from '../document/error-places.ts';
import { fillError } from './error-body.ts';
import type { RejectionFacts } from './problems.ts';

/** The error of a contract as an XML document; problem details where the contract allows any (RFC 9457 appendix B). */
export function xmlError([template]: ErrorTemplate[], facts: RejectionFacts): string {
  if (template?.xml === undefined) return problemOf(facts);
  const filled = fillError(template, facts, () => true);
  return template.xml.replace(/\uE000(\d+)\uE000/g, (_mark, index) =>
    escapeText(String(memberAt(filled, template.places[Number(index)]?.at ?? []))),
  );
}

function problemOf(facts: RejectionFacts): string {
  const [title, detail] = [facts.title, facts.detail].map(escapeText);
  const members = `<title>${title}</title><status>${facts.status}</status><detail>${detail}</detail>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<problem xmlns="urn:ietf:rfc:7807">${members}</problem>`;
}

/** XML 1.0 §2.2 and §2.4: characters that it has no place for are replaced. */
function escapeText(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
