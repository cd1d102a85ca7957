import { equal } from '../../values/flat.ts';
import type { Run } from '../run-context.ts';
import { call, type Lifecycle, type Made, plain, reportFinding } from './lifecycle.ts';

/** Other credentials can neither read nor change a resource. */
export async function checkStrangers(run: Run, { read, update, remove, list }: Lifecycle, made: Made): Promise<void> {
  if (Object.keys(run.options.otherAuth).length === 0) return;
  const before = await call(run, read, made.path, plain(run, read));
  for (const operation of [read, update, remove]) {
    if (operation === undefined) continue;
    const outcome = await call(run, operation, made.path, plain(run, operation, { credentials: 'other' }));
    if (outcome !== undefined && outcome.response.status < 400) {
      reportFinding(run, {
        check: 'tenant_isolation',
        operation,
        exchange: outcome,
        message: `returns ${outcome.response.status} to other credentials`,
      });
    }
  }
  const after = await call(run, read, made.path, plain(run, read));
  if (before !== undefined && after !== undefined && !equal(before.response.value, after.response.value)) {
    reportFinding(run, {
      check: 'tenant_isolation',
      operation: read,
      exchange: after,
      message: 'was changed with other credentials',
      cause: 'changed',
    });
  }
  if (list === undefined) return;
  const outcome = await call(run, list, made.path, plain(run, list, { credentials: 'other' }));
  if (outcome?.response.text.includes(JSON.stringify(made.id))) {
    reportFinding(run, {
      check: 'tenant_isolation',
      operation: list,
      exchange: outcome,
      message: 'lists a resource of other credentials',
      cause: 'listed',
    });
  }
}
