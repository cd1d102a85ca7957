import { useId } from 'react';
import type { Problems } from './api.ts';

type FieldProps = { label: string; name: string; initial?: string; problems: Problems };

/** A text input with the problem of its field. */
export function Field({ label, name, initial = '', problems }: FieldProps) {
  const id = useId();
  const problem = problems[name];
  return (
    <p>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        defaultValue={initial}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
      />
      {problem !== undefined && <span id={`${id}-problem`}>{problem}</span>}
    </p>
  );
}
