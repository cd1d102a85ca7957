import type { OpenApiDocument, Operation } from '../../document/document.ts';
import { isJson } from '../../document/media-types.ts';
import { readContract } from '../../document/operations.ts';
import { createFindSchema, followPointer } from '../../document/references.ts';
import { credentialsOfSample, requiredSchemes, type SampleCredentials } from './credentials.ts';
import { writeCurl } from './curl.ts';
import { writePython } from './python.ts';
import { type SampleValues, sampleRequests } from './requests.ts';
import { serverUrl } from './sample-urls.ts';
import { writeTypescript } from './typescript.ts';

/** How code samples are written. */
export type CodeSampleOptions = {
  /** Package that samples import the client from; by default `./client.ts`, which `keepspec build` writes. */
  client?: string | undefined;
  /** Environment variables with credentials, by security scheme; by default the scheme `apiKey` has `API_KEY`. */
  variables?: Record<string, string> | undefined;
  /** URL that relative URLs of servers are resolved against; by default https://api.example.com. */
  url?: string | undefined;
};

/** A request, as samples of all languages send it. */
export type SampleCall = SampleValues & {
  /** Upper case. */
  method: string;
  /** Templated, such as `/pets/{id}`. */
  path: string;
  baseUrl: string;
  credentials: SampleCredentials[];
  requiredSchemes: Set<string>;
  client: string | undefined;
  /** Whether a success has a body, and whether that is JSON. */
  hasContent: boolean;
  hasJson: boolean;
};

/** A sample as Redoc and others read it in `x-codeSamples` of an operation. */
export type CodeSample = { lang: string; label: string; source: string };

const LANGUAGES = [
  { lang: 'Shell', label: 'curl', write: writeCurl },
  { lang: 'TypeScript', label: 'TypeScript', write: writeTypescript },
  { lang: 'Python', label: 'Python', write: writePython },
];

/**
 * Code samples of each operation of a bundled document in curl, TypeScript and Python, made from its named examples. An
 * operation with an optional body that has no example has none.
 *
 * @returns samples by the JSON Pointer fragment of their operation
 */
export function createCodeSamples(
  document: OpenApiDocument,
  options: CodeSampleOptions = {},
): Map<string, CodeSample[]> {
  const { operations, securitySchemes } = readContract(document);
  const find = createFindSchema(document);
  const required = requiredSchemes(operations);
  const entries = operations.flatMap((operation): [string, CodeSample[]][] => {
    const shared = {
      method: operation.method.toUpperCase(),
      path: operation.path,
      baseUrl: serverUrl(document, operation, options.url),
      credentials: credentialsOfSample(operation, securitySchemes, options.variables ?? {}),
      requiredSchemes: required,
      client: options.client,
      ...describeSuccess(operation),
    };
    const calls = sampleRequests(operation, find).map((values): SampleCall => ({ ...shared, ...values }));
    // Redoc's own sample shows the body. Samples without one would take its place.
    if (operation.requestBody !== undefined && calls.every(({ body }) => body === undefined)) return [];
    return [[followPointer(document, operation.pointer), calls.flatMap((call, at) => samplesOf(call, at))]];
  });
  return new Map(entries.toReversed());
}

/** The first request has the name of the language alone. */
function samplesOf(call: SampleCall, at: number): CodeSample[] {
  const suffix = at === 0 || call.name === undefined ? '' : ` (${call.name})`;
  return LANGUAGES.map(({ lang, label, write }) => ({ lang, label: label + suffix, source: write(call) }));
}

function describeSuccess({ method, responses }: Operation): Pick<SampleCall, 'hasContent' | 'hasJson'> {
  const successes = Object.entries(responses).filter(([status]) => /^2/.test(status));
  const mediaTypes = successes.flatMap(([, { content = {} }]) => Object.keys(content));
  return { hasContent: method !== 'head' && mediaTypes.length > 0, hasJson: mediaTypes.some(isJson) };
}
