import { mkdir, writeFile } from 'node:fs/promises';
import { createProgress } from '../progress.ts';
import type { Observation } from '../verify/coverage/coverage.ts';
import { type Options, type Outcome, UsageError } from './arguments.ts';

/** Requests that are under way at once. */
const CONCURRENCY = 8;
/** Milliseconds between two lines of progress. */
const PROGRESS_MS = process.stderr.isTTY ? 500 : 5000;

export async function verify({ contract, allowRemote, verify: wanted }: Options): Promise<Outcome> {
  const { url: given, seed, maxCases, operations, junit, against, har } = wanted;
  if (given === undefined) throw new UsageError('verify needs --url, the address of the server.');
  for (const [name, address] of Object.entries({ url: given, against })) {
    if (address !== undefined && !URL.canParse(address)) throw new UsageError(`--${name}: "${address}" is no address.`);
  }
  const { url, basePath } = readAddress(given, wanted.basePath);
  const { bundleContract } = await import('../document/bundle.ts');
  const { createPlan } = await import('../verify/plan.ts');
  const { runVerify } = await import('../verify/run.ts');
  const { CHECK_NAMES, isCheckName } = await import('../verify/check-names.ts');
  const { PHASES } = await import('../verify/types.ts');
  const { toJUnit, toText } = await import('../verify/report.ts');
  const { createStore } = await import('../verify/coverage/store.ts');
  const phases = PHASES.filter((phase) => wanted.only.includes(phase));
  const unknown = wanted.only.filter((name) => !PHASES.some((phase) => phase === name));
  if (unknown.length > 0) throw new UsageError(`--only: "${unknown[0]}" is none of ${PHASES.join(', ')}.`);
  const credentials = readAuth(wanted.auth);
  const off = wanted.off.filter(isCheckName);
  const noCheck = wanted.off.find((name) => !isCheckName(name));
  if (noCheck !== undefined) {
    throw new UsageError(`--off: "${noCheck}" is none of ${Object.keys(CHECK_NAMES).join(', ')}.`);
  }
  const plan = createPlan(await bundleContract(contract, { allowRemote }));
  const { securitySchemes } = plan.contract;
  const noScheme = Object.keys(credentials.schemeAuth).find((name) => !securitySchemes.includes(name));
  if (noScheme !== undefined) {
    throw new UsageError(`--auth: "${noScheme}" is none of the security schemes ${securitySchemes.join(', ')}.`);
  }
  const stranger = operations.find((id) => !plan.operations.some(({ operationId }) => operationId === id));
  if (stranger !== undefined) throw new UsageError(`--operation: the contract has no "${stranger}".`);
  const progress = createProgress(process.stderr);
  let told = 0;
  const onProgress = (sentence: string): void => {
    if (performance.now() - told < PROGRESS_MS) return;
    told = performance.now();
    progress.step(sentence);
  };
  const keep = wanted.coverage === undefined ? undefined : createStore(wanted.coverage);
  const exchanges: Observation[] = [];
  const onExchange = (observation: Observation, news: string[]): void => {
    keep?.(news);
    if (har !== undefined) exchanges.push(observation);
  };
  const result = await runVerify(plan, {
    ...{
      url,
      ...(basePath === undefined ? {} : { basePath }),
      ...credentials,
      seed,
      maxCases,
      operations,
      phases,
      off,
      concurrency: CONCURRENCY,
      onProgress,
      onExchange,
    },
    otherAuth: readAuth(wanted.otherAuth).auth,
    ...(against === undefined ? {} : { against }),
    timeMs: wanted.seconds * 1000,
  }).finally(progress.end);
  if (junit !== undefined) await writeFile(junit, toJUnit(result));
  if (har !== undefined) {
    const { toHar } = await import('../verify/har.ts');
    await writeFile(har, toHar(url, exchanges));
  }
  return { ok: result.findings.length === 0, text: toText(result), isReport: true, facts: result };
}

/** A path in the address stands in the place of those of the contract's servers, and so does one that is given by itself. */
function readAddress(given: string, own: string | undefined): { url: string; basePath: string | undefined } {
  const { origin, pathname } = new URL(given);
  const path = own ?? (pathname === '/' ? undefined : pathname);
  return { url: origin, basePath: path?.replace(/^\/*/, '/').replace(/\/+$/, '') };
}

/** Headers by name, those of all operations and those of single security schemes. */
function readAuth(headers: string[]): Credentials {
  const read: Credentials = { auth: {}, schemeAuth: {} };
  for (const header of headers) {
    const [, scheme, name, value] = /^(?:([\w.-]+)=)?([^:=\s]+):\s*(.+)$/.exec(header) ?? [];
    if (name === undefined || value === undefined) {
      throw new UsageError(`--auth: "${header}" is neither "Name: value" nor "Scheme=Name: value".`);
    }
    if (scheme === undefined) read.auth[name.toLowerCase()] = value;
    else read.schemeAuth[scheme] = { ...read.schemeAuth[scheme], [name.toLowerCase()]: value };
  }
  return read;
}

type Credentials = { auth: Record<string, string>; schemeAuth: Record<string, Record<string, string>> };

/** Shows what of a contract the runs have exercised that kept their count in a folder. */
export async function coverage({ contract, out, allowRemote, coverage: wanted }: Options): Promise<Outcome> {
  const { bundleContract } = await import('../document/bundle.ts');
  const { createPlan } = await import('../verify/plan.ts');
  const { createCoverage } = await import('../verify/coverage/coverage.ts');
  const { readCovered } = await import('../verify/coverage/store.ts');
  const { COLUMNS, listLeft, percentOf, sumOf, toTable } = await import('../verify/coverage/table.ts');
  const { toPage } = await import('../verify/coverage/page.ts');
  const columns = Object.fromEntries(COLUMNS.map(([heading, kinds]) => [heading.replaceAll(' ', '-'), kinds]));
  const stranger = Object.keys(wanted.min).find((heading) => !Object.hasOwn(columns, heading));
  if (stranger !== undefined) {
    throw new UsageError(`--min: "${stranger}" is none of ${Object.keys(columns).join(', ')}.`);
  }
  const plan = createPlan(await bundleContract(contract, { allowRemote }));
  const counter = createCoverage(plan);
  counter.add(await readCovered(wanted.from));
  const report = counter.report();
  const folder = out ?? wanted.from;
  await mkdir(folder, { recursive: true });
  const files = [`${folder}/index.html`, `${folder}/coverage.json`] as const;
  await writeFile(files[0], toPage(report, plan.document.info.title));
  await writeFile(files[1], `${JSON.stringify(report, null, 2)}\n`);
  const low = Object.entries(wanted.min).flatMap(([heading, least]) => {
    const percent = percentOf(sumOf(report.shares, columns[heading] ?? []));
    return percent < least ? [`${heading}: ${percent} %, wanted ${least} %.`] : [];
  });
  const left = listLeft(report, ['operation', 'status', 'constraint side']);
  const more = left.length > MOST_LEFT ? [`… and ${left.length - MOST_LEFT} more`] : [];
  const listed =
    left.length === 0 ? [] : ['Left:', ...left.slice(0, MOST_LEFT).map((line) => `  ${line}`), ...more, ''];
  const text = [toTable(report), '', ...listed, ...low, ...files].join('\n');
  return { ok: low.length === 0, text: `${text}\n`, isReport: true, facts: { files, shares: report.shares, low } };
}

/** Lines of what is left that are printed; the page has all of them. */
const MOST_LEFT = 40;
