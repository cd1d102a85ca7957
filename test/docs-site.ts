import { openDocsSite } from '../src/compose/docs-site.ts';
import { readBundle } from '../src/contract/document/read-bundle.ts';
import { createLog } from '../src/platform/log.ts';

/** The folder of the documentation of this API. It is built once, also if several files of tests ask for it at a time. */
export async function buildDocsSite(): Promise<string> {
  const document = await readBundle('generated/openapi.json');
  const log: string[] = [];
  const { folder, prepare } = openDocsSite({
    document,
    log: createLog('error', { write: (line) => log.push(line) }),
    isProduction: false,
  });
  await prepare();
  if (log.length > 0) throw new Error(log.join('\n'));
  return folder;
}
