import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMetrics, type MetricsText, writeMetrics } from '../../src/platform/metrics.ts';
import { type MetricsServer, serveMetrics } from '../../src/platform/metrics-server.ts';
import { readSeries } from '../compose/series.ts';

let server: MetricsServer;
let written: number;
let failures: unknown[];
/** What `write` returns. */
let write: () => Promise<MetricsText>;

beforeEach(async () => {
  [written, failures] = [0, []];
  write = async () => ({ contentType: 'text/plain; version=0.0.4; charset=utf-8', text: 'a 1\n' });
  const count = (): Promise<MetricsText> => {
    written++;
    return write();
  };
  server = await serveMetrics(count, { host: '127.0.0.1', port: 0, onFailure: (error) => failures.push(error) });
});
afterEach(() => server.close());

describe('the metrics port', () => {
  test.each([
    ['GET', '/metrics', 200, 'a 1\n'],
    ['GET', '/metrics?name[]=a', 200, 'a 1\n'],
    ['HEAD', '/metrics', 200, ''],
    ['POST', '/metrics', 405, ''],
    ['GET', '/', 404, ''],
    ['GET', '/v1/agents', 404, ''],
    ['GET', '/metrics/', 404, ''],
  ])('%s %s is a %i', async (method, path, status, text) => {
    const response = await fetch(new URL(path, server.url), { method });
    expect([response.status, await response.text()]).toEqual([status, text]);
    expect(response.headers.get('content-type')).toBe(
      status === 200 ? 'text/plain; version=0.0.4; charset=utf-8' : null,
    );
    expect(response.headers.get('allow')).toBe(status === 405 ? 'GET, HEAD' : null);
  });

  test('writes once for all requests that wait', async () => {
    const { promise, resolve } = Promise.withResolvers<MetricsText>();
    write = () => promise;
    const responses = Array.from({ length: 20 }, () => fetch(server.url));
    await expect.poll(() => written).toBe(1);
    resolve({ contentType: 'text/plain', text: 'b 2\n' });
    expect(new Set(await Promise.all(responses.map(async (one) => (await one).text())))).toEqual(new Set(['b 2\n']));
    expect(written).toBeLessThan(20);
  });

  test('returns 500 where the metrics cannot be written, and serves the next request', async () => {
    const ready = write;
    write = () => Promise.reject(new Error('broken'));
    expect((await fetch(server.url)).status).toBe(500);
    expect(failures).toEqual([new Error('broken')]);
    write = ready;
    expect((await fetch(server.url)).status).toBe(200);
  });
});

describe('metrics of several processes', () => {
  const sources = (due: number) => ({
    backlog: async () => ({ due, oldestSeconds: due / 2 }),
    pool: () => ({ size: 10, open: 3, idle: 1, waiting: due }),
    onFailure: (error: unknown) => expect.fail(String(error)),
  });

  test('are summed, except what all of them measure alike', async () => {
    const [one, other] = [await createMetrics(sources(4)), await createMetrics(sources(6))];
    one.countRequest('getAgent', 200, 0.002);
    other.countRequest('getAgent', 200, 0.2);
    other.countRequest(undefined, 404, 0.0001);
    // As messages between processes are.
    const sent = JSON.parse(JSON.stringify([await one.read(), await other.read()]));
    const { contentType, text } = await writeMetrics(sent);
    expect(contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
    const series = readSeries(text);
    expect(series.get('http_requests_total{operation="getAgent",status="200"}')).toBe(2);
    expect(series.get('http_requests_total{operation="none",status="404"}')).toBe(1);
    expect(series.get('http_request_duration_seconds_bucket{le="0.005",operation="getAgent"}')).toBe(1);
    expect(series.get('http_request_duration_seconds_count{operation="getAgent"}')).toBe(2);
    expect(series.get('webhook_due_deliveries')).toBe(6);
    expect(series.get('webhook_oldest_due_seconds')).toBe(3);
    expect(series.get('database_pool_connections')).toBe(6);
    expect(series.get('database_pool_waiting')).toBe(10);
    expect(series.get('voice_agents_build_info{version="0.1.0"}')).toBe(1);
  });

  test('lack a backlog that cannot be measured', async () => {
    const thrown: unknown[] = [];
    const metrics = await createMetrics({
      backlog: () => Promise.reject(new Error('no database')),
      pool: undefined,
      onFailure: (error) => thrown.push(error),
    });
    const series = readSeries((await metrics.write()).text);
    expect([...series.keys()].filter((name) => /^webhook_(due|oldest)|^database/.test(name))).toEqual([]);
    expect(series.get('voice_agents_build_info{version="0.1.0"}')).toBe(1);
    expect(thrown).toEqual([new Error('no database'), new Error('no database')]);
  });
});
