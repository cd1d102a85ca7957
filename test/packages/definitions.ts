import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';

/** The fields of the root `package.json` that the published ones take over. */
type RootManifest = {
  version: string;
  license: string;
  repository?: unknown;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

/** A package to publish. Paths of sources are relative to the root of the repository. */
export type PackageDefinition = {
  name: string;
  description: string;
  keywords: string[];
  /** The folder whose layout the package keeps under `lib/`. */
  root: string;
  readme: string;
  /** A folder of pages that the README links to. */
  pages?: string;
  /** Beginnings of the paths in it that belong to the package. */
  ownPages?: string[];
  node: string;
  /** Source file of each public entry. */
  entries: Record<string, string>;
  bin?: Record<string, string>;
  /** Packages that are written into one file each, with their licences, and their exports in use. */
  vendored: Record<string, string[]>;
  /** In the versions that the tests of this repository run with. */
  dependencies: string[];
  /** Only for an entry: an app that does not import the entry does not install them. */
  optionalPeers: Record<string, string>;
  /** Sources that are read as text. They are published with the ending `.txt` if they are TypeScript. */
  texts: string[];
  /** Source files of entries that change something when they are imported. */
  sideEffects: string[];
};

export const PACKAGES: PackageDefinition[] = [
  {
    name: 'keepspec-runtime',
    description: 'Serves an OpenAPI contract compiled by keepspec under Express, node:http, or any fetch runtime.',
    keywords: ['openapi', 'router', 'validation', 'express', 'fetch', 'contract-first'],
    root: 'src/contract',
    readme: 'src/contract/serve/README.md',
    node: '>=22.15',
    entries: {
      '.': 'src/contract/runtime.ts',
      './express': 'src/contract/adapters/express.ts',
      './http-server': 'src/contract/adapters/http-server.ts',
      './node': 'src/contract/adapters/node.ts',
      './fetch': 'src/contract/adapters/fetch.ts',
      './fastify': 'src/contract/adapters/fastify.ts',
      './client': 'src/contract/client/client.ts',
      './webhooks': 'src/contract/client/webhooks.ts',
      './vitest': 'src/contract/matcher.ts',
    },
    vendored: { 'openapi-backend': ['OpenAPIBackend'] },
    dependencies: ['@remix-run/multipart-parser', 'openapi-fetch', 'openapi-typescript-helpers'],
    optionalPeers: { express: '^5.0.0', '@types/express': '^5.0.0', fastify: '^5.0.0' },
    texts: [],
    sideEffects: [],
  },
  {
    name: 'keepspec',
    description: 'Contract-first OpenAPI: generates types and validators, lints, mocks, documents, and tests servers.',
    keywords: ['openapi', 'codegen', 'mock', 'contract-testing', 'lint', 'contract-first'],
    root: 'src/contract',
    readme: 'src/contract/README.md',
    pages: 'docs',
    ownPages: ['docs/README.md', 'docs/support.md', 'docs/verify.md', 'docs/diff.md', 'docs/from-', 'docs/examples'],
    node: '>=22.18',
    bin: { keepspec: 'src/contract/cli.ts' },
    entries: {
      '.': 'src/contract/config.ts',
      './coverage': 'src/contract/verify/coverage/middleware.ts',
      './observe': 'src/contract/verify/observe/middleware.ts',
      './mock': 'src/contract/mock/fetch.ts',
      './vitest': 'src/contract/vitest.ts',
      './vitest-setup': 'src/contract/vitest-setup.ts',
      './vitest-global-setup': 'src/contract/vitest-global-setup.ts',
    },
    vendored: { 'openapi-backend': ['OpenAPIBackend'] },
    dependencies: [
      ...['@redocly/cli', '@redocly/openapi-core', '@remix-run/multipart-parser', '@scalar/openapi-upgrader'],
      ...[
        '@stoplight/prism-http',
        '@xmldom/xmldom',
        'ajv',
        'ajv-formats',
        'fast-check',
        'json-p3',
        'marked',
        'minisearch',
        'openapi-typescript',
        'pino',
        'refa',
        'semver',
        'swagger-ui-dist',
        'typescript',
      ],
    ],
    optionalPeers: { vitest: '^5.0.0' },
    texts: [
      'src/contract/document/compiled.ts',
      'src/contract/build/handler-types.ts',
      'src/contract/build/marker-types.ts',
      'src/contract/diff/report.schema.json',
      ...['console.css', 'console.js', 'docs.css', 'page.js', 'theme.js'].map(
        (name) => `src/contract/docs/browser/${name}`,
      ),
    ],
    sideEffects: ['src/contract/vitest-setup.ts'],
  },
  {
    name: 'voice-agents-client',
    description: 'Typed client of the Voice Agents API for browsers, Node, and other runtimes with fetch.',
    keywords: ['voice-agents', 'api-client', 'fetch', 'typescript'],
    // The client is a generated file.
    root: '.',
    readme: 'docs/client.md',
    node: '>=20',
    entries: { '.': 'src/client/client.ts', './webhooks': 'src/client/webhooks.ts' },
    vendored: {},
    dependencies: ['openapi-fetch', 'openapi-typescript-helpers'],
    optionalPeers: {},
    texts: [],
    sideEffects: [],
  },
];

/** The `package.json` of a package. */
export async function manifestOf(definition: PackageDefinition): Promise<object> {
  const root = JSON.parse(await readFile('package.json', 'utf8')) as RootManifest;
  const { name, description, keywords, node, entries, bin, dependencies, optionalPeers, sideEffects, vendored, pages } =
    definition;
  const versionOf = (dependency: string): string => {
    const version = root.dependencies[dependency] ?? root.devDependencies[dependency];
    if (version === undefined) throw new Error(`${dependency} is not a dependency of this repository.`);
    return version;
  };
  const repository = root.repository ?? repositoryOfRun();
  const exports = Object.entries(entries).map(([entry, source]) => {
    const file = publishedPath(definition, source);
    return [entry, { types: file.replace(/\.js$/, '.d.ts'), default: file }];
  });
  const peers = Object.keys(optionalPeers);
  return {
    name,
    version: root.version,
    description,
    keywords,
    license: root.license,
    ...(repository === undefined ? {} : { repository }),
    type: 'module',
    engines: { node },
    sideEffects: sideEffects.length > 0 && sideEffects.map((source) => publishedPath(definition, source)),
    ...(bin && {
      bin: Object.fromEntries(
        Object.entries(bin).map(([command, source]) => [command, publishedPath(definition, source).slice(2)]),
      ),
    }),
    exports: { ...Object.fromEntries(exports), './package.json': './package.json' },
    files: [
      'lib',
      ...(pages === undefined ? [] : [pages]),
      ...(Object.keys(vendored).length > 0 ? ['THIRD-PARTY-LICENSES'] : []),
    ],
    dependencies: Object.fromEntries(dependencies.toSorted().map((one) => [one, versionOf(one)])),
    ...(peers.length > 0 && {
      peerDependencies: optionalPeers,
      peerDependenciesMeta: Object.fromEntries(peers.map((peer) => [peer, { optional: true }])),
    }),
    publishConfig: { access: 'public' },
  };
}

/** Where the compiled file of a source is in its package. */
export function publishedPath({ root }: PackageDefinition, source: string): string {
  return `./lib/${posix.relative(root, source).replace(/\.ts$/, '.js')}`;
}

/** npm attests the repository of the CI run that publishes (npm docs, "Generating provenance statements"). */
function repositoryOfRun(): { type: string; url: string } | undefined {
  const { GITHUB_SERVER_URL = 'https://github.com', GITHUB_REPOSITORY } = process.env;
  if (GITHUB_REPOSITORY === undefined) return undefined;
  return { type: 'git', url: `git+${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}.git` };
}
