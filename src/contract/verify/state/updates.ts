import { isJson } from '../../document/media-types.ts';
import { isObject } from '../../document/references.ts';
import { createFirst, equal, flatten } from '../../values/flat.ts';
import type { CompletedExchange } from '../links.ts';
import type { Run } from '../run-context.ts';
import {
  call,
  covers,
  differences,
  isRuled,
  type Lifecycle,
  type Made,
  plain,
  reportFinding,
  richest,
  withJson,
} from './lifecycle.ts';
import { bodyUnlike, telling } from './making.ts';
import { MERGE_PATCH } from './merge-patches.ts';
import { isDone } from './settling.ts';

/** An update sets the sent properties and keeps the others. */
export async function checkUpdates(run: Run, { read, update }: Lifecycle, made: Made): Promise<void> {
  const content = update?.requestBody?.content ?? {};
  const mediaType = ['application/json', MERGE_PATCH].find((type) => Object.hasOwn(content, type)) ?? '';
  const schema = content[mediaType]?.schema;
  const example = update === undefined ? undefined : richest(run, update);
  const whole =
    update === undefined || example === undefined ? undefined : (telling(run, update, example) ?? example).body?.value;
  if (update === undefined || update.method !== 'patch' || schema === undefined || !isObject(whole)) return;
  const settable = flatten(schema, run.plan.find, createFirst(run.plan.find)).properties ?? {};
  // Forms are made with usual values. A property that is reset to one shows only if it has another.
  const contentType = made.request.headers['content-type'] ?? 'application/json';
  const other = isJson(contentType) ? undefined : bodyUnlike(run, update, made.response.value)?.value;
  if (isObject(other)) await call(run, update, made.path, withJson(run, update, other, mediaType));
  for (const [property, value] of Object.entries(whole)) {
    const before = await call(run, read, made.path, plain(run, read));
    const changed = await call(run, update, made.path, withJson(run, update, { [property]: value }, mediaType));
    const after = await call(run, read, made.path, plain(run, read));
    if (before === undefined || changed === undefined || after === undefined || !isDone(changed)) continue;
    const moved = differences(before.response.value, after.response.value);
    const mayMove = [property, ...Object.keys(update.hints.effects[property]?.sets ?? {})];
    const wiped = moved.filter(
      (name) => !mayMove.includes(name) && Object.hasOwn(settable, name) && !isRuled(update, name),
    );
    if (wiped.length > 0) {
      reportFinding(run, {
        check: 'update_keeps_the_rest',
        operation: update,
        exchange: changed,
        message: `an update of "${property}" changes ${wiped.join(', ')}`,
        cause: wiped.join(),
      });
    }
    const kept = isObject(after.response.value) ? after.response.value[property] : undefined;
    const isShown = isObject(after.response.value) && Object.hasOwn(after.response.value, property);
    if (isShown && !isRuled(update, property) && !covers(kept, value)) {
      const message = `"${property}" is ${JSON.stringify(kept)} after an update to ${JSON.stringify(value)}`;
      reportFinding(run, { check: 'update_is_kept', operation: update, exchange: changed, message, cause: property });
    }
    const stale = differences(changed.response.value, after.response.value);
    if (isObject(changed.response.value) && stale.length > 0) {
      reportFinding(run, {
        check: 'reads_what_was_made',
        operation: read,
        exchange: after,
        message: `differs from the response to the update in ${stale.join(', ')}`,
        cause: 'update',
      });
    }
  }
}

/** Rejections that a repeated request may get, because it conflicts with the state that it has created. */
const DONE_ALREADY = [409, 412];

/**
 * An update that was done can be sent again, as a client that has not seen the first response does (RFC 9110 §9.2.2).
 */
export async function checkRepeats(run: Run, { update }: Lifecycle, made: Made): Promise<void> {
  const parts = update === undefined ? undefined : richest(run, update);
  if (update === undefined || parts === undefined) return;
  const first = await call(run, update, made.path, parts);
  const again = await call(run, update, made.path, parts);
  if (first === undefined || again === undefined || first.response.status >= 300 || again.response.status < 300) return;
  if (DONE_ALREADY.includes(again.response.status)) return;
  reportFinding(run, {
    check: 'repeatable_updates',
    operation: update,
    exchange: again,
    message: `returns ${again.response.status} to a repeated update`,
  });
}

/** The declared effects of an update occur whatever else is sent, and only under their condition. */
export async function checkEffects(run: Run, { read, update }: Lifecycle, made: Made): Promise<void> {
  if (update === undefined) return;
  const whole = richest(run, update)?.body?.value;
  const send = (value: object): Promise<CompletedExchange | undefined> =>
    call(run, update, made.path, withJson(run, update, value));
  for (const [property, { when, sets }] of Object.entries(update.hints.effects)) {
    const names = Object.keys(sets);
    const values = Object.fromEntries(
      names.flatMap((name) => (isObject(whole) && Object.hasOwn(whole, name) ? [[name, whole[name]]] : [])),
    );
    for (const [what, body, expected] of [
      ['alone', { [property]: when }, sets],
      ['beside values', { ...values, [property]: when }, sets],
      ...(typeof when === 'boolean' ? ([['not meant', { ...values, [property]: !when }, values]] as const) : []),
    ] as const) {
      await send(values);
      const changed = await send(body);
      const after = await call(run, read, made.path, plain(run, read));
      if (changed === undefined || after === undefined || changed.response.status >= 300) continue;
      const found = after.response.value;
      const wrong = Object.keys(expected).filter((name) => !isObject(found) || !equal(found[name], expected[name]));
      if (wrong.length === 0) continue;
      const shown = isObject(found) ? JSON.stringify(found[wrong[0] as string]) : 'missing';
      const message = `"${wrong[0]}" is ${shown} after an update to ${JSON.stringify(body)}`;
      reportFinding(run, {
        check: 'update_has_effect',
        operation: update,
        exchange: changed,
        message,
        cause: `${property} ${what}`,
      });
    }
  }
}
