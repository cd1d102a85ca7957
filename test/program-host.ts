import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import type { ProgramCall, ProgramResult } from './programs.ts';

// Runs programs one after the other in one process, so that libraries are loaded once and not by each of them. A program
// itself is evaluated each time.

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

process.on('message', async ({ program, args, cwd, stdin, env }: ProgramCall) => {
  Object.assign(printed, { out: '', err: '' });
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.argv = [process.execPath, program, ...args];
  process.chdir(cwd);
  process.exitCode = undefined;
  Object.defineProperty(process, 'stdin', { value: Readable.from([stdin]), configurable: true });
  // As Node ends where the main module throws.
  await import(`${pathToFileURL(program)}?run=${runs++}`).catch((error: unknown) => {
    process.stderr.write(`${inspect(error)}\n`);
    process.exitCode = 1;
  });
  const result: ProgramResult = { code: Number(process.exitCode ?? 0), ...printed };
  // The folder may be removed. Node cannot resolve paths in a folder that is gone.
  process.chdir('/');
  process.stdout.removeAllListeners('error');
  for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal);
  process.send?.(result);
});
process.once('disconnect', () => process.exit());
