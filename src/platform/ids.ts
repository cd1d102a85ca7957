import { randomFillSync } from 'node:crypto';
import { TypeID } from 'typeid-js';

/** Kinds of ids, by their prefix. */
export type IdPrefix =
  | 'agent'
  | 'audit'
  | 'claim'
  | 'conv'
  | 'key'
  | 'memory'
  | 'msg'
  | 'workspace'
  | 'whd'
  | 'worker'
  | 'req';

/** The id of a new row, and when it was created: the time that the id holds. */
export type NewRow = { id: string; createdAt: Date };

/** A source of ids that grow, and with them the times of rows, even if the clock is set back: lists are paged by id. */
export type Ids = {
  next(prefix: IdPrefix): NewRow;
  /** Makes all ids from now on greater than one of an earlier start. */
  continueAfter(id: string): void;
};

/**
 * Makes ids: the prefix, `_`, and a UUIDv7 as 26 characters of Crockford base32 (TypeID 0.3). Ids sort by time.
 *
 * @param now the clock
 */
export function createIds(now: () => Date): Ids {
  // Milliseconds and 12-bit sequence of the newest id.
  let newest = { time: 0, sequence: 0 };
  return {
    next: (prefix) => {
      newest = following(newest, now().getTime());
      const { time, sequence } = newest;
      // RFC 9562 §5.7, with the counter of §6.2 method 1 in rand_a.
      const bytes = randomBytes(16);
      bytes.writeUIntBE(time, 0, 6);
      bytes.writeUInt16BE(0x7000 | sequence, 6);
      bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
      return { id: `${prefix}_${encodeId(bytes)}`, createdAt: new Date(time) };
    },
    continueAfter: (id) => {
      const bytes = Buffer.from(TypeID.fromString(id).toUUIDBytes());
      const time = bytes.readUIntBE(0, 6);
      const sequence = bytes.readUInt16BE(6) & 0xfff;
      if (time > newest.time || (time === newest.time && sequence > newest.sequence)) newest = { time, sequence };
    },
  };
}

/** A value that sorts before every id of a time or later, and after every earlier id. */
export function firstIdAt(prefix: IdPrefix, time: Date): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(Math.max(0, time.getTime()), 0, 6);
  return TypeID.fromUUIDBytes(prefix, bytes).toString();
}

/** Random bytes that no id has used yet: asking for many at once costs little more than asking for a few. */
const random = Buffer.allocUnsafe(4096);
let used = random.length;

/** Bytes to be used before the next call: their memory is used again. */
function randomBytes(count: number): Buffer {
  if (used + count > random.length) {
    randomFillSync(random);
    used = 0;
  }
  used += count;
  return random.subarray(used - count, used);
}

const ALPHABET = Buffer.from('0123456789abcdefghjkmnpqrstvwxyz');
const encoded = Buffer.allocUnsafe(26);

/** 128 bits as 26 characters of Crockford base32, the first with 3 bits (TypeID 0.3). */
function encodeId(bytes: Buffer): string {
  let value = 0;
  let bits = 2;
  let length = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; length++) {
      bits -= 5;
      encoded[length] = ALPHABET[(value >> bits) & 31] as number;
    }
  }
  return encoded.toString('latin1');
}

type Moment = { time: number; sequence: number };

function following(newest: Moment, time: number): Moment {
  if (time > newest.time) return { time, sequence: randomBytes(2).readUInt16BE() & 0x7ff };
  if (newest.sequence < 0xfff) return { time: newest.time, sequence: newest.sequence + 1 };
  return { time: newest.time + 1, sequence: 0 };
}

const processIds = createIds(() => new Date());

/** The id of a new row, by the clock of the process. */
export function newRow(prefix: IdPrefix): NewRow {
  return processIds.next(prefix);
}

/** A new id of something that is not listed by its id. */
export function newId(prefix: IdPrefix): string {
  return processIds.next(prefix).id;
}
