import type { DocumentFault, OpenApiDocument } from '../document/document.ts';
import { isReference } from '../document/files.ts';
import { essenceOf } from '../document/media-types.ts';
import { isFixed, isVersion32 } from '../document/path-items.ts';
import { followReference, isObject, toPointer } from '../document/references.ts';
import { mapObjects } from '../document/schemas.ts';
import { sequenceFormat } from '../document/sequences.ts';
import { bodyWarnings } from './body-warnings.ts';
import { formWarnings } from './form-warnings.ts';
import { objectRuleWarnings } from './object-warnings.ts';
import { pathParameterWarnings, securityWarnings } from './operation-warnings.ts';
import { parameterWarnings } from './parameter-warnings.ts';
import { DIALECTS, schemaWarnings, unknownDialect } from './schema-warnings.ts';
import { tagWarnings } from './tag-warnings.ts';

/**
 * Warnings: parts of a valid document that probably do not mean what the author intended. Each is at a place of the
 * bundled document.
 *
 * @param document bundled, in the version that it is written in
 */
export function findDocumentWarnings(document: OpenApiDocument): DocumentFault[] {
  return [
    ...pathWarnings(document),
    ...pathParameterWarnings(document),
    ...securityWarnings(document),
    ...objectWarnings(document),
    ...objectRuleWarnings(document),
    ...parameterWarnings(document),
    ...bodyWarnings(document),
    ...formWarnings(document),
    ...schemaWarnings(document),
    ...tagWarnings(document),
  ];
}

/**
 * OAS 3.1 §4.8.8: paths begin with a slash and differ in more than the names of their parameters. OAS 3.2 §4.8.2: no
 * parameter stands twice in one of them.
 */
function pathWarnings({ paths = {} }: OpenApiDocument): DocumentFault[] {
  const known = new Map<string, string>();
  return Object.keys(paths).flatMap((path) => {
    if (path.startsWith('x-')) return [];
    const pointer = toPointer(['paths', path]);
    if (!path.startsWith('/'))
      return [{ pointer, message: `The path "${path}" is never served. Begin it with a slash: "/${path}".` }];
    if (/[?#]/.test(path))
      return [
        { pointer, message: `The path "${path}" is never served. Declare what follows "?" as query parameters.` },
      ];
    const names = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice !== undefined)
      return [
        {
          pointer,
          message: `The path "${path}" contains the parameter "${twice}" twice, and only one value is read. Rename one of them.`,
        },
      ];
    const plain = path.replaceAll(/\{[^}]*\}/g, '{}');
    const other = known.get(plain);
    known.set(plain, other ?? path);
    if (other === undefined) return [];
    return [
      { pointer, message: `The paths "${other}" and "${path}" are identical (OAS 3.1 §4.8.8). Declare one of them.` },
    ];
  });
}

/** OAS 3.1 §4.8.12.2.1: the styles of each place. */
const STYLES: Record<string, string[]> = {
  path: ['matrix', 'label', 'simple'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
};

/** OAS 3.2 §4.9.1. */
const ADDITIONAL = 'additionalOperations';

/** A media type that is a component has no name, so only references to it decide. */
function hasUncheckedItems(mediaType: unknown, tokens: string[]): boolean {
  const [parent, name = ''] = tokens.slice(-2);
  if (!isObject(mediaType) || mediaType.itemSchema === undefined || parent !== 'content') return false;
  return essenceOf(name) !== '' && sequenceFormat(name) === undefined;
}

function objectWarnings(document: OpenApiDocument): DocumentFault[] {
  const found: DocumentFault[] = [];
  const add = (tokens: string[], message: string) => found.push({ pointer: toPointer(tokens), message });
  const { jsonSchemaDialect: dialect } = document as { jsonSchemaDialect?: unknown };
  if (typeof dialect === 'string' && !DIALECTS.test(dialect)) add(['jsonSchemaDialect'], unknownDialect(dialect));
  mapObjects(document, {
    pathItem: (value, tokens) => {
      const { additionalOperations: others } = value as { additionalOperations?: object };
      if (!isVersion32(document)) return value;
      for (const method of Object.keys(others ?? {}))
        if (isFixed(method))
          add([...tokens, ADDITIONAL, method], `"${method}" is never served. Declare it as "${method.toLowerCase()}".`);
        else if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(method))
          add([...tokens, ADDITIONAL, method], `"${method}" is not a method (RFC 9110 §9.1). Use letters.`);
        else if (method !== method.toUpperCase())
          add([...tokens, ADDITIONAL, method], `The method "${method}" is sent and served as ${method.toUpperCase()}.`);
      return value;
    },
    parameter: (value, tokens) => {
      const { in: place, style } = value as { in?: string; style?: string };
      const styles = STYLES[place ?? ''];
      if (style !== undefined && styles !== undefined && !styles.includes(style))
        add([...tokens, 'style'], `The style "${style}" is not allowed in ${place}. Use ${styles.join(' or ')}.`);
      return value;
    },
    mediaType: (value, tokens) => {
      const { itemEncoding, prefixEncoding } = value as Partial<Record<string, unknown>>;
      if (hasUncheckedItems(followReference(document, value), tokens))
        add(isReference(value) ? tokens : [...tokens, 'itemSchema'], `Items of ${tokens.at(-1)} are not checked.`);
      for (const [member, encoding] of Object.entries({ itemEncoding, prefixEncoding }))
        if (encoding !== undefined) add([...tokens, member], `"${member}" is not used. Parts are not checked.`);
      return value;
    },
    encoding: (value, tokens) => {
      for (const member of ['headers', 'encoding', 'prefixEncoding', 'itemEncoding'])
        if (isObject(value) && value[member] !== undefined)
          add([...tokens, member], `"${member}" is not used. Parts are not checked.`);
      return value;
    },
    operation: (value, tokens) => {
      const { responses, callbacks } = value as { responses?: object; callbacks?: unknown };
      if (callbacks !== undefined) add([...tokens, 'callbacks'], 'Requests of callbacks are not checked.');
      for (const status of Object.keys(responses ?? {})) {
        if (/^[1-5](\d\d|XX)$/.test(status) || status === 'default' || status.startsWith('x-')) continue;
        const hint = /^[1-5]xx$/i.test(status)
          ? `Write "${status.toUpperCase()}".`
          : 'Use a status, a range such as 4XX or default.';
        add([...tokens, 'responses', status], `"${status}" is not a status (OAS 3.1 §4.8.16). ${hint}`);
      }
      return value;
    },
  });
  return found;
}
