import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Deliveries to queue: of new agents of a new workspace, all to one address. */
export type Seed = { workspace: string; agents: number; deliveries: number; url: string; messageBytes: number };

/** Processor time and memory of the server so far. */
export type Figures = { cpuMs: number; rss: number; heap: number; at: number };

/** What the server's process is asked to do. */
export type Asked =
  | { do: 'seed'; seed: Seed }
  | { do: 'start' | 'stop' | 'figures' | 'collect' | 'clear' }
  | { do: 'delivered'; workspace?: string };

/** A process that does one thing after another. */
export type BenchProcess = { child: ChildProcess; url: string; ask<Reply>(asked: unknown): Promise<Reply> };

/** Starts `bench/NAME.ts` and waits until it listens. */
export async function startProcess(
  name: string,
  environment: Record<string, string> = {},
  flags: string[] = [],
): Promise<BenchProcess> {
  const child = fork(fileURLToPath(new URL(`${name}.ts`, import.meta.url)), {
    env: { PATH: process.env.PATH ?? '', ...environment },
    execArgv: flags,
  });
  const hear = <Reply>(): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const onExit = (code: number | null): void => reject(new Error(`${name} ended with ${code}.`));
      child.once('exit', onExit);
      child.once('message', (message) => {
        child.off('exit', onExit);
        // The child is one of this folder, and says what its caller expects.
        resolve(message as Reply);
      });
    });
  const { url } = await hear<{ url: string }>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    child,
    url,
    ask: <Reply>(asked: unknown) => {
      const asking = last.then(() => {
        const heard = hear<Reply>();
        child.send(asked as object);
        return heard;
      });
      last = asking.catch(() => undefined);
      return asking;
    },
  };
}
