import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ContractError, type OpenApiDocument } from '../document/document.ts';

const PACKAGE = '@redocly/cli';

const FIX_HINT = `Version 2.77.0 of ${PACKAGE} is tested: install it, or change src/contract/docs/redoc.ts.`;

/** The name, in place of the logo that Redoc fetches: the credit stays, the request does not. */
const CREDIT =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='52' height='16'%3E" +
  "%3Ctext y='12' font-family='sans-serif' font-size='12' fill='%23808080'%3ERedocly%3C/text%3E%3C/svg%3E";

/** Hosts that Redoc 3 fetches logo and icons from and reports its use to. */
const LOGO = /https:\/\/cdn\.redoc\.ly\/redoc\/[\w-]+\.svg/g;
const ICONS_AND_TELEMETRY = /https:\/\/(?:cdn\.redocly\.com\/icons|otel\.cloud\.redocly\.com)\/[\w./-]*/g;

/** The page that Redocly writes, in the parts that become files. */
export type ReferenceParts = {
  /** The content of the head: styles. */
  styles: string;
  /** The element that Redoc renders into, with its content before the script runs. */
  content: string;
  /** Sources of a content security policy that allow the scripts within `content`. */
  scriptHashes: string[];
  /** Redoc as an ES module, the same for every document. It exports `hydrate`. */
  bundle: string;
  /** The code that starts Redoc with the document, and needs `hydrate`. */
  start: string;
};

/**
 * Renders a document with `redocly build-docs` as one HTML page that sends no requests to other hosts.
 *
 * @param file the name of the document in messages
 * @param document as `preparePageDocument` returns it
 * @throws ContractError if Redocly is not installed or cannot render the document
 */
export async function renderReference(file: string, document: OpenApiDocument): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'keepspec-docs-'));
  try {
    const bundled = join(folder, 'openapi.json');
    const page = join(folder, 'index.html');
    await writeFile(bundled, JSON.stringify(document));
    const args = [redoclyProgram(), 'build-docs', bundled, '--inlineBundle', '--output', page];
    // The program reports its use and looks for updates unless these variables forbid it.
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    await promisify(execFile)(process.execPath, args, { env }).catch((error: { stderr?: string; message: string }) => {
      throw new ContractError(`${file} cannot be rendered.\n${(error.stderr ?? error.message).trim()}`);
    });
    return withNames(withoutOutsideRequests(await readFile(page, 'utf8')));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Redoc's code, or a page that holds it, with addresses on its maker's hosts replaced by data. */
export function withoutOutsideRequests(text: string): string {
  return text.replace(LOGO, CREDIT).replace(ICONS_AND_TELEMETRY, 'data:,');
}

/** The button that selects an example has its text as its name (WCAG 2.5.3), which is more than "Example". */
function withNames(html: string): string {
  return html.replaceAll(/"aria-label":`Example`,(?=options:)/g, '');
}

/**
 * Takes the page of {@link renderReference} apart.
 *
 * @throws ContractError if the page does not have the form that the tested version of Redocly writes
 */
export function splitReference(html: string): ReferenceParts {
  const [, head = '', body = ''] = /<head>(.*?)<\/head>\s*<body>(.*)<\/body>/s.exec(html) ?? [];
  // The bundle contains texts that look like the end of an element, so that the last one counts.
  const opening = '<script type="module">';
  const module = body.indexOf(opening);
  const end = body.lastIndexOf('</script>');
  const script = body.slice(module + opening.length, end);
  const definition = script.indexOf('const __redoc_definition');
  const content = body.slice(0, module);
  const bundle = script.slice(0, definition);
  if (module < 0 || definition < 0 || !/export\s*\{[^}]*\bhydrate\b/.test(bundle) || !content.includes('id="redoc"')) {
    throw new ContractError(`${PACKAGE} wrote a page with an unexpected structure. ${FIX_HINT}`);
  }
  return {
    styles: [...head.matchAll(/<style\b.*?<\/style>/gs)].map(([style]) => style).join('\n'),
    content,
    scriptHashes: [...content.matchAll(/<script>(.*?)<\/script>/gs)].map(([, code = '']) => hashSource(code)),
    bundle,
    start: script.slice(definition),
  };
}

/** The source that allows one inline script (CSP Level 3 §2.3.1). */
function hashSource(code: string): string {
  return `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
}

/** Path of the command, as the package declares it. */
function redoclyProgram(): string {
  const require = createRequire(import.meta.url);
  try {
    const { bin } = require(`${PACKAGE}/package.json`) as { bin: { redocly: string } };
    return require.resolve(`${PACKAGE}/${bin.redocly}`);
  } catch {
    throw new ContractError(`${PACKAGE} is not installed. Install it with: npm ci`);
  }
}
