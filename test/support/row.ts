import type { OpenApiDocument, Schema } from '../../src/contract/document/document.ts';
import { lookUp } from '../../src/contract/document/references.ts';

export const COLUMNS = ['types', 'request', 'response', 'mock', 'verify', 'client', 'docs'] as const;

export type Column = (typeof COLUMNS)[number];
export type State = 'yes' | 'reported' | 'not yet';

/** A request to the server and to the mock. A value that is not a text is sent as JSON. */
export type Probe = {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
};

/** What handlers return, and what a tested server returns to verify. */
export type Returned = { status: number; headers?: Record<string, unknown>; body?: unknown; contentType?: string };

/** A keyword of the object model, a document with it, and what each part of the toolkit does with it. */
export type Row = {
  object: string;
  keyword: string;
  /** Has the keyword, at the pointer `at`, where it is removed for the comparison. */
  document: OpenApiDocument;
  at: string;
  /** Takes the place of a keyword that the document needs. */
  instead?: unknown;
  /** The document to compare with, if another part must change with the keyword. */
  without?: OpenApiDocument;
  /** Without them, each operation of the document is requested once. */
  probes?: Probe[];
  returns?: Returned[];
  /** Whether types show the keyword only in comments. */
  isComment?: boolean;
  /** Whether tags of discriminators decide, as the option of the build says. */
  discriminator?: 'enforce';
  /** Columns with the state "yes", separated by spaces. */
  yes: string;
  /** Columns with the state "reported". */
  reported?: string;
  /** A part of the message of the warning. */
  warning?: string;
  /** The place of the warning, if it is about the part that has the keyword. */
  warningAt?: string;
  /** A text that only the documentation of the whole document shows. Without it, the texts of the operations differ. */
  shows?: string;
  /** What a reader must know of the states. */
  note?: string;
  /** Why the keyword has no effect by definition, with the section that says so. */
  definition?: string;
};

export function stateOf({ yes, reported = '' }: Row, column: Column): State {
  if (yes.split(' ').includes(column)) return 'yes';
  return reported.split(' ').includes(column) ? 'reported' : 'not yet';
}

/** The name of a row in titles and paths. */
export function nameOf({ object, keyword }: Pick<Row, 'object' | 'keyword'>): string {
  return `${object} ${keyword}`;
}

/** The document of a row without its keyword. */
export function withoutKeyword({ document, at, instead, without }: Row): OpenApiDocument {
  if (without !== undefined) return without;
  // Parts that a row uses twice stay one part in a clone.
  const changed = structuredClone(document);
  const tokens = at.split('/');
  const last = decode(tokens.pop() ?? '');
  const parent = lookUp(changed, tokens.join('/')) as Record<string, unknown>;
  if (parent === undefined || !Object.hasOwn(parent, last)) throw new Error(`Nothing stands at ${at}.`);
  if (instead !== undefined) parent[last] = instead;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return changed;
}

function decode(token: string): string {
  return decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A document of one path and what else it holds. */
export function documentOf(paths: object, rest: object = {}): OpenApiDocument {
  const document = { openapi: '3.1.1', info: { title: 'Support', version: '1' }, paths, ...rest };
  return document as unknown as OpenApiDocument;
}

export type SchemaRow = Omit<Row, 'object' | 'document' | 'at' | 'without'> & {
  /** "Schema", if nothing else is given. */
  object?: string;
  /** Of the bodies. */
  mediaType?: string;
  /** Of the property "value" of request and response bodies. */
  schema: Schema;
  /** Values that are sent and returned. */
  values: unknown[];
  /** The schema to compare with. */
  without?: Schema;
  /** The name of a component that holds the schema, because identifiers stand in a document once. */
  name?: string;
  /** Reference tokens of the keyword below the schema, if it is not its last member. */
  below?: string;
  /** Other schemas of the components. */
  components?: object;
  openapi?: string;
};

/** A keyword of schemas, in the property `value` of a request and of a response body. */
export function schemaRow(given: SchemaRow): Row {
  const { schema, values, without, name, below, components = {}, openapi = '3.1.1', ...row } = given;
  const { object = 'Schema', mediaType = 'application/json' } = given;
  const path = pathOf({ object, keyword: row.keyword });
  const withSchema = (written: Schema): OpenApiDocument => {
    const value = name === undefined ? written : { $ref: `#/components/schemas/${name}` };
    const content = { [mediaType]: { schema: { type: 'object', properties: { value } } } };
    const operation = { requestBody: { content }, responses: { 200: { description: 'Done.', content } } };
    const schemas = { ...(name === undefined ? {} : { [name]: written }), ...components };
    return documentOf({ [path]: { post: operation } }, { openapi, components: { schemas } });
  };
  const inPath = `paths/~1${path.slice(1)}/post/requestBody/content/${escapeToken(mediaType)}/schema/properties/value`;
  const headers = { 'content-type': mediaType };
  const bodies = values.map((value) => (mediaType === 'application/json' ? { value } : value));
  return {
    object,
    document: withSchema(schema),
    at: `#/${name === undefined ? inPath : `components/schemas/${name}`}/${below ?? row.keyword}`,
    ...(without === undefined ? {} : { without: withSchema(without) }),
    probes: bodies.map((body) => ({ method: 'POST', path, headers, body })),
    returns: bodies.map((body) => ({ status: 200, body })),
    ...row,
  };
}

/** A path that no other row has. */
export function pathOf(row: Pick<Row, 'object' | 'keyword'>): string {
  return `/${nameOf(row).replaceAll(/\W+/g, '-').toLowerCase()}`;
}

/** A reference token (RFC 6901 §3). */
export function escapeToken(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

export const DONE = { 200: { description: 'Done.' } };

export type OperationRow = Omit<Row, 'document' | 'at' | 'without'> & {
  /** Members of the operation. */
  operation: object;
  /** Members of the path item. */
  item?: object;
  /** Members of the document. */
  rest?: object;
  method?: string;
  /** What follows the path of the row, such as "/{id}". */
  template?: string;
  /** Reference tokens of the keyword below the operation; from the root, if it begins with "#". */
  below: string;
};

/** A keyword of an operation, or of what an operation has. Paths of probes are below the path of the row. */
export function operationRow(given: OperationRow): Row {
  const { operation, item = {}, rest, method = 'get', template = '', below, probes, ...row } = given;
  const path = pathOf(row);
  const document = documentOf({ [path + template]: { [method]: { responses: DONE, ...operation }, ...item } }, rest);
  const inPath = `#/paths/${escapeToken(path + template)}`;
  const start = below.startsWith('../') ? `${inPath}/${below.slice(3)}` : `${inPath}/${method}/${below}`;
  return {
    ...row,
    document,
    at: below.startsWith('#') ? below : start,
    probes: (probes ?? [{ path: '' }]).map((probe) => ({
      method: method.toUpperCase(),
      ...probe,
      path: probe.path.startsWith('/!') ? probe.path.slice(2) : path + probe.path,
    })),
  };
}

/** A keyword of the document itself. */
export function rootRow(given: Omit<Row, 'document'> & { rest: object }): Row {
  const { rest, ...row } = given;
  const path = pathOf(row);
  return { ...row, document: documentOf({ [path]: { get: { responses: DONE } } }, rest) };
}
