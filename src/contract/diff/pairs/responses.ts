import { byMediaType, findMediaType } from '../../document/media-types.ts';
import type { Severity } from '../change.ts';
import { declarationsOf, type OperationPair, subjectOf } from '../context.ts';
import type { Proof } from '../draft.ts';
import type { ResponseParts } from '../parts.ts';
import { proveAccepted } from '../proofs.ts';
import { proveResponse } from '../responses.ts';
import type { ConfirmValue } from '../schema-pairs.ts';
import { compareHeaders } from './headers.ts';
import { compareMedia } from './media.ts';
import { isPlainTextType } from './written-bodies.ts';

/** A response in both documents, by the names that its status has there. */
export type ResponsePair = OperationPair & {
  status: { old: string; new: string };
  oldResponse: ResponseParts;
  newResponse: ResponseParts;
};

/** Compares responses by status. One that a range or `default` covered before is compared with that one. */
export function compareResponses(pair: OperationPair): void {
  const { old, new: fresh } = pair;
  const compared = new Set<string>();
  const compare = (before: string, after: string): void => {
    const key = `${before} ${after}`;
    const [oldResponse, newResponse] = [old.responses.get(before), fresh.responses.get(after)];
    if (compared.has(key) || oldResponse === undefined || newResponse === undefined) return;
    compared.add(key);
    compareResponse({ ...pair, status: { old: before, new: after }, oldResponse, newResponse });
  };
  for (const name of fresh.responses.keys()) {
    const covering = coveringName(old.responses, name);
    if (covering === undefined) reportStatus(pair, name, true);
    else compare(covering, name);
  }
  for (const name of old.responses.keys()) {
    const covering = coveringName(fresh.responses, name);
    if (covering === undefined) reportStatus(pair, name, false);
    else compare(name, covering);
  }
}

/** The response that a status has: its own, else that of its range, else the default (OAS 3.1 §4.8.16). */
function coveringName(responses: Map<string, ResponseParts>, name: string): string | undefined {
  return [name, `${name[0]}XX`, 'default'].find((one) => responses.has(one));
}

function isSuccess(name: string): boolean {
  return name.startsWith('2') || name.startsWith('3');
}

function reportStatus(pair: OperationPair, name: string, isNew: boolean): void {
  const { context, old, new: fresh, roles } = pair;
  const response = (isNew ? fresh : old).responses.get(name);
  context.report({
    kind: isNew ? 'response.status-added' : 'response.status-removed',
    direction: roles.response,
    effect: isNew ? 'widening' : 'narrowing',
    severity: isNew ? severityOfNewStatus(pair, name) : isSuccess(name) ? 'risky' : 'additive',
    subject: subjectOf(fresh, `response ${name}`),
    message: isNew ? `The response ${name} is new.` : `The response ${name} is removed.`,
    pointers: isNew
      ? { old: old.pointer, new: response?.pointer ?? fresh.pointer }
      : { old: response?.pointer ?? old.pointer, new: fresh.pointer },
    isShared: true,
    ...(isNew ? { prove: () => proveResponse(context.compile, declarationsOf(pair, 'widening'), { name }) } : {}),
  });
}

/** A new status in the place of all earlier ones is not one beside them. */
function severityOfNewStatus({ context, old, new: fresh, roles }: OperationPair, name: string): Severity {
  if (roles.response === 'request') return 'additive';
  const successes = [...old.responses.keys()].filter(isSuccess);
  const isReplaced =
    isSuccess(name) &&
    successes.length > 0 &&
    successes.every((one) => coveringName(fresh.responses, one) === undefined);
  return isReplaced ? 'breaking' : context.policy.newResponseStatus;
}

function responsePart({ status }: ResponsePair): string {
  return `response ${status.new}`;
}

function compareResponse(pair: ResponsePair): void {
  compareHeaders(pair);
  const { oldResponse, newResponse } = pair;
  const before = byMediaType(responseTypes(oldResponse));
  const after = byMediaType(responseTypes(newResponse));
  if (before.size === 0 || after.size === 0) {
    if (before.size !== after.size) reportResponseBody(pair, before.size === 0);
    return;
  }
  const lost = [...before].filter(([spelling]) => findMediaType(after, spelling) === undefined);
  for (const [, name] of lost) reportLostType(pair, name);
  for (const [spelling, name] of after) {
    const covering = before.get(findMediaType(before, spelling) ?? '');
    if (covering !== undefined) compareContent(pair, covering, name);
    else {
      // A client that gets what it has asked for does not see others (RFC 9110 §12.5.1).
      const severity = lost.length > 0 ? 'breaking' : pair.context.policy.newResponseMediaType;
      reportNewType(pair, name, severity);
    }
  }
  for (const [spelling, name] of before) {
    const covering = after.get(findMediaType(after, spelling) ?? '');
    if (covering !== undefined && !after.has(spelling)) compareContent(pair, name, covering);
  }
}

function responseTypes({ content }: ResponseParts): Record<string, string> {
  return Object.fromEntries(Object.keys(content).map((name) => [name, name]));
}

function reportResponseBody(pair: ResponsePair, isNew: boolean): void {
  const { context, oldResponse, newResponse, roles, status } = pair;
  const isRisky = isNew && roles.response === 'response';
  context.report({
    kind: isNew ? 'response.body-added' : 'response.body-removed',
    direction: roles.response,
    // A response without its body is none that was declared.
    effect: 'widening',
    ...(isRisky ? { severity: 'risky' as const } : {}),
    subject: subjectOf(pair.new, responsePart(pair)),
    message: isNew ? 'The response has a body now.' : 'The response has no body any more.',
    pointers: { old: oldResponse.pointer, new: newResponse.pointer },
    isShared: true,
    prove: () =>
      proveResponse(context.compile, declarationsOf(pair, 'widening'), {
        ...{ name: status.new, otherName: status.old },
        ...(isNew ? {} : { isBare: true }),
      }),
  });
}

function reportNewType(pair: ResponsePair, name: string, severity: Severity): void {
  const { context, oldResponse, newResponse, roles, status } = pair;
  context.report({
    kind: 'response.media-type-added',
    direction: roles.response,
    effect: 'widening',
    ...(roles.response === 'response' ? { severity } : {}),
    subject: subjectOf(pair.new, `${responsePart(pair)} ${name}`),
    message: `The response may be ${name}.`,
    pointers: { old: oldResponse.pointer, new: newResponse.content[name]?.pointer ?? newResponse.pointer },
    isShared: true,
    prove: () =>
      proveResponse(context.compile, declarationsOf(pair, 'widening'), {
        ...{ name: status.new, otherName: status.old, mediaType: name },
      }),
  });
}

/**
 * A client that accepts only the media type receives 406 or another one (RFC 9110 §12.5.1). No schema shows that: the
 * witness is the request with its `Accept`. Clients do not ask for the media type of an error.
 */
function reportLostType(pair: ResponsePair, name: string): void {
  const { context, oldResponse, newResponse, roles, status } = pair;
  const isAsked = roles.response === 'response' && isSuccess(status.old);
  const ends = declarationsOf(pair, 'narrowing');
  context.report({
    kind: 'response.media-type-removed',
    direction: roles.response,
    effect: 'narrowing',
    ...(roles.response === 'response' ? { severity: isAsked ? ('breaking' as const) : ('risky' as const) } : {}),
    subject: subjectOf(pair.new, `${responsePart(pair)} ${name}`),
    message: isAsked
      ? `The response is not ${name} any more. A request with "Accept: ${name}" returns another media type, or 406.`
      : `The response is not ${name} any more.`,
    pointers: { old: oldResponse.content[name]?.pointer ?? oldResponse.pointer, new: newResponse.pointer },
    isShared: true,
    prove: () =>
      isAsked
        ? proveAccepted(context.compile, pair.old, name)
        : proveResponse(context.compile, ends, { name: status.old, otherName: status.new, mediaType: name }),
  });
}

function compareContent(pair: ResponsePair, oldName: string, newName: string): void {
  const { context, oldResponse, newResponse, roles } = pair;
  const before = oldResponse.content[oldName];
  const after = newResponse.content[newName];
  if (before === undefined || after === undefined) return;
  const mediaType = { old: oldName, new: newName };
  const isText = [oldName, newName].every(isPlainTextType);
  // A number that becomes a text is the same on the wire.
  const confirm: ConfirmValue = (value, effect) =>
    (typeof value === 'object' && value !== null) || 'witness' in proveContent(pair, { effect, value, mediaType });
  compareMedia(context, {
    role: roles.response,
    subject: subjectOf(pair.new, `${responsePart(pair)} ${newName}`),
    old: before,
    new: after,
    ...(isText ? { isText, confirm } : {}),
    prove: (effect, value) => proveContent(pair, { effect, value, mediaType }),
  });
}

function proveContent(
  pair: ResponsePair,
  {
    effect,
    value,
    mediaType,
  }: { effect: 'narrowing' | 'widening'; value: unknown; mediaType: { old: string; new: string } },
): Proof {
  const { status } = pair;
  const [own, other] = effect === 'narrowing' ? (['old', 'new'] as const) : (['new', 'old'] as const);
  // A receiver of webhooks writes it, which the API validates as it does a request.
  const ends = declarationsOf(pair, effect);
  return proveResponse(pair.context.compile, ends, {
    ...{ name: status[own], otherName: status[other], mediaType: mediaType[own], body: { value } },
  });
}
