import { leadsTo } from '../../document/references.ts';
import { suggest } from '../../document/suggest.ts';
import type { Plan } from '../plan.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import type { Description, WorkflowStep } from './description.ts';

/** The operation of a step, or why there is none: a fault of the document, or an API that is not verified. */
export type StepOperation = { operation: VerifiableOperation } | { fault: string } | { obstacle: string };

/** The operation that a step names by `operationId` or `operationPath`. */
export function findStepOperation(
  description: Description,
  { declared }: Plan,
  { operationId = '', operationPath }: WorkflowStep,
): StepOperation {
  if (operationPath !== undefined) return findByPath(description, declared, operationPath);
  const [, source, named] = /^\$sourceDescriptions\.([\w-]+)\.(.+)$/.exec(operationId) ?? [];
  const id = named ?? operationId;
  const lack = source === undefined ? undefined : lackOfSource(description, source);
  if (lack !== undefined) return lack;
  const operation = declared.find((one) => one.operationId === id);
  if (operation !== undefined) return { operation };
  const isAmong = hasOtherApis(description) && source === undefined;
  if (isAmong) return { obstacle: `"${id}" is not in the verified document, but perhaps in another source` };
  const ids = declared.map((one) => one.operationId);
  return { fault: `There is no operation "${id}".${suggest(id, ids) || ' Correct the operationId.'}` };
}

const PATH_HINT = 'Write it as {$sourceDescriptions.NAME.url}#/paths/~1pets/get.';

function findByPath(description: Description, declared: VerifiableOperation[], path: string): StepOperation {
  const [, source, fragment] = /^\{?\$sourceDescriptions\.([\w-]+)\.url\}?(#\/.+)$/.exec(path) ?? [];
  if (source === undefined) return { fault: `"operationPath" has no source or no pointer. ${PATH_HINT}` };
  const lack = lackOfSource(description, source);
  if (lack !== undefined) return lack;
  const operation = declared.find(({ pointer }) => leadsTo(fragment, pointer));
  return operation === undefined ? { fault: `There is no operation at ${fragment}. ${PATH_HINT}` } : { operation };
}

function lackOfSource(
  { document, verified }: Description,
  source: string,
): { fault: string } | { obstacle: string } | undefined {
  if (verified.has(source)) return undefined;
  const names = document.sourceDescriptions.map(({ name }) => name);
  const found = document.sourceDescriptions.find(({ name }) => name === source);
  if (found === undefined) return { fault: `There is no source description "${source}".${suggest(source, names)}` };
  if (found.type === 'arazzo') return { fault: `"${source}" has workflows, not operations. Use "workflowId".` };
  return { obstacle: `"${source}" is another API than the verified document` };
}

/** Whether a description has other APIs than the verified one. */
function hasOtherApis({ document, verified }: Description): boolean {
  return document.sourceDescriptions.some(({ name, type }) => type !== 'arazzo' && !verified.has(name));
}
