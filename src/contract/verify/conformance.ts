import { parseMultipart } from '@remix-run/multipart-parser';
import type {
  CompiledOperation,
  CompiledResponse,
  CompiledResponseBody,
  FormDecoding,
  HeaderDecoding,
  ReadContent,
} from '../document/compiled.ts';
import { essenceOf, findMediaType, isJson, isText } from '../document/media-types.ts';
import { convertTexts } from '../serve/convert-texts.ts';
import { readPartValues } from '../serve/part-values.ts';
import { readResponseHeader } from '../serve/response-headers.ts';
import { toViolations } from '../serve/violations.ts';
import { itemViolations } from './item-conformance.ts';
import type { Received } from './types.ts';

/** One way in which a response is not what the contract declares. */
export type ResponseViolation = {
  kind: 'status' | 'content_type' | 'headers' | 'body';
  message: string;
  /** In the bundled contract, as a JSON Pointer fragment. */
  pointer: string;
  /** Distinguishes one cause from another. */
  cause: string;
};

/** The declared responses of an operation. */
export type DeclaredResponses = { pointer: string; served: { operation: Pick<CompiledOperation, 'responses'> } };

/** The declared response for a response: by its status, else by its range, else the default. */
export function findResponse(
  { served }: DeclaredResponses,
  status: number,
): [name: string, response: CompiledResponse] | undefined {
  const { responses } = served.operation;
  const names = [String(status), `${Math.floor(status / 100)}XX`, `${Math.floor(status / 100)}xx`, 'default'];
  const name = names.find((one) => Object.hasOwn(responses, one));
  return name === undefined ? undefined : [name, responses[name] as CompiledResponse];
}

/** Holds a response to its declaration: status, media type, headers, body (OAS 3.1 §4.8.16, §4.8.17). */
export function findResponseViolations(
  operation: DeclaredResponses,
  response: Received,
  method: string,
): ResponseViolation[] {
  const { status, mediaType, text, value } = response;
  const found = findResponse(operation, status);
  const base = `${operation.pointer}/responses`;
  if (found === undefined) {
    const declared = Object.keys(operation.served.operation.responses).join(', ');
    const message = `returned ${status}, and the contract declares ${declared || 'no status'}`;
    return [{ kind: 'status', message, pointer: base, cause: String(status) }];
  }
  const [name, declaration] = found;
  const pointer = `${base}/${name}`;
  const list: ResponseViolation[] = headerViolations(declaration, response, pointer);
  const types = new Map(Object.entries(declaration.content).map(([type, content]) => [essenceOf(type), content]));
  const isBare = method === 'HEAD' || status === 304;
  if (types.size === 0) {
    if (text !== '' && !isBare) {
      list.push({
        kind: 'body',
        message: `the ${status} response has a body, and none is declared`,
        pointer,
        cause: `${name} body`,
      });
    }
    return list;
  }
  if (isBare) return list;
  const declared = findMediaType(types, mediaType);
  if (declared === undefined) {
    const message = `the ${status} response is ${mediaType || 'of no media type'}, and the contract declares ${[...types.keys()].join(', ')}`;
    list.push({ kind: 'content_type', message, pointer: `${pointer}/content`, cause: `${name} ${mediaType}` });
    return list;
  }
  const content = types.get(declared);
  const at = { status, cause: name, pointer: `${pointer}/content/${declared.replaceAll('/', '~1')}/itemSchema` };
  if (content?.sequence !== undefined) return list.concat(itemViolations(content, response, at));
  const body = { name, pointer: `${pointer}/content/${declared.replaceAll('/', '~1')}/schema`, status };
  if (content?.form?.parts !== undefined) return list.concat(partViolations(content, content.form, response, body));
  if (content?.parse !== undefined) return list.concat(contentViolations(content.parse(text), content, body));
  if (!isJson(mediaType)) {
    if (content?.text === undefined || !isText(mediaType)) return list;
    return list.concat(valueViolations(content, convertTexts(text, content.text), body));
  }
  if (value === undefined) {
    const message =
      text === '' ? `the ${status} response has no body` : `the body of the ${status} response is not JSON`;
    list.push({ kind: 'body', message, pointer: `${pointer}/content`, cause: `${name} no JSON` });
    return list;
  }
  return list.concat(valueViolations(content, value, body));
}

type DeclaredBody = { name: string; pointer: string; status: number };

/** Validates the value of a body against its schema. */
function valueViolations(
  { validate }: CompiledResponseBody = {},
  value: unknown,
  { name, pointer, status }: DeclaredBody,
): ResponseViolation[] {
  if (validate === undefined || validate(value)) return [];
  return toViolations(validate.errors, value, 'body').map(({ path, message, keyword }) => ({
    kind: 'body',
    message: `in the ${status} response ${path === '' ? 'the body' : `"${path}"`} ${message}`,
    pointer,
    cause: `${name} ${path.replaceAll(/\[\d+\]/g, '[]')} ${keyword}`,
  }));
}

/** Validates the parts of a body, each as its encoding and its schema say (OAS 3.1 §4.8.15). */
function partViolations(
  content: CompiledResponseBody,
  form: FormDecoding,
  { headers, text, binary, cut }: Received,
  body: DeclaredBody,
): ResponseViolation[] {
  const bytes = binary === undefined ? Buffer.from(text) : Buffer.from(binary, 'latin1');
  return contentViolations(
    readPartValues(
      { bytes, contentType: headers['content-type'] ?? '', isCut: cut !== undefined },
      form,
      parseMultipart,
    ),
    content,
    body,
  );
}

/** Validates the value of a body that was read by its schema. */
function contentViolations(read: ReadContent, content: CompiledResponseBody, body: DeclaredBody): ResponseViolation[] {
  const { name, pointer, status } = body;
  if ('malformed' in read) {
    const message = `the body of the ${status} response cannot be read: ${read.malformed}`;
    return [{ kind: 'body', message, pointer, cause: `${name} malformed` }];
  }
  const faults = read.faults.map(({ path, keyword, message }): ResponseViolation => {
    const cause = `${name} ${path.replaceAll(/\[\d+\]/g, '[]')} ${keyword}`;
    const where = path === '' ? 'the body' : `the part "${path}"`;
    return { kind: 'body', message: `in the ${status} response ${where} ${message}`, pointer, cause };
  });
  return [...faults, ...valueViolations(content, read.value, body)];
}

function headerViolations(
  { headers, validateHeaders }: CompiledResponse,
  response: Received,
  pointer: string,
): ResponseViolation[] {
  if (validateHeaders === undefined) return [];
  const values = Object.fromEntries(
    Object.entries(headers).flatMap(([name, reading]) => {
      const sent = response.headers[name];
      return sent === undefined ? [] : [[name, readHeader(sent, reading)]];
    }),
  );
  if (validateHeaders(values)) return [];
  return toViolations(validateHeaders.errors, values, 'header').map(({ path, message, keyword }) => ({
    kind: 'headers',
    message: `in the ${response.status} response the header "${path}" ${message}`,
    pointer: `${pointer}/headers/${path}`,
    cause: `${path} ${keyword}`,
  }));
}

function readHeader(sent: string | string[], decoding: HeaderDecoding): unknown {
  return readResponseHeader(Array.isArray(sent) ? sent.join(', ') : sent, decoding);
}
