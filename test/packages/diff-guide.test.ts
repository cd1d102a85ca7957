import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters as plain } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAsShown } from '../docs/api-guide.ts';
import { environmentOf, type Installed, installPackages } from './installed.ts';

const PAGE = 'docs/diff.md';
const text = await readFile(PAGE, 'utf8');

/** The tests have packed and installed the packages already. */
const PACK = 'npm ci && npm run package\n';
const INSTALL_KEEPSPEC = 'npm install --save-dev --install-links ../voice-agents-api/dist/packages/keepspec\n';
/** Commands that exit with 1. */
const FAILS = /keepspec diff .*openapi\.yaml( --prove| --format markdown)?\n$/;

const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', code = '']) => ({
  language,
  code,
}));

// A bare container may not have Git.
const hasGit = spawnSync('git', ['--version']).error === undefined;

describe.skipIf(!hasGit)(`${PAGE}, from an empty folder`, () => {
  let installed: Installed;
  let ground: string;
  beforeAll(async () => {
    installed = await installPackages();
    ground = await mkdtemp(join(tmpdir(), 'diff-guide-'));
  }, 600_000);
  afterAll(() => rm(ground, { recursive: true }));

  const folder = () => join(ground, 'pets-api');
  const author = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@example.com' };
  const committer = { GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@example.com' };

  function run(code: string): Promise<{ code: number; out: string; err: string }> {
    const cwd = code.startsWith('mkdir pets-api') ? ground : folder();
    const env = { ...environmentOf(installed.app, process.execPath), ...author, ...committer };
    return new Promise((done) => {
      execFile('sh', ['-ec', code], { cwd, env, maxBuffer: 2 ** 26 }, (error, out, err) => {
        done({ code: error === null ? 0 : Number(error.code ?? 1), out: plain(out), err: plain(err) });
      });
    });
  }

  async function linkKeepspec(): Promise<void> {
    const modules = join(folder(), 'node_modules');
    await mkdir(join(modules, '.bin'), { recursive: true });
    await symlink(join(installed.app, 'node_modules/keepspec'), join(modules, 'keepspec'));
    await symlink(join(installed.app, 'node_modules/.bin/keepspec'), join(modules, '.bin/keepspec'));
  }

  test('its commands print what it shows, and its job annotates the changes', async () => {
    let output = '';
    expect(blocks.filter(({ code }) => code === PACK || code.includes(INSTALL_KEEPSPEC))).toHaveLength(2);
    for (const { language, code } of blocks) {
      const [, file] = /^# (\S+\.yaml)\n/.exec(code) ?? [];
      if (file !== undefined) await writeFile(join(folder(), file), code);
      else if (language === 'text') expect(isAsShown(code.trim(), output.trim()), `${code}\n${output}`).toBe(true);
      else if (code === PACK) continue;
      else {
        if (code.includes(INSTALL_KEEPSPEC)) await linkKeepspec();
        const ended = await run(code.replace(INSTALL_KEEPSPEC, ''));
        expect(ended.code, `${code}\n${ended.out}${ended.err}`).toBe(FAILS.test(code) ? 1 : 0);
        output = ended.out;
      }
    }
    const [, job = ''] = /^ +- run: (npx keepspec .*)$/m.exec(text) ?? [];
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions
    const base = 'origin/${{ github.base_ref }}';
    expect(job).toContain(base);
    const annotated = await run(job.replace(base, 'main'));
    expect(annotated.code).toBe(1);
    expect(annotated.out).toMatch(/^::error file=openapi\.yaml,line=10,col=\d+,title=number\.narrowed::GET \/pets/m);
    await run("sed -i.bak 's/version: 1.0.0/version: 2.0.0/' openapi.yaml");
    expect((await run(job.replace(base, 'main'))).code).toBe(0);
    expect(await run('npx keepspec diff main:openapi.yaml openapi.yaml --next-version')).toMatchObject({
      out: '2.0.0\n',
    });
  }, 300_000);
});
