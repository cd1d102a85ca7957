import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { type Mock, startMock } from '../../../src/contract/mock/mock.ts';

const PETS = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        responses: { 200: { description: '', content: { 'application/json': { example: ['Ada', 'Bo'] } } } },
      },
      delete: { operationId: 'deletePets', responses: { 204: { description: '' } } },
    },
  },
} as unknown as OpenApiDocument;

let mock: Mock;
beforeAll(async () => {
  mock = await startMock(PETS, { port: 0, host: '127.0.0.1' });
});
afterAll(() => mock.stop());

/** The events of a request, up to its end. */
function record(
  prefer: string,
  method = 'GET',
): Promise<{ status?: number | undefined; text: string; error?: string | undefined }> {
  return new Promise((resolve) => {
    const request = get(`${mock.url}/pets`, { method, agent: false, headers: { prefer } }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.once('close', () => resolve({ status: response.statusCode, text, error: response.errored?.message }));
      response.once('error', () => undefined);
    });
    request.once('error', ({ message }) => resolve({ text: '', error: message }));
  });
}

describe('Prefer: fail', () => {
  test('reset closes the connection before a response', async () => {
    expect(await record('fail=reset')).toEqual({ text: '', error: 'read ECONNRESET' });
  });

  test('mid-body closes the connection after half of the body', async () => {
    expect(await record('fail=mid-body')).toEqual({ status: 200, text: '["Ada"', error: 'aborted' });
  });

  test('mid-body closes the connection before a response without a body', async () => {
    for (const method of ['DELETE', 'HEAD'])
      expect(await record('fail=mid-body', method)).toEqual({ text: '', error: 'read ECONNRESET' });
  });

  test('timeout sends nothing until the client gives up', async () => {
    const controller = new AbortController();
    const sent = fetch(`${mock.url}/pets`, { headers: { prefer: 'fail=timeout' }, signal: controller.signal });
    const winner = await Promise.race([sent, fetch(`${mock.url}/pets`, { headers: { prefer: 'delay=100' } })]);
    expect(winner.status).toBe(200);
    controller.abort();
    await expect(sent).rejects.toThrow('This operation was aborted');
  });

  test('with another value is a problem that lists the values', async () => {
    const { status, text } = await record('fail=crash');
    expect(status).toBe(422);
    expect(JSON.parse(text).detail).toBe(
      'The Prefer header has an unknown fail. It must be reset, mid-body or timeout.',
    );
  });
});

test('Prefer: delay=800 waits as many milliseconds before the response', async () => {
  const start = performance.now();
  const { status } = await record('delay=200, code=200');
  expect(status).toBe(200);
  // Timers of Node may be early by a millisecond.
  expect(performance.now() - start).toBeGreaterThanOrEqual(198);
});
