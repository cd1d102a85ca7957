import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../running-server.ts';
import { type CatalogServer, startCatalog, voice } from './catalog-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const list = async (query = '', to = server) => (await to.send('GET', `/v1/voices${query}`)).body;
const idsOf = (body: { voices: { id: string }[] }) => body.voices.map(({ id }) => id);

/** Every page of a list, one after the other. */
async function pages(query: string, to = server): Promise<string[][]> {
  const found: string[][] = [];
  let cursor = '';
  for (let page = 0; page < 50; page++) {
    const body = await list(`?${query}${cursor}`, to);
    found.push(idsOf(body));
    expect(body.has_more).toBe(body.next_cursor !== null);
    if (body.next_cursor === null) return found;
    cursor = `&cursor=${encodeURIComponent(body.next_cursor)}`;
  }
  throw new Error('The list does not end.');
}

describe('the list of voices', () => {
  test('has the shipped voices, ordered by id, and says that it ends', async () => {
    const { status, body } = await server.send('GET', '/v1/voices');
    expect(status).toBe(200);
    expect(idsOf(body)).toEqual(
      expect.arrayContaining(['carly', 'dominic', 'george', 'henry', 'jack', 'kristy', 'lyla', 'sabrina', 'sophia']),
    );
    expect(idsOf(body)).toEqual(idsOf(body).toSorted());
    expect(body).toMatchObject({ next_cursor: null, has_more: false });
  });

  const filters: [string, (voice: Record<string, unknown>) => boolean][] = [
    ['type=shared', ({ type }) => type === 'shared'],
    ['type=personal', ({ type }) => type === 'personal'],
    ['gender=female', ({ gender }) => gender === 'female'],
    ['gender=male', ({ gender }) => gender === 'male'],
    ['locale=en', ({ locale }) => String(locale).startsWith('en')],
    ['locale=EN-us', ({ locale }) => locale === 'en-US'],
    ['locale=eng', () => false],
    ['model=simba-english', ({ models }) => JSON.stringify(models).includes('"simba-english"')],
    ['model=simba', () => false],
    [
      'gender=female&locale=en&type=shared&model=simba-multilingual',
      ({ gender, locale, models }) =>
        gender === 'female' && /^en/.test(String(locale)) && JSON.stringify(models).includes('"simba-multilingual"'),
    ],
  ];
  test.each(filters)('is filtered by %s', async (query, isMeant) => {
    const all: { id: string }[] = (await list()).voices;
    expect((await list(`?${query}`)).voices).toEqual(all.filter((one) => isMeant(one)));
  });

  test.each([
    ['type=public', 'type'],
    ['gender=other', 'gender'],
    ['locale=', 'locale'],
    ['locale=e', 'locale'],
    ['locale=en_US', 'locale'],
    ['locale=*', 'locale'],
    ['locale=en-', 'locale'],
    ['model=', 'model'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=ten', 'limit'],
    ['cursor=', 'cursor'],
    ['cursor=sabrina', 'cursor'],
    ['language=en', 'language'],
    ['type=shared&type=shared', 'type'],
  ])('%s is a 400 that names %s', async (query, field) => {
    const { status, body } = await server.send('GET', `/v1/voices?${query}`);
    expect(status).toBe(400);
    expect(body.error.code).toBe('validation_failed');
    expect(Object.keys(body.error.fields)).toEqual([field]);
  });

  test('every field at fault is named, the cursor too', async () => {
    const { body } = await server.send('GET', '/v1/voices?type=x&limit=0&cursor=x');
    expect(Object.keys(body.error.fields).sort()).toEqual(['cursor', 'limit', 'type']);
  });

  test('takes no cursor of the list of agents', async () => {
    for (let count = 0; count < 2; count++) {
      await server.send('POST', '/v1/agents', { json: { name: 'Desk', voice_id: 'sabrina' } });
    }
    const agents = (await server.send('GET', '/v1/agents?limit=1')).body;
    expect(agents.next_cursor).toEqual(expect.any(String));
    expect((await server.send('GET', `/v1/voices?cursor=${agents.next_cursor}`)).status).toBe(400);
  });
});

describe('pages', () => {
  test.each([1, 2, 3, 200])('of %d hold every voice once', async (limit) => {
    const all = idsOf(await list('?limit=200'));
    const cut = await pages(`limit=${limit}`);
    expect(cut.flat()).toEqual(all);
    expect(cut.slice(0, -1).every((page) => page.length === limit)).toBe(true);
  });

  test('are cut after filtering', async () => {
    const all = idsOf(await list('?gender=male&limit=200'));
    expect(all.length).toBeGreaterThan(2);
    const cut = await pages('gender=male&limit=2');
    expect(cut[0]).toHaveLength(2);
    expect(cut.flat()).toEqual(all);
  });

  test('a page that is just full is the last where nothing follows', async () => {
    const all = idsOf(await list('?limit=200'));
    expect(await pages(`limit=${all.length}`)).toEqual([all]);
  });
});

describe('a cursor', () => {
  let catalog: CatalogServer;
  let own: RunningServer;
  beforeAll(async () => {
    catalog = await startCatalog([voice('b'), voice('d'), voice('f')]);
    own = await startServer({ VOICE_CATALOG_URL: catalog.url, VOICE_CATALOG_REFRESH_SECONDS: '1' });
  });
  afterAll(async () => {
    await own.stop();
    await catalog.stop();
  });

  test('goes on at the same place when voices are added and removed, its own included', async () => {
    const first = await list('?limit=2', own);
    expect(idsOf(first)).toEqual(['b', 'd']);
    catalog.voices = [voice('a'), voice('b'), voice('c'), voice('e'), voice('f')];
    await expect.poll(async () => idsOf(await list('', own))).toContain('e');
    expect(idsOf(await list(`?limit=2&cursor=${first.next_cursor}`, own))).toEqual(['e', 'f']);
  });

  test.each(['my-voice', 'A.b_c', 'x'.repeat(128), '7'])('is taken back after the voice %s', async (id) => {
    catalog.voices = [voice(id), voice('zz')];
    await expect.poll(async () => idsOf(await list('', own))).toContain(id);
    const first = await list('?limit=1', own);
    expect(idsOf(first)).toEqual([id]);
    const second = await own.send('GET', `/v1/voices?limit=1&cursor=${encodeURIComponent(first.next_cursor)}`);
    expect(second.status).toBe(200);
    expect(idsOf(second.body)).toEqual(['zz']);
  });
});
