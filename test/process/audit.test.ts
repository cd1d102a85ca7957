import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ProgramResult, runHosted } from '../programs.ts';
import { BARE_ENVIRONMENT } from '../running-server.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audit-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A command with these arguments, on the database of this file. */
function run(command: string, ...args: string[]): Promise<ProgramResult> {
  return runHosted({ program: `src/commands/${command}.ts`, args, env: { ...BARE_ENVIRONMENT, DATA_DIR: folder } });
}

describe('audit', () => {
  test('prints events as lines of JSON, oldest first, of a workspace, from a time, and so many', async () => {
    for (const workspace of ['acme', 'other']) await run('keys', 'create', '--workspace', workspace);
    const events = async (...args: string[]) => {
      const { code, out, err } = await run('audit', ...args);
      expect([code, err]).toEqual([0, '']);
      return out
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
    };
    const all = await events();
    expect(all.map(({ workspace, actor, action }) => [workspace, actor, action])).toEqual([
      ['acme', 'command', 'keys.create'],
      ['other', 'command', 'keys.create'],
    ]);
    expect(Object.keys(all[0]).sort()).toEqual(
      ['action', 'actor', 'at', 'id', 'request_id', 'resource_id', 'workspace', 'workspace_id'].sort(),
    );
    expect(await events('--workspace', 'other')).toEqual([all[1]]);
    expect(await events('--since', all[1].at)).toEqual([all[1]]);
    expect(await events('--since', '2099-01-01')).toEqual([]);
    expect(await events('--limit', '1')).toEqual([all[0]]);
  });

  test('of a workspace that does not exist ends with 1', async () => {
    expect(await run('audit', '--workspace', 'none')).toEqual({
      code: 1,
      out: '',
      err: 'There is no workspace named "none".\n',
    });
  });

  const wrong: [string[], string][] = [
    [['--since', 'yesterday'], '--since must be a time such as 2026-01-31T08:00:00Z.'],
    [['--since', '2026-01-31T08:00:00'], '--since must be'],
    [['--since', '2026-13-01'], '--since must be'],
    [['--limit', '0'], '--limit must be an integer of 1 or more.'],
    [['--limit', 'x'], '--limit must be'],
    [['--key', 'a'], "Unknown option '--key'"],
    [['all'], "Unexpected argument 'all'"],
  ];
  test.each(wrong)('wrong use %j ends with 2 and says what is wrong', async (args, sentence) => {
    const { code, out, err } = await run('audit', ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
    expect(err).toContain('npm run audit -- [--workspace NAME]');
  });
});
