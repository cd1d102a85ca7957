import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ContractError, type DocumentFault, describeFault, type OpenApiDocument } from '../../document/document.ts';
import { isObject } from '../../document/references.ts';
import type { RequestEntry } from '../../mock/request-log.ts';
import type { MockEngine } from '../../mock/respond.ts';
import type { MockRules } from '../../mock/state/rules.ts';
import type { DeliveryEntry } from '../../mock/webhooks/deliveries.ts';
import { importFresh } from '../fresh-import.ts';
import { FAULT_OPTIONS, readChaosOption, readLatencyOption, readWebhookUrl, WEBHOOK_OPTIONS } from '../mock-options.ts';
import { defineVerb, UsageError, type VerbContext, type VerbOutcome } from '../verb.ts';
import { reportOutcome, WATCH, watchDocument } from '../watch.ts';
import { ALLOW_REMOTE, DISCRIMINATOR, describeWarning, readDiscriminator } from './shared.ts';

export const mock = defineVerb({
  name: 'mock',
  summary: 'start a server that responds with the examples of a document',
  about:
    'It validates requests and prints a line for each one. The Prefer header of a request controls its response:\n' +
    '"code=404" or "example=minimal" selects it, "delay=800" delays it by 800 ms, and "fail=reset", "fail=mid-body" or\n' +
    '"fail=timeout" breaks the connection. "scenario=NAME" selects a scenario of the configuration, or the examples of\n' +
    'that name.\n' +
    'With --stateful, POST /__mock/reset restores the initial state, and GET /__mock/state returns the current one.',
  takesDocument: true,
  examples: ['mock openapi.yaml --port 4010 --watch', 'mock openapi.yaml --stateful'],
  options: {
    port: {
      type: 'integer',
      value: 'N',
      min: 0,
      max: 65_535,
      default: 4010,
      about: 'port to listen on; 0 selects a free port',
    },
    host: { type: 'text', value: 'ADDRESS', default: '127.0.0.1', about: 'address to listen on' },
    stateful: { type: 'flag', about: 'remember what requests create, change and delete' },
    stateless: {
      type: 'flag',
      about: 'respond with examples only; overrides state and rules of the configuration',
    },
    rules: { type: 'text', value: 'FILE', about: 'module with rules of the API by operationId, for --stateful' },
    scenario: {
      type: 'text',
      value: 'NAME',
      about: 'scenario of the configuration, or name of examples, for all responses',
    },
    ...FAULT_OPTIONS,
    ...WEBHOOK_OPTIONS,
    quiet: { type: 'flag', about: 'print no line for each request' },
    watch: { ...WATCH, about: 'reload the document and the configuration on every change' },
    ...DISCRIMINATOR,
    ...ALLOW_REMOTE,
  },
  run: async (
    { port, host, watch, quiet, stateful: remembers, stateless, rules: given, seed, scenario, ...rest },
    context,
  ) => {
    const discriminator = readDiscriminator(rest.discriminator);
    const stateful = remembers && !stateless;
    const file = stateless ? undefined : given;
    if (file !== undefined && !stateful) throw new UsageError('--rules needs --stateful.');
    const chaos = readChaosOption(rest.chaos);
    const faults = { latency: readLatencyOption(rest.latency), chaos, seed };
    const { startMock } = await import('../../mock/mock.ts');
    const { format, print, signal, handover } = context;
    const { scenarios, webhooks } = context.config.mock ?? {};
    const { 'webhook-host': webhookHosts, 'webhook-secret': webhookSecret } = rest;
    const webhookUrl = readWebhookUrl(rest['webhook-url'], webhookHosts);
    const sending = { webhooks, webhookUrl, webhookSecret, webhookHosts };
    const printers = quiet ? {} : await createPrinters(context);
    let server: Awaited<ReturnType<typeof startMock>> | undefined;
    const load = async (current: VerbContext): Promise<VerbOutcome> => {
      const document = await read(current);
      if (server !== undefined) {
        await server.reload(document, await reloadRules(file, current.reading.onRead));
        return {
          ok: true,
          text: 'The mock has loaded the document again.\n',
          facts: { url: server.url, reloaded: true },
        };
      }
      const onWarning = (fault: DocumentFault, origin: OpenApiDocument): void => void warnAt(current, fault, origin);
      const rules = file === undefined ? {} : { rules: await readRules(file, current.reading.onRead) };
      // Only this verb leaves something there: the mock of the configuration before.
      const before = handover.value as MockEngine | undefined;
      const options = { discriminator, stateful, ...rules, scenario, scenarios, ...faults, ...sending, onWarning };
      server = await startMock(document, { port, host, ...options, ...printers, before });
      const { outgoing, secret } = server.engine().webhooks;
      const signed = outgoing.length === 0 ? {} : { webhookSecret: secret };
      const notes = [
        ...(chaos === undefined ? [] : [`${rest.chaos} of requests fail. Repeat the run with --seed ${seed}.\n`]),
        ...(outgoing.length === 0 ? [] : [`Webhooks are signed with ${secret}\n`]),
      ].join('');
      return {
        ok: true,
        text: `The mock listens at ${server.url}\n${notes}Stop it with Ctrl-C.\n`,
        facts: { url: server.url, ...(chaos === undefined ? {} : { seed }), ...signed },
      };
    };
    try {
      if (watch) await watchDocument(context, (current) => reportLoading(current, load(current)));
      else {
        const { text, facts } = await load(context);
        context.progress.end();
        print(format === 'json' ? `${JSON.stringify(facts)}\n` : text);
        if (!signal.aborted) await once(signal, 'abort');
      }
    } finally {
      if (server !== undefined) handover.value = server.engine();
      await server?.stop();
    }
    return { ok: true, text: '', facts: { url: server?.url, stopped: true } };
  },
});

/** Print a line for each request and each delivery of a webhook. */
async function createPrinters({ format, print }: VerbContext) {
  const json = format === 'json';
  const { writeEntry } = await import('../../mock/request-log.ts');
  const { describeDelivery } = await import('../../mock/webhooks/deliveries.ts');
  return {
    onRequest: (entry: RequestEntry) =>
      print(json ? `${JSON.stringify({ request: entry })}\n` : `${writeEntry(entry)}\n`),
    onDelivery: (entry: DeliveryEntry) =>
      print(json ? `${JSON.stringify({ webhook: entry })}\n` : `${describeDelivery(entry)}\n`),
  };
}

/** Prints the outcome of a load. An address that is taken ends the verb: a change of the document does not free it. */
async function reportLoading(context: VerbContext, loading: Promise<VerbOutcome>): Promise<void> {
  const { ListenError } = await import('../../mock/mock.ts');
  const [result] = await Promise.allSettled([loading]);
  if (result.status === 'rejected' && result.reason instanceof ListenError) throw result.reason;
  await reportOutcome(context, 'mock', loading);
}

/**
 * Loads the rules of an API.
 *
 * @param onRead called with the files of the module, which are then read as they are now
 * @throws UsageError if the module is missing or its export `rules` is no object of functions
 */
async function readRules(file: string, onRead: OnRead): Promise<MockRules> {
  if (!existsSync(file)) throw new UsageError(`--rules: ${file} does not exist.`);
  const importing = onRead === undefined ? import(pathToFileURL(file).href) : importFresh(file, onRead);
  const { rules }: { rules?: unknown } = await importing.catch((error: unknown) => {
    throw new UsageError(`--rules: ${file} cannot be loaded: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  });
  const isRules = isObject(rules) && Object.values(rules).every((rule) => typeof rule === 'function');
  // Rules that are not functions have been excluded. Only the module knows the parameters and results of its rules.
  if (isRules) return rules as MockRules;
  throw new UsageError(`--rules: ${file} must export "rules", an object of functions by operationId.`);
}

type OnRead = VerbContext['reading']['onRead'];

/** Loads the rules after a change. @throws ContractError if they are wrong: the next change can fix them */
async function reloadRules(file: string | undefined, onRead: OnRead): Promise<MockRules | undefined> {
  if (file === undefined) return undefined;
  return readRules(file, onRead).catch((error: unknown) => {
    throw error instanceof UsageError ? new ContractError(error.message) : error;
  });
}

/** Prints a warning with its place in the files, which may have changed since. */
async function warnAt(
  { file, documentName, reading, warn }: VerbContext,
  fault: DocumentFault,
  document: OpenApiDocument,
): Promise<void> {
  const { locateFaults } = await import('../../document/locate.ts');
  const error = new ContractError([fault]);
  const { faults } = await locateFaults(error, file, reading, document).catch(() => error);
  for (const one of faults) warn(describeWarning(documentName, describeFault(one)));
}

async function read({ file, reading, progress }: VerbContext): Promise<OpenApiDocument> {
  const { bundleContract } = await import('../../document/bundle.ts');
  progress.step('reading');
  const document = await bundleContract(file, reading);
  progress.step('validators');
  return document;
}
