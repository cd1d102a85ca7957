import { isObject } from '../../document/references.ts';
import type { CompletedExchange } from '../links.ts';
import type { Run } from '../run-context.ts';
import { call, type Lifecycle, plain, reportFinding, richest } from './lifecycle.ts';
import { readReference } from './locations.ts';

const LINK_HEADERS = ['location', 'operation-location'];
const LINK_NAME = /^(?:status|operation|monitor|job)_?(?:url|uri|href|link)$/i;

/**
 * A 202 that names where its job can be watched leads there (RFC 9110 §15.3.3), also where no operation is declared that
 * creates jobs.
 */
export async function checkAccepted(run: Run, lives: Lifecycle[], end: number): Promise<void> {
  for (const operation of run.wanted) {
    if (performance.now() > end) return;
    if (!Object.hasOwn(operation.responses, '202') || lives.some(({ create }) => create === operation)) continue;
    const path = await run.resources.valuesFor(operation, true);
    if (path === undefined) continue;
    const accepted = await call(run, operation, path, richest(run, operation) ?? plain(run, operation));
    if (accepted?.response.status !== 202) continue;
    const reference = referenceIn(accepted);
    if (reference === undefined) continue;
    const found = await readReference(run, operation, accepted, reference);
    if (found === undefined || found.exchange.response.status < 400) continue;
    const message = `the 202 leads to ${reference}, which returns ${found.exchange.response.status}`;
    reportFinding(run, { check: 'location_leads_to_it', operation, exchange: found.exchange, message });
  }
}

/** The place that a response names for its job. */
function referenceIn({ response: { headers, value } }: CompletedExchange): string | undefined {
  const fromHeader = LINK_HEADERS.map((name) => headers[name]).find((one) => typeof one === 'string');
  if (typeof fromHeader === 'string') return fromHeader;
  const found = isObject(value) ? Object.entries(value).find(([name]) => LINK_NAME.test(name))?.[1] : undefined;
  return typeof found === 'string' ? found : undefined;
}
