/** A queue of the deliveries of one workspace to one origin. */
export type Lane = { workspaceId: string; origin: string };

/** Addresses of one origin belong to one receiver, whatever their paths and queries. */
export function originOf(url: string): string {
  return new URL(url).origin;
}

/** Distinguishes lanes. Ids of workspaces have no spaces. */
export function laneKey({ workspaceId, origin }: Lane): string {
  return `${workspaceId} ${origin}`;
}

/** The lanes of some rows, each once, in the order of `inLaneOrder`. */
export function lanesOf(rows: Lane[]): Lane[] {
  const lanes = rows.map(({ workspaceId, origin }): Lane => ({ workspaceId, origin }));
  return inLaneOrder([...new Map(lanes.map((lane) => [laneKey(lane), lane])).values()], (lane) => lane);
}

/** One order for all transactions: those that lock several lanes do not wait for each other in a circle. */
export function inLaneOrder<Row>(rows: readonly Row[], laneOf: (row: Row) => Lane): Row[] {
  const keyed = rows.map((row) => ({ row, key: laneKey(laneOf(row)) }));
  return keyed.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0)).map(({ row }) => row);
}
