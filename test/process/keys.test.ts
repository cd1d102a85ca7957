import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isWellFormedKey } from '../../src/platform/keys.ts';
import { type ProgramResult, runAlone, runHosted } from '../programs.ts';
import { BARE_ENVIRONMENT, send, spawnServer } from '../running-server.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keys-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** `npm run keys --` with these arguments, on the database of this test. */
function keys(...args: string[]): Promise<ProgramResult> {
  return runHosted(callOf(args));
}

function callOf(args: string[]) {
  return { program: 'src/commands/keys.ts', args, env: { ...BARE_ENVIRONMENT, DATA_DIR: folder } };
}

async function made(...args: string[]): Promise<{ id: string; key: string }> {
  const { code, out, err } = await keys('create', ...args);
  expect(code).toBe(0);
  return { id: /key_[0-9a-z]{26}/.exec(err)?.[0] ?? '', key: out.trim() };
}

describe('keys create', () => {
  test('prints the key, and nothing else, to the standard output', async () => {
    const { code, out, err } = await runAlone(callOf(['create', '--workspace', 'acme']));
    expect(code).toBe(0);
    expect(out).toMatch(/^sk_[0-9A-Za-z]{49}\n$/);
    expect(isWellFormedKey(out.trim())).toBe(true);
    expect(err).toMatch(/^Created key key_[0-9a-z]{26} in workspace "acme"\. It is shown only once:\n$/);
  });

  const wrong: [string[], string][] = [
    [['create'], '--workspace must be'],
    [['create', '--workspace', ''], '--workspace must be'],
    [['create', '--workspace', ' a'], '--workspace must be'],
    [['create', '--workspace', 'x'.repeat(101)], '--workspace must be'],
    [['create', '--workspace', 'a\nb'], '--workspace must be'],
    [['create', '--workspace', 'a', '--expires-in-days', '0'], '--expires-in-days must be'],
    [['create', '--workspace', 'a', '--expires-in-days', '1.5'], '--expires-in-days must be'],
    [['create', '--workspace', 'a', '--expires-in-days', '36501'], '--expires-in-days must be'],
    [['create', '--workspace', 'a', '--expires-in-days', ''], '--expires-in-days must be'],
    [['create', '--workspace', 'a', '--expires-in-days', 'soon'], '--expires-in-days must be'],
    [['create', '--workspace', 'a', '--scopes', ''], '--scopes must be *, or some of agents:read, agents:write'],
    [['create', '--workspace', 'a', '--scopes', 'agents:read,agents'], '--scopes must be'],
    [['create', '--workspace', 'a', '--overlap-hours', '1'], 'unsupported command or arguments'],
    [['list', '--scopes', '*'], 'unsupported command or arguments'],
    [['rotate'], 'unsupported command or arguments'],
    [['rotate', 'a', 'b'], 'unsupported command or arguments'],
    [['rotate', 'a', '--workspace', 'a'], 'unsupported command or arguments'],
    [['rotate', 'a', '--overlap-hours', '-1'], "Option '--overlap-hours' argument is ambiguous"],
    [['rotate', 'a', '--overlap-hours=-1'], '--overlap-hours must be an integer from 0 to 8760.'],
    [['rotate', 'a', '--overlap-hours', '8761'], '--overlap-hours must be'],
    [['rotate', 'a', '--overlap-hours', '1.5'], '--overlap-hours must be'],
    [['rotate', 'a', '--overlap-hours', ''], '--overlap-hours must be'],
    [['create', 'acme'], 'unsupported command or arguments'],
    [['create', '--name', 'a'], "Unknown option '--name'"],
    [[], 'unsupported command or arguments'],
    [['make'], 'unsupported command or arguments'],
    [['list', 'all'], 'unsupported command or arguments'],
    [['revoke'], 'unsupported command or arguments'],
    [['revoke', 'a', 'b'], 'unsupported command or arguments'],
  ];
  test.each(wrong)(
    'wrong use %j ends with 2, says what is wrong and how it goes, and does nothing',
    async (args, sentence) => {
      const { code, out, err } = await keys(...args);
      expect(code).toBe(2);
      expect(out).toBe('');
      expect(err).toMatch(/^keys: /);
      expect(err).toContain(sentence);
      expect(err).toContain('npm run keys -- create --workspace NAME');
      expect(err).not.toMatch(/^\s+at /m);
      expect(await readdir(folder)).toEqual([]);
    },
  );
});

describe('keys list', () => {
  test('shows each key by id, beginning, workspace and state, and no whole key', async () => {
    const active = await made('--workspace', 'acme');
    const ending = await made('--workspace', 'Größe & Co'.replace(' & ', ' '), '--expires-in-days', '1');
    const ended = await made('--workspace', 'acme', '--scopes', 'conversations:write,agents:read');
    await keys('revoke', ended.id);
    const { code, out, err } = await keys('list');
    expect([code, err]).toEqual([0, '']);
    const rows = out
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
    expect(rows.map(([id]) => id)).toEqual([active.id, ending.id, ended.id]);
    expect(rows.map(([, prefix]) => prefix)).toEqual([active, ending, ended].map(({ key }) => `${key.slice(0, 10)}…`));
    expect(rows.map(([, , workspace]) => workspace)).toEqual(['acme', 'Größe Co', 'acme']);
    expect(rows.map((row) => row[4]?.split(' ')[0])).toEqual(['active', 'expires', 'revoked']);
    const expiry = Date.parse(rows[1]?.[4]?.split(' ')[1] ?? '') - Date.now();
    expect(Math.abs(expiry - 86_400_000)).toBeLessThan(60_000);
    expect(rows.map((row) => row.slice(5))).toEqual([
      ['*', 'never used'],
      ['*', 'never used'],
      ['agents:read,conversations:write', 'never used'],
    ]);
    for (const { key } of [active, ending, ended]) expect(out).not.toContain(key.slice(3, 20));
  });

  test('of a database without keys is empty', async () => {
    expect(await keys('list')).toEqual({ code: 0, out: '', err: '' });
  });

  test('of a database that cannot be opened ends with 1 and a sentence', async () => {
    await writeFile(join(folder, 'voice-agents.db'), 'No database. '.repeat(100));
    const { code, out, err } = await keys('list');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^The database file ".*" cannot be opened: file is not a database\n$/);
  });
});

describe('keys revoke', () => {
  test('of a key that is not there ends with 1', async () => {
    const { code, out, err } = await keys('revoke', 'key_none');
    expect([code, out]).toEqual([1, '']);
    expect(err).toBe('Key key_none does not exist. List the keys with: npm run keys -- list\n');
  });
});

describe('keys rotate', () => {
  test('prints the new key alone to the standard output, and says when the old one ends', async () => {
    const old = await made('--workspace', 'acme', '--scopes', 'agents:read');
    const { code, out, err } = await keys('rotate', old.id, '--overlap-hours', '2');
    expect([code, isWellFormedKey(out.trim())]).toEqual([0, true]);
    const said = /^Created key (\S+)\. Key (\S+) ends at (\S+)\. The new key is shown only once:\n$/.exec(err);
    expect(said?.[2]).toBe(old.id);
    expect(Math.abs(Date.parse(said?.[3] ?? '') - Date.now() - 7_200_000)).toBeLessThan(60_000);
    const rows = (await keys('list')).out.split('\n').map((line) => line.split('\t'));
    expect(rows[0]?.[4]).toBe(`expires ${said?.[3]}, replaced by ${said?.[1]}`);
    expect([rows[1]?.[0], ...(rows[1]?.slice(4) ?? [])]).toEqual([said?.[1], 'active', 'agents:read', 'never used']);
    expect(await keys('rotate', old.id)).toEqual({
      code: 1,
      out: '',
      err: `Key ${old.id} was rotated already. Rotate ${said?.[1]}, which has replaced it.\n`,
    });
  });

  test('leaves the old key for a day, or ends it at once with an overlap of 0', async () => {
    const old = await made('--workspace', 'acme');
    const { err } = await keys('rotate', old.id);
    const end = Date.parse(/ends at (\S+)\./.exec(err)?.[1] ?? '');
    expect(Math.abs(end - Date.now() - 86_400_000)).toBeLessThan(60_000);
    const other = await made('--workspace', 'acme');
    expect((await keys('rotate', other.id, '--overlap-hours', '0')).err).toContain(`Key ${other.id} has ended.`);
    expect((await keys('rotate', other.id)).err).toBe(
      `Key ${other.id} has expired and cannot be rotated. Create another one with: npm run keys -- create\n`,
    );
  });

  test('of a key that is revoked or not there ends with 1', async () => {
    const { id } = await made('--workspace', 'acme');
    await keys('revoke', id);
    expect(await keys('rotate', id)).toEqual({
      code: 1,
      out: '',
      err: `Key ${id} is revoked and cannot be rotated. Create another one with: npm run keys -- create\n`,
    });
    expect(await keys('rotate', 'key_none')).toEqual({
      code: 1,
      out: '',
      err: 'Key key_none does not exist. List the keys with: npm run keys -- list\n',
    });
  });
});

test('keys that another process makes and revokes work at once, and end within 5 seconds', async () => {
  const server = await spawnServer({ DATA_DIR: folder });
  try {
    const first = await made('--workspace', 'acme');
    const second = await made('--workspace', 'acme');
    const other = await made('--workspace', 'other');
    const created = await send(server.url, first.key, 'POST', '/v1/agents', {
      json: { name: 'Desk', voice_id: 'sabrina' },
    });
    expect(created.status).toBe(201);
    const path = `/v1/agents/${created.body.id}`;
    expect((await send(server.url, second.key, 'GET', path)).status).toBe(200);
    expect((await send(server.url, other.key, 'GET', path)).status).toBe(404);
    expect((await keys('revoke', first.id)).code).toBe(0);
    const revoked = performance.now();
    let accepted = revoked;
    for (;;) {
      const sent = performance.now();
      if ((await send(server.url, first.key, 'GET', path)).status === 401) break;
      accepted = sent;
    }
    expect(accepted - revoked).toBeLessThan(5000);
    expect((await send(server.url, second.key, 'GET', path)).status).toBe(200);
  } finally {
    server.child.kill('SIGTERM');
    expect(await server.exited).toBe(0);
  }
  const uses = (await keys('list')).out.match(/(never|last) used.*$/gm);
  expect(uses).toEqual([
    'never used',
    ...Array(3).fill(expect.stringMatching(/^last used \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)),
  ]);
});
