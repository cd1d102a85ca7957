import type { Parameter } from '../../document/document.ts';
import { DEFAULT_STYLE } from '../../document/parameter-defaults.ts';
import { isHeaderText, readingOf, writeParameter } from '../../verify/bases.ts';
import type { RequestParts } from '../../verify/types.ts';
import { canonical } from '../canonical.ts';
import { declarationsOf, type OperationPair } from '../context.ts';
import type { OperationParts } from '../parts.ts';
import { type ChangeRequest, type CompiledParts, requestViolations } from '../proofs.ts';
import type { ConfirmValue } from '../schema-pairs.ts';
import type { ParameterPair } from './parameters.ts';

/**
 * Parameters are texts on the wire: a value shows an effect only if its text does. The text of any integer is a string,
 * so that an integer that becomes a string rejects nothing.
 */
export function createTextConfirm(pair: OperationPair, parameter: ParameterPair): ConfirmValue {
  const { compile } = pair.context;
  return (value, effect) => {
    const { from, to } = declarationsOf(pair, effect);
    const accepting = compile(from, 'request');
    const rejecting = compile(to, 'request');
    // The proof of the change says why.
    if ('doubt' in accepting || 'doubt' in rejecting) return true;
    const [declared, other] = effect === 'narrowing' ? [parameter.old, parameter.new] : [parameter.new, parameter.old];
    const request = requestWith(accepting, declared.value, value);
    return (
      request !== undefined &&
      violatesParameter(accepting, request, { writer: from, parameter: declared.value }) === false &&
      violatesParameter(rejecting, request, { writer: from, parameter: other.value })
    );
  };
}

/** A request of one parameter; undefined if its value cannot be sent. */
export function requestWith(
  { operation }: CompiledParts,
  declared: Parameter,
  value: unknown,
): RequestParts | undefined {
  const { in: place } = declared;
  const own = operation.parameters.find((one) => one.in === place && one.name === declared.name);
  if (own === undefined || readingOf(operation, own) === undefined) return undefined;
  const text = writeParameter(operation, own, value);
  if (text === undefined || !isSendable(own, text)) return undefined;
  const parts: RequestParts = { path: {}, query: [], headers: {}, cookies: [], credentials: 'none', isExact: true };
  if (place === 'path') parts.path[own.name] = text;
  else if (place === 'header') parts.headers[own.name.toLowerCase()] = text;
  else if (text !== '') (place === 'cookie' ? parts.cookies : parts.query).push(text);
  return parts;
}

/** Whether HTTP can carry a text as a parameter. An empty path segment or query is none. */
export function isSendable({ in: place }: Parameter, text: string): boolean {
  if (place === 'header' || place === 'cookie') return isHeaderText(text) && text === text.trim();
  return text !== '' && text !== '.' && text !== '..';
}

/** Whether an operation rejects a request for one of its parameters. */
export function violatesParameter(
  compiled: CompiledParts,
  request: RequestParts,
  { writer, parameter }: { writer: OperationParts; parameter: Parameter },
): boolean {
  const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
  const escaped = name.replaceAll('~', '~0').replaceAll('/', '~1');
  return requestViolations(compiled, request, writer).some(
    ({ in: place, pointer }) =>
      place === (parameter.in === 'querystring' ? 'query' : parameter.in) &&
      (parameter.in === 'querystring' || pointer === `/${escaped}` || pointer.startsWith(`/${escaped}/`)),
  );
}

/** Whether two parameters are one, as a request has them. */
export function areSameParameter(one: Parameter, other: Parameter): boolean {
  const isHeader = one.in === 'header' && other.in === 'header';
  return (
    one.in === other.in &&
    (one.name === other.name || (isHeader && one.name.toLowerCase() === other.name.toLowerCase()))
  );
}

/** Gives a parameter of a request a value, if it can be sent. */
export function withParameterValue(declared: Parameter, value: unknown): ChangeRequest {
  return ({ base, path }, { operation }) => {
    const own = operation.parameters.find((one) => areSameParameter(one, declared));
    if (own === undefined || readingOf(operation, own) === undefined) return false;
    const text = writeParameter(operation, own, value);
    if (text === undefined || !isSendable(own, text)) return false;
    if (own.in === 'path') path[own.name] = text;
    else base.parameters.set(own, value);
    return true;
  };
}

/** How a parameter is written, with the defaults of the specification (OAS 3.1 §4.8.12.2). */
export function serializationOf({ in: place, style, explode, allowReserved, content }: Parameter): string {
  const [mediaType] = Object.keys(content ?? {});
  if (mediaType !== undefined) return canonical({ mediaType: mediaType.toLowerCase() });
  const written = style ?? DEFAULT_STYLE[place];
  return canonical({
    style: written,
    explode: explode ?? (written === 'form' || written === 'cookie'),
    allowReserved: allowReserved === true,
  });
}

/** Whether each item of a list is a text of its own. */
export function isExploded({ in: place, style, explode }: Parameter): boolean {
  const written = style ?? DEFAULT_STYLE[place];
  const isForm = written === 'form' || written === 'cookie';
  return isForm && (explode ?? true);
}
