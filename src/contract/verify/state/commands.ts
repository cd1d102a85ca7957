import { isObject } from '../../document/references.ts';
import { createFirst, flatten } from '../../values/flat.ts';
import type { CheckName } from '../check-names.ts';
import { valueOfJson } from '../json.ts';
import type { CompletedExchange } from '../links.ts';
import type { Run } from '../run-context.ts';
import type { Case, RequestParts } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { covers, differences, isRuled, madeBy, plain } from './lifecycle.ts';
import { FEW_SMALL, listAll } from './lists.ts';
import {
  type Command,
  endByViolation,
  type KnownResource,
  type Model,
  type SequenceContext,
  sendStep,
  shownIn,
  type Trail,
} from './sequence.ts';
import { awaitJob, isDone } from './settling.ts';

function pickFrom({ known }: Model, which: number): KnownResource {
  // Commands are only run where there is one.
  return known[which % known.length] as KnownResource;
}

const hasSome = ({ known }: Readonly<Model>): boolean => known.length > 0;

export function createCommand({ run, life, around }: SequenceContext, sent: Case | RequestParts): Command {
  const { create } = life;
  return {
    check: () => true,
    toString: () => create.operationId,
    run: async (model, trail) => {
      const found = await sendStep(run, trail, { operation: create, path: around, sent });
      const made = found === undefined ? undefined : madeBy(life, found, around);
      if (found === undefined || made === undefined) return;
      const { id, path } = made;
      if (model.ids.has(id)) {
        const message = `returns the id "${id}" of another resource`;
        endByViolation(run, trail, { check: 'creates_unique_id', operation: create, exchange: found, message });
      }
      model.ids.add(id);
      const settled = await awaitJob(run, life, made);
      if (settled === undefined) return;
      model.known.push({ id, path, value: shownIn(life, settled, id), isGone: false });
    },
  };
}

export function readCommand({ run, life }: SequenceContext, which: number): Command {
  const { read } = life;
  return {
    check: hasSome,
    toString: () => read.operationId,
    run: async (model, trail) => {
      const known = pickFrom(model, which);
      const found = await sendStep(run, trail, { operation: read, path: known.path, sent: plain(run, read) });
      if (found === undefined || isGoneRightly(run, trail, known, { operation: read, exchange: found })) return;
      if (found.response.status >= 300) {
        const message = `returns ${found.response.status} for a resource that was created and not deleted`;
        endByViolation(run, trail, {
          check: 'ensure_resource_availability',
          operation: read,
          exchange: found,
          message,
        });
        return;
      }
      const differing = differences(known.value, found.response.value);
      if (known.value !== undefined && differing.length > 0) {
        const message = `differs in ${differing.join(', ')} from the last response`;
        endByViolation(run, trail, { check: 'reads_what_was_made', operation: read, exchange: found, message });
      }
      known.value = found.response.value;
    },
  };
}

/** Whether a resource is gone, for which every operation must return 404 or 410. */
function isGoneRightly(
  run: Run,
  trail: Trail,
  known: KnownResource,
  { operation, exchange }: { operation: VerifiableOperation; exchange: CompletedExchange },
): boolean {
  const { status } = exchange.response;
  // RFC 9110 §9.3.4.
  if (operation.method === 'put' && status === 201) known.isGone = false;
  if (known.isGone && status < 400) {
    const message = `returns ${status} for a deleted resource`;
    endByViolation(run, trail, { check: 'use_after_free', operation, exchange, message });
  }
  return known.isGone;
}

export function updateCommand(
  { run, life }: SequenceContext,
  update: VerifiableOperation,
  { which, sent }: { which: number; sent: Case | RequestParts },
): Command {
  return {
    check: hasSome,
    toString: () => update.operationId,
    run: async (model, trail) => {
      const known = pickFrom(model, which);
      const found = await sendStep(run, trail, { operation: update, path: known.path, sent });
      if (found === undefined || isGoneRightly(run, trail, known, { operation: update, exchange: found })) return;
      if (!isDone(found)) return;
      const shown = shownIn(life, found, known.id);
      const body = valueOfJson(found.request.body ?? 'null');
      if (isObject(shown) && isObject(body)) {
        checkUpdate(run, trail, { update, exchange: found, before: known.value, after: shown, body });
      }
      known.value = shown;
    },
  };
}

/** An update, its response, and the resource before and after it. */
type Change = {
  update: VerifiableOperation;
  exchange: CompletedExchange;
  before: unknown;
  after: Record<string, unknown>;
  body: Record<string, unknown>;
};

/** An update sets the sent properties, and PATCH keeps the others. */
function checkUpdate(run: Run, trail: Trail, { update, exchange, before, after, body }: Change): void {
  const set = Object.entries(update.hints.effects).flatMap(([name, { sets }]) =>
    Object.hasOwn(body, name) ? Object.keys(sets) : [],
  );
  const isFree = (name: string): boolean => set.includes(name) || isRuled(update, name);
  const lost = Object.keys(body).filter(
    (name) => Object.hasOwn(after, name) && !isFree(name) && !covers(after[name], body[name]),
  );
  if (lost.length > 0) {
    const [name = ''] = lost;
    const message = `"${name}" is ${JSON.stringify(after[name])} after an update to ${JSON.stringify(body[name])}`;
    endByViolation(run, trail, { check: 'update_is_kept', operation: update, exchange, message });
  }
  if (update.method !== 'patch') return;
  const schema = Object.values(update.requestBody?.content ?? {})[0]?.schema;
  const settable = flatten(schema, run.plan.find, createFirst(run.plan.find)).properties ?? {};
  const wiped = differences(before, after).filter(
    (name) => Object.hasOwn(settable, name) && !Object.hasOwn(body, name) && !isFree(name),
  );
  if (wiped.length > 0) {
    const message = `an update of ${Object.keys(body).join(', ')} changes ${wiped.join(', ')}`;
    endByViolation(run, trail, { check: 'update_keeps_the_rest', operation: update, exchange, message });
  }
}

export function removeCommand({ run }: SequenceContext, remove: VerifiableOperation, which: number): Command {
  return {
    check: hasSome,
    toString: () => remove.operationId,
    run: async (model, trail) => {
      const known = pickFrom(model, which);
      const found = await sendStep(run, trail, { operation: remove, path: known.path, sent: plain(run, remove) });
      // `checkRemoval` tests what a second delete returns.
      if (found !== undefined && isDone(found)) known.isGone = true;
    },
  };
}

export function listCommand({ run, life, around }: SequenceContext, list: VerifiableOperation): Command {
  return {
    check: () => true,
    toString: () => list.operationId,
    run: async (model, trail) => {
      const listed = await listAll(run, life, around, FEW_SMALL);
      if (listed === undefined) return;
      const { ids, last, isWhole } = listed;
      trail.push(last.request);
      for (const { id, isGone } of model.known) {
        const count = ids.filter((one) => one === id).length;
        const end = (check: CheckName, message: string): void =>
          endByViolation(run, trail, { check, operation: list, exchange: last, message });
        if (isGone && count > 0) end('use_after_free', `lists "${id}", which was deleted`);
        if (!isGone && count > 1) end('lists_each_once', `lists "${id}" ${count} times`);
        if (!isGone && count === 0 && isWhole) end('lists_each_once', `does not list "${id}", which was created`);
      }
    },
  };
}
