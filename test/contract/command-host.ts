import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

// Runs commands one after the other in one process, so that the libraries are loaded once and not by each command. The
// program itself is evaluated for each command.

/** A command line. `stdin` is all of its standard input. */
export type CommandOrder = { args: string[]; cwd: string; stdin: string };

/** What a command printed, and its exit code. */
export type CommandReply = { code: number; out: string; err: string };

const PROGRAM = new URL('../../src/contract/cli.ts', import.meta.url);

const printed = { out: '', err: '' };
keepPrinted(process.stdout, 'out');
keepPrinted(process.stderr, 'err');

function keepPrinted(stream: NodeJS.WriteStream, name: keyof typeof printed): void {
  stream.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    printed[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    const written = rest.find((one) => typeof one === 'function');
    if (written !== undefined) queueMicrotask(() => written());
    return true;
  };
}

let runs = 0;

process.on('message', async ({ args, cwd, stdin }: CommandOrder) => {
  Object.assign(printed, { out: '', err: '' });
  process.argv = [process.execPath, fileURLToPath(PROGRAM), ...args];
  process.chdir(cwd);
  process.exitCode = undefined;
  Object.defineProperty(process, 'stdin', { value: Readable.from([stdin]), configurable: true });
  await import(`${PROGRAM}?run=${runs++}`);
  const reply: CommandReply = { code: Number(process.exitCode), ...printed };
  // The folder may be removed. Node cannot resolve paths in a folder that is gone.
  process.chdir('/');
  process.stdout.removeAllListeners('error');
  for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal);
  process.send?.(reply);
});
process.once('disconnect', () => process.exit());
