import { createClient } from '../../../src/client/client.ts';
import { startServer } from '../../running-server.ts';
import { type CallSettings, runCalls } from './calls.ts';
import { judge, type Verdict } from './judge.ts';
import { type Fault, startFaultProxy } from './proxy.ts';

export type FaultyRuns = { verdicts: Verdict[]; injected: Map<Fault, number> };

/** Runs calls of the client through the proxy to a server with an empty database, and judges what the server has then. */
export async function runWithFaults(
  settings: Pick<CallSettings, 'runs' | 'seed' | 'defect' | 'planOf'>,
): Promise<FaultyRuns> {
  const server = await startServer();
  const proxy = await startFaultProxy(server.url);
  try {
    const direct = createClient({ baseUrl: server.url, auth: { ApiKey: server.key } });
    const outcomes = await runCalls({ ...settings, key: server.key, proxy, direct });
    // Requests whose client has gone are still being executed.
    await proxy.settle();
    return { verdicts: await judge(direct, outcomes), injected: proxy.injected };
  } finally {
    await proxy.stop();
    await server.stop();
  }
}

export function problemsOf(verdicts: Verdict[]): string[] {
  return verdicts.flatMap(({ write, fault, isDuplicate, isLost }) => [
    ...(isDuplicate ? [`${write.kind} "${write.text}" is there several times after: ${fault}`] : []),
    ...(isLost ? [`${write.kind} "${write.text}" is lost after: ${fault}`] : []),
  ]);
}
