import { parseArgs } from 'node:util';

export const USAGE = `contract <verb> [contract] [options]

  build     derive types, validators, serializers and the operation table from the contract
              --out generated  --check  --allow-remote
  lint      check the contract's style and examples
  mock      serve the contract's examples
              --port 4010  --host 127.0.0.1
  docs      write the documentation as one HTML page
              --out dist/docs/index.html
  verify    test a running server against the contract
              --url http://127.0.0.1:8080      the server; a path in it replaces the base path of the contract
              --base-path /v2                  replaces the base path of the contract; / is none
              --auth 'Authorization: Bearer K' header with valid credentials; repeatable
              --auth 'Scheme=Name: value'      header for operations of one security scheme
              --other-auth 'Authorization: …'  header of a caller who must not see the resources of the first one
              --against URL                    another server, such as the mock, that must accept and reject the same
              --seed 1  --max-cases 10000  --time 600 (seconds)
              --operation ID  --only examples|constraints|protocol|random|state  --off CHECK
              --junit FILE  --har FILE (requests and responses)  --coverage FOLDER (contract coverage)
  coverage  show the contract coverage that is stored in a folder
              --from coverage/contract  --out coverage/contract  --min sides=95 (percent; also operations, statuses,
              media-types, headers, properties)

The default contract is openapi/openapi.yaml. With --json each verb prints one JSON object. Exit codes: 0 success,
1 a check failed, 2 usage error, or verify could not try any operation.
`;

const DEFAULT_CONTRACT = 'openapi/openapi.yaml';

export type Options = {
  contract: string;
  out: string | undefined;
  check: boolean;
  allowRemote: boolean;
  json: boolean;
  port: number;
  host: string;
  verify: VerifyOptions;
  coverage: CoverageOptions;
};

export type VerifyOptions = {
  url: string | undefined;
  basePath: string | undefined;
  auth: string[];
  otherAuth: string[];
  seed: number;
  maxCases: number;
  seconds: number;
  operations: string[];
  only: string[];
  off: string[];
  junit: string | undefined;
  against: string | undefined;
  har: string | undefined;
  coverage: string | undefined;
};

export type CoverageOptions = {
  from: string;
  /** Percent by heading of the table. */
  min: Record<string, number>;
};

/** What a verb came to. */
export type Outcome = {
  /** Whether all is well. */
  ok: boolean;
  /** What a person is told: on standard output where all is well or it is what was asked for, else as an error. */
  text: string;
  isReport?: boolean;
  /** What `--json` prints. */
  facts: object;
  /** In the place of 0 where all is well, else 1. */
  exitCode?: number;
};

/** The command is used in a way that it does not know. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/**
 * Reads the command line. `--help` wins over everything else.
 *
 * @throws UsageError where an option is unknown, repeated, of a wrong value, or not one of the verb's
 */
export function readArgs(args: string[]): { verb: string | undefined; help: boolean; options: Options } {
  const { values, verb, contract } = parse(args);
  const { out, check, json, host, help, url, auth, operation, only, off, junit, against, har, coverage } = values;
  const port = whole('port', values.port, 0, 65_535);
  const verify: VerifyOptions = {
    ...{ url, basePath: values['base-path'], auth, otherAuth: values['other-auth'], operations: operation },
    ...{ only, off, junit, against, har, coverage },
    seed: whole('seed', values.seed, 0, 2 ** 31 - 1),
    maxCases: whole('max-cases', values['max-cases'], 1, 10_000_000),
    seconds: whole('time', values.time, 1, 86_400),
  };
  return {
    verb,
    help,
    options: {
      ...{ contract, out, check, allowRemote: values['allow-remote'], json, port, host, verify },
      coverage: { from: values.from, min: Object.fromEntries(values.min.map(readLeast)) },
    },
  };
}

const VERIFY = ['url', 'base-path', 'auth', 'other-auth', 'against', 'seed', 'max-cases', 'time', 'operation', 'only'];

/** The options of each verb beside `--json` and `--help`. */
const TAKEN: Record<string, string[]> = {
  build: ['out', 'check', 'allow-remote'],
  lint: [],
  mock: ['port', 'host'],
  docs: ['out'],
  verify: [...VERIFY, 'off', 'junit', 'har', 'coverage', 'allow-remote'],
  coverage: ['from', 'out', 'min', 'allow-remote'],
};

function parse(args: string[]) {
  let parsed: ReturnType<typeof parseWords>;
  try {
    parsed = parseWords(joinNegative(args));
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
  const { values, positionals, tokens } = parsed;
  const [verb, contract = DEFAULT_CONTRACT, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`Only one contract can be given: remove "${rest.join(' ')}".`);
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
  const twice = given.find(
    (name, at) => given.indexOf(name) !== at && !Array.isArray(values[name as keyof typeof values]),
  );
  if (twice !== undefined) throw new UsageError(`--${twice} can be given only once.`);
  const taken = verb !== undefined && Object.hasOwn(TAKEN, verb) ? TAKEN[verb] : undefined;
  const unused = given.find((name) => !['json', 'help'].includes(name) && taken?.includes(name) === false);
  if (unused !== undefined) {
    const hint = taken?.length === 0 ? '' : ` It takes ${taken?.map((name) => `--${name}`).join(', ')}.`;
    throw new UsageError(`${verb} does not take --${unused}.${hint}`);
  }
  return { values, verb, contract };
}

/** `--seed -1` as `--seed=-1`: parseArgs takes a negative number for an option and says nothing of the bounds. */
function joinNegative(args: string[]): string[] {
  const words: string[] = [];
  for (const word of args) {
    const before = words.at(-1) ?? '';
    if (/^-\d/.test(word) && /^--[\w-]+$/.test(before)) words[words.length - 1] = `${before}=${word}`;
    else words.push(word);
  }
  return words;
}

function readLeast(text: string): [heading: string, percent: number] {
  const [, heading = '', percent = ''] = /^([a-z-]+)=(\d+)$/.exec(text) ?? [];
  if (heading === '') throw new UsageError(`--min: "${text}" must have the form sides=95.`);
  return [heading, whole('min', percent, 0, 100)];
}

function whole(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new UsageError(`--${name}: "${text}" must be an integer from ${least} to ${most}.`);
}

function parseWords(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    tokens: true,
    options: {
      out: { type: 'string' },
      check: { type: 'boolean', default: false },
      'allow-remote': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      port: { type: 'string', default: '4010' },
      host: { type: 'string', default: '127.0.0.1' },
      url: { type: 'string' },
      'base-path': { type: 'string' },
      auth: { type: 'string', multiple: true, default: [] },
      'other-auth': { type: 'string', multiple: true, default: [] },
      seed: { type: 'string', default: '1' },
      'max-cases': { type: 'string', default: '10000' },
      time: { type: 'string', default: '600' },
      operation: { type: 'string', multiple: true, default: [] },
      only: { type: 'string', multiple: true, default: [] },
      off: { type: 'string', multiple: true, default: [] },
      junit: { type: 'string' },
      against: { type: 'string' },
      har: { type: 'string' },
      coverage: { type: 'string' },
      from: { type: 'string', default: 'coverage/contract' },
      min: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}
