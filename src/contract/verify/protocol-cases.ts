import { isJson } from '../document/media-types.ts';
import { METHODS } from '../document/operations.ts';
import type { Plan } from './plan.ts';
import type { Case, RequestParts, Subject } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** Larger than any API takes, in bytes. */
const HUGE = 12 * 1024 * 1024;

/**
 * Cases that HTTP itself decides, made of a request that is otherwise sound: credentials, methods, paths, media types, and
 * bodies that cannot be read.
 *
 * @param sound a request that the contract allows
 */
export function listProtocolCases(plan: Plan, operation: VerifiableOperation, sound: RequestParts): Case[] {
  const cases: Case[] = [];
  const add = (
    keyword: string,
    boundary: string,
    why: string,
    statuses: number[],
    change: Partial<RequestParts>,
  ): void => {
    const subject: Subject = { in: 'request', place: [], keyword, boundary };
    const { operationId } = operation;
    cases.push({
      operationId,
      phase: 'protocol',
      subject,
      expect: 'reject',
      statuses,
      why,
      parts: { ...sound, ...change },
    });
  };
  const needsKey = operation.security.length > 0 && operation.security.every((one) => Object.keys(one).length > 0);
  if (needsKey) {
    add('security', 'no credentials', 'The operation asks for credentials (RFC 9110 §11.4).', [401, 403], {
      credentials: 'none',
    });
    add('security', 'wrong credentials', 'The credentials are not valid (RFC 9110 §11.4).', [401, 403], {
      credentials: 'wrong',
    });
  }
  const sameTarget = plan.operations.filter(({ path }) => path === operation.path);
  if (sameTarget[0] === operation) {
    const known = new Set([...sameTarget.map(({ method }) => method), 'head', 'options']);
    // A templated path that takes the method declares the response itself.
    const others = plan.operations.filter(({ path }) => path !== operation.path && mayMatch(path, operation.path));
    for (const { method } of others) known.add(method);
    for (const method of METHODS.filter((one) => !known.has(one) && one !== 'trace')) {
      const { body: _, ...rest } = sound;
      const why = `The path has no ${method.toUpperCase()} (RFC 9110 §15.5.6).`;
      const subject: Subject = { in: 'request', place: [], keyword: 'method', boundary: method };
      const parts = { ...rest, method: method.toUpperCase() };
      cases.push({
        operationId: operation.operationId,
        phase: 'protocol',
        subject,
        expect: 'reject',
        // Where the contract declares a 405 it means it.
        statuses: Object.hasOwn(operation.responses, '405') ? [405] : [405, 404],
        why,
        parts,
      });
    }
    const target = `${operation.path}/no-such-path/x`;
    if (!plan.operations.some(({ path }) => mayMatch(path, target))) {
      const why = 'The path is not in the contract (RFC 9110 §15.5.5).';
      add('path', 'a path that is none', why, [404, 405, 401, 403], { target });
    }
  }
  const { body } = sound;
  if (body === undefined) {
    // An operation without a body that declares a response to one is tested for it.
    if (Object.hasOwn(operation.responses, '415')) {
      const odd = { mediaType: 'application/x-no-such-type', text: 'x' };
      add('content-type', 'a body', 'The operation takes no body (RFC 9110 §15.5.16).', [415, 400], { body: odd });
    }
    if (Object.hasOwn(operation.responses, '413')) {
      const huge = { mediaType: 'application/json', text: `"${'x'.repeat(HUGE)}"` };
      add('size', 'too large', 'The body is larger than any API takes (RFC 9110 §15.5.14).', [413], { body: huge });
    }
    return cases;
  }
  add(
    'content-type',
    'another media type',
    'The media type is not declared (RFC 9110 §15.5.16).',
    [415, 400, 406, 422],
    {
      body: { mediaType: 'application/x-no-such-type', text: body.text },
    },
  );
  if (isJson(body.mediaType)) {
    const broken: [string, string][] = [
      ['cut off', body.text.slice(0, Math.max(1, body.text.length - 1))],
      ['not JSON', 'no JSON'],
      ['two values', `${body.text}${body.text}`],
    ];
    for (const [boundary, text] of broken) {
      add('json', boundary, 'The body is not JSON (RFC 8259 §2).', [400, 422], {
        body: { mediaType: body.mediaType, text },
      });
    }
  }
  if (Object.hasOwn(operation.responses, '413')) {
    const text = `"${'x'.repeat(HUGE)}"`;
    add('size', 'too large', 'The body is larger than any API takes (RFC 9110 §15.5.14).', [413], {
      body: { mediaType: body.mediaType, text },
    });
  }
  return cases;
}

/** Whether two templated paths may both match one path. */
function mayMatch(one: string, other: string): boolean {
  const [segments, others] = [one.split('/'), other.split('/')];
  return (
    segments.length === others.length &&
    segments.every((segment, index) => {
      const facing = others[index] ?? '';
      return segment === facing || segment.includes('{') || facing.includes('{');
    })
  );
}
