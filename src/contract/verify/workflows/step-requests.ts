import { encodeAnyParameter } from '../../document/encode-parameter.ts';
import { isHeaderText } from '../bases.ts';
import type { RunOptions } from '../run-context.ts';
import type { RequestParts } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { credentialsOf, isIdempotencyKey } from '../write-request.ts';
import { parametersOfStep } from './components.ts';
import type { LoadedWorkflow, StepParameter, WorkflowStep } from './description.ts';
import { type ExpressionScope, evaluateDeep } from './expressions.ts';
import { writePayload } from './payloads.ts';

/** The request of a step, or why it cannot be written. */
export type StepRequest = { parts: RequestParts } | { missing: string };

/** Writes the request of a step from its parameters and its body. Nothing else is sent. */
export function writeStepRequest(
  { description, workflow }: LoadedWorkflow,
  step: WorkflowStep,
  { operation, scope, options }: { operation: VerifiableOperation; scope: ExpressionScope; options: RunOptions },
): StepRequest {
  const parts: RequestParts = { path: {}, query: [], headers: {}, cookies: [], credentials: 'own', isExact: true };
  for (const parameter of parametersOfStep(description, workflow, step)) {
    const { value, missing } = evaluateDeep(parameter.value, scope);
    if (missing.length > 0) return { missing: `${missing.join(' and ')} has no value` };
    if (value === undefined || value === null) {
      if (parameter.in === 'path') return { missing: `${String(parameter.value)} has no value` };
      continue;
    }
    const text = encodeStepParameter(operation, parameter, value);
    if ((parameter.in === 'header' || parameter.in === 'cookie') && !isHeaderText(text))
      return { missing: `no header can hold the value of "${parameter.name}"` };
    place(parts, parameter, text);
  }
  if (bringsCredentials({ description, workflow }, step, { operation, options })) parts.credentials = 'none';
  if (step.requestBody === undefined) return { parts };
  const written = writePayload(operation, step.requestBody, scope);
  if ('missing' in written) return written;
  const { 'content-type': contentType, ...headers } = parts.headers;
  const own = contentType === undefined ? {} : { contentType };
  return { parts: written.body === undefined ? parts : { ...parts, headers, body: { ...written.body, ...own } } };
}

function place(parts: RequestParts, { name, in: where }: StepParameter, text: string): void {
  if (where === 'path') parts.path[name] = text;
  else if (where === 'cookie') parts.cookies.push(text);
  else if (where !== 'header') parts.query.push(text);
  else if (isIdempotencyKey(name)) parts.idempotencyKey = text;
  else parts.headers[name.toLowerCase()] = text;
}

/** In the style that the contract declares; else in the usual one of its place (OAS 3.1 §4.8.12.1). */
function encodeStepParameter(
  { served }: VerifiableOperation,
  { name, in: where = 'query' }: StepParameter,
  value: unknown,
): string {
  // It is the whole query, which the document has written already (Arazzo 1.1 §4.6.6).
  if (where === 'querystring' && typeof value === 'string') return value;
  const plain = where === 'header' ? name.toLowerCase() : name;
  const reading = served.operation.parameters.find((one) => one.name === plain && one.in === where);
  const isForm = where === 'query' || where === 'cookie';
  return encodeAnyParameter(reading ?? { name, in: where, style: isForm ? 'form' : 'simple', explode: isForm }, value);
}

/** Whether the step sends credentials of its own, such as a token of an earlier response. */
export function bringsCredentials(
  { description, workflow }: Pick<LoadedWorkflow, 'description' | 'workflow'>,
  step: WorkflowStep,
  { operation, options }: { operation: VerifiableOperation; options: RunOptions },
): boolean {
  const own = Object.keys(credentialsOf(options, operation, 'own')).map((name) => name.toLowerCase());
  const names = new Set(['authorization', ...own, ...(options.login === undefined ? [] : [options.login.header])]);
  return parametersOfStep(description, workflow, step).some(({ name, in: where }) =>
    where === 'cookie' ? names.has('cookie') : names.has(name.toLowerCase()),
  );
}
