import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFolder, expectNoStack, type Folder } from '../../command.ts';
import { KEY, PETS, type PetServer, startPets } from './pets.ts';

let folder: Folder;
let server: PetServer;
beforeAll(async () => {
  [folder, server] = await Promise.all([createFolder(), startPets(['crashes at long names', 'crashes at bytes'])]);
  await folder.write({ 'pets.json': JSON.stringify(PETS), 'plain.json': '{}', 'text.json': 'no JSON' });
  const limits = ['--max-cases', '10000', '--only', 'examples', '--only', 'constraints'];
  const file = ['--findings', 'reports/found.json'];
  const ended = await folder.run(['verify', 'pets.json', '--url', server.url, ...auth(), ...limits, ...file]);
  expect(ended.code).toBe(1);
});
afterAll(async () => {
  server.stop();
  await folder.remove();
});

function auth(): string[] {
  return ['--auth', `Authorization: ${KEY}`];
}

const replay = (...args: string[]) => folder.run(['replay', 'reports/found.json', ...args]);

test('verify writes findings without credentials, and the document', async () => {
  const text = await readFile(join(folder.path, 'reports/found.json'), 'utf8');
  expect(text).not.toContain('secret-key');
  expect(JSON.parse(text)).toMatchObject({ version: 1, document: 'pets.json', seed: 1 });
});

test('replay reports findings that are still there, with exit code 1', async () => {
  const { code, out, err } = await replay('--server', server.url, ...auth());
  expect([code, err]).toEqual([1, '']);
  expect(out.replaceAll(/[0-9a-f]{16}/g, 'PRINT')).toBe(`✗ still there  addPhoto: not_a_server_error, fingerprint PRINT
  returned 500. The response: {} It is the made request.
✗ still there  addPet: not_a_server_error, fingerprint PRINT
  returned 500. The response: {"error":"no memory for rexxxxxxxxxxxxxxxxxx"} body/name meets "maxLength": at the bound.

0 fixed, 2 still there, 0 unclear.
`);
});

test('replay reports fixed findings, with exit code 0 once all are', async () => {
  const other = await startPets(['crashes at bytes']);
  const half = await replay('--server', other.url, ...auth());
  expect([half.code, half.out]).toEqual([1, expect.stringContaining('✓ fixed        addPet: not_a_server_error')]);
  other.defects.clear();
  const { code, out } = await replay('--server', `${other.url}/v1/`, ...auth(), '--json');
  const { ok, results } = JSON.parse(out);
  expect([code, ok, results.map(({ result }: { result: string }) => result)]).toEqual([0, true, ['fixed', 'fixed']]);
  other.stop();
});

test('replay takes URL and credentials from the configuration of verify', async () => {
  const config = `export default { verify: { url: '${server.url}', auth: ['Authorization: ${KEY}'] } };`;
  await folder.write({ 'own.config.js': config });
  expect((await replay('--config', 'own.config.js')).out).toContain('0 fixed, 2 still there, 0 unclear.');
});

test('replay without credentials is unclear, which is no success', async () => {
  const { code, out } = await replay('--server', server.url);
  expect(code).toBe(1);
  expect(out).toContain('addPet needs the credentials "authorization", which --auth does not give');
});

test.each<[string[], string]>([
  [['replay', 'reports/found.json'], 'replay needs --server, the base URL of the server.'],
  [['replay', '--server', 'http://a'], 'verify.findings.json cannot be read: it does not exist.'],
  [['replay', 'plain.json', '--server', 'http://a'], 'plain.json is not a file of findings. Write one with: keepspec'],
  [['replay', 'text.json', '--server', 'http://a'], 'text.json is not valid JSON: '],
  [['replay', 'reports/found.json', '--server', 'a:80'], '--server: "a:80" must be an http or https URL'],
  [['replay', 'reports/found.json', '--server', 'http://127.0.0.1:1'], 'Nothing is listening at http://127.0.0.1:1.'],
  [['replay', 'reports/found.json', '--server', 'http://a', '--document', 'none.yaml'], 'none.yaml does not exist.'],
])('%j is a usage error: %s', async (args, message) => {
  const ended = await folder.run(args);
  expectNoStack(ended);
  expect([ended.code, ended.out]).toEqual([2, '']);
  expect(ended.err).toContain(message);
});

test('the help of replay names its file', async () => {
  expect((await folder.run(['replay', '--help'])).out).toMatch(/^keepspec replay \[FILE\] \[OPTIONS\]\n/);
});
