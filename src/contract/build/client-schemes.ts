import type { SecurityScheme } from '../document/document.ts';

/** A security scheme as the client runtime needs it, and the type of its credentials. */
type ClientScheme = { scheme: object; type: string; about: string };

/** Undefined for a scheme whose credentials a client does not send, such as `mutualTLS` (OAS 3.1 §4.8.27). */
export function describeScheme({ type, scheme = '', in: place, name }: SecurityScheme): ClientScheme | undefined {
  if (type === 'oauth2' || type === 'openIdConnect') return describeHttp('Bearer');
  if (type === 'http') return describeHttp(scheme);
  if (type !== 'apiKey') return undefined;
  const about = `Key that is sent as the ${place === 'query' ? 'query parameter' : place} "${name}".`;
  return { scheme: { type, in: place, name }, type: 'string', about: about.replaceAll('*/', '*\\/') };
}

/** Names of authentication schemes are case-insensitive (RFC 9110 §11.1). */
function describeHttp(scheme: string): ClientScheme {
  const name = scheme.replace(/^[a-z]/, (letter) => letter.toUpperCase());
  const described = { type: 'http', scheme: name };
  if (/^basic$/i.test(name)) {
    return { scheme: { ...described, scheme: 'Basic' }, type: 'BasicCredentials', about: 'Username and password.' };
  }
  const about = `Token that is sent as \`Authorization: ${name} …\`.`;
  return { scheme: described, type: 'string', about: about.replaceAll('*/', '*\\/') };
}
