import { readConfig } from '../../src/platform/config.ts';

// `npm start` in a process that its parent can ask for its memory. Node runs it with --expose-gc.

await import('../../src/commands/start.ts');

/** The memory that is in use after a full garbage collection, in bytes. */
export type Memory = { heap: number; rss: number };

process.on('message', () => {
  // What the first one has finalized the second one frees.
  for (let count = 0; count < 2; count++) globalThis.gc?.();
  const { heapUsed: heap, rss } = process.memoryUsage();
  process.send?.({ heap, rss } satisfies Memory);
});
process.on('disconnect', () => process.exit());
process.send?.({ url: `http://127.0.0.1:${readConfig(process.env).port}` });
