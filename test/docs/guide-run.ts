import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { freePort } from '../free-port.ts';
import { commandsIn } from '../page-blocks.ts';
import type { RunningServer } from '../running-server.ts';
import { type ApiGuide, differencesOfHead, differencesOfJson, type GuideBlock, isAsShown } from './api-guide.ts';
import { NO_PYTHON, PYTHON } from './python.ts';
import type { SampleFolder } from './sample-runs.ts';

/** Ids in place of those that guides show, by their prefix. */
export type KnownIds = Record<string, string>;

/** What a guide is run with. */
export type GuideContext = {
  server: RunningServer;
  folder: SampleFolder;
  env: Record<string, string>;
  ids: KnownIds;
  /** Called when a receiver of webhooks of the guide listens. */
  onListening?: (url: string) => Promise<void>;
};

const ID = /\b(agent|conv|memory)_[0-9a-hjkmnp-tv-z]{26}\b/g;
const ADDRESS = 'http://127.0.0.1:3000';
const RECEIVER_PORT = '8080';
const PROGRAMS = ['sh', 'ts', 'python'];
const OUTPUTS = ['json', 'http', 'text'];

/** Runs the blocks of a guide one after the other. @returns differences between the outputs and those that it shows */
export async function runGuide({ name, blocks }: ApiGuide, context: GuideContext): Promise<string[]> {
  const differences: string[] = [];
  const port = String(await freePort());
  let outputs: string[] = [];
  let isSkipped = false;
  for (const [at, block] of blocks.entries()) {
    const where = `docs/guides/${name}.md:${block.line}`;
    const code = block.code.replaceAll(ADDRESS, context.server.url).replaceAll(RECEIVER_PORT, port);
    const shown = { ...block, code };
    if (OUTPUTS.includes(block.language)) {
      const found = isSkipped ? [] : compareOutput(shown, outputs).map((one) => `${where}: ${one}`);
      differences.push(...found);
      continue;
    }
    if (!PROGRAMS.includes(block.language)) throw new Error(`${where}: no test runs "${block.language}".`);
    isSkipped = block.language === 'python' && NO_PYTHON !== undefined;
    if (isSkipped) continue;
    outputs = await runBlock(
      { ...shown, code: withIds(code, context.ids), name: `${name}-${at}` },
      context,
      `http://127.0.0.1:${port}`,
    );
    for (const output of outputs) learnIds(output, context.ids);
  }
  return differences;
}

function withIds(code: string, ids: KnownIds): string {
  return code.replaceAll(ID, (id, kind: string) => ids[kind] ?? id);
}

/** Later blocks use the ids that earlier ones returned. */
function learnIds(output: string, ids: KnownIds): void {
  const body = output.startsWith('HTTP/') ? (output.split('\r\n\r\n')[1] ?? '') : output;
  if (!body.startsWith('{')) return;
  const { id, conversation } = JSON.parse(body) as { id?: string; conversation?: { id: string } };
  for (const known of [id, conversation?.id]) {
    const kind = /^(agent|conv|memory)_/.exec(known ?? '')?.[1];
    if (kind !== undefined && known !== undefined) ids[kind] = known;
  }
}

type NamedBlock = GuideBlock & { name: string };

async function runBlock(block: NamedBlock, context: GuideContext, receiver: string): Promise<string[]> {
  const { folder, env } = context;
  const options = { cwd: folder.path, env: { PATH: process.env.PATH, ...env } };
  if (block.language === 'sh') {
    const outputs: string[] = [];
    for (const command of commandsIn(block.code).filter((one) => !one.startsWith('export ')))
      outputs.push((await promisify(execFile)('sh', ['-c', command], options)).stdout);
    return outputs;
  }
  const file = join(folder.path, `${block.name}.${block.language === 'ts' ? 'ts' : 'py'}`);
  await writeFile(file, block.code);
  const program = block.language === 'ts' ? process.execPath : PYTHON;
  if (/listen\(|serve_forever/.test(block.code)) return runReceiver(spawn(program, [file], options), context, receiver);
  return [(await promisify(execFile)(program, [file], options)).stdout];
}

/** Starts a program that receives webhooks, until it has printed what it received. */
async function runReceiver(child: ChildProcess, { onListening }: GuideContext, url: string): Promise<string[]> {
  let output = '';
  let errors = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  try {
    await expect.poll(() => (child.exitCode === null ? isListening(url) : errors)).toBe(true);
    await onListening?.(url);
    await expect.poll(() => output).toContain('\n');
    return [output];
  } finally {
    if (child.exitCode === null && child.kill()) await once(child, 'exit');
  }
}

async function isListening(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

function compareOutput({ language, code: shown }: GuideBlock, outputs: string[]): string[] {
  const output = outputs.at(-1) ?? '';
  if (language === 'text') return isAsShown(shown.trim(), output.trim()) ? [] : [`the output is\n${output}`];
  if (language === 'http') return differencesOfHead(shown, output);
  const body = output.startsWith('HTTP/') ? (output.split('\r\n\r\n')[1] ?? '') : output;
  return differencesOfJson(JSON.parse(shown), JSON.parse(body));
}
