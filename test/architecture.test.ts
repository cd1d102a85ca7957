import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Import, readImportsOf } from './imports.ts';
import { PACKAGES } from './packages/definitions.ts';

const ROOT = join(import.meta.dirname, '..');

/** Modules and those they may import (ARCHITECTURE.md). A module may always import its own files. */
const ALLOWED: Record<string, string[]> = {
  'src/commands': ['src/compose', 'src/api', 'src/platform', 'src/contract/document'],
  'src/compose': [
    'src/api',
    'src/platform',
    'src/contract/adapters',
    'src/contract/serve',
    'src/contract/document',
    'src/contract/docs',
    // The rules of this API in the stateful mock.
    'src/contract/mock/state/rules.ts',
    'generated',
  ],
  'src/api': ['src/platform', 'src/contract/serve', 'generated'],
  'src/platform': [],
  'src/client': ['generated', 'src/contract/client'],
  'src/contract/adapters': ['src/contract/serve'],
  'src/contract/serve': ['src/contract/document'],
  'src/contract/document': [],
  'src/contract/client': [
    'src/contract/document/sequences.ts',
    'src/contract/document/compiled.ts',
    'src/contract/document/encode-parameter.ts',
    'src/contract/document/media-types.ts',
  ],
  'src/contract/values': ['src/contract/document'],
  'src/contract/build': ['src/contract/document', 'src/contract/values'],
  'src/contract/lint': ['src/contract/document'],
  'src/contract/docs': ['src/contract/document', 'src/contract/html.ts'],
  'src/contract/mock': [
    'src/contract/build',
    'src/contract/values',
    'src/contract/adapters',
    'src/contract/serve',
    'src/contract/document',
  ],
  'src/contract/diff': [
    'src/contract/build',
    'src/contract/values',
    'src/contract/document',
    // Validates and writes the requests and responses that show a change, as verify does.
    'src/contract/verify/bases.ts',
    'src/contract/verify/conformance.ts',
    'src/contract/verify/plan.ts',
    'src/contract/verify/sample-path.ts',
    'src/contract/verify/send.ts',
    'src/contract/verify/types.ts',
    'src/contract/verify/verifiable-operation.ts',
    'src/contract/verify/write-body.ts',
    'src/contract/verify/write-request.ts',
    'src/contract/serve/forms.ts',
    'src/contract/serve/types.ts',
  ],
  'src/contract/verify': [
    'src/contract/build',
    'src/contract/values',
    'src/contract/serve',
    'src/contract/document',
    'src/contract/html.ts',
  ],
};

/** Imports that do not follow from the picture of ARCHITECTURE.md, name by name (decisions/0059). */
const NAMED: Record<string, string[]> = {
  'src/api -> src/contract/serve': [
    'RawResponse of types.ts',
    'RejectedRequest of types.ts',
    'RejectionReason of types.ts',
    'Violation of types.ts',
    'isUnknownResource of rejection-status.ts',
    'serialized of serialized.ts',
  ],
  'src/commands -> src/contract/document': ['ContractError of document.ts'],
  'src/commands -> src/api': [
    'WebhookDelivery of webhooks/store.ts',
    'listAllDeliveries of webhooks/store.ts',
    'purgeCaller of conversations/deletion/purge.ts',
    'retryDeliveries of webhooks/store.ts',
    'rotateSecrets of agents/secrets/store.ts',
  ],
};

/** The command and the matcher may import everything of the toolkit. */
const TOOLKIT_ENTRIES = /^src\/contract\/(cli\/|init\/|[^/]+\.ts$)/;

/** Libraries that only development needs. */
const BUILD_TIME =
  /^(@redocly\/|@stoplight\/|openapi-typescript$|fast-check$|typescript$|ajv(\/|$)|ajv-formats|json-p3$)/;

const FILES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map((file) => `src/${file}`);
const IMPORTS = new Map(FILES.map((file) => [file, readImportsOf(ROOT, file)]));

function moduleOf(file: string): string {
  const parts = file.split('/');
  if (parts[0] === 'generated') return 'generated';
  return parts.slice(0, parts[1] === 'contract' && parts.length > 3 ? 3 : 2).join('/');
}

/** Files that a file loads when it is imported. Types are stripped, dynamic imports come later. */
function closureOf(entries: string[]): Map<string, Import[]> {
  const closure = new Map<string, Import[]>();
  const visit = (file: string): void => {
    const imports = (IMPORTS.get(file) ?? []).filter(({ isTypeOnly, isDynamic }) => !isTypeOnly && !isDynamic);
    closure.set(file, imports);
    for (const { target } of imports) if (IMPORTS.has(target) && !closure.has(target)) visit(target);
  };
  for (const entry of entries) visit(entry);
  return closure;
}

describe('imports point one way', () => {
  test.each(Object.keys(ALLOWED))('%s imports only what it may', (name) => {
    const allowed = [name, ...(ALLOWED[name] as string[])];
    const wrong = FILES.filter((file) => moduleOf(file) === name).flatMap((file) =>
      (IMPORTS.get(file) ?? [])
        .filter(({ target }) => /^(src|generated)\//.test(target))
        .filter(({ target }) => !allowed.includes(moduleOf(target)) && !allowed.includes(target))
        .map(({ target }) => `${file} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('every file belongs to a module with rules', () => {
    const modules = new Set(FILES.filter((file) => !TOOLKIT_ENTRIES.test(file)).map(moduleOf));
    expect([...modules].filter((name) => ALLOWED[name] === undefined)).toEqual([]);
  });

  test('every rule is in use', () => {
    const used = Object.entries(ALLOWED).map(([name, allowed]) => {
      const targets = FILES.filter((file) => moduleOf(file) === name)
        .flatMap((file) => IMPORTS.get(file) ?? [])
        .flatMap(({ target }) => [target, moduleOf(target)]);
      return [name, allowed.filter((one) => targets.includes(one))];
    });
    expect(Object.fromEntries(used)).toEqual(ALLOWED);
  });

  test.each(Object.entries(NAMED))('%s imports only these names', (edge, names) => {
    const [from, to] = edge.split(' -> ');
    const imported = FILES.filter((file) => moduleOf(file) === from)
      .flatMap((file) => IMPORTS.get(file) ?? [])
      .filter(({ target }) => moduleOf(target) === to)
      .flatMap(({ target, names }) => names.map((name) => `${name} of ${target.slice(`${to}/`.length)}`));
    expect([...new Set(imported)].sort()).toEqual(names);
  });

  test('the toolkit imports nothing from its siblings', () => {
    const wrong = FILES.filter((file) => file.startsWith('src/contract/')).flatMap((file) =>
      (IMPORTS.get(file) ?? [])
        .filter(({ target }) => target.startsWith('generated/') || /^src\/(?!contract\/)/.test(target))
        .map(({ target }) => `${file} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('there are no circles', () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, way: string[]): void => {
      if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' -> '));
      if (done.has(file) || way.includes(file)) return;
      for (const { target, isTypeOnly } of IMPORTS.get(file) ?? []) if (!isTypeOnly) visit(target, [...way, file]);
      done.add(file);
    };
    for (const file of FILES) visit(file, []);
    expect(circles).toEqual([]);
  });
});

/** Names that only Node has. */
const NODE_GLOBAL = /\b(Buffer|process|require|setImmediate)\b/;

/** A source without comments and texts. */
function codeOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$|'[^'\n]*'/gm, '');
}

describe('production', () => {
  const packagesIn = (closure: Map<string, Import[]>) =>
    [...closure].flatMap(([file, imports]) =>
      imports.filter(({ target }) => !IMPORTS.has(target)).map(({ target }) => `${file} -> ${target}`),
    );

  test.each([
    ['the server', ['src/commands/start.ts', 'src/commands/worker.ts']],
    ['the contract handler and its adapters', FILES.filter((file) => /contract\/(serve|adapters|client)\//.test(file))],
  ])('%s loads no library that only development needs', (_title, entries) => {
    const packages = packagesIn(closureOf(entries));
    expect(packages.length).toBeGreaterThan(0);
    expect(packages.filter((edge) => BUILD_TIME.test(edge.split(' -> ')[1] ?? ''))).toEqual([]);
  });

  test('a server loads the driver of Postgres only if DATABASE_URL names one', () => {
    const importing = packagesIn(closureOf(['src/platform/database/postgres.ts']));
    expect(importing.some((edge) => edge.endsWith(' -> pg'))).toBe(true);
    const packages = packagesIn(closureOf(FILES.filter((file) => file.startsWith('src/commands/'))));
    expect(packages.filter((edge) => edge.endsWith(' -> pg'))).toEqual([]);
  });

  test('a server loads prom-client only if METRICS_PORT is set', () => {
    const { target } = (IMPORTS.get('src/platform/metrics.ts') ?? []).find(({ isDynamic }) => isDynamic) ?? {};
    expect(target).toBe('prom-client');
    const packages = packagesIn(closureOf(FILES.filter((file) => file.startsWith('src/commands/'))));
    expect(packages.filter((edge) => edge.endsWith(' -> prom-client'))).toEqual([]);
  });

  test('the contract handler and the fetch adapter load nothing of Node', () => {
    const serve = FILES.filter((file) => file.startsWith('src/contract/serve/'));
    const closure = closureOf([...serve, 'src/contract/adapters/fetch.ts']);
    const packages = new Set(packagesIn(closure).map((edge) => edge.split(' -> ')[1]));
    expect([...packages].sort()).toEqual(['openapi-backend']);
    const globals = [...closure.keys()].filter((file) => NODE_GLOBAL.test(codeOf(file)));
    expect(globals).toEqual([]);
  });
});

test('every adapter is an entry of keepspec-runtime', () => {
  const adapters = FILES.filter(
    (file) =>
      file.startsWith('src/contract/adapters/') &&
      (IMPORTS.get(file) ?? []).some(({ target }) => target === 'src/contract/serve/handler.ts'),
  );
  const entries = Object.values(PACKAGES.find(({ name }) => name === 'keepspec-runtime')?.entries ?? {});
  expect(adapters.length).toBeGreaterThan(0);
  expect(adapters.filter((file) => !entries.includes(file))).toEqual([]);
});

test('ARCHITECTURE.md names only files that exist', () => {
  const page = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
  const files = ['src', 'test', 'openapi', 'generated', 'docs'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => `/${folder}/${file}`),
  );
  const named = [...page.matchAll(/`([\w./-]+\.(?:ts|yaml))`/g)].map(([, name]) => `/${name}`);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !files.some((file) => file.endsWith(name)))).toEqual([]);
});

test.each([
  ['openapi-typescript', 'src/contract/build/types.ts'],
  ['openapi-fetch', 'src/contract/client/openapi-fetch.ts'],
])('%s, which has ended upstream, is imported in one file only', (library, file) => {
  const importing = FILES.filter((name) => (IMPORTS.get(name) ?? []).some(({ target }) => target === library));
  expect(importing).toEqual([file]);
});

test('the client runtime imports nothing of Node', () => {
  const files = FILES.filter((file) => file.startsWith('src/contract/client/'));
  const targets = files.flatMap((file) => (IMPORTS.get(file) ?? []).map(({ target }) => target));
  expect(targets).toContain('openapi-fetch');
  expect(targets.filter((target) => target.startsWith('node:'))).toEqual([]);
});
