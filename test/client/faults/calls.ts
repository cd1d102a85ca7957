import { ApiError, type Client, type ClientOptions, createClient } from '../../../src/client/client.ts';
import { createRandom } from '../../mutation/random.ts';
import { FAULTS, type Fault, type FaultProxy, type Plan } from './proxy.ts';

/** One call of the client, and what the client said of it. */
export type Outcome = {
  fault: Fault;
  write: Write;
  retries: number;
  /** Undefined if the client reported a failure. */
  succeeded?: { id: string } | undefined;
};

/** A write, with a text by which it is found in the lists of the server. */
type Write = { kind: 'create' | 'start' | 'update' | 'delete'; text: string; agentId: string };

export type CallSettings = {
  runs: number;
  seed: number;
  key: string;
  proxy: FaultProxy;
  /** A client to the server itself. */
  direct: Client;
  /** Options that break the client, to see whether that is found. */
  defect?: Partial<ClientOptions>;
  /** In place of the planned faults. */
  planOf?: (plan: Plan) => Plan;
};

const AT_ONCE = 8;
/** Milliseconds that a call waits if a time-out is planned. The result does not depend on it. */
const TIMEOUT_MS = 200;

/** Calls that each meet planned faults. The same seed has the same writes and faults. */
export async function runCalls(settings: CallSettings): Promise<Outcome[]> {
  const { data: shared } = await settings.direct.POST('/v1/agents', { body: { name: 'Shared', voice_id: 'sabrina' } });
  const outcomes: Outcome[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < settings.runs) {
      const run = next++;
      outcomes[run] = await runCall(settings, run, shared.id);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcomes;
}

async function runCall(settings: CallSettings, run: number, sharedId: string): Promise<Outcome> {
  const { seed, key, proxy, direct, defect, planOf = (planned) => planned } = settings;
  const random = createRandom(seed * 1_000_003 + run);
  const plan = planOf(drawPlan(run, random));
  const write = await prepareWrite(direct, { text: `run ${seed}-${run}`, sharedId, random });
  let retries = 0;
  const client = createClient({
    baseUrl: proxy.urlOf(plan),
    auth: { ApiKey: key },
    retryDelayMs: 2,
    ...(plan.some((fault) => fault.startsWith('time-out')) ? { attemptTimeoutMs: TIMEOUT_MS } : {}),
    onRetry: () => {
      retries++;
    },
    ...defect,
  });
  const succeeded = await send(client, write).catch((error) => {
    if (error instanceof ApiError) return undefined;
    throw error;
  });
  return { fault: plan[0] ?? 'none', write, retries, succeeded };
}

/** Each fault is the first one of equally many calls. A call has two attempts after its first one. */
function drawPlan(run: number, random: () => number): Plan {
  const more = random();
  const draw = (): Fault => FAULTS[Math.floor(random() * FAULTS.length)] ?? 'none';
  const first = FAULTS[run % FAULTS.length] ?? 'none';
  return [first, ...(more < 0.3 ? [draw()] : []), ...(more < 0.15 ? [draw()] : [])];
}

/** Half of all writes create an agent. Agents to change or delete are created without faults. */
async function prepareWrite(
  direct: Client,
  { text, sharedId, random }: { text: string; sharedId: string; random: () => number },
): Promise<Write> {
  const share = random();
  if (share < 0.5) return { kind: 'create', text, agentId: '' };
  if (share < 0.75) return { kind: 'start', text, agentId: sharedId };
  const { data } = await direct.POST('/v1/agents', { body: { name: text, voice_id: 'sabrina' } });
  return { kind: share < 0.9 ? 'update' : 'delete', text, agentId: data.id };
}

async function send(client: Client, { kind, text, agentId: id }: Write): Promise<{ id: string }> {
  const params = { path: { id } };
  if (kind === 'create') return (await client.POST('/v1/agents', { body: { name: text, voice_id: 'sabrina' } })).data;
  if (kind === 'start')
    return (await client.POST('/v1/agents/{id}/conversations', { params, body: { user_identity: text } })).data
      .conversation;
  if (kind === 'delete') await client.DELETE('/v1/agents/{id}', { params });
  else await client.PATCH('/v1/agents/{id}', { params, body: { prompt: text } });
  return { id };
}
