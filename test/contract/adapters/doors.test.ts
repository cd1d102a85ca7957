import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { Case, Expected } from './cases.ts';
import { bodies } from './cases-bodies.ts';
import { reports as reportCases } from './cases-reports.ts';
import { parameters, routing, security } from './cases-requests.ts';
import { responses, unknownPaths, unvalidated } from './cases-responses.ts';
import { DOORS, type Door, type DoorName, type StartDoor } from './doors.ts';
import { exchange, type Received, readAndLeave } from './send.ts';
import type { AppName } from './suite-app.ts';
import { suiteDocument } from './suite-document.ts';

const contract = compileContract(suiteDocument as never);

describe.each(Object.keys(DOORS) as DoorName[])('the %s adapter', (name) => {
  describe.each(Object.entries({ routing, parameters, security, bodies, responses }))('%s', (_group, cases) =>
    runCases(name, 'main', cases),
  );
  describe('responses that are not validated', () => runCases(name, 'quick', unvalidated));
  describe('unknown paths with unknownPath: next', () => runCases(name, 'next', unknownPaths));

  describe('validation: report passes requests without a handler on as they were, and reports', () => {
    const door = startDoor(name, 'report');
    test.each(reportCases)('%s', async (_title, sent, expected, reports) => {
      const before = (await readEvents(door())).length;
      expectResponse(await exchange(door().url, sent), expected);
      expect((await readEvents(door())).slice(before)).toEqual(reports);
    });
  });

  describe('streams', () => {
    const door = startDoor(name, 'quick');
    const events = () => readEvents(door());

    test.each(['/bodies/endless-stream', '/bodies/endless-list'])(
      '%s: a client that disconnects releases the source',
      async (path) => {
        const before = (await events()).length;
        await readAndLeave(door().url, path);
        await expect.poll(events).toHaveLength(before + 1);
        expect((await events()).at(-1)).toBe('released');
      },
    );

    test('a source that fails midway cuts the response', async () => {
      await expect(exchange(door().url, { path: '/bodies/failing-stream' })).rejects.toThrow();
    });
  });
});

async function readEvents({ url }: Door): Promise<unknown[]> {
  return JSON.parse((await exchange(url, { path: '/events' })).body);
}

/** A door that runs during the tests around it. */
function startDoor(name: DoorName, app: AppName): () => Door {
  let door: Door;
  beforeAll(async () => {
    door = await (DOORS[name] as StartDoor)(app, contract);
  });
  afterAll(() => door?.stop());
  return () => door;
}

function runCases(name: DoorName, app: AppName, cases: Case[]): void {
  const door = startDoor(name, app);
  for (const [title, sent, expected, except = {}] of cases) {
    const { reason, expected: other = expected } = except[name] ?? {};
    test(reason === undefined ? title : `${title} (not here: ${reason})`, async () => {
      expectResponse(await exchange(door().url, sent), other);
    });
  }
}

function expectResponse({ status, headers, body }: Received, expected: Expected): void {
  expect({ status, headers: pick(headers, expected.headers ?? {}), body: parse(body, expected.body) }).toMatchObject({
    status: expected.status,
    headers: expected.headers ?? {},
    ...(expected.body === undefined ? {} : { body: withParts(expected.body) }),
  });
}

const pick = (headers: Record<string, unknown>, named: object) =>
  Object.fromEntries(Object.keys(named).map((name) => [name, headers[name]]));
const parse = (body: string, expected: unknown) => (typeof expected === 'object' ? JSON.parse(body) : body);

/** `contains` stands for a text with this part. Lists hold at least the members that are listed. */
function withParts(expected: unknown): unknown {
  if (typeof expected !== 'object' || expected === null) return expected;
  if ('contains' in expected) return expect.stringContaining(String(expected.contains));
  if (Array.isArray(expected)) return expected.map(withParts);
  return Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, withParts(value)]));
}
