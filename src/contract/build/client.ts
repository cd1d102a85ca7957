import type { Contract } from '../document/document.ts';
import type { FindSchema } from '../document/references.ts';
import { findErrorPlaces } from './client-errors.ts';
import { toClientOperation } from './client-operations.ts';
import { describeScheme } from './client-schemes.ts';

/** Where generated clients import their runtime from, unless the build says otherwise. */
export const CLIENT_RUNTIME = 'keepspec-runtime/client';

/**
 * The file `client.ts`: a client bound to the contract. Each operation has one line with what the runtime needs of it
 * beside its types.
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
  const imported = credentials.some((line) => line.includes(BASIC)) ? `  type ${BASIC},\n` : '';
  return `${header}import {
  ApiError as AnyApiError,
${imported}  type ClientContract,
  type ContractClient,
  createContractClient,
  type ErrorBodyOf,
  type ErrorCodeOf,
  type OptionsOf,
} from ${specifier(runtime)};
import type { paths } from './types.ts';

export type { components, operations, paths, Readable, Writable } from './types.ts';

/** How each operation is authenticated, written, read and paged. */
const contract = {
${sections.join('')}} as const satisfies ClientContract;

/** Credentials by the names of the security schemes. */
export type Credentials = {
${credentials.join('')}};
${DECLARATIONS}`;
}

const BASIC = 'BasicCredentials';

const DECLARATIONS = `
/** Where the API is, and the credentials in \`auth\`. Each call sends those of its operation only. */
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

function objectLines(members: [name: string, value: object][]): string[] {
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
