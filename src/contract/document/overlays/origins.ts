import { type LocationObject, Source } from '@redocly/openapi-core';
import { fragmentTokens, toLocationPointer } from '../references.ts';

/** The place of a value. */
export type Origin = {
  source: Source;
  tokens: string[];
  /** Whether everything inside the value has the same place, as in a copy. */
  isCopy?: true;
};

export type Container = Record<string, unknown> | unknown[];

/**
 * Places of members and items that differ from their position in the document, by the object or list that contains
 * them.
 */
export type Origins = { root: Origin; moved: WeakMap<Container, Map<string, Origin>> };

export function createOrigins(source: Source): Origins {
  return { root: { source, tokens: [] }, moved: new WeakMap() };
}

export function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

export function memberOrigin(origin: Origin, name: string): Origin {
  return origin.isCopy === true ? origin : { source: origin.source, tokens: [...origin.tokens, name] };
}

/** The place of a value of the content, or the place of its parent if there is none. */
export function findOrigin({ root, moved }: Origins, content: unknown, tokens: string[]): Origin {
  let origin = root;
  let value = content;
  for (const name of tokens) {
    if (!isContainer(value) || !Object.hasOwn(value, name)) break;
    origin = moved.get(value)?.get(name) ?? memberOrigin(origin, name);
    value = (value as Record<string, unknown>)[name];
  }
  return origin;
}

export function setOrigin({ moved }: Origins, container: Container, name: string, origin: Origin): void {
  const members = moved.get(container);
  if (members === undefined) moved.set(container, new Map([[name, origin]]));
  else members.set(name, origin);
}

/** A note about an overlay. */
export type OverlayWarning = { message: string; location: LocationObject };

/** A location in a file, in a form that Redocly turns into line and column. */
export function locationOf({ source, tokens }: Origin): LocationObject {
  return { source, pointer: toLocationPointer(tokens) };
}

/** The text of a document to which overlays were applied. Redocly keeps it with each location. */
export class OverlaidSource extends Source {
  /** The document with its overlays, before references are bundled. */
  readonly content: unknown;
  readonly warnings: OverlayWarning[];
  readonly #origins: Origins;

  constructor(origins: Origins, content: unknown, warnings: OverlayWarning[]) {
    const { absoluteRef, body, mimeType } = origins.root.source;
    super(absoluteRef, body, mimeType);
    this.#origins = origins;
    this.content = content;
    this.warnings = warnings;
  }

  locate(pointer: string): Origin {
    return findOrigin(this.#origins, this.content, fragmentTokens(pointer));
  }
}

/** The location in the file in which a value is written, which may be an overlay. */
export function writtenLocation(location: LocationObject): LocationObject {
  if (!(location.source instanceof OverlaidSource) || location.pointer === undefined) return location;
  return { ...location, ...locationOf(location.source.locate(location.pointer)) };
}

/** Notes about the overlays of a document. */
export function overlayWarnings(source: Source): OverlayWarning[] {
  return source instanceof OverlaidSource ? source.warnings : [];
}
