import { defineVerb, type VerbContext, type VerbOutcome } from '../verb.ts';
import { reportOutcome, WATCH, watchDocument } from '../watch.ts';
import { ALLOW_REMOTE } from './shared.ts';

export const docs = defineVerb({
  name: 'docs',
  summary: 'write the documentation as one HTML file',
  about: 'The page sends no requests to other hosts.',
  takesDocument: true,
  examples: ['docs openapi.yaml --out dist/docs/index.html'],
  options: {
    out: { type: 'text', value: 'FILE', default: 'dist/docs/index.html', about: 'the HTML file' },
    watch: WATCH,
    ...ALLOW_REMOTE,
  },
  run: async ({ out, watch }, context) => {
    if (!watch) return writeSite(out, context);
    await watchDocument(
      context,
      async (watched) => void (await reportOutcome(watched, 'docs', writeSite(out, watched))),
    );
    return { ok: true, text: '', facts: { stopped: true } };
  },
});

async function writeSite(out: string, { file, reading, progress }: VerbContext): Promise<VerbOutcome> {
  const { writeDocs } = await import('../../docs/docs.ts');
  await writeDocs(file, out, { ...reading, onStep: progress.step });
  return { ok: true, text: `${out}\n`, facts: { files: [out] } };
}
