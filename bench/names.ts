/** How often the pair of operations, create and get, stands in a document of so many operations. */
export function pairsOf(operations: number): number {
  return Math.max(1, Math.ceil(operations / 2));
}

/** The collection's path of each pair. The first is the contract's own. */
export function collections(operations: number): string[] {
  return Array.from({ length: pairsOf(operations) }, (_, index) =>
    index === 0 ? '/v1/agents' : `/v1/copy${index}/agents`,
  );
}

/** What is added to the operationIds of each pair, in the order of `collections`. */
export function suffixes(operations: number): string[] {
  return Array.from({ length: pairsOf(operations) }, (_, index) => (index === 0 ? '' : `Copy${index}`));
}
