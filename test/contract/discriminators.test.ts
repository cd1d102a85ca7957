import { afterEach, describe, expect, test } from 'vitest';
import type { DiscriminatorMode } from '../../src/contract/build/discriminators.ts';
import type { OpenApiDocument } from '../../src/contract/document/document.ts';
import { type Mock, startMock } from '../../src/contract/mock/mock.ts';
import { createPlan } from '../../src/contract/verify/plan.ts';
import { runVerify } from '../../src/contract/verify/run.ts';
import { contractMatchers } from '../../src/contract/vitest.ts';
import { createFolder } from './command.ts';

const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const content = { 'application/json': { schema: to('Shape') } };
/** Any text is a tag to the schemas. */
const tagged = (properties: object) => ({ type: 'object', properties: { kind: { type: 'string' }, ...properties } });
const SHAPES = {
  openapi: '3.1.1',
  info: { title: 'Shapes', version: '1' },
  paths: {
    '/shapes': {
      post: {
        operationId: 'addShape',
        requestBody: { required: true, content },
        responses: { 200: { description: 'The shape.', content }, 400: { description: 'Invalid.' } },
      },
    },
  },
  components: {
    schemas: {
      Shape: { anyOf: [to('Circle'), to('Square')], discriminator: { propertyName: 'kind', mapping: { o: 'Circle' } } },
      Circle: tagged({ radius: { type: 'integer' } }),
      Square: tagged({ side: { type: 'integer' } }),
    },
  },
} as unknown as OpenApiDocument;

const mocks: Mock[] = [];
afterEach(() => Promise.all(mocks.splice(0).map(({ stop }) => stop())));

async function mockOf(discriminator: DiscriminatorMode): Promise<string> {
  const mock = await startMock(structuredClone(SHAPES), { port: 0, host: '127.0.0.1', discriminator });
  mocks.push(mock);
  return mock.url;
}

const post = (url: string, body: unknown) =>
  fetch(`${url}/shapes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('the mock', () => {
  test('by default lets the schemas decide', async () => {
    const url = await mockOf('schemas');
    expect((await post(url, { kind: 'z' })).status).toBe(200);
  });

  test('with enforce rejects an unknown tag, and what the schema of its tag does not allow', async () => {
    const url = await mockOf('enforce');
    expect((await post(url, { kind: 'o', radius: 1 })).status).toBe(200);
    expect((await post(url, { kind: 'o', side: 'long' })).status).toBe(200);
    for (const [body, path] of [
      [{ kind: 'z' }, 'kind'],
      [{ kind: 'Circle' }, 'kind'],
      [{}, 'kind'],
      [{ kind: 'o', radius: 'wide' }, 'radius'],
    ] as const) {
      const response = await post(url, body);
      expect([response.status, response.headers.get('sl-violations')]).toEqual([
        400,
        expect.stringContaining(`"path":"${path}"`),
      ]);
    }
  });

  test('with enforce returns a value with a tag', async () => {
    const response = await post(await mockOf('enforce'), { kind: 'o' });
    expect(await response.json()).toMatchObject({ kind: expect.stringMatching(/^(o|Square)$/) });
  });
});

describe('verify', () => {
  const verify = (url: string, discriminator: DiscriminatorMode) =>
    runVerify(createPlan(structuredClone(SHAPES), discriminator), {
      ...{ url, auth: {}, otherAuth: {}, seed: 1, maxCases: 1000, operations: [] },
      ...{ phases: ['examples', 'constraints'], off: [], timeMs: 600_000, responseMs: 600_000, concurrency: 4 },
      onProgress: () => undefined,
    });

  test.each(['schemas', 'enforce'] as const)('with %s finds nothing in a server of the same mode', async (mode) => {
    const { findings, notTried, untried } = await verify(await mockOf(mode), mode);
    expect({ findings, notTried, untried }).toEqual({ findings: [], notTried: [], untried: [] });
  });

  test('with enforce finds that a server accepts unknown tags, and returns none', async () => {
    const { findings } = await verify(await mockOf('schemas'), 'enforce');
    expect(findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['negative_data_rejection', 'response_schema_conformance']),
    );
  });
});

test('matchers with enforce reject a response with an unknown tag', async () => {
  const received = { status: 200, headers: { 'content-type': 'application/json' }, body: { kind: 'z' } };
  const passes = async (discriminator: DiscriminatorMode) =>
    (await contractMatchers(structuredClone(SHAPES), { discriminator }).toMatchContract(received, 'addShape')).pass;
  expect([await passes('schemas'), await passes('enforce')]).toEqual([true, false]);
});

test('the configuration has the mode once, for every verb', async () => {
  const folder = await createFolder();
  await folder.write({
    'shapes.json': JSON.stringify(SHAPES),
    'keepspec.config.mjs': "export default { document: 'shapes.json', discriminator: 'enforce' };\n",
  });
  const { child, out } = folder.start(['mock', '--port', '0', '--json']);
  await expect.poll(out, { timeout: 600_000 }).toContain('"url"');
  const { url } = JSON.parse(out()) as { url: string };
  expect((await post(url, { kind: 'z' })).status).toBe(400);
  const args = ['verify', '--url', url, '--only', 'constraints', '--off', 'response_schema_conformance'];
  expect(await folder.run([...args, '--timeout', '600'])).toMatchObject({ code: 0 });
  const wrong = await folder.run([...args, '--discriminator', 'schemas', '--timeout', '600']);
  expect([wrong.code, wrong.out]).toEqual([1, expect.stringContaining('positive_data_acceptance')]);
  child.kill('SIGTERM');
  expect((await folder.run(['coverage', '--discriminator', 'tag'])).err).toContain(
    '--discriminator: "tag" must be schemas or enforce.',
  );
  await folder.write({ 'keepspec.config.mjs': "export default { discriminator: 'tag' };\n" });
  expect((await folder.run(['build'])).err).toContain('"discriminator" must be "schemas" or "enforce", not "tag".');
  await folder.write({ 'keepspec.config.mjs': "export default { build: { discriminator: 'enforce' } };\n" });
  expect((await folder.run(['build'])).err).toContain(
    '"discriminator" is one option for all verbs. Write it beside "build".',
  );
  await folder.remove();
}, 600_000);
