import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { bundleContract } from '../document/bundle.ts';
import { ContractError } from '../document/document.ts';
import type { FileReadOptions } from '../document/root.ts';
import { preparePageDocument } from './page-document.ts';
import { readRedocBundle, redoclyCli, withoutOutsideRequests } from './redoc.ts';
import type { CodeSampleOptions } from './samples/samples.ts';

/** What the page needs, and no host: everything is inside it. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/** How the document is read, how its code samples are written, and a function that is called before each step. */
export type DocsOptions = FileReadOptions & { samples?: CodeSampleOptions; onStep?: (what: string) => void };

/**
 * Writes the documentation of a document as one HTML page that needs no other file and sends no requests to other hosts.
 *
 * @param file path or URL of the root document, YAML or JSON
 * @param out path of the page; its folder is created
 * @throws ContractError if the document cannot be read or rendered
 */
export async function writeDocs(
  file: string,
  out: string,
  { onStep = () => undefined, samples, ...reading }: DocsOptions = {},
): Promise<void> {
  onStep('reading');
  const document = await bundleContract(file, reading);
  // The page embeds the same bundle. An error here is clearer than one in the browser.
  readRedocBundle();
  const folder = await mkdtemp(join(tmpdir(), 'keepspec-docs-'));
  try {
    const bundled = join(folder, 'openapi.json');
    const page = join(folder, 'index.html');
    await writeFile(bundled, JSON.stringify(preparePageDocument(document, samples)));
    onStep('page');
    await buildPage(file, bundled, page);
    const html = withoutOutsideRequests(await readFile(page, 'utf8'));
    await mkdir(dirname(out), { recursive: true });
    await writeFile(out, withPolicy(html));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function buildPage(file: string, bundled: string, page: string): Promise<void> {
  const args = [redoclyCli(), 'build-docs', bundled, '--inlineBundle', '--output', page];
  // The program reports its use and looks for updates unless these variables forbid it.
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  await promisify(execFile)(process.execPath, args, { env }).catch((error: { stderr?: string; message: string }) => {
    throw new ContractError(`${file} cannot be rendered.\n${(error.stderr ?? error.message).trim()}`);
  });
}

/** The policy goes first into the head: it holds for what comes after it (CSP Level 3 §3.3). */
function withPolicy(html: string): string {
  const meta = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  if (!html.includes('<head>')) throw new ContractError('The page that Redocly wrote has no <head>.');
  return html.replace('<head>', () => `<head>\n  ${meta}`);
}
