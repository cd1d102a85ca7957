import { isObject } from '../../document/references.ts';
import { suggest } from '../../document/suggest.ts';
import type { MockData } from '../state/rules.ts';
import type { CompletedRequest } from './expressions.ts';

/** A request that causes a webhook. */
export type WebhookCause = CompletedRequest & {
  operationId: string;
  /** The resources of a stateful mock. */
  data: MockData | undefined;
};

/** The trigger, the receiver and the body of a webhook. */
export type WebhookSettings = {
  /** OperationIds. It is sent after each request of them that succeeds. */
  after?: string[];
  /** URL of the receiver, which can have runtime expressions. Without a URL, `--webhook-url` is the receiver. */
  url?: string | ((cause: WebhookCause) => string | null | undefined);
  /** The body instead of the example with the resource of the response. @param body that example */
  body?: (cause: WebhookCause, body: unknown) => unknown;
  /** Signs it instead of `--webhook-secret`. */
  secret?: string | ((cause: WebhookCause) => string | null | undefined);
};

/** Webhooks by their name in the document. */
export type ConfiguredWebhooks = Record<string, WebhookSettings>;

const MEMBERS = ['after', 'url', 'body', 'secret'];

/** Errors in the settings of a webhook, one sentence each. */
export function webhookFaults(
  name: string,
  settings: unknown,
  { webhooks, operations }: { webhooks: string[]; operations: string[] },
): string[] {
  const at = `mock.webhooks["${name}"]`;
  if (!webhooks.includes(name)) return [`${at}: the document has no webhook "${name}".${suggest(name, webhooks)}`];
  if (!isObject(settings)) return [`${at} must be an object.`];
  const { after = [], url, body, secret } = settings;
  const unknown = Object.keys(settings).filter((member) => !MEMBERS.includes(member));
  const missing = (Array.isArray(after) ? after : []).map(String).filter((id) => !operations.includes(id));
  const isTextOrFunction = (value: unknown): boolean =>
    value === undefined || typeof value === 'function' || (typeof value === 'string' && value !== '');
  return [
    ...unknown.map((member) => `${at}: unknown option "${member}".${suggest(member, MEMBERS)}`),
    ...(Array.isArray(after) ? [] : [`${at}.after must be a list of operationIds.`]),
    ...missing.map((id) => `${at}.after: the document has no operation "${id}".${suggest(id, operations)}`),
    ...(isTextOrFunction(url) ? [] : [`${at}.url must be a string or a function.`]),
    ...(isTextOrFunction(secret) ? [] : [`${at}.secret must be a string or a function.`]),
    ...(body === undefined || typeof body === 'function' ? [] : [`${at}.body must be a function.`]),
  ];
}
