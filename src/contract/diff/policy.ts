import type { Severity } from './change.ts';

/** The questions of severity that teams decide differently. */
export type DiffPolicy = {
  /** A response may have an enum value that was not declared. */
  enumValueInResponse: Severity;
  /** A response may have a status that was not declared, beside those that were. */
  newResponseStatus: Severity;
  /** A response may have a media type that was not declared, beside those that were. */
  newResponseMediaType: Severity;
  /** A property or parameter is required now, and its schema has a default. Validators reject a request without it. */
  requiredWithDefault: Severity;
  /** Credentials that were accepted are not enough any more. */
  stricterSecurity: Severity;
  /** A part is removed that was deprecated and whose `x-sunset` date is in the past. */
  removedAfterDeprecation: Severity;
  /** Only values of properties that one document does not declare are concerned; undefined for the usual severities. */
  undeclaredProperties?: Severity | undefined;
  /** The hosts of the servers changed. */
  changedHost: Severity;
  /** Severities by id of the kind, which win. */
  severities: Record<string, Severity>;
  /** The date to compare `x-sunset` with, as `2026-11-28`. */
  today: string;
};

/** The policy of a comparison, where nothing else is set. */
export function completePolicy(given: Partial<DiffPolicy> = {}): DiffPolicy {
  return {
    enumValueInResponse: 'breaking',
    newResponseStatus: 'risky',
    newResponseMediaType: 'risky',
    requiredWithDefault: 'breaking',
    stricterSecurity: 'breaking',
    removedAfterDeprecation: 'risky',
    changedHost: 'risky',
    severities: {},
    today: new Date().toISOString().slice(0, 10),
    ...given,
  };
}

/** Whether a part was announced to be removed: it is deprecated, and its `x-sunset` is in the past (RFC 8594 §3). */
export function isSunset(part: unknown, { today }: Pick<DiffPolicy, 'today'>): boolean {
  const { deprecated, 'x-sunset': sunset } = (part ?? {}) as Record<string, unknown>;
  if (deprecated !== true || typeof sunset !== 'string') return false;
  const at = Date.parse(sunset);
  return !Number.isNaN(at) && at <= Date.parse(today);
}
