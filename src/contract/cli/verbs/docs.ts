import type { CodeSampleOptions } from '../../docs/samples/samples.ts';
import { defineVerb, UsageError, type VerbContext, type VerbOutcome } from '../verb.ts';
import { reportOutcome, WATCH, watchDocument } from '../watch.ts';
import { ALLOW_REMOTE } from './shared.ts';

export const docs = defineVerb({
  name: 'docs',
  summary: 'write the documentation as a static site',
  about: 'The pages send no requests to other hosts.',
  takesDocument: true,
  examples: ['docs openapi.yaml --out dist/docs', 'docs --guides docs/guides'],
  options: {
    out: { type: 'text', value: 'FOLDER', default: 'dist/docs', about: 'folder of the site' },
    guides: { type: 'text', value: 'FOLDER', about: 'folder of Markdown files that become pages' },
    'sample-client': {
      type: 'text',
      value: 'PACKAGE',
      about: 'package that code samples import (default: ./client.ts)',
    },
    'sample-url': { type: 'text', value: 'URL', about: 'base of relative server URLs in code samples' },
    'sample-variable': {
      type: 'list',
      value: 'SCHEME=NAME',
      about: 'environment variable of a scheme in code samples',
    },
    watch: WATCH,
    ...ALLOW_REMOTE,
  },
  run: async ({ out, guides, watch, ...options }, context) => {
    const samples = {
      client: options['sample-client'],
      url: options['sample-url'],
      variables: readSampleVariables(options['sample-variable']),
    };
    const write = (current: VerbContext): Promise<VerbOutcome> => writeSite({ out, guides, samples }, current);
    if (!watch) return write(context);
    await watchDocument(context, async (watched) => void (await reportOutcome(watched, 'docs', write(watched))));
    return { ok: true, text: '', facts: { stopped: true } };
  },
});

/** @throws UsageError for a text that is not a scheme and the name of a variable */
function readSampleVariables(texts: string[]): Record<string, string> {
  const pairs = texts.map((text) => {
    const [, scheme = '', name = ''] = /^(.+)=([A-Za-z_]\w*)$/.exec(text) ?? [];
    if (name === '') throw new UsageError(`--sample-variable: "${text}" must be SCHEME=NAME, such as ApiKey=API_KEY.`);
    return [scheme, name];
  });
  return Object.fromEntries(pairs);
}

type SiteOptions = { out: string; guides: string | undefined; samples: CodeSampleOptions };

async function writeSite(options: SiteOptions, { file, reading, progress }: VerbContext): Promise<VerbOutcome> {
  const { out, guides, samples } = options;
  const { writeDocs } = await import('../../docs/docs.ts');
  const files = await writeDocs(file, out, { ...reading, guides, samples, onStep: progress.step });
  return { ok: true, text: `${out}\n`, facts: { files: files.map((path) => `${out}/${path}`) } };
}
