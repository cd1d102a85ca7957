import { type DiffContext, type OperationPair, subjectOf } from '../context.ts';
import type { Proof } from '../draft.ts';
import type { OperationParts } from '../parts.ts';
import { isSunset } from '../policy.ts';
import { makeRequest, requestViolations, requestWitness } from '../proofs.ts';

/** Pairs operations by method and path, and reports those without a counterpart. */
export function pairOperations(context: DiffContext): OperationPair[] {
  const { both, removed, added } = matchParts(context.old.operations, context.new.operations, operationKeys);
  for (const old of removed) reportRemovedOperation(context, old);
  for (const one of added) {
    context.report({
      kind: 'operation.added',
      direction: 'request',
      effect: 'widening',
      subject: subjectOf(one),
      message: 'The operation is new.',
      pointers: { new: one.pointer },
    });
  }
  const roles = { request: 'request', response: 'response' } as const;
  return both.map(([old, fresh]) => ({ context, old, new: fresh, roles }));
}

/** The same for webhooks, and the callbacks of paired operations, whose requests the API writes. */
export function pairSentRequests(
  context: DiffContext,
  old: OperationParts[],
  fresh: OperationParts[],
): OperationPair[] {
  const { both, removed, added } = matchParts(old, fresh, sentKeys);
  for (const one of removed) {
    context.report({
      kind: `${one.kind}.removed`,
      direction: 'response',
      effect: 'narrowing',
      severity: isSunset(one.value, context.policy) ? context.policy.removedAfterDeprecation : 'risky',
      subject: subjectOf(one),
      message: `The ${one.kind} is removed.`,
      pointers: { old: one.pointer },
    });
  }
  for (const one of added) {
    context.report({
      kind: `${one.kind}.added`,
      direction: 'response',
      effect: 'widening',
      severity: 'additive',
      subject: subjectOf(one),
      message: `The ${one.kind} is new.`,
      pointers: { new: one.pointer },
    });
  }
  const roles = { request: 'response', response: 'request' } as const;
  return both.map(([one, other]) => ({ context, old: one, new: other, roles }));
}

type MatchedParts = { both: [OperationParts, OperationParts][]; removed: OperationParts[]; added: OperationParts[] };

/** @param keysOf lists of keys, those that identify best first */
function matchParts(
  old: OperationParts[],
  fresh: OperationParts[],
  keysOf: (parts: OperationParts) => string[][],
): MatchedParts {
  const both: MatchedParts['both'] = [];
  const left = new Set(old);
  const open = new Set(fresh);
  for (const rank of [0, 1]) {
    const byKey = new Map<string, OperationParts>();
    for (const one of left) for (const key of keysOf(one)[rank] ?? []) if (!byKey.has(key)) byKey.set(key, one);
    for (const one of open) {
      const found = (keysOf(one)[rank] ?? [])
        .map((key) => byKey.get(key))
        .find((other): other is OperationParts => other !== undefined && left.has(other));
      if (found === undefined) continue;
      both.push([found, one]);
      left.delete(found);
      open.delete(one);
    }
  }
  return { both, removed: [...left], added: [...open] };
}

/** The path with that of the server, so that a part of one may move to the other; else the path alone. */
function operationKeys({ method, path, basePaths }: OperationParts): string[][] {
  const template = anonymousTemplate(path);
  return [basePaths.map((base) => `${method} ${base}${template}`), [`${method} ${template}`]];
}

/** The names of path parameters do not matter (OAS 3.1 §4.8.8). */
export function anonymousTemplate(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, '{}');
}

/** Runtime expressions have a dollar sign, and other names in braces do not matter. */
function sentKeys({ method, path }: OperationParts): string[][] {
  return [[`${method} ${path.replaceAll(/\{(?!\$)[^}]*\}/g, '{}').replaceAll(/\s+/g, ' ')}`]];
}

function reportRemovedOperation(context: DiffContext, old: OperationParts): void {
  const { policy, report } = context;
  report({
    kind: 'operation.removed',
    direction: 'request',
    effect: 'narrowing',
    ...(isSunset(old.value, policy) ? { severity: policy.removedAfterDeprecation } : {}),
    subject: subjectOf(old),
    message: 'The operation is removed.',
    pointers: { old: old.pointer },
    prove: () => proveRemoved(context, old),
  });
}

/** Another operation may take its requests: `/pets/{id}` also matches `/pets/mine`. */
function proveRemoved({ compile, new: { operations } }: DiffContext, old: OperationParts): Proof {
  const compiled = compile(old, 'request');
  if ('doubt' in compiled) return compiled;
  const request = makeRequest(compiled);
  if (request === undefined) return { doubt: 'No valid request of it is found.' };
  const path = old.path.replaceAll(/\{([^}]*)\}/g, (_, name: string) => request.path[name] ?? 'x');
  const places = old.basePaths.map((base) => `${base}${path}`);
  for (const other of operations) {
    if (other.method !== old.method) continue;
    for (const base of other.basePaths) {
      const values = places.map((place) => matchTemplate(`${base}${other.path}`, place)).find(Boolean);
      if (values === undefined) continue;
      const taking = compile(other, 'request');
      if ('doubt' in taking) return taking;
      // The names of the other operation, whose values stand in the path.
      if (requestViolations(taking, { ...request, path: values }, other).length === 0)
        return { doubt: `Its requests are valid for ${other.method} ${other.path} now.` };
    }
  }
  return { witness: requestWitness(compiled, request) };
}

/** The texts of the parameters of a templated path that matches a path. */
function matchTemplate(template: string, path: string): Record<string, string> | undefined {
  const names: string[] = [];
  const source = template
    .split(/(\{[^}]*\})/)
    .map((part) => {
      if (!part.startsWith('{')) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(part.slice(1, -1));
      return '([^/]+)';
    })
    .join('');
  const values = new RegExp(`^${source}$`).exec(path)?.slice(1);
  return values && Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}
