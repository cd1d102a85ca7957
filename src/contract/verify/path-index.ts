import type { VerifiableOperation } from './verifiable-operation.ts';

/** Operations by their paths. A contract has thousands of them, and each case asks for those of its path. */
export type PathIndex = {
  /** Those of exactly this templated path. */
  at: (path: string) => VerifiableOperation[];
  /** Those of other templated paths that match some of the same paths. */
  overlapping: (path: string) => VerifiableOperation[];
};

type TemplatedPath = { segments: string[]; operations: VerifiableOperation[] };

const INDEXES = new WeakMap<VerifiableOperation[], PathIndex>();

/** The index of a list of operations, made once for each list. */
export function indexPaths(operations: VerifiableOperation[]): PathIndex {
  const known = INDEXES.get(operations) ?? createIndex(operations);
  INDEXES.set(operations, known);
  return known;
}

function createIndex(operations: VerifiableOperation[]): PathIndex {
  const byPath = new Map<string, TemplatedPath>();
  const byLength = new Map<number, TemplatedPath[]>();
  for (const operation of operations) {
    const present = byPath.get(operation.path);
    if (present !== undefined) {
      present.operations.push(operation);
      continue;
    }
    const one = { segments: operation.path.split('/'), operations: [operation] };
    byPath.set(operation.path, one);
    const sameLength = byLength.get(one.segments.length) ?? [];
    sameLength.push(one);
    byLength.set(one.segments.length, sameLength);
  }
  const found = new Map<string, VerifiableOperation[]>();
  const search = (path: string): VerifiableOperation[] => {
    const segments = path.split('/');
    const own = byPath.get(path);
    return (byLength.get(segments.length) ?? [])
      .filter((one) => one !== own && mayMatch(one.segments, segments))
      .flatMap((one) => one.operations);
  };
  return {
    at: (path) => byPath.get(path)?.operations ?? [],
    overlapping: (path) => {
      const list = found.get(path) ?? search(path);
      found.set(path, list);
      return list;
    },
  };
}

/** Whether two templated paths of as many segments may both match one path. */
function mayMatch(segments: string[], others: string[]): boolean {
  return segments.every((segment, index) => {
    const facing = others[index] ?? '';
    return segment === facing || segment.includes('{') || facing.includes('{');
  });
}
