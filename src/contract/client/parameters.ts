import { encodeParameter } from '../document/encode-parameter.ts';
import type { ClientParameter } from './contract.ts';
import { createQuerySerializer, type PathSerializer, type QuerySerializer, writePath } from './openapi-fetch.ts';

/** Values by name. */
export type ParameterValues = Record<string, unknown>;
type ParameterPlace = ClientParameter['in'];

/** Writes the parameters of a call, each in the style that its contract declares (OAS 3.1 §4.8.12.2). */
export type ParameterWriter = {
  /** Header values as texts. */
  headers<Values extends object>(values: Values): Values;
  /** Pairs of the header `Cookie`. */
  cookies(values: ParameterValues): string[];
  /** Options by which openapi-fetch writes path and query; none where it needs no others. */
  serializers: { pathSerializer?: PathSerializer; querySerializer?: QuerySerializer };
};

/** Pairs in the style of parameters without another one. */
export const writeQuery = createQuerySerializer();

/** @param declared parameters that are written otherwise than by default; the default of cookies is form */
export function createParameterWriter(declared: readonly ClientParameter[] = []): ParameterWriter {
  const find = (place: ParameterPlace, name: string): ClientParameter | undefined =>
    declared.find((one) => one.in === place && one.name === (place === 'header' ? name.toLowerCase() : name));
  const has = (place: ParameterPlace): boolean => declared.some((one) => one.in === place);
  const pathSerializer: PathSerializer = (path, values) => {
    const written = path.replace(/\{([^{}]+)\}/g, (braces, name: string) => {
      const parameter = find('path', name);
      return parameter === undefined ? braces : encodeParameter(parameter, values[name]);
    });
    return writePath(written, values);
  };
  const querySerializer: QuerySerializer = (query) =>
    Object.entries(query)
      .filter(([, value]) => !isMissing(value))
      .map(([name, value]) => {
        const parameter = find('query', name);
        return parameter === undefined ? writeQuery({ [name]: value }) : encodeParameter(parameter, value);
      })
      .filter((text) => text !== '')
      .join('&');
  return {
    headers: (values) => {
      if (!has('header') || values instanceof Headers) return values;
      const written = Object.entries(values).map(([name, value]) => {
        const parameter = find('header', name);
        return [name, parameter === undefined || isMissing(value) ? value : encodeParameter(parameter, value)];
      });
      return Object.fromEntries(written);
    },
    cookies: (values) =>
      Object.entries(values)
        .filter(([, value]) => !isMissing(value))
        .map(([name, value]) => {
          const parameter = find('cookie', name) ?? { name, in: 'cookie', style: 'form', explode: true };
          return encodeParameter(parameter, value);
        }),
    serializers: {
      ...(has('path') ? { pathSerializer } : {}),
      ...(has('query') ? { querySerializer } : {}),
    },
  };
}

/** Whether a value is not sent: a missing value, or an empty list, which no style can express. */
function isMissing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
