import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A code block of a guide: a program, or the output of the one before it. */
export type GuideBlock = { language: string; code: string; line: number };

/** A guide of `docs/guides/`. */
export type ApiGuide = { name: string; text: string; blocks: GuideBlock[] };

const FOLDER = 'docs/guides';

export async function readApiGuides(): Promise<ApiGuide[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.md') && file !== 'README.md').sort();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(FOLDER, file), 'utf8');
      return { name: file.slice(0, -'.md'.length), text, blocks: blocksOf(text) };
    }),
  );
}

export function blocksOf(text: string): GuideBlock[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(({ 1: language = '', 2: code = '', index }) => ({
    ...{ language, code },
    line: text.slice(0, index).split('\n').length,
  }));
}

/** Ids, times and random ends of slugs become one text, so that two outputs can be compared. */
export function withoutChance(text: string): string {
  return text
    .replaceAll(/\b(agent|conv|memory|msg|whd|key|req)_[0-9a-z]{26}\b/g, '$1_ID')
    .replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, 'TIME')
    .replaceAll(/\b([a-z]+-[a-z]+)-[a-z0-9]{6}\b/g, '$1-RANDOM');
}

/** Whether a text is as a guide has it, where `…` stands for anything. */
export function isAsShown(shown: string, actual: string): boolean {
  const parts = withoutChance(shown).split('…').map(escapePattern);
  return new RegExp(`^${parts.join('.*?')}$`, 's').test(withoutChance(actual));
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** Differences between JSON that a guide shows, which may leave out members of objects, and a value. */
export function differencesOfJson(shown: unknown, actual: unknown, path = ''): string[] {
  if (typeof shown === 'string' && typeof actual === 'string')
    return isAsShown(shown, actual) ? [] : [`${path}: ${JSON.stringify(actual)} instead of ${JSON.stringify(shown)}`];
  if (Array.isArray(shown) && Array.isArray(actual) && shown.length === actual.length)
    return shown.flatMap((item, at) => differencesOfJson(item, actual[at], `${path}/${at}`));
  if (isMembers(shown) && isMembers(actual))
    return Object.entries(shown).flatMap(([name, member]) =>
      differencesOfJson(member, actual[name], `${path}/${name}`),
    );
  return shown === actual ? [] : [`${path}: ${JSON.stringify(actual)} instead of ${JSON.stringify(shown)}`];
}

function isMembers(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Differences between a status line with headers that a guide shows and those of `curl -i`. */
export function differencesOfHead(shown: string, actual: string): string[] {
  const [status = '', ...lines] = shown.trim().split('\n');
  const [actualStatus = '', ...actualLines] = (actual.split('\r\n\r\n')[0] ?? '').split('\r\n');
  const headers = new Map(actualLines.map(readHeader));
  const wrong = lines.map(readHeader).filter(([name, value]) => !isAsShown(value, headers.get(name) ?? ''));
  return [
    ...(status.trim() === actualStatus.trim() ? [] : [`${actualStatus} instead of ${status}`]),
    ...wrong.map(([name, value]) => `${name}: ${headers.get(name)} instead of ${value}`),
  ];
}

function readHeader(line: string): [name: string, value: string] {
  const at = line.indexOf(':');
  return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
}
