import { readFile } from 'node:fs/promises';
import type { Plan } from '../../verify/plan.ts';
import type { FindingsFile } from '../../verify/replay/findings-file.ts';
import type { RunOptions } from '../../verify/run-context.ts';
import { applyData } from '../data-file.ts';
import { reasonOf } from '../failures.ts';
import { readLogin } from '../login-file.ts';
import { readPlan } from '../read-plan.ts';
import { defineVerb, type OptionValues, UsageError, type VerbContext, type VerbOutcome } from '../verb.ts';
import { readAuth, readNames, readTarget, readUrl } from '../verify-options.ts';
import { readWorkflows } from '../workflow-options.ts';
import { ALLOW_REMOTE, DISCRIMINATOR } from './shared.ts';

/** The name in help and examples of `verify --findings`. */
const DEFAULT_FILE = 'verify.findings.json';
/** Requests of one finding are sent one after the other, unless its check sends several at once. */
const MOST_CONNECTIONS = 8;
/** Milliseconds that a finding takes at most. */
const FINDING_MS = 600_000;

const OPTIONS = {
  server: { type: 'text', value: 'URL', about: 'base URL of the server, as --url of verify' },
  document: { type: 'text', value: 'FILE', about: 'document in place of the one that the file names' },
  'base-path': { type: 'text', value: 'PATH', about: 'replaces the base path of the document; / is none' },
  auth: {
    type: 'list',
    value: "'Name: value'",
    about: "header with credentials; 'Scheme=Name: value' for one security scheme",
  },
  'other-auth': { type: 'list', value: "'Name: value'", about: 'header of the other caller, as for verify' },
  against: { type: 'text', value: 'URL', about: 'the other server of findings of the check "agreement"' },
  login: { type: 'text', value: 'FILE', about: 'request that returns the credentials, as for verify' },
  data: { type: 'text', value: 'FILE', about: 'values that the server accepts, as for verify' },
  setup: { type: 'list', value: 'COMMAND', about: 'before the replay: a shell command or a request, as for verify' },
  reset: { type: 'list', value: 'COMMAND', about: 'the same before each finding' },
  rate: { type: 'integer', value: 'N', min: 0, max: 100_000, default: 0, about: 'requests per second; 0 is no limit' },
  timeout: {
    type: 'integer',
    value: 'SECONDS',
    min: 1,
    max: 86_400,
    default: 10,
    about: 'time limit of each response',
  },
  ...DISCRIMINATOR,
  ...ALLOW_REMOTE,
} as const;

type ReplayOptions = OptionValues<typeof OPTIONS>;

export const replay = defineVerb({
  name: 'replay',
  summary: 'send the requests of findings again, and report which findings are fixed',
  about:
    `FILE is written by verify --findings; by default ${DEFAULT_FILE}.\n` +
    'URL, credentials, data, setup and reset of verify in keepspec.config.ts apply unless options replace them.\n' +
    'Exit code 0 if all findings are fixed, 1 if one is still there or unclear, 2 if nothing could be sent.',
  takesDocument: true,
  reportsProblems: true,
  argument: { name: 'FILE', default: DEFAULT_FILE, documentOf: async (file) => (await readFindings(file)).document },
  examples: ["replay verify.findings.json --server http://127.0.0.1:8080 --auth 'Authorization: Bearer KEY'"],
  options: OPTIONS,
  run: async (wanted, context) => {
    const options = await readOptions(wanted, context);
    const file = await readFindings(context.argument);
    const { formatReplay, replayAll } = await import('../../verify/replay/replay-run.ts');
    const plan = await readPlan(wanted.discriminator, context);
    const { document } = plan;
    const schemes = Object.keys(plan.contract.securitySchemes);
    readNames('auth', Object.keys(options.schemeAuth), schemes, 'security scheme');
    const loginFile = wanted.login ?? context.config.verify?.login;
    const securitySchemes = document.components?.securitySchemes ?? {};
    const basePath = options.basePath ?? plan.declared[0]?.basePaths[0] ?? '';
    const target = { url: options.url, basePath, securitySchemes };
    const login = loginFile === undefined ? {} : { login: await readLogin(loginFile, target) };
    const data = wanted.data ?? context.config.verify?.data;
    if (data !== undefined) await applyData(data, plan);
    const workflows = await loadWorkflowsOf(file, plan, context);
    const outcome = await replayAll(plan, file, { ...options, ...login, ...workflows });
    context.progress.end();
    const { results, stopped } = outcome;
    const ok = stopped === undefined && results.every(({ result }) => result === 'fixed');
    const { problemsOfReplay } = await import('../output/finding-problems.ts');
    const problems = problemsOfReplay(outcome, file.findings, options);
    const exitCode = stopped === undefined ? {} : { exitCode: 2, failure: stopped };
    const end: VerbOutcome = { ok, text: formatReplay(outcome), isReport: stopped === undefined, facts: outcome };
    return { ...end, problems, ...exitCode };
  },
});

/** The workflows of findings that need them. */
async function loadWorkflowsOf(
  { workflows }: FindingsFile,
  plan: Plan,
  context: VerbContext,
): Promise<Pick<RunOptions, 'workflows'>> {
  if (workflows === undefined) return {};
  const given = { workflows: workflows.document, inputs: workflows.inputs };
  const loaded = await readWorkflows(given, { phases: [], plan, context });
  return loaded === undefined ? {} : { workflows: loaded };
}

async function readOptions(wanted: ReplayOptions, { config, progress }: VerbContext) {
  const { url: configured, auth = [], otherAuth = [], basePath, setup = [], reset = [] } = config.verify ?? {};
  const server = wanted.server ?? configured;
  if (server === undefined) {
    throw new UsageError('replay needs --server, the base URL of the server.', {
      hint: 'Example: keepspec replay verify.findings.json --server http://127.0.0.1:8080',
    });
  }
  const target = readTarget(server, wanted['base-path'] ?? basePath, 'server');
  const credentials = readAuth('auth', wanted.auth.length > 0 ? wanted.auth : auth);
  const other = readAuth('other-auth', wanted['other-auth'].length > 0 ? wanted['other-auth'] : otherAuth);
  const { against } = wanted;
  return {
    url: target.url,
    ...(target.basePath === undefined ? {} : { basePath: target.basePath }),
    ...(wanted.rate === 0 ? {} : { rate: wanted.rate }),
    ...(against === undefined ? {} : { against: readUrl('against', against).href.replace(/\/$/, '') }),
    ...{ ...credentials, otherAuth: other.auth, phases: [], off: [], operations: [], seed: 1, maxCases: 1 },
    ...{ setup: wanted.setup.length > 0 ? wanted.setup : setup, reset: wanted.reset.length > 0 ? wanted.reset : reset },
    ...{ concurrency: MOST_CONNECTIONS, timeMs: FINDING_MS, responseMs: wanted.timeout * 1000 },
    onProgress: (sentence: string) => progress.step(sentence),
  };
}

/** @throws UsageError if the file cannot be read, or is not one of findings */
async function readFindings(file: string): Promise<FindingsFile> {
  const { parseFindings } = await import('../../verify/replay/findings-file.ts');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const hint = `Write it with: keepspec verify --findings ${file}`;
    throw new UsageError(`${file} cannot be read: ${reasonOf(error)}.`, { hint, cause: error });
  }
  try {
    return parseFindings(text);
  } catch (error) {
    throw new UsageError(`${file} ${(error as Error).message}.`, { cause: error });
  }
}
