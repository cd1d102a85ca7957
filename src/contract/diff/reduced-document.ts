import type { OpenApiDocument } from '../document/document.ts';
import { eachObject, fragmentTokens, isObject, lookUp } from '../document/references.ts';
import type { MessageDirection } from './change.ts';
import type { OperationParts } from './parts.ts';

/** The status under which a reduced webhook has the body that the API sends, as a response. */
export const SENT_STATUS = '299';

/**
 * A document of the requests or responses of one operation and what they refer to, so that it is compiled in
 * milliseconds. A webhook or callback becomes an operation. Its request is also a response of it, because the API writes
 * both.
 */
export function reducedDocument(
  { document, value, parameters, path, method, kind }: OperationParts,
  message: MessageDirection,
): OpenApiDocument {
  const isSent = kind !== 'operation';
  const { requestBody, responses, security } = value;
  const operation = {
    ...(security === undefined ? {} : { security }),
    ...(message === 'request'
      ? {
          ...(requestBody === undefined ? {} : { requestBody }),
          parameters: parameters.map((one) => one.value).filter((one) => !isSent || one.in !== 'path'),
          responses: { default: { description: 'Any response.' } },
        }
      : {
          parameters: parameters.map((one) => one.value).filter((one) => !isSent && one.in === 'path'),
          responses: { ...(isObject(responses) ? responses : {}), ...(isSent ? sentResponse(document, value) : {}) },
        }),
  };
  const item = itemOf(document, method, operation);
  const reduced: OpenApiDocument = {
    openapi: document.openapi,
    info: { title: document.info.title, version: document.info.version },
    ...('security' in document ? { security: document.security } : {}),
    ...('x-texts' in document ? { 'x-texts': document['x-texts'] } : {}),
    paths: { [isSent ? '/' : path]: item },
    components: {},
  };
  const schemes = document.components?.securitySchemes;
  if (schemes !== undefined) reduced.components = { securitySchemes: schemes };
  addReferred(document, reduced);
  return reduced;
}

function itemOf(document: OpenApiDocument, method: string, operation: object): Record<string, unknown> {
  const name = method.toLowerCase();
  const isFixed = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'].includes(name);
  return isFixed || !document.openapi.startsWith('3.2')
    ? { [name]: operation }
    : { additionalOperations: { [method]: operation } };
}

function sentResponse(document: OpenApiDocument, { requestBody }: Record<string, unknown>): Record<string, unknown> {
  const reference = isObject(requestBody) ? requestBody.$ref : undefined;
  const body = typeof reference === 'string' ? lookUp(document, reference) : requestBody;
  if (!isObject(body)) return {};
  return { [SENT_STATUS]: { description: 'The request that the API sends.', content: body.content } };
}

/** Copies what is referred to, directly or through other parts, to the same places. */
function addReferred(document: OpenApiDocument, reduced: OpenApiDocument): void {
  const done = new Set<string>();
  const open: unknown[] = [reduced.paths, reduced.components];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    eachObject(next, (object) => {
      const targets = [object.$ref, ...mappedTargets(object.discriminator)];
      for (const target of targets) {
        if (typeof target !== 'string' || !target.startsWith('#/')) continue;
        // The whole component, or path item.
        const tokens = fragmentTokens(target);
        const place = tokens.slice(0, tokens[0] === 'components' ? 3 : 2);
        const key = place.join('\n');
        if (done.has(key)) continue;
        done.add(key);
        const added = partAt(document, place);
        if (added === undefined) continue;
        addAt(reduced, place, added);
        open.push(added);
      }
    });
  }
}

function mappedTargets(discriminator: unknown): unknown[] {
  const mapping = isObject(discriminator) ? discriminator.mapping : undefined;
  return isObject(mapping) ? Object.values(mapping) : [];
}

function partAt(document: object, tokens: string[]): unknown {
  let value: unknown = document;
  for (const token of tokens) value = isObject(value) ? value[token] : undefined;
  return value;
}

function addAt(document: object, tokens: string[], added: unknown): void {
  let holder = document as Record<string, unknown>;
  for (const token of tokens.slice(0, -1)) {
    holder[token] ??= {};
    // Made in the line before, or a member of the document's own structure.
    holder = holder[token] as Record<string, unknown>;
  }
  holder[tokens.at(-1) ?? ''] ??= added;
}
