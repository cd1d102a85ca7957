/** Resources that a stateful mock keeps at most. */
export const MOST_RESOURCES = 20_000;
/** Bytes that they take at most, written as JSON: 256 MiB. */
const MOST_BYTES = 256 * 1024 * 1024;

/** A resource with all that is known of it. */
export type StoredResource = {
  /** Its id as it stands in a path. */
  key: string;
  /** Includes write-only properties. */
  value: Record<string, unknown>;
  /** Ids of the resources around it, by the key of the scope. */
  links: Record<string, string>;
  /** Counts the resources of a store, in the order in which they came. */
  number: number;
  bytes: number;
};

/** Resources in memory, each kind in the order in which it came. */
export type ResourceStore = {
  /** All of a kind, oldest first. The list must not be changed. */
  list: (kind: string) => StoredResource[];
  get: (kind: string, key: string) => StoredResource | undefined;
  /** Adds a resource or replaces the one with its key, which keeps its place. @throws StoreFull */
  put: (kind: string, resource: Pick<StoredResource, 'key' | 'value' | 'links'>) => StoredResource;
  remove: (kind: string, key: string) => void;
  /** The largest number of any id of a kind, including deleted resources. */
  largestId: (kind: string) => number;
  /** Counts what was put and removed. */
  changes: () => number;
  clear: () => void;
};

/** A mock keeps a limited number of resources. */
export class StoreFull extends Error {
  override name = 'StoreFull';
}

const STORE_IS_FULL = `The mock keeps at most ${MOST_RESOURCES} resources and ${MOST_BYTES / 1024 / 1024} MiB. Delete some, or send POST /__mock/reset.`;

/** @param mostResources resources that it keeps at most */
export function createResourceStore(mostResources = MOST_RESOURCES): ResourceStore {
  const tables = new Map<string, Map<string, StoredResource>>();
  let count = 0;
  let bytes = 0;
  let next = 0;
  let changes = 0;
  // A list is asked for more often than it changes.
  const lists = new Map<string, StoredResource[]>();
  const largest = new Map<string, number>();
  const tableOf = (kind: string): Map<string, StoredResource> => {
    const table = tables.get(kind) ?? new Map<string, StoredResource>();
    tables.set(kind, table);
    return table;
  };
  return {
    list: (kind) => {
      const known = lists.get(kind) ?? [...tableOf(kind).values()];
      lists.set(kind, known);
      return known;
    },
    get: (kind, key) => tables.get(kind)?.get(key),
    put: (kind, { key, value, links }) => {
      const table = tableOf(kind);
      const before = table.get(key);
      const size = Buffer.byteLength(JSON.stringify(value));
      const added = size - (before?.bytes ?? 0);
      if ((before === undefined && count >= mostResources) || (added > 0 && bytes + added > MOST_BYTES))
        throw new StoreFull(STORE_IS_FULL);
      const stored: StoredResource = { key, value, links, number: before?.number ?? next++, bytes: size };
      if (before === undefined) count += 1;
      changes += 1;
      bytes += added;
      table.set(key, stored);
      lists.delete(kind);
      const number = Number(key);
      if (Number.isSafeInteger(number)) largest.set(kind, Math.max(number, largest.get(kind) ?? 0));
      return stored;
    },
    remove: (kind, key) => {
      const before = tables.get(kind)?.get(key);
      if (before === undefined) return;
      tables.get(kind)?.delete(key);
      lists.delete(kind);
      count -= 1;
      changes += 1;
      bytes -= before.bytes;
    },
    largestId: (kind) => largest.get(kind) ?? 0,
    changes: () => changes,
    clear: () => {
      tables.clear();
      lists.clear();
      largest.clear();
      [count, bytes] = [0, 0];
    },
  };
}
