import type { DocumentFault } from '../../document/document.ts';
import { isJson, mayBeForm } from '../../document/media-types.ts';
import type { StateContext } from './context.ts';
import { readListParameters } from './lists.ts';
import type { StatefulOperation } from './model.ts';

/** Everything of a contract that a stateful mock does not do, with the place. */
export function listStateNotes({ model, find, rules }: StateContext): DocumentFault[] {
  const own = [...model.operations.values()].flatMap((stateful) => [
    ...ignoredParameters(stateful, Object.hasOwn(rules, stateful.operation.operationId) ? undefined : find),
    ...unreadBodies(stateful),
  ]);
  return [...model.stateless, ...own];
}

/** Query parameters that filter no list. A rule can use any parameter, so operations with a rule are skipped. */
function ignoredParameters(
  { operation, role }: StatefulOperation,
  find: StateContext['find'] | undefined,
): DocumentFault[] {
  if ((role.kind !== 'list' && role.kind !== 'clear') || find === undefined) return [];
  const { unknown } = readListParameters(operation, role.collection.schema, find);
  if (unknown.length === 0) return [];
  const names = unknown.map((name) => `"${name}"`).join(', ');
  const message = `${operation.operationId} ignores ${names}: no property of ${role.collection.name} has this name.`;
  return [{ pointer: operation.pointer, message }];
}

/** Bodies whose members the mock does not know. */
function unreadBodies({ operation, role }: StatefulOperation): DocumentFault[] {
  if (role.kind !== 'create' && role.kind !== 'update' && role.kind !== 'replace') return [];
  const types = Object.keys(operation.requestBody?.content ?? {});
  const unread = types.filter((type) => /json-patch/i.test(type) || !(isJson(type) || mayBeForm(type)));
  if (unread.length === 0) return [];
  const instead = role.kind === 'create' ? 'It stores the example of the response' : 'It changes nothing';
  const message = `${operation.operationId} stores no values of ${unread.join(', ')}. ${instead}.`;
  return [{ pointer: operation.pointer, message }];
}
