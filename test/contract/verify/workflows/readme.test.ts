import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createFolder } from '../../command.ts';
import { serveUntilEnd } from '../strangers.ts';

const README = await readFile(new URL('../../../../src/contract/README.md', import.meta.url), 'utf8');

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const pet = { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } };
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const PETS = {
  openapi: '3.1.0',
  info: { title: 'Animals', version: '1' },
  paths: {
    '/pets': {
      post: {
        operationId: 'createPet',
        requestBody: { required: true, ...json(pet) },
        responses: { 201: { description: 'Made.', ...json(pet) } },
      },
    },
    '/pets/{id}': {
      get: { operationId: 'getPet', parameters: [id], responses: { 200: { description: 'A pet.', ...json(pet) } } },
    },
  },
};

test('the example of the README runs with its command', async () => {
  const [, example = ''] = /```yaml\n(arazzo: .*?)```/s.exec(README) ?? [];
  const [, command = ''] = /^npx keepspec (verify .*--workflows .*)$/m.exec(README) ?? [];
  const folder = await createFolder();
  await folder.write({ 'openapi.yaml': JSON.stringify(PETS), 'adoption.arazzo.yaml': example });
  const found = async (name?: string) => {
    const { url } = await serveUntilEnd(({ method }) => [method === 'POST' ? 201 : 200, { id: 'p-1', name }]);
    const args = command.replace('http://127.0.0.1:8080', url).split(' ');
    return folder.run([...args, '--only', 'workflows']);
  };
  expect(await found('Rex')).toMatchObject({ code: 0, out: expect.stringContaining('✓ adopt: succeeded, 2 requests') });
  const { code, out } = await found('Ben');
  await folder.remove();
  expect(code).toBe(1);
  expect(out).toMatch(/the step "read" of the workflow "adopt" failed: "\$response\.body#\/name == \$inputs\.name"/);
  expect(out).toContain('(adoption.arazzo.yaml:19:');
});
