import type { Client, components } from '../../../src/client/client.ts';
import type { Outcome } from './calls.ts';

type Stored = { id: string; prompt?: string };

/** What the server has, by the text of each write. */
type Found = { agents: Map<string, Stored[]>; conversations: Map<string, Stored[]> };

export type Verdict = Outcome & { isDuplicate: boolean; isLost: boolean };

/**
 * Compares what the client reported with the lists of the server. A write that succeeded must be there once; one that failed,
 * at most once.
 */
export async function judge(direct: Client, outcomes: Outcome[]): Promise<Verdict[]> {
  const agents: components['schemas']['Agent'][] = [];
  const conversations: components['schemas']['Conversation'][] = [];
  const params = { query: { limit: 200 } };
  for await (const agent of direct.items('/v1/agents', { params })) agents.push(agent);
  for await (const one of direct.items('/v1/agents/conversations', { params })) conversations.push(one);
  const found: Found = {
    agents: Map.groupBy(agents, ({ name }) => name),
    conversations: Map.groupBy(conversations, ({ caller_identity }) => caller_identity ?? ''),
  };
  return outcomes.map((outcome) => ({ ...outcome, ...judgeWrite(outcome, found) }));
}

function judgeWrite({ write, succeeded }: Outcome, { agents, conversations }: Found) {
  const stored = (write.kind === 'start' ? conversations : agents).get(write.text) ?? [];
  const isDuplicate = stored.length > 1;
  const isThere = stored.some(({ id }) => id === (succeeded?.id ?? write.agentId));
  // A failed deletion or change may have happened or not. A failed change must not delete the agent.
  if (write.kind === 'delete') return { isDuplicate, isLost: succeeded !== undefined && isThere };
  if (write.kind === 'update') {
    const isChanged = stored.some(({ prompt }) => prompt === write.text);
    return { isDuplicate, isLost: !isThere || (succeeded !== undefined && !isChanged) };
  }
  return { isDuplicate, isLost: succeeded !== undefined && !isThere };
}

/** The results by the first fault of the calls. */
export function tableOf(verdicts: Verdict[]): string {
  const rows = [...Map.groupBy(verdicts, ({ fault }) => fault)].map(([fault, list]) => rowOf(fault, list));
  const columns = ['first fault', 'runs', 'retries', 'successes', 'reported failures', 'duplicates', 'lost writes'];
  return [
    `| ${columns.join(' | ')} |`,
    `|---${'|---:'.repeat(columns.length - 1)}|`,
    ...rows,
    rowOf('all', verdicts),
  ].join('\n');
}

function rowOf(name: string, verdicts: Verdict[]): string {
  const count = (holds: (verdict: Verdict) => boolean): number => verdicts.filter(holds).length;
  const numbers = [
    verdicts.length,
    verdicts.reduce((sum, { retries }) => sum + retries, 0),
    count(({ succeeded }) => succeeded !== undefined),
    count(({ succeeded }) => succeeded === undefined),
    count(({ isDuplicate }) => isDuplicate),
    count(({ isLost }) => isLost),
  ];
  return `| ${name} | ${numbers.join(' | ')} |`;
}
