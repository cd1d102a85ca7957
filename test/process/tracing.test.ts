import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isTracingConfigured } from '../../src/platform/tracing.ts';
import { MINIMAL, type ServerProcess, send, WORKER_TOKEN } from '../running-server.ts';
import { keyIn, useProcesses } from './processes.ts';

/** What the tests read of an exported span (https://opentelemetry.io/docs/specs/otlp/). */
type ExportedSpan = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  status: { code: number };
  attributes: { key: string; value: Record<string, unknown> }[];
};

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
/** `SPAN_KIND_SERVER` and `SPAN_KIND_CLIENT`. */
const [OF_SERVER, OF_CLIENT] = [2, 3];

const processes = useProcesses();
/** Prints what is loaded of OpenTelemetry. */
const TELLS_PACKAGES = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({ load(url, context, next) {
    if (url.includes('@opentelemetry')) console.error('loads @opentelemetry');
    return next(url, context);
  } });`)}`;

let collector: Server;
let url: string;
let spans: ExportedSpan[];
let services: unknown[];
let webhooks: { traceparent: string | undefined }[];
beforeEach(async () => {
  [spans, services, webhooks] = [[], [], []];
  collector = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    if (request.url === '/v1/traces') {
      for (const { resource, scopeSpans } of JSON.parse(body).resourceSpans) {
        services.push(...resource.attributes.filter(({ key }: { key: string }) => key === 'service.name'));
        spans.push(...scopeSpans.flatMap((scope: { spans: ExportedSpan[] }) => scope.spans));
      }
    } else webhooks.push({ traceparent: request.headers.traceparent as string | undefined });
    response.end('{}');
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await new Promise((resolve) => collector.close(resolve));
});

async function start(environment: Record<string, string>, flags: string[] = []) {
  const own = { ALLOW_PRIVATE_OUTBOUND: 'true', WORKER_TOKENS: WORKER_TOKEN, WEBHOOK_POLL_MS: '20' };
  const server = await processes.start({ ...own, ...environment }, flags);
  return { server, key: keyIn(server) };
}

async function stop({ child, exited }: ServerProcess): Promise<void> {
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
}

const attribute = (span: ExportedSpan | undefined, key: string): unknown =>
  Object.values(span?.attributes.find((one) => one.key === key)?.value ?? {})[0];

test('spans of requests and of the webhooks that they queue are exported, at the latest when the server stops', async () => {
  const { server, key } = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_SERVICE_NAME: 'agents-of-a-test' });
  const traced = { headers: { traceparent: `00-${TRACE}-${SPAN}-01` } };
  const json = { ...MINIMAL, webhook_url: `${url}/hook` };
  const agent = await send(server.url, key, 'POST', '/v1/agents', { json });
  const conversation = await send(server.url, key, 'POST', `/v1/agents/${agent.body.id}/conversations`, { json: {} });
  const path = `/v1/worker/conversations/${conversation.body.conversation.id}/complete`;
  const report = { json: { end_reason: 'done', duration_seconds: 1, messages: [] }, key: WORKER_TOKEN };
  expect((await send(server.url, key, 'POST', path, { ...report, ...traced })).status).toBe(200);
  await send(server.url, key, 'GET', '/v1/unknown', traced);
  await expect.poll(() => webhooks.length).toBe(1);
  await stop(server);

  const ended = spans.find(({ name }) => name === 'POST /v1/worker/conversations/{id}/complete');
  expect(ended).toMatchObject({ traceId: TRACE, parentSpanId: SPAN, kind: OF_SERVER });
  expect([attribute(ended, 'http.response.status_code'), attribute(ended, 'http.route')]).toEqual([
    200,
    '/v1/worker/conversations/{id}/complete',
  ]);
  const delivered = spans.find(({ kind }) => kind === OF_CLIENT);
  expect(delivered).toMatchObject({ name: 'POST', traceId: TRACE, parentSpanId: ended?.spanId });
  expect(attribute(delivered, 'server.address')).toBe('127.0.0.1');
  expect(webhooks[0]?.traceparent).toBe(`00-${TRACE}-${delivered?.spanId}-01`);
  expect(spans.find(({ name }) => name === 'GET')).toMatchObject({ traceId: TRACE });
  expect(spans.find(({ name }) => name === 'POST /v1/agents')?.parentSpanId).toBeFalsy();
  expect(services[0]).toMatchObject({ value: { stringValue: 'agents-of-a-test' } });
  expect(JSON.stringify(spans)).not.toContain(key);
});

test('a parent that is not sampled has no spans, and its webhook says so', async () => {
  const { server, key } = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: url });
  await send(server.url, key, 'GET', '/v1/agents', { headers: { traceparent: `00-${TRACE}-${SPAN}-00` } });
  await send(server.url, key, 'GET', '/v1/voices');
  await stop(server);
  expect(spans.map(({ name }) => name)).toEqual(['GET /v1/voices']);
});

test('variables of OpenTelemetry are followed, or named in the log', async () => {
  const unsupported = {
    OTEL_TRACES_SAMPLER: 'jaeger_remote',
    OTEL_TRACES_SAMPLER_ARG: '2',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    OTEL_TRACES_EXPORTER: 'zipkin',
  };
  for (const [variables, exported] of [
    [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' }, 0],
    [unsupported, 1],
  ] as const) {
    spans = [];
    const { server, key } = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: url, ...variables });
    await send(server.url, key, 'GET', '/v1/voices');
    await stop(server);
    expect(spans.length).toBe(exported);
    for (const [name, value] of Object.entries(variables)) {
      expect(server.output().includes(`${name}=${value} is n`)).toBe(exported === 1);
    }
  }
});

test('a collector that does not respond keeps no request and no stop', async () => {
  await new Promise((resolve) => collector.close(resolve));
  collector = createServer(() => undefined);
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const hanging = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  const { server, key } = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: hanging });
  expect((await send(server.url, key, 'GET', '/v1/voices')).status).toBe(200);
  await stop(server);
  collector.closeAllConnections();
});

describe('without the variables of OpenTelemetry', () => {
  test('nothing of it is loaded', async () => {
    for (const variables of [{}, { OTEL_EXPORTER_OTLP_ENDPOINT: url }]) {
      const { server } = await start(variables, ['--import', TELLS_PACKAGES]);
      await stop(server);
      expect(server.output().includes('loads @opentelemetry')).toBe('OTEL_EXPORTER_OTLP_ENDPOINT' in variables);
    }
  });

  test.each([
    [{}, false],
    [{ OTEL_SERVICE_NAME: 'a' }, false],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: '' }, false],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a' }, true],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://a' }, true],
    [{ OTEL_TRACES_EXPORTER: 'otlp' }, true],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a', OTEL_TRACES_EXPORTER: 'none' }, false],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a', OTEL_SDK_DISABLED: 'TRUE' }, false],
  ])('%j exports spans: %s', (variables, isExported) => {
    expect(isTracingConfigured(variables)).toBe(isExported);
  });
});
