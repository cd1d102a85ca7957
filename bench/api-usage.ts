import { observeHeap } from './heap.ts';

/** What a server has used since it was asked to watch: milliseconds of CPU, and microseconds of garbage collections. */
export type ApiUsage = { cpuMs: number; collectingUs: number; allocated: number };

/** Tells the parent where this server listens, and what it uses. */
export function reportUsage(url: string, key: string): void {
  const heap = observeHeap();
  let before = process.cpuUsage();
  process.on('message', (asked) => {
    if (asked === 'watch') {
      heap.start();
      before = process.cpuUsage();
      process.send?.({ key });
      return;
    }
    const { user, system } = process.cpuUsage(before);
    const { collecting, allocated } = heap.stop();
    process.send?.({ cpuMs: (user + system) / 1000, collectingUs: collecting, allocated } satisfies ApiUsage);
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ url });
}
