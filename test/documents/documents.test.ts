import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createExpressRouter } from '../../src/contract/adapters/express.ts';
import { buildArtefacts, writeArtefacts } from '../../src/contract/build/build.ts';
import type { CompiledContract } from '../../src/contract/document/compiled.ts';
import type { OpenApiDocument } from '../../src/contract/document/document.ts';
import { listOperations } from '../../src/contract/document/operations.ts';
import { upgradeDocument } from '../../src/contract/document/upgrade.ts';
import type { RejectionReason } from '../../src/contract/serve/types.ts';
import { send } from '../contract/serve/pets.ts';
import { DOCUMENTS, type ForeignDocument } from './documents.ts';
import { tryRejections } from './rejections.ts';
import { type Outcome, tryOperations } from './requests.ts';

const run = promisify(execFile);

// Where bare imports find the project's packages, and not below node_modules, where Node runs no TypeScript.
const CACHE = fileURLToPath(new URL('.cache/', import.meta.url));
const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
// As seen from a folder in the cache.
const CLIENT_RUNTIME = '../../../../src/contract/client/client.ts';

const AMBIGUOUS =
  'each body fits more than one alternative of oneOf; a discriminator does not change that (OAS 3.1 §4.8.25)';
const CONTRADICTORY = 'its schemas contradict one another';
const MULTIPART = 'its body is multipart/form-data, which the samples do not make';
const ALTERNATIVES = 'the sample mixes alternatives that stand beside one another';

/** Operations whose valid request was not accepted, because the samples could not make one, with the cause. */
const NOT_SAMPLED: Record<string, Record<string, string>> = {
  'readme-3.0-discriminators': {
    oneOfWithTopLevelDiscriminatorAndMapping: AMBIGUOUS,
    oneOfWithTopLevelDiscriminatorNoMapping: AMBIGUOUS,
    patchEmbeddedDiscriminator: AMBIGUOUS,
    patchOneofAllofTopLevelDisc: AMBIGUOUS,
    patchMappingWithDuplicateSchemas: AMBIGUOUS,
    patchMappingOfSchemaNames: AMBIGUOUS,
    postPotentiallyUndefinedFormData: AMBIGUOUS,
  },
  'readme-3.0-polymorphism': {
    patchPets: AMBIGUOUS,
    postAnythingOneOfObject: AMBIGUOUS,
    postAnythingOneOfObjectRef: AMBIGUOUS,
    postOneOfComplex: ALTERNATIVES,
  },
  'readme-3.0-circular-request-bodies': { directCircular: 'its body requires itself without end' },
  'readme-3.0-complex-nesting': { postMultischemaOfEverything: ALTERNATIVES },
  'readme-3.0-readme-legacy': { uploadAPISpecification: MULTIPART, updateAPISpecification: MULTIPART },
  'readme-3.0-schema-types': {
    quirks_entirelyIncompatibleAllOf: CONTRADICTORY,
    quirks_partiallyUsableIncompatibleAllOf: CONTRADICTORY,
  },
  'readme-3.1-schema-types': {
    quirks_entirelyIncompatibleAllOf: CONTRADICTORY,
    quirks_partiallyUsableIncompatibleAllOf: CONTRADICTORY,
  },
};

/** How many rejections are problem details although the document declares another schema, with the cause. */
const NO_VALID_BODY: Record<string, { count: number; cause: string }> = {
  'readme-3.0-readme-legacy': { count: 66, cause: AMBIGUOUS },
  github: { count: 4, cause: `${AMBIGUOUS}; and alternatives that differ in the items of a list are not serialized` },
};

/** Documents whose types the compiler rejects, with the cause. */
const NOT_COMPILED: Record<string, string> = {
  'readme-3.0-circular-paths': 'openapi-typescript 7.13 writes a pointer through a request body that may be left out',
};

/** A document as a file that can be built. */
async function locate({ name, package: source, file, isVendored, isSplit }: ForeignDocument): Promise<string> {
  if (isVendored) {
    const whole = join(CACHE, `${name}.json`);
    await writeFile(whole, gunzipSync(await readFile(new URL(file, import.meta.url))));
    return whole;
  }
  // Not by resolving, which stops at what a package exports.
  const whole = join(MODULES, source, file);
  if (!isSplit) return whole;
  const folder = join(CACHE, `${name}-files`);
  const args = [join(MODULES, '@redocly/cli/bin/cli.js'), 'split', whole, '--outDir', folder];
  // In what it takes for its own tests it writes nothing.
  await run(process.execPath, args, { env: { ...process.env, NODE_ENV: '', REDOCLY_TELEMETRY: 'off' } });
  const root = (await readdir(folder)).find((one) => one.startsWith('openapi.'));
  return join(folder, root ?? '');
}

beforeAll(async () => {
  await rm(CACHE, { recursive: true, force: true });
  await mkdir(CACHE, { recursive: true });
  for (const document of DOCUMENTS) {
    const artefacts = await buildArtefacts(await locate(document), undefined, { clientRuntime: CLIENT_RUNTIME });
    await writeArtefacts(artefacts, join(CACHE, document.name));
  }
});
afterAll(() => rm(CACHE, { recursive: true, force: true }));

test('what is built of them passes the compiler', async () => {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'esnext',
    module: 'nodenext',
    allowImportingTsExtensions: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    types: [],
  };
  await writeFile(join(CACHE, 'package.json'), '{"type":"module"}');
  await writeFile(
    join(CACHE, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, include: ['*/*.ts'], exclude: Object.keys(NOT_COMPILED) }),
  );
  const outcome = await run(process.execPath, [join(MODULES, 'typescript/bin/tsc'), '-p', CACHE]).then(
    () => '',
    (error: { stdout: string }) => error.stdout,
  );
  expect(outcome).toBe('');
});

describe.each(DOCUMENTS)('$name', ({ name }) => {
  test('without responses of the app, no rejection is a 500, and each has the form that the document declares', async () => {
    const { contract } = (await import(/* @vite-ignore */ join(CACHE, name, 'operations.ts'))) as {
      contract: CompiledContract;
    };
    const { counts, wrong } = await tryRejections(contract);
    expect(wrong.filter(({ status }) => status >= 500)).toEqual([]);
    expect(wrong).toHaveLength(NO_VALID_BODY[name]?.count ?? 0);
    const expected = contract.operations.length === 0 ? [] : ['405', '413', '415'];
    expect(Object.keys(counts)).toEqual(expect.arrayContaining(expected));
  });

  const last: { reason?: RejectionReason | undefined } = {};

  async function serve(): Promise<{ outcomes: Outcome[]; contract: CompiledContract }> {
    const { contract } = (await import(/* @vite-ignore */ join(CACHE, name, 'operations.ts'))) as {
      contract: CompiledContract;
    };
    const document = upgradeDocument(
      JSON.parse(await readFile(join(CACHE, name, 'openapi.json'), 'utf8')) as OpenApiDocument,
    );
    const handle = () => ({ status: 200 });
    const router = await createExpressRouter({
      contract,
      handlers: Object.fromEntries(contract.operations.map(({ operationId }) => [operationId, handle])),
      security: Object.fromEntries(Object.keys(contract.securitySchemes).map((scheme) => [scheme, () => 'anybody'])),
      reject: (reason) => {
        if (reason.kind !== 'failed') last.reason = reason;
        return { status: 400 };
      },
      requestId: () => 'req_1',
      validateResponses: 0,
    });
    const server = createServer(express().use(router));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const outcomes = await tryOperations(document, contract, listOperations(document), async (request) => {
      last.reason = undefined;
      await send(url, request.method, request.path, request);
      return last.reason;
    });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    return { outcomes, contract };
  }

  test('a valid request of each operation is accepted, a broken body rejected at its place', async () => {
    const { outcomes, contract } = await serve();
    expect(outcomes).toHaveLength(contract.operations.length);
    const rejected = outcomes.filter(({ valid }) => valid !== 'accepted');
    const expected = Object.keys(NOT_SAMPLED[name] ?? {});
    expect(rejected.filter(({ operationId }) => !expected.includes(operationId))).toEqual([]);
    expect(rejected.map(({ operationId }) => operationId).sort()).toEqual(expected.sort());
    const misjudged = outcomes.filter(({ broken }) => !['rejected', 'nothing to break'].includes(broken));
    expect(misjudged).toEqual([]);
  });
});
