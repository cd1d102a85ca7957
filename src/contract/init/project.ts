import { basename, resolve } from 'node:path';
import type { Contract } from '../document/document.ts';
import { SAMPLE_DOCUMENT, SAMPLE_HANDLERS, SAMPLE_TEST } from './sample.ts';
import { scaffoldHandlers, scaffoldSecurity, scaffoldTest } from './scaffold.ts';
import { SERVERS, type Template } from './servers.ts';
import { type PackageName, VERSIONS } from './versions.ts';

/** Texts by path. */
export type Files = Record<string, string>;

export type ProjectOptions = {
  template: Template;
  /** Folder of the project, whose name becomes that of the package. */
  folder: string;
  /** The version of keepspec that the project uses. */
  version: string;
  /** The given document and its overlays, by their paths from the folder. Left out, the project gets one of its own. */
  given?: { path: string; overlays: string[]; contract: Contract };
};

/** Path of the document of a project that starts without one. */
const DOCUMENT_PATH = 'openapi/openapi.yaml';

/** The files of a new project, without those that `keepspec build` generates. */
export function createProject({ template, folder, version, given }: ProjectOptions): Files {
  const security = given && scaffoldSecurity(given.contract);
  const { server, dependencies, devDependencies } = SERVERS[template];
  const options = security === undefined ? '{ contract, handlers }' : '{ contract, handlers, security }';
  const path = given?.path ?? DOCUMENT_PATH;
  return {
    'package.json': packageJson(basename(resolve(folder)), version, dependencies, devDependencies),
    'tsconfig.json': TSCONFIG,
    'keepspec.config.ts': configOf(path, given?.overlays ?? []),
    'redocly.yaml': 'extends:\n  - recommended\n',
    'vitest.config.ts': VITEST_CONFIG,
    '.gitignore': 'node_modules/\ndist/\ncoverage/\n',
    ...(given === undefined ? { [DOCUMENT_PATH]: SAMPLE_DOCUMENT } : {}),
    'src/handlers.ts': given === undefined ? SAMPLE_HANDLERS : scaffoldHandlers(given.contract),
    ...(security === undefined ? {} : { 'src/security.ts': security }),
    'src/server.ts': server(options),
    'src/main.ts': MAIN,
    'test/setup.ts': TEST_SETUP,
    'test/api.test.ts': given === undefined ? SAMPLE_TEST : scaffoldTest(given.contract),
    'README.md': readmeOf(path),
  };
}

const SCRIPTS = {
  start: 'node src/main.ts',
  dev: 'node --watch src/main.ts',
  build: 'keepspec build',
  lint: 'keepspec lint',
  mock: 'keepspec mock --watch',
  docs: 'keepspec docs',
  typecheck: 'tsc',
  test: 'keepspec build --check && tsc && vitest run',
};

/** Prism installs a package that reports each installation to its maker, unless the project forbids it. */
const WITHOUT_REPORTS = { allowScripts: { '@scarf/scarf': false }, scarfSettings: { enabled: false } };

function packageJson(folder: string, version: string, runtime: PackageName[], development: PackageName[]): string {
  const name =
    folder
      .toLowerCase()
      .replaceAll(/[^a-z0-9._-]+/g, '-')
      .replace(/^[._-]+/, '') || 'api';
  const pick = (names: PackageName[]) => Object.fromEntries(names.map((one) => [one, VERSIONS[one]]));
  const content = {
    ...{ name, version: '0.1.0', private: true, type: 'module', engines: { node: '>=22.18' }, scripts: SCRIPTS },
    dependencies: sortedByName({ ...pick(runtime), 'keepspec-runtime': version }),
    devDependencies: sortedByName({
      ...pick([...development, '@types/node', 'typescript', 'vitest']),
      keepspec: version,
    }),
    ...WITHOUT_REPORTS,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function sortedByName(versions: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(versions).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const TSCONFIG = `{
  "compilerOptions": {
    "target": "ES2024",
    "lib": ["ES2024", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
    "module": "NodeNext",
    "types": ["node"],
    "noEmit": true,
    "strict": true,
    "erasableSyntaxOnly": true,
    "verbatimModuleSyntax": true,
    "allowImportingTsExtensions": true,
    "skipLibCheck": true
  },
  "include": ["src", "test", "generated/*.ts", "*.config.ts"]
}
`;

function configOf(path: string, overlays: string[]): string {
  const list = overlays.length === 0 ? '' : `\n  overlays: [${overlays.map((one) => JSON.stringify(one)).join(', ')}],`;
  return `import { defineConfig } from 'keepspec';

export default defineConfig({
  document: ${JSON.stringify(path)},${list}
  build: { out: 'generated' },
});
`;
}

const VITEST_CONFIG = `import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['test/**/*.test.ts'], setupFiles: ['test/setup.ts'] } });
`;

const TEST_SETUP = `import { readFile } from 'node:fs/promises';
import { type ContractMatchers, contractMatchers } from 'keepspec/vitest';
import { expect } from 'vitest';
import type { Operations } from '../generated/operations.ts';

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void>, T> extends ContractMatchers<keyof Operations> {}
}

const document = JSON.parse(await readFile(new URL('../generated/openapi.json', import.meta.url), 'utf8'));
expect.extend(contractMatchers(document));
`;

const MAIN = `import { start } from './server.ts';

const port = Number(process.env.PORT ?? 3000);
try {
  const { url } = await start(port);
  console.log(\`Listening at \${url}\`);
} catch (error) {
  if ((error as { code?: unknown }).code !== 'EADDRINUSE') throw error;
  console.error(\`Port \${port} is already in use. Set PORT to a free one.\`);
  process.exitCode = 1;
}
`;

function readmeOf(path: string): string {
  return `# API

\`${path}\` is the source of truth. \`generated/\` is derived from it.

| command | description |
|---|---|
| \`npm start\` | starts the server at http://localhost:3000 (\`PORT\`, \`HOST\`) |
| \`npm run dev\` | restarts the server on every change |
| \`npm test\` | checks generated files and types, and runs the tests |
| \`npm run build\` | regenerates \`generated/\` after a change of the document |
| \`npm run lint\` | checks the document |
| \`npm run mock\` | starts a mock at http://127.0.0.1:4010 |
| \`npm run docs\` | writes the documentation as a static site to \`dist/docs/\` |

To change the API, change the document, run \`npm run build\`, and follow the compiler: it names each handler that no longer
matches its operation.
`;
}
