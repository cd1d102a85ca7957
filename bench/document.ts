import { readBundle } from '../src/contract/document/read-bundle.ts';
import { collections, suffixes } from './names.ts';
import type { Document } from './peer.ts';

const CONTRACT = new URL('../generated/openapi.json', import.meta.url);

/**
 * The contract with nothing but createAgent and getAgent, copied under other paths until there are as many operations as
 * asked for. The copies share all components.
 */
export async function makeDocument(operations: number): Promise<Document> {
  const contract = (await readBundle(CONTRACT)) as Document;
  const { parameters, post } = member(contract.paths, '/v1/agents');
  const { parameters: oneParameters, get } = member(contract.paths, '/v1/agents/{id}');
  const names = suffixes(operations);
  const paths = Object.fromEntries(
    collections(operations).flatMap((path, index) => [
      [path, { parameters, post: { ...(post as object), operationId: `createAgent${names[index]}` } }],
      [
        `${path}/{id}`,
        { parameters: oneParameters, get: { ...(get as object), operationId: `getAgent${names[index]}` } },
      ],
    ]),
  );
  return { ...contract, paths };
}

function member(paths: Document['paths'], path: string): Record<string, unknown> {
  const item = paths[path];
  if (item === undefined) throw new Error(`The contract has no path ${path}.`);
  return item;
}

/** The value of a named example of the contract. */
export function exampleOf(document: Document, name: string): Record<string, unknown> {
  const example = document.components.examples?.[name] as { value: Record<string, unknown> } | undefined;
  if (example === undefined) throw new Error(`The contract has no example ${name}.`);
  return example.value;
}
