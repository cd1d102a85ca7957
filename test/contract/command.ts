import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { type ProgramResult, runAlone, runHosted } from '../programs.ts';

const PROGRAM = 'src/contract/cli.ts';
export const CLI = fileURLToPath(new URL(`../../${PROGRAM}`, import.meta.url));

export type Ended = ProgramResult;

/** A folder of its own, with commands that run in it. */
export type Folder = {
  path: string;
  write: (files: Record<string, string>) => Promise<void>;
  /** Runs the command to its end. `isAlone` gives it a process of its own, which must end by itself. */
  run: (args: string[], options?: { cwd?: string; stdin?: string; isAlone?: boolean }) => Promise<Ended>;
  /** Starts the command, which the end of the test kills. */
  start: (args: string[]) => Started;
  remove: () => Promise<void>;
};

export type Started = {
  child: ChildProcess;
  out: () => string;
  err: () => string;
  /** The exit code. */
  ended: Promise<number | null>;
};

export async function createFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'keepspec-'));
  return {
    path,
    write: async (files) => {
      for (const [name, text] of Object.entries(files)) {
        await mkdir(dirname(join(path, name)), { recursive: true });
        await writeFile(join(path, name), text);
      }
    },
    run: async (args, { cwd = path, stdin = '', isAlone = false } = {}) => {
      const call = { program: PROGRAM, args, cwd, stdin };
      const { code, out, err } = await (isAlone ? runAlone(call) : runHosted(call));
      // Lines of progress depend on the speed of the machine.
      return { code, out, err: err.replaceAll(/^[a-z]+ … [\d.]+ s\n/gm, '') };
    },
    start: (args) => {
      const child = spawn(process.execPath, [CLI, ...args], { cwd: path, stdio: ['ignore', 'pipe', 'pipe'] });
      const texts = { out: '', err: '' };
      child.stdout.on('data', (chunk) => {
        texts.out += chunk;
      });
      child.stderr.on('data', (chunk) => {
        texts.err += chunk;
      });
      const ended = new Promise<number | null>((resolve) => void child.once('close', resolve));
      onTestFinished(() => void child.kill('SIGKILL'));
      return { child, out: () => texts.out, err: () => texts.err, ended };
    },
    remove: () => rm(path, { recursive: true }),
  };
}

/** No line of a stack trace. */
export function expectNoStack({ out, err }: Pick<Ended, 'out' | 'err'>): void {
  expect(out + err).not.toMatch(/^\s+at .*:\d+/m);
}

export const HEAD = 'openapi: 3.1.1\ninfo: { title: Pets, version: 1.0.0 }\n';
export const RESPONSES = '      responses: { 200: { description: Pets. } }\n';
export const PETS = `${HEAD}paths:\n  /pets:\n    get:\n      operationId: listPets\n${RESPONSES}`;
