import { describe, expect, test } from 'vitest';
import { ConfigError, configTable, readConfig } from '../../src/platform/config.ts';
import { VARIABLES } from '../../src/platform/config-variables.ts';

type Name = keyof typeof VARIABLES;

const DEFAULTS: Record<string, unknown> = {
  nodeEnv: 'development',
  host: '127.0.0.1',
  port: 3000,
  workers: 1,
  metricsPort: undefined,
  metricsHost: '127.0.0.1',
  dataDir: './data',
  databaseUrl: 'sqlite:data/voice-agents.db',
  databasePoolSize: 10,
  databaseStatementTimeoutMs: 10_000,
  databaseTls: 'auto',
  databaseCaFile: '',
  secretsKeys: '',
  logLevel: 'info',
  allowPrivateOutbound: false,
  llmModelsFile: '',
  voiceCatalogUrl: '',
  voiceCatalogTimeoutMs: 5000,
  voiceCatalogRefreshSeconds: 300,
  livekitUrl: 'ws://localhost:7880',
  livekitApiKey: 'devkey',
  livekitApiSecret: 'secret',
  livekitAgentName: 'voice-agent',
  workerTokens: [],
  sendTimeoutSeconds: 30,
  drainDelaySeconds: 0,
  keepAliveTimeoutSeconds: 65,
  headersTimeoutSeconds: 60,
  requestTimeoutSeconds: 300,
  claimTimeoutSeconds: 60,
  rateLimits: true,
  rateLimitPerSecond: 20,
  rateLimitBurst: 60,
  workspaceRateLimits: new Map(),
  failedKeysPerAddress: 60,
  publicReadsPerAddress: 300,
  publicSessionsPerAddress: 10,
  publicSessionsPerAgent: 60,
  trustProxy: 0,
  corsOrigins: [],
  backgroundWork: true,
  webhookTimeoutMs: 5000,
  webhookPollMs: 1000,
  webhookConcurrency: 128,
  webhookConcurrencyPerWorkspace: 64,
  webhookConcurrencyPerOrigin: 32,
  memoryRetentionSeconds: 3600,
  conversationRetentionDays: 0,
  messageRetentionDays: 0,
  deliveryRetentionDays: 30,
  idempotencyRetentionDays: 1,
  auditRetentionDays: 0,
  demo: false,
  defaultLlmProvider: 'speechify',
  defaultLlmModel: 'glm-5.2',
  defaultInactivityTimeoutSeconds: 30,
};

const messageOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error('The configuration was taken.');
};

describe('every variable has its default', () => {
  test.each(Object.entries(DEFAULTS))('%s is %j', (key, value) => {
    expect(readConfig({})[key as Name]).toEqual(value);
  });

  test('there are no others, and what follows from them is for development', () => {
    const follows = { isProduction: false, requireHttpsOutbound: false, openTelemetry: {} };
    expect(readConfig({})).toEqual({ ...DEFAULTS, ...follows });
    expect(Object.keys(VARIABLES).sort()).toEqual(Object.keys(DEFAULTS).sort());
  });

  test('variables of OpenTelemetry are passed on, and no others', () => {
    const { openTelemetry } = readConfig({ OTEL_SERVICE_NAME: 'a', OTHER: 'b', NODE_ENV: 'test' });
    expect(openTelemetry).toEqual({ OTEL_SERVICE_NAME: 'a' });
  });

  test.each(Object.values(VARIABLES).map(({ name }) => name))('%s that is set but empty counts as not set', (name) => {
    expect(readConfig({ [name]: '' })).toEqual(readConfig({}));
  });
});

describe('a right value is taken', () => {
  const taken: [string, string, Name, unknown][] = [
    ['NODE_ENV', 'production', 'nodeEnv', 'production'],
    ['NODE_ENV', 'test', 'nodeEnv', 'test'],
    ['HOST', '::', 'host', '::'],
    ['PORT', '0', 'port', 0],
    ['PORT', '65535', 'port', 65535],
    ['WORKERS', '64', 'workers', 64],
    ['METRICS_PORT', '0', 'metricsPort', 0],
    ['METRICS_PORT', '9464', 'metricsPort', 9464],
    ['METRICS_HOST', '0.0.0.0', 'metricsHost', '0.0.0.0'],
    ['DATA_DIR', '/var/lib/agents', 'databaseUrl', 'sqlite:/var/lib/agents/voice-agents.db'],
    ['DATABASE_URL', 'sqlite::memory:', 'databaseUrl', 'sqlite::memory:'],
    ['DATABASE_URL', 'sqlite:/a/b c.db', 'databaseUrl', 'sqlite:/a/b c.db'],
    [
      'DATABASE_URL',
      'postgres://u:p%40@db:6543/agents?sslmode=require',
      'databaseUrl',
      'postgres://u:p%40@db:6543/agents?sslmode=require',
    ],
    ['DATABASE_URL', 'postgresql://u@[::1]/agents', 'databaseUrl', 'postgresql://u@[::1]/agents'],
    ['DATABASE_POOL_SIZE', '1000', 'databasePoolSize', 1000],
    ['DATABASE_STATEMENT_TIMEOUT_MS', '1', 'databaseStatementTimeoutMs', 1],
    ['DATABASE_TLS', 'verify-ca', 'databaseTls', 'verify-ca'],
    ['DATABASE_CA_FILE', 'ca.pem', 'databaseCaFile', 'ca.pem'],
    ['SECRETS_KEYS', 'a:b', 'secretsKeys', 'a:b'],
    ['LOG_LEVEL', 'silent', 'logLevel', 'silent'],
    ['ALLOW_PRIVATE_OUTBOUND', 'true', 'allowPrivateOutbound', true],
    ['ALLOW_PRIVATE_OUTBOUND', 'false', 'allowPrivateOutbound', false],
    ['LLM_MODELS_FILE', 'models.json', 'llmModelsFile', 'models.json'],
    ['VOICE_CATALOG_URL', 'http://voices.test/list', 'voiceCatalogUrl', 'http://voices.test/list'],
    ['VOICE_CATALOG_TIMEOUT_MS', '60000', 'voiceCatalogTimeoutMs', 60_000],
    ['VOICE_CATALOG_REFRESH_SECONDS', '1', 'voiceCatalogRefreshSeconds', 1],
    ['VOICE_CATALOG_URL', 'https://voices.test/list', 'voiceCatalogUrl', 'https://voices.test/list'],
    ...['ws', 'wss', 'http', 'https'].map((protocol): [string, string, Name, unknown] => {
      const url = `${protocol}://voice.example.com`;
      return ['LIVEKIT_URL', url, 'livekitUrl', url];
    }),
    ['PUBLIC_SESSIONS_PER_ADDRESS', '1', 'publicSessionsPerAddress', 1],
    ['RATE_LIMITS', 'false', 'rateLimits', false],
    ['RATE_LIMIT_PER_SECOND', '1', 'rateLimitPerSecond', 1],
    ['RATE_LIMIT_BURST', '1000000', 'rateLimitBurst', 1_000_000],
    ['FAILED_KEYS_PER_ADDRESS', '1', 'failedKeysPerAddress', 1],
    ['PUBLIC_READS_PER_ADDRESS', '1000000', 'publicReadsPerAddress', 1_000_000],
    ['PUBLIC_SESSIONS_PER_AGENT', '1000000', 'publicSessionsPerAgent', 1_000_000],
    ['BACKGROUND_WORK', 'false', 'backgroundWork', false],
    ['SEND_TIMEOUT_SECONDS', '3600', 'sendTimeoutSeconds', 3600],
    ['CLAIM_TIMEOUT_SECONDS', '86400', 'claimTimeoutSeconds', 86_400],
    ['WEBHOOK_TIMEOUT_MS', '60000', 'webhookTimeoutMs', 60_000],
    ['WEBHOOK_POLL_MS', '10', 'webhookPollMs', 10],
    ['WEBHOOK_CONCURRENCY', '1', 'webhookConcurrency', 1],
    ['WEBHOOK_CONCURRENCY_PER_WORKSPACE', '1000', 'webhookConcurrencyPerWorkspace', 1000],
    ['WEBHOOK_CONCURRENCY_PER_ORIGIN', '4', 'webhookConcurrencyPerOrigin', 4],
    ['MEMORY_RETENTION_SECONDS', '86400', 'memoryRetentionSeconds', 86_400],
    ['CONVERSATION_RETENTION_DAYS', '36500', 'conversationRetentionDays', 36_500],
    ['MESSAGE_RETENTION_DAYS', '7', 'messageRetentionDays', 7],
    ['DELIVERY_RETENTION_DAYS', '0', 'deliveryRetentionDays', 0],
    ['IDEMPOTENCY_RETENTION_DAYS', '2', 'idempotencyRetentionDays', 2],
    ['AUDIT_RETENTION_DAYS', '365', 'auditRetentionDays', 365],
    ['TRUST_PROXY', '10', 'trustProxy', 10],
    ['DEMO', 'true', 'demo', true],
    ['DEFAULT_LLM_PROVIDER', 'openai', 'defaultLlmProvider', 'openai'],
    ['DEFAULT_INACTIVITY_TIMEOUT_SECONDS', '86400', 'defaultInactivityTimeoutSeconds', 86_400],
  ];
  test.each(taken)('%s=%s', (name, text, key, value) => {
    expect(readConfig({ [name]: text })[key]).toBe(value);
  });
});

test('limits of workspaces are taken by name', () => {
  const { workspaceRateLimits } = readConfig({
    WORKSPACE_RATE_LIMITS: 'default=100/300, North & South Ltd. = 1/1 ,big=off',
  });
  expect([...workspaceRateLimits]).toEqual([
    ['default', { perSecond: 100, burst: 300 }],
    ['North & South Ltd.', { perSecond: 1, burst: 1 }],
    ['big', null],
  ]);
});

describe('a wrong value stops the start with a sentence that names the variable', () => {
  const wrong: [string, string, string][] = [
    ['NODE_ENV', 'prod', 'must be one of development, test, production'],
    ['NODE_ENV', 'Production', 'must be one of'],
    ['PORT', 'http', 'must be an integer from 0 to 65535'],
    ['PORT', '65536', 'must be an integer from 0 to 65535'],
    ['PORT', '-1', 'must be an integer from 0 to 65535'],
    ['PORT', '80.5', 'must be an integer from 0 to 65535'],
    ['PORT', ' ', 'must be an integer from 0 to 65535'],
    ['WORKERS', '0', 'must be an integer from 1 to 64'],
    ['WORKERS', '65', 'must be an integer from 1 to 64'],
    ['DATABASE_URL', 'mysql://localhost/agents', 'must be sqlite:PATH'],
    ['DATABASE_URL', 'sqlite:', 'must be sqlite:PATH'],
    ['DATABASE_URL', '/data/agents.db', 'must be sqlite:PATH'],
    ['DATABASE_URL', 'postgres://', 'must name a user, a host and a database: postgres://USER:PASSWORD@HOST/DATABASE'],
    ['DATABASE_URL', 'postgres://db/agents', 'must name a user, a host and a database'],
    ['DATABASE_URL', 'postgres://u@db', 'must name a user, a host and a database'],
    ['DATABASE_URL', 'postgres://u@db:x/agents', 'must be a URL such as postgres://USER:PASSWORD@HOST/DATABASE'],
    ['DATABASE_URL', 'postgres://u@db/%zz', 'must have valid percent-encoding'],
    ['DATABASE_URL', 'postgres://u@db/a?sslmode=prefer', 'sslmode of disable, require, verify-ca, verify-full'],
    ['DATABASE_URL', 'postgres://u@db/a?options=-c', 'must have no parameters but sslmode and host; it has options'],
    ['DATABASE_POOL_SIZE', '0', 'must be an integer from 1 to 1000'],
    ['DATABASE_STATEMENT_TIMEOUT_MS', '0', 'must be an integer from 1 to 3600000'],
    ['SEND_TIMEOUT_SECONDS', '3601', 'must be an integer from 1 to 3600'],
    ['DATABASE_TLS', 'prefer', 'must be one of auto, disable, require, verify-ca, verify-full'],
    ['LOG_LEVEL', 'verbose', 'must be one of trace, debug, info, warn, error, fatal, silent'],
    ['ALLOW_PRIVATE_OUTBOUND', 'yes', 'must be one of true, false'],
    ['ALLOW_PRIVATE_OUTBOUND', '1', 'must be one of true, false'],
    ['VOICE_CATALOG_URL', 'voices.test', 'must be an http or https URL'],
    ['VOICE_CATALOG_URL', 'file:///voices.json', 'must be an http or https URL'],
    ['VOICE_CATALOG_TIMEOUT_MS', '0', 'must be an integer from 1 to 60000'],
    ['VOICE_CATALOG_TIMEOUT_MS', '60001', 'must be an integer from 1 to 60000'],
    ['LIVEKIT_URL', 'voice.example.com', 'must be a ws or wss URL'],
    ['LIVEKIT_URL', 'ftp://voice.example.com', 'must be a ws or wss URL'],
    ['LIVEKIT_URL', 'xws://voice.example.com', 'must be a ws or wss URL'],
    ['VOICE_CATALOG_URL', 'xhttp://voices.example', 'must be an http or https URL, or empty'],
    ['WORKER_TOKENS', 'short', 'must be tokens of 32 or more visible ASCII characters'],
    ['WORKER_TOKENS', `${'x'.repeat(32)},`, 'must be tokens of 32 or more visible ASCII characters'],
    ['PUBLIC_SESSIONS_PER_ADDRESS', '0', 'must be an integer from 1 to 1000000'],
    ['RATE_LIMITS', 'off', 'must be one of true, false'],
    ['RATE_LIMIT_PER_SECOND', '0', 'must be an integer from 1 to 1000000'],
    ['RATE_LIMIT_BURST', '0.5', 'must be an integer from 1 to 1000000'],
    ['FAILED_KEYS_PER_ADDRESS', '0', 'must be an integer from 1 to 1000000'],
    ['PUBLIC_READS_PER_ADDRESS', '0', 'must be an integer from 1 to 1000000'],
    ...['a', 'a=', 'a=20', 'a=0/60', 'a=20/0', '=20/60', 'a=20/60,', 'a=20/60,a=off', 'a=on', 'a=1.5/60'].map(
      (text): [string, string, string] => ['WORKSPACE_RATE_LIMITS', text, 'must name each workspace once'],
    ),
    ['PUBLIC_SESSIONS_PER_AGENT', 'none', 'must be an integer from 1 to 1000000'],
    ['BACKGROUND_WORK', 'no', 'must be one of true, false'],
    ['WEBHOOK_TIMEOUT_MS', '0', 'must be an integer from 1 to 60000'],
    ['WEBHOOK_POLL_MS', '9', 'must be an integer from 10 to 60000'],
    ['WEBHOOK_CONCURRENCY', '0', 'must be an integer from 1 to 1000'],
    ['WEBHOOK_CONCURRENCY_PER_WORKSPACE', '1001', 'must be an integer from 1 to 1000'],
    ['WEBHOOK_CONCURRENCY_PER_ORIGIN', 'x', 'must be an integer from 1 to 1000'],
    ['MEMORY_RETENTION_SECONDS', '0', 'must be an integer from 1 to 86400'],
    ['TRUST_PROXY', '11', 'must be an integer from 0 to 10'],
    ['CORS_ORIGINS', 'https://a.example,b.example', 'must be origins such as https://example.com'],
    ['CORS_ORIGINS', 'www.example.com', 'must be origins such as https://example.com'],
    ['DEMO', '1', 'must be one of true, false'],
    ['DEFAULT_LLM_PROVIDER', 'custom', 'must be one of openai, speechify'],
    ['DEFAULT_INACTIVITY_TIMEOUT_SECONDS', '0', 'must be an integer from 1 to 86400'],
    ['VOICE_CATALOG_REFRESH_SECONDS', '0', 'must be an integer from 1 to 86400'],
    ['VOICE_CATALOG_REFRESH_SECONDS', '86401', 'must be an integer from 1 to 86400'],
  ];
  test.each(wrong)('%s=%s', (name, text, sentence) => {
    const message = messageOf({ [name]: text });
    expect(message).toMatch(new RegExp(`^${name} `));
    expect(message).toContain(sentence);
    // A token that is too short is a token all the same.
    if (name === 'WORKER_TOKENS') expect(message).not.toContain(text);
    else expect(message.endsWith(`it is "${text}".`)).toBe(true);
  });
});

test('the password of an address is not told', () => {
  const message = messageOf({ VOICE_CATALOG_URL: 'ftp://user:hidden@voices.example/a@b' });
  expect(message).toBe('VOICE_CATALOG_URL must be an http or https URL, or empty; it is "ftp://…@voices.example/a@b".');
});

test.each([
  ['postgres://u:hid/d@en@db:x/agents', 'postgres://u:…@db:x/agents'],
  ['postgres://u:hidden@db/', 'postgres://u:…@db/'],
])('the password of a database is not told: %s', (url, shown) => {
  const message = messageOf({ DATABASE_URL: url });
  expect(message).not.toContain('hid');
  expect(message).toContain(`it is "${shown}".`);
});

describe('the configuration', () => {
  test('is frozen', () => {
    const config = readConfig({});
    expect(Object.isFrozen(config)).toBe(true);
    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError);
  });

  test('in production requires https of outbound addresses unless private ones are allowed', () => {
    expect(readConfig({ NODE_ENV: 'production' })).toMatchObject({ isProduction: true, requireHttpsOutbound: true });
    const open = readConfig({ NODE_ENV: 'production', ALLOW_PRIVATE_OUTBOUND: 'true' });
    expect(open.requireHttpsOutbound).toBe(false);
  });

  test('DATABASE_URL wins over DATA_DIR', () => {
    expect(readConfig({ DATABASE_URL: 'sqlite:a.db', DATA_DIR: '/b' }).databaseUrl).toBe('sqlite:a.db');
  });

  test('its table has a line for each variable, with default and meaning', () => {
    const lines = configTable().split('\n').slice(2);
    expect(lines).toHaveLength(Object.keys(VARIABLES).length);
    for (const [index, { name, meaning, default: value }] of Object.values(VARIABLES).entries()) {
      expect(lines[index]).toBe(`| \`${name}\` | ${value === '' ? '' : `\`${value}\``} | ${meaning} |`);
    }
  });
});
