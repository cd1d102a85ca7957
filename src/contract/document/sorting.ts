/** Query parameters that name the property by which a list is sorted. */
export const SORT_FIELD = /^(sort|sort_?by|order_?by)$/i;
/** Query parameters that say in which direction. */
export const SORT_DIRECTION = /^(order|direction|sort_?(order|dir(ection)?)|order_?dir(ection)?)$/i;

/** Whether a parameter says in which order a list is. */
export function isSortName(name: string): boolean {
  return SORT_FIELD.test(name) || SORT_DIRECTION.test(name);
}

/** `-price`, `price:desc`, `price_desc` and `price desc` are the property `price`, the largest first. */
export function readOrder(name: string): { property: string; isDescending: boolean } {
  const [, sign = '', property = '', way = ''] = /([+-]?)(.*?)(?:[:_. ,-](asc|desc)(?:ending)?)?$/i.exec(name) ?? [];
  return { property, isDescending: sign === '-' || way.toLowerCase() === 'desc' };
}
