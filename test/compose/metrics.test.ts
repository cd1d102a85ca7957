import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { respondToInvalidHttp } from '../../src/compose/invalid-http.ts';
import { trackConnections } from '../../src/platform/connections.ts';
import { createLog } from '../../src/platform/log.ts';
import { type MetricsServer, serveMetrics } from '../../src/platform/metrics-server.ts';
import { MINIMAL, type RunningServer, startServer } from '../running-server.ts';
import { readSeries, type Series, sumOf } from './series.ts';

let server: RunningServer;
let metrics: MetricsServer;

async function start(environment: Record<string, string> = {}): Promise<void> {
  server = await startServer({ METRICS_PORT: '0', ...environment });
  const { write } = server.api.metrics ?? expect.unreachable();
  metrics = await serveMetrics(write, { host: '127.0.0.1', port: 0, onFailure: (error) => expect.fail(String(error)) });
}

async function scrape(): Promise<Series> {
  return readSeries(await (await fetch(metrics.url)).text());
}

/** Waits until as many requests are counted: a request is counted after its response was sent. */
async function counted(requests: number): Promise<Series> {
  await expect.poll(async () => sumOf(await scrape(), 'http_requests_total')).toBe(requests);
  return scrape();
}

beforeEach(() => start());
afterEach(async () => {
  await metrics.close();
  await server.stop();
});

describe('requests are counted', () => {
  test('by operation and status, with their durations', async () => {
    await server.send('POST', '/v1/agents', { json: MINIMAL });
    await server.send('POST', '/v1/agents', { json: {} });
    await server.send('GET', '/v1/agents');
    await server.send('GET', '/v1/agents');
    const series = await counted(4);
    expect(series.get('http_requests_total{operation="createAgent",status="201"}')).toBe(1);
    expect(series.get('http_requests_total{operation="createAgent",status="400"}')).toBe(1);
    expect(series.get('http_requests_total{operation="listAgents",status="200"}')).toBe(2);
    expect(series.get('http_request_duration_seconds_count{operation="listAgents"}')).toBe(2);
    expect(series.get('http_request_duration_seconds_bucket{le="+Inf",operation="createAgent"}')).toBe(2);
    expect(series.get('http_request_duration_seconds_sum{operation="listAgents"}')).toBeGreaterThan(0);
  });

  test('exactly: scrapes between 1000 requests never disagree, and the last one has all of them', async () => {
    const { body } = await server.send('POST', '/v1/agents', { json: MINIMAL });
    let sent = 0;
    const client = async (): Promise<void> => {
      while (sent++ < 999) await server.send('GET', sent % 2 === 0 ? '/v1/agents' : `/v1/agents/${body.id}`);
    };
    const during: [number, number][] = [];
    const scraper = async (): Promise<void> => {
      while (sent < 999) {
        const series = await scrape();
        during.push([sumOf(series, 'http_requests_total'), sumOf(series, 'http_request_duration_seconds_count')]);
      }
    };
    await Promise.all([...Array.from({ length: 10 }, client), scraper()]);
    const series = await counted(1000);
    expect(during.length).toBeGreaterThan(2);
    for (const [requests, durations] of during) expect(durations).toBe(requests);
    expect(sumOf(series, 'http_request_duration_seconds_count')).toBe(1000);
    expect(series.get('http_requests_total{operation="listAgents",status="200"}')).toBe(499);
    expect(series.get('http_requests_total{operation="getAgent",status="200"}')).toBe(500);
  });

  test('1000 paths and methods that a caller makes up are one series for each status', async () => {
    await server.send('GET', '/healthz');
    const before = await counted(1);
    for (let at = 0; at < 200; at++) {
      await Promise.all([
        server.send('GET', `/v1/made-up-${at}`),
        server.send('GET', `/v1/agents/made-up-${at}?made=up${at}`),
        server.send('GET', `/other/made-up-${at}`),
        server.send('PUT', `/v1/agents/made-up-${at}`, { json: {} }),
        server.send('GET', '/v1/agents', { key: `sk_${at}`, headers: { 'X-Request-Id': `made-up-${at}` } }),
      ]);
    }
    const series = await counted(1001);
    const added = [...series.keys()].filter(
      (name) => !before.has(name) && !/_bucket|_sum|_count|nodejs_|process_/.test(name),
    );
    expect(added.sort()).toEqual([
      'contract_rejections_total{operation="getAgent",code="not_found"}',
      'contract_rejections_total{operation="listAgents",code="unauthorized"}',
      'contract_rejections_total{operation="none",code="method_not_allowed"}',
      'contract_rejections_total{operation="none",code="not_found"}',
      'http_requests_total{operation="getAgent",status="404"}',
      'http_requests_total{operation="listAgents",status="401"}',
      'http_requests_total{operation="none",status="404"}',
      'http_requests_total{operation="none",status="405"}',
    ]);
    expect([...series.keys()].join('\n')).not.toContain('made');
  });

  test('as aborted where the caller leaves before the end, without a duration', async () => {
    const body = JSON.stringify(MINIMAL);
    const headers = { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' };
    const request = httpRequest(`${server.url}/v1/agents`, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(body.length), expect: '100-continue' },
    });
    request.on('error', () => undefined);
    request.flushHeaders();
    // The server has the headers.
    await once(request, 'continue');
    request.destroy();
    const series = await counted(1);
    expect([...series].filter(([name]) => name.startsWith('http_requests_total'))).toEqual([
      ['http_requests_total{operation="none",status="aborted"}', 1],
    ]);
    expect(sumOf(series, 'http_request_duration_seconds_count')).toBe(0);
  });
});

describe('errors are counted', () => {
  test('what the contract rejects by operation and code, and nothing else', async () => {
    await server.send('POST', '/v1/agents', { json: { name: '' } });
    await server.send('POST', '/v1/agents', { raw: '{', headers: { 'content-type': 'application/json' } });
    await server.send('POST', '/v1/agents', { raw: 'a', headers: { 'content-type': 'text/plain' } });
    await server.send('DELETE', '/v1/agents/agent_00000000000000000000000000');
    const series = await counted(4);
    expect([...series].filter(([name]) => name.startsWith('contract_rejections_total'))).toEqual([
      ['contract_rejections_total{operation="createAgent",code="validation_failed"}', 1],
      ['contract_rejections_total{operation="createAgent",code="bad_request"}', 1],
      ['contract_rejections_total{operation="createAgent",code="unsupported_media_type"}', 1],
    ]);
  });

  test('a response that violates the contract is counted for its operation, another failure is not', async () => {
    const { body: agent } = await server.send('POST', '/v1/agents', { json: MINIMAL });
    const path = `/v1/agents/${agent.id}/conversations`;
    const { conversation } = (await server.send('POST', path)).body;
    const { db } = server.api.database;
    await db
      .updateTable('conversations')
      .set({ caller_identity: 'x'.repeat(300) })
      .execute();
    const broken = await server.send('GET', `/v1/agents/conversations/${conversation.id}`);
    await db.updateTable('conversations').set({ evaluations: '{' }).execute();
    const failed = await server.send('GET', '/v1/agents/conversations');
    expect([broken.status, failed.status]).toEqual([500, 500]);
    const series = await counted(4);
    expect([...series].filter(([name]) => name.startsWith('response_violations_total'))).toEqual([
      ['response_violations_total{operation="getConversation"}', 1],
    ]);
  });

  test('what is not HTTP is counted without an operation', async () => {
    const raw = createServer();
    respondToInvalidHttp(raw, trackConnections(raw), createLog('silent'), server.api.metrics);
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
    const socket = connect((raw.address() as AddressInfo).port, '127.0.0.1');
    socket.end('nonsense\r\n\r\n');
    for await (const _ of socket) await undefined;
    await new Promise((resolve) => raw.close(resolve));
    expect((await counted(1)).get('http_requests_total{operation="none",status="400"}')).toBe(1);
  });
});

test('a 429 is counted by the name of its limit', async () => {
  await metrics.close();
  await server.stop();
  await start({ RATE_LIMITS: 'true', RATE_LIMIT_PER_SECOND: '1', RATE_LIMIT_BURST: '1', FAILED_KEYS_PER_ADDRESS: '1' });
  const statuses: number[] = [];
  for (const key of [server.key, server.key, 'sk_wrong', 'sk_wrong'])
    statuses.push((await server.send('GET', '/v1/agents', { key })).status);
  expect(statuses).toEqual([200, 429, 401, 429]);
  const series = await counted(4);
  expect([...series].filter(([name]) => name.startsWith('rate_limited_requests_total'))).toEqual([
    ['rate_limited_requests_total{limit="workspace"}', 1],
    ['rate_limited_requests_total{limit="failed_keys"}', 1],
  ]);
});

test('the process, the event loop and the version are described', async () => {
  const series = await scrape();
  expect(series.get('voice_agents_build_info{version="0.1.0"}')).toBe(1);
  for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_cpu_seconds_total', 'process_resident_memory_bytes'])
    expect([name, series.get(name)]).toEqual([name, expect.any(Number)]);
});

test('without METRICS_PORT nothing is counted', async () => {
  const silent = await startServer();
  expect(silent.api.metrics).toBeUndefined();
  await silent.stop();
});

test('the API does not serve metrics', async () => {
  expect((await server.send('GET', '/metrics')).status).toBe(404);
});
