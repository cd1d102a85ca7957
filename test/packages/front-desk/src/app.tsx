import { useCallback, useEffect, useState } from 'react';
import type { Client } from 'voice-agents-client';
import { AgentEditor } from './agent-editor.tsx';
import { AgentForm } from './agent-form.tsx';
import type { Agent } from './api.ts';

const PAGE_ROWS = 2;

/** The agents of a workspace: a list that loads more pages, a form for new ones, and an editor. */
export function App({ client }: { client: Client }) {
  const [agents, setAgents] = useState<Agent[]>([]);
  const [cursor, setCursor] = useState<string | null>(null);
  const [openId, setOpenId] = useState<string>();

  const loadPage = useCallback(
    async (after: string | null) => {
      const query = { limit: PAGE_ROWS, ...(after === null ? {} : { cursor: after }) };
      return (await client.GET('/v1/agents', { params: { query } })).data;
    },
    [client],
  );

  const reload = useCallback(async () => {
    const page = await loadPage(null);
    setAgents(page.agents);
    setCursor(page.next_cursor);
  }, [loadPage]);

  const loadMore = async () => {
    const page = await loadPage(cursor);
    setAgents([...agents, ...page.agents]);
    setCursor(page.next_cursor);
  };

  useEffect(() => void reload(), [reload]);

  const close = async () => {
    setOpenId(undefined);
    await reload();
  };

  return (
    <main>
      <h1>Agents</h1>
      <ul>
        {agents.map((agent) => (
          <li key={agent.id}>
            <button type="button" onClick={() => setOpenId(agent.id)}>
              {agent.name}
            </button>
          </li>
        ))}
      </ul>
      {cursor !== null && (
        <button type="button" onClick={loadMore}>
          Load more
        </button>
      )}
      <AgentForm client={client} onCreated={reload} />
      {openId !== undefined && <AgentEditor key={openId} client={client} id={openId} onClose={close} />}
    </main>
  );
}
