import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ContractError } from '../document/document.ts';

/** Where the package keeps what we use of it. Neither is promised, hence the check at every start. */
const PACKAGE = '@redocly/cli';
const CLI = 'bin/cli.js';
const BUNDLE = 'lib/chunks/redoc.standalone.js';

const FIX_HINT = 'Version 2.77.0 is known to be right: install that, or bring src/contract/docs/redoc.ts up to date.';

/** The name, in place of the logo that Redoc fetches: the credit stays, the request does not. */
const CREDIT =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='52' height='16'%3E" +
  "%3Ctext y='12' font-family='sans-serif' font-size='12'%3ERedocly%3C/text%3E%3C/svg%3E";

/** Hosts that Redoc 3 fetches logo and icons from and reports its use to. */
const LOGO = /https:\/\/cdn\.redoc\.ly\/redoc\/[\w-]+\.svg/g;
const ICONS_AND_TELEMETRY = /https:\/\/(?:cdn\.redocly\.com\/icons|otel\.cloud\.redocly\.com)\/[\w./-]*/g;

/** Path of the command line program that writes the documentation. */
export function redoclyCli(): string {
  return join(packageFolder(), CLI);
}

/**
 * Redoc as one ES module, which exports `init(definition, options, element)` and makes no request to outside hosts.
 *
 * @throws ContractError when the installed package does not hold it where it is looked for
 */
export function readRedocBundle(folder = packageFolder()): string {
  let text: string;
  try {
    text = readFileSync(join(folder, BUNDLE), 'utf8');
  } catch {
    throw new ContractError(`${PACKAGE} has no ${BUNDLE}. ${FIX_HINT}`);
  }
  if (!/export\s*\{[^}]*\binit\b/.test(text)) {
    throw new ContractError(`${PACKAGE}: ${BUNDLE} no longer exports init. ${FIX_HINT}`);
  }
  return withoutOutsideRequests(text);
}

/** Redoc's code, or a page that holds it, with addresses on its maker's hosts turned into data that is at hand. */
export function withoutOutsideRequests(text: string): string {
  return text.replace(LOGO, CREDIT).replace(ICONS_AND_TELEMETRY, 'data:,');
}

function packageFolder(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`));
  } catch {
    throw new ContractError(`${PACKAGE} is not installed. Install it with: npm ci`);
  }
}
