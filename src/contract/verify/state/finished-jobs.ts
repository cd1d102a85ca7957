import { pathNames } from '../resources.ts';
import type { Run } from '../run-context.ts';
import { call, type Lifecycle, type Made, plain } from './lifecycle.ts';
import { make } from './making.ts';

/**
 * Calls each operation below a resource after the job that a 202 began is over: nothing else reaches this state for sure, because
 * a job ends by itself. The checks of single responses apply.
 */
export async function checkFinishedJobs(run: Run, life: Lifecycle, made: Made): Promise<void> {
  if (made.response.status !== 202) return;
  const below = run.wanted.filter(
    (operation) =>
      operation.path.startsWith(`${life.read.path}/`) &&
      pathNames(operation).every((name) => Object.hasOwn(made.path, name)),
  );
  let unused: Made | undefined = made;
  for (const operation of below) {
    // A call may change the job, so that the next one needs another.
    const job: Made | undefined = unused ?? (await make(run, life));
    if (job === undefined) return;
    unused = operation.method === 'get' ? job : undefined;
    await call(run, operation, job.path, plain(run, operation));
  }
}
