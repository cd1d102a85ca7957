import { canonicalOrigin } from '../../platform/origins.ts';
import type { Agent } from '../agents/settings.ts';

/** Whether a request without a key may use an agent: it may, there is none to use without one, or not from this page. */
export type PublicAccess = 'allowed' | 'private' | 'forbidden';

type Lists = Pick<Agent, 'is_public' | 'allowed_origins' | 'hostname_allowlist'>;

/**
 * Checks a request without a key by the agent's lists, each of which lets everything through while it is empty.
 *
 * @param origin the request's `Origin`, just as it was sent; undefined where it sent none
 */
export function checkPublicAccess(
  { is_public, allowed_origins, hostname_allowlist }: Lists,
  origin: string | undefined,
): PublicAccess {
  if (!is_public) return 'private';
  const hostnames = hostname_allowlist ?? [];
  if (allowed_origins.length > 0 && (origin === undefined || !allowed_origins.includes(origin))) return 'forbidden';
  if (hostnames.length > 0 && !hostnames.includes(hostnameIn(origin) ?? '')) return 'forbidden';
  return 'allowed';
}

/** The hostname of an `Origin`; undefined where it is not spelt as browsers spell one. */
function hostnameIn(origin: string | undefined): string | undefined {
  return origin !== undefined && canonicalOrigin(origin) === origin ? new URL(origin).hostname : undefined;
}
