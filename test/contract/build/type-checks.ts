import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compileContract } from '../../../src/contract/build/build.ts';
import { generateTypes } from '../../../src/contract/build/types.ts';
import type { Validate } from '../../../src/contract/document/compiled.ts';
import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';
import { createFindSchema, isObject } from '../../../src/contract/document/references.ts';
import { createRandom } from '../../mutation/random.ts';
import { NAMES, reduceSchema, sampleSchemas } from './sampled-schemas.ts';
import { sampleAround } from './sampled-values.ts';

const VALUES = 12;

type Direction = 'request' | 'response';

/** A value with what the validators say of it. */
type Check = { seed: number; name: string; direction: Direction; value: unknown; schema: unknown; isValid: boolean };

/** Each schema, and with it what TypeScript can state of it, in each direction. */
function documentOf(schemas: Record<string, unknown>): OpenApiDocument {
  const reduced = (letter: string, direction: Direction) =>
    Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [name.replace('S', letter), reduceSchema(schema, direction)]),
    );
  const all = { ...schemas, ...reduced('Q', 'request'), ...reduced('P', 'response') };
  const content = (name: string) => ({ 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } });
  const paths = Object.fromEntries(
    Object.keys(all).map((name) => {
      const responses = { 200: { description: 'Done.', content: content(name) } };
      return [`/${name}`, { post: { operationId: name, requestBody: { content: content(name) }, responses } }];
    }),
  );
  const components = { schemas: all as Record<string, Schema> };
  return { openapi: '3.1.1', info: { title: 'Sampled', version: '1' }, paths, components };
}

/** Checks of values for which the types must say what the validators say. */
function sampleChecks(seed: number, document: OpenApiDocument): Check[] {
  const random = createRandom(seed + 1000);
  const { operations } = compileContract(document);
  const byId = new Map(operations.map((operation) => [operation.operationId, operation]));
  const find = createFindSchema(document);
  const validatorOf = (name: string, direction: Direction): Validate => {
    const operation = byId.get(name);
    const body = direction === 'request' ? operation?.requestBody : operation?.responses['200'];
    const validate = body?.content['application/json']?.validate;
    if (validate === undefined) throw new Error(`${name} has no validator.`);
    return validate;
  };
  const names = [...byId.keys()].filter((name) => name.startsWith('S'));
  return names.flatMap((name) => {
    const schema = document.components?.schemas?.[name];
    const values = Array.from({ length: VALUES }, () => sampleAround(schema, find, random));
    const distinct = [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
    return (['request', 'response'] as const).flatMap((direction) => {
      const validate = validatorOf(name, direction);
      const validateReduced = validatorOf(name.replace('S', direction === 'request' ? 'Q' : 'P'), direction);
      return distinct.flatMap((value): Check[] => {
        const check = { seed, name, direction, value, schema };
        if (validate(value)) return [{ ...check, isValid: true }];
        return validateReduced(value) ? [] : [{ ...check, isValid: false }];
      });
    });
  });
}

/**
 * The type of exactly this value. TypeScript rejects objects that have none of the properties of a type, all of them optional;
 * such objects get them as properties that are never there.
 */
function typeOfValue(value: unknown, withAbsent: boolean): string {
  if (Array.isArray(value)) return `[${value.map((item) => typeOfValue(item, withAbsent)).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const absent = withAbsent ? NAMES.filter((name) => !Object.hasOwn(value, name)) : [];
  const members = Object.entries(value).map(([name, member]) => `${name}: ${typeOfValue(member, withAbsent)}`);
  return `{ ${[...members, ...absent.map((name) => `${name}?: never`)].join('; ')} }`;
}

/** What TypeScript says of each check; undefined where it accepts the value. */
async function typeCheck(checks: Check[], seeds: number[], folder: string): Promise<(string | undefined)[]> {
  const lines = checks.map(({ seed, name, direction, value, isValid }, index) => {
    const type = `${direction === 'request' ? 'Writable' : 'Readable'}${seed}<S${seed}['${name}']>`;
    return `export type C${index} = Check<${type}, ${typeOfValue(value, isValid)}>;`;
  });
  const imports = seeds.map(
    (seed) =>
      `import type { components as C${seed}_, Readable as Readable${seed}, Writable as Writable${seed} } from './types${seed}.ts'; ` +
      `type S${seed} = C${seed}_['schemas'];`,
  );
  const text = [...imports, 'export type Check<Type, Value extends Type> = Value;', ...lines].join('\n');
  await writeFile(join(folder, 'checks.ts'), text);
  const compilerOptions = {
    ...{ strict: true, noEmit: true, target: 'esnext', module: 'nodenext', allowImportingTsExtensions: true },
    ...{ exactOptionalPropertyTypes: true, types: [], noErrorTruncation: true },
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  const tsc = fileURLToPath(new URL('../../../node_modules/typescript7/bin/tsc', import.meta.url));
  const run = promisify(execFile)(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], { maxBuffer: 1e9 });
  const output = await run.then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
  const found: (string | undefined)[] = checks.map(() => undefined);
  for (const [, file = '', line, message = ''] of output.matchAll(/^(\S+?)\((\d+),\d+\): (error (?:.|\n(?= ))*)/gm)) {
    if (!file.endsWith('checks.ts')) throw new Error(`${file}:${line}: ${message}`);
    found[Number(line) - imports.length - 2] = message;
  }
  return found;
}

/** Values of which types and validators say different things, the smallest first. */
export async function findDifferences(seeds: number[], count: number, folder: string) {
  const checks: Check[] = [];
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const seed of seeds) {
    const document = documentOf(sampleSchemas(createRandom(seed), count));
    checks.push(...sampleChecks(seed, document));
    await writeFile(join(folder, `types${seed}.ts`), await generateTypes(document));
  }
  const said = await typeCheck(checks, seeds, folder);
  const differences = checks.flatMap(({ seed, name, direction, value, schema, isValid }, index) => {
    const message = said[index];
    if (isValid === (message === undefined)) return [];
    const verdict = `${seed} ${name} ${direction}: the validator ${isValid ? 'accepts' : 'rejects'} ${JSON.stringify(value)}`;
    return [`${verdict} of ${JSON.stringify(schema)}\n${message ?? ''}`];
  });
  const valid = checks.filter(({ isValid }) => isValid).length;
  return {
    valid,
    invalid: checks.length - valid,
    differences: differences.toSorted((one, other) => one.length - other.length),
  };
}
