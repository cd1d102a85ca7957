import { readFile } from 'node:fs/promises';
import { ERRORS } from '../../src/api/errors.ts';
import { listOperations } from '../../src/contract/document/operations.ts';
import { readBundle } from '../../src/contract/document/read-bundle.ts';
import { createFindSchema, isObject, lookUp } from '../../src/contract/document/references.ts';
import { MINIMAL, type RunningServer } from '../running-server.ts';

const BUNDLE = new URL('../../generated/openapi.json', import.meta.url);
const FIRST_RELEASE = new URL('../../openapi/released/1.0.0.json', import.meta.url);

type Members = Record<string, unknown>;

/** Tables of guides that are made from the contract, the error catalog and the responses of a server. */
export type GuideTable = { file: string; marker: string; text: string };

/** @param server an empty server */
export async function createGuideTables(server: RunningServer): Promise<GuideTable[]> {
  return [
    { file: 'docs/guides/errors.md', marker: 'error codes', text: errorTable() },
    { file: 'docs/guides/changelog.md', marker: 'operations', text: await operationTable() },
    { file: 'docs/guides/updates.md', marker: 'clearing', text: await clearingTable(server) },
  ];
}

/** The text of a guide with a table between its markers. @throws Error if the guide has no such markers */
export async function withTable({ file, marker, text }: GuideTable): Promise<string> {
  const page = await readFile(file, 'utf8');
  const [start, end] = [`<!-- ${marker} -->`, `<!-- /${marker} -->`];
  const [before, rest] = page.split(start);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`${file} has no ${start} … ${end}.`);
  return `${before}${start}\n${text}\n${end}${after}`;
}

function table(head: string[], rows: string[][]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return lines
    .join('\n')
    .replaceAll('| --- ', '|---')
    .replaceAll('---|', '---|')
    .replace(/\|---.*/, (line) => line.replaceAll(' ', ''));
}

function errorTable(): string {
  const rows = Object.entries(ERRORS).map(([code, { status, when }]) => [`\`${code}\``, String(status), when]);
  return table(['code', 'status', 'when'], rows);
}

/** Operations of the first release that callers without a worker token can use. */
async function operationTable(): Promise<string> {
  const operations = listOperations(await readBundle(FIRST_RELEASE));
  const rows = operations
    .filter(({ security }) => !security.every((one) => Object.hasOwn(one, 'WorkerToken')))
    .map(({ method, path, ...operation }) => [
      `\`${method.toUpperCase()} ${path}\``,
      String((operation as { summary?: string }).summary),
    ]);
  return table(['operation', ''], rows);
}

/** Values that can mean that nothing is set. */
const EMPTY: unknown[] = [null, '', [], {}, 0];
/** They are only valid together. */
const PAIR = ['llm_provider', 'llm_model'];

/** Each field of an update that can be cleared, with every value that clears it, as the server of this repository does. */
async function clearingTable(server: RunningServer): Promise<string> {
  const document = await readBundle(BUNDLE);
  const operation = lookUp(document, '#/paths/~1v1~1agents~1%7Bid%7D/patch') as {
    requestBody: { content: { 'application/json': { schema: Members; examples: { full: Members } } } };
  };
  const { schema, examples } = operation.requestBody.content['application/json'];
  const find = createFindSchema(document);
  const target = isObject(schema) && typeof schema.$ref === 'string' ? find(schema.$ref) : schema;
  const full = (
    typeof examples.full.$ref === 'string' ? lookUp(document, examples.full.$ref) : examples.full
  ) as Members;
  const names = Object.keys((target as { properties: Members }).properties);
  const rows: string[][] = [];
  for (const name of names.filter((one) => !one.startsWith('clear_'))) {
    const row = await clearingRow(server, { name, names, full: full.value as Members });
    if (row !== undefined) rows.push(row);
  }
  return table(['field', 'cleared by', 'is read as'], rows);
}

type Field = { name: string; names: string[]; full: Members };

async function clearingRow(server: RunningServer, field: Field): Promise<string[] | undefined> {
  const { name, names } = field;
  const switches = names.includes(`clear_${name}`) ? [{ [`clear_${name}`]: true }] : [];
  const cleared: string[] = [];
  const reads = new Set<string>();
  for (const body of [...EMPTY.map((value) => ({ [name]: value })), ...switches]) {
    const found = await clearWith(server, field, body);
    if (found === undefined) continue;
    cleared.push(found.text);
    reads.add(describeRead(name, found.read));
  }
  return cleared.length === 0 ? undefined : [`\`${name}\``, cleared.join(', '), [...reads].join(' or ')];
}

function describeRead(name: string, read: unknown): string {
  return read === false ? `\`${name}_set\`: false` : read === null ? 'null' : `\`${JSON.stringify(read)}\``;
}

/** Sends an update of one field, and with the pair of the language model if it is invalid alone. */
async function clearWith(
  server: RunningServer,
  { name, full }: Field,
  body: Members,
): Promise<{ text: string; read: unknown } | undefined> {
  const [value] = Object.values(body);
  const pair = Object.fromEntries(PAIR.map((one) => [one, PAIR.includes(name) ? value : null]));
  for (const sent of [body, { ...pair, ...body }]) {
    const { id } = (await server.send('POST', '/v1/agents', { json: MINIMAL })).body;
    const { clear_response_delay_seconds: _, ...settings } = full;
    const set = await server.send('PATCH', `/v1/agents/${id}`, { json: settings });
    const before = readField(set.body, name);
    const response = await server.send('PATCH', `/v1/agents/${id}`, { json: sent });
    if (response.status !== 200) continue;
    const read = readField(response.body, name);
    const isCleared = isEmpty(read) && !isEmpty(before);
    if (!isCleared) return undefined;
    return { text: describeValue(body), read };
  }
  return undefined;
}

function describeValue(body: Members): string {
  const [[name = '', value] = []] = Object.entries(body);
  return name.startsWith('clear_') ? `\`${name}: true\`` : value === null ? 'null' : `\`${JSON.stringify(value)}\``;
}

/** Of a secret, whether it is set. */
function readField(agent: Members, name: string): unknown {
  return Object.hasOwn(agent, name) ? agent[name] : agent[`${name}_set`];
}

function isEmpty(value: unknown): boolean {
  return value === null || value === false || value === '' || ['[]', '{}'].includes(JSON.stringify(value));
}
