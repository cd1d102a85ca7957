import { equal } from '../../values/flat.ts';
import type { CompletedExchange } from '../links.ts';
import type { Run } from '../run-context.ts';
import { needsCredentials } from '../verifiable-operation.ts';
import { call, type Lifecycle, type Made, plain, reportFinding } from './lifecycle.ts';
import { listAll, listOf } from './lists.ts';
import { findPagingParameters, readList } from './pages.ts';

/** A write that is rejected for its missing credentials has no effect. */
export async function checkAnonymous(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const { create, read, update, remove } = life;
  for (const operation of [update, remove, create]) {
    if (operation === undefined || !needsCredentials(operation)) continue;
    const look = (): Promise<CompletedExchange | undefined> => call(run, read, made.path, plain(run, read));
    const before = await look();
    const idsBefore = operation === create ? await listAll(run, life, made.path) : undefined;
    // The phase `protocol` checks the response.
    const anonymous = plain(run, operation, { credentials: 'none' });
    const { exchange: outcome } = await run.session.probe(operation, anonymous, made.path);
    run.count(operation, 'state');
    const after = await look();
    if ('failure' in outcome || before === undefined || after === undefined) continue;
    const { status } = outcome.response;
    const idsAfter = idsBefore?.isWhole === true ? await listAll(run, life, made.path) : undefined;
    const isAdded = idsAfter !== undefined && idsAfter.ids.length > (idsBefore?.ids.length ?? 0);
    const isChanged =
      after.response.status !== before.response.status || !equal(before.response.value, after.response.value);
    if (status < 400 || !(isAdded || isChanged)) continue;
    const message = `returns ${status} to a request without credentials, and performs it`;
    reportFinding(run, { check: 'ignored_auth', operation, exchange: outcome, message, cause: 'performed' });
  }
}

/** Other credentials can neither read nor change a resource. */
export async function checkStrangers(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const { read, update, remove } = life;
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
  const list = listOf(life, made.path);
  if (list === undefined) return;
  const { operation } = list;
  const first = await call(run, operation, made.path, plain(run, operation, { credentials: 'other' }));
  const isFirst = first?.response.text.includes(JSON.stringify(made.id)) === true;
  const { cursor, page, offset } = findPagingParameters(run, operation);
  // A new resource may be on the last page.
  const isOnePage = (cursor ?? page ?? offset) === undefined;
  const listed = isFirst || isOnePage ? undefined : await readList(run, list, { small: 0, credentials: 'other' });
  const exchange = isFirst ? first : listed?.ids.includes(made.id) === true ? listed.last : undefined;
  if (exchange === undefined) return;
  const message = 'lists a resource of other credentials';
  reportFinding(run, { check: 'tenant_isolation', operation, exchange, message, cause: 'listed' });
}
