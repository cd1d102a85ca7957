import cluster, { type Worker } from 'node:cluster';
import { readConfig } from '../src/platform/config.ts';

// The server of `bench/workers.ts`, as `npm start` runs it. Its workers execute this file too. Its log goes to a file.

if (cluster.isPrimary) await servePrimary();
else {
  process.on('message', () => process.send?.({ cpuUs: cpuOfThisProcess() }));
  await import('../src/commands/start.ts');
}

async function servePrimary(): Promise<void> {
  const { port, workers } = readConfig(process.env);
  const listening: Worker[] = [];
  const complete = new Promise<void>((resolve) => {
    if (workers === 1) resolve();
    cluster.on('listening', (worker) => {
      listening.push(worker);
      if (listening.length === workers) resolve();
    });
  });
  // Of one process, this ends when it listens.
  await import('../src/commands/start.ts');
  await complete;
  process.on('message', async () => {
    const each = await Promise.all(listening.map(askWorker));
    process.send?.(each.reduce((sum, cpuUs) => sum + cpuUs, cpuOfThisProcess()));
  });
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.send?.({ url: `http://127.0.0.1:${port}` });
}

function askWorker(worker: Worker): Promise<number> {
  return new Promise((resolve) => {
    const hear = (message: { cpuUs?: number }): void => {
      if (message.cpuUs === undefined) return;
      worker.off('message', hear);
      resolve(message.cpuUs);
    };
    worker.on('message', hear);
    worker.send('usage');
  });
}

function cpuOfThisProcess(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
