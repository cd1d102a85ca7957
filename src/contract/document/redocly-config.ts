import type { NodeType, Plugin } from '@redocly/openapi-core';
import { isMisspelled } from './suggest.ts';

type Types = Record<string, NodeType>;

/**
 * Corrects Redocly's types. In every version they skip a path without a leading slash. In OpenAPI 3.1 and 3.2 they
 * read "$vocabulary" as a string (JSON Schema 2020-12 core §8.1.2), and reject boolean schemas (§4.3.2) and unknown
 * keywords (§6.5). In OpenAPI 3.2 they read `components.mediaTypes` as maps of media types (OAS 3.2 §4.7.1), and fail
 * at the scopes of the device authorization flow (§4.29). They lack the style `cookie` (§4.12.3), nested encodings
 * (§4.15.2) and the description of a media type (§4.14.1), and require a description of each response (§4.17.1).
 */
const corrections: Plugin = {
  id: 'keepspec-types',
  typeExtension: {
    oas2: withAnyPaths,
    oas3: (types, version) => ({
      ...withAnyPaths(types),
      ...(version === 'oas3_0' ? {} : correctSchemas(types)),
      ...(version === 'oas3_2' ? correct({ ...types, ...correctSchemas(types) }) : {}),
    }),
  },
};

/** For `plugins` of every configuration of Redocly. */
export const PLUGINS = [corrections];

/** A name without `x-` at its beginning is a path. */
function pathItem(_value: unknown, name: string): string | undefined {
  return name.startsWith('x-') ? undefined : 'PathItem';
}

function withAnyPaths(types: Types): Types {
  const { Paths } = types;
  return Paths === undefined ? types : { ...types, Paths: { ...Paths, additionalProperties: pathItem } };
}

function correctSchemas({ Schema, NamedSchemas, ...types }: Types): Types {
  const { MediaType, Parameter, Header } = types;
  const schema = { schema: orBoolean };
  const keywords = Object.keys(Schema?.properties ?? {});
  return {
    ...(Schema && {
      Schema: {
        ...Schema,
        properties: { ...Schema.properties, $vocabulary: { type: 'object' } },
        additionalProperties: (_value: unknown, name: string) => otherKeyword(name, keywords),
      },
    }),
    ...(NamedSchemas && { NamedSchemas: { ...NamedSchemas, additionalProperties: orBoolean } }),
    ...changed('MediaType', MediaType, schema),
    ...changed('Parameter', Parameter, schema),
    ...changed('Header', Header, schema),
  };
}

/**
 * An unknown keyword is an annotation (JSON Schema 2020-12 core §6.5). One that is misspelled, or that validates in
 * another version, is not meant as one.
 */
function otherKeyword(name: string, keywords: string[]): object | undefined {
  return FORMER_KEYWORDS.has(name) || isMisspelled(name, keywords) ? undefined : {};
}

/** Keywords of OpenAPI 3.0 and of earlier versions of JSON Schema that 2020-12 does not have. */
const FORMER_KEYWORDS = new Set(['nullable', 'additionalItems', 'dependencies', '$recursiveRef', '$recursiveAnchor']);

/** JSON Schema 2020-12 core §4.3.2. */
function orBoolean(value: unknown): string | { type: 'boolean' } {
  return typeof value === 'boolean' ? { type: 'boolean' } : 'Schema';
}

/** OAS 3.2 §4.12.3. */
const STYLES = ['form', 'simple', 'label', 'matrix', 'spaceDelimited', 'pipeDelimited', 'deepObject', 'cookie'];

function correct({ DeviceAuthorization, Encoding, MediaType, NamedMediaTypes, Parameter, Response }: Types): Types {
  return {
    ...changed('DeviceAuthorization', DeviceAuthorization, {
      scopes: { type: 'object', additionalProperties: { type: 'string' } },
    }),
    ...(MediaType && changed('Encoding', Encoding, encodingsOf(MediaType))),
    ...changed('Parameter', Parameter, { style: { enum: STYLES } }),
    ...changed('MediaType', MediaType, { description: { type: 'string' } }),
    ...(Response && { Response: { ...Response, required: [] } }),
    ...(NamedMediaTypes && { NamedMediaTypes: { ...NamedMediaTypes, additionalProperties: () => 'MediaType' } }),
  };
}

/** An encoding has the same members as a media type for nested encodings. */
function encodingsOf({ properties: { encoding, prefixEncoding, itemEncoding } }: NodeType): object {
  return { encoding, prefixEncoding, itemEncoding };
}

function changed(name: string, type: NodeType | undefined, properties: object): Types {
  return type === undefined ? {} : { [name]: { ...type, properties: { ...type.properties, ...properties } } };
}
