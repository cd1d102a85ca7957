import type { OpenApiDocument } from '../../document/document.ts';
import { followReference, isObject, mapValues } from '../../document/references.ts';
import { canonical } from '../canonical.ts';
import { type DiffContext, type OperationPair, subjectOf } from '../context.ts';
import { below, type Located } from '../parts.ts';
import { parameterKey } from './parameters.ts';

/** Compares the parts of an operation that change nothing on the wire. */
export function compareOperationTexts({ context, old, new: fresh }: OperationPair): void {
  const subject = subjectOf(fresh);
  const pointers = { old: old.pointer, new: fresh.pointer };
  if (old.operationId !== fresh.operationId) {
    context.report({
      kind: 'operation.id',
      severity: 'risky',
      subject,
      message: `The operationId is ${fresh.operationId ?? 'absent'} instead of ${old.operationId ?? 'absent'}.`,
      ...{ old: old.operationId, new: fresh.operationId, pointers },
    });
  }
  if ((old.value.deprecated === true) !== (fresh.value.deprecated === true)) {
    const isDeprecated = fresh.value.deprecated === true;
    const sunset = fresh.value['x-sunset'];
    const until = typeof sunset === 'string' ? `, and will be removed on ${sunset}` : '';
    context.report({
      kind: 'operation.deprecated',
      severity: 'docs',
      subject,
      message: isDeprecated ? `The operation is deprecated${until}.` : 'The operation is not deprecated any more.',
      ...{ old: old.value.deprecated, new: fresh.value.deprecated, pointers },
    });
  }
  const names = textNames(old.value, fresh.value).filter((name) => name !== 'x-verify');
  reportTextChanges(context, names, { subject, kind: 'docs.operation', old: old.value, new: fresh.value, pointers });
  comparePartTexts({ context, old, new: fresh });
}

function comparePartTexts({ context, old, new: fresh }: Pick<OperationPair, 'context' | 'old' | 'new'>): void {
  const before = new Map(old.parameters.map((one) => [parameterKey(one.value, old.path), one]));
  for (const one of fresh.parameters) {
    const other = before.get(parameterKey(one.value, fresh.path));
    if (other === undefined) continue;
    const subject = subjectOf(fresh, `${one.value.in} parameter "${one.value.name}"`);
    const facts = { subject, kind: 'docs.parameter', pointers: { old: other.pointer, new: one.pointer } };
    // The members of a parameter have no index in its type.
    const values = { old: { ...other.value } as Texts, new: { ...one.value } as Texts };
    if ((values.old.deprecated === true) !== (values.new.deprecated === true)) {
      context.report({
        ...facts,
        kind: 'parameter.deprecated',
        severity: 'docs',
        message: values.new.deprecated === true ? 'It is deprecated now.' : 'It is not deprecated any more.',
        isShared: true,
      });
    }
    reportTextChanges(context, textNames(values.old, values.new), { ...facts, ...values });
  }
  for (const [status, one] of fresh.responses) {
    const other = old.responses.get(status);
    if (other === undefined) continue;
    const pointers = { old: other.pointer, new: one.pointer };
    const facts = { subject: subjectOf(fresh, `response ${status}`), kind: 'docs.response', pointers };
    const values = { old: withReadLinks(context.old, other.value), new: withReadLinks(context.new, one.value) };
    reportTextChanges(context, textNames(values.old, values.new), { ...facts, ...values });
  }
}

type Texts = Record<string, unknown>;

/** Links with their references followed. */
function withReadLinks({ document }: DiffContext['old'], { links, ...response }: Texts): Texts {
  return isObject(links)
    ? { ...response, links: mapValues(links, (link) => followReference(document, link)) }
    : response;
}

const TEXTS = ['summary', 'description', 'tags', 'externalDocs', 'example', 'examples', 'links'];

function textNames(old: Texts, fresh: Texts): string[] {
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])];
  return names.filter((name) => TEXTS.includes(name) || name.startsWith('x-'));
}

type TextPair = Pick<Parameters<DiffContext['report']>[0], 'subject' | 'kind' | 'pointers'> & {
  old: Texts;
  new: Texts;
};

function reportTextChanges(
  context: DiffContext,
  names: string[],
  { subject, kind, pointers, old, new: fresh }: TextPair,
): void {
  for (const name of names) {
    if (canonical(sortedTags(name, old[name])) === canonical(sortedTags(name, fresh[name]))) continue;
    const place = (pointer: string | undefined, value: unknown): string =>
      value === undefined ? (pointer ?? '#') : below(pointer ?? '#', [name]);
    context.report({
      ...{ kind, severity: 'docs', subject, about: name, message: `"${name}" changed.` },
      ...{ old: old[name], new: fresh[name] },
      pointers: { old: place(pointers.old, old[name]), new: place(pointers.new, fresh[name]) },
      isShared: true,
    });
  }
}

function sortedTags(name: string, value: unknown): unknown {
  return name === 'tags' && Array.isArray(value) ? value.toSorted() : value;
}

/** Compares the texts about the whole API. */
export function compareApiTexts({ old, new: fresh, report }: DiffContext): void {
  const [before, after] = [apiTexts(old.document), apiTexts(fresh.document)];
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [one, other] = [before[name], after[name]];
    if (canonical(one?.value) === canonical(other?.value)) continue;
    report({
      kind: 'docs.api',
      severity: 'docs',
      subject: { kind: 'api' },
      about: name,
      message: `"${name}" of the API changed.`,
      ...{ old: one?.value, new: other?.value },
      pointers: { old: one?.pointer ?? '#/info', new: other?.pointer ?? '#/info' },
    });
  }
}

/** Texts about the API, without its version, which each release changes. */
function apiTexts(document: OpenApiDocument): Record<string, Located<unknown>> {
  const { version: _, ...info } = document.info as Texts;
  const { tags, externalDocs } = document as Texts;
  const texts = Object.entries(info).map(([name, value]): [string, Located<unknown>] => [
    name,
    { value, pointer: below('#/info', [name]) },
  ]);
  return {
    ...Object.fromEntries(texts),
    ...(Array.isArray(tags) ? { tags: { value: tags.map(canonical).sort(), pointer: '#/tags' } } : {}),
    ...(externalDocs === undefined ? {} : { externalDocs: { value: externalDocs, pointer: '#/externalDocs' } }),
  };
}
