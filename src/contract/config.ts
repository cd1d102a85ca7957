import type { Severity } from './diff/change.ts';
import type { DiffPolicy } from './diff/policy.ts';
import type { ConfiguredScenarios } from './mock/scenario-settings.ts';
import type { ConfiguredWebhooks } from './mock/webhooks/settings.ts';

export type { WebhookCause } from './mock/webhooks/settings.ts';

/** The content of `keepspec.config.ts`. Paths are relative to the folder of that file. The command line wins over it. */
export type KeepspecConfig = {
  /** Path or URL of the OpenAPI document. */
  document?: string;
  /** Paths or URLs of Overlays 1.0 and 1.1, which every verb applies to the document in this order. */
  overlays?: string[];
  /**
   * How the alternative of a value is selected if there is a `discriminator`: by the schemas (default), or with
   * `enforce` by the tag and the mapping. For `build`, `mock`, `verify`, `coverage` and the tests.
   */
  discriminator?: 'schemas' | 'enforce';
  build?: {
    /** Folder of the generated files; by default `generated`. */
    out?: string;
    /** Module that `client.ts` imports its runtime from; by default `keepspec-runtime/client`. */
    clientRuntime?: string;
    /** Whether warnings make the build fail, so that it writes nothing. */
    strict?: boolean;
    /** Whether the document may refer to documents on other hosts. */
    allowRemote?: boolean;
  };
  lint?: {
    /** Whether warnings make the check fail. */
    strict?: boolean;
    allowRemote?: boolean;
  };
  mock?: {
    /** By default 4010; 0 takes a free port. */
    port?: number;
    /** By default 127.0.0.1. */
    host?: string;
    /** Whether the mock remembers what requests create, change and delete. */
    stateful?: boolean;
    /** Module with rules of the API by operationId, for a stateful mock. Its export `rules` is of the type `MockRules`. */
    rules?: string;
    /** Milliseconds before each response, such as `200` or `200-800`. */
    latency?: string;
    /** The share of requests that fail, such as `5%`. */
    chaos?: string;
    /** Seed of `latency` and `chaos`; by default 1. */
    seed?: number;
    /** Name of the scenario that requests are in. */
    scenario?: string;
    /** Scenarios by name. */
    scenarios?: ConfiguredScenarios;
    /** Receiver of the webhooks of the document. */
    webhookUrl?: string;
    /** Signs webhooks and callbacks; by default a new one, which is printed. */
    webhookSecret?: string;
    /** Hosts that webhooks may be sent to beside this machine. */
    webhookHost?: string[];
    /** When webhooks are sent, by their name in the document. */
    webhooks?: ConfiguredWebhooks;
    /** Whether no line is printed for each request. */
    quiet?: boolean;
    allowRemote?: boolean;
  };
  docs?: {
    /** Folder of the site; by default `dist/docs`. */
    out?: string;
    /** Folder of Markdown files that become pages; by default none. */
    guides?: string;
    /** Package that code samples import the client from; by default `./client.ts`, which `keepspec build` writes. */
    sampleClient?: string;
    /** URL that relative URLs of servers are resolved against in code samples; by default https://api.example.com. */
    sampleUrl?: string;
    /** Environment variables with credentials, such as `ApiKey=KEY`; by default the scheme `ApiKey` has `API_KEY`. */
    sampleVariable?: string[];
    allowRemote?: boolean;
  };
  verify?: {
    /** Base URL of the server. */
    url?: string;
    basePath?: string;
    /** Headers with valid credentials, such as `Authorization: Bearer KEY`. */
    auth?: string[];
    otherAuth?: string[];
    against?: string;
    seed?: number;
    maxCases?: number;
    /** Seconds. */
    time?: number;
    /** Seconds to wait for each response; by default 10. */
    timeout?: number;
    /** Milliseconds that a response may take. */
    maxResponseTime?: number;
    /** Ends the run at the first finding. */
    failFast?: boolean;
    operation?: string[];
    /** Phases, operations, tags and patterns of paths. */
    only?: string[];
    skip?: string[];
    /** Requests per second; by default not limited. */
    rate?: number;
    /** File with the request that returns the credentials. */
    login?: string;
    /** File with values that the server accepts. */
    data?: string;
    /** Whether to learn values that requests need from responses. */
    learn?: boolean;
    /** Shell commands or requests such as `POST /seed`, before the run. */
    setup?: string[];
    /** The same before each sequence. */
    reset?: string[];
    off?: string[];
    junit?: string;
    html?: string;
    /** File of accepted findings; only others fail. */
    baseline?: string;
    /** File of findings for `keepspec replay`, such as `verify.findings.json`. */
    findings?: string;
    har?: string;
    coverage?: string;
    /** Arazzo document whose workflows are run. */
    workflows?: string;
    /** File with the inputs of workflows. */
    inputs?: string;
    allowRemote?: boolean;
  };
  /** `url`, `basePath`, credentials, `data`, `setup` and `reset` of `verify` apply unless these replace them. */
  replay?: {
    /** Base URL of the server. */
    server?: string;
    /** Document in place of the one that the file of findings names. */
    document?: string;
    basePath?: string;
    auth?: string[];
    otherAuth?: string[];
    against?: string;
    login?: string;
    /** File with values that the server accepts. */
    data?: string;
    /** Shell commands or requests such as `POST /seed`, before the replay. */
    setup?: string[];
    /** The same before each finding. */
    reset?: string[];
    rate?: number;
    /** Seconds to wait for each response; by default 10. */
    timeout?: number;
    allowRemote?: boolean;
  };
  observe?: {
    /** HTTP Archives. */
    har?: string[];
    /** Folder of the middleware `observeContract`. */
    from?: string;
    off?: string[];
    coverage?: string;
    findings?: string;
    allowRemote?: boolean;
  };
  coverage?: {
    from?: string;
    out?: string;
    /** Such as `statuses=100`. */
    min?: string[];
    allowRemote?: boolean;
  };
  diff?: {
    /** Folder of released documents. The newest one is OLD if none is given. */
    released?: string;
    /** The least severity that fails: `breaking` (default), `risky`, `additive` or `docs`. */
    failOn?: Severity;
    /** Whether changes that fail pass if `info.version` moves as far as they need. */
    semver?: boolean;
    /** File of accepted changes. */
    exceptions?: string;
    /** Severities of questions that teams decide differently. */
    policy?: DiffQuestions;
    /** Severities by kind of change, which win. */
    severity?: Record<string, Severity>;
    /** Whether to prove breaking changes by the mocks and validators of both documents. */
    prove?: boolean;
    allowRemote?: boolean;
  };
  /** For `keepspec/vitest-global-setup`. */
  test?: {
    /** Shell command that starts the server under test. By default the mock is started. */
    command?: string;
    /** Base URL of that server, which is ready when it accepts connections. */
    url?: string;
    /** Seconds until the server must accept connections; by default 60. */
    timeout?: number;
    /** Folder of the contract coverage; by default none is stored. */
    coverage?: string;
  };
};

/** The questions of `DiffPolicy` that have a severity as their reply. */
type DiffQuestions = Partial<Omit<DiffPolicy, 'severities' | 'today'>>;

/**
 * Types the configuration in an editor, and returns it as it is.
 *
 * ```ts
 * import { defineConfig } from 'keepspec';
 *
 * export default defineConfig({ document: 'openapi/openapi.yaml', build: { out: 'generated' } });
 * ```
 */
export function defineConfig(config: KeepspecConfig): KeepspecConfig {
  return config;
}
