import type { CompiledContract, CompiledOperation } from '../document/compiled.ts';

/**
 * `WWW-Authenticate` of an operation's 401: one challenge for each way to authenticate, of which there must be at least one
 * (RFC 9110 §11.6.1, §15.5.2). `ApiKey` is not registered; it says to clients that no other scheme will do.
 */
export function challengesOf(
  { security }: Pick<CompiledOperation, 'security'>,
  { securitySchemes }: Pick<CompiledContract, 'securitySchemes'>,
): string {
  const challenges = security.flatMap(Object.keys).flatMap((name) => {
    const { type, scheme = '' } = securitySchemes[name] ?? {};
    switch (type) {
      case 'oauth2':
      case 'openIdConnect':
        return ['Bearer'];
      case 'http':
        return [challengeOf(scheme.toLowerCase())];
      case 'apiKey':
        return ['ApiKey'];
      default:
        return [];
    }
  });
  return [...new Set(challenges)].join(', ');
}

function challengeOf(scheme: string): string {
  // RFC 7617 §2: the realm is required. §2.1: credentials are read as UTF-8.
  if (scheme === 'basic') return 'Basic realm="api", charset="UTF-8"';
  return scheme.replace(/^[a-z]/, (letter) => letter.toUpperCase());
}
