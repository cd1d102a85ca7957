/** Property of a form for each part without a name that has no property of its own. */
export const ANY_PART = 'item';
