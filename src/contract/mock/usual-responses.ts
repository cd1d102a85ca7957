import type { OpenApiDocument } from '../document/document.ts';
import { examplesOf, successOf } from './examples.ts';
import { asLastPage, isLaterPage, type Paging, pageExample, type Query } from './pages.ts';
import type { Preferences } from './preferences.ts';
import { type AskPrism, type MockResponse, problemResponse } from './prism.ts';
import type { MockOperation } from './respond.ts';
import { createBodyWarnings, createDynamicWarnings, type OnMockWarning } from './warnings.ts';

type UsualContext = { ask: AskPrism; document: OpenApiDocument; onWarning: OnMockWarning };

/**
 * Responds to valid requests: with the example that is asked for, or the first one, and with the last page of a list where
 * another page is asked for.
 */
export function createUsualResponses({ ask, document, onWarning }: UsualContext) {
  const warnOfBodies = createBodyWarnings(document, onWarning);
  const warnOfDynamic = createDynamicWarnings(document, onWarning);
  return async (
    { operation, paging, find }: MockOperation,
    preferences: Preferences,
    { query, accept }: { query: Query; accept: string | undefined },
  ): Promise<MockResponse> => {
    const declared = find(preferences.code);
    if (declared === undefined) return undeclaredResponse(preferences);
    const example = chooseExample({ operation, paging, fits: declared.fits }, preferences, query);
    const random = preferences.dynamic
      ? await ask(declared, { accept, example: preferences.example, isDynamic: true })
      : undefined;
    if (random instanceof Error) return problemResponse(random);
    // A mark may be far from the schema that the value was made of.
    if (random !== undefined && declared.generates(random.headers['content-type']))
      return asPage({ ...random, body: declared.readable(random.body) }, { paging, query, fits: declared.fits });
    if (random !== undefined) warnOfDynamic(operation, declared);
    const found = await ask(declared, { accept, example, isDynamic: false });
    warnOfBodies(operation, declared);
    return found instanceof Error ? problemResponse(found) : asPage(found, { paging, query, fits: declared.fits });
  };
}

type Paged = { paging: Paging | undefined; query: Query; fits: (body: unknown) => boolean };

function asPage(response: MockResponse, { paging, query, fits }: Paged): MockResponse {
  if (paging === undefined || response.status >= 300 || !isLaterPage(paging, query)) return response;
  return { ...response, body: asLastPage(paging, response.body, fits) };
}

/** An operation that declares no response at all has an empty one. */
function undeclaredResponse({ code }: Preferences): MockResponse {
  if (code === undefined) return { status: 204, headers: {}, body: undefined };
  return problemResponse(new Error(`The operation declares no response for status ${code}.`), 404);
}

type ExampleSource = Pick<MockOperation, 'operation' | 'paging'> & { fits: (body: unknown) => boolean };

function chooseExample({ operation, paging, fits }: ExampleSource, { code, example }: Preferences, query: Query) {
  const status = code ?? successOf(operation);
  if (paging === undefined || status >= 300) return example;
  const valid = [...examplesOf(operation, status)].filter(([, body]) => fits(body));
  return pageExample(paging, query, new Map(valid), example);
}

/** The parameters of a query. A name that is sent more than once has a list. */
export function queryOf(text: string): Query {
  const parameters = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}
