import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listOperations } from '../../src/contract/document/operations.ts';
import { exampleNames, exampleRequest, exchange, type PlainAnswer, type PlainRequest } from './contract-checks.ts';
import { document } from './matchers.ts';
import { type Started, startPrism, startSwitch, UPSTREAM } from './prism-process.ts';
import { startMockTarget, startServerTarget, type Target } from './targets.ts';

// Prism as it is published judges mock and server too: it shares no code with our validators.

/** A request of the contract suite, or one of the edges of HTTP, and the status that mock and server return. */
type Exchange = {
  operationId: string;
  kind: 'example' | 'status' | 'head' | 'malformed id';
  /** Name of the example, or the status. */
  about: string;
  make: (target: Target) => Promise<PlainRequest & { url?: string }>;
};

const exchanges: Exchange[] = listOperations(document).flatMap((operation) => {
  const { operationId, method, path, responses } = operation;
  const plain = async (target: Target, name: string): Promise<PlainRequest> =>
    exampleRequest(operation, name, target.keyOf(operationId), await target.pathValues(operationId));
  const malformed = { id: 'of-another-form', memory_id: 'of-another-form' };
  return [
    ...exampleNames(operation).map((name) => ({
      ...{ operationId, kind: 'example' as const, about: name },
      make: (target: Target) => plain(target, name),
    })),
    ...Object.keys(responses).map((status) => ({
      ...{ operationId, kind: 'status' as const, about: status },
      make: (target: Target) => target.provoke(operationId, status),
    })),
    ...[method]
      .filter((one) => one === 'get')
      .map(() => ({
        ...{ operationId, kind: 'head' as const, about: '200' },
        make: async (target: Target) => ({ ...(await plain(target, 'minimal')), method: 'HEAD' }),
      })),
    ...[path]
      .filter((one) => one.includes('{'))
      .map(() => ({
        ...{ operationId, kind: 'malformed id' as const, about: '404' },
        make: async (target: Target) => exampleRequest(operation, 'minimal', target.keyOf(operationId), malformed),
      })),
  ];
});

type Judge = {
  /** Where mock or server get the state that a request needs. */
  target: Target;
  /** Where Prism listens. */
  url: string;
  stop: () => Promise<void>;
};

const judges: Record<string, () => Promise<Judge>> = {
  'prism mock': async () => join(await startMockTarget(), await startPrism('mock')),
  'prism proxy --errors': async () => {
    const target = await startServerTarget();
    const upstream = await startSwitch(target.url);
    return join(target, await startPrism('proxy', upstream.url), upstream);
  },
};

/** What Prism gets wrong, each with the reason. An entry that is no longer needed fails. */
const EXCEPTIONS: { name: string; judges: string[]; covers: (one: Exchange) => boolean; reason: string }[] = [
  {
    name: 'HEAD',
    judges: ['prism mock', 'prism proxy --errors'],
    covers: ({ kind }) => kind === 'head',
    reason: 'RFC 9110 §9.3.2 makes HEAD go where GET does; Prism knows only the methods that the document lists.',
  },
  {
    name: 'a malformed id',
    judges: ['prism mock', 'prism proxy --errors'],
    covers: ({ kind }) => kind === 'malformed id',
    reason: 'An id of another form names nothing, so it is a 404; Prism rejects it as an invalid parameter.',
  },
  {
    name: 'a body that is not JSON',
    judges: ['prism proxy --errors'],
    covers: ({ kind, about }) => kind === 'status' && about === '400',
    reason: 'Prism never responds to broken JSON.',
  },
];

/** Statuses of invalid requests, which Prism rejects with a status of its own before they reach the server. */
const INVALID = [400, 401, 405, 413, 415];

/** How long a response is waited for. Where none is expected the wait is shorter: a late one is a disagreement, too. */
const PATIENCE_MS = 300_000;
const SHORT_PATIENCE_MS = 10_000;

describe.each(Object.keys(judges))('%s', (name) => {
  let judge: Judge;
  beforeAll(async () => {
    judge = await (judges[name] as () => Promise<Judge>)();
  });
  afterAll(() => judge.stop());

  const exceptions = EXCEPTIONS.filter((exception) => exception.judges.includes(name));
  const isExcepted = (one: Exchange): boolean => exceptions.some(({ covers }) => covers(one));

  test.each(exchanges.filter((one) => !isExcepted(one)))('agrees on $operationId: $kind $about', async (one) => {
    expect(await disagreement(judge, one)).toBeUndefined();
  });

  test.each(exceptions)('still disagrees on $name: $reason', async ({ covers }) => {
    const covered = exchanges.filter(covers);
    expect(covered.length).toBeGreaterThan(0);
    const found = await Promise.all(
      covered.map(async (one) => [one.operationId, await disagreement(judge, one, SHORT_PATIENCE_MS)]),
    );
    expect(found.filter(([, disagrees]) => disagrees === undefined)).toEqual([]);
  });
});

function join(target: Target, prism: Started, ...others: Started[]): Judge {
  const stop = async (): Promise<void> => {
    for (const one of [prism, ...others, target]) await one.stop();
  };
  return { target, url: prism.url, stop };
}

/** How Prism judges an exchange otherwise than the contract suite does; undefined if it agrees. */
async function disagreement(
  { target, url }: Judge,
  one: Exchange,
  patience = PATIENCE_MS,
): Promise<string | undefined> {
  const { url: upstream, ...request } = await one.make(target);
  const headers = upstream === undefined ? request.headers : { ...request.headers, [UPSTREAM]: upstream };
  const signal = AbortSignal.timeout(patience);
  const answer = await exchange(url, { ...request, headers }, signal).catch((error: Error) => {
    if (signal.aborted) return undefined;
    throw error;
  });
  if (answer === undefined) return `It has not responded in ${patience} ms.`;
  return isAsExpected(one, answer) ? undefined : `It returned ${answer.status}: ${answer.text}`;
}

function isAsExpected({ kind, about }: Exchange, answer: PlainAnswer): boolean {
  // A violation that Prism finds in the server's response is a problem of status 500.
  const isPrisms = String(answer.headers['content-type']).startsWith('application/problem+json');
  if (kind === 'example') return !isPrisms && answer.status >= 200 && answer.status < 300;
  const expected = Number(about);
  if (kind === 'status' && isPrisms) return INVALID.includes(expected) && answer.status >= 400 && answer.status < 500;
  return answer.status === expected;
}
