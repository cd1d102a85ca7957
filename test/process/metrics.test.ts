import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { readSeries } from '../compose/series.ts';
import { BARE_ENVIRONMENT, send, spawnServer } from '../running-server.ts';
import { keyIn, useProcesses } from './processes.ts';

const processes = useProcesses();

const addressIn = (output: string): string | undefined => /"metrics":"([^"]+)"/.exec(output)?.[1];

test('METRICS_PORT serves the metrics of a server, on the loopback address, until it stops', async () => {
  const server = await processes.start({ METRICS_PORT: '0' });
  const url = addressIn(server.output()) ?? expect.unreachable();
  expect(new URL(url).hostname).toBe('127.0.0.1');
  await send(server.url, keyIn(server), 'GET', '/v1/agents');
  const requests = async () =>
    readSeries(await (await fetch(url)).text()).get('http_requests_total{operation="listAgents",status="200"}');
  await expect.poll(requests).toBe(1);
  server.child.kill('SIGTERM');
  expect(await server.exited).toBe(0);
});

test('a server without METRICS_PORT says nothing of metrics', async () => {
  expect(addressIn((await processes.start()).output())).toBeUndefined();
});

test('a metrics port that is taken stops the start with a sentence', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const start = spawnServer({ DATA_DIR: processes.folder, METRICS_PORT: String(port) });
  await expect(start).rejects.toThrow(`METRICS_HOST and METRICS_PORT: cannot listen on 127.0.0.1:${port}`);
  await new Promise((resolve) => other.close(resolve));
});

test('METRICS_PORT serves the metrics of a worker', async () => {
  const child = spawn(process.execPath, ['src/commands/worker.ts'], {
    env: { ...BARE_ENVIRONMENT, DATA_DIR: processes.folder, METRICS_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const url = await new Promise<string | undefined>((resolve) =>
    createInterface({ input: child.stdout }).once('line', (line) => resolve(addressIn(line))),
  );
  const series = readSeries(await (await fetch(url ?? expect.unreachable())).text());
  expect(series.get('webhook_due_deliveries')).toBe(0);
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
});
