import { describe, expect, test } from 'vitest';
import { listAttacks } from '../../../src/contract/verify/security/attacks.ts';
import { findInjection, HUGE_NUMBERS, PAYLOADS } from '../../../src/contract/verify/security/payloads.ts';
import { checkMassAssignment } from '../../../src/contract/verify/state/mass-assignment.ts';
import type { Received } from '../../../src/contract/verify/types.ts';
import { createRun, documentWith, makeThing, serveThings } from './state/things.ts';

const response = (text: string, more: Partial<Received> = {}): Received => ({
  ...{ status: 200, headers: {}, mediaType: 'application/json', text, value: undefined },
  ...more,
});

describe('a text of a request is found to be run', () => {
  test.each<[string, Received]>([
    ['by a header', response('', { headers: { 'x-keepspec-injected': '1' } })],
    ['by a result', response('{"name":"3454271"}')],
    ['by markup', response('<p><script>keepspec()</script>', { mediaType: 'text/html' })],
    ['by a file', response('root:x:0:0:root:/root:/bin/sh')],
  ])('%s', (_how, received) => {
    expect(findInjection(received)).toBeDefined();
  });

  test('and not where it comes back as it is', () => {
    for (const { text } of PAYLOADS) expect(findInjection(response(JSON.stringify({ name: text })))).toBeUndefined();
    expect(
      findInjection(response('&lt;script&gt;keepspec()&lt;/script&gt;', { mediaType: 'text/html' })),
    ).toBeUndefined();
  });
});

describe('the requests of the phase', () => {
  const attacksOn = (operationId: string) => {
    const run = createRun(serveThings());
    const operation = run.plan.operations.find((one) => one.operationId === operationId);
    return operation === undefined ? [] : [...listAttacks(run, operation)];
  };

  test('are none for a DELETE', () => {
    expect(attacksOn('deleteThing')).toEqual([]);
  });

  test('change the path of a GET only', () => {
    expect(attacksOn('readThing').map(({ parts }) => parts.path.id)).toContain(encodeURIComponent('keepspec\'"'));
    expect(attacksOn('changeThing').every(({ parts }) => parts.path.id === undefined)).toBe(true);
  });

  test('have every text and number in each query parameter', () => {
    const pairs = attacksOn('listThings').flatMap(({ parts }) => parts.query);
    for (const { text } of PAYLOADS) expect(pairs).toContain(`kind=${encodeURIComponent(text)}`);
    for (const text of HUGE_NUMBERS) expect(pairs).toContain(`limit=${text}`);
  });

  test('have numbers that JavaScript cannot write, and keys that stand twice', () => {
    const bodies = attacksOn('changeThing').map(({ parts }) => parts.body?.text ?? '');
    for (const text of HUGE_NUMBERS) expect(bodies.some((one) => one.includes(`"size":${text}`))).toBe(true);
    expect(bodies.filter((one) => one.match(/"size":/g)?.length === 2)).toHaveLength(2);
    expect(bodies.some((one) => one.includes('X-Keepspec-Injected'))).toBe(true);
  });
});

describe('a property that only responses have', () => {
  const document = documentWith((paths) => {
    delete paths['/things/{id}'].get.responses[304];
  });
  const { Thing = {}, Fields = {} } = (document.components?.schemas ?? {}) as Record<string, Record<string, unknown>>;
  Object.assign(Thing.properties ?? {}, { owner: { type: 'string', readOnly: true }, version: { type: 'integer' } });
  delete Fields.additionalProperties;

  const tryOn = async (setsWhatIsSent: boolean): Promise<string[]> => {
    const run = createRun(
      serveThings((right, { method, body }, { things }) => {
        for (const thing of things) {
          if (method !== 'POST' && method !== 'PATCH') continue;
          const sent = setsWhatIsSent ? body : {};
          // A server sets such a property by itself.
          Object.assign(thing, { owner: sent?.owner ?? 'me', version: sent?.version ?? 1 });
          if (typeof right.body === 'object' && right.body !== null)
            Object.assign(right.body, { owner: thing.owner, version: thing.version });
        }
        return right;
      }),
      { document },
    );
    const [life, made] = await makeThing(run);
    await checkMassAssignment(run, life, made);
    // The server of things takes any id.
    return run.found().filter((one) => /read_only_kept: sets "(owner|version)"/.test(one));
  };

  test('keeps its value', async () => {
    expect(await tryOn(false)).toEqual([]);
  });

  test('is found to be set by a create and an update', async () => {
    const found = await tryOn(true);
    expect(found).toContain('makeThing read_only_kept: sets "version" to 1001, which no request can set');
    expect(found).toContain('changeThing read_only_kept: sets "version" to 1001, which no request can set');
    expect(found).toContainEqual(expect.stringMatching(/^makeThing read_only_kept: sets "owner" to/));
  });
});
