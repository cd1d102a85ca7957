/** What is known of a peer before it is started. */
export type Peer = {
  title: string;
  module: string;
  /** Whether it rejects a body that breaks the contract. */
  validates: boolean;
  /** The largest document it is measured with unless it is asked for by name, and why. */
  atMost?: { operations: number; reason: string };
};

export type PeerName =
  | 'ours'
  | 'ours-node'
  | 'ours-hono'
  | 'fastify'
  | 'hono'
  | 'bare-node'
  | 'bare-express'
  | 'express-openapi-validator'
  | 'openapi-backend';

const SLOW = 'Its time per request grows with the document. It is measured where --peers names it.';

/** In the order in which a round measures them. */
export const PEERS: Record<PeerName, Peer> = {
  ours: { title: 'ours, on Express 5', module: './peers/ours.ts', validates: true },
  'ours-node': { title: 'ours, on node:http', module: './peers/ours-node.ts', validates: true },
  'ours-hono': { title: 'ours, fetch under Hono', module: './peers/ours-hono.ts', validates: true },
  fastify: {
    title: 'Fastify 5 + fastify-openapi-glue',
    module: './peers/fastify.ts',
    validates: true,
    atMost: {
      operations: 600,
      reason: 'It compiles the schemas of each operation again: with 600 its start took 13 to 21 s.',
    },
  },
  hono: { title: 'Hono + its validator with Ajv', module: './peers/hono.ts', validates: true },
  'bare-node': { title: 'bare node:http', module: './peers/bare-node.ts', validates: false },
  'bare-express': { title: 'bare Express 5', module: './peers/bare-express.ts', validates: false },
  'express-openapi-validator': {
    title: 'express-openapi-validator',
    module: './peers/express-openapi-validator.ts',
    validates: true,
    atMost: { operations: 600, reason: SLOW },
  },
  'openapi-backend': {
    title: 'stock openapi-backend',
    module: './peers/openapi-backend.ts',
    validates: true,
    atMost: { operations: 600, reason: SLOW },
  },
};

/** Whether a text names a peer. */
export function isPeerName(name: string): name is PeerName {
  return Object.hasOwn(PEERS, name);
}

/** Our adapters. Each is also compared with itself with the smallest document. */
export const OURS: readonly PeerName[] = ['ours', 'ours-node', 'ours-hono'];

/** Requests in turn as fast as the server responds, or so many a second. */
export type Load = 'saturated' | 'paced';

/** What is compared, and what our CPU time divided by theirs should be at most. */
export type Comparison = {
  door: PeerName;
  against: PeerName;
  load: Load;
  asked: { GET: number; POST: number } | undefined;
};

export const COMPARISONS: readonly Comparison[] = [
  { door: 'ours', against: 'fastify', load: 'saturated', asked: { GET: 0.8, POST: 0.95 } },
  { door: 'ours-node', against: 'fastify', load: 'saturated', asked: { GET: 0.65, POST: 0.8 } },
  { door: 'ours-node', against: 'bare-node', load: 'paced', asked: { GET: 1.3, POST: 1.45 } },
  { door: 'ours-hono', against: 'hono', load: 'saturated', asked: { GET: 1, POST: 1 } },
  { door: 'ours-node', against: 'bare-node', load: 'saturated', asked: undefined },
  { door: 'ours', against: 'bare-express', load: 'saturated', asked: undefined },
  { door: 'ours', against: 'express-openapi-validator', load: 'saturated', asked: undefined },
  { door: 'ours', against: 'openapi-backend', load: 'saturated', asked: undefined },
];

/** Of each of our adapters with a larger document, against itself with the smallest. */
export const ASKED_OF_LARGER = { GET: 1.05, POST: 1.05 };

/** With 600 operations, against bare Express. */
export const ASKED_AT_START = { operations: 600, startUp: 1.3, memory: 1.1 };
