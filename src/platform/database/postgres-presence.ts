import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { ExclusiveWork } from './dialect.ts';
import type { Presence } from './presence.ts';

/** Milliseconds between two attempts to connect again. */
const RETRY_MS = 1000;

/**
 * An advisory lock for each id, held by a connection of its own: the server ends the locks of a process that dies, on whatever
 * machine it was. A connection that breaks is made again.
 */
export function advisoryLockPresence(connection: pg.ClientConfig): Presence {
  return {
    hold: async (id) => {
      let isLeft = false;
      let client: pg.Client | undefined;
      const connect = async (): Promise<void> => {
        const next = new pg.Client(connection);
        next.on('error', () => undefined);
        await next.connect();
        await next.query(`select pg_advisory_lock(${keyOf(id)})`);
        if (isLeft) await next.end();
        else {
          client = next;
          next.once('end', () => void reconnect());
        }
      };
      const reconnect = async (): Promise<void> => {
        while (!isLeft) {
          await delay(RETRY_MS, undefined, { ref: false });
          const isConnected = await connect().then(
            () => true,
            () => false,
          );
          if (isConnected) return;
        }
      };
      await connect();
      return () => {
        isLeft = true;
        void client?.end().catch(() => undefined);
      };
    },
    isAlive: async (id) => {
      const client = new pg.Client(connection);
      client.on('error', () => undefined);
      await client.connect();
      try {
        // The transaction lock of a single statement ends with the statement.
        const { rows } = await client.query<{ free: boolean }>(
          `select pg_try_advisory_xact_lock(${keyOf(id)}) as free`,
        );
        return rows[0]?.free === false;
      } finally {
        await client.end();
      }
    },
  };
}

/** Holds an advisory lock for the name of the work, by a connection beside the pool, which the work itself uses. */
export function advisoryLockWork(connection: pg.ClientConfig): ExclusiveWork {
  return async (name, work) => {
    const client = new pg.Client(connection);
    client.on('error', () => undefined);
    await client.connect();
    try {
      const { rows } = await client.query<{ held: boolean }>(`select pg_try_advisory_lock(${keyOf(name)}) as held`);
      if (rows[0]?.held !== true) return false;
      await work();
      return true;
    } finally {
      // This releases the lock.
      await client.end();
    }
  };
}

/** The number that stands for an id. */
function keyOf(id: string): string {
  return createHash('sha256').update(`voice-agents ${id}`).digest().readBigInt64BE().toString();
}
