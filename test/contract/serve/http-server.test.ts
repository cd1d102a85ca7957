import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { createHttpServer } from '../../../src/contract/serve/http-server.ts';

test("Requests and responses are the app's own from the start, and what Express does with them works", async () => {
  const app = express();
  const made: object[] = [];
  const server = createHttpServer(app, { maxHeaderSize: 2048 });
  server.prependListener('request', (request, response) => {
    made.push(Object.getPrototypeOf(request), Object.getPrototypeOf(response));
  });
  app.get(
    '/',
    (request, response) => void response.status(201).json({ host: request.get('host'), app: request.app === app }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;

  const answer = await fetch(`http://127.0.0.1:${port}/`);
  expect(answer.status).toBe(201);
  expect(await answer.json()).toEqual({ host: `127.0.0.1:${port}`, app: true });
  expect(made[0]).toBe(app.request);
  expect(made[1]).toBe(app.response);

  const status = await new Promise((resolve) => {
    get({ port, host: '127.0.0.1', headers: { large: 'x'.repeat(4096) } }, (response) => resolve(response.statusCode));
  });
  expect(status, 'an option of node:http').toBe(431);
});
