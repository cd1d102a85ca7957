/** Shows a person the steps of anything that takes longer than a second. */
export type Progress = {
  /** @param what the step that begins, such as "validators" */
  step(what: string): void;
  /** Ends the live line. */
  end(): void;
};

/** Milliseconds without output, of quick work. */
const QUIET_MS = 1000;
const CLEAR_LINE = '\r\u001B[K';

/**
 * A terminal gets one live line, a log one line for each step. A step that lasts is printed after a second, not at its end.
 *
 * @param stream such as standard error
 */
export function createProgress(stream: { isTTY?: boolean; write(text: string): unknown }): Progress {
  const start = performance.now();
  let pending: NodeJS.Timeout | undefined;
  let isLive = false;
  const show = (what: string): void => {
    const text = `${what} … ${((performance.now() - start) / 1000).toFixed(1)} s`;
    stream.write(stream.isTTY ? `${CLEAR_LINE}${text}` : `${text}\n`);
    isLive = true;
  };
  return {
    step: (what) => {
      clearTimeout(pending);
      const elapsed = performance.now() - start;
      if (stream.isTTY || elapsed > QUIET_MS) show(what);
      else pending = setTimeout(show, QUIET_MS - elapsed, what).unref();
    },
    end: () => {
      clearTimeout(pending);
      if (isLive && stream.isTTY) stream.write(CLEAR_LINE);
      isLive = false;
    },
  };
}
