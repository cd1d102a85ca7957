/** RFC 3339 §5.7: a leap second, which no `Date` can hold. */
const LEAP_SECOND = /:60(\.\d+)?(?=[Zz+-])/;

const EARLIEST = '0000-01-01T00:00:00.000Z';
const LATEST = '9999-12-31T23:59:59.999Z';

/**
 * A moment as it is stored, RFC 3339 in UTC with milliseconds, so that texts compare as moments do, whatever offset it was
 * sent with. What an offset moves out of the years that have four digits is the first or last moment of these.
 *
 * @param text RFC 3339
 */
export function momentOf(text: string): string {
  const moment = new Date(text.toUpperCase().replace(' ', 'T').replace(LEAP_SECOND, ':59.999')).toISOString();
  if (moment.startsWith('-')) return EARLIEST;
  return moment.startsWith('+') ? LATEST : moment;
}
