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
