import { dirname, resolve } from 'node:path';
import { type Config, createConfig, lintConfig, loadConfig, YamlParseError } from '@redocly/openapi-core';
import { ContractError } from '../document/document.ts';
import { problemsToError, toContractError } from '../document/problems.ts';
import { PLUGINS } from '../document/redocly-config.ts';
import { isRemote } from '../document/root.ts';
import { isNode } from './follow.ts';

/** Rules of Redocly's `recommended` about style, which a valid document need not follow. */
const STYLE = [
  ...['info-license', 'info-license-strict', 'no-empty-servers', 'no-server-example.com', 'tag-description'],
  ...['operation-2xx-response', 'operation-4xx-response', 'operation-operationId', 'operation-summary'],
];

const VERSIONS = ['oas2Rules', 'oas3_0Rules', 'oas3_1Rules', 'oas3_2Rules'];

/** The rules of a document. */
export type Ruleset = {
  config: Config;
  /** Whether there are no configured rules for the document. */
  isBuiltIn: boolean;
};

/**
 * The rules of the API of `redocly.yaml` in the working folder whose root is the document; else the rules outside
 * `apis`, if there are any; else the built-in ones.
 *
 * @param file path or URL of the root document
 * @throws ContractError with the errors of `redocly.yaml`
 */
export async function findRuleset(file: string): Promise<Ruleset> {
  const config = await readRedoclyConfig();
  const alias = findAlias(config, file);
  if (alias !== undefined) return { config: config.forAlias(alias), isBuiltIn: false };
  const configured: unknown = config.document?.parsed;
  if (isNode(configured) && Object.keys(configured).some((name) => /^extends$|rules$/i.test(name)))
    return { config, isBuiltIn: false };
  const off = Object.fromEntries(STYLE.map((rule) => [rule, 'off']));
  // Rules of a version win over those of every version, so each version names them.
  const rules = Object.fromEntries(VERSIONS.map((version) => [version, off]));
  const builtIn = { extends: ['recommended'], ...rules };
  return { config: await createConfig(builtIn, { plugins: PLUGINS, ignore: config.ignore }), isBuiltIn: true };
}

/** @throws ContractError with the places of the errors in `redocly.yaml` */
async function readRedoclyConfig(): Promise<Config> {
  let config: Config;
  try {
    config = await loadConfig({ plugins: PLUGINS });
  } catch (error) {
    if (error instanceof YamlParseError) throw toContractError('redocly.yaml', error);
    throw new ContractError(`redocly.yaml cannot be used: ${(error as Error).message}`);
  }
  const problems = config.document === undefined ? [] : await lintConfig({ config });
  if (problems.length > 0) throw problemsToError(problems.map((problem) => ({ ...problem, ignored: false })));
  return config;
}

function findAlias({ configPath, resolvedConfig: { apis = {} } }: Config, file: string): string | undefined {
  const folder = dirname(configPath ?? '');
  const absolute = (path: string, base: string): string => (isRemote(path) ? path : resolve(base, path));
  const document = absolute(file, '');
  return Object.keys(apis).find((name) => absolute(String(apis[name]?.root), folder) === document);
}
