import { isJson } from '../../document/media-types.ts';
import { isObject } from '../../document/references.ts';
import { createFirst, equal, type Flat, flatten } from '../../values/flat.ts';
import type { Run } from '../run-context.ts';
import type { PathValues, RequestParts } from '../types.ts';
import { differentValues } from '../values/telling.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { call, isRuled, type Lifecycle, type Made, madeBy, plain, reportFinding } from './lifecycle.ts';

/** Properties that are tried at most. */
const MOST_PROPERTIES = 20;
/** Added to numbers, which a server may count up by itself. */
const FAR_FROM = 1000;

/** Properties that only responses have keep their value when a request contains them (CWE-915). */
export async function checkMassAssignment(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const { create, read, update, remove } = life;
  const look = async (path: PathValues): Promise<Record<string, unknown>> => {
    const found = await call(run, read, path, plain(run, read));
    return found !== undefined && isObject(found.response.value) ? found.response.value : {};
  };
  // An update may set such a property by itself, the same for every update.
  if (update !== undefined) await call(run, update, made.path, plain(run, update));
  const before = await look(made.path);
  for (const [name, schema] of listOwnProperties(run, life).slice(0, MOST_PROPERTIES)) {
    const value = otherValue(run, schema, before[name]);
    if (value === undefined || !Object.hasOwn(before, name)) continue;
    for (const operation of [create, update]) {
      const parts = operation === undefined ? undefined : withOwnProperty(run, operation, name, value);
      if (operation === undefined || parts === undefined || isRuled(operation, name)) continue;
      const sent = await call(run, operation, made.path, parts);
      if (sent === undefined || sent.response.status >= 300) continue;
      const created = operation === create ? madeBy(life, sent, made.path) : undefined;
      const after = await look(created?.path ?? made.path);
      if (equal(after[name], value)) {
        const message = `sets "${name}" to ${JSON.stringify(value)}, which no request can set`;
        reportFinding(run, { check: 'read_only_kept', operation, exchange: sent, message, cause: name });
      }
      if (created !== undefined && remove !== undefined) {
        await call(run, remove, created.path, plain(run, remove));
      }
    }
  }
}

/** The properties of a resource that are read-only or in no request. */
function listOwnProperties(run: Run, { read, create, update }: Lifecycle): [name: string, schema: unknown][] {
  const flat = (schema: unknown): Flat => flatten(schema, run.plan.find, createFirst(run.plan.find));
  const requests = [create, update].map(
    (operation) => flat(jsonSchemaOf(operation?.requestBody?.content)).properties ?? {},
  );
  const response = Object.entries(read.responses).find(([status]) => /^2/.test(status))?.[1];
  const { content } = (response ?? {}) as { content?: Record<string, { schema?: unknown }> };
  return Object.entries(flat(jsonSchemaOf(content)).properties ?? {}).filter(([name, schema]) => {
    const isSettable = requests.some((one) => Object.hasOwn(one, name) && flat(one[name]).readOnly !== true);
    return flat(schema).readOnly === true || !isSettable;
  });
}

function jsonSchemaOf(content: Record<string, { schema?: unknown }> = {}): unknown {
  return Object.entries(content).find(([type]) => isJson(type))?.[1].schema;
}

/** A value that the schema allows and that a server does not give by itself. */
function otherValue(run: Run, schema: unknown, current: unknown): unknown {
  if (typeof current === 'number') return current + FAR_FROM;
  const values = differentValues({ find: run.plan.find, seed: run.options.seed }, schema);
  return values.find((value) => !equal(value, current));
}

function withOwnProperty(
  run: Run,
  operation: VerifiableOperation,
  name: string,
  value: unknown,
): RequestParts | undefined {
  const parts = run.makers.get(operation) ?? plain(run, operation);
  const { body } = parts;
  if (body === undefined || !isJson(body.mediaType) || !isObject(body.value)) return undefined;
  const whole = { ...body.value, [name]: value };
  return { ...parts, body: { ...body, value: whole, text: JSON.stringify(whole) } };
}
