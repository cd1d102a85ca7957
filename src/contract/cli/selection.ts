import { lookUp } from '../document/references.ts';
import { suggest } from '../document/suggest.ts';
import type { Plan } from '../verify/plan.ts';
import type { Phase } from '../verify/types.ts';
import { UsageError } from './verb.ts';

/** Operations and phases that `--only`, `--operation` and `--skip` name. */
export type Selection = {
  /** All if empty. */
  phases: Phase[];
  /** All if empty. */
  operations: string[];
  /** Operations that no request may be sent to. */
  skipped: string[];
};

type SelectionNames = { only: string[]; skip: string[]; phases: readonly Phase[]; plan: Plan };

type Nameable = { operationId: string; path: string; tags: string[] };

function listNameable({ document, operations }: Plan): Nameable[] {
  return operations.map(({ operationId, path, pointer }) => {
    const { tags = [] } = lookUp(document, pointer) as { tags?: string[] };
    return { operationId, path, tags };
  });
}

/**
 * Reads the names of phases, operations and tags, and patterns of paths. `tag:` and `operation:` precede a name that is
 * several of them.
 *
 * @throws UsageError if a name is unknown, or if nothing is left to test
 */
export function readSelection({ only, skip, phases, plan }: SelectionNames): Selection {
  const operations = listNameable(plan);
  const selected = only.map((text) => selectionOf('only', text, phases, operations));
  const left = skip.map((text) => selectionOf('skip', text, phases, operations));
  const wanted = new Set(selected.flatMap((one) => one.operations));
  const skipped = new Set(left.flatMap((one) => one.operations));
  const own = selected.flatMap((one) => one.phases);
  const off = left.flatMap((one) => one.phases);
  const kept = (own.length > 0 ? own : phases.filter((one) => one !== 'security')).filter(
    (phase) => !off.includes(phase),
  );
  const ids = operations.map(({ operationId }) => operationId);
  if (kept.length === 0) throw new UsageError('--skip leaves no phase to run.');
  if (ids.every((id) => skipped.has(id) || (wanted.size > 0 && !wanted.has(id))))
    throw new UsageError('--skip leaves no operation to test.');
  return {
    phases: own.length > 0 || off.length > 0 ? kept : [],
    operations: [...wanted].filter((id) => !skipped.has(id)),
    skipped: [...skipped],
  };
}

type SelectedNames = { phases: Phase[]; operations: string[] };

function selectionOf(option: string, text: string, phases: readonly Phase[], operations: Nameable[]): SelectedNames {
  const phase = phases.find((one) => one === text);
  if (phase !== undefined) return { phases: [phase], operations: [] };
  const found = operations.filter((operation) => isNamed(operation, text)).map(({ operationId }) => operationId);
  if (found.length > 0) return { phases: [], operations: found };
  if (text.startsWith('/')) throw new UsageError(`--${option}: no path of the document matches "${text}".`);
  const names = [...phases, ...operations.flatMap(({ operationId, tags }) => [operationId, ...tags])];
  throw new UsageError(
    `--${option}: there is no phase, operation or tag "${text}".${suggest(text, [...new Set(names)])}`,
  );
}

function isNamed({ operationId, path, tags }: Nameable, text: string): boolean {
  if (text.startsWith('/')) return patternOf(text).test(path);
  const [, kind, name = text] = /^(tag|operation):(.+)$/.exec(text) ?? [];
  return (kind !== 'tag' && operationId === name) || (kind !== 'operation' && tags.includes(name));
}

/** `*` stands for anything within a segment, `**` for any segments. */
function patternOf(text: string): RegExp {
  const source = text
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return new RegExp(`^${source}$`);
}
