import { spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildArtefacts, writeArtefacts } from '../../src/contract/build/build.ts';
import { createCodeSamples } from '../../src/contract/docs/samples/samples.ts';
import type { OpenApiDocument } from '../../src/contract/document/document.ts';
import { createFolder, type Folder } from '../contract/command.ts';
import { NO_PYTHON } from './python.ts';
import { createSampleFolder, runCurl, runPython, runTypescript, type SampleFolder } from './sample-runs.ts';

const hasCurl = spawnSync('curl', ['--version']).error === undefined;

/** Texts in which a shell, a language or a URL could read something else. */
const AWKWARD = [
  `'`,
  `"`,
  '\\',
  '\\n',
  `it's "quoted" \\ back`,
  'two\nlines\r\nand\ttabs',
  ['$KEY $', '{KEY} $(id) `id`'].join(''),
  '!history !! {a,b} [x] *? ~',
  '#{ %s {0} {{x}} {KEY}',
  '@file.txt',
  '<file.txt',
  'a;type=text/html',
  'a&b=c#d?e/f+g h%20',
  'ключ 鍵 🔑 é',
  '\u202eright\u200bzero\u2028line',
  '-X DELETE',
  '$',
  "'''",
  '"""',
  "$'\\x41'",
];
/** Any characters but NUL, which no shell passes on. */
const anyTexts = fc.string({ unit: fc.constantFrom(...`'"\\$\`!\n\r ${'{}'}&=;@<%aé🔑`), minLength: 1, maxLength: 12 });
const TEXTS = [...AWKWARD, ...fc.sample(anyTexts, { seed: 16, numRuns: 12 })];

const KINDS = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  multipart: 'multipart/form-data',
  text: 'text/plain',
};
type Kind = keyof typeof KINDS;

/** Four operations, each of which sends a text in its path, its query and its body. */
function documentWith(text: string, url: string): OpenApiDocument {
  const schema = { type: 'string' };
  const object = { type: 'object', required: ['text'], properties: { text: schema } };
  const examples = (value: unknown) => ({ examples: { one: { value } } });
  const parameters = [
    { name: 'place', in: 'path', required: true, schema, ...examples(`x${text}`) },
    { name: 'q', in: 'query', required: true, schema, ...examples(text) },
    { name: 'list', in: 'query', required: true, schema: { type: 'array', items: schema }, ...examples([text, 'b']) },
  ];
  const operation = (kind: Kind) => ({
    parameters,
    requestBody: {
      required: true,
      content: {
        [KINDS[kind]]: { schema: kind === 'text' ? schema : object, ...examples(kind === 'text' ? text : { text }) },
      },
    },
    responses: { 204: { description: 'Done.' } },
  });
  const paths = Object.keys(KINDS).map((kind) => [`/${kind}/{place}`, { post: operation(kind as Kind) }]);
  const info = { title: 'Echo', version: '1' };
  return { openapi: '3.1.1', info, servers: [{ url }], paths: Object.fromEntries(paths) } as unknown as OpenApiDocument;
}

type Received = { path: string; query: string[]; body: unknown };

let echo: Server;
let url: string;
const received: Received[] = [];
let folder: SampleFolder;
let sources: Folder;
beforeAll(async () => {
  echo = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const [, kind = '', place = ''] = pathname.split('/');
    const type = request.headers['content-type'] ?? '';
    const content = new Response(new Uint8Array(await buffer(request)), { headers: { 'content-type': type } });
    const body =
      kind === 'json' ? await content.json() : kind === 'text' ? await content.text() : await content.formData();
    const text = body instanceof FormData ? body.get('text') : (body.text ?? body);
    const query = [searchParams.get('q') ?? '', ...searchParams.getAll('list')];
    received.push({ path: decodeURIComponent(place), query, body: text });
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;
  folder = await createSampleFolder('sample-quoting', 'keepspec-runtime');
  sources = await createFolder();
  await sources.write({ 'echo.json': JSON.stringify(documentWith('text', url)) });
  await writeArtefacts(await buildArtefacts(join(sources.path, 'echo.json')), folder.path);
});
afterAll(async () => {
  echo.close();
  await Promise.all([folder.remove(), sources.remove()]);
});

describe('a text arrives as it is, in path, query and body', () => {
  const expected = TEXTS.flatMap((text) =>
    Object.keys(KINDS).map((): Received => ({ path: `x${text}`, query: [text, text, 'b'], body: text })),
  );

  /** The samples of a language for all texts and kinds of bodies. */
  function samplesIn(lang: string) {
    received.length = 0;
    return TEXTS.flatMap((text) => {
      const samples = createCodeSamples(documentWith(text, url));
      return Object.keys(KINDS).map((kind) => {
        const found = samples.get(`#/paths/~1${kind}~1%7Bplace%7D/post`)?.find((one) => one.lang === lang);
        if (found === undefined) throw new Error(`${kind} has no sample in ${lang}.`);
        return { source: found.source, env: {} };
      });
    });
  }

  test.skipIf(!hasCurl)('of curl in a shell', async () => {
    await runCurl(folder, samplesIn('Shell'));
    expect(received).toEqual(expected);
  });

  test('of TypeScript', async () => {
    await runTypescript(folder, samplesIn('TypeScript'));
    expect(received).toEqual(expected);
  });

  test.skipIf(NO_PYTHON !== undefined)('of Python', async () => {
    await runPython(folder, samplesIn('Python'));
    expect(received).toEqual(expected);
  });
});
