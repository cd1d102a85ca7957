import { equal } from '../../values/flat.ts';
import type { Run } from '../run-context.ts';
import { call, type Lifecycle, type Made, plain, report } from './lifecycle.ts';

/** Who has other credentials neither reads nor changes what is not theirs. */
export async function checkStrangers(run: Run, { read, update, remove, list }: Lifecycle, made: Made): Promise<void> {
  if (Object.keys(run.options.otherAuth).length === 0) return;
  const before = await call(run, read, made.path, plain(run, read));
  for (const operation of [read, update, remove]) {
    if (operation === undefined) continue;
    const answered = await call(run, operation, made.path, plain(run, operation, { credentials: 'other' }));
    if (answered !== undefined && answered.answer.status < 400) {
      report(
        run,
        'tenant_isolation',
        operation,
        answered,
        `answers ${answered.answer.status} to somebody else's credentials`,
      );
    }
  }
  const after = await call(run, read, made.path, plain(run, read));
  if (before !== undefined && after !== undefined && !equal(before.answer.value, after.answer.value)) {
    report(run, 'tenant_isolation', read, after, "was changed with somebody else's credentials", 'changed');
  }
  if (list === undefined) return;
  const answered = await call(run, list, made.path, plain(run, list, { credentials: 'other' }));
  if (answered?.answer.text.includes(JSON.stringify(made.id))) {
    report(run, 'tenant_isolation', list, answered, "lists what is somebody else's", 'listed');
  }
}
