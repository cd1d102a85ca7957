import { entityTag } from '../preconditions.ts';
import type { Agent } from './settings.ts';

/**
 * Part of the version of stored agents. Increase it if a stored agent gives another response although the contract is
 * unchanged.
 */
const FORM = 1;

/** An agent as responses send it, with its entity tag. */
export type AgentText = { text: string; tag: string };

/** Writes agents as the contract declares them. */
export type AgentWriter = {
  /** Names the contract and the form that texts are written in. A text with another name is written again. */
  form: string;
  write(agent: Agent): AgentText;
  /** A list of agents that are texts already. */
  writeList(texts: string[], position: { next_cursor: string | null; has_more: boolean }): string;
};

/** The serializers of the contract for an agent and for a list of agents, and a hash of the contract and of them. */
export type AgentSerializers = {
  hash: string;
  agent: (agent: unknown) => string;
  list: (list: unknown) => string;
};

const EMPTY_LIST = '{"agents":[]';

/** @throws Error where the contract has the agents of a list in another place */
export function createAgentWriter({ hash, agent: serializeAgent, list: serializeList }: AgentSerializers): AgentWriter {
  if (!serializeList({ agents: [], next_cursor: null, has_more: false }).startsWith(EMPTY_LIST))
    throw new Error('A list of agents must have "agents" as its first property.');
  return {
    form: `${FORM}-${hash}`,
    write: (agent) => {
      const text = serializeAgent(agent);
      return { text, tag: entityTag(text) };
    },
    writeList: (texts, position) => {
      const frame = serializeList({ agents: [], ...position });
      return `{"agents":[${texts.join(',')}]${frame.slice(EMPTY_LIST.length)}`;
    },
  };
}
