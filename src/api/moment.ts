/** RFC 3339 §5.7: a leap second, which no `Date` can hold. */
const LEAP_SECOND = /:60(\.\d+)?(?=[Zz+-])/;

const EARLIEST = '0000-01-01T00:00:00.000Z';
const LATEST = '9999-12-31T23:59:59.999Z';

/**
 * A time as it is stored: RFC 3339 in UTC with milliseconds. Stored times sort as strings. Times outside of the years
 * 0000 to 9999 become the first or last time of this range.
 *
 * @param text RFC 3339
 */
export function momentOf(text: string): string {
  const moment = new Date(text.toUpperCase().replace(' ', 'T').replace(LEAP_SECOND, ':59.999')).toISOString();
  if (moment.startsWith('-')) return EARLIEST;
  return moment.startsWith('+') ? LATEST : moment;
}
