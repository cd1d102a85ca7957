import { createProgress } from '../progress.ts';
import type { Options, Outcome } from './arguments.ts';

export async function build({ contract, out = 'generated', check, allowRemote }: Options): Promise<Outcome> {
  const { buildArtefacts, findStaleArtefacts, writeArtefacts } = await import('../build/build.ts');
  const progress = createProgress(process.stderr);
  const found = new Set<string>();
  const warn = (sentence: string) => void found.add(sentence);
  const artefacts = await buildArtefacts(contract, warn, { allowRemote, onStep: progress.step }).finally(progress.end);
  const warnings = [...found];
  for (const sentence of warnings) process.stderr.write(`${contract}: ${sentence}\n`);
  const files = artefacts.map(({ name }) => `${out}/${name}`);
  if (!check) {
    await writeArtefacts(artefacts, out);
    return { ok: true, text: `${files.join('\n')}\n`, facts: { files, warnings } };
  }
  const stale = (await findStaleArtefacts(artefacts, out)).map((name) => `${out}/${name}`);
  const text = stale.map((file) => `${file} is stale. Make it anew with: npm run generate\n`).join('');
  return { ok: stale.length === 0, text, facts: { files, stale, warnings } };
}

export async function lint({ contract, json }: Options): Promise<Outcome> {
  const { findProblems, printProblems, toProblem } = await import('../lint/lint.ts');
  const problems = await findProblems(contract);
  if (!json) printProblems(problems);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const text = `${contract}: ${count(errors, 'error')}, ${count(problems.length - errors, 'warning')}.\n`;
  return { ok: problems.length === 0, text, facts: { problems: problems.map(toProblem) } };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

export async function mock({ contract, port, host, json }: Options): Promise<Outcome> {
  const { startMock } = await import('../mock/mock.ts');
  const { bundleContract } = await import('../document/bundle.ts');
  const server = await startMock(await bundleContract(contract), { port, host });
  const { url } = server;
  process.stdout.write(json ? `${JSON.stringify({ url })}\n` : `The mock listens at ${url}\nStop it with Ctrl-C.\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.stop();
  return { ok: true, text: '', facts: { url, stopped: true } };
}

export async function docs({ contract, out = 'dist/docs/index.html' }: Options): Promise<Outcome> {
  const { writeDocs } = await import('../docs/docs.ts');
  await writeDocs(contract, out);
  return { ok: true, text: `${out}\n`, facts: { files: [out] } };
}
