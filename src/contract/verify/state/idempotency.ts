import { equal } from '../../values/flat.ts';
import type { CompletedExchange } from '../links.ts';
import type { Run } from '../run-context.ts';
import type { PathValues, RequestParts } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { IDEMPOTENCY_KEY, randomKey } from '../write-request.ts';
import { acceptedOf, call, plain, reportFinding, richest } from './lifecycle.ts';
import { withoutProgress } from './settling.ts';

/**
 * Under the `Idempotency-Key` that an operation takes a request is done once (draft-ietf-httpapi-idempotency-key-header §2.6):
 * repeated, it returns the same response, tokens aside. Another request under the key is rejected.
 */
export async function checkIdempotency(run: Run, end: number): Promise<void> {
  for (const operation of run.wanted) {
    if (performance.now() > end) return;
    const { parameters } = operation.served.operation;
    if (!parameters.some(({ in: where, name }) => where === 'header' && name === IDEMPOTENCY_KEY)) continue;
    const path = await run.resources.valuesFor(operation);
    if (path !== undefined) await tryTwice(run, operation, path);
  }
}

async function tryTwice(run: Run, operation: VerifiableOperation, path: PathValues): Promise<void> {
  const idempotencyKey = randomKey();
  const parts: RequestParts = { ...(richest(run, operation) ?? plain(run, operation)), idempotencyKey };
  const first = await call(run, operation, path, parts);
  if (first === undefined || first.response.status >= 300) return;
  const own = { body: first.request.body };
  const again = await call(run, operation, path, repeat(parts, own));
  if (again !== undefined && !isSameResponse(first, again)) {
    const message = `the same request under the same Idempotency-Key returns ${again.response.status} and not the first response`;
    reportFinding(run, { check: 'done_once', operation, exchange: again, message, cause: 'again' });
  }
  const other = otherThan(run, operation, own.body);
  if (other === undefined) return;
  const changed = await call(run, operation, path, { ...other, idempotencyKey });
  if (changed === undefined || changed.response.status >= 400) return;
  const message = `another request under the same Idempotency-Key returns ${changed.response.status}`;
  reportFinding(run, { check: 'done_once', operation, exchange: changed, message, cause: 'another' });
}

/** The very body that was sent, in which properties that must be unique have got a value of their own. */
function repeat(parts: RequestParts, { body }: { body: string | undefined }): RequestParts {
  if (parts.body === undefined || body === undefined) return parts;
  // The writer would turn a value into another text.
  const { value: _value, ...rest } = parts.body;
  return { ...parts, body: { ...rest, text: body } };
}

/** Whether two responses are the same, tokens aside. */
export function isSameResponse({ response: one }: CompletedExchange, { response: other }: CompletedExchange): boolean {
  // The second response may say how far the job of the first one is.
  const stable = one.status === 202 ? withoutProgress : (value: unknown) => value;
  return one.status === other.status && equal(withoutTokens(stable(one.value)), withoutTokens(stable(other.value)));
}

/** A compact JWS (RFC 7515 §7.1). Its header is a JSON object, so it starts with the Base64 of `{"`. */
const TOKEN = /^eyJ[\w-]*\.[\w-]+\.[\w-]+$/;

/** A replay may issue new tokens: a stored token would be a secret at rest, and expired when it is needed. */
function withoutTokens(value: unknown): unknown {
  if (value === undefined) return undefined;
  return JSON.parse(JSON.stringify(value), (_name, member) =>
    typeof member === 'string' && TOKEN.test(member) ? 'token' : member,
  );
}

/** A request that the contract allows with another body. */
function otherThan(run: Run, operation: VerifiableOperation, text: string | undefined): RequestParts | undefined {
  for (const one of acceptedOf(run, operation)) {
    const parts = 'parts' in one ? one.parts : one;
    if (parts.body !== undefined && parts.body.text !== text && parts.method === undefined) return parts;
  }
  return undefined;
}
