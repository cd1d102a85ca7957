import { expectTypeOf } from 'vitest';
import type { ContractClient } from '../../../src/contract/client/client.ts';

/** A stream of the bytes of texts. */
export function streamOf(...chunks: string[]): ReadableStream<Uint8Array> {
  return new Blob(chunks).stream();
}

export const CONTRACT = {
  securitySchemes: {},
  errors: { message: [], code: [], requestId: [], fields: [] },
  operations: { 'POST /files': { body: 'multipart/form-data' }, 'GET /files': { response: 'bytes' } },
} as const;
type Responses = { 200: { content: { 'image/png': Uint8Array } } };
type Form = { title: string; file?: File; files?: File[] };
export type Paths = {
  '/files': {
    get: { responses: Responses };
    post: { requestBody: { content: { 'multipart/form-data': Form } }; responses: { 204: { content?: never } } };
    put: { requestBody: { content: { 'image/png': Uint8Array } }; responses: Responses };
  };
};

/** Calls that the types accept or reject. Nothing runs this: the compiler checks it. */
export async function calls(typed: ContractClient<Paths, typeof CONTRACT>): Promise<void> {
  const stream = streamOf('a');
  expectTypeOf((await typed.GET('/files')).data).toEqualTypeOf<Blob>();
  expectTypeOf((await typed.GET('/files', { parseAs: 'stream' })).data).toEqualTypeOf<ReadableStream<Uint8Array>>();
  await typed.PUT('/files', { body: stream });
  await typed.POST('/files', { body: { title: 'A', file: stream, files: [new Blob(), new Uint8Array()] } });
  // @ts-expect-error a text for a file
  await typed.POST('/files', { body: { title: 'A', file: 7 } });
  // @ts-expect-error bodies are read as the contract declares, or as a stream
  await typed.GET('/files', { parseAs: 'text' });
}
