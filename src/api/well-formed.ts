import type { FieldErrors } from './errors.ts';

/**
 * The texts in a value that are no Unicode: JSON can hold half of a surrogate pair (RFC 8259 §8.2), a database cannot, and
 * what would be stored for it is another text.
 *
 * @param path of the value
 */
export function illFormedTexts(value: unknown, path = ''): FieldErrors {
  if (typeof value === 'string') {
    return value.isWellFormed() ? {} : { [path]: 'must be Unicode: it holds half of a surrogate pair' };
  }
  if (typeof value !== 'object' || value === null) return {};
  const members = Array.isArray(value)
    ? value.map((item, index) => illFormedTexts(item, `${path}[${index}]`))
    : Object.entries(value).map(([name, member]) => illFormedTexts(member, path === '' ? name : `${path}.${name}`));
  return Object.assign({}, ...members);
}
