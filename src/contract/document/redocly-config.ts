import type { NodeType, Plugin } from '@redocly/openapi-core';

type Types = Record<string, NodeType>;

/**
 * Corrects Redocly's types of OpenAPI 3.2: it takes `components.mediaTypes` for maps of media types, fails at the scopes of
 * the device authorization flow, and knows neither the style `cookie` nor nested encodings (OAS 3.2 §4.7.1, §4.29, §4.12.3,
 * §4.15.2).
 */
const corrections: Plugin = {
  id: 'keepspec-openapi-3-2',
  typeExtension: { oas3: (types, version) => (version === 'oas3_2' ? { ...types, ...correct(types) } : types) },
};

/** For `plugins` of every configuration of Redocly. */
export const PLUGINS = [corrections];

/** OAS 3.2 §4.12.3. */
const STYLES = ['form', 'simple', 'label', 'matrix', 'spaceDelimited', 'pipeDelimited', 'deepObject', 'cookie'];

function correct({ DeviceAuthorization, Encoding, MediaType, NamedMediaTypes, Parameter }: Types): Types {
  return {
    ...changed('DeviceAuthorization', DeviceAuthorization, {
      scopes: { type: 'object', additionalProperties: { type: 'string' } },
    }),
    ...(MediaType && changed('Encoding', Encoding, encodingsOf(MediaType))),
    ...changed('Parameter', Parameter, { style: { enum: STYLES } }),
    ...(NamedMediaTypes && { NamedMediaTypes: { ...NamedMediaTypes, additionalProperties: () => 'MediaType' } }),
  };
}

/** An encoding has the same members as a media type for what is encoded in it. */
function encodingsOf({ properties: { encoding, prefixEncoding, itemEncoding } }: NodeType): object {
  return { encoding, prefixEncoding, itemEncoding };
}

function changed(name: string, type: NodeType | undefined, properties: object): Types {
  return type === undefined ? {} : { [name]: { ...type, properties: { ...type.properties, ...properties } } };
}
