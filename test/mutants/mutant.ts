import type { OpenApiDocument, Schema } from '../../src/contract/document/document.ts';
import type { CheckName } from '../../src/contract/verify/check-names.ts';
import type { Defect } from '../contract/verify/museum/server.ts';
import type { Wire } from './proxy.ts';

/**
 * A server with one defect: a contract that differs from the true one, a wire between the server and its caller, or a defect
 * of the plain server of a museum, which must be found by the check that is named after it.
 */
export type Mutant = { name: string; kind: string } & (
  | { contract: (document: OpenApiDocument) => void }
  | { wire: () => Wire }
  | { museum: Defect; by: CheckName }
);

// biome-ignore lint/suspicious/noExplicitAny: mutants reach into whatever the contract and the responses hold
export type Json = any;

/** The server judges by a schema that has been changed. */
export function schema(kind: string, name: string, what: string, change: (schema: Json) => void): Mutant {
  return {
    name: `${name}: ${what}`,
    kind,
    contract: (document) => change(document.components?.schemas?.[name] as Schema),
  };
}

export function parameter(name: string, what: string, change: (parameter: Json) => void): Mutant {
  return {
    name: `${name}: ${what}`,
    kind: 'parameters',
    contract: (document) => change(document.components?.parameters?.[name]),
  };
}

export function wire(kind: string, name: string, make: () => Wire): Mutant {
  return { kind, name, wire: make };
}

/** Responses with this status are changed. */
export function responses(
  kind: string,
  name: string,
  status: number,
  change: (response: Json) => void,
  method?: string,
): Mutant {
  return wire(kind, name, () => ({
    onResponse: (request, response) => {
      if (response.status === status && (method === undefined || request.method === method)) change(response);
    },
  }));
}

export const isItem = (url: string): boolean => /^\/v1\/agents\/agent_/.test(url);
export const drop = (keyword: string) => (schema: Json) => {
  delete schema[keyword];
};
export const set = (keyword: string, value: unknown) => (schema: Json) => {
  schema[keyword] = value;
};
