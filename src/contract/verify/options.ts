import type { CheckName } from './check-names.ts';
import { REQUEST_UNIT, recordUnit } from './replay/scope.ts';
import type { Run } from './run-context.ts';
import { samplePath } from './sample-path.ts';

/** The checks of a response to OPTIONS, which the contract does not declare. */
const CHECKED: CheckName[] = ['responds', 'not_a_server_error', 'options_match', 'status_semantics', 'response_time'];

/** Asks each path once for its methods, unless OPTIONS is an operation of its own (RFC 9110 §9.3.7). */
export async function askOptions({ plan, planning, session, resources, options, wanted, count }: Run, end: number) {
  const asked = new Set(wanted.filter(({ method }) => method === 'options').map(({ path }) => path));
  for (const operation of wanted) {
    if (asked.has(operation.path)) continue;
    if (performance.now() > end) return;
    asked.add(operation.path);
    const sound = planning.simplest(operation);
    if (sound === undefined) continue;
    const { body: _, ...parts } = sound;
    await recordUnit(REQUEST_UNIT, async () => {
      const path = (await resources.valuesFor(operation)) ?? samplePath(plan, operation, options.seed);
      const probed = await session.probe(operation, { ...parts, method: 'OPTIONS' }, path);
      session.reportAll(operation, { ...probed, faults: probed.faults.filter(({ check }) => CHECKED.includes(check)) });
    });
    count(operation, 'protocol');
  }
}
