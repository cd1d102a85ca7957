/** What deliveries wait in: those of one workspace to one origin. */
export type Lane = { workspaceId: string; origin: string };

/** Addresses of one origin belong to one receiver, whatever their paths and queries. */
export function originOf(url: string): string {
  return new URL(url).origin;
}

/** Distinguishes lanes. Ids of workspaces have no spaces. */
export function laneKey({ workspaceId, origin }: Lane): string {
  return `${workspaceId} ${origin}`;
}

/** The lanes of some rows, each once. */
export function lanesOf(rows: Lane[]): Lane[] {
  return [
    ...new Map(
      rows.map(({ workspaceId, origin }) => [laneKey({ workspaceId, origin }), { workspaceId, origin }]),
    ).values(),
  ];
}
