import type { CheckName } from '../check-names.ts';
import type { CompletedExchange } from '../links.ts';
import { REQUEST_UNIT, recordUnit } from '../replay/scope.ts';
import type { Run } from '../run-context.ts';
import { samplePath } from '../sample-path.ts';
import { type Lifecycle, listLifecycles, madeBy, plain } from '../state/lifecycle.ts';
import { checkResource, listWantedLives, OPT_IN_CHECK } from '../state/state.ts';
import type { PathValues, RequestParts } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { type Attack, listAttacks } from './attacks.ts';

/** A server may do with such requests what other checks would report, such as a 403 of its firewall. */
const CHECKED: CheckName[] = ['responds', 'not_a_server_error', 'no_leak', 'write_only_hidden', 'injects_nothing'];

/** Sends a request, and reports the faults that the phase is about. */
type Send = (
  operation: VerifiableOperation,
  path: PathValues,
  parts: RequestParts,
  why: string,
) => Promise<CompletedExchange | undefined>;

/**
 * The phase `security`, which is opt-in: texts that injections are made of, huge numbers, keys that stand twice, and
 * properties that only responses have. A vulnerable server is not damaged.
 *
 * @param end on the clock of `performance.now`; no request is begun after it
 */
export async function runSecurity(run: Run, end: number): Promise<void> {
  for (const life of listWantedLives(run)) {
    const unit = { check: OPT_IN_CHECK, of: life.read.operationId };
    await recordUnit(unit, () => checkResource(run, life, OPT_IN_CHECK));
  }
  const lives = listLifecycles(run);
  const send = createSend(run, end);
  for (const operation of run.wanted) {
    for (const attack of listAttacks(run, operation)) {
      if (performance.now() > end) {
        run.untried.push(`${operation.operationId}: not all requests of the phase "security" were sent in time`);
        return;
      }
      await recordUnit(REQUEST_UNIT, () => sendAttack(run, lives, send, { operation, attack }));
    }
  }
}

/** Sends a request, reads what it has stored, and deletes what it has created. */
async function sendAttack(
  run: Run,
  lives: Lifecycle[],
  send: Send,
  { operation, attack: { parts, why } }: { operation: VerifiableOperation; attack: Attack },
): Promise<void> {
  const path = (await run.resources.valuesFor(operation)) ?? samplePath(run.plan, operation, run.options.seed);
  const sent = await send(operation, path, parts, why);
  if (sent === undefined || sent.response.status >= 300) return;
  for (const life of lives) {
    const { create, read, update, remove } = life;
    const created = operation === create ? madeBy(life, sent, path)?.path : undefined;
    const stored = created ?? (operation === update ? path : undefined);
    if (stored !== undefined) await send(read, stored, plain(run, read), `The resource was stored before. ${why}`);
    if (created !== undefined && remove !== undefined) await send(remove, created, plain(run, remove), why);
  }
}

function createSend(run: Run, end: number): Send {
  return async (operation, path, parts, why) => {
    if (performance.now() > end) return undefined;
    const { exchange, faults } = await run.session.probe(operation, parts, path);
    run.count(operation, 'security');
    const isAccepted = !('failure' in exchange) && exchange.response.status < 300;
    const own = faults.filter(
      ({ check }) => CHECKED.includes(check) || (isAccepted && check === 'response_schema_conformance'),
    );
    const described = own.map(({ check, fault }) => ({ check, fault: { ...fault, tried: why } }));
    run.session.reportAll(operation, { exchange, faults: described });
    return 'failure' in exchange ? undefined : exchange;
  };
}
