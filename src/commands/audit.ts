import { parseArgs } from 'node:util';
import { readEvents } from '../platform/audit.ts';
import { findWorkspace } from '../platform/keys.ts';
import { CommandUsageError, runCommand, withDatabase } from './command.ts';

const USAGE = `npm run audit -- [--workspace NAME] [--since TIME] [--limit N]

Prints the audit log as lines of JSON, oldest first. TIME is in RFC 3339, such as 2026-01-31T08:00:00Z. Without --workspace, events
of all workspaces and of commands on the whole database are printed. Uses the database of DATABASE_URL and DATA_DIR. The server
may be running.
`;
/** RFC 3339 §5.6, or only its date. */
const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/** Prints events. Returns the exit code: 0 success, 1 the workspace does not exist, 2 usage error. */
async function printEvents(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { workspace: { type: 'string' }, since: { type: 'string' }, limit: { type: 'string' } },
  });
  const since = values.since === undefined ? undefined : new Date(TIME.test(values.since) ? values.since : Number.NaN);
  if (since !== undefined && Number.isNaN(since.getTime())) {
    throw new CommandUsageError('--since must be a time such as 2026-01-31T08:00:00Z.');
  }
  const limit = values.limit === undefined ? Number.POSITIVE_INFINITY : Number(values.limit);
  if (values.limit !== undefined && !(Number.isSafeInteger(limit) && limit >= 1)) {
    throw new CommandUsageError('--limit must be an integer of 1 or more.');
  }
  return withDatabase(async (db) => {
    const name = values.workspace;
    const workspaceId = name === undefined ? undefined : await findWorkspace(db, name);
    if (name !== undefined && workspaceId === undefined) {
      process.stderr.write(`There is no workspace named "${name}".\n`);
      return 1;
    }
    for await (const events of readEvents(db, { workspaceId, since, limit })) {
      process.stdout.write(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    }
    return 0;
  });
}

await runCommand('audit', USAGE, printEvents);
