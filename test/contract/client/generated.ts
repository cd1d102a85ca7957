import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeClient } from '../../../src/contract/build/client.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { readContract } from '../../../src/contract/document/operations.ts';
import { createFindSchema } from '../../../src/contract/document/references.ts';

type GeneratedClient<Client> = {
  createClient: (options: object) => Client;
  /** Absent if the contract has no update of a resource that it reads. */
  toUpdate?: (resource: unknown, operation?: string) => unknown;
};

/**
 * The client that is generated for a document, on the runtime of this checkout. Its types are left out: tests of types compile
 * it.
 */
export async function generateClient<Client>(document: OpenApiDocument): Promise<GeneratedClient<Client>> {
  const folder = await mkdtemp(join(tmpdir(), 'generated-client-'));
  try {
    const file = join(folder, 'client.ts');
    const runtime = resolve('src/contract/client/client.ts');
    await writeFile(file, writeClient('', readContract(document), { find: createFindSchema(document), runtime }));
    return (await import(/* @vite-ignore */ file)) as GeneratedClient<Client>;
  } finally {
    await rm(folder, { recursive: true });
  }
}
