import type { DocumentFault, OpenApiDocument, Operation } from '../document/document.ts';
import { followPointer, toPointer } from '../document/references.ts';
import type { Declared, InvalidBody } from './declared.ts';

/** Receives what a developer should know of the document, which the fault points into. */
export type OnMockWarning = (fault: DocumentFault, document: OpenApiDocument) => void;

/** Reports the bodies of responses that are sent although they are invalid, each place of the document once. */
export function createBodyWarnings(
  document: OpenApiDocument,
  onWarning: OnMockWarning,
): (operation: Operation, declared: Declared) => void {
  const reported = new Set<string>();
  return ({ operationId, pointer }, { key, invalid }) => {
    for (const { mediaType, sent } of invalid) {
      const inside = toPointer(['responses', key, 'content', mediaType]).slice(1);
      const place = followPointer(document, pointer + inside);
      if (reported.has(place)) continue;
      reported.add(place);
      onWarning({ pointer: place, message: describeInvalidBody(operationId, key, { mediaType, sent }) }, document);
    }
  };
}

/** Longer bodies are not written out. */
const LONGEST_BODY = 80;

function describeInvalidBody(operationId: string, key: string, { mediaType, sent: [name, body] }: InvalidBody): string {
  const text = JSON.stringify(body) ?? '';
  const made = text.length > LONGEST_BODY ? 'a body' : text;
  const sent = name === '' ? made : `the example "${name}"`;
  const found = `No valid body of ${mediaType} is found for the response ${key} of ${operationId}.`;
  return `${found} The mock sends ${sent}, which does not match the schema. Declare a valid example.`;
}

/** Reports responses of which no random body can be made, each once. */
export function createDynamicWarnings(
  document: OpenApiDocument,
  onWarning: OnMockWarning,
): (operation: Operation, declared: Declared) => void {
  const reported = new Set<string>();
  return ({ operationId, pointer }, { key, hasContent }) => {
    const place = followPointer(document, pointer + toPointer(['responses', key]).slice(1));
    if (reported.has(place)) return;
    reported.add(place);
    const reason = hasContent ? 'Random bodies need a schema of JSON or text.' : 'It has no body.';
    const message = `"Prefer: dynamic=true" has no effect on the response ${key} of ${operationId}. ${reason}`;
    onWarning({ pointer: place, message }, document);
  };
}
