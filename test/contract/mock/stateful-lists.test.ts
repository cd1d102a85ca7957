import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mock, startMock } from '../../../src/contract/mock/mock.ts';
import { PETS } from './stateful-document.ts';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock(PETS, { port: 0, host: '127.0.0.1', stateful: true, onWarning: () => undefined });
});
afterAll(() => mock.stop());

async function send(method: string, path: string, body?: unknown) {
  const headers = { 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) };
  const response = await fetch(mock.url + path, { method, ...sent });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

/** Every row of the list of pets, page after page. */
async function listAll(limit: number, filter: string): Promise<{ id: number; name: string }[]> {
  const rows: { id: number; name: string }[] = [];
  for (let cursor = ''; ; ) {
    const { body } = await send('GET', `/pets?limit=${limit}${filter}${cursor}`);
    rows.push(...body.data);
    if (body.data.length > limit || rows.length > 1000) throw new Error('The list does not end.');
    if (!body.has_more) return rows;
    cursor = `&cursor=${encodeURIComponent(body.next_cursor)}`;
  }
}

type Step = { kind: 'create' | 'update' | 'delete'; which: number; name: string };

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('create', 'create', 'update', 'delete'),
  which: fc.nat(20),
  name: fc.constantFrom('Ada', 'Bo', 'Cleo'),
});

test('after any sequence of creates, updates and deletes the pages of a list have the resources of a model', async () => {
  const property = fc.asyncProperty(
    fc.array(step, { maxLength: 25 }),
    fc.integer({ min: 1, max: 7 }),
    async (steps, limit) => {
      await send('POST', '/__mock/reset');
      await send('DELETE', '/pets/7');
      const model = new Map<number, string>();
      for (const { kind, which, name } of steps) {
        const id = [...model.keys()][which % Math.max(1, model.size)];
        if (kind === 'create') {
          const { body } = await send('POST', '/pets', { name });
          expect(model.has(body.id)).toBe(false);
          model.set(body.id, name);
        } else if (kind === 'update' && id !== undefined) {
          await send('PATCH', `/pets/${id}`, { name });
          model.set(id, name);
        } else if (id !== undefined) {
          await send('DELETE', `/pets/${id}`);
          model.delete(id);
        }
      }
      const pairsOf = async (filter: string) => (await listAll(limit, filter)).map(({ id, name }) => [id, name]);
      expect(await pairsOf('')).toEqual([...model]);
      expect(await pairsOf('&name=Bo')).toEqual([...model].filter(([, name]) => name === 'Bo'));
      const sorted = [...model].toSorted(([a, one], [b, other]) => (one < other ? -1 : one > other ? 1 : a - b));
      expect(await pairsOf('&sort=name')).toEqual(sorted);
    },
  );
  await fc.assert(property, { numRuns: 25, seed: 1 });
});
