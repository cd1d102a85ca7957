/** Rows that one statement deletes at most, so that a long deletion lets other writers between. Each row may be 1 MiB. */
export const DELETED_AT_ONCE = 50;

/**
 * Repeats a deletion until it finds nothing more or is aborted.
 *
 * @param remove deletes some rows and returns how many
 * @returns how many rows were deleted
 */
export async function removeInBatches(remove: () => Promise<number>, signal: AbortSignal): Promise<number> {
  let removed = 0;
  while (!signal.aborted) {
    const count = await remove();
    if (count === 0) break;
    removed += count;
  }
  return removed;
}
