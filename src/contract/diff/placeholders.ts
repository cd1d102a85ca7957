import type { SecurityScheme } from '../document/document.ts';

/** Headers that stand for the credentials of each security scheme. Keys of the query are headers here too. */
export function placeholders(schemes: Record<string, SecurityScheme>): Record<string, Record<string, string>> {
  return Object.fromEntries(Object.entries(schemes).map(([name, scheme]) => [name, credentialPlaceholder(scheme)]));
}

function credentialPlaceholder({ type, scheme = '', in: place, name = '' }: SecurityScheme): Record<string, string> {
  switch (type) {
    case 'apiKey':
      return place === 'cookie' ? { cookie: `${name}=KEY` } : { [name.toLowerCase()]: 'KEY' };
    case 'http':
      return {
        authorization: scheme.toLowerCase() === 'basic' ? 'Basic dXNlcjpwYXNzd29yZA==' : `${wordOf(scheme)} TOKEN`,
      };
    case 'mutualTLS':
      return {};
    default:
      return { authorization: 'Bearer TOKEN' };
  }
}

function wordOf(scheme: string): string {
  return scheme.toLowerCase() === 'bearer' || scheme === '' ? 'Bearer' : scheme;
}
