import { parseArgs } from 'node:util';
import { contract } from '../generated/operations.ts';
import { invalidFields } from '../src/api/errors.ts';
import { compileContract } from '../src/contract/build/build.ts';
import type { CompiledContract, Validate } from '../src/contract/document/compiled.ts';
import { readJson } from '../src/contract/serve/body.ts';
import { validateBody } from '../src/contract/serve/read-only.ts';
import { Rejection } from '../src/contract/serve/types.ts';

// A seeded search for the JSON body that costs most to read and validate, beside decoding and JSON.parse of the same bytes.

const LIMIT = 1024 * 1024;
/** The first ones compile: a validator is interpreted before V8 has seen where it loops. */
const RUNS = 9;
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, seconds: { type: 'string', default: '40' } },
});

let state = Number(values.seed);
/** A number from 0 to `below` - 1. */
function pick(below: number): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}
function one<T>(list: readonly T[]): T {
  return list[pick(list.length)] as T;
}

/** Schemas of any contract, each with what makes validators loop. */
const GENERIC = {
  Tree: {
    type: 'object',
    required: ['id', 'name'],
    properties: {
      id: { type: 'integer' },
      name: { type: 'string', maxLength: 20 },
      c: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
    },
    additionalProperties: { $ref: '#/components/schemas/Tree' },
  },
  Closed: { type: 'object', properties: { a: {} }, additionalProperties: false, propertyNames: { maxLength: 3 } },
  Unique: { type: 'array', uniqueItems: true },
  Sevens: { type: 'array', items: { multipleOf: 7 } },
  Contains: { type: 'array', contains: { type: 'object', required: ['z'] } },
  Either: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'object', required: ['a'] }] } },
  Rest: {
    type: 'object',
    patternProperties: { '^x': { type: 'number', multipleOf: 0.01 } },
    unevaluatedProperties: { type: 'string' },
  },
};

function validators(): [string, Validate | undefined][] {
  const document = {
    openapi: '3.1.1',
    info: { title: 'Generic', version: '1.0.0' },
    paths: {},
    components: { schemas: GENERIC },
  };
  const generic = Object.entries(compileContract(document).schemas);
  return [...bodiesOf(contract), ...generic];
}

function bodiesOf({ operations }: CompiledContract): [string, Validate | undefined][] {
  return operations.flatMap(({ operationId, requestBody }) =>
    requestBody === undefined
      ? []
      : [[operationId, requestBody.content['application/json']?.validate] as [string, Validate | undefined]],
  );
}

const SCALARS = [
  '1',
  '""',
  'null',
  '1e300',
  '7e300',
  '1e-310',
  '9007199254740993',
  '0.8414709848078965',
  '1.2345678901234567e-30',
  '"\\ud83d\\ude00"',
  '"\\ud800"',
  '"é"',
];
const KNOWN_NAMES = [
  'llm_extra_body',
  'widget_config',
  'extracted',
  'messages',
  'dynamic_variables',
  'allowed_origins',
  'amd',
  'c',
  'x',
];

/** A body of about `size` bytes: a wrapper of some depth around many members of one kind. */
function makeBody(size: number): string {
  const inner = pick(2) === 0 ? list : members;
  const depth = one([0, 0, 1, 2, 10, 400, 990]);
  const open = Array.from({ length: depth }, () => one(['[', '{"c":', `{"${one(KNOWN_NAMES)}":`]));
  const close = open.map((text) => (text === '[' ? ']' : '}')).reverse();
  return `${open.join('')}${inner(size - open.join('').length - depth)}${close.join('')}`;
}

function list(size: number): string {
  const kind = one<() => string>([
    () => one(SCALARS),
    () => '[]',
    () => '{}',
    () => `{"a":${pick(1e6)}}`,
    () => String(pick(1e9) / 1e9),
    () => `"${pick(1e9)}"`,
    () => '{"toString":1}',
  ]);
  const isFixed = pick(2) === 0 ? kind() : undefined;
  return `[${fill(size, () => isFixed ?? kind())}]`;
}

function members(size: number): string {
  const nameSize = one([1, 1, 8, 100, 10_000, 900_000]);
  const value = one<() => string>([() => one(SCALARS), () => '{}', () => '[[]]', () => '{"c":[1]}']);
  const fixed = value();
  let count = 0;
  return `{${fill(size, () => `"${one(['', 'x', 'é'])}${(count++).toString(36).padStart(nameSize, '/')}":${fixed}`)}}`;
}

function fill(size: number, make: () => string): string {
  const parts: string[] = [];
  for (let length = 0; ; ) {
    const part = make();
    length += Buffer.byteLength(part) + 1;
    if (length > size - 4 && parts.length > 0) return parts.join();
    parts.push(part);
    if (length > size) return parts.join();
  }
}

/** Milliseconds of CPU, the least of some runs. */
function cost(run: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let times = 0; times < RUNS; times++) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

function respond(bytes: Buffer, validate: Validate | undefined): string {
  try {
    const body = readJson(bytes.toString('utf8'), 'well-formed', bytes);
    const violations = [...body.faults, ...(validate === undefined ? [] : validateBody(body, validate, 'reject'))];
    if (violations.length === 0) return '';
    return JSON.stringify(
      invalidFields('req', Object.fromEntries(violations.map(({ path, message }) => [path, message]))),
    );
  } catch (error) {
    if (error instanceof Rejection) return error.message;
    throw error;
  }
}

type Found = { over: number; line: string };
const worst: Found[] = [];
const all = validators();
const until = performance.now() + Number(values.seconds) * 1000;
let tried = 0;
let largest = 0;
while (performance.now() < until) {
  const [name, validate] = one(all);
  const text = makeBody(one([LIMIT, LIMIT, LIMIT / 4]));
  const bytes = Buffer.from(text);
  if (bytes.length > LIMIT) continue;
  tried++;
  const base = cost(() => JSON.parse(bytes.toString('utf8')));
  const whole = cost(() => respond(bytes, validate));
  const response = Buffer.byteLength(respond(bytes, validate));
  largest = Math.max(largest, response);
  const ratio = ((whole - 10) / base).toFixed(2);
  const line = `${name.padEnd(22)} ${whole.toFixed(1).padStart(7)} ms  parse ${base.toFixed(1).padStart(6)} ms  (ms - 10) / parse ${ratio.padStart(6)}  response ${response} B  ${bytes.length} B ${text.slice(0, 50)}`;
  worst.push({ over: whole - 1.5 * base - 10, line });
  worst.sort((a, b) => b.over - a.over);
  worst.length = Math.min(worst.length, 8);
}
process.stdout.write(
  `seed ${values.seed}: ${tried} bodies, largest error response ${largest} bytes. The worst, by CPU beyond 1.5 x parse + 10 ms:\n`,
);
for (const { over, line } of worst) process.stdout.write(`${over.toFixed(1).padStart(7)} ms over  ${line}\n`);
