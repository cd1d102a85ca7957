import type { Parameter } from '../../document/document.ts';
import { IGNORED_HEADERS } from '../../document/parameter-defaults.ts';
import { parameterSchema } from '../../verify/bases.ts';
import { breakingEffect, declarationsOf, type OperationPair, subjectOf } from '../context.ts';
import type { Proof } from '../draft.ts';
import { below, type Located, locate } from '../parts.ts';
import { isSunset } from '../policy.ts';
import { type ChangeRequest, proveRequest, templateNames } from '../proofs.ts';
import { compareAnnotations } from './annotations.ts';
import { areSameParameter, createTextConfirm, isExploded, withParameterValue } from './parameter-texts.ts';
import { compareSerialization } from './serialization.ts';

export type ParameterPair = { old: Located<Parameter>; new: Located<Parameter> };

/** Compares the parameters of an operation, by place and name. Those of the path are found by their position. */
export function compareParameters(pair: OperationPair): void {
  const after = new Map(pair.new.parameters.map((one) => [parameterKey(one.value, pair.new.path), one]));
  const before = new Map(pair.old.parameters.map((one) => [parameterKey(one.value, pair.old.path), one]));
  for (const [key, old] of before) {
    const fresh = after.get(key);
    if (isIgnoredHeader(old.value)) continue;
    if (fresh === undefined) reportRemovedParameter(pair, old);
    else compareParameterPair(pair, { old, new: fresh });
  }
  for (const [key, fresh] of after) {
    if (!before.has(key) && !isIgnoredHeader(fresh.value)) reportAddedParameter(pair, fresh);
  }
}

/** OAS 3.1 §4.8.12.2: such parameters are ignored. */
function isIgnoredHeader({ in: place, name }: Parameter): boolean {
  return place === 'header' && IGNORED_HEADERS.has(name.toLowerCase());
}

/** One of the path is the same at the same position, whatever its name is. */
export function parameterKey({ in: place, name }: Parameter, path: string): string {
  if (place === 'querystring') return place;
  if (place === 'header') return `header ${name.toLowerCase()}`;
  const index = place === 'path' ? templateNames(path).indexOf(name) : -1;
  return index < 0 ? `${place} ${name}` : `path ${index}`;
}

function parameterPart({ in: place, name }: Parameter): string {
  return place === 'querystring' ? 'whole query' : `${place} parameter "${name}"`;
}

/** Removes a parameter from a request, or leaves the request as it is if there is none. */
function withoutParameter(parameter: Parameter): ChangeRequest {
  return ({ base }) => {
    for (const one of base.parameters.keys()) if (areSameParameter(one, parameter)) base.parameters.delete(one);
    return true;
  };
}

function reportRemovedParameter(pair: OperationPair, old: Located<Parameter>): void {
  const { context, roles } = pair;
  const isBreaking = roles.request === 'response' && old.value.required === true;
  context.report({
    kind: 'parameter.removed',
    direction: roles.request,
    effect: 'widening',
    ...(isSunset(old.value, context.policy)
      ? { severity: context.policy.removedAfterDeprecation }
      : isBreaking
        ? {}
        : { severity: 'risky' as const }),
    subject: subjectOf(pair.old, parameterPart(old.value)),
    message: `The ${parameterPart(old.value)} is removed. It is ignored if it is sent.`,
    pointers: { old: old.pointer, new: pair.new.pointer },
    isShared: true,
    prove: () => proveRequest(context.compile, declarationsOf(pair, 'widening'), withoutParameter(old.value)),
  });
}

function reportAddedParameter(pair: OperationPair, fresh: Located<Parameter>): void {
  const { context, roles } = pair;
  const isRequired = fresh.value.required === true;
  const hasDefault = hasDefaultValue(pair, fresh);
  const isPolicy = isRequired && hasDefault && roles.request === 'request';
  const severity = isPolicy ? context.policy.requiredWithDefault : isRequired ? undefined : ('additive' as const);
  context.report({
    kind: isRequired ? 'parameter.required-added' : 'parameter.added',
    direction: roles.request,
    effect: 'narrowing',
    ...(severity === undefined ? {} : { severity }),
    subject: subjectOf(pair.new, parameterPart(fresh.value)),
    message: `The ${isRequired ? 'required' : 'optional'} ${parameterPart(fresh.value)} is new.`,
    pointers: { old: pair.old.pointer, new: fresh.pointer },
    isShared: true,
    prove: () => proveRequest(context.compile, declarationsOf(pair, 'narrowing'), withoutParameter(fresh.value)),
  });
}

function hasDefaultValue({ context }: OperationPair, { value, pointer }: Located<Parameter>): boolean {
  const { value: schema } = locate(context.new.document, parameterSchema(value), pointer);
  return typeof schema === 'object' && schema !== null && 'default' in schema;
}

function compareParameterPair(pair: OperationPair, parameter: ParameterPair): void {
  const { old, new: fresh } = parameter;
  compareRequired(pair, parameter);
  const { context, roles } = pair;
  const subject = subjectOf(pair.new, parameterPart(fresh.value));
  compareSerialization(pair, parameter, parameterPart(fresh.value));
  compareEmptyValue(pair, parameter);
  const schemas = {
    ...{ old: parameterSchema(old.value), new: parameterSchema(fresh.value) },
    ...{ oldPointer: schemaPointer(old), newPointer: schemaPointer(fresh) },
  };
  context.compareSchemas(context, {
    role: roles.request,
    subject,
    ...schemas,
    // One with `content` is a value of its media type.
    ...(old.value.content === undefined && fresh.value.content === undefined ? { isText: true as const } : {}),
    isSplit: !isExploded(old.value) || !isExploded(fresh.value),
    confirm: createTextConfirm(pair, parameter),
    prove: (effect, value) => proveValue(pair, parameter, effect, value),
  });
  compareAnnotations(context, { ...schemas, subject, direction: roles.request });
}

/** A request in which the parameter has a value. */
function proveValue(
  pair: OperationPair,
  parameter: ParameterPair,
  effect: 'narrowing' | 'widening',
  value: unknown,
): Proof {
  const declared = effect === 'narrowing' ? parameter.old.value : parameter.new.value;
  return proveRequest(pair.context.compile, declarationsOf(pair, effect), withParameterValue(declared, value));
}

function schemaPointer({ value, pointer }: Located<Parameter>): string {
  if (value.schema !== undefined) return below(pointer, ['schema']);
  const [mediaType] = Object.keys(value.content ?? {});
  return mediaType === undefined ? pointer : below(pointer, ['content', mediaType, 'schema']);
}

/** An empty text counts as not sent if `allowEmptyValue` says so (OAS 3.1 §4.8.12.2). */
function compareEmptyValue(pair: OperationPair, { old, new: fresh }: ParameterPair): void {
  const { context, roles } = pair;
  const [before, after] = [old.value.allowEmptyValue === true, fresh.value.allowEmptyValue === true];
  if (before === after || fresh.value.in !== 'query') return;
  const effect = after ? 'widening' : 'narrowing';
  const declared = after ? fresh.value : old.value;
  const isShown = createTextConfirm(pair, { old, new: fresh })('', effect);
  context.report({
    kind: 'parameter.empty-value',
    direction: roles.request,
    ...(isShown ? { effect } : { severity: 'docs' }),
    subject: subjectOf(pair.new, parameterPart(fresh.value)),
    message: `The ${parameterPart(fresh.value)} ${after ? 'may be empty now' : 'must not be empty any more'}.`,
    ...{ old: before, new: after, pointers: { old: old.pointer, new: fresh.pointer } },
    isShared: true,
    prove: () => proveRequest(context.compile, declarationsOf(pair, effect), withParameterValue(declared, '')),
  });
}

function compareRequired(pair: OperationPair, { old, new: fresh }: ParameterPair): void {
  const { context, roles } = pair;
  const [before, after] = [old.value.required === true, fresh.value.required === true];
  if (before === after || fresh.value.in === 'path') return;
  const effect = after ? 'narrowing' : 'widening';
  const isPolicy = after && roles.request === 'request' && hasDefaultValue(pair, fresh);
  context.report({
    kind: after ? 'parameter.required' : 'parameter.optional',
    direction: roles.request,
    effect,
    ...(isPolicy ? { severity: context.policy.requiredWithDefault } : {}),
    subject: subjectOf(pair.new, parameterPart(fresh.value)),
    message: `The ${parameterPart(fresh.value)} is ${after ? 'required now' : 'not required any more'}.`,
    old: before,
    new: after,
    pointers: { old: old.pointer, new: fresh.pointer },
    isShared: true,
    prove: () =>
      proveRequest(context.compile, declarationsOf(pair, breakingEffect(roles.request)), withoutParameter(fresh.value)),
  });
}
