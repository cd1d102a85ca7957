import { spawn } from 'node:child_process';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { blockWith, commandsIn } from '../page-blocks.ts';

const CLI = fileURLToPath(new URL('../../node_modules/@stoplight/prism-cli/dist/index.js', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COMMANDS = commandsIn(await blockWith('npx prism', 'docs/mock.md'));

/** A server that a test has started. */
export type Started = { url: string; stop: () => Promise<void> };

/**
 * Starts the stock CLI of Prism by the command of docs/mock.md, on a free port.
 *
 * @param upstream replaces that of the command
 */
export function startPrism(command: 'mock' | 'proxy', upstream = ''): Promise<Started> {
  const [written = ''] = COMMANDS.filter((one) => one.startsWith(`npx prism ${command} `));
  const words = written.replace('http://127.0.0.1:3000', upstream).split(' ').slice(2);
  const args = [CLI, ...words, '--port', '0'];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        const [, url] = /Prism is listening on (http:\S+)/.exec(line) ?? [];
        if (url === undefined) return void lines.push(line);
        const stop = async (): Promise<void> => {
          child.kill();
          await gone;
        };
        return resolve({ url, stop });
      });
    }
    void gone.then(() => reject(new Error(`prism ${command} ended before it listened:\n${lines.join('\n')}`)));
  });
}

/** Names the server that a request is for, where several stand behind one proxy. */
export const UPSTREAM = 'x-suite-upstream';

/** Passes requests on to the server that they name, or to this one: a proxy of Prism has a single upstream. */
export async function startSwitch(url: string): Promise<Started> {
  const server = createServer((incoming, outgoing) => {
    const { [UPSTREAM]: upstream = url, ...headers } = incoming.headers;
    const forwarded = request(`${upstream}${incoming.url}`, { method: incoming.method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}
