import { byMediaType, findMediaType } from '../../document/media-types.ts';
import { breakingEffect, declarationsOf, type OperationPair, subjectOf } from '../context.ts';
import type { Proof } from '../draft.ts';
import type { BodyContent } from '../parts.ts';
import { type ChangeRequest, proveRequest } from '../proofs.ts';
import { compareEncoding } from './encoding.ts';
import { compareMedia } from './media.ts';
import { partTypeProof } from './part-types.ts';
import { proveSentBody } from './sent-bodies.ts';
import {
  canWriteBody,
  confirmBody,
  isFormType,
  isMisread,
  isPlainTextType,
  unwritten,
  withAnyBody,
  withBody,
} from './written-bodies.ts';

/** Compares the bodies of the requests of an operation. */
export function compareRequestBodies(pair: OperationPair): void {
  const { old, new: fresh, roles } = pair;
  if (old.body === undefined && fresh.body === undefined) return;
  if (old.body === undefined || fresh.body === undefined) {
    reportRequestBody(pair, old.body === undefined);
    return;
  }
  if (old.body.isRequired !== fresh.body.isRequired) {
    const isRequired = fresh.body.isRequired;
    pair.context.report({
      kind: isRequired ? 'body.required' : 'body.optional',
      direction: roles.request,
      effect: isRequired ? 'narrowing' : 'widening',
      subject: subjectOf(fresh, 'request body'),
      message: `The request body is ${isRequired ? 'required now' : 'not required any more'}.`,
      old: old.body.isRequired,
      new: fresh.body.isRequired,
      pointers: { old: old.body.pointer, new: fresh.body.pointer },
      isShared: true,
      prove: () => proveRequest(pair.context.compile, declarationsOf(pair, breakingEffect(roles.request)), withoutBody),
    });
  }
  compareContents(pair, old.body.content, fresh.body.content);
}

const withoutBody: ChangeRequest = ({ base }) => {
  delete base.body;
  return true;
};

function reportRequestBody(pair: OperationPair, isNew: boolean): void {
  const { context, old, new: fresh, roles } = pair;
  const body = isNew ? fresh.body : old.body;
  const isRequired = body?.isRequired === true;
  const effect = isNew ? 'narrowing' : 'widening';
  const isBreaking = isRequired && effect === breakingEffect(roles.request);
  const severity = isBreaking ? {} : { severity: isNew ? ('additive' as const) : ('risky' as const) };
  context.report({
    kind: isNew ? (isRequired ? 'body.required-added' : 'body.added') : 'body.removed',
    direction: roles.request,
    effect,
    ...severity,
    subject: subjectOf(fresh, 'request body'),
    message: isNew
      ? `The ${isRequired ? 'required' : 'optional'} request body is new.`
      : 'The request body is removed. It is ignored if it is sent.',
    pointers: { old: old.body?.pointer ?? old.pointer, new: fresh.body?.pointer ?? fresh.pointer },
    isShared: true,
    prove: () => proveRequest(context.compile, declarationsOf(pair, effect), withoutBody),
  });
}

function compareContents(pair: OperationPair, old: BodyContent, fresh: BodyContent): void {
  const { roles } = pair;
  const before = byMediaType(mediaTypesOf(old));
  const after = byMediaType(mediaTypesOf(fresh));
  for (const [spelling, name] of before) {
    const found = after.get(findMediaType(after, spelling) ?? '');
    if (found === undefined) reportRequestType(pair, { name, isNew: false });
    else compareBodyPair(pair, name, found);
  }
  for (const [spelling, name] of after) {
    if (findMediaType(before, spelling) === undefined) reportRequestType(pair, { name, isNew: true });
    // A request of one that a range covered before.
    else if (!before.has(spelling) && roles.request === 'request')
      compareBodyPair(pair, before.get(findMediaType(before, spelling) ?? '') ?? name, name);
  }
}

function mediaTypesOf(content: BodyContent): Record<string, string> {
  return Object.fromEntries(Object.keys(content).map((name) => [name, name]));
}

function reportRequestType(pair: OperationPair, { name, isNew }: { name: string; isNew: boolean }): void {
  const { context, roles, old, new: fresh } = pair;
  const effect = isNew ? 'widening' : 'narrowing';
  const declared = isNew ? fresh.body : old.body;
  context.report({
    kind: isNew ? 'body.media-type-added' : 'body.media-type-removed',
    direction: roles.request,
    effect,
    subject: subjectOf(fresh, `request body ${name}`),
    message: isNew ? `The request body may be ${name} too.` : `The request body must not be ${name} any more.`,
    pointers: {
      old: (isNew ? old.body?.pointer : declared?.content[name]?.pointer) ?? old.pointer,
      new: (isNew ? declared?.content[name]?.pointer : fresh.body?.pointer) ?? fresh.pointer,
    },
    isShared: true,
    prove: () => {
      const proof = proveRequest(context.compile, declarationsOf(pair, effect), withMediaType(name));
      if ('witness' in proof) return proof;
      const other = proveRequest(context.compile, declarationsOf(pair, effect), withAnyBody(name));
      return 'witness' in other ? other : proof;
    },
  });
}

/** Keeps only requests whose body has a media type. */
function withMediaType(name: string): ChangeRequest {
  return ({ base }) => base.body?.mediaType === name;
}

function compareBodyPair(pair: OperationPair, oldName: string, newName: string): void {
  const { context, roles, old, new: fresh } = pair;
  const before = old.body?.content[oldName];
  const after = fresh.body?.content[newName];
  if (before === undefined || after === undefined) return;
  const subject = subjectOf(fresh, `request body ${newName}`);
  const isForm = [oldName, newName].some(isFormType);
  const isText = [oldName, newName].every(isPlainTextType);
  const names = { old: oldName, new: newName };
  compareMedia(context, {
    role: roles.request,
    subject,
    old: before,
    new: after,
    ...(isText ? { isText } : {}),
    ...(isForm ? { isForm } : {}),
    ...(isText || isForm ? { confirm: confirmBody(pair, names) } : {}),
    prove: (effect, value) => proveBody(pair, names, { effect, value }),
  });
  if (isForm)
    compareEncoding(pair, {
      ...{ subject, old: before, new: after, confirm: confirmBody(pair, names) },
      isMisread: (value, effect) => isMisread(pair, names, { value, effect }),
      proveType: (name, effect) => partTypeProof(pair, { names, name }, effect),
      prove: (effect, value) => proveBody(pair, names, { effect, value }),
    });
}

function proveBody(
  pair: OperationPair,
  names: { old: string; new: string },
  { effect, value }: { effect: 'narrowing' | 'widening'; value: unknown },
): Proof {
  const ends = declarationsOf(pair, effect);
  const mediaType = names[effect === 'narrowing' ? 'old' : 'new'];
  // The API writes the bodies of webhooks and callbacks.
  if (pair.roles.request === 'response') return proveSentBody(pair.context.compile, ends, { mediaType, value });
  if (!canWriteBody(mediaType, value)) return { doubt: unwritten(mediaType) };
  return proveRequest(pair.context.compile, ends, withBody(mediaType, value));
}
