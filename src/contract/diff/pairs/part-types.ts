import type { FieldDecoding } from '../../document/compiled.ts';
import { findMediaType, isMultipart } from '../../document/media-types.ts';
import { isObject } from '../../document/references.ts';
import { contentTypeViolation } from '../../serve/forms.ts';
import { concreteTypes } from '../../values/media.ts';
import { BOUNDARY_PARAMETER, partsOf, writeParts } from '../../values/parts.ts';
import { type Breaking, declarationsOf, type OperationPair } from '../context.ts';
import type { Proof } from '../draft.ts';
import { type ChangeRequest, type CompiledParts, proveRequest } from '../proofs.ts';

type PartOfForm = { names: { old: string; new: string }; name: string };

/** Types that a part without an encoding may have. */
const ANY_TYPES = ['application/octet-stream', 'text/plain', 'application/x-unknown'];

/**
 * Makes the proof that a part of a multipart form may have a media type by one declaration only (OAS 3.1 §4.8.15);
 * undefined if each type that may be sent is allowed by both.
 */
export function partTypeProof(
  pair: OperationPair,
  { names, name }: PartOfForm,
  effect: Breaking,
): (() => Proof) | undefined {
  const { compile } = pair.context;
  const { from, to } = declarationsOf(pair, effect);
  const [accepting, rejecting] = [compile(from, 'request'), compile(to, 'request')];
  const [own, other] = effect === 'narrowing' ? [names.old, names.new] : [names.new, names.old];
  if ('doubt' in accepting || 'doubt' in rejecting || !isMultipart(own) || !isMultipart(other)) return undefined;
  const [field, otherField] = [fieldOf(accepting, own, name), fieldOf(rejecting, other, name)];
  const isRejected = (type: string, by: FieldDecoding | undefined): boolean =>
    contentTypeViolation([name, new Blob([]) as never, type], by) !== undefined;
  const types = field?.contentTypes?.flatMap((one) => concreteTypes(one, undefined, true)) ?? ANY_TYPES;
  const type = types.find((one) => !isRejected(one, field) && isRejected(one, otherField));
  if (type === undefined) return undefined;
  return () => proveRequest(compile, { from, to }, withPartOfType(own, name, type), () => true);
}

function fieldOf({ operation }: CompiledParts, mediaType: string, name: string): FieldDecoding | undefined {
  const bodies = operation.served.bodies ?? new Map();
  const { form } = bodies.get(findMediaType(bodies, mediaType) ?? '') ?? {};
  return form?.properties[name];
}

/** Sends the parts of a name with a media type, in a form that has them. */
function withPartOfType(mediaType: string, name: string, type: string): ChangeRequest {
  return ({ base }, { operation }) => {
    const { body } = base;
    if (body?.mediaType !== mediaType || !isObject(body.value) || !Object.hasOwn(body.value, name)) return false;
    const bodies = operation.served.bodies ?? new Map();
    const { form } = bodies.get(findMediaType(bodies, mediaType) ?? '') ?? {};
    const parts = partsOf(body.value, form).map((part) => (part.name === name ? { ...part, type } : part));
    base.body = { ...body, contentType: `${mediaType}${BOUNDARY_PARAMETER}`, ...writeParts(parts) };
    return true;
  };
}
