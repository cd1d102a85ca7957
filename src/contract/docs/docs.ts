import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ContractError } from '../document/document.ts';
import { readRedocBundle, redoclyCli, withoutOutsideRequests } from './redoc.ts';

/** What the page needs, and no host: everything is inside it. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/**
 * Writes a contract's documentation as one HTML page that needs nothing beside it and asks no host for anything.
 *
 * @param contractFile path of the root document, YAML or JSON
 * @param out path of the page; its folder is made where it does not exist
 * @throws ContractError when the contract is missing or cannot be rendered
 */
export async function writeDocs(contractFile: string, out: string): Promise<void> {
  await access(contractFile).catch(() => {
    throw new ContractError(`${contractFile}: there is no such file.`);
  });
  // The page embeds the same bundle: what is wrong with it is better said here than by the browser.
  readRedocBundle();
  const folder = await mkdtemp(join(tmpdir(), 'contract-docs-'));
  try {
    const page = join(folder, 'index.html');
    await buildPage(contractFile, page);
    const html = withoutOutsideRequests(await readFile(page, 'utf8'));
    await mkdir(dirname(out), { recursive: true });
    await writeFile(out, withPolicy(html));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function buildPage(contractFile: string, page: string): Promise<void> {
  const args = [redoclyCli(), 'build-docs', contractFile, '--inlineBundle', '--output', page];
  // The program itself reports its use and looks for updates unless told not to.
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  await promisify(execFile)(process.execPath, args, { env }).catch((error: { stderr?: string; message: string }) => {
    throw new ContractError(`${contractFile}: cannot be rendered.\n${(error.stderr ?? error.message).trim()}`);
  });
}

/** The policy goes first into the head: it holds for what comes after it (CSP Level 3 §3.3). */
function withPolicy(html: string): string {
  const meta = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  if (!html.includes('<head>')) throw new ContractError('The page that Redocly wrote has no <head>.');
  return html.replace('<head>', () => `<head>\n  ${meta}`);
}
