import { randomBytes } from 'node:crypto';
import { TypeID } from 'typeid-js';

/** What ids name, by their prefix. */
export type IdPrefix = 'agent' | 'claim' | 'conv' | 'key' | 'memory' | 'msg' | 'workspace' | 'whd' | 'worker' | 'req';

/** Milliseconds and 12-bit sequence of the newest id. */
let newest = { time: 0, sequence: 0 };

/**
 * A new id: the prefix, `_`, and a UUIDv7 as 26 characters of Crockford base32 (TypeID 0.3). Ids sort by time. One that is
 * made after another is greater, even when the clock is set back: lists are paged by id.
 */
export function newId(prefix: IdPrefix): string {
  const time = Date.now();
  if (time > newest.time) newest = { time, sequence: randomBytes(2).readUInt16BE() & 0x7ff };
  else if (newest.sequence < 0xfff) newest = { time: newest.time, sequence: newest.sequence + 1 };
  else newest = { time: newest.time + 1, sequence: 0 };
  // RFC 9562 §5.7, with the counter of §6.2 method 1 in rand_a.
  const bytes = randomBytes(16);
  bytes.writeUIntBE(newest.time, 0, 6);
  bytes.writeUInt16BE(0x7000 | newest.sequence, 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  return TypeID.fromUUIDBytes(prefix, bytes).toString();
}

/** Makes all ids from now on greater than one of an earlier start, whatever the clock says. */
export function continueIdsAfter(id: string): void {
  const bytes = Buffer.from(TypeID.fromString(id).toUUIDBytes());
  const time = bytes.readUIntBE(0, 6);
  const sequence = bytes.readUInt16BE(6) & 0xfff;
  if (time > newest.time || (time === newest.time && sequence > newest.sequence)) newest = { time, sequence };
}
