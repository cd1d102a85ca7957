import { toCurl } from './send.ts';
import type { Finding } from './types.ts';

/** Lines for a shell that send the requests that lead to a finding. */
export function curlLines({
  steps = [],
  atOnce = [],
  request,
}: Pick<Finding, 'steps' | 'atOnce' | 'request'>): string[] {
  const together = atOnce.length === 0 ? [] : [...atOnce.map((one) => `${toCurl(one)} &`), 'wait'];
  return [...steps.map(toCurl), ...together, ...(atOnce.includes(request) ? [] : [toCurl(request)])];
}
