import type { OpenApiDocument, Schema } from '../../src/contract/document/document.ts';
import type { CheckName } from '../../src/contract/verify/check-names.ts';
import type { DarkroomDefect } from '../contract/verify/darkroom/defects.ts';
import type { Defect } from '../contract/verify/museum/server.ts';
import type { Wire } from './proxy.ts';

/**
 * A server with one defect: a contract that differs from the true one, a wire between the server and its caller, or a defect
 * of one of the plain servers. It is killed by the check that the defect is about, and by no other.
 */
export type Mutant = { name: string; kind: string; by: CheckName } & (
  | { contract: (document: OpenApiDocument) => void }
  | { wire: () => Wire }
  | { museum: Defect }
  | { darkroom: DarkroomDefect }
);

// biome-ignore lint/suspicious/noExplicitAny: mutants reach into whatever the contract and the responses hold
export type Json = any;

/** The server judges by a schema that has been changed. */
export function schema(
  kind: string,
  name: string,
  what: string,
  by: CheckName,
  change: (schema: Json) => void,
): Mutant {
  return {
    by,
    name: `${name}: ${what}`,
    kind,
    contract: (document) => change(document.components?.schemas?.[name] as Schema),
  };
}

export function parameter(name: string, what: string, by: CheckName, change: (parameter: Json) => void): Mutant {
  return {
    by,
    name: `${name}: ${what}`,
    kind: 'parameters',
    contract: (document) => change(document.components?.parameters?.[name]),
  };
}

export function wire(kind: string, name: string, by: CheckName, make: () => Wire): Mutant {
  return { kind, name, by, wire: make };
}

/** Responses with this status are changed. */
export function responses(
  kind: string,
  name: string,
  by: CheckName,
  status: number,
  change: (response: Json) => void,
  method?: string,
): Mutant {
  return wire(kind, name, by, () => ({
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
