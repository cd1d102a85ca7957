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
  | 'fastify'
  | 'bare-node'
  | 'bare-express'
  | 'express-openapi-validator'
  | 'openapi-backend';

const SLOW = 'Its time per request grows with the document. It is measured where --peers names it.';

/** In the order in which a round measures them. */
export const PEERS: Record<PeerName, Peer> = {
  ours: { title: 'ours, on Express 5', module: './peers/ours.ts', validates: true },
  'ours-node': { title: 'ours, on node:http', module: './peers/ours-node.ts', validates: true },
  fastify: {
    title: 'Fastify 5 + fastify-openapi-glue',
    module: './peers/fastify.ts',
    validates: true,
    atMost: {
      operations: 600,
      reason: 'It compiles the schemas of each operation anew: with 600 its start took 13 to 17 s.',
    },
  },
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
