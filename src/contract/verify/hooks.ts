import { spawn } from 'node:child_process';
import type { Plan } from './plan.ts';
import { RunStopped } from './preflight.ts';
import type { RunOptions } from './run-context.ts';
import type { Sender } from './send.ts';
import { baseOf } from './write-request.ts';

/** Shell commands, or requests such as `POST /reset`, that bring the server into a known state. */
export type RunHooks = {
  setUp: () => Promise<void>;
  /** Returns whether there is anything to do. */
  reset: () => Promise<boolean>;
  report: () => HookReport | undefined;
};

/** How often the state was reset, and how long that took. */
export type HookReport = { resets: number; seconds: number };

/** Longer commands are stopped. */
const LONGEST_MS = 120_000;
/** Characters of the output of a failed command that are printed. */
const MOST_OUTPUT = 500;

/** Hooks whose requests go to the base path of the first operation. */
export function createHooks(options: RunOptions, sender: Sender, { declared: [first] }: Plan): RunHooks {
  const base = options.url.replace(/\/$/, '') + (first === undefined ? '' : baseOf(options, first));
  const { setup = [], reset = [] } = options;
  let resets = 0;
  let ms = 0;
  let running: Promise<void> = Promise.resolve();

  const run = async (option: string, texts: string[]): Promise<void> => {
    for (const text of texts) {
      const failure = await runHook(text, { options, sender, base });
      if (failure !== undefined) throw new RunStopped(`--${option} "${text}" failed: ${failure}.`);
    }
  };

  return {
    setUp: () => run('setup', setup),
    reset: async () => {
      if (reset.length === 0) return false;
      const start = performance.now();
      running = running.then(() => run('reset', reset));
      await running;
      ms += performance.now() - start;
      resets += 1;
      return true;
    },
    report: () => (reset.length === 0 ? undefined : { resets, seconds: Math.round(ms / 100) / 10 }),
  };
}

type HookContext = { options: RunOptions; sender: Sender; base: string };

/** Runs a command or sends a request. Returns why it failed. */
async function runHook(text: string, { options, sender, base }: HookContext): Promise<string | undefined> {
  const [, method, path] = /^(GET|POST|PUT|PATCH|DELETE) (\/\S*)$/.exec(text) ?? [];
  if (method === undefined || path === undefined) return runShell(text, base);
  const exchange = await sender.send({ method, url: base + path, headers: { accept: '*/*', ...options.auth } });
  if ('failure' in exchange) return exchange.failure;
  const { status } = exchange.response;
  return status < 300 ? undefined : `it returned ${status}`;
}

function runShell(command: string, url: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, {
      ...{ shell: true, stdio: ['ignore', 'pipe', 'pipe'], timeout: LONGEST_MS },
      env: { ...process.env, KEEPSPEC_URL: url },
    });
    let output = '';
    const read = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-MOST_OUTPUT);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => {
      const end = signal === null ? `exit code ${code}` : `it was stopped by ${signal}`;
      const said = output.trim() === '' ? '' : `. Its output: ${output.trim()}`;
      resolve(code === 0 ? undefined : end + said);
    });
  });
}
