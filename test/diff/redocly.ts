import { readdirSync, readFileSync } from 'node:fs';
import { Source } from '@redocly/openapi-core';
import type { OpenApiDocument } from '../../src/contract/document/document.ts';

type RedoclyDocument = { source: Source; parsed: unknown };
type RedoclyDiff = (given: { base: RedoclyDocument; revision: RedoclyDocument; config: unknown }) => Promise<{
  changes: { impact: string; verdicts: { ruleId: string; message: string }[] }[];
  bump?: string;
}>;
type CreateConfig = (config: object) => Promise<unknown>;

const CHUNKS = new URL('../../node_modules/@redocly/cli/lib/chunks/', import.meta.url);

/** The functions of Redocly's command that compare documents. The package exports none of them, so they are found by their texts. */
async function findFunctions(): Promise<{ diff: RedoclyDiff; createConfig: CreateConfig }> {
  const file = readdirSync(CHUNKS).find((name) =>
    readFileSync(new URL(name, CHUNKS), 'utf8').includes('Cannot compare $'),
  );
  if (file === undefined) throw new Error('This version of @redocly/cli compares no documents.');
  const exported: Record<string, unknown> = await import(new URL(file, CHUNKS).href);
  const functions = Object.values(exported).filter(
    (one): one is (...given: never[]) => unknown => typeof one === 'function',
  );
  const diff = functions.find((one) => String(one).includes('Cannot compare $'));
  const createConfig = functions.find((one) => /^async function \w+\(e,\{configPath:/.test(String(one)));
  if (diff === undefined || createConfig === undefined) throw new Error('@redocly/cli has moved its functions.');
  // Their types are those that its command calls them with.
  return { diff: diff as unknown as RedoclyDiff, createConfig: createConfig as unknown as CreateConfig };
}

/** What Redocly's `diff` says of two documents: whether a change needs a new major version. */
export async function createRedocly(): Promise<
  (old: OpenApiDocument, next: OpenApiDocument) => Promise<'major' | 'minor' | 'patch' | 'none'>
> {
  const { diff, createConfig } = await findFunctions();
  const config = await createConfig({ extends: ['diff-recommended'] });
  const read = (document: OpenApiDocument, name: string): RedoclyDocument => ({
    source: new Source(`/${name}.json`, JSON.stringify(document)),
    parsed: structuredClone(document),
  });
  return async (old, next) => {
    const { changes } = await diff({ base: read(old, 'base'), revision: read(next, 'revision'), config });
    return (
      (['major', 'minor', 'patch'] as const).find((impact) => changes.some((one) => one.impact === impact)) ?? 'none'
    );
  };
}
