import {
  choice,
  databaseUrl,
  flag,
  httpUrl,
  integer,
  origins,
  text,
  tokens,
  type Variable,
  webSocketUrl,
} from './config-values.ts';
import { LIMIT_VARIABLES } from './limit-variables.ts';
import { METRICS_VARIABLES } from './metrics-variables.ts';
import { RETENTION_VARIABLES } from './retention-variables.ts';

/** Every variable that the server reads. The table in README.md is made from it. */
export const VARIABLES = {
  nodeEnv: {
    name: 'NODE_ENV',
    default: 'development',
    meaning:
      '`development`, `test` or `production`. In production `SECRETS_KEYS` is required, outbound addresses must be https, and responses are not validated.',
    parse: choice('development', 'test', 'production'),
  },
  host: { name: 'HOST', default: '127.0.0.1', meaning: 'Address to listen on.', parse: text },
  port: {
    name: 'PORT',
    default: '3000',
    meaning: 'Port to listen on; 0 takes a free one.',
    parse: integer(0, 65535),
  },
  workers: {
    name: 'WORKERS',
    default: '1',
    meaning:
      'Server processes that share the port. More than 1 needs Postgres. Limits of connections and of webhook calls are per process.',
    parse: integer(1, 64),
  },
  ...METRICS_VARIABLES,
  dataDir: { name: 'DATA_DIR', default: './data', meaning: 'Folder of the embedded database.', parse: text },
  databaseUrl: {
    name: 'DATABASE_URL',
    default: '',
    meaning:
      '`sqlite:PATH`, `postgres://USER:PASSWORD@HOST/DATABASE`, or `sqlite::memory:` for a database that ends with the process. Empty is `voice-agents.db` in `DATA_DIR`.',
    parse: databaseUrl,
  },
  databasePoolSize: {
    name: 'DATABASE_POOL_SIZE',
    default: '10',
    meaning: 'Maximum number of connections to Postgres per process. Webhook delivery uses one more.',
    parse: integer(1, 1000),
  },
  databaseStatementTimeoutMs: {
    name: 'DATABASE_STATEMENT_TIMEOUT_MS',
    default: '10000',
    meaning:
      'Milliseconds that Postgres may take for a statement. Requests that need more return 503. Migrations have no limit.',
    parse: integer(1, 3_600_000),
  },
  databaseTls: {
    name: 'DATABASE_TLS',
    default: 'auto',
    meaning:
      'TLS to Postgres: `disable`, `require` (encrypted, any certificate), `verify-ca` or `verify-full`. `auto` is the `sslmode` of `DATABASE_URL`; without one `verify-full`, on this machine `disable`.',
    parse: choice('auto', 'disable', 'require', 'verify-ca', 'verify-full'),
  },
  databaseCaFile: {
    name: 'DATABASE_CA_FILE',
    default: '',
    meaning:
      'PEM file with the CA certificates that verify the certificate of Postgres. Empty uses the CA certificates of Node.',
    parse: text,
  },
  secretsKeys: {
    name: 'SECRETS_KEYS',
    default: '',
    meaning:
      'Keys that encrypt stored secrets: `id:base64,id:base64`, 32 bytes each. The first one encrypts, all decrypt. Empty, in development only, keeps a key in `secrets.key` beside the database.',
    parse: text,
  },
  logLevel: {
    name: 'LOG_LEVEL',
    default: 'info',
    meaning: '`trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`.',
    parse: choice('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
  },
  allowPrivateOutbound: {
    name: 'ALLOW_PRIVATE_OUTBOUND',
    default: 'false',
    meaning: '`true` lets `webhook_url` and `llm_base_url` be private addresses and plain http. For development.',
    parse: flag,
  },
  llmModelsFile: {
    name: 'LLM_MODELS_FILE',
    default: '',
    meaning:
      'JSON file with the allowed models, in the form of the response of `GET /v1/agents/llm-models`. Empty uses the built-in table.',
    parse: text,
  },
  voiceCatalogUrl: {
    name: 'VOICE_CATALOG_URL',
    default: '',
    meaning: 'URL of a voice catalog that returns `{"voices": […]}`. Empty uses the built-in catalog.',
    parse: httpUrl,
  },
  voiceCatalogTimeoutMs: {
    name: 'VOICE_CATALOG_TIMEOUT_MS',
    default: '5000',
    meaning: 'Milliseconds to wait for the voice catalog.',
    parse: integer(1, 60_000),
  },
  voiceCatalogRefreshSeconds: {
    name: 'VOICE_CATALOG_REFRESH_SECONDS',
    default: '300',
    meaning: 'Seconds after which the voice catalog is fetched again, in the background.',
    parse: integer(1, 86_400),
  },
  livekitUrl: {
    name: 'LIVEKIT_URL',
    default: 'ws://localhost:7880',
    meaning: 'Address of the LiveKit server that callers join.',
    parse: webSocketUrl,
  },
  livekitApiKey: {
    name: 'LIVEKIT_API_KEY',
    default: 'devkey',
    meaning: 'API key that signs access tokens. The default is the key of LiveKit in development mode.',
    parse: text,
  },
  livekitApiSecret: {
    name: 'LIVEKIT_API_SECRET',
    default: 'secret',
    meaning: 'Secret of that key. The default is public: the server logs its use at the start.',
    parse: text,
  },
  livekitAgentName: {
    name: 'LIVEKIT_AGENT_NAME',
    default: 'voice-agent',
    meaning: 'Name under which the voice worker is registered at LiveKit.',
    parse: text,
  },
  workerTokens: {
    name: 'WORKER_TOKENS',
    default: '',
    meaning:
      'Tokens of the voice workers, separated by commas, 32 characters or more each. Without a token the operations of workers reject every request.',
    secret: true,
    parse: tokens,
  },
  sendTimeoutSeconds: {
    name: 'SEND_TIMEOUT_SECONDS',
    default: '30',
    meaning: 'Seconds after which the connection of a client that does not read its response is closed.',
    parse: integer(1, 3600),
  },
  drainDelaySeconds: {
    name: 'DRAIN_DELAY_SECONDS',
    default: '0',
    meaning:
      'Seconds on SIGTERM between `/readyz` returning 503 and the listener closing. Behind a load balancer: as long as it needs to notice the 503.',
    parse: integer(0, 3600),
  },
  keepAliveTimeoutSeconds: {
    name: 'KEEP_ALIVE_TIMEOUT_SECONDS',
    default: '65',
    meaning:
      'Seconds after which an idle connection is closed. Must exceed the idle timeout of a load balancer, often 60.',
    parse: integer(1, 3600),
  },
  headersTimeoutSeconds: {
    name: 'HEADERS_TIMEOUT_SECONDS',
    default: '60',
    meaning: 'Seconds within which the headers of a request must arrive. Later ones get a 408.',
    parse: integer(1, 3600),
  },
  requestTimeoutSeconds: {
    name: 'REQUEST_TIMEOUT_SECONDS',
    default: '300',
    meaning: 'Seconds within which a whole request must arrive, headers and body. Later ones get a 408.',
    parse: integer(1, 3600),
  },
  claimTimeoutSeconds: {
    name: 'CLAIM_TIMEOUT_SECONDS',
    default: '60',
    meaning:
      'Seconds after which another voice worker may take over a claimed conversation. A worker renews its claim by claiming again.',
    parse: integer(1, 86_400),
  },
  ...LIMIT_VARIABLES,
  trustProxy: {
    name: 'TRUST_PROXY',
    default: '0',
    meaning:
      'Number of reverse proxies in front of the server. The server trusts that many addresses at the end of `X-Forwarded-For`.',
    parse: integer(0, 10),
  },
  corsOrigins: {
    name: 'CORS_ORIGINS',
    default: '',
    meaning:
      'Origins, separated by commas, whose pages may read every response, or `*` for all. Empty allows browsers the two operations of public agents only.',
    parse: origins,
  },
  backgroundWork: {
    name: 'BACKGROUND_WORK',
    default: 'true',
    meaning:
      '`true` lets the server deliver webhooks and delete expired data. `false` leaves both to `npm run worker`.',
    parse: flag,
  },
  webhookTimeoutMs: {
    name: 'WEBHOOK_TIMEOUT_MS',
    default: '5000',
    meaning: 'Milliseconds that the receiver of a webhook has to respond.',
    parse: integer(1, 60_000),
  },
  webhookPollMs: {
    name: 'WEBHOOK_POLL_MS',
    default: '1000',
    meaning: 'Milliseconds between two polls for due webhooks.',
    parse: integer(10, 60_000),
  },
  webhookConcurrency: {
    name: 'WEBHOOK_CONCURRENCY',
    default: '128',
    meaning: 'Maximum number of concurrent webhook calls of one process.',
    parse: integer(1, 1000),
  },
  webhookConcurrencyPerWorkspace: {
    name: 'WEBHOOK_CONCURRENCY_PER_WORKSPACE',
    default: '64',
    meaning: 'Maximum number of concurrent webhook calls of one workspace in a process.',
    parse: integer(1, 1000),
  },
  webhookConcurrencyPerOrigin: {
    name: 'WEBHOOK_CONCURRENCY_PER_ORIGIN',
    default: '32',
    meaning: 'Maximum number of concurrent webhook calls to one origin in a process.',
    parse: integer(1, 1000),
  },
  ...RETENTION_VARIABLES,
  demo: {
    name: 'DEMO',
    default: 'false',
    meaning: '`true` serves a page at `/demo/AGENT_ID` that shows the widget of a public agent.',
    parse: flag,
  },
  defaultLlmProvider: {
    name: 'DEFAULT_LLM_PROVIDER',
    default: 'speechify',
    meaning: 'Provider of the language model of agents that select none: `openai` or `speechify`.',
    parse: choice('openai', 'speechify'),
  },
  defaultLlmModel: {
    name: 'DEFAULT_LLM_MODEL',
    default: 'glm-5.2',
    meaning: 'Language model of agents that select none.',
    parse: text,
  },
  defaultInactivityTimeoutSeconds: {
    name: 'DEFAULT_INACTIVITY_TIMEOUT_SECONDS',
    default: '30',
    meaning: 'Seconds of silence that end a call, for agents without a value of their own.',
    parse: integer(1, 86_400),
  },
} as const satisfies Record<string, Variable<unknown>>;
