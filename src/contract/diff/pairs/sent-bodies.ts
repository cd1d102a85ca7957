import { toCurl } from '../../verify/send.ts';
import type { Proof } from '../draft.ts';
import type { OperationParts } from '../parts.ts';
import type { CompileParts } from '../proofs.ts';
import { SENT_STATUS } from '../reduced-document.ts';
import { proveResponse } from '../responses.ts';

/** Proves that the API may send a body to a webhook or callback that its receiver cannot read. */
export function proveSentBody(
  compile: CompileParts,
  ends: { from: OperationParts; to: OperationParts },
  { mediaType, value }: { mediaType: string; value: unknown },
): Proof {
  const asResponse = (parts: OperationParts): OperationParts => sentParts(parts);
  const proof = proveResponse(
    compile,
    { from: asResponse(ends.from), to: asResponse(ends.to) },
    { name: SENT_STATUS, otherName: SENT_STATUS, mediaType, body: { value } },
  );
  if ('doubt' in proof || proof.witness.kind !== 'response') return proof;
  const { headers, body } = proof.witness;
  const text = typeof body === 'string' && !/json/i.test(mediaType) ? body : JSON.stringify(body);
  const request = { method: ends.from.method, url: 'http://localhost:8080/', headers, body: text };
  return { witness: { kind: 'request', ...request, url: '/', curl: toCurl(request) } };
}

const known = new WeakMap<OperationParts, OperationParts>();

/** The parts with the request as a response, as the reduced document has it. */
function sentParts(parts: OperationParts): OperationParts {
  const before = known.get(parts);
  if (before !== undefined) return before;
  const content = parts.body?.content ?? {};
  const sent = { value: {}, pointer: parts.body?.pointer ?? parts.pointer, headers: {}, content };
  const result = { ...parts, responses: new Map([...parts.responses, [SENT_STATUS, sent]]) };
  known.set(parts, result);
  return result;
}
