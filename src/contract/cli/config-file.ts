import { existsSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { KeepspecConfig } from '../config.ts';
import { isObject } from '../document/references.ts';
import { suggest } from '../document/suggest.ts';
import { importFresh } from './fresh-import.ts';
import { COMMON_OPTIONS, type OptionSpec, type OptionValue, UsageError, type Verb } from './verb.ts';
import { DISCRIMINATOR } from './verbs/shared.ts';

/** A configuration file, read and checked. */
export type ConfigFile = {
  /** As given or found, relative to the working folder. */
  file: string;
  config: KeepspecConfig;
};

const NAMES = ['keepspec.config.ts', 'keepspec.config.js', 'keepspec.config.mjs'];

/** Options that only make sense on the command line. */
const COMMAND_LINE_ONLY = ['check', 'watch', 'stateless', 'accept', 'reason', 'expires', 'next-version'];

/** Settings of a verb that the command line has no option for. Each is an object, which the verb checks. */
const FILE_ONLY: Record<string, readonly string[]> = {
  mock: ['scenarios', 'webhooks'],
  diff: ['policy', 'severity'],
};

/** Options of several verbs, which the file has once for all of them. */
const SHARED: Record<string, OptionSpec> = DISCRIMINATOR;
const MODES = ['schemas', 'enforce'];

/** The files that `loadConfig` looks for. */
export function configFiles(given: string | undefined): string[] {
  return given === undefined ? NAMES : [given];
}

/**
 * Loads the configuration file of the working folder, or the given one. Node runs TypeScript itself.
 *
 * @param given path from `--config`
 * @param onRead called with the file, and with each file that it imports, before it is read
 * @returns undefined if no file is given and the folder has none
 * @throws UsageError if the file is missing, cannot be loaded, or holds something that is not an option
 */
export async function loadConfig(
  given: string | undefined,
  verbs: Verb[],
  onRead: (file: string) => void = () => undefined,
): Promise<ConfigFile | undefined> {
  const present = NAMES.filter((name) => existsSync(name));
  const file = given ?? present[0];
  if (file === undefined) return undefined;
  if (given === undefined && present.length > 1) {
    throw new UsageError(`There are several configuration files: ${present.join(', ')}.`, {
      hint: 'Keep one of them.',
    });
  }
  if (!existsSync(file)) throw new UsageError(`--config: ${file} does not exist.`);
  const config = await importDefault(file, onRead);
  const sections = sectionsOf(verbs);
  const fault = configFault(config, sections);
  if (fault !== undefined) throw new UsageError(`${file}: ${fault}`, { hint: HINT });
  return { file, config: withPaths(config as KeepspecConfig, file, sections) };
}

async function importDefault(file: string, onRead: (file: string) => void): Promise<unknown> {
  let loaded: { default?: unknown };
  try {
    loaded = await importFresh(file, onRead);
  } catch (error) {
    throw new UsageError(`${file} cannot be loaded: ${loadFailure(error)}`, { hint: HINT, cause: error });
  }
  if (loaded.default === undefined) throw new UsageError(`${file} has no default export.`, { hint: HINT });
  return loaded.default;
}

const HINT = 'Example: export default defineConfig({ document: "openapi/openapi.yaml" });';

function loadFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, message, stack = '' } = error as NodeJS.ErrnoException;
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION')
    return `Node ${process.versions.node} runs no TypeScript. Use Node 22.18 or later, or a .js file.`;
  // Node puts file and line of a syntax error before its message.
  const line = error instanceof SyntaxError ? /^file:\S+?:(\d+)\n/.exec(stack)?.[1] : undefined;
  const [sentence = ''] = message.trim().split('\n');
  return `${line === undefined ? '' : `line ${line}: `}${sentence.replace(/[.\s]*$/, '')}.`;
}

/** The options that a verb can have in the file, by their names there. */
function configurable({ options }: Verb): Map<string, { option: string; spec: OptionSpec }> {
  const names = Object.entries(options).filter(
    ([name]) => !COMMAND_LINE_ONLY.includes(name) && !Object.hasOwn(SHARED, name),
  );
  return new Map(names.map(([name, spec]) => [camelCase(name), { option: name, spec }]));
}

function camelCase(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Options of the section `test`, which no verb has. */
const TEST_OPTIONS: Record<string, OptionSpec> = {
  command: { type: 'text', value: 'COMMAND', about: '' },
  url: { type: 'text', value: 'URL', about: '' },
  timeout: { type: 'integer', value: 'SECONDS', min: 1, max: 3600, default: 60, about: '' },
  coverage: { type: 'text', value: 'FOLDER', about: '' },
};

const OVERLAYS = COMMON_OPTIONS.overlay;

type Section = ReturnType<typeof configurable>;
type Sections = Map<string, Section>;

function sectionsOf(verbs: Verb[]): Sections {
  const test = Object.entries(TEST_OPTIONS).map(([option, spec]) => [option, { option, spec }] as const);
  const sections = verbs.filter(({ name }) => name !== 'init').map((verb) => [verb.name, configurable(verb)] as const);
  return new Map([...sections, ['test', new Map(test)]]);
}

/** The first thing that is wrong with the content of the file, as a sentence. */
function configFault(config: unknown, sections: Sections): string | undefined {
  if (!isObject(config)) return `the default export must be an object, not ${describeOption(config)}.`;
  for (const [name, value] of Object.entries(config)) {
    if (name === 'document') {
      if (typeof value !== 'string' || value === '') return `"document" must be a path, not ${describeOption(value)}.`;
      continue;
    }
    if (name === 'overlays') {
      if (!isOptionValue(OVERLAYS, value))
        return `"overlays" must be ${expectedValue(OVERLAYS)}, not ${describeOption(value)}.`;
      continue;
    }
    if (name === 'discriminator') {
      if (value !== undefined && !MODES.some((mode) => mode === value))
        return `"discriminator" must be "schemas" or "enforce", not ${describeOption(value)}.`;
      continue;
    }
    const section = sections.get(name);
    if (section === undefined)
      return `unknown option "${name}".${suggest(name, ['document', 'overlays', ...Object.keys(SHARED), ...sections.keys()])}`;
    const fault = faultOfSection(name, value, section);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultOfSection(name: string, value: unknown, section: Section): string | undefined {
  if (!isObject(value)) return `"${name}" must be an object, not ${describeOption(value)}.`;
  for (const [key, member] of Object.entries(value)) {
    const spec = section.get(key)?.spec;
    const only = FILE_ONLY[name] ?? [];
    if (only.includes(key)) {
      if (member !== undefined && !isObject(member))
        return `"${name}.${key}" must be an object, not ${describeOption(member)}.`;
      continue;
    }
    if (Object.hasOwn(SHARED, key)) return `"${key}" is one option for all verbs. Write it beside "${name}".`;
    if (spec === undefined) return `unknown option "${name}.${key}".${suggest(key, [...section.keys(), ...only])}`;
    if (!isOptionValue(spec, member))
      return `"${name}.${key}" must be ${expectedValue(spec)}, not ${describeOption(member)}.`;
  }
  return undefined;
}

function isOptionValue(spec: OptionSpec, value: unknown): boolean {
  if (value === undefined) return true;
  switch (spec.type) {
    case 'flag':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'string' && value !== '';
    case 'list':
      return Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '');
    case 'integer':
      return Number.isInteger(value) && Number(value) >= spec.min && Number(value) <= spec.max;
  }
}

function expectedValue(spec: OptionSpec): string {
  switch (spec.type) {
    case 'flag':
      return 'true or false';
    case 'text':
      return 'a text';
    case 'list':
      return 'a list of texts';
    case 'integer':
      return `an integer from ${spec.min} to ${spec.max}`;
  }
}

function describeOption(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  return JSON.stringify(value) ?? String(value);
}

/** Paths as seen from the working folder. */
function withPaths(config: KeepspecConfig, file: string, sections: Sections): KeepspecConfig {
  const folder = dirname(file);
  const shift = (path: string): string => {
    if (folder === '.' || /^https?:\/\//i.test(path)) return path;
    return relative(process.cwd(), resolve(folder, path)) || '.';
  };
  const entries = Object.entries(config).map(([name, value]) => {
    if (Object.hasOwn(SHARED, name)) return [name, value];
    if (typeof value === 'string') return [name, shift(value)];
    if (Array.isArray(value)) return [name, value.map(shift)];
    const members = Object.entries(value).map(([key, member]) => {
      const spec = sections.get(name)?.get(key)?.spec;
      const isPath = spec !== undefined && 'value' in spec && ['FILE', 'FOLDER'].includes(spec.value);
      return [key, isPath && typeof member === 'string' ? shift(member) : member];
    });
    return [name, Object.fromEntries(members)];
  });
  return Object.fromEntries(entries);
}

/** The configured values of a verb, by the names of its options. */
export function configuredValues(config: KeepspecConfig, verb: Verb): Record<string, OptionValue> {
  const sections = config as Record<string, Record<string, OptionValue> | undefined>;
  const section = sections[verb.name] ?? {};
  const own = [...configurable(verb)].map(([key, { option }]) => [option, section[key]]);
  const shared = Object.keys(SHARED).filter((name) => Object.hasOwn(verb.options, name));
  return Object.fromEntries([...own, ...shared.map((name) => [name, (config as Record<string, OptionValue>)[name]])]);
}
