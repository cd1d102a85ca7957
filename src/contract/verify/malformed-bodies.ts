import { isJson, isXml } from '../document/media-types.ts';
import { sequenceFormat } from '../document/sequences.ts';
import { BOUNDARY_PARAMETER, DELIMITER } from '../values/parts.ts';
import type { CaseBody } from './types.ts';

/** A body that is not of its media type, and the statuses that may reject it. */
export type MalformedBody = { keyword: string; boundary: string; why: string; statuses: number[]; body: CaseBody };

/** Keywords of the cases of malformed bodies. */
export const MALFORMED = ['json', 'multipart', 'items', 'xml'];

/** The body in forms that no reader of its media type can read. */
export function malformedBodies(body: CaseBody): MalformedBody[] {
  const { mediaType, contentType = mediaType } = body;
  if (isJson(mediaType)) return malformedJson(body);
  if (contentType.endsWith(BOUNDARY_PARAMETER)) return malformedParts(body, contentType);
  if (isXml(mediaType)) return malformedXml(body);
  const sequence = sequenceFormat(contentType);
  return sequence === undefined || sequence === 'events' ? [] : malformedItems(body);
}

const STATUSES = [400, 422];

function malformedJson({ mediaType, text }: CaseBody): MalformedBody[] {
  const malformed: [boundary: string, text: string][] = [
    ['cut off', text.slice(0, Math.max(1, text.length - 1))],
    ['not JSON', 'no JSON'],
    ['two values', `${text}${text}`],
  ];
  const fault = { keyword: 'json', why: 'The body is not JSON (RFC 8259 §2).', statuses: STATUSES };
  return malformed
    .filter(([, invalid]) => !isJsonText(invalid))
    .map(([boundary, invalid]) => ({ ...fault, boundary, body: { mediaType, text: invalid } }));
}

/** Bodies whose parts cannot be separated (RFC 2046 §5.1.1). */
function malformedParts({ value: _, ...body }: CaseBody, contentType: string): MalformedBody[] {
  const { text } = body;
  // Without a part there is nothing to cut off.
  if (!text.includes(`${DELIMITER}\r\n`)) return [];
  const bare = contentType.slice(0, -BOUNDARY_PARAMETER.length);
  const fault = { keyword: 'multipart', statuses: STATUSES };
  return [
    {
      ...{ ...fault, boundary: 'cut off' },
      why: 'The body ends within a part (RFC 2046 §5.1.1).',
      body: { ...body, text: text.slice(0, text.lastIndexOf(`\r\n${DELIMITER}`)) },
    },
    {
      ...{ ...fault, boundary: 'another boundary' },
      why: 'The boundary of the Content-Type is not in the body (RFC 2046 §5.1.1).',
      body: { ...body, contentType: `${bare}; boundary=no-such-boundary` },
    },
    {
      ...{ ...fault, boundary: 'no boundary', statuses: [...STATUSES, 415] },
      why: 'The Content-Type has no boundary (RFC 2046 §5.1.1).',
      body: { ...body, contentType: bare },
    },
  ];
}

/** Bodies that are not well-formed (XML 1.0 §2.1). */
function malformedXml({ value: _, ...body }: CaseBody): MalformedBody[] {
  const root = body.text.replace(/^<\?xml[^>]*>\s*/, '');
  const malformed: [boundary: string, text: string][] = [
    ['cut off', body.text.slice(0, -1)],
    ['not XML', 'no XML'],
    ['two roots', body.text + root],
  ];
  const fault = { keyword: 'xml', why: 'The body is not well-formed XML (XML 1.0 §2.1).', statuses: STATUSES };
  return malformed.map(([boundary, text]) => ({ ...fault, boundary, body: { ...body, text } }));
}

/** A sequence whose last item is cut off. */
function malformedItems({ value: _, ...body }: CaseBody): MalformedBody[] {
  const cut = body.text.trimEnd().slice(0, -1);
  const last = cut.slice(Math.max(cut.lastIndexOf('\n'), cut.lastIndexOf('\u001e')) + 1);
  if (last === '' || isJsonText(last)) return [];
  const why = 'The last item is not JSON (RFC 8259 §2).';
  return [{ keyword: 'items', boundary: 'cut off', why, statuses: STATUSES, body: { ...body, text: `${cut}\n` } }];
}

/** Whether a text is JSON: that of a number is still one when it is cut off. */
function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
