import type { OpenApiDocument, Operation } from '../../document/document.ts';
import { encodeAnyParameter } from '../../document/encode-parameter.ts';
import { followReference, isObject } from '../../document/references.ts';
import type { SampleParameter } from './requests.ts';

/** Default base of relative server URLs. */
const DEFAULT_ORIGIN = 'https://api.example.com';

/** The URL of the first server of an operation, without a slash at the end (OAS 3.1 §4.8.5). */
export function serverUrl(document: OpenApiDocument, operation: Operation, origin = DEFAULT_ORIGIN): string {
  const item = followReference(document, document.paths?.[operation.path]);
  const lists = [(operation as { servers?: unknown }).servers, isObject(item) ? item.servers : [], document.servers];
  const [server] = (lists.find((list) => Array.isArray(list) && list.length > 0) as [unknown] | undefined) ?? [];
  const { url, variables } = isObject(server) ? server : {};
  const filled = (typeof url === 'string' ? url : '/').replaceAll(/\{([^}]*)\}/g, (_, name: string) => {
    const variable = isObject(variables) ? variables[name] : undefined;
    return String(isObject(variable) ? variable.default : name);
  });
  const base = `${origin.replace(/\/+$/, '')}/`;
  const absolute = URL.canParse(filled, base) ? new URL(filled, base).href : base;
  return absolute.replace(/[?#].*$/, '').replace(/\/+$/, '');
}

/** A templated path with its values, percent-encoded. */
export function filledPath(path: string, parameters: SampleParameter[]): string {
  return path.replaceAll(/\{([^}]+)\}/g, (braces, name: string) => {
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
    return parameter === undefined ? braces : encodeAnyParameter(parameter, parameter.value);
  });
}

/** The query of a request without its question mark. */
export function writtenQuery(parameters: SampleParameter[]): string {
  return parameters
    .filter(({ in: place }) => place === 'query' || place === 'querystring')
    .map((parameter) => encodeAnyParameter(parameter, parameter.value))
    .filter((text) => text !== '')
    .join('&');
}

/** Header parameters as they are sent. */
export function writtenHeaders(parameters: SampleParameter[]): [name: string, value: string][] {
  return parameters
    .filter(({ in: place }) => place === 'header')
    .map((parameter) => [parameter.name, encodeAnyParameter(parameter, parameter.value)]);
}

/** Cookie parameters as the header `Cookie` has them, without those that authenticate. */
export function writtenCookies(parameters: SampleParameter[]): string {
  return parameters
    .filter(({ in: place }) => place === 'cookie')
    .map((parameter) => encodeAnyParameter(parameter, parameter.value))
    .join('; ');
}
