import type { CompiledResponse, TextDecoding } from '../document/compiled.ts';
import { essenceOf, findMediaType, isJson } from '../document/media-types.ts';
import { convert } from '../serve/parameters.ts';
import { toViolations } from '../serve/violations.ts';
import type { Received } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** One way in which an answer is not what the contract declares. */
export type Breakage = {
  kind: 'status' | 'content_type' | 'headers' | 'body';
  message: string;
  /** In the bundled contract, as a JSON Pointer fragment. */
  pointer: string;
  /** Tells one cause from another. */
  cause: string;
};

/** The declared response that an answer is held to: that of its status, else of its range, else the default one. */
export function findResponse(
  { served }: VerifiableOperation,
  status: number,
): [name: string, response: CompiledResponse] | undefined {
  const { responses } = served.operation;
  const names = [String(status), `${Math.floor(status / 100)}XX`, `${Math.floor(status / 100)}xx`, 'default'];
  const name = names.find((one) => Object.hasOwn(responses, one));
  return name === undefined ? undefined : [name, responses[name] as CompiledResponse];
}

/** Holds an answer to its declaration: status, media type, headers, body (OAS 3.1 §4.8.16, §4.8.17). */
export function findBreakages(operation: VerifiableOperation, answer: Received, method: string): Breakage[] {
  const { status, mediaType, text, value } = answer;
  const found = findResponse(operation, status);
  const base = `${operation.pointer}/responses`;
  if (found === undefined) {
    const declared = Object.keys(operation.served.operation.responses).join(', ');
    const message = `answered ${status}, and the contract declares ${declared || 'no status'}`;
    return [{ kind: 'status', message, pointer: base, cause: String(status) }];
  }
  const [name, response] = found;
  const pointer = `${base}/${name}`;
  const list: Breakage[] = headerBreakages(response, answer, pointer);
  const types = new Map(Object.entries(response.content).map(([type, content]) => [essenceOf(type), content]));
  const isBare = method === 'HEAD' || status === 304;
  if (types.size === 0) {
    if (text !== '' && !isBare) {
      list.push({
        kind: 'body',
        message: `the ${status} answer has a body, and none is declared`,
        pointer,
        cause: `${name} body`,
      });
    }
    return list;
  }
  if (isBare) return list;
  const declared = findMediaType(types, mediaType);
  if (declared === undefined) {
    const message = `the ${status} answer is ${mediaType || 'of no media type'}, and the contract declares ${[...types.keys()].join(', ')}`;
    list.push({ kind: 'content_type', message, pointer: `${pointer}/content`, cause: `${name} ${mediaType}` });
    return list;
  }
  if (!isJson(mediaType)) return list;
  if (value === undefined) {
    const message = text === '' ? `the ${status} answer has no body` : `the ${status} answer's body is not JSON`;
    list.push({ kind: 'body', message, pointer: `${pointer}/content`, cause: `${name} no JSON` });
    return list;
  }
  const validate = types.get(declared)?.validate;
  if (validate !== undefined && !validate(value)) {
    for (const violation of toViolations(validate.errors, value, 'body')) {
      const place = violation.path === '' ? 'the body' : `"${violation.path}"`;
      list.push({
        kind: 'body',
        message: `in the ${status} answer ${place} ${violation.message}`,
        pointer: `${pointer}/content/${declared.replaceAll('/', '~1')}/schema`,
        cause: `${name} ${violation.path.replaceAll(/\[\d+\]/g, '[]')} ${violation.keyword}`,
      });
    }
  }
  return list;
}

function headerBreakages(
  { headers, validateHeaders }: CompiledResponse,
  answer: Received,
  pointer: string,
): Breakage[] {
  if (validateHeaders === undefined) return [];
  const values = Object.fromEntries(
    Object.entries(headers).flatMap(([name, reading]) => {
      const sent = answer.headers[name];
      return sent === undefined ? [] : [[name, readHeader(sent, reading)]];
    }),
  );
  if (validateHeaders(values)) return [];
  return toViolations(validateHeaders.errors, values, 'header').map(({ path, message, keyword }) => ({
    kind: 'headers',
    message: `in the ${answer.status} answer the header "${path}" ${message}`,
    pointer: `${pointer}/headers/${path}`,
    cause: `${path} ${keyword}`,
  }));
}

function readHeader(sent: string | string[], reading: TextDecoding): unknown {
  const text = Array.isArray(sent) ? sent.join(', ') : sent;
  return reading.shape === 'array' ? convert(text.split(/\s*,\s*/), reading) : convert(text, reading);
}
