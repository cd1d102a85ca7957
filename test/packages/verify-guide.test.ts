import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters as plain } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAsShown } from '../docs/api-guide.ts';
import { freePort } from '../free-port.ts';
import { environmentOf, type Installed, installPackages } from './installed.ts';

const PAGE = 'docs/verify.md';
const text = await readFile(PAGE, 'utf8');

/** A block whose command runs until it is stopped. */
const SERVER = /^PORT=8080 /;
/** The tests have packed and installed the packages already. */
const PACK = 'npm ci && npm run package\n';
const INSTALL_KEEPSPEC = 'npm install --save-dev --install-links ../voice-agents-api/dist/packages/keepspec\n';
/** Commands that find something. */
const FINDS = /^npx keepspec (verify|replay) /;

type Block = { language: string; code: string };
const blocks: Block[] = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', code = '']) => {
  return { language, code };
});
type Ended = { code: number; out: string };

// A bare container may not have curl.
const hasCurl = spawnSync('curl', ['--version']).error === undefined;

describe.skipIf(!hasCurl)(`${PAGE}, from an empty folder`, () => {
  let installed: Installed;
  let ground: string;
  let server: ChildProcess | undefined;
  let port: string;
  beforeAll(async () => {
    installed = await installPackages();
    ground = await mkdtemp(join(tmpdir(), 'verify-guide-'));
    port = String(await freePort());
  }, 600_000);
  afterAll(async () => {
    if (server?.exitCode === null && server.kill()) await once(server, 'exit');
    await rm(ground, { recursive: true });
  });

  const folder = () => join(ground, 'files-api');
  const withPort = (code: string) => code.replaceAll('8080', port);
  /** npm's cache has what an earlier run has downloaded. */
  const environment = () => ({
    ...environmentOf(installed.app, process.execPath),
    ...{ npm_config_prefer_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false' },
  });

  function run(code: string): Promise<Ended> {
    const cwd = code.startsWith('mkdir ') ? ground : folder();
    return new Promise((done) => {
      const options = { cwd, env: environment(), maxBuffer: 2 ** 26 };
      execFile('sh', ['-ec', withPort(code)], options, (error, out) => {
        done({ code: error === null ? 0 : Number(error.code ?? 1), out: plain(out) });
      });
    });
  }

  async function startServer(code: string): Promise<void> {
    server = spawn('sh', ['-c', `exec env ${withPort(code)}`], { cwd: folder(), env: environment(), stdio: 'ignore' });
    const responds = () =>
      fetch(`http://127.0.0.1:${port}/openapi.json`).then(
        () => true,
        () => false,
      );
    await expect.poll(responds, { timeout: 60_000 }).toBe(true);
  }

  async function linkKeepspec(): Promise<void> {
    const modules = join(folder(), 'node_modules');
    await symlink(join(installed.app, 'node_modules/keepspec'), join(modules, 'keepspec'));
    await mkdir(join(modules, '.bin'), { recursive: true });
    await symlink(join(installed.app, 'node_modules/.bin/keepspec'), join(modules, '.bin/keepspec'));
  }

  test('its commands print what it shows, and its job annotates the finding that is left', async () => {
    let output = '';
    expect(blocks.filter(({ code }) => code === PACK || code.includes(INSTALL_KEEPSPEC))).toHaveLength(2);
    for (const { language, code } of blocks) {
      const [, file] = /^# (\S+\.yaml)\n/.exec(code) ?? [];
      if (file !== undefined) await writeFile(join(folder(), file), code);
      else if (language === 'text')
        expect(isAsShown(withPort(code).trim(), output.trim()), `${code}\n${output}`).toBe(true);
      else if (SERVER.test(code)) await startServer(code);
      else if (code === PACK) continue;
      else {
        if (code.includes(INSTALL_KEEPSPEC)) await linkKeepspec();
        const ended = await run(code.replace(INSTALL_KEEPSPEC, ''));
        expect(ended.code, `${code}\n${ended.out}`).toBe(FINDS.test(code) ? 1 : 0);
        output = ended.out;
      }
    }
    const [, job = ''] = /^ +- run: (npx keepspec .*)$/m.exec(text) ?? [];
    const annotated = await run(`${job} --max-cases 100`);
    expect(annotated).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^::error .*file=openapi\.json,line=\d+.*no_leak/m),
    });
    expect(annotated.out).not.toMatch(/^::error .*status_code_conformance/m);
  }, 300_000);
});
