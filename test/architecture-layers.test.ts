import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readImportsOf } from './imports.ts';

const ROOT = join(import.meta.dirname, '..');
const FILES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map((file) => `src/${file}`);

/** Files that import a value or a type of a library, and how. */
function importersOf(library: RegExp): { file: string; isTypeOnly: boolean }[] {
  return FILES.flatMap((file) =>
    readImportsOf(ROOT, file)
      .filter(({ target }) => library.test(target))
      .map(({ isTypeOnly }) => ({ file, isTypeOnly })),
  );
}

/** Files whose code, without comments and texts, matches. */
function filesWith(code: RegExp, files: string[]): string[] {
  return files.filter((file) =>
    code.test(readFileSync(join(ROOT, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$|'[^'\n]*'/gm, '')),
  );
}

describe('SQL is only in store.ts and platform/', () => {
  const isAllowed = (file: string) => file.startsWith('src/platform/') || file.endsWith('/store.ts');

  test('other files write no queries', () => {
    const query =
      /\.(select(From|NoFrom)|(insert|merge|replace)Into|updateTable|deleteFrom|executeQuery)\(|\bsql\b *[`<(]/;
    const found = filesWith(query, FILES);
    expect(found.filter(isAllowed).length).toBeGreaterThan(20);
    expect(found.filter((file) => !isAllowed(file))).toEqual([]);
  });

  test('other files know of Kysely only its types', () => {
    const importers = importersOf(/^(kysely|pg|node:sqlite)(\/|$)/);
    expect(importers.filter(({ file, isTypeOnly }) => !isTypeOnly && !isAllowed(file))).toEqual([]);
    // The toolkit and the wiring do not even know those.
    const isOfApi = (file: string) => isAllowed(file) || file.startsWith('src/api/');
    expect(importers.filter(({ file }) => !isOfApi(file))).toEqual([]);
  });
});

describe('HTTP', () => {
  /** Files outside of compose/ and the toolkit that see requests, responses or connections, and why. */
  const OWN_HTTP = {
    'src/api/demo/router.ts': 'serves a page, which is no operation of the contract',
    'src/platform/connections.ts': 'closes the connections of a stopping server',
    'src/platform/metrics-server.ts': 'serves metrics on a port of their own',
    'src/platform/outbound-http.ts': 'sends requests to addresses that users choose',
    'src/platform/trace-context.ts': 'reads and writes trace headers',
  };
  /** Modules of the toolkit that send or receive. The others know HTTP as data: methods, statuses, header names. */
  const TOOLKIT =
    /^src\/contract\/(adapters|mock|verify)\/|^src\/contract\/(docs\/router|cli\/verify-options|matcher)\.ts$/;

  test('requests and responses of a framework are only in compose/, the toolkit, and where the table says why', () => {
    const files = new Set(
      importersOf(/^(express|fastify|hono|undici|node:(http2?|https))(\/|$)/).map(({ file }) => file),
    );
    const others = [...files].filter((file) => !file.startsWith('src/compose/') && !TOOLKIT.test(file));
    expect(others.sort()).toEqual(Object.keys(OWN_HTTP).sort());
  });

  test('in api/ responses are only made in handlers.ts and in the files that handlers and rejections share', () => {
    const shared = ['errors', 'rejections', 'invalid-requests', 'responses', 'idempotency'];
    const isAllowed = (file: string) =>
      file.endsWith('/handlers.ts') || shared.some((name) => file === `src/api/${name}.ts`);
    const response = /\bstatus: \d{3}\b|\b(errorResponse|invalidFields|notFound|ErrorResponse|RawResponse)\b/;
    const found = filesWith(
      response,
      FILES.filter((file) => file.startsWith('src/api/')),
    );
    expect(found.filter(isAllowed).length).toBeGreaterThan(shared.length);
    expect(found.filter((file) => !isAllowed(file))).toEqual([]);
  });

  test('platform/ makes no responses of the API', () => {
    const found = filesWith(
      /\bstatus: \d{3}\b/,
      FILES.filter((file) => file.startsWith('src/platform/')),
    );
    expect(found.filter((file) => !(file in OWN_HTTP))).toEqual([]);
  });
});
