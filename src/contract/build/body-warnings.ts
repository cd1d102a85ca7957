import { isBinary } from '../document/binary.ts';
import type { DocumentFault, MediaType, OpenApiDocument } from '../document/document.ts';
import { essenceOf, mayBeForm, mayBeJson, mayBeText } from '../document/media-types.ts';
import { createFindSchema, followReference, isObject, toPointer } from '../document/references.ts';
import { mapObjects } from '../document/schemas.ts';
import { sequenceFormat } from '../document/sequences.ts';
import { readText } from './readings.ts';

/** Bodies of callbacks are not validated, whatever they are. */
const IN_CALLBACK = /^#\/(components\/callbacks|(paths|webhooks|components\/pathItems)(\/[^/]+){2,3}\/callbacks)\//;

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
      // The build reports what is no media type.
      if (essenceOf(type) === '') continue;
      const { schema, itemSchema } = (followReference(document, reference) ?? {}) as MediaType;
      const isSequence = itemSchema !== undefined && sequenceFormat(type) !== undefined;
      if (schema === undefined || schema === null || isSequence || isChecked(type)) continue;
      if (isBinary(schema, findSchema) || readText(schema, findSchema).shape === 'primitive') continue;
      const pointer = toPointer([...tokens, 'content', type]);
      if (IN_CALLBACK.test(pointer)) continue;
      found.push({ pointer, message: `Bodies of ${type} are not checked against their schema. ${sentence}` });
    }
    return value;
  };
  mapObjects(document, {
    requestBody: (value, tokens) =>
      tokens[0] === 'webhooks'
        ? check(value, tokens, WRITTEN, mayBeJson)
        : check(value, tokens, 'Handlers receive their bytes.', isRead),
    response: (value, tokens) => check(value, tokens, WRITTEN, mayBeJson),
  });
  return found;
}

const WRITTEN = 'They are sent as they are given.';

function isRead(type: string): boolean {
  return mayBeJson(type) || mayBeForm(type) || mayBeText(type);
}
