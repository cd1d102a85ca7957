import { byMediaType, findMediaType } from '../document/media-types.ts';
import { METHODS } from '../document/path-items.ts';
import { malformedBodies } from './malformed-bodies.ts';
import { indexPaths } from './path-index.ts';
import type { Plan } from './plan.ts';
import type { Case, CaseBody, RequestParts } from './types.ts';
import { needsCredentials, type VerifiableOperation } from './verifiable-operation.ts';

/** Larger than any API takes, in bytes. */
const HUGE = 12 * 1024 * 1024;
let hugeText: string | undefined;

/** Declared by no contract, unless by a range. */
const UNKNOWN_MEDIA_TYPE = 'application/x-no-such-type';
const UNKNOWN_MEDIA_TYPES = [UNKNOWN_MEDIA_TYPE, 'x-no-such/type'];

/** A request that HTTP does not allow, and the statuses that may reject it. */
type ProtocolFault = {
  keyword: string;
  boundary: string;
  why: string;
  statuses: number[];
  parts: RequestParts;
};

/**
 * Cases that HTTP itself decides, made of a request that is otherwise valid: credentials, methods, paths, media types, and
 * bodies that cannot be read.
 *
 * @param sound a request that the contract allows
 */
export function listProtocolCases(plan: Plan, operation: VerifiableOperation, sound: RequestParts): Case[] {
  const faults = [
    ...credentialFaults(operation, sound),
    ...methodFaults(plan, operation, sound),
    ...pathFaults(plan, operation, sound),
    ...(sound.body === undefined ? undeclaredBodies(operation, sound) : bodyFaults(operation, sound, sound.body)),
  ];
  return faults.map(({ keyword, boundary, why, statuses, parts }) => ({
    operationId: operation.operationId,
    phase: 'protocol',
    subject: { in: 'request', place: [], keyword, boundary },
    expect: 'reject',
    statuses,
    why,
    parts,
  }));
}

function credentialFaults(operation: VerifiableOperation, sound: RequestParts): ProtocolFault[] {
  if (!needsCredentials(operation)) return [];
  const fault = { keyword: 'security', statuses: [401, 403] };
  return [
    {
      ...fault,
      boundary: 'no credentials',
      why: 'The operation requires credentials (RFC 9110 §11.4).',
      parts: { ...sound, credentials: 'none' },
    },
    {
      ...fault,
      boundary: 'wrong credentials',
      why: 'The credentials are not valid (RFC 9110 §11.4).',
      parts: { ...sound, credentials: 'wrong' },
    },
    {
      ...fault,
      boundary: 'empty credentials',
      why: 'The credentials are empty (RFC 9110 §11.4).',
      // RFC 6750 §3.1: such a request is malformed.
      statuses: [400, ...fault.statuses],
      parts: { ...sound, credentials: 'empty' },
    },
  ];
}

/** Methods that the path does not have, for the first of its operations. */
function methodFaults(plan: Plan, operation: VerifiableOperation, sound: RequestParts): ProtocolFault[] {
  if (!isFirstOfPath(plan, operation)) return [];
  const { at, overlapping } = indexPaths(plan.declared);
  const known = new Set([...at(operation.path).map(({ method }) => method), 'head', 'options']);
  // A templated path that takes the method declares the response itself.
  for (const { method } of overlapping(operation.path)) known.add(method);
  const { body: _, ...rest } = sound;
  return METHODS.filter((one) => !known.has(one) && one !== 'trace').map((method) => ({
    keyword: 'method',
    boundary: method,
    why: `The path has no ${method.toUpperCase()} (RFC 9110 §15.5.6).`,
    // A declared 405 must be returned. Otherwise a 404 is accepted too.
    statuses: Object.hasOwn(operation.responses, '405') ? [405] : [405, 404],
    parts: { ...rest, method: method.toUpperCase() },
  }));
}

/** A path below that of the operation, once for each path. */
function pathFaults(plan: Plan, operation: VerifiableOperation, sound: RequestParts): ProtocolFault[] {
  const target = `${operation.path}/no-such-path/x`;
  const { at, overlapping } = indexPaths(plan.declared);
  if (!isFirstOfPath(plan, operation) || at(target).length + overlapping(target).length > 0) return [];
  const why = 'The path is not in the contract (RFC 9110 §15.5.5).';
  const statuses = [404, 405, 401, 403];
  return [{ keyword: 'path', boundary: 'an undeclared path', why, statuses, parts: { ...sound, target } }];
}

/** Whether an operation is the first of its path that requests may be sent to. */
function isFirstOfPath({ operations }: Plan, operation: VerifiableOperation): boolean {
  return indexPaths(operations).at(operation.path)[0] === operation;
}

/** An operation without a body that declares a response to one is tested for it. */
function undeclaredBodies({ responses }: VerifiableOperation, sound: RequestParts): ProtocolFault[] {
  const faults: ProtocolFault[] = [];
  if (Object.hasOwn(responses, '415')) {
    faults.push({
      keyword: 'content-type',
      boundary: 'a body',
      why: 'The operation takes no body (RFC 9110 §15.5.16).',
      statuses: [415, 400],
      parts: { ...sound, body: { mediaType: UNKNOWN_MEDIA_TYPE, text: 'x' } },
    });
  }
  if (Object.hasOwn(responses, '413')) faults.push(tooLarge(sound, 'application/json'));
  return faults;
}

function bodyFaults(
  { responses, requestBody }: VerifiableOperation,
  sound: RequestParts,
  body: CaseBody,
): ProtocolFault[] {
  const { mediaType, text } = body;
  const declared = byMediaType(requestBody?.content ?? {});
  const undeclared = UNKNOWN_MEDIA_TYPES.filter((one) => findMediaType(declared, one) === undefined)
    .slice(0, 1)
    .map((unknown) => ({
      keyword: 'content-type',
      boundary: 'another media type',
      why: 'The media type is not declared (RFC 9110 §15.5.16).',
      statuses: [415, 400, 406, 422],
      parts: { ...sound, body: { mediaType: unknown, text } },
    }));
  return [
    // RFC 9110 §8.3: without content there is nothing that a media type describes.
    ...(text === '' ? [] : undeclared),
    ...malformedBodies(body).map(({ body: malformed, ...fault }) => ({
      ...fault,
      parts: { ...sound, body: malformed },
    })),
    ...(Object.hasOwn(responses, '413') ? [tooLarge(sound, mediaType)] : []),
  ];
}

function tooLarge(sound: RequestParts, mediaType: string): ProtocolFault {
  // All operations share it.
  hugeText ??= `"${'x'.repeat(HUGE)}"`;
  return {
    keyword: 'size',
    boundary: 'too large',
    why: 'The body is larger than any API accepts (RFC 9110 §15.5.14).',
    statuses: [413],
    parts: { ...sound, body: { mediaType, text: hugeText } },
  };
}
