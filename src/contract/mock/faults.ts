import type { Operation } from '../document/document.ts';

/** Ways in which a connection fails. */
export const MOCK_FAULTS = ['reset', 'mid-body', 'timeout'] as const;

/**
 * `reset` closes the connection before the operation is performed, `mid-body` after half of the body, and `timeout` sends
 * nothing until the client gives up.
 */
export type MockFault = (typeof MOCK_FAULTS)[number];

export function isMockFault(text: unknown): text is MockFault {
  return MOCK_FAULTS.some((one) => one === text);
}

/** The longest delay, in milliseconds. */
export const MOST_DELAY_MS = 60_000;

/** Milliseconds that responses take, drawn evenly between both. */
export type Latency = { min: number; max: number };

/**
 * Reads `200` or `200-800`, in milliseconds.
 *
 * @returns undefined if it is neither
 */
export function readLatency(text: string): Latency | undefined {
  const [, min = '', max = min] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(text) ?? [];
  const latency = { min: Number(min), max: Number(max) };
  return min !== '' && latency.min <= latency.max && latency.max <= MOST_DELAY_MS ? latency : undefined;
}

/**
 * Reads a share such as `5%` or `0.5%`.
 *
 * @returns the share, from 0 to 1; undefined if it is none
 */
export function readChaos(text: string): number | undefined {
  const [, digits] = /^(\d{1,3}(?:\.\d{1,6})?)%$/.exec(text) ?? [];
  return digits !== undefined && Number(digits) <= 100 ? Number(digits) / 100 : undefined;
}

export type ChaosOptions = {
  latency?: Latency | undefined;
  /** The share of requests that fail, from 0 to 1. */
  chaos?: number | undefined;
  /** The same seed draws the same for the same sequence of requests. */
  seed?: number | undefined;
};

/** The delay and the failure that are drawn for one request. */
export type Drawn = { delay: number; failure: { code: number } | { fail: MockFault } | undefined };

/** Draws for one request after the other. A request fails with a 429 or 5xx that its operation declares, or with a reset. */
export function createChaos({ latency = { min: 0, max: 0 }, chaos = 0, seed = 1 }: ChaosOptions) {
  let count = 0;
  return ({ responses }: Operation): Drawn => {
    // As many numbers for each request, so that one option changes nothing about another.
    const [struck, chosen, waited] = [0, 1, 2].map((one) => randomAt(seed, count * 3 + one)) as [
      number,
      number,
      number,
    ];
    count += 1;
    const codes = Object.keys(responses).filter((key) => /^(429|5\d\d|5XX)$/i.test(key));
    const failures: NonNullable<Drawn['failure']>[] = codes.map((key) => ({ code: Number(key.replace(/XX/i, '00')) }));
    failures.push({ fail: 'reset' });
    return {
      delay: Math.round(latency.min + waited * (latency.max - latency.min)),
      failure: struck < chaos ? failures[Math.floor(chosen * failures.length)] : undefined,
    };
  };
}

/** A number from 0 to below 1 by its place in the sequence of a seed (mulberry32). */
function randomAt(seed: number, index: number): number {
  let state = (seed + Math.imul(index + 1, 0x6d2b79f5)) | 0;
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return ((state ^ (state >>> 14)) >>> 0) / 2 ** 32;
}
