import type { Document, Source } from '@redocly/openapi-core';
import { ContractError } from '../document.ts';
import { valueAtTokens } from '../files.ts';
import { displayPath, placeOf } from '../problems.ts';
import { isObject, toPointer } from '../references.ts';
import { findNodes } from './jsonpath.ts';
import {
  type Container,
  createOrigins,
  findOrigin,
  isContainer,
  locationOf,
  memberOrigin,
  type Origin,
  type Origins,
  OverlaidSource,
  type OverlayWarning,
  setOrigin,
} from './origins.ts';
import type { Action, Overlay } from './read.ts';
import { addValue, type Budget, copyValue, putOwn } from './values.ts';

/** A document while overlays change it, in place. */
type OverlaidDocument = { content: unknown; origins: Origins; warnings: OverlayWarning[]; budget: Budget };

/** The value that an action writes into its targets. */
type OverlayChange = { value: unknown; origin: Origin };

/**
 * The document after the actions of overlays, in order, each on the result of the one before. Referenced parts in
 * other files do not change.
 *
 * @param document as it is written, before references are bundled
 * @throws ContractError with the place of an action that cannot be applied
 */
export function applyOverlays(document: Document, overlays: Overlay[]): Document {
  // Bundling reports a document that is not an object.
  if (!isObject(document.parsed)) return document;
  const content = copyValue(document.parsed);
  const origins = createOrigins(document.source);
  const budget: Budget = { added: 0, fail: (message) => failAt(message, origins.root) };
  const overlaid: OverlaidDocument = { content, origins, warnings: [], budget };
  for (const overlay of overlays) {
    const other = otherDocument(overlay, document.source);
    if (other !== undefined) overlaid.warnings.push(other);
    for (const [index, action] of overlay.actions.entries()) applyAction(overlaid, overlay, action, index);
  }
  const source = new OverlaidSource(origins, content, overlaid.warnings);
  // Bundling changes what was parsed.
  return { source, parsed: copyValue(content) };
}

/** A warning about an overlay that is written for another document. */
function otherDocument({ source, extended }: Overlay, { absoluteRef }: Source): OverlayWarning | undefined {
  if (extended === undefined || extended === absoluteRef) return undefined;
  const message = `"extends" names ${displayPath(extended)}, but the overlay is applied to ${displayPath(absoluteRef)}.`;
  return {
    message: `${message} Correct it, or pass that document.`,
    location: locationOf({ source, tokens: ['extends'] }),
  };
}

function applyAction(overlaid: OverlaidDocument, overlay: Overlay, action: Action, index: number): void {
  const { content, warnings, budget } = overlaid;
  const place: Origin = { source: overlay.source, tokens: ['actions', String(index)] };
  const at = (name: string): Origin => memberOrigin(place, name);
  budget.fail = (message) => failAt(message, place);
  const targets = findNodes(content, action.target);
  if (targets.length === 0) {
    const message = `"${action.target}" matches nothing. Correct the target, or remove the action.`;
    warnings.push({ message, location: locationOf(at('target')) });
    return;
  }
  if (action.remove === true) {
    removeNodes(overlaid, targets, at('target'));
    return;
  }
  const change = changeOf(action, content, at);
  if (change === undefined) {
    const message = 'The action changes nothing. Add "update", "copy" or "remove: true".';
    warnings.push({ message, location: locationOf(place) });
    return;
  }
  const kinds = new Set(targets.map((tokens) => mergeKind(valueAtTokens(content, tokens))));
  if (kinds.has(SCALAR) && !overlay.isNew) {
    const message =
      'The target is a single value, which needs Overlay 1.1. Write "overlay: 1.1.0", or select its object.';
    failAt(message, at('target'));
  }
  if (kinds.size > 1 && overlay.isNew)
    failAt(`The target selects ${[...kinds].join(' and ')}. Select values of one kind.`, at('target'));
  for (const tokens of targets) updateNode(overlaid, tokens, change);
}

function failAt(message: string, { source, tokens }: Origin): never {
  throw new ContractError([{ message, place: placeOf(locationOf({ source, tokens })) }]);
}

/** Undefined for an action with neither `update` nor `copy`. */
function changeOf(action: Action, content: unknown, at: (name: string) => Origin): OverlayChange | undefined {
  if (Object.hasOwn(action, 'update')) return { value: action.update, origin: at('update') };
  if (action.copy === undefined) return undefined;
  const [first, ...others] = findNodes(content, action.copy);
  if (first === undefined || others.length > 0) {
    const found = first === undefined ? 'matches nothing' : `selects ${others.length + 1} values`;
    return failAt(`"${action.copy}" ${found}. Select the one value to copy.`, at('copy'));
  }
  // The target may be inside the copied value.
  return { value: copyValue(valueAtTokens(content, first)), origin: { ...at('copy'), isCopy: true } };
}

const SCALAR = 'a single value';

function mergeKind(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return isContainer(value) ? 'an object' : SCALAR;
}

function updateNode(overlaid: OverlaidDocument, tokens: string[], change: OverlayChange): void {
  const target = valueAtTokens(overlaid.content, tokens);
  const parent = valueAtTokens(overlaid.content, tokens.slice(0, -1));
  if (Array.isArray(target)) appendItems(overlaid, target, change, tokens.length);
  else if (mergeKind(target) !== mergeKind(change.value)) failMerge(target, change, tokens);
  else if (isObject(target)) mergeObject(overlaid, target, change, tokens);
  else if (isContainer(parent)) putMember(overlaid, parent, tokens, change);
}

function failMerge(target: unknown, { value, origin }: OverlayChange, tokens: string[]): never {
  const [kind, given] = [mergeKind(target), mergeKind(value)];
  const message = `${given.replace('a', 'A')} cannot be merged into ${kind} at ${toPointer(tokens)}.`;
  failAt(`${message} Write ${kind}, or remove the old one in an earlier action.`, origin);
}

/** Overlay 1.1, Action Object: objects are merged, lists are concatenated, single values are replaced. */
function mergeObject(
  overlaid: OverlaidDocument,
  target: Record<string, unknown>,
  { value, origin }: OverlayChange,
  tokens: string[],
): void {
  for (const [name, update] of Object.entries(value as Record<string, unknown>)) {
    const inner: OverlayChange = { value: update, origin: memberOrigin(origin, name) };
    const place = [...tokens, name];
    const present = target[name];
    if (!Object.hasOwn(target, name)) putMember(overlaid, target, place, inner);
    else if (mergeKind(present) !== mergeKind(update)) failMerge(present, inner, place);
    else if (Array.isArray(present)) appendItems(overlaid, present, inner, place.length);
    else if (isObject(present)) mergeObject(overlaid, present, inner, place);
    else putMember(overlaid, target, place, inner);
  }
}

function putMember(
  overlaid: OverlaidDocument,
  parent: Container,
  tokens: string[],
  { value, origin }: OverlayChange,
): void {
  const name = tokens.at(-1) ?? '';
  putOwn(parent, name, addValue(value, overlaid.budget, tokens.length));
  setOrigin(overlaid.origins, parent, name, origin);
}

/** A list is concatenated; anything else becomes one item. */
function appendItems(
  overlaid: OverlaidDocument,
  list: unknown[],
  { value, origin }: OverlayChange,
  depth: number,
): void {
  const items = Array.isArray(value)
    ? value.map((item, index): OverlayChange => ({ value: item, origin: memberOrigin(origin, String(index)) }))
    : [{ value, origin }];
  for (const item of items) {
    setOrigin(overlaid.origins, list, String(list.length), item.origin);
    list.push(addValue(item.value, overlaid.budget, depth + 1));
  }
}

function removeNodes({ content, origins }: OverlaidDocument, targets: string[][], place: Origin): void {
  const removed = new Map<Container, { tokens: string[]; names: Set<string> }>();
  for (const tokens of targets) {
    if (tokens.length === 0) failAt('The target is the whole document. Select a part of it.', place);
    const within = tokens.slice(0, -1);
    const parent = valueAtTokens(content, within);
    if (!isContainer(parent)) continue;
    const known = removed.get(parent) ?? { tokens: within, names: new Set() };
    removed.set(parent, known);
    known.names.add(tokens.at(-1) ?? '');
  }
  // Before anything moves.
  const parents = [...removed].map(([parent, { tokens, names }]) => ({
    ...{ parent, names },
    origin: findOrigin(origins, content, tokens),
  }));
  for (const { parent, names, origin } of parents) {
    if (Array.isArray(parent)) removeItems(origins, parent, names, origin);
    else for (const name of names) removeMember(origins, parent, name);
  }
}

function removeMember({ moved }: Origins, object: Record<string, unknown>, name: string): void {
  delete object[name];
  moved.get(object)?.delete(name);
}

/** Items behind a removed one move. */
function removeItems(origins: Origins, list: unknown[], indexes: Set<string>, listOrigin: Origin): void {
  const before = origins.moved.get(list);
  const kept = list.flatMap((item, index) => {
    const name = String(index);
    return indexes.has(name) ? [] : [{ item, origin: before?.get(name) ?? memberOrigin(listOrigin, name) }];
  });
  list.length = 0;
  origins.moved.set(list, new Map(kept.map(({ origin }, index) => [String(index), origin])));
  for (const { item } of kept) list.push(item);
}
