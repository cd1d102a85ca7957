import { encodeAnyParameter } from '../../document/encode-parameter.ts';
import { isHeaderText } from '../bases.ts';
import {
  asksForMissingItem,
  type CompletedExchange,
  evaluateExpression,
  expressionFor,
  isStatusOf,
  type Link,
} from '../links.ts';
import type { Run } from '../run-context.ts';
import type { PathValues, RequestParts } from '../types.ts';
import { writeBody } from '../write-body.ts';
import { call, plain, reportFinding, richest } from './lifecycle.ts';

/** Follows each link of the contract once: what a response leads to is there (OAS 3.1 §4.8.20). */
export async function checkLinks(run: Run, end: number): Promise<void> {
  for (const link of run.plan.links) {
    if (performance.now() > end) return;
    if (!run.wanted.includes(link.from)) continue;
    const path = await run.resources.valuesFor(link.from, true);
    if (path === undefined) continue;
    const first = await call(run, link.from, path, richest(run, link.from) ?? plain(run, link.from));
    if (first === undefined || !isStatusOf(link.status, first.response.status)) continue;
    await followLink(run, link, first, path);
  }
}

async function followLink(run: Run, link: Link, first: CompletedExchange, path: PathValues): Promise<void> {
  const { to, name, from, pointer } = link;
  const parts: RequestParts = plain(run, to);
  const values: PathValues = {};
  const query = new Set<string>();
  for (const reading of to.served.operation.parameters) {
    const expression = expressionFor(link, reading.name, reading.in);
    if (expression === undefined) continue;
    const value = evaluateExpression(expression, first, path);
    if (value === undefined || value === null) {
      // A next page, say, is not always there.
      if (reading.in !== 'path') continue;
      if (asksForMissingItem(expression, first)) return;
      const message = `the link "${name}" needs ${String(expression)}, which the ${first.response.status} response lacks`;
      reportFinding(run, {
        check: 'links_lead_somewhere',
        operation: from,
        exchange: first,
        message,
        cause: `${pointer} lacks`,
      });
      return;
    }
    const text = encodeAnyParameter(reading, value);
    if ((reading.in === 'header' || reading.in === 'cookie') && !isHeaderText(text)) {
      run.untried.push(`the link "${name}" of ${from.operationId}: no header can hold ${String(expression)}`);
      return;
    }
    if (reading.in === 'path') values[reading.name] = text;
    else if (reading.in === 'header') parts.headers = { ...parts.headers, [reading.name]: text };
    else if (reading.in === 'query') query.add(text);
    else parts.cookies = [...parts.cookies, text];
  }
  const isSet = (pair: string): boolean => [...query].some((one) => one.split('=')[0] === pair.split('=')[0]);
  parts.query = [...parts.query.filter((pair) => !isSet(pair)), ...query];
  if (link.requestBody !== undefined) {
    const mediaType = Object.keys(to.requestBody?.content ?? {})[0] ?? 'application/json';
    parts.body = writeBody(to, mediaType, evaluateExpression(link.requestBody, first, path));
  }
  const second = await call(run, to, { ...path, ...values }, parts);
  if (second === undefined || second.response.status < 400) return;
  const message = `the link "${name}" of ${from.operationId} leads here, and the response is ${second.response.status}`;
  reportFinding(run, { check: 'links_lead_somewhere', operation: to, exchange: second, message, cause: pointer });
}
