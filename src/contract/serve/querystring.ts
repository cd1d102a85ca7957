import type { ParameterDecoding } from '../document/compiled.ts';
import { isUrlEncoded } from '../document/media-types.ts';
import { readUrlEncoded } from './forms.ts';
import { compileParameters, contentReader, type DecodedParameters, type RawParameters } from './parameters.ts';
import { decodePercent } from './raw-values.ts';
import type { Violation } from './types.ts';

/** Reads the parameters of a request. */
export type DecodeParameters = (raw: RawParameters) => DecodedParameters;

/**
 * Compiles an operation's parameters. The query is either parameters of their own or one value, of the place `querystring`
 * (OAS 3.2 §4.12.1).
 *
 * @param keys names of query parameters that belong to a security scheme, and not to the handler
 */
export function compileAllParameters(parameters: ParameterDecoding[], keys: string[] = []): DecodeParameters {
  const whole = parameters.find(({ in: place }) => place === 'querystring');
  if (whole === undefined) return compileParameters(parameters, keys);
  const decode = compileParameters(parameters);
  const read = compileQuerystring(whole);
  return (raw) => {
    const decoded = decode({ ...raw, query: '' });
    const { value, violations } = read(withoutKeys(raw.query, keys));
    decoded.querystring = value;
    decoded.violations = decoded.violations.concat(violations);
    return decoded;
  };
}

type ReadQuery = { value?: unknown; violations: Violation[] };

function compileQuerystring({ mediaType = '', form, isRequired }: ParameterDecoding): (query: string) => ReadQuery {
  const readText = contentReader(mediaType, decodePercent);
  return (query) => {
    if (query === '') return { violations: isRequired ? [wrong('required', 'is required')] : [] };
    if (isUrlEncoded(mediaType)) {
      const { value, faults } = readUrlEncoded(query, { form, texts: 'any' });
      return { value, violations: faults.map((fault): Violation => ({ ...fault, in: 'query' })) };
    }
    const read = readText(query);
    if (read === undefined) return { violations: [] };
    return 'fault' in read ? { violations: [wrong('content', read.fault)] } : { value: read.value, violations: [] };
  };
}

function wrong(keyword: string, message: string): Violation {
  return { in: 'query', path: '', pointer: '', keyword, message };
}

/** Credentials are not part of the value. */
function withoutKeys(query: string, keys: string[]): string {
  if (keys.length === 0) return query;
  const isKey = (pair: string): boolean => keys.some((key) => pair.startsWith(`${encodeURIComponent(key)}=`));
  return query
    .split('&')
    .filter((pair) => !isKey(pair))
    .join('&');
}
