import { SEVERITIES, type Severity } from '../../diff/change.ts';
import type { DiffPolicy } from '../../diff/policy.ts';
import { isObject } from '../../document/references.ts';
import { suggest } from '../../document/suggest.ts';
import { UsageError } from '../verb.ts';

/** The questions of `diff.policy`. */
export const DIFF_QUESTIONS = [
  'enumValueInResponse',
  'newResponseStatus',
  'newResponseMediaType',
  'requiredWithDefault',
  'stricterSecurity',
  'removedAfterDeprecation',
  'undeclaredProperties',
  'changedHost',
] as const satisfies readonly (keyof DiffPolicy)[];

/** Whether a text is a severity. */
export function isSeverity(value: unknown): value is Severity {
  return SEVERITIES.some((severity) => severity === value);
}

/** @throws UsageError for another text */
export function readFailOn(text: string): Severity {
  if (isSeverity(text)) return text;
  throw new UsageError(`--fail-on: "${text}" must be ${SEVERITIES.join(', ')}.${suggest(text, [...SEVERITIES])}`);
}

/**
 * Severities by name of the configuration file.
 *
 * @param section such as `diff.severity`
 * @throws UsageError if a name or a severity is unknown
 */
export function readSeverities(
  section: string,
  given: unknown,
  { known, noun }: { known: readonly string[]; noun: string },
): Record<string, Severity> {
  const severities: Record<string, Severity> = {};
  for (const [name, severity] of Object.entries(isObject(given) ? given : {})) {
    if (severity === undefined) continue;
    if (!known.includes(name))
      throw new UsageError(`${section}: unknown ${noun} "${name}".${suggest(name, [...known])}`, {
        hint: 'The README of keepspec lists all of them.',
      });
    if (!isSeverity(severity))
      throw new UsageError(
        `${section}: "${name}" must be ${SEVERITIES.join(', ')}, not ${JSON.stringify(severity) ?? typeof severity}.`,
      );
    severities[name] = severity;
  }
  return severities;
}
