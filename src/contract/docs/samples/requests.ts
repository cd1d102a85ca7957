import type { Example, MediaType, Operation, Parameter } from '../../document/document.ts';
import { isJson, mayBeJson } from '../../document/media-types.ts';
import { DEFAULT_STYLE, IGNORED_HEADERS } from '../../document/parameter-defaults.ts';
import { type FindSchema, isObject } from '../../document/references.ts';
import { placeholderOf } from './placeholders.ts';
import { bodyOfSample, type SampleBody } from './sample-bodies.ts';

/** A parameter with its value. */
export type SampleParameter = Pick<Parameter, 'name' | 'in'> & {
  style: (typeof DEFAULT_STYLE)['path'];
  explode: boolean;
  mediaType?: string;
  allowReserved?: true;
  value: unknown;
};

/** The values of one request of an operation. */
export type SampleValues = {
  /** Name of the examples; undefined if there is none. */
  name: string | undefined;
  parameters: SampleParameter[];
  body: SampleBody | undefined;
};

/** An operation has at most this many samples in each language. */
const MOST_REQUESTS = 2;

/** Shown first, if an operation has examples of these names. */
const PREFERRED = ['minimal', 'full'];

/** Headers that browsers, proxies and tracing set. They are no part of a call. */
const CONTEXT_HEADERS = new Set(['origin', 'traceparent', 'tracestate', 'x-request-id']);

/**
 * Requests of an operation, by the names of its examples: `minimal` and `full` first. A parameter or body that has no
 * example of the name is left out, or has its first example if it is required.
 */
export function sampleRequests(operation: Operation, find: FindSchema): SampleValues[] {
  const parameters = operation.parameters.filter(({ in: place, name }) => {
    const header = name.toLowerCase();
    return place !== 'header' || !(IGNORED_HEADERS.has(header) || CONTEXT_HEADERS.has(header));
  });
  const requests = namesOf(operation, parameters).map((name) => requestOf({ ...operation, parameters }, name, find));
  const texts = requests.map(({ parameters: sent, body }) => JSON.stringify([sent, body]));
  return requests.filter((_, at) => texts.indexOf(texts[at] ?? '') === at).slice(0, MOST_REQUESTS);
}

function namesOf({ requestBody }: Operation, parameters: Parameter[]): (string | undefined)[] {
  const [, body] = bodyToSend(requestBody);
  const inBody = Object.keys(body?.examples ?? {});
  const required = parameters.filter(({ required }) => required === true);
  const inParameters = [...required, ...parameters].flatMap((one) => Object.keys(parameterExamples(one)));
  const names = [...new Set([...inBody, ...inParameters])];
  const preferred = PREFERRED.filter((name) => names.includes(name));
  // Without an example of the body, the shortest request has only required values.
  const first = inBody.length === 0 && !names.includes('minimal') ? [undefined] : [];
  return [...first, ...preferred, ...names.filter((name) => !PREFERRED.includes(name))];
}

function requestOf(operation: Operation, name: string | undefined, find: FindSchema): SampleValues {
  const parameters = operation.parameters.flatMap((parameter): SampleParameter[] => {
    const value = valueOfParameter(parameter, name, find);
    // Half of a surrogate pair has no percent-encoding.
    const sent = typeof value === 'string' ? value.toWellFormed() : value;
    return value === undefined ? [] : [{ ...styleOf(parameter), value: sent }];
  });
  return { name, parameters, body: bodyFor(operation, name, find) };
}

function styleOf({
  name,
  in: place,
  style,
  explode,
  content,
  allowReserved,
}: Parameter): Omit<SampleParameter, 'value'> {
  const [mediaType] = Object.keys(content ?? {});
  const written = (style ?? DEFAULT_STYLE[place]) as SampleParameter['style'];
  return {
    ...{ name, in: place, style: written, explode: explode ?? (written === 'form' || written === 'cookie') },
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(allowReserved === true && place === 'query' ? { allowReserved } : {}),
  };
}

function parameterExamples({ examples, content }: Parameter): Record<string, Example> {
  const [mediaType] = Object.values(content ?? {});
  return examples ?? mediaType?.examples ?? {};
}

function valueOfParameter(parameter: Parameter, name: string | undefined, find: FindSchema): unknown {
  const examples = parameterExamples(parameter);
  const named = exampleValue(examples, name);
  if (named !== undefined || parameter.required !== true) return named;
  const [content] = Object.values(parameter.content ?? {});
  const { example } = parameter as { example?: unknown };
  return (
    firstValue(examples) ?? example ?? content?.example ?? placeholderOf(parameter.schema ?? content?.schema, find)
  );
}

function exampleValue(examples: Record<string, Example>, name: string | undefined): unknown {
  return name !== undefined && Object.hasOwn(examples, name) ? exampleValueOf(examples[name]) : undefined;
}

function firstValue(examples: Record<string, Example>): unknown {
  return Object.values(examples)
    .map(exampleValueOf)
    .find((value) => value !== undefined);
}

/** OAS 3.2 §4.19 has another name for the value. */
function exampleValueOf(example: unknown): unknown {
  if (!isObject(example)) return undefined;
  return example.value ?? example.dataValue;
}

/** JSON if there is a choice, as the client sends it. */
function bodyToSend(requestBody: Operation['requestBody']): [mediaType: string, content: MediaType | undefined] {
  const content = requestBody?.content ?? {};
  const names = Object.keys(content);
  const plain = names.find((name) => name === 'application/json');
  const json = names.find((name) => isJson(name) && !name.includes('*')) ?? names.find(mayBeJson);
  const name = plain ?? json ?? names[0] ?? '';
  return [name, content[name]];
}

function bodyFor({ requestBody }: Operation, name: string | undefined, find: FindSchema): SampleBody | undefined {
  const [mediaType, content] = bodyToSend(requestBody);
  if (content === undefined) return undefined;
  const { examples = {}, example } = content;
  const named = exampleValue(examples, name);
  if (named === undefined && requestBody?.required !== true) return undefined;
  const value = named ?? firstValue(examples) ?? example ?? placeholderOf(content.schema, find);
  return bodyOfSample(mediaType, content, value, find);
}
