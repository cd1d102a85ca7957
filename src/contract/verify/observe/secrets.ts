import { isObject } from '../../document/references.ts';
import { createFirst, flatten } from '../../values/flat.ts';
import type { CheckFault } from '../check.ts';
import type { Observation } from '../coverage/coverage.ts';
import { valueOfJson } from '../json.ts';
import type { Plan } from '../plan.ts';
import { redactRequest, redactValues, SECRET_HEADERS } from '../redaction.ts';
import type { Received, SentRequest } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';

/** Values of an exchange that must not be stored: credentials, and values of write-only properties and of passwords. */
export function observedSecrets(plan: Plan, operation: VerifiableOperation, observation: Observation): string[] {
  const { headers, target, body, response } = observation;
  const schemes = Object.values(plan.contract.securitySchemes).filter(({ type }) => type === 'apiKey');
  const names = schemes.map(({ name = '' }) => name);
  const hidden = [...SECRET_HEADERS, ...names.map((name) => name.toLowerCase())];
  const fromHeaders = [headers, response.headers].flatMap((all) =>
    hidden.flatMap((name) => [all[name] ?? []].flat()).flatMap(valuesOfHeader),
  );
  const query = new URLSearchParams(target.split('?')[1] ?? '');
  const fromQuery = names.flatMap((name) => query.getAll(name));
  const schemas = Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => schema);
  const value = valueOfJson(body);
  return [...fromHeaders, ...fromQuery, ...schemas.flatMap((schema) => secretValues(plan, schema, value))];
}

/** The value itself, and those of the cookies in it. */
function valuesOfHeader(value: string): string[] {
  const cookies = value.split(/; */).flatMap((pair) => (pair.includes('=') ? [pair.slice(pair.indexOf('=') + 1)] : []));
  return [value, ...cookies];
}

/** Texts at write-only properties and at those of the format "password". */
function secretValues({ find }: Plan, schema: unknown, value: unknown, isSecret = false): string[] {
  const flat = isObject(schema) ? flatten(schema, find, createFirst(find)) : {};
  const hides = isSecret || flat.writeOnly === true || flat.format === 'password';
  if (typeof value === 'string') return hides ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => secretValues({ find } as Plan, flat.items, item, hides));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const isKnown = flat.properties !== undefined && Object.hasOwn(flat.properties, name);
    return secretValues({ find } as Plan, isKnown ? flat.properties?.[name] : undefined, member, hides);
  });
}

type Shown = { fault: CheckFault; request: SentRequest; response: Received };

/** A fault with its request and response, without these values. */
export function redactExchange({ fault, request, response }: Shown, secrets: string[]): Shown {
  const redact = redactValues(secrets);
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(redact) : redact(value ?? ''),
    ]),
  );
  const tried = fault.tried === undefined ? {} : { tried: redact(fault.tried) };
  return {
    fault: { ...fault, message: redact(fault.message), cause: redact(fault.cause), ...tried },
    request: redactRequest(request, redact),
    response: { ...response, headers, text: redact(response.text), value: undefined },
  };
}
