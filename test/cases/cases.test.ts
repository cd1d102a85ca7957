import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildArtefacts, writeArtefacts } from '../../src/contract/build/build.ts';
import type { CompiledContract } from '../../src/contract/document/compiled.ts';
import { type Case, type CaseRequest, type Exchange, evaluate, serveCase } from './case.ts';

const CACHE = fileURLToPath(new URL('.cache/', import.meta.url));
/** From a folder of a case. */
const CLIENT_RUNTIME = '../../../../src/contract/client/client.ts';
const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));

const CASES = readdirSync(import.meta.dirname)
  // Those for the mock are documents of `mock.test.ts`.
  .filter((name) => name.endsWith('.json') && !name.startsWith('mock-'))
  .map((file) => {
    const text = readFileSync(join(import.meta.dirname, file), 'utf8');
    return { name: file.replace('.json', ''), spec: JSON.parse(text) as Case };
  });

beforeAll(async () => {
  await rm(CACHE, { recursive: true, force: true });
  await mkdir(CACHE, { recursive: true });
  await writeFile(join(CACHE, 'package.json'), '{"type":"module"}');
});
afterAll(() => rm(CACHE, { recursive: true, force: true }));

describe.each(CASES)('$name: $spec.kind', ({ name, spec }) => {
  const folder = join(CACHE, name);
  let server: Awaited<ReturnType<typeof serveCase>> | undefined;
  beforeAll(async () => {
    await mkdir(join(folder, 'source'), { recursive: true });
    const files = Object.entries(spec.files ?? { 'openapi.json': spec.document });
    for (const [file, content] of files) {
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      await writeFile(join(folder, 'source', file), text);
    }
    const root = join(folder, 'source', files[0]?.[0] ?? '');
    await writeArtefacts(await buildArtefacts(root, undefined, { clientRuntime: CLIENT_RUNTIME }), folder);
    const { contract } = (await import(/* @vite-ignore */ join(folder, 'operations.ts'))) as {
      contract: CompiledContract;
    };
    server = await serveCase(contract, spec);
  });
  afterAll(() => server?.stop());

  const requests = (spec.requests ?? []).map((one) => ({ title: titleOf(one), request: one }));
  test.each(requests)('$title', async ({ request }) => {
    if (server === undefined) throw new Error('The server did not start.');
    check(request, await server.send(request));
  });
});

test('the types of every case compile, strict and with exactOptionalPropertyTypes', async () => {
  const typed = CASES.filter(({ spec }) => spec.types !== undefined);
  for (const { name, spec } of typed) await writeFile(join(CACHE, name, 'app.ts'), spec.types ?? '');
  const compilerOptions = {
    ...{ strict: true, noEmit: true, target: 'esnext', module: 'nodenext', allowImportingTsExtensions: true },
    ...{ exactOptionalPropertyTypes: true, types: ['node'] },
  };
  await writeFile(join(CACHE, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*/*.ts'] }));
  const tsc = join(MODULES, 'typescript7/bin/tsc');
  const output = await promisify(execFile)(process.execPath, [tsc, '-p', CACHE, '--pretty', 'false']).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
  expect(output).toBe('');
});

function titleOf({ label, method = 'GET', path, body }: CaseRequest): string {
  const content = body === undefined ? '' : ` ${JSON.stringify(body).slice(0, 60)}`;
  return label ?? `${method} ${path}${content}`;
}

function check({ expect: expected }: CaseRequest, { status, headers, text, received, violations }: Exchange): void {
  const context = `${status} ${text} ${violations}`;
  if (expected.status !== undefined) expect(status, context).toBe(expected.status);
  if (expected.ok !== undefined) expect(received !== undefined, context).toBe(expected.ok);
  for (const place of ['params', 'query', 'headers', 'cookies', 'body'] as const)
    if (place in expected) checkValue(expected[place], received?.[place], context);
  if (expected.breach !== undefined) expect(violations + text).toContain(expected.breach);
  if (!('answer' in expected)) return;
  const isJson = String(headers['content-type']).includes('json');
  checkValue(expected.answer, isJson ? JSON.parse(text) : text, context, { status, headers, text });
}

function checkValue(expected: unknown, actual: unknown, context: string, response?: object): void {
  if (typeof expected === 'string' && expected.startsWith('('))
    expect(evaluate(expected)(actual, response), `${expected}\n${context}`).toBe(true);
  else expect(actual, context).toEqual(expected);
}
