import { randomBytes } from 'node:crypto';
import { ContractError, type DocumentFault, type Operation } from '../../document/document.ts';
import type { FindSchema } from '../../document/references.ts';
import type { Deliveries } from './deliveries.ts';
import { isEvent, makeEventBody } from './event-bodies.ts';
import { fillExpressions } from './expressions.ts';
import { listOutgoing, type Outgoing, type OutgoingContext, outgoingNotes } from './outgoing.ts';
import { type ConfiguredWebhooks, type WebhookCause, type WebhookSettings, webhookFaults } from './settings.ts';
import { makeWebhookSecret } from './signature.ts';

export type WebhookOptions = {
  webhooks?: ConfiguredWebhooks | undefined;
  /** Receiver of webhooks that have no URL of their own. */
  webhookUrl?: string | undefined;
  /** Signs webhooks and callbacks. */
  webhookSecret?: string | undefined;
};

/** A webhook that is asked for. */
export type WebhookOrder = { url?: string | undefined; example?: string | undefined; body?: unknown };

/** The webhook that is sent for an order. */
export type OrderedWebhook = { id: string; url: string; body: unknown };

/** The webhooks and callbacks of one document. */
export type Webhooks = {
  /** Signs what has no secret of its own. */
  secret: string;
  outgoing: Outgoing[];
  /** Sends what a successful request causes. */
  follow: (operation: Operation, cause: WebhookCause, deliveries: Deliveries) => void;
  /** Sends a webhook now. @returns why it cannot be sent, as an error */
  send: (name: string, order: WebhookOrder, deliveries: Deliveries) => OrderedWebhook | Error;
};

/**
 * Prepares the webhooks and callbacks of a document, and reports those that are not sent as the document has them.
 *
 * @throws ContractError if the configuration names something that the document does not have
 */
export function prepareWebhooks(
  context: OutgoingContext,
  { webhookSecret = makeWebhookSecret(), ...options }: WebhookOptions,
  warn: (fault: DocumentFault) => void,
): Webhooks {
  const outgoing = listOutgoing(context);
  for (const note of outgoingNotes(context, outgoing)) warn(note);
  const operations = context.contract.operations.map(({ operationId }) => operationId);
  return createWebhooks(outgoing, operations, { ...options, find: context.find, webhookSecret });
}

type WebhookTools = { find: FindSchema; webhookSecret: string };

/** @throws ContractError if the configuration names something that the document does not have */
function createWebhooks(
  outgoing: Outgoing[],
  operations: string[],
  { webhooks: configured = {}, webhookUrl, webhookSecret, find }: Omit<WebhookOptions, 'webhookSecret'> & WebhookTools,
): Webhooks {
  const names = outgoing.filter(({ callback }) => callback === undefined).map(({ name }) => name);
  const faults = Object.entries(configured).flatMap(([name, settings]) =>
    webhookFaults(name, settings, { webhooks: names, operations }),
  );
  if (faults.length > 0) throw new ContractError(faults.map((message) => ({ message })));
  const settingsOf = ({ name, callback }: Outgoing): WebhookSettings =>
    callback === undefined && Object.hasOwn(configured, name) ? (configured[name] ?? {}) : {};
  /** A webhook that a request causes. @throws errors of functions of the configuration */
  const prepareCaused = (one: Outgoing, operation: Operation, cause: WebhookCause): PreparedRequest | Error => {
    const { url, secret, body: makeBody } = settingsOf(one);
    const wanted = one.callback?.expression ?? (typeof url === 'function' ? url(cause) : url) ?? webhookUrl;
    if (wanted === undefined) return new Error('it has no URL: set --webhook-url, or its "url" in the configuration');
    const target = fillExpressions(wanted, cause);
    if (target instanceof Error) return target;
    const made = makeEventBody(one, find, { source: { operation, body: cause.response.body }, now: new Date() });
    const body = makeBody === undefined ? made : makeBody(cause, made);
    if (one.content !== undefined && !one.content.fits(body)) return new Error(INVALID_BODY);
    const own = typeof secret === 'function' ? secret(cause) : secret;
    return { url: target, body, secret: own ?? webhookSecret };
  };
  const prepareOrdered = (one: Outgoing, order: WebhookOrder): PreparedRequest | Error => {
    const { url, secret } = settingsOf(one);
    const plain = typeof url === 'string' && !url.includes('$') ? url : undefined;
    const target = order.url ?? plain ?? webhookUrl;
    if (target === undefined)
      return new Error('it has no URL: send {"url": "http://127.0.0.1:8080/"}, or set --webhook-url');
    const examples = one.content?.examples.map(([example]) => example).filter((example) => example !== '') ?? [];
    if (order.example !== undefined && !examples.includes(order.example))
      return new Error(`it has no example "${order.example}". It has: ${examples.join(', ') || 'none'}`);
    const body = order.body ?? makeEventBody(one, find, { example: order.example, source: undefined, now: new Date() });
    if (one.content !== undefined && !one.content.fits(body)) return new Error(INVALID_BODY);
    return { url: target, body, secret: typeof secret === 'string' ? secret : webhookSecret };
  };
  return {
    outgoing,
    secret: webhookSecret,
    follow: (operation, cause, deliveries) => {
      const { operationId } = operation;
      const isCaused = (one: Outgoing): boolean =>
        one.callback === undefined
          ? settingsOf(one).after?.includes(operationId) === true
          : one.callback.operationId === operationId;
      for (const one of outgoing.filter(isCaused)) {
        const prepared = withoutThrowing(() => prepareCaused(one, operation, cause));
        if (prepared instanceof Error)
          deliveries.skip({ webhook: one.name, id: '', method: one.method, url: '' }, prepared.message);
        else deliver(one, prepared, deliveries);
      }
    },
    send: (name, order, deliveries) => {
      const one = outgoing.find((candidate) => candidate.name === name);
      if (one === undefined) return unknownWebhook(name, outgoing);
      const prepared = withoutThrowing(() => prepareOrdered(one, order));
      if (prepared instanceof Error) return new Error(`${name} is not sent: ${prepared.message}.`);
      const { url, body } = prepared;
      return deliveries.findFault(url) ?? { id: deliver(one, prepared, deliveries), url, body };
    },
  };
}

type PreparedRequest = { url: string; body: unknown; secret: string };

/** Hands a request to be sent. @returns its `webhook-id` */
function deliver(one: Outgoing, { url, body, secret }: PreparedRequest, deliveries: Deliveries): string {
  const id = isEvent(body) ? body.id : makeMessageId();
  const { name, method, headers, content } = one;
  const type = content === undefined ? {} : { 'content-type': content.mediaType };
  deliveries.add({
    ...{ webhook: name, id, method, url, secret },
    headers: { ...headers, ...type, 'user-agent': 'keepspec-mock' },
    body: content === undefined ? undefined : content.serialize(body),
  });
  return id;
}

/** Functions of the configuration may throw, which must not stop the mock. */
function withoutThrowing<Value>(make: () => Value): Value | Error {
  try {
    return make();
  } catch (error) {
    return new Error(`it failed: ${error instanceof Error ? error.message : error}`);
  }
}

const INVALID_BODY = 'the body does not match the schema of the webhook';

function makeMessageId(): string {
  return `msg_${randomBytes(15).toString('base64url')}`;
}

function unknownWebhook(name: string, outgoing: Outgoing[]): Error {
  const names = outgoing.map((one) => one.name);
  const listed = names.length === 0 ? 'The document has no webhooks.' : `Webhooks: ${names.join(', ')}.`;
  return Object.assign(new Error(`There is no webhook "${name.slice(0, 60)}". ${listed}`), { status: 404 });
}
