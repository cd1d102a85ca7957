import { startPostgres } from '../../postgres/postgres.ts';

/** A service that a server needs, such as a database. */
type Needed = { environment: Record<string, string>; stop: () => Promise<void> };

/** A server that others wrote. It starts from npm packages, which are installed without their scripts. */
export type ForeignServer = {
  /** Also the name of its folders and of its module in `triage/`. */
  id: string;
  name: string;
  /** The framework or language that it is written with. */
  kind: string;
  /** Exact versions, the first one of the server itself. */
  packages: string[];
  port: number;
  /** Program and arguments in the folder of the server; `node` is the Node of this process. */
  start: string[];
  environment?: Record<string, string>;
  needs?: () => Promise<Needed>;
  /** Files that are written before the start, by name. */
  files?: Record<string, string>;
  /** Responds when the server is ready. */
  ready?: string;
  /** The document: a path on the server, or a file in its folder. */
  document: { path: string } | { file: string };
  /** Of `keepspec verify`. */
  options?: string[];
};

const GALAXY = 'node_modules/@scalar/galaxy/dist/3.1.json';
const GALAXY_PACKAGE = '@scalar/galaxy@0.6.12';
const ANY_TOKEN = ['--auth', 'Authorization: Bearer any'];

/** A bridge without accessories, whose interface needs no login. */
const HOMEBRIDGE = {
  bridge: { name: 'Homebridge', username: 'CC:22:3D:E3:CE:30', port: 51826, pin: '031-45-154' },
  platforms: [{ platform: 'config', name: 'Config', port: 4110, host: '127.0.0.1', auth: 'none' }],
};

async function startDatabase(): Promise<Needed> {
  const postgres = await startPostgres();
  return {
    environment: { DATABASE_URL: `${postgres.urlOf('postgres')}?sslmode=disable`, DATABASE_SSL: 'false' },
    stop: () => postgres.remove(),
  };
}

export const FOREIGN_SERVERS: ForeignServer[] = [
  {
    id: 'prism',
    name: 'Prism, mocking @scalar/galaxy',
    kind: 'mock',
    packages: ['@stoplight/prism-cli@5.16.0', GALAXY_PACKAGE],
    port: 4101,
    start: ['node', 'node_modules/@stoplight/prism-cli/dist/index.js', 'mock', '-p', '4101', '-h', '127.0.0.1', GALAXY],
    // In production it does not start with these options.
    environment: { NODE_ENV: 'development' },
    document: { file: GALAXY },
    options: ANY_TOKEN,
  },
  {
    id: 'scalar',
    name: '@scalar/mock-server, mocking @scalar/galaxy',
    kind: 'mock, Hono',
    packages: ['@scalar/mock-server@0.14.4', GALAXY_PACKAGE],
    port: 4102,
    start: ['node', 'start.mjs'],
    document: { file: GALAXY },
    options: ANY_TOKEN,
  },
  {
    id: 'mockoon',
    name: 'Mockoon, mocking @scalar/galaxy',
    kind: 'mock, Express',
    packages: ['@mockoon/cli@9.9.0', GALAXY_PACKAGE],
    port: 4103,
    start: ['node', 'node_modules/@mockoon/cli/bin/run.js', 'start', '--data', GALAXY, '--port', '4103'],
    document: { file: GALAXY },
    options: ANY_TOKEN,
  },
  {
    id: 'steady',
    name: 'Steady, mocking @scalar/galaxy',
    kind: 'mock, Deno',
    packages: ['@stdy/cli@0.22.2', GALAXY_PACKAGE],
    port: 4104,
    start: ['node_modules/.bin/steady', '-q', '-p', '4104', '--host', '127.0.0.1', GALAXY],
    document: { file: GALAXY },
    options: ANY_TOKEN,
  },
  {
    id: 'loopback-todo',
    name: '@loopback/example-todo',
    kind: 'LoopBack 4',
    packages: ['@loopback/example-todo@6.0.0'],
    port: 4105,
    start: ['node', 'node_modules/@loopback/example-todo'],
    document: { path: '/openapi.json' },
    // It writes a file with each change.
    options: ['--timeout', '30'],
  },
  {
    id: 'loopback-files',
    name: '@loopback/example-file-transfer',
    kind: 'LoopBack 4',
    packages: ['@loopback/example-file-transfer@1.7.0'],
    port: 4106,
    start: ['node', 'node_modules/@loopback/example-file-transfer'],
    document: { path: '/openapi.json' },
  },
  {
    id: 'better-auth',
    name: 'Better Auth',
    kind: 'better-call',
    packages: ['better-auth@1.7.25'],
    port: 4107,
    start: ['node', 'start.mjs'],
    files: {
      'login.json': JSON.stringify({
        request: { path: '/sign-in/email', json: { email: 'ann@example.com', password: 'correct horse battery' } },
        take: { token: '/token' },
      }),
    },
    ready: '/api/auth/ok',
    document: { path: '/api/auth/open-api/generate-schema' },
    options: ['--login', 'login.json'],
  },
  {
    id: 'restate',
    name: 'Restate, admin API',
    kind: 'Rust, axum',
    packages: ['@restatedev/restate-server@1.7.12'],
    port: 9070,
    start: ['node_modules/.bin/restate-server', '--base-dir', 'data'],
    ready: '/health',
    document: { path: '/openapi' },
  },
  {
    id: 'bknd',
    name: 'bknd',
    kind: 'Hono',
    packages: ['bknd@0.20.0'],
    port: 4109,
    start: ['node', 'node_modules/bknd/dist/cli/index.js', 'run', '--memory', '--port', '4109', '--no-open'],
    ready: '/api/system/ping',
    document: { path: '/api/system/openapi.json' },
  },
  {
    id: 'homebridge',
    name: 'Homebridge UI: users, accessories, configuration',
    kind: 'NestJS, Fastify',
    packages: ['homebridge-config-ui-x@5.10.0'],
    port: 4110,
    start: ['node', 'node_modules/homebridge-config-ui-x/dist/bin/standalone.js'],
    environment: {
      UIX_BASE_PATH: 'node_modules/homebridge-config-ui-x',
      UIX_CONFIG_PATH: 'config.json',
      UIX_STORAGE_PATH: '.',
    },
    files: {
      'config.json': JSON.stringify(HOMEBRIDGE),
      'auth.json': JSON.stringify([
        { id: 1, username: 'admin', name: 'Admin', hashedPassword: '00', salt: '00', admin: true },
      ]),
      'login.json': JSON.stringify({ request: { path: '/api/auth/noauth' }, take: { token: '/access_token' } }),
    },
    document: { path: '/swagger-json' },
    // Other operations restart the machine, or download.
    options: [
      ...['--login', 'login.json'],
      ...['users', 'users/**', 'accessories', 'accessories/**', 'auth/**', 'config-editor', 'config-editor/**'].flatMap(
        (name) => ['--only', `/api/${name}`],
      ),
    ],
  },
  {
    id: 'unleash',
    name: 'Unleash: tags, strategies, contexts, add-ons, tokens, projects',
    kind: 'Express, Postgres',
    packages: ['unleash-server@8.2.0'],
    port: 4111,
    start: ['node', 'start.mjs'],
    needs: startDatabase,
    files: {
      'login.json': JSON.stringify({
        request: { path: '/auth/simple/login', json: { username: 'admin', password: 'unleash4all' } },
        take: { cookie: 'unleash-session' },
      }),
    },
    ready: '/health',
    document: { path: '/docs/openapi.json' },
    // All 211 operations take longer than a run may. A DELETE of a segment that does not exist ends the process.
    options: [
      ...['--login', 'login.json'],
      ...['Tags', 'Strategies', 'Context', 'Addons', 'API tokens', 'Projects'].flatMap((tag) => ['--only', tag]),
    ],
  },
];
