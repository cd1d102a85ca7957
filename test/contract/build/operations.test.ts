import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { buildArtefacts, compileContract } from '../../../src/contract/build/build.ts';

/** The table that is written for operations of these names, each with one header of its own. */
async function tableOf(headers: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'operations-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const paths = Object.entries(headers).map(([operationId, header]) => {
    const parameters = [{ name: header, in: 'header', required: true, schema: { type: 'integer' } }];
    const responses = { 204: { description: 'Done.' } };
    return [`/${operationId}`, { get: { operationId, parameters, responses } }];
  });
  const file = join(folder, 'openapi.json');
  const info = { title: 'It', version: '1' };
  await writeFile(file, JSON.stringify({ openapi: '3.1.1', info, paths: Object.fromEntries(paths) }));
  return (await buildArtefacts(file)).find(({ name }) => name === 'contract.js')?.text ?? '';
}

describe('a part of the table', () => {
  test('that stands twice is written once', async () => {
    const text = await tableOf({ getA: 'x-same', getB: 'x-same' });
    expect(text.match(/"name": "x-same"/g)).toHaveLength(1);
  });

  test('is named after what it is, so that another operation does not rename it', async () => {
    const name = /const (header_x_same_\w+) =/.exec(await tableOf({ getA: 'x-same' }))?.[1];
    expect(name).toBeDefined();
    expect(await tableOf({ getB: 'x-other', getA: 'x-same' })).toContain(`const ${name} =`);
  });
});

test('a body of a text whose schema allows no text is reported', () => {
  const warnings: string[] = [];
  const content = { 'text/plain': { schema: { type: 'object' } } };
  const responses = { 204: { description: 'Done.' } };
  const paths = { '/a': { post: { operationId: 'a', requestBody: { content }, responses } } };
  compileContract({ openapi: '3.1.1', info: { title: 'T', version: '1' }, paths }, (warning) => warnings.push(warning));
  expect(warnings).toEqual([
    '#/paths/~1a/post/requestBody/content/text~1plain: A body of text/plain is a string, and its schema allows no string. Write type: string.',
  ]);
});
