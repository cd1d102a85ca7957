import { parseArgs } from 'node:util';
import { isPeerName, PEERS, type PeerName } from './peers.ts';

/** What a run measures. */
export type Flags = {
  rounds: number;
  operations: number[];
  /** Requests of each kind that a peer gets in a round, if it is quick enough. */
  requests: number;
  /** Requests a second under the load that is paced. */
  rate: number;
  peers: PeerName[];
  /** Whether the peers were named, so that slow ones are measured too. */
  named: boolean;
  /** The number of operations of the document that our adapters are compared with. */
  smallest: number;
  /** Whether the results are written to the README, and not only printed. */
  writes: boolean;
};

/** @throws Error with a sentence on what is wrong with the command line */
export function readFlags(words: string[]): Flags {
  const { values } = parseArgs({
    args: words,
    options: {
      rounds: { type: 'string', default: '5' },
      operations: { type: 'string', default: '6,600,6000' },
      rate: { type: 'string', default: '2000' },
      requests: { type: 'string', default: '3000' },
      peers: { type: 'string' },
      print: { type: 'boolean' },
    },
  });
  const peers = values.peers?.split(',') ?? Object.keys(PEERS);
  const unknown = peers.filter((name) => !isPeerName(name));
  if (unknown.length > 0) throw new Error(`Unknown peers: ${unknown.join(', ')}. There are ${Object.keys(PEERS)}.`);
  return {
    rounds: whole('rounds', values.rounds),
    operations: values.operations.split(',').map((text) => whole('operations', text)),
    requests: whole('requests', values.requests),
    rate: whole('rate', values.rate),
    peers: peers.filter(isPeerName),
    named: values.peers !== undefined,
    smallest: 6,
    writes: values.print !== true,
  };
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be an integer from 1, not "${text}".`);
  return value;
}
