import { encodeParameter } from '../document/encode-parameter.ts';
import { essenceOf, isJson, isText, isXml } from '../document/media-types.ts';
import { sequenceFormat, UnwritableEvent, writeItem } from '../document/sequences.ts';
import { sampleAlternatives } from '../values/alternatives.ts';
import { CannotSample } from '../values/cannot-sample.ts';
import { concreteTypes } from '../values/media.ts';
import { isXmlText, writeXml } from '../values/xml.ts';
import { findResponse, findResponseViolations } from '../verify/conformance.ts';
import type { Received } from '../verify/types.ts';
import type { Witness } from './change.ts';
import type { Proof } from './draft.ts';
import type { HeaderPart, OperationParts, ResponseParts } from './parts.ts';
import type { CompiledParts, CompileParts } from './proofs.ts';

/** How a response shows a change. Other parts are made. */
export type WantedResponse = {
  /** The status as the accepting declaration has it. */
  name: string;
  /** The status as the rejecting declaration has it; absent where it has none. */
  otherName?: string;
  mediaType?: string;
  body?: { value: unknown };
  /** Values by lower-case name; undefined leaves a header out. */
  headers?: Record<string, unknown>;
  /** Whether it has no body. */
  isBare?: boolean;
};

/** A response as it is received, and as a witness shows it. */
type MadeResponse = { received: Received; witness: Witness };

/** Proves that a response is declared by one declaration of an operation and not by the other. */
export function proveResponse(
  compile: CompileParts,
  { from, to }: { from: OperationParts; to: OperationParts },
  wanted: WantedResponse,
): Proof {
  const declaring = compile(from, 'response');
  const reading = compile(to, 'response');
  if ('doubt' in declaring) return declaring;
  if ('doubt' in reading) return reading;
  const made = makeResponse(declaring, reading, wanted);
  if ('doubt' in made) return made;
  const method = from.method;
  const own = findResponseViolations(declaring.operation, made.received, method);
  if (own.length > 0)
    return { doubt: `The response that would show it is invalid in both documents: ${own[0]?.message}.` };
  return findResponseViolations(reading.operation, made.received, method).length > 0
    ? { witness: made.witness }
    : { doubt: doubtOf(made.witness) };
}

function doubtOf(witness: Witness): string {
  const type = witness.kind === 'response' ? witness.mediaType : undefined;
  return type === undefined || isJson(type)
    ? 'The response that would show it is valid in both documents.'
    : `The response that would show it is valid in both documents, because a body of ${type} is not validated by such a schema.`;
}

function makeResponse(
  declaring: CompiledParts,
  reading: CompiledParts,
  wanted: WantedResponse,
): MadeResponse | { doubt: string } {
  const response = declaring.parts.responses.get(wanted.name);
  const status = concreteStatus(declaring, reading, wanted);
  if (response === undefined || status === undefined) return { doubt: 'No status shows it.' };
  try {
    const headers = { ...sampleRequiredHeaders(declaring, response), ...wanted.headers };
    const texts = Object.fromEntries(
      Object.entries(headers)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, headerText(response, name, value)]),
    );
    return withBodyContent({ declaring, response, wanted, status, headers: texts });
  } catch (error) {
    if (error instanceof CannotSample) return { doubt: `No response is found that shows it: ${error.message}.` };
    if (error instanceof UnwritableEvent) return { doubt: `No response can show it: ${error.message}` };
    throw error;
  }
}

/** A status that both declarations find where they are wanted. */
function concreteStatus(
  declaring: CompiledParts,
  reading: CompiledParts,
  { name, otherName }: WantedResponse,
): number | undefined {
  const isWanted = (status: number): boolean =>
    sameName(findResponse(declaring.operation, status)?.[0], name) &&
    sameName(findResponse(reading.operation, status)?.[0], otherName);
  const range = Number(name[0]);
  const first = name === 'default' ? [500, 400, 200] : name.endsWith('XX') ? [range * 100] : [Number(name)];
  const rest = Array.from({ length: 500 }, (_, index) => index + 100);
  return [...first, ...rest].find(isWanted);
}

function sameName(found: string | undefined, wanted: string | undefined): boolean {
  return found?.replace(/xx$/i, 'XX') === wanted;
}

function sampleRequiredHeaders({ plan }: CompiledParts, { headers }: ResponseParts): Record<string, unknown> {
  const required = Object.entries(headers).filter(([, { value }]) => value.required === true);
  return Object.fromEntries(
    required.map(([name, { value }]) => [name.toLowerCase(), firstSample(headerSchema(value), plan)]),
  );
}

/** The schema of a header, or of the one media type that it is written in. */
export function headerSchema({ schema, content }: HeaderPart): unknown {
  const [media] = Object.values(content ?? {}) as { schema?: unknown }[];
  return schema ?? media?.schema ?? {};
}

function firstSample(schema: unknown, { find }: CompiledParts['plan']): unknown {
  for (const value of sampleAlternatives(schema, find, { size: 'minimal', seed: 1, direction: 'response' }))
    return value;
  throw new CannotSample('the schema has no value');
}

/** The text of a header's value (OAS 3.1 §4.8.21). */
export function headerText({ headers }: ResponseParts, name: string, value: unknown): string {
  const declared = Object.entries(headers).find(([one]) => one.toLowerCase() === name)?.[1].value;
  const [mediaType] = Object.keys(declared?.content ?? {});
  const explode = declared?.explode === true;
  return encodeParameter(
    { name: '', in: 'header', style: 'simple', explode, ...(mediaType === undefined ? {} : { mediaType }) },
    value,
  );
}

type Content = {
  declaring: CompiledParts;
  response: ResponseParts;
  wanted: WantedResponse;
  status: number;
  headers: Record<string, string>;
};

function withBodyContent({ declaring, response, wanted, status, headers }: Content): MadeResponse | { doubt: string } {
  const name = wanted.mediaType ?? Object.keys(response.content)[0];
  if (wanted.isBare === true || name === undefined) {
    const witness: Witness = { kind: 'response', status: String(status), headers };
    return { received: { status, headers, mediaType: '', text: '', value: undefined }, witness };
  }
  const media = response.content[name]?.value ?? {};
  const { plan } = declaring;
  const schema = media.schema ?? (media.itemSchema === undefined ? {} : { type: 'array', items: media.itemSchema });
  const value = wanted.body === undefined ? firstSample(schema, plan) : wanted.body.value;
  const contentType = concreteTypes(name, undefined, typeof value === 'string')[0] ?? name;
  const text = bodyText(contentType, value, { schema, plan });
  if (text === undefined) return { doubt: `A body of ${contentType} cannot be validated.` };
  const sent = { ...headers, 'content-type': contentType };
  return {
    received: {
      status,
      headers: sent,
      mediaType: essenceOf(contentType),
      text,
      value: isJson(contentType) ? (JSON.parse(text) as unknown) : undefined,
    },
    witness: { kind: 'response', status: String(status), headers: sent, mediaType: contentType, body: value },
  };
}

function bodyText(
  contentType: string,
  value: unknown,
  { schema, plan }: { schema: unknown; plan: CompiledParts['plan'] },
): string | undefined {
  if (isJson(contentType)) return JSON.stringify(value);
  const sequence = sequenceFormat(contentType);
  if (sequence !== undefined && Array.isArray(value))
    return value.map((item: unknown) => writeItem(sequence, item, JSON.stringify)).join('');
  if (isXml(contentType)) return isXmlText(value) ? value : writeXml(value, schema, plan.find);
  if (isText(contentType) || typeof value === 'string') return String(value);
  return undefined;
}
