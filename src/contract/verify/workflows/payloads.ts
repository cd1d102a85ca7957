import { findMediaType, isJson } from '../../document/media-types.ts';
import { findNodes } from '../../document/overlays/jsonpath.ts';
import { isObject, pointerTokens } from '../../document/references.ts';
import { valueOfJson } from '../json.ts';
import type { CaseBody } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { canWrite, writeBody } from '../write-body.ts';
import type { PayloadReplacement, WorkflowStep } from './description.ts';
import { type ExpressionScope, embed, evaluateDeep, isExpression, languageOf } from './expressions.ts';

/** The body of a step, undefined if it has none; or why it cannot be written. */
export type StepBody = { body: CaseBody | undefined } | { missing: string };

/** Writes the body of a step (Arazzo 1.0.1 §4.6.13). */
export function writePayload(
  operation: VerifiableOperation,
  { contentType, payload, replacements = [] }: NonNullable<WorkflowStep['requestBody']>,
  scope: ExpressionScope,
): StepBody {
  const mediaType = mediaTypeOf(operation, contentType);
  const missing: string[] = [];
  const evaluated = evaluatePayload(payload, { mediaType, scope, missing });
  if (missing.length > 0) return { missing: `${missing.join(' and ')} has no value` };
  if (evaluated === undefined) return { body: undefined };
  const replaced = replacePayload(evaluated.value, replacements, scope);
  if (typeof replaced === 'string') return { missing: replaced };
  const { value } = replaced;
  const own = contentType === undefined || contentType === mediaType ? {} : { contentType };
  // Texts are sent as they are.
  const isText = evaluated.text !== undefined && replacements.length === 0;
  if (isText) return { body: { mediaType, ...own, text: evaluated.text ?? '', value } };
  if (typeof value === 'string' && !isJson(mediaType)) return { body: { mediaType, ...own, text: value, value } };
  if (!canWrite(mediaType, value)) return { missing: `the payload cannot be written as ${mediaType}` };
  return { body: { ...writeBody(operation, mediaType, value), ...own } };
}

/** The media type as the contract declares it; else as the step does. */
function mediaTypeOf({ requestBody }: VerifiableOperation, contentType: string | undefined): string {
  const declared = Object.keys(requestBody?.content ?? {});
  if (contentType === undefined) return declared.find(isJson) ?? declared[0] ?? 'application/json';
  const content = new Map(Object.entries(requestBody?.content ?? {}));
  return findMediaType(content, contentType) ?? contentType.replace(/;.*$/s, '').trim();
}

type PayloadContext = { mediaType: string; scope: ExpressionScope; missing: string[] };

/** A template of JSON that is valid JSON is filled as a value, so that texts are escaped. */
function evaluatePayload(
  payload: unknown,
  { mediaType, scope, missing }: PayloadContext,
): { value: unknown; text?: string } | undefined {
  const isTemplate = typeof payload === 'string' && !isExpression(payload);
  const template = isTemplate && isJson(mediaType) ? valueOfJson(payload) : undefined;
  if (isTemplate && template === undefined) {
    const text = embed(payload, scope, missing);
    return { text, value: isJson(mediaType) ? valueOfJson(text) : text };
  }
  const { value, missing: own } = evaluateDeep(template ?? payload, scope);
  for (const one of own) missing.push(one);
  return value === undefined ? undefined : { value };
}

/** The payload with values at targets replaced; a text says what is wrong. */
function replacePayload(
  payload: unknown,
  replacements: PayloadReplacement[],
  scope: ExpressionScope,
): { value: unknown } | string {
  let whole = structuredClone(payload);
  for (const { target, value: written, targetSelectorType } of replacements) {
    const { value, missing } = evaluateDeep(written, scope);
    if (missing.length > 0) return `${missing.join(' and ')} has no value`;
    // A value that is not there replaces nothing.
    if (value === undefined) continue;
    const isPath = languageOf(targetSelectorType, 'jsonpointer') === 'jsonpath';
    const places = isPath ? findNodes(whole, target) : [pointerTokens(target)];
    if (places.length === 0) return `the target ${target} selects nothing in the payload`;
    for (const tokens of places) {
      const [last] = tokens.slice(-1);
      if (last === undefined) whole = value;
      else if (!putAt(whole, tokens, value)) return `the payload has no place for the target ${target}`;
    }
  }
  return { value: whole };
}

function putAt(root: unknown, tokens: string[], value: unknown): boolean {
  let holder = root;
  for (const token of tokens.slice(0, -1)) {
    if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, token)) return false;
    holder = Reflect.get(holder, token);
  }
  const last = tokens.at(-1) ?? '';
  if (Array.isArray(holder)) {
    const index = last === '-' ? holder.length : Number(last);
    if (!Number.isInteger(index) || index > holder.length) return false;
    holder[index] = value;
    return true;
  }
  if (!isObject(holder)) return false;
  Object.defineProperty(holder, last, { value, enumerable: true, configurable: true, writable: true });
  return true;
}
