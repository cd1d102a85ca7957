import { isObject } from '../../document/references.ts';
import { equal } from '../../values/flat.ts';
import type { CompletedExchange } from '../links.ts';
import { isAllowed } from '../plan.ts';
import type { Run } from '../run-context.ts';
import type { RequestParts } from '../types.ts';
import { writeBody } from '../write-body.ts';
import { call, isRuled, type Lifecycle, type Made, plain, reportFinding, richest } from './lifecycle.ts';
import { telling } from './making.ts';

export const MERGE_PATCH = 'application/merge-patch+json';

/** A merge patch removes the members that are null, and keeps those that it does not name, at each depth (RFC 7396 §2). */
export async function checkMergePatch(run: Run, { read, update }: Lifecycle, made: Made): Promise<void> {
  if (update?.method !== 'patch' || !Object.hasOwn(update.requestBody?.content ?? {}, MERGE_PATCH)) return;
  const example = richest(run, update);
  const whole = example === undefined ? undefined : (telling(run, update, example) ?? example).body?.value;
  if (!isObject(whole)) return;
  const patchOf = (value: object): RequestParts => ({
    ...plain(run, update),
    body: writeBody(update, MERGE_PATCH, value),
  });
  const patch = (value: object): Promise<CompletedExchange | undefined> => call(run, update, made.path, patchOf(value));
  const readNow = async (): Promise<Record<string, unknown>> => {
    const { value } = (await call(run, read, made.path, plain(run, read)))?.response ?? {};
    return isObject(value) ? value : {};
  };
  const report = (exchange: CompletedExchange, message: string, cause: string): void =>
    reportFinding(run, { check: 'merge_patch_null', operation: update, exchange, message, cause });

  for (const [name, value] of Object.entries(whole)) {
    if (value === null || isRuled(update, name)) continue;
    const [member] = isObject(value) ? Object.keys(value) : [];
    const changes: object[] = [{ [name]: null }];
    if (isObject(value) && member !== undefined) changes.unshift({ [name]: { [member]: value[member] } });
    for (const change of changes.filter((one) => isAllowed(update, patchOf(one)))) {
      await patch({ [name]: value });
      const before = (await readNow())[name];
      const changed = await patch(change);
      const after = (await readNow())[name];
      // A property that reads do not show, or not as it was sent, says nothing.
      if (changed === undefined || changed.response.status >= 300 || !equal(before, value)) continue;
      const isRemoval = Object.values(change)[0] === null;
      if (isRemoval && equal(after, before)) report(changed, `keeps "${name}", which was sent as null`, name);
      const lost =
        isRemoval || !isObject(before)
          ? []
          : Object.keys(before).filter((one) => !isObject(after) || !Object.hasOwn(after, one));
      if (lost.length > 0)
        report(changed, `removes ${lost.join(', ')} of "${name}", which it does not name`, `${name} members`);
    }
  }
}
