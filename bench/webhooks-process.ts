/** Deliveries to queue: of new agents of a new workspace, all to one address. */
export type Seed = { workspace: string; agents: number; deliveries: number; url: string; messageBytes: number };

/** Processor time and memory of the server so far. */
export type Figures = { cpuMs: number; rss: number; heap: number; at: number };

/** What the server's process is asked to do. */
export type Asked =
  | { do: 'seed'; seed: Seed }
  | { do: 'start' | 'stop' | 'figures' | 'collect' | 'clear' }
  | { do: 'delivered'; workspace?: string };
