/** Tells a person what is being done, on anything longer than a second. */
export type Progress = {
  /** @param what is done from now on, such as "validators" */
  step(what: string): void;
  /** Ends the live line. */
  end(): void;
};

/** Milliseconds that something takes before a log is told of it. */
const QUIET_MS = 1000;
const CLEAR_LINE = '\r\u001B[K';

/**
 * A terminal gets one live line, anything else a line for each step.
 *
 * @param stream where it is told, such as standard error
 */
export function createProgress(stream: { isTTY?: boolean; write(text: string): unknown }): Progress {
  const start = performance.now();
  let live = false;
  return {
    step: (what) => {
      const elapsed = performance.now() - start;
      const text = `${what} … ${(elapsed / 1000).toFixed(1)} s`;
      if (stream.isTTY) stream.write(`${CLEAR_LINE}${text}`);
      else if (elapsed > QUIET_MS) stream.write(`${text}\n`);
      live = true;
    },
    end: () => {
      if (live && stream.isTTY) stream.write(CLEAR_LINE);
      live = false;
    },
  };
}
