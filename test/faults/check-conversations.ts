import { isDeepStrictEqual } from 'node:util';
import { type Reply, WORKER_TOKEN } from '../running-server.ts';
import type { CheckContext } from './check.ts';
import { acknowledge, type ConversationEntry, type Json } from './history.ts';
import { type Target, until } from './target.ts';
import { idempotencyHeader } from './traffic.ts';

/** Everything that belongs to one conversation. */
type Parts = { reply: Reply; messages: Json[]; deliveries: Json[]; memories: Json[] };

async function readParts(target: Target, { id, agentId, body }: ConversationEntry): Promise<Parts> {
  const path = `/v1/agents/conversations/${id}`;
  const memoriesPath = `/v1/agents/${agentId}/memories?caller_identity=${body.user_identity}`;
  const [reply, messages, deliveries, memories] = await Promise.all(
    [path, `${path}/messages`, `${path}/webhook-deliveries`, memoriesPath].map((one) => target.send('GET', one)),
  );
  if (reply === undefined) throw new Error('There are four parts.');
  return {
    reply,
    // The newest is first.
    messages: (messages?.body.messages ?? []).toReversed(),
    deliveries: deliveries?.body.deliveries ?? [],
    memories: memories?.body.memories ?? [],
  };
}

/** The parts of a completed conversation that are missing, or those that one without a completion has. */
function faultsOf({ messages, deliveries, memories }: Parts, report: Json | undefined): string[] {
  const texts = (list: Json[]): string[] => list.map(({ text, fact }) => text ?? fact);
  const counted = { messages: texts(messages), memories: texts(memories), deliveries: deliveries.length };
  const expected = {
    messages: texts(report?.messages ?? []),
    memories: texts(report?.facts ?? []),
    deliveries: report === undefined ? 0 : 1,
  };
  return isDeepStrictEqual(counted, expected)
    ? []
    : [`${JSON.stringify(counted)} instead of ${JSON.stringify(expected)}`];
}

/** Finds out what became of a write to a conversation that has no response. */
export async function resolveConversation(one: CheckContext, entry: ConversationEntry): Promise<void> {
  const { open } = entry;
  if (open?.kind === 'complete') await resolveCompletion(one, entry, open.report);
  else await resolveStart(one, entry);
}

async function resolveStart(one: CheckContext, entry: ConversationEntry): Promise<void> {
  const { target, history, findings } = one;
  const { body, agentId, idempotencyKey } = entry;
  const ofCaller = async (): Promise<Json[]> => {
    const path = `/v1/agents/conversations?agent_id=${agentId}&caller_identity=${body.user_identity}`;
    return (await target.send('GET', path)).body.conversations;
  };
  const before = await ofCaller();
  entry.open = undefined;
  if (idempotencyKey !== undefined) {
    const path = `/v1/agents/${agentId}/conversations`;
    const sent = { json: body, headers: idempotencyHeader(idempotencyKey) };
    let reply = await target.send('POST', path, sent);
    await until('a repeated start has another response than 409', async () => {
      if (reply.status === 409) reply = await target.send('POST', path, sent);
      return reply.status !== 409;
    });
    if (reply.status === 201) acknowledge(history, entry, reply.body.conversation);
    else findings.halves.push(`the repeated start for ${body.user_identity}: ${reply.status} ${reply.text}`);
    const isReplayed = reply.headers.get('idempotent-replayed') === 'true';
    if (isReplayed !== before.length > 0) findings.halves.push(`the start for ${body.user_identity} was not replayed`);
  }
  const found = await ofCaller();
  if (found.length > 1) findings.halves.push(`${found.length} conversations of one start, for ${body.user_identity}`);
  entry.id = found[0]?.id;
  entry.known = found[0];
}

async function resolveCompletion(one: CheckContext, entry: ConversationEntry, report: Json): Promise<void> {
  const { target, history, findings } = one;
  const parts = await readParts(target, entry);
  const isCompleted = parts.reply.body.status === 'completed';
  for (const fault of faultsOf(parts, isCompleted ? report : undefined)) {
    findings.halves.push(`conversation ${entry.id} is ${parts.reply.body.status}: ${fault}`);
  }
  const path = `/v1/worker/conversations/${entry.id}/complete`;
  const { status, body, text } = await target.send('POST', path, { json: report, key: WORKER_TOKEN });
  entry.open = undefined;
  if (status === 200) {
    entry.report = report;
    acknowledge(history, entry, body);
  } else findings.halves.push(`the repeated completion of ${entry.id}: ${status} ${text}`);
}

/** Compares a conversation and everything that belongs to it with what was acknowledged. */
export async function checkConversation({ target, findings }: CheckContext, entry: ConversationEntry): Promise<void> {
  const { id, known, report } = entry;
  const parts = await readParts(target, entry);
  if (parts.reply.status !== 200 || !isDeepStrictEqual(parts.reply.body, known)) {
    findings.lost.push(
      `conversation ${id}: ${parts.reply.status} ${parts.reply.text} instead of ${JSON.stringify(known)}`,
    );
  }
  for (const fault of faultsOf(parts, report)) findings.halves.push(`conversation ${id}: ${fault}`);
}
