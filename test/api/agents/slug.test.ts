import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINIMAL, type Reply, type RunningServer, startServer } from '../../running-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const create = (json: object, key?: string) =>
  server.send('POST', '/v1/agents', { json: { ...MINIMAL, ...json }, ...(key === undefined ? {} : { key }) });

function isTaken({ status, body }: Reply): boolean {
  const { message, fields } = body.error ?? {};
  return status === 400 && message === 'slug already taken' && fields.slug === 'slug already taken';
}

describe('a slug that is left out is made from the name', () => {
  test.each([
    ['Front Desk', 'front-desk'],
    ['Über Größe', 'uber-grosse'],
    ['Служба поддержки', 'sluzhba-podderzhki'],
    ['東京', 'dongjing'],
    ['  a -- b  ', 'a-b'],
    ['R2D2!', 'r2d2'],
    ['***', 'agent'],
    ['\u200b\u2800', 'agent'],
    ['\u{e000}', 'agent'],
    ['-', 'agent'],
    ['Café №5', 'cafe-no5'],
    ['字'.repeat(100), 'zi'.repeat(29).slice(0, 57)],
    [`${'a'.repeat(56)} b`, 'a'.repeat(56)],
    ['x'.repeat(100), 'x'.repeat(57)],
    [`${'ab '.repeat(33)}`, 'ab-'.repeat(19).slice(0, -1)],
  ])('%s', async (name, words) => {
    const { body } = await create({ name });
    expect(body.slug).toMatch(new RegExp(`^${words}-[a-z0-9]{6}$`));
    expect(body.slug.length).toBeLessThanOrEqual(64);
    expect(body.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test('and six random characters, so that equal names do not clash', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => create({ name: 'Same' })));
    expect(new Set(replies.map(({ body }) => body.slug)).size).toBe(20);
  });
});

describe('a slug that is sent', () => {
  test.each(['a', '7', 'front-desk', 'a-b-c', 'x'.repeat(64)])('%s is taken', async (slug) => {
    const { status, body } = await create({ slug });
    expect([status, body.slug]).toEqual([201, slug]);
  });

  test.each(['', '-a', 'a-', 'a--b', 'A', 'a_b', 'a b', 'ä', 'x'.repeat(65)])('"%s" is rejected', async (slug) => {
    const { status, body } = await create({ slug });
    expect([status, Object.keys(body.error.fields)]).toEqual([400, ['slug']]);
  });

  test('that clashes is a 400 on the field slug', async () => {
    await create({ slug: 'once' });
    const clash = await create({ slug: 'once' });
    expect(clash.body.error.code).toBe('validation_failed');
    expect(isTaken(clash)).toBe(true);
  });

  test("of another workspace's agent is free, and so is that of a deleted one", async () => {
    const { key } = await server.newKey('neighbour');
    const { body } = await create({ slug: 'shared' });
    expect((await create({ slug: 'shared' }, key)).status).toBe(201);
    await server.send('DELETE', `/v1/agents/${body.id}`);
    expect((await create({ slug: 'shared' })).status).toBe(201);
  });
});

test('a slug is not accepted on update, not even the same one, and stays when the name changes', async () => {
  const { body: agent } = await create({ slug: 'for-good' });
  const path = `/v1/agents/${agent.id}`;
  for (const slug of ['for-good', 'new', '', null]) {
    const { status, body } = await server.send('PATCH', path, { json: { slug, name: 'Other' } });
    expect([status, Object.keys(body.error.fields)]).toEqual([400, ['slug']]);
  }
  expect((await server.send('PATCH', path, { json: { name: 'Other' } })).body.slug).toBe('for-good');
});

test('of a create that loses its slug nothing is stored, its secrets included', async () => {
  const { key } = await server.newKey('loser');
  await create({ slug: 'lost' }, key);
  const { db } = server.api.database;
  const count = async () => (await db.selectFrom('agent_secrets').selectAll().execute()).length;
  const before = await count();
  expect(isTaken(await create({ slug: 'lost', webhook_secret: 's' }, key))).toBe(true);
  expect((await server.send('GET', '/v1/agents', { key })).body.agents).toHaveLength(1);
  expect(await count()).toBe(before);
});

describe('two creates racing for one slug', () => {
  const outcome = (replies: Reply[]) => [
    replies.filter(({ status }) => status === 201).length,
    replies.filter(isTaken).length,
  ];

  test('cannot both win', async () => {
    for (let round = 0; round < 30; round++) {
      const replies = await Promise.all(Array.from({ length: 4 }, () => create({ slug: `race-${round}` })));
      expect(outcome(replies)).toEqual([1, 3]);
    }
  });
});
