import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Contract } from '../../document/document.ts';
import { isRemote } from '../../document/root.ts';
import type { Files } from '../../init/project.ts';
import { TEMPLATES, type Template } from '../../init/servers.ts';
import { defineVerb, UsageError, type VerbContext, type VerbOutcome } from '../verb.ts';
import { readNames } from '../verify-options.ts';
import { ownVersion } from '../version.ts';
import { ALLOW_REMOTE, describeWarning } from './shared.ts';

const DEFAULT_TEMPLATE: Template = 'express';

/** Files that a repository often has already. They are kept as they are. */
const KEPT = ['.gitignore', 'README.md', 'redocly.yaml'];

export const init = defineVerb({
  name: 'init',
  summary: 'create a project with a server, tests and scripts',
  about:
    'Without a document the project gets a small one with handlers and tests. With a document each operation returns 501\n' +
    'until its handler is written. Existing files are never overwritten.',
  takesDocument: 'optional',
  examples: ['init --template node', 'init openapi.yaml --template fastify --yes'],
  options: {
    template: { type: 'text', value: 'NAME', about: `${TEMPLATES.join(', ')} (default: ${DEFAULT_TEMPLATE})` },
    out: { type: 'text', value: 'FOLDER', default: '.', about: 'folder of the project' },
    yes: { type: 'flag', about: 'do not prompt' },
    ...ALLOW_REMOTE,
  },
  run: async ({ template: named, out, yes }, context) => {
    const [known] = named === undefined ? [] : readNames('template', [named], TEMPLATES, 'template');
    const isAsked = known === undefined && !yes && context.format === 'text' && process.stdin.isTTY === true;
    const template = known ?? (isAsked ? await askTemplate(context.signal) : DEFAULT_TEMPLATE);
    const files = await createFiles(template, out, context);
    const present = Object.keys(files).filter((name) => existsSync(join(out, name)) && !KEPT.includes(name));
    if (present.length > 0) {
      throw new UsageError(
        `${present.map((name) => join(out, name)).join(', ')} already exist${present.length === 1 ? 's' : ''}.`,
        {
          hint: 'Nothing was written. Use an empty folder: keepspec init --out FOLDER',
        },
      );
    }
    return writeProject(
      Object.fromEntries(Object.entries(files).filter(([name]) => !existsSync(join(out, name)))),
      out,
    );
  },
});

async function askTemplate(signal: AbortSignal): Promise<Template> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    for (;;) {
      const chosen = await terminal.question(`Template (${TEMPLATES.join(', ')}) [${DEFAULT_TEMPLATE}]: `, { signal });
      const template = chosen.trim() === '' ? DEFAULT_TEMPLATE : TEMPLATES.find((name) => name === chosen.trim());
      if (template !== undefined) return template;
    }
  } finally {
    terminal.close();
  }
}

async function createFiles(template: Template, out: string, context: VerbContext): Promise<Files> {
  const { file, reading, progress } = context;
  const { createProject } = await import('../../init/project.ts');
  const base = { template, folder: out, version: ownVersion() };
  if (file === '') {
    const files = createProject(base);
    return { ...files, ...(await generateProject(files, context)) };
  }
  if (reading.texts !== undefined) throw new UsageError('init needs a file. The project refers to it.');
  progress.step('reading');
  const { bundleContract } = await import('../../document/bundle.ts');
  const { readContract } = await import('../../document/operations.ts');
  const { upgradeDocument } = await import('../../document/upgrade.ts');
  // The build reports the warnings.
  const { onWarning: _, ...quiet } = reading;
  const contract: Contract = readContract(upgradeDocument(await bundleContract(file, quiet)));
  const pathOf = (name: string): string =>
    isRemote(name) ? name : relative(resolve(out), resolve(name)).replaceAll('\\', '/');
  const path = pathOf(file);
  const overlays = (reading.overlays ?? []).map(pathOf);
  const files = createProject({ ...base, given: { path, overlays, contract } });
  return { ...files, ...(await build(file, path, context)) };
}

/** The project has generated files from the start, so that it compiles at once. */
async function generateProject(files: Files, context: VerbContext): Promise<Files> {
  const [name = '', text = ''] = Object.entries(files).find(([path]) => path.startsWith('openapi/')) ?? [];
  const texts = new Map([[resolve(name), text]]);
  return build(name, name, { ...context, reading: { ...context.reading, texts } });
}

async function build(file: string, documentName: string, { reading, progress, warn }: VerbContext): Promise<Files> {
  const { buildArtefacts } = await import('../../build/build.ts');
  const found = new Set<string>();
  const options = { ...reading, documentName, onStep: progress.step };
  const artefacts = await buildArtefacts(file, (sentence) => void found.add(sentence), options);
  progress.end();
  for (const sentence of found) warn(describeWarning(documentName, sentence));
  return Object.fromEntries(artefacts.map(({ name, text }) => [`generated/${name}`, text]));
}

async function writeProject(files: Files, out: string): Promise<VerbOutcome> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(out, name)), { recursive: true });
    await writeFile(join(out, name), text);
  }
  const names = Object.keys(files);
  const enter = out === '.' ? '' : `cd ${out} && `;
  const listed = names.filter((name) => !name.startsWith('generated/'));
  const text = `${[...listed, 'generated/'].join('\n')}\n\nNext: ${enter}npm install && npm test && npm start\n`;
  return { ok: true, text, facts: { files: names } };
}
