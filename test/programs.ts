import { type ChildProcess, execFile, fork } from 'node:child_process';
import { join } from 'node:path';

/** A program with all that it gets. `stdin` is all of its standard input. */
export type ProgramCall = {
  /** Its file. */
  program: string;
  args: string[];
  cwd: string;
  stdin: string;
  env: Record<string, string | undefined>;
};

/** What a program printed, and its exit code. */
export type ProgramResult = { code: number; out: string; err: string };

const ROOT = join(import.meta.dirname, '..');

function withDefaults({ program, cwd = ROOT, stdin = '', env = process.env, args }: GivenCall): ProgramCall {
  return { program: join(ROOT, program), args, cwd, stdin, env };
}

/** Without the others: the folder and the environment of the tests. */
type GivenCall = Pick<ProgramCall, 'program' | 'args'> & Partial<ProgramCall>;

/** Runs a program of this repository in a process of its own, which must end by itself. */
export function runAlone(given: GivenCall): Promise<ProgramResult> {
  const { program, args, cwd, stdin, env } = withDefaults(given);
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, ...args], { cwd, env }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
    child.stdin?.end(stdin);
  });
}

/** The process that runs the programs of all test files of a worker, and the end of the last one. */
let host: ChildProcess | undefined;
let last: Promise<unknown> = Promise.resolve();

/** Runs a program of this repository in a process that has loaded the libraries, after those before it. */
export function runHosted(given: GivenCall): Promise<ProgramResult> {
  const ended = last.then(() => sendToHost(withDefaults(given)));
  last = ended.catch(() => undefined);
  return ended;
}

function sendToHost(call: ProgramCall): Promise<ProgramResult> {
  const child = host ?? startHost();
  host = child;
  return new Promise((resolve, reject) => {
    const fail = (code: number | null): void => {
      host = undefined;
      reject(new Error(`${[call.program, ...call.args].join(' ')}: the process ended with ${code}.`));
    };
    child.once('exit', fail);
    child.once('message', (result: ProgramResult) => {
      child.off('exit', fail);
      resolve(result);
    });
    child.send(call);
  });
}

function startHost(): ChildProcess {
  const child = fork(join(import.meta.dirname, 'program-host.ts'), { execArgv: [] });
  // It ends with the worker.
  child.unref();
  child.channel?.unref();
  return child;
}
