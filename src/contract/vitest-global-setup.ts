import type { TestProject } from 'vitest/node';
import type { DiscriminatorMode } from './build/discriminators.ts';
import { loadConfig } from './cli/config-file.ts';
import { findDocument } from './cli/document.ts';
import { VERBS } from './cli/verbs.ts';
import { bundleContract } from './document/bundle.ts';
import { type DocumentFault, describeFault, type OpenApiDocument } from './document/document.ts';
import { startServerProcess } from './server-process.ts';

/** Values that the global setup provides to each test file. `inject('keepspec')` of Vitest returns it. */
export type KeepspecContext = {
  /** Base URL of the mock or of the server under test, without a trailing slash. */
  url: string;
  /** The bundled document. */
  document: OpenApiDocument;
  /** Folder of the contract coverage. */
  coverage: string | undefined;
  /** How alternatives are selected. */
  discriminator: DiscriminatorMode | undefined;
};

declare module 'vitest' {
  interface ProvidedContext {
    keepspec: KeepspecContext;
  }
}

/** Milliseconds that a server may take to start, unless the configuration says otherwise. */
const START_MS = 60_000;

/**
 * A global setup of Vitest. It starts the `test.command` of `keepspec.config.ts`, or the mock, and stops it after the tests.
 *
 * ```ts
 * // vitest.config.ts
 * export default defineConfig({
 *   test: { globalSetup: ['keepspec/vitest-global-setup'], setupFiles: ['keepspec/vitest-setup'] },
 * });
 * ```
 */
export async function setup(project: Pick<TestProject, 'provide'>): Promise<() => Promise<void>> {
  const {
    document: configured,
    overlays,
    discriminator,
    test = {},
  } = (await loadConfig(undefined, VERBS))?.config ?? {};
  const { command, timeout, coverage } = test;
  const { file } = await findDocument(undefined, configured, overlays);
  const onWarning = (fault: DocumentFault): void => void process.stderr.write(`${describeFault(fault)}\n`);
  const document = await bundleContract(file, { overlays: overlays ?? [], onWarning });
  const { url, stop } =
    command === undefined
      ? await startMockTarget(document, discriminator)
      : await startCommand(command, test.url, timeout);
  project.provide('keepspec', { url, document, coverage, discriminator });
  return stop;
}

type RunningTarget = { url: string; stop: () => Promise<void> };

async function startMockTarget(
  document: OpenApiDocument,
  discriminator: DiscriminatorMode = 'schemas',
): Promise<RunningTarget> {
  const { startMock: start } = await import('./mock/mock.ts');
  return start(document, { port: 0, host: '127.0.0.1', discriminator });
}

async function startCommand(
  command: string,
  url: string | undefined,
  timeout: number | undefined,
): Promise<RunningTarget> {
  if (url === undefined) throw new Error('keepspec.config.ts: "test.command" needs "test.url".');
  const timeoutMs = timeout === undefined ? START_MS : timeout * 1000;
  return { url: url.replace(/\/$/, ''), stop: await startServerProcess({ command, url, timeoutMs }) };
}
