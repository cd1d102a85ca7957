import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process that does one thing after another. */
export type BenchProcess = { child: ChildProcess; url: string; ask<Reply>(asked: unknown): Promise<Reply> };

/**
 * Starts `bench/NAME.ts` and waits until it listens.
 *
 * @param output descriptor of the file that it writes to instead of this process's output
 */
export async function startProcess(
  name: string,
  environment: Record<string, string> = {},
  flags: string[] = [],
  output: number | 'inherit' = 'inherit',
): Promise<BenchProcess> {
  const child = fork(fileURLToPath(new URL(`${name}.ts`, import.meta.url)), {
    env: { PATH: process.env.PATH ?? '', ...environment },
    execArgv: flags,
    stdio: ['inherit', output, 'inherit', 'ipc'],
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
