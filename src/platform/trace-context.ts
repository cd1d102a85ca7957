import { randomFillSync } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The place of a request in a trace (W3C Trace Context, https://www.w3.org/TR/trace-context/). */
export type TraceContext = {
  /** 32 hexadecimal digits. */
  traceId: string;
  /** 16 hexadecimal digits. */
  spanId: string;
  /** Two hexadecimal digits; bit 0 says that the trace is recorded. */
  flags: string;
  /** The `tracestate` of other tracing systems; undefined if it is invalid. */
  state: string | undefined;
};

/** §3.2.2. A later version can have more behind its flags. */
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const NO_TRACE = '0'.repeat(32);
const NO_SPAN = '0'.repeat(16);
/** Version 00 defines the two lowest bits of the flags (§3.2.2.5). */
const KNOWN_FLAGS = 0b11;

/** §3.3.1.3 and §3.3.1.5: members of a key and a value, and the length that everybody must be able to pass on. */
const STATE_MEMBER =
  /^[a-z0-9][a-z0-9_\-*/@]{0,255}=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;
const MOST_STATE_MEMBERS = 32;
const LONGEST_STATE = 512;

/** The context that a `traceparent` names, without a state. Undefined if it is not valid. */
export function readTraceparent(header: string | undefined): TraceContext | undefined {
  const [, version, traceId, spanId, flags, more] = TRACEPARENT.exec(header ?? '') ?? [];
  if (version === undefined || traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  if (version === 'ff' || traceId === NO_TRACE || spanId === NO_SPAN) return undefined;
  if (version === '00' && more !== undefined) return undefined;
  const known = (Number.parseInt(flags, 16) & KNOWN_FLAGS).toString(16).padStart(2, '0');
  return { traceId, spanId, flags: known, state: undefined };
}

/** Whether a `tracestate` can be passed on. One that is invalid or too long is dropped as a whole. */
export function isTracestate(header: string): boolean {
  if (header.length > LONGEST_STATE) return false;
  const members = header.split(',').map((member) => member.replace(/^[ \t]+|[ \t]+$/g, ''));
  const keys = members.filter((member) => member !== '').map((member) => member.slice(0, member.indexOf('=')));
  return (
    keys.length > 0 &&
    members.length <= MOST_STATE_MEMBERS &&
    members.every((member) => member === '' || STATE_MEMBER.test(member)) &&
    new Set(keys).size === keys.length
  );
}

/** The context that the headers of a request name. Undefined if they name none, or a wrong one. */
export function readTrace({ traceparent, tracestate }: IncomingHttpHeaders): TraceContext | undefined {
  const trace = typeof traceparent === 'string' ? readTraceparent(traceparent) : undefined;
  if (trace === undefined) return undefined;
  const state = Array.isArray(tracestate) ? tracestate.join(',') : tracestate;
  return { ...trace, state: state !== undefined && isTracestate(state) ? state : undefined };
}

/** The context of a new request: a span of the trace of its parent, or else of a new trace. */
export function openTrace(parent: TraceContext | undefined): TraceContext {
  if (parent !== undefined) return childTrace(parent);
  return { traceId: randomHex(16), spanId: randomHex(8), flags: '00', state: undefined };
}

/** A new span of the same trace. */
export function childTrace(parent: TraceContext): TraceContext {
  return { ...parent, spanId: randomHex(8) };
}

/** The value of `traceparent`. */
export function writeTraceparent({ traceId, spanId, flags }: TraceContext): string {
  return `00-${traceId}-${spanId}-${flags}`;
}

const POOL = Buffer.alloc(4096);
let used = POOL.length;

/** Random bytes as hexadecimal digits. They are asked for in advance, because each call costs more than the bytes. */
function randomHex(bytes: number): string {
  if (used + bytes > POOL.length) {
    randomFillSync(POOL);
    used = 0;
  }
  used += bytes;
  return POOL.toString('hex', used - bytes, used);
}
