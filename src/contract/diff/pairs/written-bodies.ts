import { isMultipart, isOtherMultipart, isText, isUrlEncoded, isXml } from '../../document/media-types.ts';
import { sequenceFormat } from '../../document/sequences.ts';
import type { RequestParts } from '../../verify/types.ts';
import { canWrite, readWritten, writeBody } from '../../verify/write-body.ts';
import { canonical } from '../canonical.ts';
import { type Breaking, declarationsOf, type OperationPair } from '../context.ts';
import { type ChangeRequest, requestViolations } from '../proofs.ts';
import type { ConfirmValue } from '../schema-pairs.ts';

/** Whether a body is a form, whose properties are texts or files. */
export function isFormType(mediaType: string): boolean {
  return isUrlEncoded(mediaType) || isMultipart(mediaType) || isOtherMultipart(mediaType);
}

/** Whether a body is one text, of which a number or boolean may be read. */
export function isPlainTextType(mediaType: string): boolean {
  return isText(mediaType) && !isXml(mediaType) && sequenceFormat(mediaType) === undefined;
}

/** Whether a value can be written as the body of a request or response. */
export function canWriteBody(mediaType: string, value: unknown): boolean {
  const isSimple = value === null || typeof value !== 'object';
  return canWrite(mediaType, value) || (isSimple && isPlainTextType(mediaType));
}

/** Why no message shows a value that cannot be written. */
export function unwritten(mediaType: string): string {
  return `A body of ${mediaType} is not validated by such a schema.`;
}

/** Gives a request a body, if it can be written. */
export function withBody(mediaType: string, value: unknown): ChangeRequest {
  return ({ base }, { operation }) => {
    if (!canWriteBody(mediaType, value)) return false;
    base.body = writeBody(operation, mediaType, value);
    return true;
  };
}

/** Gives a request a text as its body, whatever the media type is. Bytes that nothing validates may be any. */
export function withAnyBody(mediaType: string): ChangeRequest {
  return ({ base }) => {
    base.body = { mediaType, text: 'text', value: 'text' };
    return true;
  };
}

/** Forms and texts show an effect only as they are sent, as parameters do. */
export function confirmBody(pair: OperationPair, names: { old: string; new: string }): ConfirmValue {
  return (value, effect) => {
    const { from, to } = declarationsOf(pair, effect);
    const accepting = pair.context.compile(from, 'request');
    const rejecting = pair.context.compile(to, 'request');
    if ('doubt' in accepting || 'doubt' in rejecting) return true;
    const mediaType = names[effect === 'narrowing' ? 'old' : 'new'];
    // The proof of the change says why a text is no list or object.
    if (!canWriteBody(mediaType, value)) return !isFormType(mediaType);
    const body = writeBody(accepting.operation, mediaType, value);
    const request: RequestParts = { path: {}, query: [], headers: {}, cookies: [], credentials: 'none', body };
    const isInvalid = (one: typeof accepting): boolean =>
      requestViolations(one, request, from).some(({ in: place }) => place === 'body');
    return !isInvalid(accepting) && isInvalid(rejecting);
  };
}

/** Whether a body that one declaration writes can be read as other values by the other. */
export function isMisread(
  pair: OperationPair,
  names: { old: string; new: string },
  { value, effect }: { value: unknown; effect: Breaking },
): boolean {
  const { from, to } = declarationsOf(pair, effect);
  const writing = pair.context.compile(from, 'request');
  const reading = pair.context.compile(to, 'request');
  if ('doubt' in writing || 'doubt' in reading) return true;
  const [own, other] = effect === 'narrowing' ? [names.old, names.new] : [names.new, names.old];
  if (!canWriteBody(own, value)) return false;
  // Its parts are read as they are written.
  if (!isUrlEncoded(own) || !isUrlEncoded(other)) return true;
  const body = writeBody(writing.operation, own, value);
  const readBy = ({ operation }: typeof writing, mediaType: string): string =>
    canonical(readWritten(operation, { ...body, mediaType }).validated);
  return readBy(writing, own) !== readBy(reading, other);
}
