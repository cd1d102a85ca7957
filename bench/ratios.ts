import { type Figures, KINDS, type Kind, type Measured, referenceName } from './measure.ts';
import { ASKED_OF_LARGER, COMPARISONS, type Load, OURS, PEERS, type PeerName } from './peers.ts';
import { intervalOfMedian, median, ratios } from './statistics.ts';

/** Our CPU time per request divided by that of a peer: the median over all rounds. */
export type Ratio = {
  median: number;
  /** The 95 % confidence interval; undefined for fewer than 6 rounds. */
  interval: [number, number] | undefined;
};

/** One of our adapters against a peer, with a document of one size. A kind of request that was not measured is undefined. */
export type RatioRow = {
  title: string;
  operations: number;
  ratios: Record<Kind, Ratio | undefined>;
  /** At most. */
  asked: Record<Kind, number> | undefined;
};

/** The comparisons of one size, then our adapters against themselves with the smallest document. */
export function listRatios({ operations, rows }: Measured): RatioRow[] {
  const find = (name: string): Figures | undefined => rows.find(({ peer }) => peer === name);
  const row = (title: string, names: [string, string], load: Load, asked?: Record<Kind, number>): RatioRow[] => {
    const [ours, theirs] = [find(names[0]), find(names[1])];
    if (ours === undefined || theirs === undefined) return [];
    const all = KINDS.map((kind) => [kind, ratioOf(ours.cpu[load][kind], theirs.cpu[load][kind])]);
    return [{ title, operations, ratios: Object.fromEntries(all), asked }];
  };
  return [
    ...COMPARISONS.flatMap(({ door, against, load, asked }) => {
      const title = `${titleOf(door)} / ${titleOf(against)}${load === 'paced' ? ', paced' : ''}`;
      return row(title, [door, against], load, asked);
    }),
    ...OURS.flatMap((door) => {
      const reference = rows.find(({ peer }) => peer.startsWith(`${door} at `));
      if (reference === undefined) return [];
      const title = `${titleOf(door)} / itself at ${reference.operations}`;
      return row(title, [door, referenceName(door, reference.operations)], 'saturated', ASKED_OF_LARGER);
    }),
  ];
}

function ratioOf(ours: number[], theirs: number[]): Ratio | undefined {
  const values = ratios(ours, theirs);
  return values.length === 0 ? undefined : { median: median(values), interval: intervalOfMedian(values) };
}

/** The title of a peer, also of one beside a larger document: `ours at 6`. */
export function titleOf(name: string): string {
  const [peer = '', ...rest] = name.split(' ');
  return [PEERS[peer as PeerName]?.title ?? peer, ...rest].join(' ');
}
