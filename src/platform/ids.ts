import { typeid } from 'typeid-js';

/** What ids name, by their prefix. */
export type IdPrefix = 'agent' | 'claim' | 'conv' | 'key' | 'memory' | 'msg' | 'workspace' | 'whd' | 'worker' | 'req';

/** A new id: the prefix, `_`, and a UUIDv7 as 26 characters of Crockford base32 (TypeID 0.3), so ids sort by time. */
export function newId(prefix: IdPrefix): string {
  return typeid(prefix).toString();
}
