import { ContractError, type Operation, type SecurityScheme } from '../../document/document.ts';

/** Credentials of one scheme, as a sample sends them. Their values are in environment variables. */
export type SampleCredentials = { scheme: string } & (
  | { kind: 'basic'; username: string; password: string }
  | { kind: 'authorization'; prefix: string; variable: string }
  | { kind: 'header' | 'query' | 'cookie'; name: string; variable: string }
);

/** The credentials of the first alternative that has some (OAS 3.1 §4.8.30). */
export function credentialsOfSample(
  { security }: Operation,
  schemes: Record<string, SecurityScheme>,
  variables: Record<string, string>,
): SampleCredentials[] {
  const alternative = security.find((one) => Object.keys(one).length > 0) ?? {};
  return Object.keys(alternative).flatMap((name) => {
    const scheme = schemes[name];
    return scheme === undefined ? [] : placeOfCredentials(name, scheme, variableOf(name, variables));
  });
}

function variableOf(scheme: string, variables: Record<string, string>): string {
  const given = Object.hasOwn(variables, scheme) ? variables[scheme] : undefined;
  if (given !== undefined && !/^[A-Za-z_]\w*$/.test(given))
    throw new ContractError(`"${given}" is not a valid name of an environment variable for "${scheme}".`);
  return given ?? constantCase(scheme);
}

/** `workerToken` becomes `WORKER_TOKEN`. */
function constantCase(name: string): string {
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2').replaceAll(/[^A-Za-z\d]+/g, '_');
  return words
    .replace(/^_+|_+$/g, '')
    .replace(/^(?=\d|$)/, 'KEY_')
    .toUpperCase();
}

function placeOfCredentials(
  scheme: string,
  { type, scheme: authentication = '', in: place, name = '' }: SecurityScheme,
  variable: string,
): SampleCredentials[] {
  if (type === 'oauth2' || type === 'openIdConnect')
    return [{ scheme, kind: 'authorization', prefix: 'Bearer ', variable }];
  if (type === 'http' && /^basic$/i.test(authentication))
    return [{ scheme, kind: 'basic', username: `${variable}_USERNAME`, password: `${variable}_PASSWORD` }];
  if (type === 'http') {
    const prefix = `${authentication.replace(/^[a-z]/, (letter) => letter.toUpperCase())} `;
    return [{ scheme, kind: 'authorization', prefix, variable }];
  }
  // A client certificate is not a part of the request (OAS 3.1 §4.8.27).
  if (type !== 'apiKey' || (place !== 'header' && place !== 'query' && place !== 'cookie')) return [];
  return [{ scheme, kind: place, name, variable }];
}

/** Schemes without which no operation can be called. The client requires their credentials. */
export function requiredSchemes(operations: Operation[]): Set<string> {
  const named = operations.flatMap(({ security }) => security.flatMap((one) => Object.keys(one)));
  const isRequired = (scheme: string): boolean =>
    operations.every(({ security }) => security.length > 0 && security.every((one) => Object.hasOwn(one, scheme)));
  return new Set(named.filter(isRequired));
}
