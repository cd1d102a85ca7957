import type { Contract } from '../document/document.ts';
import type { FindSchema } from '../document/references.ts';
import { findErrorPlaces } from './client-errors.ts';
import { toClientOperation } from './client-operations.ts';
import { namesOfRequests } from './client-schemas.ts';
import { describeScheme } from './client-schemes.ts';
import { findUpdates } from './client-updates.ts';

/** Default module from which generated clients import their runtime. */
export const CLIENT_RUNTIME = 'keepspec-runtime/client';

/**
 * The file `client.ts`: a client bound to the contract. Each operation has one line with the facts that the runtime
 * needs beside its types.
 *
 * @param runtime module specifier of the client runtime
 */
export function writeClient(
  header: string,
  contract: Contract,
  { find, runtime }: { find: FindSchema; runtime: string },
): string {
  const schemes = Object.entries(contract.securitySchemes).flatMap(([name, scheme]) => {
    const described = describeScheme(scheme);
    return described === undefined ? [] : [{ name, ...described }];
  });
  const known = new Set(schemes.map(({ name }) => name));
  // `fetch` does not send TRACE (Fetch Standard, "forbidden method").
  const operations = contract.operations.filter(({ method }) => method !== 'trace');
  const facts = {
    securitySchemes: objectLines(schemes.map(({ name, scheme }) => [name, scheme])),
    errors: Object.entries(findErrorPlaces(operations, find)).map(([kind, places]) => arrayLines(kind, places)),
    operations: objectLines(
      operations.map((operation) => [
        `${operation.method.toUpperCase()} ${operation.path}`,
        toClientOperation(operation, known, find),
      ]),
    ),
  };
  const sections = Object.entries(facts).map(([name, lines]) => `  ${name}: {\n${lines.join('')}  },\n`);
  const credentials = schemes.map(({ name, type, about }) => `  /** ${about} */\n  ${quote(name)}: ${type};\n`);
  const usesBasic = credentials.some((line) => line.includes(BASIC));
  const updates = writeUpdates(operations, find);
  const forUpdates = updates === '' ? [] : ['type ClientUpdates', 'pickUpdate', 'type ToUpdate'];
  return `${header}import {
${importLines([...IMPORTED, ...forUpdates, ...(usesBasic ? [`type ${BASIC}`] : [])])}} from ${specifier(runtime)};
import type { components as Marked, paths, Readable, Writable } from './types.ts';

export type { operations, paths, Readable, Writable } from './types.ts';
${writeComponents(namesOfRequests(contract, find))}
/** How each operation is authenticated, written, read and paged. */
const contract = {
${sections.join('')}} as const satisfies ClientContract;

/** Credentials by the names of the security schemes. */
export type Credentials = {
${credentials.join('')}};
${DECLARATIONS}${updates}`;
}

const BASIC = 'BasicCredentials';

const IMPORTED = [
  ...['ApiError as AnyApiError', 'type ClientContract', 'type ContractClient', 'createContractClient'],
  ...['type ErrorBodyOf', 'type ErrorCodeOf', 'type OptionsOf'],
];

/** In the order of their names, as Biome sorts them. */
function importLines(names: string[]): string {
  const nameOf = (text: string): string => text.replace('type ', '');
  return names
    .toSorted((one, other) => (nameOf(one).toLowerCase() < nameOf(other).toLowerCase() ? -1 : 1))
    .map((name) => `  ${name},\n`)
    .join('');
}

/** @param written names of the schemas that only requests contain */
function writeComponents(written: string[]): string {
  const names = written.map((name) => `\n  | ${quote(name)}`).join('');
  return `
/** Schemas that only requests contain. */
type RequestSchema =${names === '' ? ' never' : names};

/**
 * The components of the contract. \`schemas\` has the schemas as responses contain them; those that only requests
 * contain, as requests do. \`writable\` has all schemas as requests contain them.
 */
export type components = Omit<Marked, 'schemas'> & {
  schemas: {
    [Name in keyof Marked['schemas']]: Name extends RequestSchema
      ? Writable<Marked['schemas'][Name]>
      : Readable<Marked['schemas'][Name]>;
  };
  writable: { [Name in keyof Marked['schemas']]: Writable<Marked['schemas'][Name]> };
};
`;
}

/** Nothing if no operation updates what another one reads. */
function writeUpdates(operations: Contract['operations'], find: FindSchema): string {
  const { operations: found, shapes } = findUpdates(operations, find);
  if (Object.keys(found).length === 0) return '';
  return `
/** The properties of each update that a GET of the same path returns. */
const updates = {
  operations: {
${objectLines(Object.entries(found)).join('')}  },
${arrayLines('shapes', shapes).replaceAll(/^ {2}/gm, '')}} as const satisfies ClientUpdates;

/**
 * The body of an update that leaves the resource as it is: the properties that the update accepts, without those that
 * are read-only or write-only, and without null where the update does not accept it.
 *
 * @param operation method and path, such as \`PATCH /pets/{id}\`; can be omitted if the contract has one update
 * @throws TypeError if the contract does not have this update
 */
export const toUpdate: ToUpdate<paths, typeof updates> = (resource: unknown, operation?: string) =>
  // Picked by the names from which the type is derived.
  pickUpdate(updates, resource, operation) as never;
`;
}

const DECLARATIONS = `
/** Base URL of the API, and the credentials in \`auth\`. Each call sends only the credentials of its operation. */
export type ClientOptions = OptionsOf<Credentials, typeof contract>;

/** One function for each HTTP method, typed by the path. */
export type Client = ContractClient<paths, typeof contract>;

/** Bodies of the error responses. */
export type ErrorBody = ErrorBodyOf<paths>;

/** Error codes of the API. The list can grow: handle an unknown code by its status. */
export type ErrorCode = ErrorCodeOf<ErrorBody, typeof contract>;

/** A request that did not succeed, with the error bodies and codes of this API. */
export const ApiError = AnyApiError<ErrorBody, ErrorCode>;
export type ApiError = AnyApiError<ErrorBody, ErrorCode>;

/**
 * A client of the API.
 *
 * @throws TypeError if \`baseUrl\` is not an http(s) URL, or credentials cannot be sent
 */
export function createClient(options: ClientOptions): Client {
  return createContractClient<paths, typeof contract>(contract, options);
}
`;

function objectLines(members: [name: string, value: object | number][]): string[] {
  return members.map(([name, value]) => `    ${quote(name)}: ${JSON.stringify(value)},\n`);
}

function arrayLines(name: string, items: object[]): string {
  if (items.length === 0) return `    ${name}: [],\n`;
  return `    ${name}: [\n${items.map((item) => `      ${JSON.stringify(item)},\n`).join('')}    ],\n`;
}

/** In the quotes of the other imports. */
function specifier(module: string): string {
  return /['\\\n]/.test(module) ? quote(module) : `'${module}'`;
}

function quote(text: string): string {
  return JSON.stringify(text);
}
