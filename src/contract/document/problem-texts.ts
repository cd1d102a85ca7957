import { readdirSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { type LocationObject, type NormalizedProblem, parseYaml, type Source } from '@redocly/openapi-core';
import { OverlaidSource } from './overlays/origins.ts';
import { fragmentTokens, isObject } from './references.ts';
import { isRemote } from './root.ts';
import { suggest } from './suggest.ts';

/** The message and the fix of a problem that Redocly reports. */
export function describeProblem({ message, suggest: suggestions, location: [location] }: NormalizedProblem): string {
  const [, parsing] = /^Failed to parse: (.+)/s.exec(message) ?? [];
  if (parsing !== undefined) return describeSyntax(parsing);
  const unresolved = /^Can't resolve \$ref(?:: (.+))?/s.exec(message);
  if (unresolved !== null) return describeReference(unresolved[1], location);
  const [suggestion] = suggestions;
  const hint = suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`;
  const name = lastToken(location);
  for (const [pattern, write] of TEXTS) {
    const match = pattern.exec(message);
    if (match !== null) return write(match, { name, hint });
  }
  return `${message.replaceAll('`', '"').replace(/([^.?])$/, '$1.')}${hint}`;
}

type KnownNames = { name: string; hint: string };

/** Texts of Redocly, and our own of the same meaning. */
const TEXTS: [RegExp, (match: RegExpExecArray, known: KnownNames) => string][] = [
  [
    /^Expected type `(.+)` \((object|array)\) but got `(.+)`$/,
    ([, kind, type, found], { name }) =>
      `${subject(name)} must be ${withArticle(type)} (${kind}), not ${withArticle(found)}.`,
  ],
  [
    /^Expected type `(.+)` but got `(.+)`\.$/,
    ([, type, found], { name }) => `${subject(name)} must be ${withArticle(type)}, not ${withArticle(found)}.`,
  ],
  [
    /^Property `(.*)` is not expected here\.$/s,
    ([, name], { hint }) => `Unknown member "${name}".${hint === '' ? ` Remove it, or begin it with "x-".` : hint}`,
  ],
  [/^The field `(.*)` must be present on this level\.$/, ([, name]) => `The member "${name}" is missing. Add it.`],
  [/^The field `(.*)` is not allowed here\.$/, ([, name]) => `The member "${name}" is not allowed here. Remove it.`],
  [
    /^Must contain at least one of the following fields: (.+)\.$/,
    ([, names]) => `One of the members ${names} is missing. Add it.`,
  ],
  [
    /^The map key in .+? "(.*)" does not match/s,
    ([, name]) => `The name "${name}" of a component may have letters, digits, ".", "-" and "_" only.`,
  ],
  [
    /^`(.*)` can be one of the following only: (.+)\.$/s,
    ([, name, values], { hint }) => `"${name}" must be one of ${values}.${hint}`,
  ],
];

function subject(name: string): string {
  return name === '' ? 'The document' : `"${name}"`;
}

/** The name of a type as a noun. */
export function withArticle(type = ''): string {
  const known: Record<string, string> = { null: 'null', undefined: 'empty', array: 'a list' };
  return known[type] ?? `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}

/** The last name of a place that is not the index of a list, with the indexes behind it. */
function lastToken(location: LocationObject | undefined): string {
  const tokens = tokensOf(location);
  const index = tokens.findLastIndex((token) => /\D/.test(token));
  return tokens.slice(Math.max(0, index)).join('/');
}

function tokensOf(location: LocationObject | undefined): string[] {
  const { pointer } = location ?? {};
  return pointer === undefined ? [] : fragmentTokens(pointer).filter((token) => token !== '');
}

/** Why a `$ref` cannot be followed. */
function describeReference(reason: string | undefined, location: LocationObject | undefined): string {
  const reference = location === undefined ? undefined : referenceAt(location);
  const written = reference === undefined ? '$ref' : `$ref "${shortened(reference)}"`;
  if (reason === undefined) {
    const near = reference === undefined || location === undefined ? '' : nearestPart(reference, location);
    return `${written} does not exist.${near === '' ? ' Correct the reference, or add its target.' : near}`;
  }
  if (/ in ".+" \(\d+:\d+\)$/.test(reason)) return `${written}: ${describeSyntax(reason)}`;
  const [, missing] = /^ENOENT: no such file or directory '(.+)'$/s.exec(reason) ?? [];
  if (missing !== undefined) return `${written} does not exist.${nearestFile(missing)}`;
  if (/is on another host/.test(reason)) return `${written} is on another host. Allow that with --allow-remote.`;
  return `${written} cannot be read: ${describeReading(reason)}. Correct the reference.`;
}

/** Why a file or URL cannot be read, without a full stop, by the message of Node. */
export function describeReading(message: string): string {
  const [, why] = REASONS.find(([pattern]) => pattern.test(message)) ?? [];
  return why ?? message.replace(/\.$/, '');
}

/** Messages of Node about what cannot be a file. */
const REASONS: [RegExp, string][] = [
  [/null bytes/, 'a path cannot contain a NUL character'],
  [/^ENAMETOOLONG/, 'the path is too long'],
  [/^(EISDIR|Expected a file but received a folder)/, 'it is a folder'],
  [/^ENOTDIR/, 'a part of the path is a file'],
  [/^(EACCES|EPERM)/, 'permission denied'],
  [/^ELOOP/, 'its symbolic links lead in a circle'],
  [/Invalid URL/, 'the URL is invalid'],
  [/^fetch failed/, 'the host does not respond'],
];

/** Why a text is not YAML or JSON, without the place. */
export function describeSyntax(message: string): string {
  const [line = ''] = message.split('\n');
  const reason = line.replace(/ in ".+" \(\d+:\d+\)/, '').replace(/\.$/, '');
  const [, levels] = /^nesting exceeded maxDepth \((\d+)\)$/.exec(reason) ?? [];
  const hint = 'write inner parts as components and refer to them by $ref';
  return `Invalid YAML or JSON: ${levels === undefined ? reason : `more than ${levels} levels of nesting; ${hint}`}.`;
}

/** Whether a reference leads to another one, which is the wrong one. */
export function isIndirect({ message, location: [location] }: NormalizedProblem): boolean {
  if (location === undefined || !message.startsWith("Can't resolve $ref")) return false;
  const reference = referenceAt(location);
  if (reference === undefined || !reference.startsWith('#/')) return false;
  return fragmentTokens(reference).reduce<unknown>(ownMember, parse(location.source)) !== undefined;
}

const LONGEST = 120;

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const parsed = new WeakMap<Source, unknown>();

function parse(source: Source): unknown {
  if (source instanceof OverlaidSource) return source.content;
  if (!parsed.has(source)) parsed.set(source, parseYaml(source.body));
  return parsed.get(source);
}

function referenceAt(location: LocationObject): string | undefined {
  const value = tokensOf(location).reduce<unknown>(ownMember, parse(location.source));
  const reference = isObject(value) ? value.$ref : value;
  return typeof reference === 'string' ? reference : undefined;
}

function ownMember(value: unknown, token: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
  return (value as Record<string, unknown>)[token];
}

const VERSIONS = 'Use OpenAPI 3.0, 3.1 or 3.2, or Swagger 2.0.';

/** Why a document is not OpenAPI, from the text of Redocly that says so. */
export function describeRoot(message: string): string {
  const [, found] = /^Document must be JSON object, got (.+)$/.exec(message) ?? [];
  if (found !== undefined) {
    const kind =
      found === 'undefined'
        ? 'It is empty'
        : `The root is ${found === 'object' ? 'not an object' : withArticle(found)}`;
    return `${kind}. Write an object with the member "openapi".`;
  }
  if (/^Invalid OpenAPI version|\[object /.test(message))
    return 'The version must be a string. Write it in quotes: "3.1.1".';
  const [, version = ''] = /^Unsupported OpenAPI version: (.*)$/s.exec(message) ?? [];
  if (/^3\.[012]$/.test(version)) return `Version "${version}" is incomplete. Write "${version}.0".`;
  if (version !== '') return `Version "${version.trim()}" is not supported. ${VERSIONS}`;
  if (/^Unsupported specification/.test(message)) return `The member "openapi" is missing. ${VERSIONS}`;
  return `${message.replace(/\.$/, '')}.`;
}

/** A question with the name beside the missing one that was probably meant. */
function nearestPart(reference: string, { source }: LocationObject): string {
  // The names in other files are not at hand.
  if (!reference.startsWith('#/')) return '';
  let value = parse(source);
  for (const token of fragmentTokens(reference)) {
    const next = ownMember(value, token);
    if (next === undefined) return isObject(value) ? suggest(token, Object.keys(value)) : '';
    value = next;
  }
  return '';
}

/** A question with the file of a similar name in the same folder. */
function nearestFile(missing: string): string {
  if (isRemote(missing)) return '';
  const folder = dirname(resolve(missing));
  try {
    return suggest(basename(missing), readdirSync(folder));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (!isMissing) throw error;
    return ` The folder ${relative(process.cwd(), folder)} does not exist either.`;
  }
}
