import { fragmentTokens, isObject } from '../../src/contract/document/references.ts';
import { valueAt } from './edit.ts';

type Json = Record<string, unknown>;

/** One value of a request or response, by the place of its schema. */
export type Message = {
  /** In the words of nobody but this judge. */
  key: string;
  /** Who writes it: the client or the API. Those of webhooks and callbacks are reversed. */
  direction: 'request' | 'response';
  tokens: string[];
  /** A value of `text` is written without its type, as in a query. */
  wire: 'body' | 'text';
  /** The status of a response. */
  status?: string;
};

/** Media types whose values are written without their types: forms, and texts that are no events and no XML. */
const TEXTS = /^(application\/x-www-form-urlencoded|multipart\/|text\/(?!event-stream|xml))/i;
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** Reference tokens of what an object stands for, which is itself if it is no reference. */
export function followTokens(document: Json, tokens: string[]): string[] {
  let at = tokens;
  for (let count = 0; count < 20; count += 1) {
    const value = valueAt(document, at);
    if (!isObject(value) || typeof value.$ref !== 'string' || !value.$ref.startsWith('#/')) return at;
    at = fragmentTokens(value.$ref.slice(1));
  }
  return at;
}

/** Whether the tokens of an operation are those of one that the API calls. */
export function isReversed(tokens: string[]): boolean {
  return tokens[0] === 'webhooks' || tokens.includes('callbacks');
}

/** Every value of every message of a document. */
export function messagesOf(document: Json): Message[] {
  const messages: Message[] = [];
  const visitItem = (tokens: string[]): void => {
    const at = followTokens(document, tokens);
    const item = valueAt(document, at);
    if (!isObject(item)) return;
    const further = Object.keys(isObject(item.additionalOperations) ? item.additionalOperations : {});
    const operations = [
      ...METHODS.map((method) => [...at, method]),
      ...further.map((method) => [...at, 'additionalOperations', method]),
    ];
    for (const operation of operations) if (isObject(valueAt(document, operation))) visitOperation(operation, at);
  };
  const visitOperation = (tokens: string[], item: string[]): void => {
    const found = operationMessages(document, tokens, item);
    messages.push(...found);
    const callbacks = valueAt(document, [...tokens, 'callbacks']);
    for (const name of Object.keys(isObject(callbacks) ? callbacks : {})) {
      const at = followTokens(document, [...tokens, 'callbacks', name]);
      const held = valueAt(document, at);
      // A callback that holds operations with callbacks of their own ends here.
      if (tokens.includes('callbacks')) continue;
      for (const expression of Object.keys(isObject(held) ? held : {})) {
        if (!expression.startsWith('x-')) visitItem([...at, expression]);
      }
    }
  };
  for (const holder of ['paths', 'webhooks']) {
    for (const path of Object.keys(isObject(document[holder]) ? (document[holder] as Json) : {}))
      visitItem([holder, path]);
  }
  return messages;
}

function operationMessages(document: Json, tokens: string[], item: string[]): Message[] {
  const messages: Message[] = [];
  const [sent, received] = isReversed(tokens) ? (['response', 'request'] as const) : (['request', 'response'] as const);
  const addSchema = (at: string[], rest: Omit<Message, 'tokens'>): void => {
    if (valueAt(document, at) !== undefined) messages.push({ ...rest, tokens: at });
  };
  const addContent = (at: string[], rest: Omit<Message, 'tokens' | 'wire'>): void => {
    const content = valueAt(document, [...at, 'content']);
    for (const mediaType of Object.keys(isObject(content) ? content : {})) {
      const held = followTokens(document, [...at, 'content', mediaType]);
      const wire = TEXTS.test(mediaType) ? 'text' : 'body';
      addSchema([...held, 'schema'], { ...rest, key: `${rest.key} ${mediaType}`, wire });
      addSchema([...held, 'itemSchema'], { ...rest, key: `${rest.key} ${mediaType} item`, wire });
    }
  };
  const seen = new Set<string>();
  for (const holder of [tokens, item]) {
    const list = valueAt(document, [...holder, 'parameters']);
    for (const index of Array.isArray(list) ? list.keys() : []) {
      const at = followTokens(document, [...holder, 'parameters', String(index)]);
      const parameter = valueAt(document, at);
      if (!isObject(parameter)) continue;
      const key = `${parameter.in} ${parameter.name}`;
      if (seen.has(key)) continue;
      seen.add(key);
      // Such parameters are ignored (OAS 3.1 §4.8.12.1).
      if (/^header (accept|content-type|authorization)$/i.test(key)) continue;
      addSchema([...at, 'schema'], { key, direction: sent, wire: 'text' });
      addContent(at, { key, direction: sent });
    }
  }
  addContent(followTokens(document, [...tokens, 'requestBody']), { key: 'body', direction: sent });
  const responses = valueAt(document, [...tokens, 'responses']);
  for (const status of Object.keys(isObject(responses) ? responses : {})) {
    const at = followTokens(document, [...tokens, 'responses', status]);
    addContent(at, { key: status, direction: received, status });
    const headers = valueAt(document, [...at, 'headers']);
    for (const name of Object.keys(isObject(headers) ? headers : {})) {
      // It is ignored (OAS 3.1 §4.8.17.1).
      if (/^content-type$/i.test(name)) continue;
      const header = followTokens(document, [...at, 'headers', name]);
      addSchema([...header, 'schema'], { key: `${status} header ${name}`, direction: received, wire: 'text', status });
      addContent(header, { key: `${status} header ${name}`, direction: received, status });
    }
  }
  return messages;
}
