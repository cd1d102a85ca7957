import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { bundleContract } from '../src/contract/document/bundle.ts';
import type { OpenApiDocument } from '../src/contract/document/document.ts';
import { isObject } from '../src/contract/document/references.ts';

// Measures how long `keepspec diff` compares two built versions of GitHub's document, and writes diff.md. Run it on a machine that does
// nothing else.

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, print: { type: 'boolean', default: false } },
});
const GITHUB = new URL('../test/documents/vendored/github.json.gz', import.meta.url);
const COMPARE = new URL('diff-compare.ts', import.meta.url).pathname;
/** Numbers of changed components. */
const CHANGED = [0, 5, 60];

type Compared = {
  operations: number;
  webhooks: number;
  schemas: number;
  changes: number;
  breaking: number;
  unproven: number;
  seconds: number;
  cpuSeconds: number;
  peakMegabytes: number;
};

type ObjectSchema = { required?: string[]; properties: Record<string, unknown> };

/** The components that most parts of operations refer to, which are objects with a required name and a property of strings. */
function sharedComponents({ paths, components }: OpenApiDocument): string[] {
  const schemas = components?.schemas ?? {};
  const uses = new Map<string, number>();
  const open: unknown[] = [paths];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    for (const [, kind = '', name = ''] of JSON.stringify(part).matchAll(/"#\/components\/(\w+)\/([^"/]+)"/g)) {
      const key = `${kind}/${name}`;
      if (!uses.has(key)) open.push((components as Record<string, Record<string, unknown>>)[kind]?.[name]);
      uses.set(key, (uses.get(key) ?? 0) + 1);
    }
  }
  const usesOf = (name: string): number => uses.get(`schemas/${name}`) ?? 0;
  return Object.entries(schemas)
    .filter(([, schema]) => isObject(schema) && schema.required !== undefined && stringOf(schema) !== undefined)
    .map(([name]) => name)
    .sort((one, other) => usesOf(other) - usesOf(one) || (one < other ? -1 : 1));
}

function stringOf({ properties }: Record<string, unknown>): string | undefined {
  const strings = Object.entries(isObject(properties) ? properties : {}).find(
    ([, schema]) => isObject(schema) && schema.type === 'string' && schema.enum === undefined,
  );
  return strings?.[0];
}

/** Makes a name optional, limits a text, or adds a property, in turn. */
function changeComponents(document: OpenApiDocument, count: number): OpenApiDocument {
  const copy = structuredClone(document);
  for (const [index, name] of sharedComponents(copy).slice(0, count).entries()) {
    // The list has only schemas of this form.
    const schema = copy.components?.schemas?.[name] as ObjectSchema;
    const text = stringOf(schema) ?? '';
    if (index % 3 === 0) schema.required = schema.required?.slice(1) ?? [];
    else if (index % 3 === 1) schema.properties[text] = { ...(schema.properties[text] as object), maxLength: 4000 };
    else schema.properties.new_in_this_version = { type: 'string' };
  }
  return copy;
}

const load = loadavg()[0] ?? 0;
const folder = await mkdtemp(join(tmpdir(), 'diff-'));
const source = join(folder, 'github.json');
await writeFile(source, gunzipSync(await readFile(GITHUB)));
const document = await bundleContract(source);
await writeFile(source, JSON.stringify(document));
const measured: { changed: number; rounds: Compared[] }[] = [];
for (const changed of CHANGED) {
  const file = join(folder, `changed-${changed}.json`);
  await writeFile(file, JSON.stringify(changeComponents(document, changed)));
  measured.push({ changed, rounds: [] });
}
for (let round = 0; round < Number(values.rounds); round++) {
  for (const { changed, rounds } of measured) {
    const args = [COMPARE, source, join(folder, `changed-${changed}.json`)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    rounds.push(JSON.parse(stdout) as Compared);
  }
}
await rm(folder, { recursive: true });

const one = (number: number): string => number.toFixed(1);
const first = measured[0]?.rounds[0];
const page = `# The speed of \`keepspec diff\`

\`npm run bench:diff\` writes this page. Run it on a machine that does nothing else: the first figure is wall time.

Measured on ${new Date().toISOString().slice(0, 10)} with Node ${process.version}, 2 processors, and a load average of ${one(load)} before the run.

Each comparison of two built versions of GitHub's document (${first?.operations} operations, ${first?.webhooks} webhooks) has a process of its own. The time
includes its start and reading both documents. The changed components are those with the most references. Each change makes a property
optional, limits a text or adds a property. The targets are 10 s and 800 MB.

| changed components | round | seconds | processor seconds | peak memory, MB | changes | breaking | unproven |
|---:|---:|---:|---:|---:|---:|---:|---:|
${measured
  .flatMap(({ changed, rounds }) =>
    rounds.map(({ seconds, cpuSeconds, peakMegabytes, changes, breaking, unproven }, at) => {
      const figures = [one(seconds), one(cpuSeconds), Math.round(peakMegabytes), changes, breaking, unproven];
      return `| ${[changed, at + 1, ...figures].join(' | ')} |`;
    }),
  )
  .join('\n')}
`;
if (!values.print) await writeFile(new URL('diff.md', import.meta.url), page);
console.log(page);
