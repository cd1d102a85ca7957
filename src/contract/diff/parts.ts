import {
  type Contract,
  ContractError,
  type OpenApiDocument,
  type Parameter,
  type Response,
} from '../document/document.ts';
import { readContract } from '../document/operations.ts';
import { operationsOf } from '../document/path-items.ts';
import { followReference, fragmentTokens, isObject, lookUp, toPointer } from '../document/references.ts';

/** A part of a document and the place where it is declared, after all references. */
export type Located<Value> = { value: Value; pointer: string };

export type BodyContent = Record<string, Located<MediaContent>>;

/** A media type of a body, as far as it is compared. */
export type MediaContent = {
  schema?: unknown;
  itemSchema?: unknown;
  encoding?: Record<string, Record<string, unknown>>;
  prefixEncoding?: unknown;
  itemEncoding?: unknown;
};

/** A response with its parts. */
export type ResponseParts = Located<Record<string, unknown>> & {
  headers: Record<string, Located<HeaderPart>>;
  content: BodyContent;
};

export type HeaderPart = { required?: boolean; schema?: unknown; content?: Record<string, unknown>; explode?: boolean };

/** An operation, webhook or callback with all that is compared of it. */
export type OperationParts = {
  kind: 'operation' | 'webhook' | 'callback';
  /** Upper case. */
  method: string;
  /** Templated path, name of the webhook, or name and expression of the callback. */
  path: string;
  /** As the document has it. */
  operationId: string | undefined;
  pointer: string;
  /** The operation object. */
  value: Record<string, unknown>;
  parameters: Located<Parameter>[];
  body: (Located<Record<string, unknown>> & { isRequired: boolean; content: BodyContent }) | undefined;
  /** By status; ranges are upper case. */
  responses: Map<string, ResponseParts>;
  security: Record<string, string[]>[];
  basePaths: string[];
  callbacks: OperationParts[];
  /** The document that declares it. */
  document: OpenApiDocument;
};

/** All that is compared of a document. */
export type ApiParts = {
  document: OpenApiDocument;
  contract: Contract;
  operations: OperationParts[];
  webhooks: OperationParts[];
};

/**
 * Reads a normalized document.
 *
 * @throws ContractError if a reference is broken
 */
export function readApiParts(document: OpenApiDocument): ApiParts {
  const contract = readContract(document);
  const known = new Map(contract.operations.map((one) => [one.pointer, one]));
  const read = (under: 'paths' | 'webhooks', kind: OperationParts['kind']): OperationParts[] =>
    Object.entries(document[under] ?? {}).flatMap(([path, item]) => {
      if (path.startsWith('x-')) return [];
      return readItem(document, { kind, path, item, pointer: toPointer([under, path]) });
    });
  const operations = read('paths', 'operation').map((parts) => {
    const { security, basePaths } = known.get(declaredPointer(parts)) ?? parts;
    return { ...parts, security, basePaths };
  });
  return { document, contract, operations, webhooks: read('webhooks', 'webhook') };
}

/** `readContract` names an operation by its place below `paths`, even if the path item is a reference. */
function declaredPointer({ path, pointer, method }: OperationParts): string {
  const tokens = fragmentTokens(pointer);
  const isAdditional = tokens.at(-2) === 'additionalOperations';
  return toPointer(['paths', path, ...(isAdditional ? ['additionalOperations'] : []), tokens.at(-1) ?? method]);
}

/** A part with every reference to it followed. */
export function locate(document: OpenApiDocument, value: unknown, pointer: string): Located<unknown> {
  let place = pointer;
  let current = value;
  const seen = new Set<string>();
  while (isObject(current) && typeof current.$ref === 'string') {
    if (seen.has(current.$ref)) throw new ContractError([{ message: `$ref "${current.$ref}" is circular.`, pointer }]);
    seen.add(current.$ref);
    place = toPointer(fragmentTokens(current.$ref));
    current = lookUp(document, current.$ref);
  }
  return { value: followReference(document, value), pointer: place };
}

type ItemPlace = {
  kind: OperationParts['kind'];
  path: string;
  item: unknown;
  pointer: string;
  /** The operations that a callback belongs to, the outermost first. */
  owners?: object[];
};

function readItem(document: OpenApiDocument, { kind, path, item, pointer, owners = [] }: ItemPlace): OperationParts[] {
  const { value, pointer: place } = locate(document, item, pointer);
  if (!isObject(value)) return [];
  return operationsOf(document, value).map(({ method, operation, tokens }) =>
    readOperationParts(document, { kind, path, method, item: value, operation, place, tokens, owners }),
  );
}

type FoundOperation = {
  kind: OperationParts['kind'];
  path: string;
  method: string;
  item: Record<string, unknown>;
  operation: Record<string, unknown>;
  place: string;
  tokens: string[];
  owners: object[];
};

function readOperationParts(document: OpenApiDocument, found: FoundOperation): OperationParts {
  const { kind, path, method, item, operation, place, tokens, owners } = found;
  const pointer = below(place, tokens);
  const own = readParameterParts(document, operation.parameters, pointer);
  const inherited = readParameterParts(document, item.parameters, place).filter(
    ({ value }) => !own.some((other) => other.value.name === value.name && other.value.in === value.in),
  );
  return {
    kind,
    method: method.toUpperCase(),
    path,
    operationId: typeof operation.operationId === 'string' ? operation.operationId : undefined,
    pointer,
    value: operation,
    // One that is not in the path cannot be sent.
    parameters: [...own, ...inherited].filter(
      ({ value }) => kind !== 'operation' || value.in !== 'path' || path.includes(`{${value.name}}`),
    ),
    body: readRequestBody(document, operation.requestBody, pointer),
    responses: readResponseParts(document, operation.responses, pointer),
    security: [],
    basePaths: [''],
    // A callback can have itself as a callback, which is read once.
    callbacks: owners.includes(operation) ? [] : readCallbacks(document, operation, pointer, [...owners, operation]),
    document,
  };
}

/** A pointer to a place below another. */
export function below(pointer: string, tokens: (string | number)[]): string {
  return `${pointer}${toPointer(tokens).slice(1)}`;
}

function readParameterParts(document: OpenApiDocument, list: unknown, pointer: string): Located<Parameter>[] {
  if (!Array.isArray(list)) return [];
  return list.map((one, index) => locate(document, one, below(pointer, ['parameters', index])) as Located<Parameter>);
}

function readRequestBody(document: OpenApiDocument, body: unknown, pointer: string): OperationParts['body'] {
  if (body === undefined) return undefined;
  const { value, pointer: place } = locate(document, body, below(pointer, ['requestBody']));
  if (!isObject(value)) return undefined;
  return { value, pointer: place, isRequired: value.required === true, content: readMedia(document, value, place) };
}

function readMedia(document: OpenApiDocument, { content }: Record<string, unknown>, pointer: string): BodyContent {
  return mapNamed(content, (media, name) => locate(document, media, below(pointer, ['content', name])) as never);
}

function readResponseParts(document: OpenApiDocument, responses: unknown, pointer: string): Map<string, ResponseParts> {
  const named = mapNamed(responses, (response, status): [string, ResponseParts][] => {
    if (status.startsWith('x-')) return [];
    const { value, pointer: place } = locate(document, response, below(pointer, ['responses', status]));
    if (!isObject(value)) return [];
    const headers = mapNamed((value as Partial<Response>).headers, (header, name) =>
      locate(document, header, below(place, ['headers', name])),
    ) as ResponseParts['headers'];
    const parts = { value, pointer: place, headers, content: readMedia(document, value, place) };
    return [[status.replace(/xx$/i, 'XX'), parts]];
  });
  return new Map(Object.values(named).flat());
}

function readCallbacks(
  document: OpenApiDocument,
  { callbacks }: Record<string, unknown>,
  pointer: string,
  owners: object[],
): OperationParts[] {
  const found = mapNamed(callbacks, (callback, name) => {
    const { value, pointer: place } = locate(document, callback, below(pointer, ['callbacks', name]));
    return Object.values(
      mapNamed(value, (item, expression) =>
        expression.startsWith('x-')
          ? []
          : readItem(document, {
              kind: 'callback',
              path: `${name} ${expression}`,
              item,
              pointer: below(place, [expression]),
              owners,
            }),
      ),
    ).flat();
  });
  return Object.values(found).flat();
}

function mapNamed<Result>(object: unknown, convert: (value: unknown, name: string) => Result): Record<string, Result> {
  const entries = isObject(object) ? Object.entries(object) : [];
  return Object.fromEntries(entries.map(([name, value]) => [name, convert(value, name)]));
}
