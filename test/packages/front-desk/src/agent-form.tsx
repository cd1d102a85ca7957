import { type FormEvent, useState } from 'react';
import type { Client } from 'voice-agents-client';
import { type Problems, problemsOf } from './api.ts';
import { Field } from './field.tsx';

type AgentFormProps = { client: Client; onCreated: () => Promise<void> };

/** Creates an agent. The API validates it: each problem is shown beside its field. */
export function AgentForm({ client, onCreated }: AgentFormProps) {
  const [problems, setProblems] = useState<Problems>({});

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sent = new FormData(event.currentTarget);
    const body = { name: String(sent.get('name')), voice_id: String(sent.get('voice_id')) };
    setProblems(
      await problemsOf(async () => {
        await client.POST('/v1/agents', { body });
        await onCreated();
      }),
    );
  };

  return (
    <form aria-label="New agent" onSubmit={submit}>
      <Field label="Name" name="name" problems={problems} />
      <Field label="Voice" name="voice_id" initial="sabrina" problems={problems} />
      <button type="submit">Create</button>
      {problems[''] !== undefined && <p role="alert">{problems['']}</p>}
    </form>
  );
}
