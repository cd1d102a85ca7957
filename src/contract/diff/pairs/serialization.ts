import { parameterSchema } from '../../verify/bases.ts';
import type { RequestParts } from '../../verify/types.ts';
import { canonical } from '../canonical.ts';
import { breakingEffect, declarationsOf, type OperationPair, subjectOf } from '../context.ts';
import { type CompiledParts, proveRequest } from '../proofs.ts';
import { sampledLists } from '../sampled-values.ts';
import { requestWith, serializationOf, violatesParameter, withParameterValue } from './parameter-texts.ts';
import type { ParameterPair } from './parameters.ts';

/** Compares how a parameter is written, by the texts of values that its schema allows. */
export function compareSerialization(pair: OperationPair, parameter: ParameterPair, part: string): void {
  const { context, roles } = pair;
  const [before, after] = [serializationOf(parameter.old.value), serializationOf(parameter.new.value)];
  if (before === after) return;
  const effect = breakingEffect(roles.request);
  const { from, to } = declarationsOf(pair, effect);
  const accepting = context.compile(from, 'request');
  const reading = context.compile(to, 'request');
  const facts = {
    kind: 'parameter.serialization',
    direction: roles.request,
    subject: subjectOf(pair.new, part),
    old: JSON.parse(before) as unknown,
    new: JSON.parse(after) as unknown,
    pointers: { old: parameter.old.pointer, new: parameter.new.pointer },
    isShared: true,
  };
  if ('doubt' in accepting || 'doubt' in reading) {
    const unproven = 'doubt' in accepting ? accepting.doubt : 'doubt' in reading ? reading.doubt : '';
    context.report({ ...facts, effect: 'unproven', unproven, message: `The ${part} is written in another style.` });
    return;
  }
  const [declared, other] =
    effect === 'narrowing' ? [parameter.old.value, parameter.new.value] : [parameter.new.value, parameter.old.value];
  let isMisread = false;
  for (const value of sampledLists(parameterSchema(declared), accepting.plan.find)) {
    const request = requestWith(accepting, declared, value);
    if (request === undefined || violatesParameter(accepting, request, { writer: from, parameter: declared })) continue;
    if (violatesParameter(reading, request, { writer: from, parameter: other })) {
      context.report({
        ...facts,
        effect,
        message: `The ${part} is written in another style, and values in the earlier one are invalid.`,
        value: { value },
        prove: () => proveRequest(context.compile, { from, to }, withParameterValue(declared, value)),
      });
      return;
    }
    isMisread ||= readsOf(accepting, request, declared.in) !== readsOf(reading, request, other.in);
  }
  if (isMisread) {
    context.report({
      ...facts,
      severity: 'risky',
      message: `The ${part} is written in another style, and values in the earlier one are read as other values.`,
    });
  }
}

function readsOf({ operation }: CompiledParts, request: RequestParts, place: string): string {
  const { path, query, headers, cookies } = request;
  const decoded = operation.served.decode({
    path,
    query: query.join('&'),
    headers: cookies.length > 0 ? { ...headers, cookie: cookies.join('; ') } : headers,
  });
  return canonical(Object.values((decoded as Record<string, unknown>)[place] ?? {}));
}
