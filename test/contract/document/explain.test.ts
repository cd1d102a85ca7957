import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { ContractError } from '../../../src/contract/document/document.ts';
import { checkStructure, explainFailure } from '../../../src/contract/document/explain.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'explain-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A document of these lines below its head; the first of them is line 3. */
async function write(lines: string): Promise<string> {
  const file = join(folder, 'openapi.yaml');
  await writeFile(file, `openapi: 3.1.1\ninfo: { title: Pets, version: 1.0.0 }\n${lines}`);
  return file;
}

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(() => undefined).catch((error) => error);

describe('a part that would be lost in silence is named with its place', () => {
  test.each([
    ['a list in the place of an object', 'paths: []\n', 'openapi.yaml:3:8'],
    ['a requirement that is no list', 'paths: {}\nsecurity: { Key: [] }\n', 'openapi.yaml:4:11'],
    [
      'a parameter without a name',
      'paths:\n  /a:\n    get:\n      parameters: [{ in: query }]\n      responses: {}\n',
      'openapi.yaml:6:20',
    ],
    ['a path that is a number', 'paths: { /a: 5 }\n', 'openapi.yaml:3:14'],
  ])('%s', async (_what, lines, place) => {
    const failure = await failureOf(checkStructure(await write(lines)));
    expect(failure).toBeInstanceOf(ContractError);
    expect((failure as Error).message).toContain(place);
  });

  test.each([
    ['what is right', 'paths: {}\n'],
    ['an extension, whatever it holds', 'paths: {}\nx-security: { list: [1] }\ncomponents: { x-own: [] }\n'],
    ['a schema, which its own dialect judges', 'paths: {}\ncomponents: { schemas: { A: [] } }\n'],
    ['a path that is left empty', 'paths:\n  /a:\n'],
    ['what does no harm', 'paths: {}\ninfo2: {}\n'],
  ])('%s is not', async (_what, lines) => {
    expect(await failureOf(checkStructure(await write(lines)))).toBeUndefined();
  });

  test('a misspelled member is found below a path that does not begin with a slash, but not in an extension', async () => {
    const lines = 'paths:\n  a: { get: { repsonses: {} } }\n  x-a: { get: { repsonses: {} } }\n';
    const found = await checkStructure(await write(lines));
    expect(found.map(({ message, place }) => `${place?.line}:${place?.column} ${message}`)).toEqual([
      '4:15 Unknown member "repsonses". Did you mean "responses"?',
    ]);
  });

  test('a document on another host is not read for it unless that is allowed', async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.setHeader('content-type', 'application/json').end('{"type":"string"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pet.json`;
    const file = await write(`paths: {}\ncomponents: { schemas: { Pet: { $ref: '${url}' } } }\n`);
    await failureOf(checkStructure(file));
    expect(asked).toBe(0);
    await checkStructure(file, { allowRemote: true });
    expect(asked).toBe(1);
  });
});

describe('a failure', () => {
  test('of the contract gets its place', async () => {
    const file = await write('paths:\n  /a: { get: { responses: {} } }\n');
    const failure = new ContractError([{ message: 'It is wrong.', pointer: '#/paths/~1a/get' }]);
    const explained = (await explainFailure(failure, file)) as Error;
    expect(explained.message).toContain('openapi.yaml:4:14');
    expect(explained.message).toContain('It is wrong.');
  });

  test('of which a document that is no OpenAPI is the cause says what is wrong there', async () => {
    const file = await write('paths: []\n');
    const explained = await explainFailure(new TypeError('x is not a function'), file);
    expect(explained).toBeInstanceOf(ContractError);
    expect((explained as Error).message).toContain('openapi.yaml:3:8');
  });

  test('of a document that is right stays what it is', async () => {
    const failure = new TypeError('x is not a function');
    expect(await explainFailure(failure, await write('paths: {}\n'))).toBe(failure);
  });
});
