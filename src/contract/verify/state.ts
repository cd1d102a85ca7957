import { isObject } from '../document/references.ts';
import type { Planned } from './plan.ts';
import { findSource, idOf, type PathValues, pathNames, rowsOf } from './resources.ts';
import type { Run } from './run.ts';
import type { Exchange, Parts, Received, SentRequest } from './types.ts';
import { createFirst, equal, flatten } from './values/flat.ts';

/** The operations that a kind of resource goes through, and the path parameter that names one. */
export type Lifecycle = {
  name: string;
  create: Planned;
  read: Planned;
  update: Planned | undefined;
  remove: Planned | undefined;
  list: Planned | undefined;
};

/** The kinds of resources that are made by one operation and read by another below it. */
export function listLifecycles({ plan }: Run): Lifecycle[] {
  return plan.operations.flatMap((read) => {
    const name = pathNames(read).at(-1);
    if (read.method !== 'get' || name === undefined || !read.path.endsWith(`{${name}}`)) return [];
    const source = findSource(plan, read, name);
    if (source?.kind !== 'create') return [];
    const create = source.operation;
    const at = (path: string, ...methods: string[]): Planned | undefined =>
      plan.operations.find((one) => one.path === path && methods.includes(one.method));
    const update = at(read.path, 'patch') ?? at(read.path, 'put');
    return [{ name, create, read, update, remove: at(read.path, 'delete'), list: at(create.path, 'get') }];
  });
}

/** A resource that was made for a check, and the answer that made it. */
type Made = { path: PathValues; answer: Received; request: SentRequest };

/** Follows each kind of resource from its making to its end. */
export async function runStateChecks(run: Run): Promise<void> {
  const { operations } = run.options;
  for (const life of listLifecycles(run)) {
    if (operations.length > 0 && !operations.includes(life.create.operationId)) continue;
    const checks = [checkReads, checkUpdates, checkEffects, checkConditions, checkList, checkStrangers, checkRemoval];
    for (const check of checks) {
      const made = await make(run, life);
      if (made === undefined) {
        run.untried.push(`${life.create.operationId}: nothing can be made, so nothing is followed`);
        break;
      }
      await check(run, life, made);
    }
  }
}

async function make(run: Run, { create, name }: Lifecycle): Promise<Made | undefined> {
  const parts = richest(run, create);
  const around = await run.resources.valuesFor(create);
  if (parts === undefined || around === undefined) return undefined;
  const exchange = await call(run, create, around, parts);
  if (exchange === undefined || exchange.answer.status >= 300) return undefined;
  const id = idOf(exchange.answer, name, 'create');
  if (id === undefined) return undefined;
  return { path: { ...around, [name]: encodeURIComponent(id) }, ...exchange };
}

/** The example of a request that says most. */
function richest({ cases }: Run, { operationId }: Planned): Parts | undefined {
  const examples = cases.get(operationId)?.cases.filter(({ phase }) => phase === 'examples') ?? [];
  const named = examples.filter(({ subject }) => !subject.side.startsWith('made '));
  const longest = (named.length > 0 ? named : examples).toSorted(
    (a, b) => (b.parts.body?.text.length ?? 0) - (a.parts.body?.text.length ?? 0),
  );
  return longest[0]?.parts;
}

type Answered = { request: SentRequest; answer: Received };

/** Sends a request; undefined where it is not answered, which is a finding of its own. */
async function call(run: Run, operation: Planned, path: PathValues, parts: Parts): Promise<Answered | undefined> {
  const exchange: Exchange = await run.session.exchange(operation, parts, path);
  run.count(operation, 'state');
  return 'failure' in exchange ? undefined : exchange;
}

const BARE: Parts = { path: {}, query: [], headers: {}, cookies: [], credentials: 'own' };

function report(run: Run, check: string, operation: Planned, at: Answered, message: string, cause = ''): void {
  const fault = { message, pointer: operation.pointer, cause };
  run.session.report(check, operation, fault, at.request, at.answer.status);
}

/** What was made can be read, as it was answered, and twice the same; HEAD answers as GET does without the body. */
async function checkReads(run: Run, { read }: Lifecycle, made: Made): Promise<void> {
  const first = await call(run, read, made.path, BARE);
  if (first === undefined) return;
  if (first.answer.status >= 300) {
    report(run, 'ensure_resource_availability', read, first, `answered ${first.answer.status} for what was just made`);
    return;
  }
  const differing = differences(made.answer.value, first.answer.value);
  if (differing.length > 0) {
    report(run, 'reads_what_was_made', read, first, `differs from the answer that made it in ${differing.join(', ')}`);
  }
  const second = await call(run, read, made.path, BARE);
  if (second !== undefined && !equal(second.answer.value, first.answer.value)) {
    report(run, 'repeatable_reads', read, second, 'answers another body to the same request');
  }
  const head = await call(run, read, made.path, { ...BARE, method: 'HEAD' });
  if (head === undefined || [404, 405, 501].includes(head.answer.status)) return;
  if (head.answer.status !== first.answer.status || head.answer.text !== '') {
    report(run, 'head_answers_as_get', read, head, `answers HEAD with ${head.answer.status} (RFC 9110 §9.3.2)`);
  }
}

/** The members, of both answers, that have not the same value in each. */
function differences(one: unknown, other: unknown): string[] {
  if (!isObject(one) || !isObject(other)) return equal(one, other) ? [] : ['the body'];
  return Object.keys(one).filter((name) => Object.hasOwn(other, name) && !equal(one[name], other[name]));
}

/** An update sets what it was sent and leaves alone what it was not. */
async function checkUpdates(run: Run, { read, update }: Lifecycle, made: Made): Promise<void> {
  const media = 'application/json';
  const schema = update?.requestBody?.content[media]?.schema;
  const whole = update === undefined ? undefined : richest(run, update)?.body?.value;
  if (update === undefined || update.method !== 'patch' || schema === undefined || !isObject(whole)) return;
  const settable = flatten(schema, run.plan.find, createFirst(run.plan.find)).properties ?? {};
  for (const [property, value] of Object.entries(whole)) {
    const before = await call(run, read, made.path, BARE);
    const body = { mediaType: media, text: JSON.stringify({ [property]: value }), value: { [property]: value } };
    const changed = await call(run, update, made.path, { ...BARE, body });
    const after = await call(run, read, made.path, BARE);
    if (before === undefined || changed === undefined || after === undefined || changed.answer.status >= 300) continue;
    const moved = differences(before.answer.value, after.answer.value);
    const mayMove = [property, ...Object.keys(update.hints.effects[property]?.sets ?? {})];
    const wiped = moved.filter(
      (name) => !mayMove.includes(name) && Object.hasOwn(settable, name) && !isRuled(update, name),
    );
    if (wiped.length > 0) {
      report(
        run,
        'update_keeps_the_rest',
        update,
        changed,
        `an update of "${property}" changes ${wiped.join(', ')}`,
        wiped.join(),
      );
    }
    const kept = isObject(after.answer.value) ? after.answer.value[property] : undefined;
    const isShown = isObject(after.answer.value) && Object.hasOwn(after.answer.value, property);
    if (isShown && !isRuled(update, property) && !covers(kept, value)) {
      const message = `"${property}" is ${JSON.stringify(kept)} after an update to ${JSON.stringify(value)}`;
      report(run, 'update_is_kept', update, changed, message, property);
    }
    const stale = differences(changed.answer.value, after.answer.value);
    if (isObject(changed.answer.value) && stale.length > 0) {
      report(
        run,
        'reads_what_was_made',
        read,
        after,
        `differs from the answer of the update in ${stale.join(', ')}`,
        'update',
      );
    }
  }
}

/** What an update sets beside what it is sent it sets whatever else is sent, and only then. */
async function checkEffects(run: Run, { read, update }: Lifecycle, made: Made): Promise<void> {
  if (update === undefined) return;
  const whole = richest(run, update)?.body?.value;
  const send = (value: object): Promise<Answered | undefined> =>
    call(run, update, made.path, {
      ...BARE,
      body: { mediaType: 'application/json', text: JSON.stringify(value), value },
    });
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
      const after = await call(run, read, made.path, BARE);
      if (changed === undefined || after === undefined || changed.answer.status >= 300) continue;
      const found = after.answer.value;
      const wrong = Object.keys(expected).filter((name) => !isObject(found) || !equal(found[name], expected[name]));
      if (wrong.length === 0) continue;
      const shown = isObject(found) ? JSON.stringify(found[wrong[0] as string]) : 'missing';
      const message = `"${wrong[0]}" is ${shown} after an update to ${JSON.stringify(body)}`;
      report(run, 'update_has_effect', update, changed, message, `${property} ${what}`);
    }
  }
}

function isRuled({ hints }: Planned, name: string): boolean {
  return Object.hasOwn(hints.rules, name);
}

/** Whether a stored value holds all that was sent; a server may add defaults. */
function covers(kept: unknown, sent: unknown): boolean {
  if (!isObject(sent)) return equal(kept, sent);
  return isObject(kept) && Object.entries(sent).every(([name, member]) => covers(kept[name], member));
}

/** An entity tag moves with its resource, and requests on condition of one are judged by it (RFC 9110 §13.1). */
async function checkConditions(run: Run, { read, update, remove }: Lifecycle, made: Made): Promise<void> {
  const first = await call(run, read, made.path, BARE);
  const tag = first?.answer.headers.etag;
  if (first === undefined || tag === undefined) return;
  if (Object.hasOwn(read.responses, '304')) {
    const same = await call(run, read, made.path, { ...BARE, headers: { 'if-none-match': tag } });
    if (same !== undefined && same.answer.status !== 304) {
      report(
        run,
        'entity_tags',
        read,
        same,
        `answers ${same.answer.status} and not 304 to If-None-Match of its own tag`,
        '304',
      );
    }
  }
  const parts = update === undefined ? undefined : richest(run, update);
  if (update !== undefined && parts !== undefined) {
    const changed = await call(run, update, made.path, parts);
    const later = await call(run, read, made.path, BARE);
    const isChanged = changed !== undefined && changed.answer.status < 300;
    const isOther = later !== undefined && !equal(first.answer.value, later.answer.value);
    if (isChanged && isOther && later.answer.headers.etag === tag) {
      report(run, 'entity_tags', read, later, 'the tag is the same after a change (RFC 9110 §8.8.1)', 'moves');
    }
  }
  for (const operation of [update, remove]) {
    if (operation === undefined || !Object.hasOwn(operation.responses, '412')) continue;
    const stale = { ...(run.simplest(operation) ?? BARE), headers: { 'if-match': '"no-such-version"' } };
    const refused = await call(run, operation, made.path, stale);
    if (refused !== undefined && refused.answer.status !== 412) {
      report(
        run,
        'entity_tags',
        operation,
        refused,
        `answers ${refused.answer.status} and not 412 to If-Match of another tag`,
        '412',
      );
    }
  }
}

/** Pages that a list is followed for. */
const MOST_PAGES = 2000;
/** So many pages are small, so that there are some to go from one to the next. */
const SMALL_PAGES = 10;
/** Resources that a list must hold. */
const LISTED = 5;

/** A list holds everything that was made, each once, however it is paged. */
async function checkList(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const { list, name } = life;
  if (list === undefined) return;
  const wanted = new Set<string>();
  const first = idOf(made.answer, name, 'create');
  if (first !== undefined) wanted.add(first);
  for (let index = 1; index < LISTED; index++) {
    const another = await make(run, life);
    const id = another === undefined ? undefined : idOf(another.answer, name, 'create');
    if (id !== undefined) wanted.add(id);
  }
  const listed = await listAll(run, list, name, made.path);
  if (listed === undefined) return;
  const { ids, last, isWhole } = listed;
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index && wanted.has(id));
  if (twice.length > 0) report(run, 'lists_each_once', list, last, `lists ${twice[0]} twice`, 'twice');
  const missing = [...wanted].filter((id) => !ids.includes(id));
  if (missing.length > 0 && isWhole)
    report(run, 'lists_each_once', list, last, `does not list ${missing[0]}, which was made`, 'missing');
}

type Listed = { ids: string[]; last: Answered; isWhole: boolean };

/** The ids on all pages of a list, in small pages where it has any. */
async function listAll(run: Run, list: Planned, name: string, path: PathValues): Promise<Listed | undefined> {
  const query = list.parameters.filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name);
  const size = query.find((one) => /^(limit|page_?size|per_?page)$/i.test(one));
  const cursor = query.find((one) => /^(cursor|page_?token|after|starting_after|continuation_?token)$/i.test(one));
  const ids: string[] = [];
  let at: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const pairs = [
      ...(size === undefined ? [] : [`${size}=${page < SMALL_PAGES ? 2 : 50}`]),
      ...(at === undefined ? [] : [`${cursor}=${encodeURIComponent(at)}`]),
    ];
    const answered = await call(run, list, path, { ...BARE, query: pairs });
    if (answered === undefined) return undefined;
    const { value } = answered.answer;
    const rows = rowsOf(value);
    if (rows === undefined) return undefined;
    for (const row of rows) {
      const id = idOf({ ...answered.answer, value: row, headers: {} }, name, 'create');
      if (id !== undefined) ids.push(id);
    }
    const following = isObject(value) ? Object.entries(value).find(([one]) => /^next/i.test(one))?.[1] : undefined;
    if (cursor === undefined || typeof following !== 'string' || following === '') {
      // Without pages that can be followed only a short list is known to be whole.
      const isWhole = cursor !== undefined || size === undefined;
      return { ids, last: answered, isWhole };
    }
    at = following;
  }
  return undefined;
}

/** Who has other credentials neither reads nor changes what is not theirs. */
async function checkStrangers(run: Run, { read, update, remove, list, name }: Lifecycle, made: Made): Promise<void> {
  if (Object.keys(run.options.otherAuth).length === 0) return;
  const other = { ...BARE, credentials: 'other' as const };
  const before = await call(run, read, made.path, BARE);
  for (const operation of [read, update, remove]) {
    if (operation === undefined) continue;
    const parts = { ...(operation === read ? BARE : (run.simplest(operation) ?? BARE)), credentials: 'other' as const };
    const answered = await call(run, operation, made.path, parts);
    if (answered !== undefined && answered.answer.status < 400) {
      report(
        run,
        'nothing_crosses',
        operation,
        answered,
        `answers ${answered.answer.status} to somebody else's credentials`,
      );
    }
  }
  const after = await call(run, read, made.path, BARE);
  if (before !== undefined && after !== undefined && !equal(before.answer.value, after.answer.value)) {
    report(run, 'nothing_crosses', read, after, "was changed with somebody else's credentials", 'changed');
  }
  if (list === undefined) return;
  const answered = await call(run, list, made.path, other);
  const id = idOf(made.answer, name, 'create');
  if (answered !== undefined && id !== undefined && answered.answer.text.includes(JSON.stringify(id))) {
    report(run, 'nothing_crosses', list, answered, "lists what is somebody else's", 'listed');
  }
}

/** What is deleted is gone, for every operation and from the list. */
async function checkRemoval(run: Run, { read, update, remove, list, name }: Lifecycle, made: Made): Promise<void> {
  if (remove === undefined) return;
  // A list that is kept must have been asked for while the resource was there.
  if (list !== undefined) await call(run, list, made.path, BARE);
  const removed = await call(run, remove, made.path, run.simplest(remove) ?? BARE);
  if (removed === undefined || removed.answer.status >= 300) return;
  for (const operation of [read, update, remove]) {
    if (operation === undefined) continue;
    const again = await call(run, operation, made.path, operation === read ? BARE : (run.simplest(operation) ?? BARE));
    if (again === undefined || [404, 410].includes(again.answer.status)) continue;
    // To delete again may answer the same as the first time (RFC 9110 §9.2.2).
    if (
      operation === remove &&
      again.answer.status === removed.answer.status &&
      !Object.hasOwn(remove.responses, '404')
    )
      continue;
    report(run, 'use_after_free', operation, again, `answers ${again.answer.status} for what was deleted`);
  }
  if (list === undefined) return;
  const listed = await listAll(run, list, name, made.path);
  const id = idOf(made.answer, name, 'create');
  if (listed !== undefined && id !== undefined && listed.ids.includes(id)) {
    report(run, 'use_after_free', list, listed.last, 'still lists what was deleted', 'listed');
  }
}
