import { constrainsBytes, isBinary, keywordsOfBytes } from '../document/binary.ts';
import type { DocumentFault, MediaType, OpenApiDocument, Schema } from '../document/document.ts';
import { essenceOf, mayBeForm, mayBeJson, mayBeText } from '../document/media-types.ts';
import { createFindSchema, type FindSchema, followReference, isObject, toPointer } from '../document/references.ts';
import { mapObjects } from '../document/schemas.ts';
import { sequenceFormat } from '../document/sequences.ts';
import { readText } from './readings.ts';

/** Bodies of callbacks are not validated, whatever they are. */
const IN_CALLBACK = /^#\/(components\/callbacks|(paths|webhooks|components\/pathItems)(\/[^/]+){2,3}\/callbacks)\//;

/** Ranges that contain media types whose bodies are read as bytes. */
const MIXED_RANGE = /^[ \t]*(\*|application|multipart)\/\*[ \t]*(;|$)/i;

/**
 * Bodies with a schema whose values are not validated, because they are not JSON, text or a form. Texts, numbers and bytes
 * are not reported.
 *
 * @param document bundled
 */
export function bodyWarnings(document: OpenApiDocument): DocumentFault[] {
  const found: DocumentFault[] = [];
  const findSchema = createFindSchema(document);
  const check = (value: unknown, tokens: string[], sentence: string, isChecked: (type: string) => boolean): unknown => {
    const content = isObject(value) && isObject(value.content) ? value.content : {};
    for (const [type, reference] of Object.entries(content)) {
      // The build reports invalid media types.
      if (essenceOf(type) === '') continue;
      const { schema, itemSchema } = (followReference(document, reference) ?? {}) as MediaType;
      const isSequence = itemSchema !== undefined && sequenceFormat(type) !== undefined;
      const isMixed = MIXED_RANGE.test(type);
      if (schema === undefined || schema === null || isSequence || (isChecked(type) && !isMixed)) continue;
      const at = [...tokens, 'content', type];
      if (IN_CALLBACK.test(toPointer(at))) continue;
      if (isBinary(schema, findSchema) || readText(schema, findSchema).shape === 'primitive') {
        if (isChecked(type)) continue;
        // Texts of responses are checked, and bytes of requests.
        const isValidated = mayBeText(type) || (sentence === RECEIVED && constrainsBytes(type, schema, findSchema));
        const faults = isValidated ? [] : constraintFaults(type, [...at, 'schema'], schema, findSchema);
        for (const fault of faults) found.push(fault);
        continue;
      }
      const message = isChecked(type)
        ? `Bodies of ${type} that are ${sentence === RECEIVED ? 'neither JSON, a form nor text' : 'not JSON'} are not checked against their schema. ${sentence}`
        : `Bodies of ${type} are not checked against their schema. ${sentence}`;
      found.push({ pointer: toPointer(at), message });
    }
    return value;
  };
  mapObjects(document, {
    requestBody: (value, tokens) =>
      tokens[0] === 'webhooks' ? check(value, tokens, WRITTEN, mayBeJson) : check(value, tokens, RECEIVED, isRead),
    response: (value, tokens) => check(value, tokens, WRITTEN, mayBeJson),
  });
  return found;
}

function constraintFaults(type: string, tokens: string[], schema: Schema, findSchema: FindSchema): DocumentFault[] {
  return keywordsOfBytes(schema, findSchema).map((keyword) => ({
    pointer: toPointer(Object.hasOwn(schema, keyword) ? [...tokens, keyword] : tokens),
    message: `Bodies of ${type} are not checked against "${keyword}".`,
  }));
}

const RECEIVED = 'Handlers receive their bytes.';
const WRITTEN = 'They are sent as they are given.';

function isRead(type: string): boolean {
  return mayBeJson(type) || mayBeForm(type) || mayBeText(type);
}
