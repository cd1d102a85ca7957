import type { DocumentFault, OpenApiDocument } from '../document/document.ts';
import { isReference } from '../document/files.ts';
import { essenceOf } from '../document/media-types.ts';
import { isVersion32 } from '../document/path-items.ts';
import { followReference, isObject, toPointer } from '../document/references.ts';
import { mapObjects } from '../document/schemas.ts';
import { suggest } from '../document/suggest.ts';

/** ObjectMembers of one object of which only one may be there. */
type Exclusive = [one: string, other: string][];

/** OAS 3.2 §4.12.1, §4.14.1. */
const EXAMPLES: Exclusive = [['examples', 'example']];
const CONTENTS: Exclusive = [['schema', 'content'], ...EXAMPLES];
/** OAS 3.2 §4.14.5, §4.15.1.2. */
const ENCODINGS: Exclusive = [
  ['encoding', 'prefixEncoding'],
  ['encoding', 'itemEncoding'],
];
/** OAS 3.2 §4.19. */
const EXAMPLE_VALUES: Exclusive = [
  ['value', 'externalValue'],
  ['value', 'dataValue'],
  ['value', 'serializedValue'],
  ['serializedValue', 'externalValue'],
];
/** OAS 3.2 §4.20. */
const LINKED: Exclusive = [['operationId', 'operationRef']];
/** OAS 3.1 §4.8.4. */
const LICENSES: Exclusive = [['identifier', 'url']];

/** RFC 9110 §5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

type ObjectMembers = Record<string, unknown>;
type Add = (tokens: string[], message: string) => void;
type Context = { is32: boolean; add: Add; document: OpenApiDocument; operationIds: string[] };

/**
 * Checks of the OAI's metaschemas beside the form of each member: members that exclude each other or have no meaning
 * in their place, empty lists, and names that cannot be sent.
 *
 * @param document bundled, in the version that it is written in
 */
export function objectRuleWarnings(document: OpenApiDocument): DocumentFault[] {
  const found: DocumentFault[] = [];
  const add: Add = (tokens, message) => void found.push({ pointer: toPointer(tokens), message });
  const context = { is32: isVersion32(document), add, document, operationIds: operationIdsOf(document) };
  const rule =
    (check: (context: Context, object: ObjectMembers, tokens: string[]) => void) =>
    (value: unknown, tokens: string[]) => {
      if (isObject(value) && !isReference(value)) check(context, value, tokens);
      return value;
    };
  mapObjects(document, {
    document: rule(checkDocument),
    components: rule(checkComponents),
    pathItem: rule(checkPathItem),
    operation: rule(checkOperation),
    requestBody: rule(checkMediaTypes),
    parameter: rule(checkParameter),
    response: rule(checkResponse),
    mediaType: rule(checkMediaType),
    encoding: rule(checkEncoding),
  });
  return found;
}

function operationIdsOf(document: OpenApiDocument): string[] {
  const found: string[] = [];
  mapObjects(document, {
    operation: (value) => {
      if (isObject(value) && typeof value.operationId === 'string') found.push(value.operationId);
      return value;
    },
  });
  return found;
}

function checkDocument(context: Context, document: ObjectMembers, tokens: string[]): void {
  const { info, $self } = document;
  if (isObject(info)) eachMember({ license: info.license }, ['info'], excluding(context, LICENSES));
  if (context.is32 && typeof $self === 'string' && $self.includes('#'))
    context.add(['$self'], '"$self" must be a URI without a fragment. Remove what follows "#".');
  checkServers(context, document, tokens);
}

function checkComponents(context: Context, components: ObjectMembers, tokens: string[]): void {
  eachMember(components.examples, [...tokens, 'examples'], excluding(context, EXAMPLE_VALUES));
  eachMember(components.links, [...tokens, 'links'], (link, at) => checkLink(context, link, at));
}

/** OAS 3.1 §4.8.6. */
function checkServers({ add }: Context, { servers }: ObjectMembers, tokens: string[]): void {
  for (const [index, server] of (Array.isArray(servers) ? servers : []).entries()) {
    if (isObject(server)) checkVariables(add, server, [...tokens, 'servers', String(index)]);
    eachMember(isObject(server) && server.variables, [...tokens, 'servers', String(index), 'variables'], (one, at) => {
      if (Array.isArray(one.enum) && one.enum.length === 0)
        add([...at, 'enum'], '"enum" must not be empty. List the values, or remove it.');
      else if (Array.isArray(one.enum) && one.default !== undefined && !one.enum.includes(one.default))
        add([...at, 'default'], `"${one.default}" is not in "enum". Use ${one.enum.join(' or ')}.`);
    });
  }
}

/** OAS 3.1 §4.8.5. */
function checkVariables(add: Add, { url, variables }: ObjectMembers, tokens: string[]): void {
  const declared = Object.keys(isObject(variables) ? variables : {});
  const used = new Set([...String(url ?? '').matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name));
  for (const name of used)
    if (!declared.includes(name))
      add([...tokens, 'url'], `The server variable "${name}" is not declared. Add it to "variables".`);
  for (const name of declared)
    if (!used.has(name) && !name.startsWith('x-'))
      add([...tokens, 'variables', name], `The URL does not contain the server variable "${name}". Remove it.`);
}

function checkPathItem(context: Context, item: ObjectMembers, tokens: string[]): void {
  checkServers(context, item, tokens);
  checkQuery(context, item, tokens);
}

/** OAS 3.2 §4.12.1. Parameters of a path item together with its operations have their own error. */
function checkQuery({ add, document }: Context, { parameters }: ObjectMembers, tokens: string[]): void {
  const all = Array.isArray(parameters) ? parameters : [];
  const places = all.map((one) => {
    const parameter = followReference(document, one);
    return isObject(parameter) ? parameter.in : undefined;
  });
  const whole = places.indexOf('querystring');
  const other = places.findIndex((place, index) => index !== whole && (place === 'query' || place === 'querystring'));
  if (whole >= 0 && other >= 0)
    add(
      [...tokens, 'parameters', String(other)],
      'Another parameter is the whole query ("querystring"). Remove one of them.',
    );
}

function checkOperation(context: Context, operation: ObjectMembers, tokens: string[]): void {
  const { responses } = operation;
  if (isObject(responses) && Object.keys(responses).every((name) => name.startsWith('x-')))
    context.add([...tokens, 'responses'], '"responses" must have at least one response (OAS 3.1 §4.8.16). Add one.');
  checkServers(context, operation, tokens);
  checkQuery(context, operation, tokens);
}

/** OAS 3.1 §4.8.12, and of headers §4.8.21. */
function checkParameter(context: Context, parameter: ObjectMembers, tokens: string[]): void {
  const { add } = context;
  excluding(context, CONTENTS)(parameter, tokens);
  checkMediaTypes(context, parameter, tokens);
  const { content, examples } = parameter;
  eachMember(examples, [...tokens, 'examples'], excluding(context, EXAMPLE_VALUES));
  if (isObject(content) && Object.keys(content).length !== 1)
    add([...tokens, 'content'], '"content" must have exactly one media type here (OAS 3.1 §4.8.12.2.2).');
  for (const member of ['style', 'explode', 'allowReserved'])
    if (isObject(content) && parameter.schema === undefined && parameter[member] !== undefined)
      add([...tokens, member], `"${member}" is not used beside "content". Remove it.`);
  if (tokens.at(-2) === 'headers') checkHeader(context, parameter, tokens);
  else checkPlace(context, parameter, tokens);
}

function checkHeader({ add }: Context, header: ObjectMembers, tokens: string[]): void {
  // The name of a component is no name of a header.
  if (tokens[0] !== 'components' || tokens.length > 3) checkHeaderName(add, tokens.at(-1), tokens);
  const { style, allowReserved } = header;
  if (typeof style === 'string' && style !== 'simple')
    add([...tokens, 'style'], `The style "${style}" is not allowed in a header. Use simple.`);
  if (allowReserved !== undefined) add([...tokens, 'allowReserved'], RESERVED);
}

const RESERVED = '"allowReserved" is not allowed here. Remove it.';

function checkHeaderName(add: Add, name: unknown, tokens: string[]): void {
  if (typeof name === 'string' && !TOKEN.test(name))
    add(tokens, `"${name}" is not the name of a header. Use letters, digits and -.`);
}

function checkPlace({ add, is32 }: Context, parameter: ObjectMembers, tokens: string[]): void {
  const { in: place, name, required, style } = parameter;
  if (place === 'path') {
    if (required !== true) add(tokens, 'A path parameter is always sent. Write required: true.');
    if (typeof name === 'string' && /[{}]/.test(name))
      add([...tokens, 'name'], `The name "${name}" of a path parameter must not contain braces.`);
  }
  if (place === 'querystring' && !isObject(parameter.content))
    add(tokens, 'A parameter in "querystring" has a media type. Give it "content".');
  if (place === 'header') checkHeaderName(add, name, [...tokens, 'name']);
  if (parameter.allowEmptyValue !== undefined && place !== 'query')
    add([...tokens, 'allowEmptyValue'], '"allowEmptyValue" is only for query parameters. Remove it.');
  // OAS 3.1 §4.8.12.2.1, OAS 3.2 §4.12.3.
  const isReservable = place === 'query' || (is32 && (place === 'path' || (place === 'cookie' && style !== 'cookie')));
  if (parameter.allowReserved !== undefined && !isReservable) add([...tokens, 'allowReserved'], RESERVED);
}

function checkResponse(context: Context, response: ObjectMembers, tokens: string[]): void {
  checkMediaTypes(context, response, tokens);
  const { content } = response;
  if (/^(1..|204|205|304)$/.test(tokens.at(-1) ?? '') && tokens.at(-2) === 'responses' && isFilled(content))
    context.add([...tokens, 'content'], `A response of ${tokens.at(-1)} has no body (RFC 9110 §15). Remove "content".`);
  eachMember(response.links, [...tokens, 'links'], (link, at) => checkLink(context, link, at));
}

function isFilled(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length > 0;
}

function checkLink(context: Context, link: ObjectMembers, tokens: string[]): void {
  excluding(context, LINKED)(link, tokens);
  if (link.operationId === undefined && link.operationRef === undefined)
    context.add(tokens, 'A link has no operation. Add "operationId" or "operationRef".');
  const ids = context.operationIds;
  if (typeof link.operationId === 'string' && !ids.includes(link.operationId))
    context.add(
      [...tokens, 'operationId'],
      `The operation "${link.operationId}" does not exist.${suggest(link.operationId, ids)}`,
    );
}

/** RFC 9110 §8.3.1. */
function checkMediaTypes({ add }: Context, { content }: ObjectMembers, tokens: string[]): void {
  for (const name of Object.keys(isObject(content) ? content : {}))
    if (essenceOf(name) === '' && !name.startsWith('x-'))
      add([...tokens, 'content', name], `"${name}" is not a media type. Write one such as application/json.`);
}

function checkMediaType(context: Context, mediaType: ObjectMembers, tokens: string[]): void {
  excluding(context, EXAMPLES)(mediaType, tokens);
  if (context.is32) excluding(context, ENCODINGS)(mediaType, tokens);
  eachMember(mediaType.examples, [...tokens, 'examples'], excluding(context, EXAMPLE_VALUES));
}

const FORM_STYLES = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'];

function checkEncoding(context: Context, encoding: ObjectMembers, tokens: string[]): void {
  if (context.is32) excluding(context, ENCODINGS)(encoding, tokens);
  const { style } = encoding;
  if (typeof style === 'string' && !FORM_STYLES.includes(style))
    context.add(
      [...tokens, 'style'],
      `The style "${style}" is not allowed in an encoding. Use ${FORM_STYLES.join(' or ')}.`,
    );
}

/** Calls a check with each object in a map, apart from references. */
function eachMember(map: unknown, tokens: string[], check: (member: ObjectMembers, tokens: string[]) => void): void {
  for (const [name, member] of Object.entries(isObject(map) ? map : {}))
    if (isObject(member) && !isReference(member)) check(member, [...tokens, name]);
}

function excluding({ add }: Context, pairs: Exclusive): (object: ObjectMembers, tokens: string[]) => void {
  return (object, tokens) => {
    for (const [one, other] of pairs)
      if (object[one] !== undefined && object[other] !== undefined)
        add([...tokens, other], `"${one}" and "${other}" exclude each other. Remove one of them.`);
  };
}
