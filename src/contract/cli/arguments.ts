import { parseArgs } from 'node:util';

export const USAGE = `contract <verb> [contract] [options]

  build     derive types, validators, serializers and the operation table from the contract
              --out generated  --check  --allow-remote
  lint      check the contract's style and examples
  mock      answer from the contract's examples
              --port 4010  --host 127.0.0.1
  docs      write the documentation as one HTML page
              --out dist/docs/index.html
  verify    hold a running server to the contract
              --url http://127.0.0.1:8080      the server; a path in it stands in the place of the contract's
              --base-path /v2                  the same by itself; / is none
              --auth 'Authorization: Bearer K' headers with credentials; again for each further one
              --auth 'Scheme=Name: value'      those of one security scheme
              --other-auth 'Authorization: …'  those of somebody who must not see what the first one has
              --against URL                    another server, such as the mock, that must judge alike
              --seed 1  --max-cases 10000  --time 600 (seconds)
              --operation ID  --only examples|constraints|protocol|random|state  --off CHECK
              --junit FILE  --har FILE (what was sent and answered)  --coverage FOLDER (what was exercised)
  coverage  show what of the contract has been exercised, of all that is kept in a folder
              --from coverage/contract  --out coverage/contract  --min sides=95 (percent; also operations, statuses,
              media-types, headers, properties)

The contract is openapi/openapi.yaml unless named. With --json each verb prints one JSON object. The exit code is 0 when
all is well, 1 when a check failed, 2 on wrong use.
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
};

/** The command is used in a way that it does not know. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** @throws UsageError where the words are not those of the command */
export function readArgs(args: string[]): { verb: string | undefined; help: boolean; options: Options } {
  let parsed: ReturnType<typeof parseWords>;
  try {
    parsed = parseWords(args);
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
  const { values, positionals } = parsed;
  const [verb, contract = DEFAULT_CONTRACT, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`one contract at a time: "${rest.join(' ')}" is too much.`);
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

function readLeast(text: string): [heading: string, percent: number] {
  const [, heading = '', percent = ''] = /^([a-z-]+)=(\d+)$/.exec(text) ?? [];
  if (heading === '') throw new UsageError(`--min: "${text}" is not of the form sides=95.`);
  return [heading, whole('min', percent, 0, 100)];
}

function whole(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new UsageError(`--${name}: "${text}" is no whole number from ${least} to ${most}.`);
}

function parseWords(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
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
