import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Client, openClient } from './client.ts';
import type { Allocations, HeapUse } from './heap.ts';
import { CACHE, SERVERS } from './paths.ts';
import type { PeerName } from './peers.ts';

const SOURCE = new URL('server.ts', import.meta.url);
const CONNECTIONS = 32;

/** What a server process says of itself. */
export type Usage = { cpu: NodeJS.CpuUsage; memory: number };

/** Messages to a server process. */
export type Asked = 'usage' | 'observe' | 'observed' | 'sample' | 'sampled';

/** A server in a process of its own. */
export type Child = {
  /** Opens connections anew: a server closes those that have waited for some seconds. */
  connect: () => Promise<Client>;
  /** Milliseconds from the start of the process until it listened. */
  startUp: number;
  usage: () => Promise<Usage>;
  /** What its heap does while `work` runs. */
  watchHeap: (work: () => Promise<unknown>) => Promise<HeapUse>;
  /** Which functions allocate while `work` runs. */
  sampleHeap: (work: () => Promise<unknown>) => Promise<Allocations>;
  stop: () => Promise<void>;
};

/**
 * Starts a peer.
 *
 * @param patience milliseconds after which a start is given up
 * @param options of the process; functions have their places in the sources only if it is not compiled
 * @throws Error when it ends or is not ready in time, with what it wrote last
 */
export async function startChild(
  peer: PeerName,
  operations: number,
  patience: number,
  { nodeOptions = [], isCompiled = true }: { nodeOptions?: string[]; isCompiled?: boolean } = {},
): Promise<Child> {
  const start = performance.now();
  const file = fileURLToPath(isCompiled ? new URL('server.js', SERVERS) : SOURCE);
  const child = fork(file, [peer, String(operations), CACHE.href], { execArgv: nodeOptions, silent: true });
  let written = '';
  const note = (piece: Buffer): void => {
    written = (written + piece).slice(-2000);
  };
  child.stdout?.on('data', note);
  child.stderr?.on('data', note);
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  try {
    const { port } = await hear<{ port: number }>(child, () => written);
    const startUp = performance.now() - start;
    const ask = <Reply>(asked: Asked): Promise<Reply> => {
      const heard = hear<Reply>(child, () => written);
      child.send(asked);
      return heard;
    };
    return {
      connect: () => openClient(port, CONNECTIONS),
      startUp,
      usage: () => ask<Usage>('usage'),
      watchHeap: async (work) => {
        await ask('observe');
        await work();
        return ask<HeapUse>('observed');
      },
      sampleHeap: async (work) => {
        await ask('sample');
        await work();
        return ask<Allocations>('sampled');
      },
      stop: async () => {
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.disconnect();
        await gone;
      },
    };
  } finally {
    clearTimeout(timer);
  }
}

function hear<Message>(child: ChildProcess, written: () => string): Promise<Message> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null, signal: string | null): void =>
      reject(new Error(`The server ended (${signal ?? code}). ${written()}`));
    child.once('exit', fail);
    child.once('message', (message) => {
      child.off('exit', fail);
      resolve(message as Message);
    });
  });
}
