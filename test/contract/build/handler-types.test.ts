import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest';
import type { Handlers } from '../../../generated/operations.ts';
import { buildArtefacts } from '../../../src/contract/build/build.ts';
import type { HandlerResponse } from '../../../src/contract/build/handler-types.ts';
import { generateTypes } from '../../../src/contract/build/types.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contract-handler-types-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('each operation names the schemes that let a request in, and whether it may do without', async () => {
  const ways: Record<string, object[] | undefined> = {
    inherited: undefined,
    none: [],
    either: [{ Key: [] }, { Token: ['read'] }],
    both: [{ Key: [], Token: [] }],
    optional: [{ Key: [] }, {}],
  };
  const responses = { 204: { description: 'Done.' } };
  const paths = Object.entries(ways).map(([operationId, security]) => [
    `/${operationId}`,
    { get: { operationId, responses, ...(security === undefined ? {} : { security }) } },
  ]);
  const scheme = { type: 'http', scheme: 'bearer' };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Schemes', version: '1' },
    security: [{ Key: [] }],
    paths: Object.fromEntries(paths),
    components: { securitySchemes: { Key: scheme, Token: scheme } },
  };
  const file = join(folder, 'schemes.json');
  await writeFile(file, JSON.stringify(document));
  const artefacts = await buildArtefacts(file, () => undefined);
  const text = artefacts.find(({ name }) => name === 'operations.ts')?.text ?? '';
  const listed = text.slice(text.indexOf('export type OperationSchemes'));
  expect(listed.split('\n').slice(1, 6)).toEqual([
    '  "inherited": "Key";',
    '  "none": undefined;',
    '  "either": "Key" | "Token";',
    '  "both": "Key" | "Token";',
    '  "optional": "Key" | undefined;',
  ]);
  // The placeholders of the template are gone.
  expect(text.match(/OperationSchemes [={]/g)).toEqual(['OperationSchemes =']);
});

test('a handler gets what the check of its scheme answers', () => {
  type Got<Principals extends object> = Parameters<Handlers<Principals>['getAgent']>[0]['principal'];
  expectTypeOf<Got<{ ApiKey: { id: string }; Other: number }>>().toEqualTypeOf<{ id: string }>();
  expectTypeOf<Parameters<Handlers['getAgent']>[0]['principal']>().toEqualTypeOf<unknown>();
});

test('a body of a text is a text in types, and objects are only for JSON', async () => {
  type Sent<MediaType extends string, Body> = HandlerResponse<{
    parameters: object;
    responses: { 200: { content: { [Name in MediaType]: Body } } };
  }>['body'];
  type Row = { a: string };
  expectTypeOf<Row>().not.toExtend<Sent<'text/csv' | 'application/xml', Row>>();
  expectTypeOf<string>().toExtend<Sent<'text/csv', Row>>();
  expectTypeOf<7>().toExtend<Sent<'text/plain', number>>();
  expectTypeOf<Row>().toExtend<Sent<'application/json', Row>>();
  expectTypeOf<Row>().toExtend<Sent<'*/*', Row>>();

  const schema = { type: 'object', properties: { a: { type: 'string' } } };
  const number = { type: 'integer' };
  const content = { 'text/csv': { schema }, 'text/plain': { schema: number } };
  const parameters = [{ name: 'q', in: 'query', content: { 'text/plain': { schema: number } } }];
  const types = await generateTypes({
    openapi: '3.1.0',
    info: { title: 'Texts', version: '1' },
    paths: { '/a': { get: { parameters, responses: { 200: { description: 'Done.', content } } } } },
  });
  expect(types).toContain('"text/csv": string;');
  expect(types).toContain('"text/plain": number;');
  expect(types).toMatch(/query\?: \{\s*q\?: number;/);
});

test('a header that a response need not have may be left out, wherever it is declared', async () => {
  const header = (required: boolean) => ({ required, schema: { type: 'string' } });
  const refer = (name: string) => ({ $ref: `#/components/headers/${name}` });
  const headers = { Must: refer('Must'), May: refer('May'), Here: header(false) };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Headers', version: '1' },
    paths: { '/a': { get: { operationId: 'a', responses: { 200: { $ref: '#/components/responses/Done' } } } } },
    components: {
      headers: { Must: header(true), May: header(false) },
      responses: { Done: { description: 'Done.', headers } },
    },
  };
  const file = join(folder, 'headers.json');
  await writeFile(file, JSON.stringify(document));
  const artefacts = await buildArtefacts(file, () => undefined);
  const types = artefacts.find(({ name }) => name === 'types.ts')?.text ?? '';
  const declared = types.slice(types.indexOf('Done: {')).split('\n').slice(1, 5);
  expect(declared.map((line) => line.trim().split(':')[0])).toEqual(['headers', 'Must', 'May?', 'Here?']);

  type Sent<Headers> = HandlerResponse<
    { parameters: object; responses: { 204: { headers: Headers & { [name: string]: unknown } } } },
    'Given'
  >;
  type Done = { status: 204 };
  type WithHeader = Done & { headers: { May: string } };
  expectTypeOf<Done>().toExtend<Sent<{ May?: string; Given: string }>>();
  expectTypeOf<WithHeader>().toExtend<Sent<{ May?: string }>>();
  expectTypeOf<Done & { headers: { May: number } }>().not.toExtend<Sent<{ May?: string }>>();
  expectTypeOf<Done>().toExtend<Sent<{ Given: string }>>();
  expectTypeOf<Done>().not.toExtend<Sent<{ Must: string; May?: string }>>();
});
