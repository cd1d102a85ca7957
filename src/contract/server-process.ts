import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds between two attempts to connect. */
const POLL_MS = 50;
/** Characters of the server's output in an error. */
const MOST_OUTPUT = 2000;

export type ServerCommand = {
  /** Shell command. */
  command: string;
  /** Base URL of the server, which is ready when it accepts connections there. */
  url: string;
  timeoutMs: number;
};

/**
 * Starts a server and waits until it accepts connections.
 *
 * @returns a function that stops the server and everything that it has started
 * @throws Error with the server's output if it ends or does not accept connections in time, or if the port is in use
 */
export async function startServerProcess({ command, url, timeoutMs }: ServerCommand): Promise<() => Promise<void>> {
  if (await accepts(url)) throw new Error(`Another server is listening at ${url}. Stop it, or choose another port.`);
  // A group of its own: the shell would not pass a signal on.
  const child = spawn(command, { shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output = `${output}${chunk}`.slice(-MOST_OUTPUT);
    });
  }
  const end = performance.now() + timeoutMs;
  while (!(await accepts(url))) {
    const isOver = child.exitCode !== null || child.signalCode !== null;
    if (!isOver && performance.now() < end) {
      await wait(POLL_MS);
      continue;
    }
    await stop(child);
    const reason = isOver ? 'ended' : `does not accept connections at ${url} after ${timeoutMs / 1000} s`;
    throw new Error(`"${command}" ${reason}.\n${output}`);
  }
  return () => stop(child);
}

function accepts(url: string): Promise<boolean> {
  const { protocol, hostname, port } = new URL(url);
  const to = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (protocol === 'https:' ? 443 : 80) };
  return new Promise((resolve) => {
    const end = (result: boolean): void => {
      socket.destroy();
      resolve(result);
    };
    const socket = connect(to, () => end(true)).once('error', () => end(false));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  const { pid, exitCode, signalCode } = child;
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  const closed = new Promise((resolve) => child.once('close', resolve));
  process.kill(process.platform === 'win32' ? pid : -pid, 'SIGTERM');
  await closed;
}
