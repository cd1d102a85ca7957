import { setTimeout as delay } from 'node:timers/promises';
import { MINIMAL, type Reply, type Sent, WORKER_TOKEN } from '../running-server.ts';
import {
  type AgentEntry,
  acknowledge,
  addAgent,
  addConversation,
  type ConversationEntry,
  type CounterEntry,
  type History,
  type Json,
  type OpenWrite,
} from './history.ts';
import type { Target } from './target.ts';

/** Milliseconds that a writer waits after a 503, so that an outage does not leave thousands of uncertain writes. */
const PAUSE_MS = 50;
/** Messages of a completed conversation. */
const MESSAGES = 4;

export type TrafficOptions = {
  target: Target;
  history: History;
  /** Numbers from 0 to 1 that a seed decides. */
  random: () => number;
  webhookUrl: string;
  /** Asked before each request. */
  isOver: () => boolean;
  onAcknowledged?: () => void;
  /** Requests at once. */
  writers?: number;
  /** Whether a missing response is a failure, because the server should have stayed. */
  survives?: boolean;
};

type Writer = TrafficOptions & { agents: AgentEntry[]; conversations: ConversationEntry[]; isGone: boolean };

/** Writers that send one request after another until it is over, or until the server no longer responds. */
export async function runTraffic(options: TrafficOptions): Promise<void> {
  const { writers = 16, isOver } = options;
  const work = async (): Promise<void> => {
    const writer: Writer = { ...options, agents: [], conversations: [], isGone: false };
    while (!isOver() && !writer.isGone) await choose(writer)(writer);
  };
  await Promise.all(Array.from({ length: writers }, work));
}

const ACTIONS: [share: number, action: (writer: Writer) => Promise<void>][] = [
  [22, createAgent],
  [24, updateAgent],
  [6, deleteAgent],
  [10, startConversation],
  [14, completeConversation],
  [10, countUp],
  [14, read],
];
const ALL_SHARES = ACTIONS.reduce((sum, [share]) => sum + share, 0);

function choose({ random }: Writer): (writer: Writer) => Promise<void> {
  let rest = random() * ALL_SHARES;
  for (const [share, action] of ACTIONS) {
    rest -= share;
    if (rest < 0) return action;
  }
  return read;
}

function pick<Member extends { open: OpenWrite | undefined }>(
  { random }: Writer,
  members: Member[],
  suits: (member: Member) => boolean = () => true,
): Member | undefined {
  const free = members.filter((member) => member.open === undefined && suits(member));
  return free[Math.floor(random() * free.length)];
}

async function createAgent(writer: Writer): Promise<void> {
  const { history, random, webhookUrl } = writer;
  const name = crypto.randomUUID();
  const body = {
    ...MINIMAL,
    name,
    temperature: Math.round(random() * 100) / 100,
    prompt: 'x'.repeat(Math.floor(random() * 2000)),
    webhook_url: webhookUrl,
    webhook_secret: 'whsec_c2VjcmV0',
    memory_enabled: true,
    ...(random() < 0.3 ? { slug: name } : {}),
  };
  const idempotencyKey = random() < 0.5 ? name : undefined;
  const entry = addAgent(history, body, idempotencyKey);
  const sent = { json: body, headers: idempotencyHeader(idempotencyKey) };
  const reply = await write(writer, entry, { kind: 'create' }, ['POST', '/v1/agents', sent, 201]);
  if (reply === undefined) return;
  acknowledge(history, entry, reply.body);
  writer.onAcknowledged?.();
  writer.agents.push(entry);
}

export function idempotencyHeader(key: string | undefined): Record<string, string> {
  return key === undefined ? {} : { 'idempotency-key': key };
}

async function updateAgent(writer: Writer): Promise<void> {
  const { history, random } = writer;
  const entry = pick(writer, writer.agents);
  if (entry === undefined) return createAgent(writer);
  const patch = { temperature: Math.round(random() * 100) / 100, first_message: crypto.randomUUID() };
  const path = `/v1/agents/${entry.id}`;
  const headers = random() < 0.5 ? await matchHeader(writer, path) : {};
  if (headers === undefined) return;
  const reply = await write(writer, entry, { kind: 'update', patch }, ['PATCH', path, { json: patch, headers }, 200]);
  if (reply === undefined) return;
  acknowledge(history, entry, reply.body);
  writer.onAcknowledged?.();
}

async function matchHeader(writer: Writer, path: string): Promise<Record<string, string> | undefined> {
  const reply = await get(writer, path);
  return reply === undefined ? undefined : { 'if-match': reply.headers.get('etag') ?? '' };
}

async function deleteAgent(writer: Writer): Promise<void> {
  const { history } = writer;
  const entry = pick(writer, writer.agents, ({ hasConversations }) => !hasConversations);
  if (entry === undefined) return createAgent(writer);
  const request: Request = ['DELETE', `/v1/agents/${entry.id}`, {}, 204];
  if ((await write(writer, entry, { kind: 'delete' }, request)) === undefined) return;
  entry.isDeleted = true;
  acknowledge(history, entry, undefined);
  writer.onAcknowledged?.();
  writer.agents.splice(writer.agents.indexOf(entry), 1);
}

async function startConversation(writer: Writer): Promise<void> {
  const { history, random } = writer;
  const agent = pick(writer, writer.agents);
  if (agent === undefined) return createAgent(writer);
  agent.hasConversations = true;
  const body = { user_identity: crypto.randomUUID() };
  const idempotencyKey = random() < 0.5 ? body.user_identity : undefined;
  const entry = addConversation(history, agent.id ?? '', body, idempotencyKey);
  const path = `/v1/agents/${agent.id}/conversations`;
  const sent = { json: body, headers: idempotencyHeader(idempotencyKey) };
  const reply = await write(writer, entry, { kind: 'create' }, ['POST', path, sent, 201]);
  if (reply === undefined) return;
  acknowledge(history, entry, reply.body.conversation);
  writer.onAcknowledged?.();
  writer.conversations.push(entry);
}

async function completeConversation(writer: Writer): Promise<void> {
  const entry = pick(writer, writer.conversations);
  if (entry === undefined) return startConversation(writer);
  const report = reportOf(entry);
  const path = `/v1/worker/conversations/${entry.id}/complete`;
  const sent = { json: report, key: WORKER_TOKEN };
  const reply = await write(writer, entry, { kind: 'complete', report }, ['POST', path, sent, 200]);
  if (reply === undefined) return;
  entry.report = report;
  acknowledge(writer.history, entry, reply.body);
  writer.onAcknowledged?.();
  writer.conversations.splice(writer.conversations.indexOf(entry), 1);
}

function reportOf({ id }: ConversationEntry): Json {
  return {
    end_reason: 'done',
    duration_seconds: 1.5,
    messages: Array.from({ length: MESSAGES }, (_, index) => ({ role: 'caller', text: `${id} ${index}` })),
    extracted: { conversation: id },
    facts: [{ fact: `Talked in ${id}.` }],
  };
}

/** Adds one to a number in the prompt of an agent that other writers count up too. */
async function countUp(writer: Writer): Promise<void> {
  const { history, random } = writer;
  const counter = history.counters[Math.floor(random() * history.counters.length)];
  if (counter === undefined) return read(writer);
  const path = `/v1/agents/${counter.id}`;
  const before = await get(writer, path);
  if (before === undefined) return;
  const headers = { 'if-match': before.headers.get('etag') ?? '' };
  const json = { prompt: String(Number(before.body.prompt) + 1) };
  const reply = await sendOrLeave(writer, ['PATCH', path, { json, headers }, 200]);
  if (reply?.status === 412) return;
  if (reply?.status === 200) {
    counter.acknowledged++;
    history.acknowledged++;
    writer.onAcknowledged?.();
    return;
  }
  counter.uncertain++;
  history.uncertain++;
  await noteOther(writer, reply, ['PATCH', path, { json, headers }, 200]);
}

/** Creates the agents that are counted up. */
export async function addCounters(target: Target, history: History, count: number): Promise<CounterEntry[]> {
  while (history.counters.length < count) {
    const json = { ...MINIMAL, name: `counter ${history.counters.length}`, prompt: '0' };
    const { body } = await target.send('POST', '/v1/agents', { json });
    history.counters.push({ id: body.id, acknowledged: 0, uncertain: 0 });
  }
  return history.counters;
}

async function read(writer: Writer): Promise<void> {
  const entry = pick(writer, writer.agents);
  await get(writer, entry === undefined ? '/v1/agents?limit=5' : `/v1/agents/${entry.id}`);
}

type Request = [method: string, path: string, sent: Sent, status: number];

/** Undefined where there is no 200. */
async function get(writer: Writer, path: string): Promise<Reply | undefined> {
  const request: Request = ['GET', path, {}, 200];
  const reply = await sendOrLeave(writer, request);
  if (reply?.status === 200) return reply;
  await noteOther(writer, reply, request);
  return undefined;
}

/** Sends a write. Undefined where it is not acknowledged; then it stays open. */
async function write(
  writer: Writer,
  entry: AgentEntry | ConversationEntry,
  open: OpenWrite,
  request: Request,
): Promise<Reply | undefined> {
  entry.open = open;
  entry.isTouched = true;
  const reply = await sendOrLeave(writer, request);
  if (reply?.status === request[3]) return reply;
  writer.history.uncertain++;
  await noteOther(writer, reply, request);
  return undefined;
}

/** Undefined where the response is missing. */
async function sendOrLeave({ target }: Writer, [method, path, sent]: Request): Promise<Reply | undefined> {
  try {
    return await target.send(method, path, sent);
  } catch (error) {
    // What fetch throws when a connection fails or breaks.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

async function noteOther(writer: Writer, reply: Reply | undefined, [method, path]: Request): Promise<void> {
  const { history, survives = false } = writer;
  if (reply === undefined) writer.isGone = true;
  if (reply?.status === 503) await delay(PAUSE_MS);
  else if (reply !== undefined) history.unexpected.push(`${method} ${path}: ${reply.status} ${reply.text}`);
  else if (survives) history.unexpected.push(`${method} ${path}: no response`);
}
