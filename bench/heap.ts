import { type HeapProfiler, Session } from 'node:inspector/promises';
import { GCProfiler } from 'node:v8';

/** What the heap of a server did between two moments. */
export type HeapUse = {
  /** Bytes. */
  allocated: number;
  /** Microseconds in garbage collections, on the main thread. */
  collecting: number;
  /** Bytes that scavenges left behind. A full collection may still free them; a server without leaks has few. */
  kept: number;
};

/** Watches the garbage collections of this process. They say how much was allocated between them. */
export function observeHeap(): { start: () => void; stop: () => HeapUse } {
  let profiler = new GCProfiler();
  let before = 0;
  return {
    start: () => {
      profiler = new GCProfiler();
      profiler.start();
      before = process.memoryUsage().heapUsed;
    },
    stop: () => {
      const after = process.memoryUsage().heapUsed;
      const use: HeapUse = { allocated: 0, collecting: 0, kept: 0 };
      let used = before;
      let last: number | undefined;
      for (const { gcType, cost, beforeGC, afterGC } of profiler.stop()?.statistics ?? []) {
        const left = afterGC.heapStatistics.usedHeapSize;
        use.allocated += Math.max(0, beforeGC.heapStatistics.usedHeapSize - used);
        use.collecting += cost;
        if (gcType === 'Scavenge' && last !== undefined) use.kept += left - last;
        used = left;
        last = left;
      }
      use.allocated += Math.max(0, after - used);
      return use;
    },
  };
}

/** Bytes allocated by each function, whatever became of them. */
export type Allocations = { name: string; bytes: number }[];

/** Samples the allocations of this process. */
export async function sampleAllocations(): Promise<() => Promise<Allocations>> {
  const session = new Session();
  session.connect();
  await session.post('HeapProfiler.startSampling', {
    samplingInterval: 1024,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  return async () => {
    const { profile } = await session.post('HeapProfiler.stopSampling');
    const found = new Map<string, number>();
    const visit = ({ callFrame, selfSize, children }: HeapProfiler.SamplingHeapProfileNode): void => {
      const name = nameOf(callFrame);
      found.set(name, (found.get(name) ?? 0) + selfSize);
      children.forEach(visit);
    };
    visit(profile.head);
    return [...found].map(([name, bytes]) => ({ name, bytes }));
  };
}

type CallFrame = { functionName: string; url: string; lineNumber: number };

/** A function and its place, as profiles show it. */
export function nameOf({ functionName, url, lineNumber }: CallFrame): string {
  return `${functionName || '(anonymous)'}  ${url.replace(/^.*\/(?=(node_modules|src|bench)\/)/, '')}:${lineNumber + 1}`;
}
