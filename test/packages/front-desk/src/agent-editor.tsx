import { type FormEvent, useEffect, useState } from 'react';
import { type Client, toUpdate } from 'voice-agents-client';
import { type Agent, type Problems, problemsOf } from './api.ts';
import { Field } from './field.tsx';

type AgentEditorProps = { client: Client; id: string; onClose: () => Promise<void> };

/** The agent that is edited, and the version that an update must find. */
type Opened = { agent: Agent; etag: string };

/** Changes, deletes and calls an agent. */
export function AgentEditor({ client, id, onClose }: AgentEditorProps) {
  const [opened, setOpened] = useState<Opened>();
  const [problems, setProblems] = useState<Problems>({});
  const [status, setStatus] = useState('');
  const path = { id };

  useEffect(() => {
    let isCurrent = true;
    void client.GET('/v1/agents/{id}', { params: { path: { id } } }).then(({ data: agent, response }) => {
      if (isCurrent) setOpened({ agent, etag: response.headers.get('etag') ?? '' });
    });
    return () => {
      isCurrent = false;
    };
  }, [client, id]);

  if (opened === undefined) return <p>Loading</p>;
  const { agent, etag } = opened;

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sent = new FormData(event.currentTarget);
    const delay = String(sent.get('response_delay_seconds'));
    // Null clears a setting. A setting that the body leaves out would stay as it is.
    const response_delay_seconds = delay === '' ? null : Number(delay);
    const body = { ...toUpdate(agent), name: String(sent.get('name')), response_delay_seconds };
    const params = { path, header: { 'If-Match': etag } };
    setProblems(
      await problemsOf(async () => {
        await client.PATCH('/v1/agents/{id}', { params, body });
        await onClose();
      }),
    );
  };

  const remove = async () => {
    await client.DELETE('/v1/agents/{id}', { params: { path } });
    await onClose();
  };

  const call = async () => {
    const { data } = await client.POST('/v1/agents/{id}/conversations', {
      params: { path },
      body: { user_identity: 'customer-4711' },
    });
    setStatus(`The conversation is ${data.conversation.status}.`);
  };

  return (
    <form aria-label="Agent" onSubmit={save}>
      <Field label="Name" name="name" initial={agent.name} problems={problems} />
      <Field
        label="Response delay"
        name="response_delay_seconds"
        initial={String(agent.response_delay_seconds ?? '')}
        problems={problems}
      />
      <button type="submit">Save</button>
      <button type="button" onClick={call}>
        Call
      </button>
      <button type="button" onClick={remove}>
        Delete
      </button>
      <output>{status}</output>
      {problems[''] !== undefined && <p role="alert">{problems['']}</p>}
    </form>
  );
}
