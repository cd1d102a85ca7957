import { anonymousTemplate } from '../../diff/pairs/operation-pairs.ts';
import type { OpenApiDocument } from '../../document/document.ts';
import { operationsOf } from '../../document/path-items.ts';
import { followReference, isObject } from '../../document/references.ts';
import type { ReportedChange } from './diff-report.ts';

/** A document whose mock also validates the requests that its API sends. */
export type WithReceivers = {
  document: OpenApiDocument;
  /**
   * The paths of the receivers of a webhook or callback. Several operations can have the same callback, and a change does
   * not name them.
   */
  pathsOf: (subject: ReportedChange['subject']) => string[];
};

const BASE_PATH = '/__receivers/';

/** Adds the receivers of webhooks and callbacks as operations. */
export function withReceivers(document: OpenApiDocument): WithReceivers {
  const items: Record<string, Record<string, unknown>> = {};
  const paths = new Map<string, string[]>();
  const add = (owner: string, { kind, path, item }: ReceivedRequest, owners: object[]): void => {
    const receiver = `${BASE_PATH}${encodeURIComponent(`${owner}${kind} ${path}`)}`;
    const { operations, receiving } = receiverItem(document, item);
    items[receiver] = receiving;
    const key = receiverKey({ kind, path });
    const known = paths.get(key);
    if (known === undefined) paths.set(key, [receiver]);
    else known.push(receiver);
    addCallbacks(`${receiver.slice(BASE_PATH.length)} `, operations, owners);
  };
  const addCallbacks = (owner: string, operations: NamedOperation[], owners: object[]): void => {
    for (const { name, operation } of operations) {
      // A callback can have itself as a callback.
      if (owners.includes(operation)) continue;
      for (const sent of receivedCallbacks(document, operation)) add(`${owner}${name} `, sent, [...owners, operation]);
    }
  };
  for (const [path, item] of Object.entries(document.webhooks ?? {})) add('', { kind: 'webhook', path, item }, []);
  for (const [path, item] of Object.entries(document.paths ?? {}))
    addCallbacks(`${anonymousTemplate(path)} `, namedOperations(document, item), []);
  const { webhooks: _, ...rest } = document;
  return {
    document: Object.keys(items).length === 0 ? document : { ...rest, paths: { ...document.paths, ...items } },
    pathsOf: (subject) => paths.get(receiverKey(subject)) ?? [],
  };
}

type ReceivedRequest = { kind: 'webhook' | 'callback'; path: string; item: unknown };

type NamedOperation = { name: string; operation: Record<string, unknown> };

/** Names in braces that are no runtime expressions do not matter, nor does white space. */
function receiverKey({ kind, path = '' }: Pick<ReportedChange['subject'], 'kind' | 'path'>): string {
  return `${kind} ${path.replaceAll(/\{(?!\$)[^}]*\}/g, '{}').replaceAll(/\s+/g, ' ')}`;
}

function namedOperations(document: OpenApiDocument, item: unknown): NamedOperation[] {
  const found = followReference(document, item);
  return operationsOf(document, isObject(found) ? found : {}).map(({ method, operation }) => ({
    name: method.toUpperCase(),
    operation,
  }));
}

function receivedCallbacks(document: OpenApiDocument, { callbacks }: Record<string, unknown>): ReceivedRequest[] {
  return Object.entries(isObject(callbacks) ? callbacks : {}).flatMap(([name, callback]) => {
    const items = followReference(document, callback);
    return Object.entries(isObject(items) ? items : {})
      .filter(([expression]) => !expression.startsWith('x-'))
      .map(([expression, item]): ReceivedRequest => ({ kind: 'callback', path: `${name} ${expression}`, item }));
  });
}

/**
 * The path item of a receiver. Servers and credentials of the API are not those of its receivers, and the parameters of
 * their paths are not known.
 */
function receiverItem(
  document: OpenApiDocument,
  item: unknown,
): { operations: NamedOperation[]; receiving: Record<string, unknown> } {
  const found = followReference(document, item);
  const whole = isObject(found) ? found : {};
  const sent = (part: Record<string, unknown>): Record<string, unknown> => {
    const { parameters, ...others } = part;
    if (!Array.isArray(parameters)) return others;
    const isInPath = (one: unknown): boolean => {
      const parameter = followReference(document, one);
      return isObject(parameter) && parameter.in === 'path';
    };
    return { ...others, parameters: parameters.filter((one) => !isInPath(one)) };
  };
  const receiving: Record<string, unknown> = { ...sent(whole), servers: [{ url: '/' }] };
  for (const { operation, tokens } of operationsOf(document, whole)) {
    // A component can be the receiver of several operations, whose ids must differ.
    const { operationId: _id, callbacks: _callbacks, servers: _servers, ...others } = sent(operation);
    const [member = '', name] = tokens;
    const received = { ...others, security: [] };
    receiving[member] = name === undefined ? received : { ...(receiving[member] as object), [name]: received };
  }
  return { operations: namedOperations(document, whole), receiving: receiving };
}
