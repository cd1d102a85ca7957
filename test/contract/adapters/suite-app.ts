import type { ContractOptions, ViolationReport } from '../../../src/contract/serve/options.ts';
import { apiKey, basic, bearer } from '../../../src/contract/serve/security.ts';
import type { RawResponse } from '../../../src/contract/serve/types.ts';
import { suiteDocument } from './suite-document.ts';

// The app of the shared suite. It runs in every runtime, so it imports nothing of Node.

/** Bodies larger than this, in bytes, are rejected. */
export const BODY_LIMIT = 20_000;

/** Options of the app by name. */
export const APPS = ['main', 'quick', 'next', 'report'] as const;
export type AppName = (typeof APPS)[number];

export type SuiteOptions = Omit<ContractOptions<string, never>, 'contract' | 'requestId'>;

type Sent = {
  principal?: string;
  params: object;
  query: object;
  headers: Record<string, unknown>;
  cookies: object;
  body: unknown;
};

/** Options without the contract. Each call has a list of events of its own, which `GET /events` returns. */
export function createSuiteOptions(app: AppName): SuiteOptions {
  const events: unknown[] = [];
  const legacy = ['legacyList', 'legacyCreate', 'legacySecure', 'legacyUnchecked'];
  const all = createHandlers(events);
  const ids = Object.values(suiteDocument.paths).flatMap((item) =>
    Object.values(item).map((one) => (one as { operationId: string }).operationId),
  );
  const handlers = Object.fromEntries(
    ids.filter((id) => app !== 'report' || !legacy.includes(id)).map((id) => [id, all[id] ?? echo]),
  );
  const security: NonNullable<SuiteOptions['security']> = {
    bearer: bearer((token) => (token === 'good' ? 'by bearer' : undefined)),
    basic: basic(({ username, password }) => (password === 'pass:wörd' ? username : undefined)),
    headerKey: apiKey((key) => (key === 'good' ? 'by header' : undefined)),
    queryKey: apiKey((key) => (key === 'gööd' ? 'by query' : undefined)),
    cookieKey: apiKey((key) => (key === 'good' ? 'by cookie' : undefined)),
    oauth: bearer((token, { scopes }) => (scopes.every((scope) => token.includes(scope)) ? token : undefined)),
    failing: () => {
      throw new Error('The key store is down.');
    },
    ...(app === 'report' ? {} : { legacy: bearer((token) => token) }),
  };
  return {
    handlers,
    security,
    bodyLimit: BODY_LIMIT,
    validateResponses: app === 'quick' ? 0 : 1,
    unknownPath: app === 'next' ? 'next' : 'respond',
    validation: app === 'report' ? 'report' : 'enforce',
    onViolation: ({ operationId, reason, violations }: ViolationReport) =>
      void events.push({
        operationId,
        kind: reason.kind,
        violations: violations.map(({ in: place, path }) => `${place} ${path}`),
      }),
    onStreamFailure: (failure) => void events.push({ streamFailure: (failure as Error).message }),
    onResponse: () => undefined,
    onWarning: () => undefined,
  };
}

async function echo({ principal, params, query, headers, cookies, body }: Sent): Promise<RawResponse> {
  return {
    status: 200,
    body: { principal, params, query, ids: headers['x-ids'], cookies, body: await describe(body) },
  };
}

/** A body as JSON can show it. */
async function describe(value: unknown): Promise<unknown> {
  if (value instanceof File) return { file: value.name, type: value.type, text: await value.text() };
  if (value instanceof Uint8Array) return { bytes: [...value] };
  if (Array.isArray(value)) return Promise.all(value.map(describe));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(async ([name, member]) => [name, await describe(member)]);
  return Object.fromEntries(await Promise.all(members));
}

type Handler = (request: Sent) => RawResponse | Promise<RawResponse>;

function createHandlers(events: unknown[]): Record<string, Handler> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  async function* texts(...all: string[]) {
    yield* all;
  }
  async function* endless<Item>(item: Item) {
    try {
      for (;;) yield item;
    } finally {
      events.push('released');
    }
  }
  async function* failing<Item>(item: Item) {
    yield item;
    throw new Error('The source is gone.');
  }
  return {
    listEvents: () => ({ status: 200, body: events }),
    deletePet: () => ({ status: 204 }),
    getText: () => ({ status: 200, body: 'Grüße' }),
    getBytes: () => ({ status: 200, body: new Uint8Array([0, 255, 10]) }),
    getWebStream: () => ({
      status: 200,
      body: new ReadableStream({
        start(controller) {
          for (const text of ['one ', 'two']) controller.enqueue(bytes(text));
          controller.close();
        },
      }),
    }),
    getIterable: () => ({ status: 200, body: texts('a,b\n', 'ä,2\n') }),
    getList: () => ({ status: 200, body: { items: pieces([1, 2], [], [3]), total: 3 } }),
    getEndlessStream: () => ({ status: 200, body: endless(bytes('x'.repeat(1000))) }),
    getEndlessList: () => ({ status: 200, body: { items: endless(['x'.repeat(1000)]) } }),
    getFailingStream: () => ({ status: 200, body: failing('x'.repeat(1000)) }),
    getFailingList: () => ({ status: 200, body: { items: notEven() } }),
    getHeaders: () => ({
      status: 201,
      headers: { 'X-Count': 3, 'Set-Cookie': ['a=1', 'b=2'] },
      body: {},
      contentType: 'application/vnd.pet+json',
    }),
    failThrows: () => {
      throw new Error('A secret.');
    },
    failStatus: () => ({ status: 299 }),
    failBody: () => ({ status: 200, body: 'text' }),
    failHeader: () => ({ status: 200, headers: { 'X-Count': 'many' } }),
  };
  async function* pieces(...all: number[][]) {
    yield* all;
  }
  // biome-ignore lint/correctness/useYield: it fails before the first piece.
  async function* notEven(): AsyncGenerator<number[]> {
    throw new Error('The source is gone.');
  }
}
