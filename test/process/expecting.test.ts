import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { keyIn, useProcesses } from './processes.ts';

const processes = useProcesses();

/** Sends the head of a request alone and answers the status lines that come back within a moment. */
function statusesOf(url: string, head: string[], body = ''): Promise<string[]> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    let bodySent = false;
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (text.includes(' 100 ') && !bodySent) socket.write(body);
      bodySent ||= text.includes(' 100 ');
      if (/HTTP\/1\.1 [2-5]/.test(text)) socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => {
      const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status = '']) => status);
      resolve(/^connection: close/im.test(text) ? [...statuses, 'close'] : statuses);
    });
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
  });
}

describe('a client that waits for 100 Continue (RFC 9110 §10.1.1)', () => {
  const body = JSON.stringify({ name: 'Front desk', voice_id: 'sabrina' });
  const head = (facts: string[]) => [
    'POST /v1/agents HTTP/1.1',
    'Host: x',
    'Content-Type: application/json',
    'Expect: 100-continue',
    ...facts,
  ];

  test('is told to go on once its request is known to be read, and rejected before where it is not', async () => {
    const server = await processes.start();
    const key = `Authorization: Bearer ${keyIn(server)}`;
    const length = `Content-Length: ${body.length}`;
    expect(await statusesOf(server.url, head([key, length]), body)).toEqual(['100', '201']);
    expect(await statusesOf(server.url, head([length]), body)).toEqual(['401', 'close']);
    expect(await statusesOf(server.url, head([key, 'Content-Length: 2000000']), body)).toEqual(['413', 'close']);
    expect(
      await statusesOf(
        server.url,
        head([key, length]).map((line) => line.replace('json', 'xml')),
        body,
      ),
    ).toEqual(['415', 'close']);
  });

  test('an expectation that is not known is passed over, a request without a Host rejected', async () => {
    const server = await processes.start();
    expect(await statusesOf(server.url, ['GET /healthz HTTP/1.1', 'Host: x', 'Expect: the-moon'])).toEqual(['200']);
    expect(await statusesOf(server.url, ['GET /healthz HTTP/1.1'])).toEqual(['400', 'close']);
    expect(await statusesOf(server.url, ['GET /healthz HTTP/1.1', 'Host: x', `X-Long: ${'x'.repeat(40_000)}`])).toEqual(
      ['431', 'close'],
    );
  });
});
