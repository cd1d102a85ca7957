import type { BaseResolver, Source } from '@redocly/openapi-core';
import { ContractError, type DocumentFault } from '../document.ts';
import { checkExpansion } from '../expansion.ts';
import { atStart, placeOf, toContractError } from '../problems.ts';
import { isObject, toLocationPointer } from '../references.ts';
import { checkRoot, type FileReadOptions } from '../root.ts';
import { suggest } from '../suggest.ts';
import { jsonPathFault } from './jsonpath.ts';

/** Overlay 1.0 §4.4.3 and 1.1, Action Object. */
export type Action = {
  /** A JSONPath expression, as `copy` is. */
  target: string;
  update?: unknown;
  copy?: string;
  remove?: boolean;
};

/** A valid overlay. */
export type Overlay = {
  source: Source;
  /** Whether the overlay has the features of 1.1. */
  isNew: boolean;
  /** Absolute path or URL of the document for which it is written. */
  extended: string | undefined;
  actions: Action[];
};

/**
 * Reads and checks overlays.
 *
 * @param files paths or URLs
 * @param resolver reads them
 * @throws ContractError with everything that is wrong with the first invalid one
 */
export async function readOverlays(
  files: string[],
  resolver: BaseResolver,
  options: FileReadOptions = {},
): Promise<Overlay[]> {
  const overlays: Overlay[] = [];
  for (const file of files) {
    await checkRoot(file, options, 'overlay');
    try {
      const source = await resolver.loadExternalRef(resolver.resolveExternalRef(null, file));
      const { parsed } = resolver.parseDocument(source, true);
      checkExpansion(parsed, source);
      const { extends: reference, actions, isNew } = checkOverlay(parsed, source, file);
      const extended = reference && resolver.resolveExternalRef(source.absoluteRef, reference.replace(/#.*$/s, ''));
      overlays.push({ source, isNew, extended, actions });
    } catch (error) {
      throw toContractError(file, error);
    }
  }
  return overlays;
}

const VERSION_HINT = 'Write "overlay: 1.1.0".';

type Report = (tokens: string[], message: string, place?: 'key') => void;

type CheckedOverlay = { isNew: boolean; extends?: string; actions: Action[] };

function checkOverlay(parsed: unknown, source: Source, file: string): CheckedOverlay {
  if (!isObject(parsed)) throw atStart(file, `Not an overlay. Write an object with the member "overlay".`);
  const { overlay: version } = parsed;
  if (version === undefined) throw atStart(file, `Not an overlay. The member "overlay" is missing. ${VERSION_HINT}`);
  const faults: DocumentFault[] = [];
  const report: Report = (tokens, message, place) => {
    const location = { source, pointer: toLocationPointer(tokens), reportOnKey: place === 'key' };
    faults.push({ message, place: placeOf(location) });
  };
  if (typeof version !== 'string' || !/^1\.[01]\.\d+$/.test(version)) report(['overlay'], versionFault(version));
  const isNew = String(version).startsWith('1.1');
  checkMembers(parsed, [], OVERLAY, report);
  if (isObject(parsed.info)) checkMembers(parsed.info, ['info'], INFO, report);
  const actions = Array.isArray(parsed.actions) ? parsed.actions : [];
  if (Array.isArray(parsed.actions) && actions.length === 0)
    report(['actions'], '"actions" is empty. Add an action.', 'key');
  for (const [index, action] of actions.entries()) checkAction(action, index, isNew, report);
  if (faults.length > 0) throw new ContractError(faults);
  // CheckedOverlay above.
  return { ...(parsed as Omit<CheckedOverlay, 'isNew'>), isNew };
}

function versionFault(version: unknown): string {
  if (typeof version !== 'string') return `The version must be a string. Write it in quotes: "1.1.0".`;
  if (/^1\.[01]$/.test(version)) return `Version "${version}" is incomplete. Write "${version}.0".`;
  return `Version "${version}" is not supported. Use Overlay 1.0 or 1.1: "1.1.0".`;
}

function checkAction(action: unknown, index: number, isNew: boolean, report: Report): void {
  const tokens = ['actions', String(index)];
  if (!isObject(action)) {
    report(tokens, `An action must be an object, not ${describeType(action)}.`);
    return;
  }
  checkMembers(action, tokens, ACTION, report);
  for (const name of ['target', 'copy']) {
    const expression = action[name];
    const fault = typeof expression === 'string' ? jsonPathFault(expression) : undefined;
    if (fault !== undefined) report([...tokens, name], `"${name}" is not a JSONPath of RFC 9535: ${fault}.`);
  }
  const has = (name: string): boolean => Object.hasOwn(action, name);
  if (has('copy') && !isNew) report([...tokens, 'copy'], '"copy" needs Overlay 1.1. Write "overlay: 1.1.0".', 'key');
  if (has('copy') && has('update') && action.remove !== true)
    report([...tokens, 'copy'], '"copy" and "update" exclude each other. Remove one of them.', 'key');
}

type MemberKind = 'string' | 'object' | 'list' | 'boolean' | 'anything';
type Members = Record<string, { kind: MemberKind; isRequired?: true }>;

const OVERLAY: Members = {
  overlay: { kind: 'anything', isRequired: true },
  info: { kind: 'object', isRequired: true },
  extends: { kind: 'string' },
  actions: { kind: 'list', isRequired: true },
};

const INFO: Members = {
  title: { kind: 'string', isRequired: true },
  version: { kind: 'string', isRequired: true },
  description: { kind: 'string' },
};

const ACTION: Members = {
  target: { kind: 'string', isRequired: true },
  description: { kind: 'string' },
  update: { kind: 'anything' },
  copy: { kind: 'string' },
  remove: { kind: 'boolean' },
};

const ARTICLES: Record<MemberKind, string> = {
  string: 'a string',
  object: 'an object',
  list: 'a list',
  boolean: 'true or false',
  anything: 'a value',
};

function checkMembers(object: Record<string, unknown>, tokens: string[], members: Members, report: Report): void {
  for (const [name, value] of Object.entries(object)) {
    if (name.startsWith('x-')) continue;
    const known = Object.hasOwn(members, name) ? members[name] : undefined;
    if (known === undefined) {
      const near = suggest(name, Object.keys(members));
      const hint = near === '' ? ' Remove it, or begin it with "x-".' : near;
      report([...tokens, name], `Unknown member "${name}".${hint}`, 'key');
    } else if (known.kind !== 'anything' && typeName(value) !== known.kind)
      report([...tokens, name], `"${name}" must be ${ARTICLES[known.kind]}, not ${describeType(value)}.`);
  }
  for (const [name, { isRequired }] of Object.entries(members)) {
    if (isRequired === true && !Object.hasOwn(object, name))
      report(tokens, `The member "${name}" is missing. Add it.`, tokens.length > 1 ? undefined : 'key');
  }
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

function describeType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
