import { createHooks } from '../hooks.ts';
import { limitSender } from '../limits.ts';
import { createLogin } from '../login.ts';
import type { Plan } from '../plan.ts';
import { createPlanning } from '../planning.ts';
import { findObstacle, RunStopped } from '../preflight.ts';
import type { RunOptions } from '../run-context.ts';
import { createSender } from '../send.ts';
import type { FindingsFile } from './findings-file.ts';
import { type ReplayResult, replayFinding } from './replay.ts';

/** The results of a replay, or why none was possible. */
export type ReplayOutcome = { results: ReplayResult[]; stopped?: string };

/** Sends the requests of all findings of a file again, one finding after the other. */
export async function replayAll(plan: Plan, file: FindingsFile, given: RunOptions): Promise<ReplayOutcome> {
  const options = { ...given, seed: file.seed };
  const { url, against, responseMs: timeoutMs = 10_000, onProgress } = options;
  const obstacle =
    (await findObstacle(url, '--server', timeoutMs)) ??
    (against === undefined ? undefined : await findObstacle(against, '--against', timeoutMs));
  if (obstacle !== undefined) return { results: [], stopped: obstacle };
  const connections = createSender({ connections: options.concurrency, timeoutMs });
  const sender = limitSender(connections, options);
  const login = options.login && createLogin(options.login, sender, options);
  const hooks = createHooks(options, sender, plan);
  const planning = createPlanning(plan, options.seed, Number.POSITIVE_INFINITY);
  const results: ReplayResult[] = [];
  try {
    await login?.ready();
    await hooks.setUp();
    for (const finding of file.findings) {
      await hooks.reset();
      results.push(await replayFinding({ plan, planning, sender, login, options }, finding));
      onProgress(`${results.length} of ${file.findings.length} findings`);
    }
  } catch (error) {
    if (!(error instanceof RunStopped)) throw error;
    return { results: [], stopped: error.message };
  } finally {
    sender.close();
  }
  return { results };
}

const MARKS = { fixed: '✓', 'still there': '✗', unclear: '?' } as const;

/** The results for a person: one line for each finding, then the numbers. */
export function formatReplay({ results, stopped }: ReplayOutcome): string {
  if (stopped !== undefined) return `${stopped}\n`;
  const lines = results.flatMap(({ result, operationId, check, fingerprint, message }) => [
    `${MARKS[result]} ${result.padEnd(11)}  ${operationId}: ${check}, fingerprint ${fingerprint}`,
    ...(message === undefined ? [] : [`  ${message}`]),
  ]);
  const count = (wanted: ReplayResult['result']): number => results.filter(({ result }) => result === wanted).length;
  const counts = `${count('fixed')} fixed, ${count('still there')} still there, ${count('unclear')} unclear.`;
  return [...lines, ...(lines.length === 0 ? [] : ['']), counts, ''].join('\n');
}
