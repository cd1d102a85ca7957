import { startPostgres } from '../postgres/postgres.ts';
import { DURABLE } from './kills.ts';
import { surviveOutages } from './outage.ts';
import type { Scenario } from './scenario.ts';

export const postgresKilled: Scenario = {
  name: 'Postgres killed (`SIGKILL` of the postmaster) and started again',
  times: 5,
  run: async (run) => {
    const postgres = await startPostgres(DURABLE);
    try {
      const outage = { begin: postgres.kill, finish: postgres.start };
      return await surviveOutages(postgresKilled.name, postgres.urlOf('postgres'), outage, run);
    } finally {
      await postgres.remove();
    }
  },
};
