import type { DiscriminatorMode } from '../../build/discriminators.ts';
import { problemOfFault, type ReportedProblem } from '../output/problem.ts';
import { defineVerb, UsageError, type VerbContext, type VerbOutcome } from '../verb.ts';
import { reportOutcome, WATCH, watchDocument } from '../watch.ts';
import { ALLOW_REMOTE, DISCRIMINATOR, describeWarning, readDiscriminator } from './shared.ts';

export const build = defineVerb({
  name: 'build',
  summary: 'generate types, validators, serializers, the operation table and a client',
  takesDocument: true,
  reportsProblems: true,
  examples: ['build openapi.yaml --out generated', 'build openapi.yaml --check'],
  options: {
    out: { type: 'text', value: 'FOLDER', default: 'generated', about: 'folder of the generated files' },
    'client-runtime': {
      type: 'text',
      value: 'MODULE',
      default: 'keepspec-runtime/client',
      about: 'module from which client.ts imports its runtime',
    },
    ...DISCRIMINATOR,
    check: { type: 'flag', about: 'write nothing; exit code 1 if a generated file is stale' },
    strict: { type: 'flag', about: 'exit code 1, and write nothing, if there are warnings' },
    watch: WATCH,
    ...ALLOW_REMOTE,
  },
  run: async ({ out, check, strict, watch, discriminator, 'client-runtime': clientRuntime }, context) => {
    const settings = { out, check, strict, clientRuntime, discriminator: readDiscriminator(discriminator) };
    if (!watch) return buildOnce(settings, context);
    if (check) throw new UsageError('--check and --watch exclude each other.');
    await watchDocument(context, async (watched) => {
      const ok = await reportOutcome(watched, 'build', buildOnce(settings, watched));
      if (ok && watched.format === 'text') watched.warn('Waiting for changes. Stop with Ctrl-C.');
    });
    return { ok: true, text: '', facts: { stopped: true } };
  },
});

type Settings = {
  out: string;
  check: boolean;
  strict: boolean;
  clientRuntime: string;
  discriminator: DiscriminatorMode;
};

/** The rule of `--check`. */
const STALE = 'Generated files match the document.';

async function buildOnce({ out, check, strict, ...building }: Settings, context: VerbContext): Promise<VerbOutcome> {
  const { file, documentName, reading, progress } = context;
  const { buildArtefacts, findStaleArtefacts, writeArtefacts } = await import('../../build/build.ts');
  const found = new Map<string, ReportedProblem>();
  const options = { ...reading, documentName, ...building, onStep: progress.step };
  const artefacts = await buildArtefacts(
    file,
    (sentence, fault) => void found.set(sentence, problemOfFault(fault, 'warning')),
    options,
  );
  progress.end();
  const warnings = [...found.keys()];
  const problems = [...found.values()];
  for (const sentence of warnings) context.warn(describeWarning(documentName, sentence));
  const count = warnings.length === 1 ? '1 warning' : `${warnings.length} warnings`;
  if (strict && warnings.length > 0)
    return {
      ok: false,
      text: `${count}. Nothing is written, because of --strict.\n`,
      facts: { warnings },
      problems,
    };
  const files = artefacts.map(({ name }) => `${out}/${name}`);
  if (!check) {
    await writeArtefacts(artefacts, out);
    return { ok: true, text: `${files.join('\n')}\n`, facts: { files, warnings }, problems };
  }
  const overlays = (reading.overlays ?? []).map((overlay) => `--overlay ${overlay}`);
  const stale = (await findStaleArtefacts(artefacts, out)).map((name) => `${out}/${name}`);
  const lines = stale.map((name) => `${name} is stale.`);
  const hint = `Regenerate with: keepspec build ${[file, ...overlays].join(' ')} --out ${out}`;
  const text = stale.length === 0 ? '' : `${[...lines, hint].join('\n')}\n`;
  const help = `${hint}.`;
  const staleFiles = stale.map((name): ReportedProblem => {
    const place = { file: name, line: 1, column: 1 };
    return { rule: 'stale', level: 'error', message: `${name} is stale.`, place, about: STALE, help };
  });
  return {
    ...{ ok: stale.length === 0, text, facts: { files, stale, warnings } },
    problems: [...problems, ...staleFiles],
  };
}
