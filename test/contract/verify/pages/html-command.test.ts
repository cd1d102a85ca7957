import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CountedFinding } from '../../../../src/contract/verify/findings.ts';
import { createFolder, type Folder } from '../../command.ts';
import { KEY, PETS, type PetServer, startPets } from '../replay/pets.ts';

let folder: Folder;
let server: PetServer;
beforeAll(async () => {
  [folder, server] = await Promise.all([createFolder(), startPets(['crashes at long names', 'crashes at bytes'])]);
  await folder.write({ 'pets.json': JSON.stringify(PETS) });
});
afterAll(async () => {
  server.stop();
  await folder.remove();
});

test('keepspec verify --html writes the page of the run, with its baseline', async () => {
  const options = [
    '--url',
    server.url,
    '--auth',
    `Authorization: ${KEY}`,
    '--only',
    'examples',
    '--only',
    'constraints',
  ];
  const verify = (...more: string[]) => folder.run(['verify', 'pets.json', ...options, ...more]);
  const page = (name: string) => readFile(join(folder.path, name), 'utf8');

  const first = await verify('--html', 'reports/run.html', '--json');
  const found: CountedFinding[] = JSON.parse(first.out).findings;
  expect([first.code, found.map(({ operationId }) => operationId).sort()]).toEqual([1, ['addPet', 'addPhoto']]);
  const plain = await page('reports/run.html');
  expect(plain).toContain('<p class="verdict failed">2 findings in 2 operations.</p>');
  expect(plain).toContain('addPhoto: not_a_server_error');
  expect(plain).not.toMatch(/id="baseline"|secret-key/);

  const [expired, accepted] = found.map(({ fingerprint }) => fingerprint);
  const entries = [
    { fingerprint: expired, reason: 'Fixed <soon>.', expires: '2020-01-31' },
    { fingerprint: accepted, reason: 'We know.', expires: '2999-12-31' },
    { fingerprint: '0123456789abcdef', reason: 'Long gone.', expires: '2999-12-30' },
  ];
  await folder.write({ 'baseline.json': JSON.stringify({ accepted: entries }) });
  expect((await verify('--baseline', 'baseline.json', '--html', 'known.html')).code).toBe(1);
  const known = await page('known.html');
  expect(known).toContain('<p class="verdict failed">1 finding in 1 operation. The baseline accepts 1.</p>');
  const section = known.slice(known.indexOf('<h2 id="baseline">'), known.indexOf('</section>'));
  const [, acceptedPart = '', expiredPart = '', unseenPart = ''] = section.split('<h3>');
  for (const text of ['Accepted: 1', 'We know.', '2999-12-31', accepted]) expect(acceptedPart).toContain(text);
  for (const text of ['Expired: 1', 'Fixed &lt;soon&gt;.', '2020-01-31', expired]) expect(expiredPart).toContain(text);
  for (const text of ['Not found: 1', 'Long gone.', '0123456789abcdef']) expect(unseenPart).toContain(text);

  const all = entries.map((entry) => ({ ...entry, expires: '2999-12-31' }));
  await folder.write({ 'all.json': JSON.stringify({ accepted: all }) });
  expect((await verify('--baseline', 'all.json', '--html', 'all.html')).code).toBe(0);
  expect(await page('all.html')).toContain('<p class="verdict passed">No other findings. The baseline accepts 2.</p>');
});
