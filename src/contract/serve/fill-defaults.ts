import type { Validate } from '../document/compiled.ts';
import { setMember } from './convert-texts.ts';
import type { DecodedParameters, ParameterLocation } from './parameters.ts';

/** A member that an object parameter was sent without, and its default. */
export type UnfilledMember = { in: ParameterLocation; object: Record<string, unknown>; name: string; value: unknown };

/**
 * Fills in the defaults of members that other members may forbid, as far as the values of a place are valid with them. A
 * default never makes a valid request invalid.
 *
 * @returns whether the values are valid then; if not, the errors of the validator are those of the values as they are left
 */
export function fillDefaults(decoded: DecodedParameters, place: ParameterLocation, check: Validate): boolean {
  const values = decoded[place];
  const members = (decoded.unfilled ?? []).filter((one) => one.in === place);
  for (const { object, name, value } of members) setMember(object, name, value);
  // Most often all of them fit.
  if (check(values)) return true;
  for (const { object, name } of members) Reflect.deleteProperty(object, name);
  const countFaults = (): number => (check(values) ? 0 : (check.errors?.length ?? 1));
  let faults = countFaults();
  for (const { object, name, value } of members) {
    setMember(object, name, value);
    const now = countFaults();
    if (now > faults) Reflect.deleteProperty(object, name);
    else faults = now;
  }
  return check(values);
}
