import { mkdir, open, writeFile } from 'node:fs/promises';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { dirname } from 'node:path';
import { createProgress } from '../progress.ts';
import type { Observation } from '../verify/coverage/coverage.ts';
import type { Phase } from '../verify/types.ts';
import { type Options, type Outcome, UsageError } from './arguments.ts';
import { suggest } from './suggest.ts';

/** Requests that are under way at once. */
const CONCURRENCY = 8;
/** Milliseconds between two lines of progress. */
const PROGRESS_MS = process.stderr.isTTY ? 500 : 5000;

/** Tests a running server against a contract. Nothing is sent before every option is known to be right. */
export async function verify({ contract, allowRemote, verify: wanted }: Options): Promise<Outcome> {
  const { seed, maxCases, junit, against, har } = wanted;
  if (wanted.url === undefined) throw new UsageError('verify needs --url, the URL of the server.');
  const { url, basePath } = readTarget(wanted.url, wanted.basePath);
  const other = against === undefined ? {} : { against: readUrl('against', against).href.replace(/\/$/, '') };
  const { bundleContract } = await import('../document/bundle.ts');
  const { createPlan } = await import('../verify/plan.ts');
  const { runVerify } = await import('../verify/run.ts');
  const { CHECK_NAMES } = await import('../verify/check-names.ts');
  const { PHASES } = await import('../verify/types.ts');
  const { toJUnit, toText } = await import('../verify/report.ts');
  const { createStore } = await import('../verify/coverage/store.ts');
  const phases = readNames('only', wanted.only, PHASES, 'the phases are');
  const off = readNames('off', wanted.off, Object.keys(CHECK_NAMES) as (keyof typeof CHECK_NAMES)[], 'the checks are');
  const credentials = readAuth('auth', wanted.auth);
  const otherAuth = readAuth('other-auth', wanted.otherAuth);
  if (Object.keys(otherAuth.schemeAuth).length > 0) {
    throw new UsageError('--other-auth must have the form "Name: value", for all security schemes.');
  }
  const isAsked = (...some: Phase[]): boolean => phases.length === 0 || some.some((phase) => phases.includes(phase));
  if (wanted.otherAuth.length > 0 && !isAsked('state')) throw new UsageError('--other-auth needs the phase "state".');
  if (against !== undefined && !isAsked('examples', 'constraints', 'random')) {
    throw new UsageError('--against needs one of the phases "examples", "constraints" and "random".');
  }
  for (const file of [junit, har]) if (file !== undefined) await prepareFile(file);
  const plan = createPlan(await bundleContract(contract, { allowRemote }));
  readNames(
    'auth',
    Object.keys(credentials.schemeAuth),
    Object.keys(plan.contract.securitySchemes),
    'the security schemes are',
  );
  const ids = plan.operations.map(({ operationId }) => operationId);
  const operations = readNames('operation', wanted.operations, ids, 'the operations are');
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
    ...{ url, ...(basePath === undefined ? {} : { basePath }), ...credentials, ...other, otherAuth: otherAuth.auth },
    ...{ seed, maxCases, operations, phases, off, concurrency: CONCURRENCY, timeMs: wanted.seconds * 1000 },
    ...{ onProgress, onExchange },
  }).finally(progress.end);
  if (junit !== undefined) await writeFile(junit, toJUnit(result));
  if (har !== undefined) {
    const { toHar } = await import('../verify/har.ts');
    await writeFile(har, toHar(url, exchanges));
  }
  const isStopped = result.stopped !== undefined;
  const exitCode = isStopped || result.cases === 0 ? { exitCode: 2 } : {};
  const ok = !isStopped && result.cases > 0 && result.findings.length === 0;
  return { ok, text: toText(result), isReport: !isStopped, facts: result, ...exitCode };
}

/** @throws UsageError naming the first that is not known */
function readNames<Name extends string>(option: string, given: string[], known: readonly Name[], list: string): Name[] {
  return given.map((text) => {
    const name = known.find((one) => one === text);
    if (name !== undefined) return name;
    const shown = known.length > MOST_SHOWN ? '' : ` (${list} ${known.join(', ')})`;
    throw new UsageError(`--${option}: there is no "${text}"${shown}.${suggest(text, [...known])}`);
  });
}

/** Longer lists of names say nothing that a suggestion does not say better. */
const MOST_SHOWN = 40;

/** @throws UsageError where a text is no absolute URL of HTTP */
function readUrl(option: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && ['http:', 'https:'].includes(url.protocol) && url.hostname !== '') return url;
  const guess = `http://${text.replace(/^(https?:)?\/*/i, '')}`;
  const hint = !/^\w+:\/\//.test(text) && URL.canParse(guess) ? ` Did you mean ${guess}?` : '';
  throw new UsageError(`--${option}: "${text}" must be an http or https URL such as http://localhost:8080.${hint}`);
}

/** A path in the URL replaces those of the contract's servers, and so does one that is given by itself. */
function readTarget(given: string, own: string | undefined): { url: string; basePath: string | undefined } {
  const { origin, pathname } = readUrl('url', given);
  const path = own ?? (pathname === '/' ? undefined : pathname);
  return { url: origin, basePath: path?.replace(/^\/*/, '/').replace(/\/+$/, '') };
}

/** Makes sure before a long run that its report can be written. */
async function prepareFile(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await (await open(file, 'a')).close();
  } catch (error) {
    throw new UsageError(`"${file}" cannot be written: ${(error as Error).message}`, { cause: error });
  }
}

/** Headers by name, those of all operations and those of single security schemes. */
function readAuth(option: string, headers: string[]): Credentials {
  const read: Credentials = { auth: {}, schemeAuth: {} };
  for (const header of headers) {
    const [, scheme, name, value] = /^(?:([\w.-]+)=)?([^:=\s]+):\s*(.+)$/.exec(header) ?? [];
    if (name === undefined || value === undefined) {
      throw new UsageError(`--${option}: "${header}" must have the form "Name: value" or "Scheme=Name: value".`);
    }
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch (error) {
      throw new UsageError(`--${option}: ${(error as Error).message}.`, { cause: error });
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
  readNames('min', Object.keys(wanted.min), Object.keys(columns), 'the columns are');
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
