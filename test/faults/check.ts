import { isDeepStrictEqual } from 'node:util';
import { checkConversation, resolveConversation } from './check-conversations.ts';
import { type Arrivals, checkDeliveries } from './check-deliveries.ts';
import { type AgentEntry, acknowledge, type ConversationEntry, type History, type Json } from './history.ts';
import { forEachOf, type Target, until } from './target.ts';
import { idempotencyHeader } from './traffic.ts';

/** What a database has of the writes of its clients. */
export type Findings = {
  /** Acknowledged writes that were looked for. */
  checked: number;
  /** Writes without a response. */
  uncertain: number;
  /** Acknowledged writes that are not there. */
  lost: string[];
  /** Writes of which a part is there, and things that nobody has written. */
  halves: string[];
};

export type CheckContext = { target: Target; history: History; findings: Findings };

/**
 * Compares what a server has with what it has acknowledged. Writes without a response are repeated where that is safe, and
 * are known afterwards.
 *
 * @param scope `touched` reads each row of what was written to since the last time, and all others in lists only
 * @param arrivals the webhooks that have arrived; without them they are not checked
 */
export async function checkHistory(
  target: Target,
  history: History,
  { scope, arrivals }: { scope: 'touched' | 'all'; arrivals?: Arrivals },
): Promise<Findings> {
  const opens = [...history.agents, ...history.conversations].filter(({ open }) => open !== undefined);
  const findings: Findings = { checked: 0, uncertain: opens.length, lost: [], halves: [] };
  const one: CheckContext = { target, history, findings };
  const before = await listAgents(one);
  const byName = Map.groupBy(before, ({ name }) => String(name));
  await forEachOf(history.agents.filter(isOpen), (entry) => resolveAgent(one, entry, byName.get(nameOf(entry)) ?? []));
  await forEachOf(history.conversations.filter(isOpen), (entry) => resolveConversation(one, entry));
  // Those whose creation never happened.
  history.agents = history.agents.filter(({ id }) => id !== undefined);
  history.conversations = history.conversations.filter(({ id }) => id !== undefined);
  compareList(one, await listAgents(one));
  const isInScope = ({ isTouched }: { isTouched: boolean }): boolean => scope === 'all' || isTouched;
  await forEachOf(history.agents.filter(isInScope), (entry) => checkAgent(one, entry));
  const conversations = history.conversations.filter(isInScope);
  await forEachOf(conversations, (entry) => checkConversation(one, entry));
  if (arrivals !== undefined) await checkDeliveries(one, conversations, arrivals);
  await checkCounters(one);
  for (const entry of [...history.agents, ...history.conversations]) entry.isTouched = false;
  findings.checked = history.acknowledged;
  return findings;
}

function isOpen({ open }: AgentEntry | ConversationEntry): boolean {
  return open !== undefined;
}

function nameOf({ body }: AgentEntry): string {
  return String(body.name);
}

/** All agents through all pages. */
async function listAgents({ target, findings }: CheckContext): Promise<Json[]> {
  const agents: Json[] = [];
  for (let cursor = ''; ; ) {
    const { body, status, text } = await target.send('GET', `/v1/agents?limit=200${cursor}`);
    if (status !== 200) throw new Error(`The list of agents cannot be read: ${status} ${text}`);
    for (const agent of body.agents) {
      const last = agents.at(-1)?.id;
      if (last !== undefined && agent.id >= last) findings.halves.push(`${agent.id} is listed behind ${last}`);
      agents.push(agent);
    }
    if (!body.has_more) return agents;
    cursor = `&cursor=${body.next_cursor}`;
  }
}

/** Finds out what became of a write to an agent that has no response. */
async function resolveAgent(one: CheckContext, entry: AgentEntry, listed: Json[]): Promise<void> {
  if (entry.id === undefined) return resolveCreation(one, entry, listed);
  const { target, findings } = one;
  const { open, known, id } = entry;
  const { status, body } = await target.send('GET', `/v1/agents/${id}`);
  const isDone =
    open?.kind === 'delete' ? status === 404 : open?.kind === 'update' && isUpdated(body, known, open.patch);
  if (!isDone && !isDeepStrictEqual(body, known)) {
    findings.halves.push(`${open?.kind} of agent ${id}: ${status} ${JSON.stringify(body)}`);
  }
  entry.open = undefined;
  if (status === 404) entry.isDeleted = true;
  else entry.known = body;
}

function isUpdated(body: Json, known: Json | undefined, patch: Json): boolean {
  const isLater = body.updated_at >= known?.updated_at;
  return isLater && isDeepStrictEqual({ ...body, updated_at: '' }, { ...known, ...patch, updated_at: '' });
}

async function resolveCreation(one: CheckContext, entry: AgentEntry, listed: Json[]): Promise<void> {
  const { target, history, findings } = one;
  const name = nameOf(entry);
  const [found] = listed;
  if (listed.length > 1) findings.halves.push(`the agent ${name} is there ${listed.length} times`);
  if (found !== undefined && !isWhole(found, entry.body)) findings.halves.push(`of the agent ${name} only a part`);
  const isRepeated = entry.idempotencyKey !== undefined || entry.body.slug !== undefined;
  if (isRepeated) {
    const { status, body, headers, text } = await repeatCreation(target, entry);
    const isReplayed = headers.get('idempotent-replayed') === 'true';
    if (entry.idempotencyKey === undefined && found !== undefined) {
      // The slug belongs to the agent that is there.
      if (status !== 400 || body.error.fields?.slug === undefined) {
        findings.halves.push(`the slug of ${name} is not taken: ${status} ${text}`);
      }
    } else if (status !== 201 || isReplayed !== (found !== undefined)) {
      findings.halves.push(`the repeated creation of ${name}: ${status} ${isReplayed} ${text}`);
    } else if (found !== undefined && found.id !== body.id) {
      findings.halves.push(`the repeated creation of ${name} returned ${body.id} instead of ${found.id}`);
    } else {
      acknowledge(history, entry, body);
      return;
    }
  }
  entry.open = undefined;
  entry.known = found;
  entry.id = found?.id;
}

/** While the first request is still running, its repetition is a conflict. */
async function repeatCreation(target: Target, { body, idempotencyKey }: AgentEntry) {
  const sent = { json: body, headers: idempotencyHeader(idempotencyKey) };
  let reply = await target.send('POST', '/v1/agents', sent);
  await until('a repeated creation has another response than 409', async () => {
    if (reply.status === 409) reply = await target.send('POST', '/v1/agents', sent);
    return reply.status !== 409;
  });
  return reply;
}

/** Whether an agent has everything that was sent to create it. */
function isWhole(agent: Json, { webhook_secret: _secret, ...body }: Json): boolean {
  return agent.webhook_secret_set && Object.entries(body).every(([name, value]) => agent[name] === value);
}

/** Compares the list with what is known of each agent. */
function compareList({ history, findings }: CheckContext, agents: Json[]): void {
  const byId = new Map(agents.map((agent) => [agent.id, agent]));
  const slugs = new Set(agents.map(({ slug }) => slug));
  if (slugs.size !== agents.length) findings.halves.push('two agents have the same slug');
  for (const { id } of history.counters) byId.delete(id);
  for (const { id = '', known, isDeleted } of history.agents) {
    const listed = byId.get(id);
    byId.delete(id);
    if (isDeleted && listed !== undefined) findings.lost.push(`the deletion of agent ${id}`);
    if (!isDeleted && listed === undefined) findings.lost.push(`agent ${id}`);
    if (!isDeleted && listed !== undefined && !isDeepStrictEqual(listed, known)) {
      findings.lost.push(`agent ${id}: ${JSON.stringify(listed)} instead of ${JSON.stringify(known)}`);
    }
  }
  for (const id of byId.keys()) findings.halves.push(`nobody has created agent ${id}`);
}

/** Compares one agent with the list's, which `compareList` has compared. */
async function checkAgent({ target, findings }: CheckContext, { id, known, isDeleted }: AgentEntry): Promise<void> {
  const { status, body } = await target.send('GET', `/v1/agents/${id}`);
  const isRight = isDeleted ? status === 404 : status === 200 && isDeepStrictEqual(body, known);
  if (!isRight) findings.halves.push(`agent ${id} differs from its entry in the list: ${status}`);
}

/** Each acknowledged count is there, each uncertain one may be. */
async function checkCounters({ target, history, findings }: CheckContext): Promise<void> {
  for (const counter of history.counters) {
    const { id, acknowledged, uncertain } = counter;
    const { status, body } = await target.send('GET', `/v1/agents/${id}`);
    const value = status === 200 ? Number(body.prompt) : Number.NaN;
    if (!(value >= acknowledged)) findings.lost.push(`counter ${id} is ${value} after ${acknowledged} updates`);
    if (value > acknowledged + uncertain) findings.halves.push(`counter ${id} is ${value}, but was never sent as much`);
    // What it is now stays.
    findings.uncertain += uncertain;
    Object.assign(counter, { acknowledged: value, uncertain: 0 });
  }
}
