import { isObject } from '../../document/references.ts';
import { createFirst, equal, flatten } from '../../values/flat.ts';
import type { CompletedExchange } from '../links.ts';
import { pathNames } from '../resources.ts';
import type { Run } from '../run-context.ts';
import type { PathValues } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { call, differences, idOfRow, type Lifecycle, type Made, plain, reportFinding, richest } from './lifecycle.ts';
import { telling } from './making.ts';

/** A resource below another one does not exist below a third one (RFC 9110 §15.5.5). */
export async function checkParents(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const { create, read } = life;
  const parents = read.path.startsWith(`${create.path}/`) ? pathNames(create) : [];
  const other = parents.length === 0 ? undefined : await run.resources.valuesFor(create, true);
  for (const name of parents) {
    const value = other?.[name];
    if (value === undefined || value === made.path[name]) continue;
    await checkBelow(run, life, made, { ...made.path, [name]: value });
  }
}

/** Reads, changes and deletes a resource below another parent. */
async function checkBelow(run: Run, life: Lifecycle, made: Made, path: PathValues): Promise<void> {
  const { read, update, remove } = life;
  const report = (operation: VerifiableOperation, exchange: CompletedExchange): void => {
    const message = `returns ${exchange.response.status} for a resource of another parent`;
    reportFinding(run, { check: 'child_of_its_parent', operation, exchange, message });
  };
  const own = await call(run, read, made.path, plain(run, read));
  const foreign = await call(run, read, path, plain(run, read));
  if (own === undefined || foreign === undefined || own.response.status >= 300) return;
  if (foreign.response.status < 300) {
    // Ids may be unique within their parent only.
    if (!isSameResource(run, life, own, foreign)) return;
    report(read, foreign);
  }
  if (update !== undefined) {
    const parts = richest(run, update) ?? plain(run, update);
    const changed = await call(run, update, path, telling(run, update, parts) ?? parts);
    const after = await call(run, read, made.path, plain(run, read));
    // PUT may create a resource below this parent (RFC 9110 §9.3.4).
    const mayCreate = update.method === 'put' && equal(own.response.value, after?.response.value);
    if (changed !== undefined && changed.response.status < 300 && !mayCreate) report(update, changed);
  }
  if (remove === undefined) return;
  const removed = await call(run, remove, path, plain(run, remove));
  const after = await call(run, read, made.path, plain(run, read));
  if (removed === undefined || after === undefined || removed.response.status >= 300) return;
  // A server may return the same for what does not exist (RFC 9110 §9.2.2).
  if (after.response.status >= 400 || Object.hasOwn(remove.responses, '404')) report(remove, removed);
}

/** Whether two reads show one resource, and not two of the same id. */
function isSameResource(run: Run, life: Lifecycle, own: CompletedExchange, foreign: CompletedExchange): boolean {
  const [one, other] = [own.response.value, foreign.response.value];
  if (!isObject(one) || !isObject(other)) return equal(one, other);
  const schema = Object.values(life.create.requestBody?.content ?? {})[0]?.schema;
  const settable = flatten(schema, run.plan.find, createFirst(run.plan.find)).properties ?? {};
  return (
    idOfRow(life, one) === idOfRow(life, other) &&
    differences(one, other).every((name) => !Object.hasOwn(settable, name))
  );
}
